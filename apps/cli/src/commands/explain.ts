import { nearestName, type PlanResult, type Resource } from '@portplan/engine';
import { explanationText } from '@portplan/exporters';
import { EXIT, type ExitCode, type Invocation } from '../command.js';
import { formatOf, valueText } from '../output-format.js';
import { plannedFor } from '../planned.js';
import { UsageError } from '../usage-error.js';

/** `portplan explain TOPOLOGY FORECAST [RESOURCE]` */
export async function explain(invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const format = formatOf(invocation);
  const {
    planned: { result },
    rest: [id],
  } = await plannedFor(invocation);
  const resource = resourceNamed(id ?? result.summary.binding ?? '', result);
  terminal.out(
    format === 'json' || format === 'yaml'
      ? await valueText(format, resource.explanation)
      : explanationText(resource, terminal.width, terminal.style),
  );
  return EXIT.ok;
}

/** @throws UsageError with the nearest pool, or all of them */
function resourceNamed(id: string, { resources }: PlanResult): Resource {
  const resource = resources.find((candidate) => candidate.id === id);
  if (resource !== undefined) return resource;
  const ids = resources.map((each) => each.id);
  if (ids.length === 0) throw new UsageError('no pool of ports stands on any path of this topology');
  const nearest = nearestName(id, ids);
  const hint = nearest === undefined ? `the pools are ${ids.join(', ')}` : `did you mean "${nearest}"?`;
  throw new UsageError(`there is no pool "${id}" in this plan; ${hint}`);
}
