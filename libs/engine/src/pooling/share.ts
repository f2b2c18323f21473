import { DomainError } from '../errors.js';

/** The value, if it is from 0 to 1. @throws DomainError otherwise */
export function requireShare(field: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new DomainError('out-of-range', field, value, 'a number from 0 to 1');
}
