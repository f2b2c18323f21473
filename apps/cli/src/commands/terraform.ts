import { EXIT, type ExitCode } from '../command.js';
import { main } from '../terraform-main.js';

/** `portplan terraform` */
export async function terraform(): Promise<ExitCode> {
  await main();
  return process.exitCode === undefined ? EXIT.ok : EXIT.refused;
}
