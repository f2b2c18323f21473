import { readFile } from 'node:fs/promises';

/** The version of the program, and of the engine that its figures come from. */
export async function versionText(): Promise<string> {
  const { ENGINE_VERSION } = await import('@portplan/engine');
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return `portplan ${version}, engine ${ENGINE_VERSION}\n`;
}
