import { SETTINGS, type Setting } from './settings.js';

type Settings = typeof SETTINGS;

/** The configuration of a process, read once. */
export type Configuration = {
  readonly [Name in keyof Settings]: NonNullable<ReturnType<Settings[Name]['read']>>;
};

/** The environment says something that cannot be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads the configuration from environment variables; an empty one is as if not given.
 *
 * @throws ConfigurationError that names each wrong variable, what it says, and what would be valid
 */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const faults: string[] = [];
  const values = Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting]) => {
    const text = env[setting.variable] ?? '';
    const value = text === '' ? setting.fallback : setting.read(text);
    if (value === null) faults.push(faultOf(setting, text));
    return [name, value] as const;
  });
  if (faults.length > 0) throw new ConfigurationError(faults.join('\n'));
  return Object.freeze(Object.fromEntries(values)) as Configuration;
}

function faultOf({ variable, valid, secret }: Setting<unknown>, text: string): string {
  if (text === '') return `${variable} is missing; it must be ${valid}`;
  return `${variable} is ${secret === true ? 'something else' : `"${text.slice(0, 100)}"`}; it must be ${valid}`;
}
