import * as fc from 'fast-check';
import { DomainError } from '../errors.js';
import { erlangB } from '../queueing/index.js';
import { retriedDemand, retryEquilibria } from './retries.js';

/** Of a service that manages a thousand a second and fails the rest. */
const failsBeyondAThousand = (attemptsPerSecond: number): number => Math.max(0, 1 - 1000 / attemptsPerSecond);

describe('Requests with retries', () => {
  it('are a geometric sum: half of all failing and three retries make 1.875 attempts', () => {
    expect(retriedDemand(1000, { maxRetries: 3 }, 0.5)).toEqual({
      attemptsPerSecond: 1875,
      attemptsPerRequest: 1.875,
      failureShare: 0.5,
    });
  });

  it('are all sent where everything fails', () => {
    expect(retriedDemand(100, { maxRetries: 3 }, 1).attemptsPerSecond).toBe(400);
  });

  it('stay within a retry budget: a fifth, as Envoy has it by default', () => {
    // envoyproxy/data-plane-api, circuit_breaker.proto: retry_budget.budget_percent, default 20 %.
    expect(retriedDemand(100, { maxRetries: 3, retryBudget: 0.2 }, 1).attemptsPerSecond).toBe(120);
  });

  it.each([
    [-1, 3, 0.5, 'requestsPerSecond'],
    [1, -1, 0.5, 'maxRetries'],
    [1, 3, 1.5, 'failureShare'],
  ])(
    'refuses %d requests, %d retries and a failing share of %d, naming %s',
    (rate, maxRetries, share, field) => {
      expect(() => retriedDemand(rate, { maxRetries }, share)).toThrow(DomainError);
      expect(() => retriedDemand(rate, { maxRetries }, share)).toThrow(field);
    },
  );
});

describe('Retries that cause the failures that cause them', () => {
  it('die out after an outage where an overloaded service still does its thousand a second', () => {
    const { calm, afterOutage } = retryEquilibria(900, { maxRetries: 3 }, failsBeyondAThousand);
    expect(calm).toEqual({ attemptsPerSecond: 900, attemptsPerRequest: 1, failureShare: 0 });
    expect(afterOutage.attemptsPerSecond).toBe(900);
  });

  it('keep a service down that does nothing useful when overloaded, unless a budget holds them back', () => {
    const collapses = (attemptsPerSecond: number): number => (attemptsPerSecond > 1000 ? 1 : 0);
    const unlimited = retryEquilibria(600, { maxRetries: 3 }, collapses);
    expect(unlimited.calm.attemptsPerSecond).toBe(600);
    expect(unlimited.afterOutage.attemptsPerSecond).toBe(2400);
    const budgeted = retryEquilibria(600, { maxRetries: 3, retryBudget: 0.2 }, collapses);
    expect(budgeted.afterOutage.attemptsPerSecond).toBe(600);
  });

  it('solve their equation, from rest never above where an outage leaves them', () => {
    const loads = fc.record({
      rate: fc.double({ min: 0, max: 2000, noNaN: true }),
      maxRetries: fc.integer({ min: 0, max: 5 }),
    });
    // Blocked at 100 ports of one second each.
    const blocked = (attemptsPerSecond: number): number => erlangB(attemptsPerSecond / 10, 100);
    fc.assert(
      fc.property(loads, ({ rate, maxRetries }) => {
        const { calm, afterOutage } = retryEquilibria(rate, { maxRetries }, blocked);
        const back = retriedDemand(rate, { maxRetries }, blocked(calm.attemptsPerSecond));
        expect(Math.abs(back.attemptsPerSecond - calm.attemptsPerSecond)).toBeLessThan(1e-6 * (1 + rate));
        expect(calm.attemptsPerSecond).toBeGreaterThanOrEqual(rate);
        expect(afterOutage.attemptsPerSecond).toBeLessThanOrEqual(rate * (maxRetries + 1));
        expect(calm.attemptsPerSecond).toBeLessThanOrEqual(afterOutage.attemptsPerSecond * (1 + 1e-9));
      }),
    );
  });
});
