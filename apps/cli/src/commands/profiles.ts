import { allProfiles, nearestProfileId, profilesOf, type Profile } from '@portplan/engine';
import { profilesText, profileText } from '@portplan/exporters';
import { EXIT, type ExitCode, type Invocation } from '../command.js';
import { UsageError } from '../usage-error.js';

/** `portplan profiles [ID]` */
export async function profiles({ operands: [id], options, terminal }: Invocation): Promise<ExitCode> {
  const { width, style, out } = terminal;
  const { topology } = options;
  const own = typeof topology === 'string' ? await definedIn(topology) : null;
  const known = [...(own ?? []), ...allProfiles()];
  const where = own === null ? 'in the catalogue' : 'in the catalogue or the topology';
  const profile = known.find((each) => each.id === id);
  const shown = profile ?? listed(known, id, where);
  if (options['json'] === true) out(`${JSON.stringify(shown, null, 2)}\n`);
  else
    out(
      profile === undefined
        ? profilesText(listed(known, id, where), width, style)
        : profileText(profile, width, style),
    );
  return EXIT.ok;
}

/** The profiles that a topology defines. Most calls read no document, and need not load what does. */
async function definedIn(path: string): Promise<readonly Profile[]> {
  const [{ readOrExplain, readSource }, { readTopology }] = await Promise.all([
    import('../documents.js'),
    import('@portplan/documents'),
  ]);
  const topology = await readOrExplain(await readSource(path), readTopology);
  const find = profilesOf(topology);
  return (topology.profiles ?? []).flatMap(({ id }) => find(id) ?? []);
}

/** All profiles, or those of one provider. @throws UsageError where there are none */
function listed(known: readonly Profile[], provider: string | undefined, where: string): readonly Profile[] {
  if (provider === undefined) return known;
  const found = known.filter(({ id }) => id.startsWith(`${provider}/`));
  if (found.length > 0) return found;
  const nearest = nearestProfileId(
    provider,
    known.map(({ id }) => id),
  );
  const hint = nearest === undefined ? '`portplan profiles` lists them' : `did you mean "${nearest}"?`;
  throw new UsageError(`there is no profile "${provider}" ${where}; ${hint}`);
}
