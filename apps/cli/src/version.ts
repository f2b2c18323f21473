import { ENGINE_VERSION } from '@portplan/engine/version';
import { readFile } from 'node:fs/promises';

/** The version of the program, and of the engine that its figures come from. */
export async function versionText(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return `portplan ${version}, engine ${ENGINE_VERSION}\n`;
}
