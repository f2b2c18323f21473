import { findProfile, nearestProfileId, PROFILES } from '@portplan/engine';
import { profilesText, profileText } from '@portplan/exporters';
import { EXIT, type ExitCode, type Invocation } from '../command.js';
import { UsageError } from '../usage-error.js';

/** `portplan profiles [ID]` */
export function profiles({ operands, options, terminal }: Invocation): Promise<ExitCode> {
  const { width, style, out } = terminal;
  const asJson = options['json'] === true;
  const [id] = operands;
  if (id === undefined) {
    out(asJson ? `${JSON.stringify(PROFILES, null, 2)}\n` : profilesText(PROFILES, width, style));
    return Promise.resolve(EXIT.ok);
  }
  const profile = findProfile(id);
  if (profile === undefined) {
    const nearest = nearestProfileId(id);
    throw new UsageError(
      `there is no profile "${id}" in the catalogue; ${nearest === undefined ? '`portplan profiles` lists them' : `did you mean "${nearest}"?`}`,
    );
  }
  out(asJson ? `${JSON.stringify(profile, null, 2)}\n` : profileText(profile, width, style));
  return Promise.resolve(EXIT.ok);
}
