import { nearestName } from '@portplan/engine';
import { explanationText } from '@portplan/exporters';
import { EXIT, type ExitCode, type Invocation } from '../command.js';
import { planFiles } from '../documents.js';
import { UsageError } from '../usage-error.js';

/** `portplan explain TOPOLOGY FORECAST RESOURCE` */
export async function explain({ operands, options, terminal }: Invocation): Promise<ExitCode> {
  const [topology = '', forecast = '', id = ''] = operands;
  const policy = typeof options['policy'] === 'string' ? options['policy'] : undefined;
  const { result } = await planFiles(topology, forecast, policy);
  const resource = result.resources.find((candidate) => candidate.id === id);
  if (resource === undefined) {
    const ids = result.resources.map((each) => each.id);
    const nearest = nearestName(id, ids);
    const hint =
      nearest === undefined ? `the pools are ${ids.join(', ') || 'none'}` : `did you mean "${nearest}"?`;
    throw new UsageError(`there is no pool "${id}" in this plan; ${hint}`);
  }
  terminal.out(
    options['json'] === true
      ? `${JSON.stringify(resource.explanation, null, 2)}\n`
      : explanationText(resource, terminal.width, terminal.style),
  );
  return EXIT.ok;
}
