import type { Quantity as NumberOrInterval } from '@portplan/engine';
import { field, type FieldOf } from './field-of.js';
import { Interval } from './interval.js';
import { nameOf } from './registry.js';
import { numberType, type NumberOptions } from './scalar-fields.js';

/** A number, or an interval where it is not known for certain. */
export function Quantity<const Options extends NumberOptions>(
  options: Options,
): FieldOf<NumberOrInterval, Options> {
  return field(options, numberType(options, nameOf(Interval)));
}
