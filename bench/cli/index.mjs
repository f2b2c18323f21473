// The command line's part of `npm run bench`: how long Terraform waits for an answer, beside a Node that does nothing.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../median.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../apps/cli/bin/portplan.js', import.meta.url));
const ROUNDS = 40;

const QUERY = JSON.stringify({
  topology_file: 'examples/ticket-sale/topology.yaml',
  forecast_file: 'examples/ticket-sale/forecast.yaml',
});

const PROGRAMS = [
  { name: 'portplan terraform, offline, ticket sale', parameters: [PROGRAM, 'terraform'], input: QUERY },
  {
    name: 'portplan plan, ticket sale',
    parameters: [
      PROGRAM,
      'plan',
      'examples/ticket-sale/topology.yaml',
      'examples/ticket-sale/forecast.yaml',
      '--fail-on',
      'never',
    ],
  },
  {
    name: 'portplan validate, ticket sale: no plan',
    parameters: [
      PROGRAM,
      'validate',
      'examples/ticket-sale/topology.yaml',
      'examples/ticket-sale/forecast.yaml',
    ],
  },
  { name: 'portplan --version', parameters: [PROGRAM, '--version'] },
];

/** Programs in turn with `node -e 0`, so that both see the same machine; medians. */
export function bench(report) {
  for (const { name, parameters, input } of PROGRAMS) {
    const ours = [];
    const nothing = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      nothing.push(millisecondsOf(['-e', '0']));
      ours.push(millisecondsOf(parameters, input));
    }
    const ratio = median(ours) / median(nothing);
    report({
      what: name,
      portplan: `${median(ours).toFixed(0)} ms`,
      against: `node -e 0 ${median(nothing).toFixed(0)} ms`,
      ratio,
      ...(name.startsWith('portplan terraform') && { goal: 'at most 2', met: ratio <= 2 }),
    });
  }
}

function millisecondsOf(parameters, input) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, parameters, { cwd: ROOT, input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${parameters.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}
