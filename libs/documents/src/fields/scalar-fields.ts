import type { NumberType } from './field-type.js';
import { LARGEST_NUMBER } from './expected.js';
import { field, type FieldOf, type FieldOptions } from './field-of.js';

export interface NumberOptions extends FieldOptions {
  readonly unit?: string;
  readonly integer?: boolean;
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
  readonly below?: number;
}

export interface TextOptions extends FieldOptions {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** The pattern in words that follow "it must be". */
  readonly form?: string;
}

/** What people call something: shown in one line of a table, so without line breaks and the escapes of terminals. */
export const A_NAME = {
  pattern: String.raw`^[^\p{Cc}\p{Cs}]*[^\s\p{Cc}\p{Cs}][^\p{Cc}\p{Cs}]*$`,
  form: 'text of 1 to 200 printable characters',
} as const;

/** @param interval name of the class of intervals, where one is taken */
export function numberType(options: NumberOptions, interval: string | null = null): NumberType {
  return {
    kind: 'number',
    unit: options.unit ?? null,
    integer: options.integer ?? false,
    interval,
    ...(options.min === undefined ? {} : { minimum: options.min }),
    ...(options.above === undefined ? {} : { exclusiveMinimum: options.above }),
    ...(options.below === undefined
      ? { maximum: options.max ?? LARGEST_NUMBER }
      : { exclusiveMaximum: options.below }),
  };
}

/** One number; no interval. */
export function Amount<const Options extends NumberOptions>(options: Options): FieldOf<number, Options> {
  return field(options, numberType(options));
}

export function Text<const Options extends TextOptions>(options: Options): FieldOf<string, Options> {
  const { minLength = 1, maxLength = 200, pattern, form } = options;
  return field(options, {
    kind: 'text',
    minLength,
    maxLength,
    ...(pattern === undefined ? {} : { pattern }),
    ...(form === undefined ? {} : { form }),
  });
}

/** The id of a node or leg, or a reference to one. */
export function Identifier<const Options extends FieldOptions>(options: Options): FieldOf<string, Options> {
  return field(options, { kind: 'identifier' });
}

export function OneOf<const Word extends string | number, const Options extends FieldOptions>(
  values: readonly Word[],
  options: Options,
): FieldOf<Word, Options> {
  return field(options, { kind: 'one-of', values });
}

export function Flag<const Options extends FieldOptions>(options: Options): FieldOf<boolean, Options> {
  return field(options, { kind: 'flag' });
}

/** An ISO 8601 instant with a time zone. */
export function Instant<const Options extends FieldOptions>(options: Options): FieldOf<string, Options> {
  return field(options, { kind: 'instant' });
}

export interface RangeOptions extends FieldOptions {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

/** `[first, last]`, both included. */
export function RangeOf<const Options extends RangeOptions>(
  options: Options,
): FieldOf<readonly [number, number], Options> {
  const { unit, min: minimum, max: maximum } = options;
  return field(options, { kind: 'range', unit, minimum, maximum, orOne: false });
}
