// Preloaded into the API when the launcher runs it: should the launcher be killed, nobody else would stop it.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
