// npm start: from a fresh clone to a running Portplan. Prepares, then hands over to the bundled Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { build, install, node, requireNode, ROOT } from './prepare.mjs';

requireNode();
install();
build();

// The channel tells the server when this process is gone, in whatever way.
const server = spawn(node(), [join(ROOT, 'scripts', 'serve.mjs')], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// A terminal sends Ctrl-C to the server too; a supervisor only to this process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
// npm runs scripts in a shell, and a shell that is told to stop does not pass it on: then this process has a new parent.
const { ppid } = process;
if (process.env.npm_lifecycle_event !== undefined) {
  setInterval(() => process.ppid !== ppid && server.kill('SIGTERM'), 500).unref();
}
server.on('exit', (code) => process.exit(code ?? 1));
