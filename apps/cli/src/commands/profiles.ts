import { findProfile, nearestProfileId, PROFILES, type Profile } from '@portplan/engine';
import { profilesText, profileText } from '@portplan/exporters';
import { EXIT, type ExitCode, type Invocation } from '../command.js';
import { UsageError } from '../usage-error.js';

/** `portplan profiles [ID]` */
export function profiles({ operands: [id], options, terminal }: Invocation): Promise<ExitCode> {
  const { width, style, out } = terminal;
  const profile = id === undefined ? undefined : findProfile(id);
  const shown = profile ?? listed(id);
  if (options['json'] === true) out(`${JSON.stringify(shown, null, 2)}\n`);
  else
    out(profile === undefined ? profilesText(listed(id), width, style) : profileText(profile, width, style));
  return Promise.resolve(EXIT.ok);
}

/** All profiles, or those of one provider. @throws UsageError where there are none */
function listed(provider: string | undefined): readonly Profile[] {
  if (provider === undefined) return PROFILES;
  const found = PROFILES.filter(({ id }) => id.startsWith(`${provider}/`));
  if (found.length > 0) return found;
  const nearest = nearestProfileId(provider);
  const hint = nearest === undefined ? '`portplan profiles` lists them' : `did you mean "${nearest}"?`;
  throw new UsageError(`there is no profile "${provider}" in the catalogue; ${hint}`);
}
