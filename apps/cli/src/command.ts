import type { Terminal } from './terminal.js';

/** Exit statuses: all well, the plan says no, the input cannot be used. */
export const EXIT = { ok: 0, refused: 1, badInput: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** What it does, for --help. */
  readonly help: string;
  /** What stands for its value in --help. */
  readonly value?: string;
  /** What its value may be, where it is one of a few words. */
  readonly words?: readonly string[];
}

/** What a command line gives to its command. */
export interface Given {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

export interface Invocation extends Given {
  readonly terminal: Terminal;
}

/** The text of an option that takes a value. */
export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** One command of the program. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly operands: string;
  /** What the first operand may be, where it is a word. */
  readonly words?: readonly string[];
  /** How many operands there may be. */
  readonly arity: readonly [least: number, most: number];
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly examples: readonly string[];
  /** What the options and the summary do not say. */
  readonly notes?: string;
  /** Loaded only when it is run: starting should take no longer than it must. */
  readonly load: () => Promise<(invocation: Invocation) => Promise<ExitCode>>;
}
