import { joined } from '../fields/expected.js';
import type { Finding, Rule } from '../fields/registry.js';
import { fieldOf } from '../fields/rules.js';

const BASES = ['requestsPerSecond', 'series', 'history', 'quantiles'] as const;

/**
 * A demand has one base. Quantiles are a base of their own, and the spread around `requestsPerSecond` where their p50
 * is that very number: then both say the same.
 */
export const oneBase: Rule = (fields) => {
  const given = BASES.filter((name) => fields[name] !== undefined);
  const valid = 'it must have exactly one of requestsPerSecond, series, history and quantiles';
  if (given.length === 0) return [{ path: [], code: 'missing-field', says: `has no base; ${valid}` }];
  if (given.length === 1) return [];
  if (given.length === 2 && fields['requestsPerSecond'] !== undefined && fields['quantiles'] !== undefined) {
    return medianFindings(fields['requestsPerSecond'], fieldOf(fields['quantiles'], 'p50'));
  }
  return [{ path: [], code: 'conflict', says: `has ${joined(given)}; ${valid}`, value: fields }];
};

function medianFindings(requestsPerSecond: unknown, median: unknown): readonly Finding[] {
  if (typeof requestsPerSecond !== 'number' || typeof median !== 'number' || requestsPerSecond === median)
    return [];
  const says = `is ${String(median)}; beside requestsPerSecond it must equal it, which is ${String(requestsPerSecond)}`;
  return [{ path: ['quantiles', 'p50'], code: 'inconsistent', says, value: median }];
}

/** Both would state the same uncertainty twice. */
export const oneUncertainty: Rule = (fields) => {
  if (fields['sigma'] === undefined || fields['quantiles'] === undefined) return [];
  const says =
    'has sigma and quantiles; it must have at most one of them, since both state the uncertainty of the level';
  return [{ path: [], code: 'conflict', says, value: fields }];
};

export const oneRecording: Rule = (fields) => {
  const given = ['csv', 'prometheus'].filter((name) => fields[name] !== undefined);
  if (given.length === 1) return [];
  const has = given.length === 0 ? 'has neither csv nor prometheus' : 'has csv and prometheus';
  return [
    {
      path: [],
      code: given.length === 0 ? 'missing-field' : 'conflict',
      says: `${has}; it must have exactly one of them`,
    },
  ];
};

/** A series has one value for each step of its forecast. */
export const seriesOfSteps: Rule = ({ steps, demand }) => {
  if (typeof steps !== 'number' || !Array.isArray(demand)) return [];
  return demand.flatMap((item: unknown, index): readonly Finding[] => {
    const series = fieldOf(item, 'series');
    if (!Array.isArray(series) || series.length === 0 || series.length === steps) return [];
    const has = `has ${String(series.length)} ${series.length === 1 ? 'value' : 'values'}`;
    const says = `${has}; it must have ${String(steps)}, one for each of the forecast's steps`;
    return [{ path: ['demand', index, 'series'], code: 'wrong-length', says, value: series }];
  });
};
