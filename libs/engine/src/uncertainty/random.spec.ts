import { intervalQuantile } from './interval-quantile.js';
import { seededRandom, stratified } from './random.js';

describe('random numbers from a seed', () => {
  it('are those of mulberry32', () => {
    // The reference implementation, seed 1: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
    const random = seededRandom(1);
    expect(random()).toBe(0.6270739405881613);
    expect(seededRandom(2)()).not.toBe(seededRandom(1)());
  });

  it('are one in each part of 0 to 1 where they are stratified, in no order', () => {
    const values = stratified(64, seededRandom(7));
    expect(Array.from(values, (value) => Math.floor(value * 64)).sort((left, right) => left - right)).toEqual(
      Array.from({ length: 64 }, (_, part) => part),
    );
    expect([...values]).not.toEqual([...values].sort((left, right) => left - right));
  });
});

describe('an interval of a document', () => {
  const interval = { low: 0.2, mid: 0.8, high: 3 };

  it('has its middle as median, and its bounds where its confidence says', () => {
    expect(intervalQuantile(interval, 0.5)).toBeCloseTo(0.8, 12);
    expect(intervalQuantile(interval, 0.05)).toBeCloseTo(0.2, 12);
    expect(intervalQuantile(interval, 0.95)).toBeCloseTo(3, 12);
    expect(intervalQuantile({ ...interval, confidence: 0.5 }, 0.75)).toBeCloseTo(3, 12);
  });

  it('has nothing outside where it is certain', () => {
    const certain = { ...interval, confidence: 1 };
    expect(intervalQuantile(certain, 1e-9)).toBeCloseTo(0.2, 6);
    expect(intervalQuantile(certain, 1 - 1e-9)).toBeCloseTo(3, 6);
  });

  it.each([
    [{ low: 0, high: 10 }],
    [{ low: 0, mid: 0, high: 5 }],
    [{ low: 1, high: 1 }],
    [{ low: 0.2, mid: 0.8, high: 3, confidence: 0.99 }],
  ])('%j rises with the probability and stays above zero', (given) => {
    const values = [0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999].map((probability) =>
      intervalQuantile(given, probability),
    );
    expect(values).toEqual([...values].sort((left, right) => left - right));
    expect(values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
  });
});
