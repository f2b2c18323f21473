import { nearestName, type PlanResult, type Resource } from '@portplan/engine';
import { explanationText } from '@portplan/exporters';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import { planFiles } from '../documents.js';
import { UsageError } from '../usage-error.js';

/** `portplan explain TOPOLOGY FORECAST [RESOURCE]` */
export async function explain(invocation: Invocation): Promise<ExitCode> {
  const { operands, options, terminal } = invocation;
  const [topology = '', forecast = '', id] = operands;
  const { result } = await planFiles(topology, forecast, textOption(invocation, 'policy'));
  const resource = resourceNamed(id ?? result.summary.binding ?? '', result);
  terminal.out(
    options['json'] === true
      ? `${JSON.stringify(resource.explanation, null, 2)}\n`
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
