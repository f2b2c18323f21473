// npm run validate:kernel: the engine beside this machine's own kernel, in network namespaces; writes docs/validation.md.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { release } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, fail, install, requireNode, ROOT } from './prepare.mjs';

const PAGE = join(ROOT, 'docs', 'validation.md');
const [BEGIN, END] = ['<!-- npm run validate:kernel: begin -->', '<!-- npm run validate:kernel: end -->'];
/** TCP_TIMEWAIT_LEN of include/net/tcp.h: fixed when the kernel is compiled. */
const TIME_WAIT_SECONDS = 60;
const FIRST_PORT = 40_001;

const EXPERIMENTS = [
  { name: 'a sudden step', ports: 500, perSecond: 20, seconds: 35 },
  { name: 'a step just above what lasts', ports: 240, perSecond: 4.8, seconds: 58 },
  { name: 'just below what lasts', ports: 240, perSecond: 3.8, seconds: 125 },
  { name: 'an odd number of ports', ports: 101, perSecond: 10, seconds: 20 },
  { name: 'far too much, for two turns of TIME_WAIT', ports: 300, perSecond: 15, seconds: 125 },
  { name: 'the server closes first', ports: 100, perSecond: 20, seconds: 30, closedBy: 'responder' },
  { name: 'tcp_tw_reuse=1', ports: 300, perSecond: 50, seconds: 40, reuse: true },
];

if (process.argv[2] === '--inside') await inside(JSON.parse(process.argv[3] ?? '{}'));
else await outside();

async function outside() {
  requireNode();
  const namespace = allowedNamespace();
  if (namespace === null) {
    console.log(
      'SKIPPED: this machine allows no network namespaces (`unshare --net` is refused); nothing was measured.',
    );
    return;
  }
  install();
  build();
  const engine = await import('@portplan/engine');
  const longest = Math.max(...EXPERIMENTS.map(({ seconds }) => seconds));
  console.log(`${EXPERIMENTS.length} experiments side by side, ${longest} s`);
  const rows = await Promise.all(
    EXPERIMENTS.map(async (experiment) => rowOf(experiment, await measure(namespace, experiment), engine)),
  );
  const table = [
    '| Experiment | Ports | Connections/s | First refusal: engine | kernel | Lasting rate: engine | kernel | |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
    ...rows.map((row) => row.text),
  ].join('\n');
  console.log(table);
  const [head, rest] = readFileSync(PAGE, 'utf8').split(BEGIN);
  const tail = rest?.split(END)[1];
  if (tail === undefined) fail(`${PAGE} has lost the marks that its measured part stands between.`);
  const when = `Measured on Linux ${release()} with \`npm run validate:kernel\`:`;
  writeFileSync(PAGE, `${head}${BEGIN}\n\n${when}\n\n${table}\n\n${END}${tail}`);
  if (rows.some((row) => !row.agrees))
    fail('The kernel and the engine disagree by more than 3 %; see the table.');
}

/** The words that open a network namespace here; null where none do. */
function allowedNamespace() {
  const ways = [
    ['unshare', '--net'],
    ['unshare', '--user', '--map-root-user', '--net'],
  ];
  return (
    ways.find(
      ([command, ...rest]) => spawnSync(command, [...rest, 'ip', 'link', 'set', 'lo', 'up']).status === 0,
    ) ?? null
  );
}

function measure([command, ...rest], experiment) {
  const own = [process.execPath, fileURLToPath(import.meta.url), '--inside', JSON.stringify(experiment)];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...rest, ...own], { stdio: ['ignore', 'pipe', 'inherit'] });
    let answer = '';
    child.stdout.on('data', (chunk) => (answer += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(answer)) : reject(new Error(`${experiment.name}: exit code ${code}`)),
    );
  });
}

function rowOf(experiment, { firstRefusal, accepted, laterAccepted, attempts }, engine) {
  const { name, ports, perSecond, seconds, closedBy, reuse } = experiment;
  // Reuse needs a timestamp that is a second older: the next second's tick may be nearly another away.
  const held = closedBy === 'responder' ? 0 : reuse ? 2 : TIME_WAIT_SECONDS;
  const count = engine.portCount([FIRST_PORT, FIRST_PORT + ports - 1], []);
  const exhausted = held === 0 ? null : engine.timeToExhaustionSeconds(count, perSecond, held);
  const lasting = held === 0 ? null : engine.sustainableConnectionRate(count, held);
  const turns = seconds >= 2 * TIME_WAIT_SECONDS && exhausted !== null;
  const kernelRate = turns ? laterAccepted / TIME_WAIT_SECONDS : null;
  const agrees =
    (exhausted === null) === (firstRefusal === null) &&
    (exhausted === null || Math.abs(firstRefusal - exhausted) <= 0.03 * exhausted) &&
    (kernelRate === null || Math.abs(kernelRate - lasting) <= 0.03 * lasting);
  const shown = (value, none) => (value === null ? none : value.toFixed(2));
  const never = `none in ${seconds} s`;
  const cells = [
    name,
    ports,
    perSecond,
    exhausted === null ? 'never' : `${exhausted.toFixed(2)} s`,
    firstRefusal === null ? `${never} (${accepted} of ${attempts})` : `${firstRefusal.toFixed(2)} s`,
    shown(lasting, 'no limit'),
    shown(kernelRate, '–'),
    agrees ? 'agree' : '**disagree**',
  ];
  return { agrees, text: `| ${cells.join(' | ')} |` };
}

/** One experiment, in a namespace of its own: real connections over loopback, refusals by their time. */
async function inside({ ports, perSecond, seconds, closedBy = 'initiator', reuse = false }) {
  spawnSync('ip', ['link', 'set', 'lo', 'up']);
  const setting = (name, value) => writeFileSync(`/proc/sys/net/ipv4/${name}`, value);
  setting('ip_local_port_range', `${FIRST_PORT} ${FIRST_PORT + ports - 1}`);
  setting('tcp_tw_reuse', reuse ? '1' : '0');
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.resume();
    if (closedBy === 'responder') socket.end();
  });
  await new Promise((resolve) => server.listen(9000, '127.0.0.1', 1000, resolve));
  const started = performance.now();
  const secondsSoFar = () => (performance.now() - started) / 1000;
  let [attempts, accepted, laterAccepted, firstRefusal] = [0, 0, 0, null];
  const dial = () => {
    const at = secondsSoFar();
    const socket = connect(9000, '127.0.0.1', () => {
      accepted += 1;
      if (at >= TIME_WAIT_SECONDS && at < 2 * TIME_WAIT_SECONDS) laterAccepted += 1;
      if (closedBy === 'initiator') socket.end();
    });
    socket.resume();
    socket.on('error', (error) => {
      if (error.code !== 'EADDRNOTAVAIL') throw error;
      firstRefusal ??= at;
    });
  };
  while (secondsSoFar() < seconds) {
    for (; attempts <= secondsSoFar() * perSecond; attempts += 1) dial();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  console.log(JSON.stringify({ attempts, accepted, laterAccepted, firstRefusal }));
  process.exit(0);
}
