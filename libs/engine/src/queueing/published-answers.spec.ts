import {
  admissibleLoad,
  engsetBlockingOfOfferedLoad,
  erlangB,
  meanWaitSeconds,
  overflowMoments,
  requiredServers,
  serviceLevel,
  waitingProbability,
} from './index.js';

/** Oracle: Wagoner, Traffic Engineering (Lucent), http://garywagoner.tripod.com/traffic/ERLANG.HTML, read in November 2026. */
describe('voice channels for a loss of 2 %', () => {
  it.each([
    [1, 0.02],
    [3, 0.602],
    [5, 1.657],
    [7, 2.935],
    [9, 4.345],
    [11, 5.842],
    [13, 7.402],
    [15, 9.01],
    [17, 10.656],
    [19, 12.333],
    [21, 14.036],
    [23, 15.761],
    [25, 17.505],
    [27, 19.265],
    [29, 21.039],
    [39, 30.081],
    [49, 39.323],
    [59, 48.7],
    [67, 56.275],
    [75, 63.9],
    [83, 71.568],
    [89, 77.342],
  ])('%d channels carry an offer of %d erlangs', (channels, load) => {
    expect(Math.abs(admissibleLoad(channels, 0.02) - load)).toBeLessThan(1e-3);
  });

  it('of the same table, 45 channels for 35.507 and 61 for 50.389 are misprints: they carry 35.607 and 50.589', () => {
    expect(admissibleLoad(45, 0.02)).toBeCloseTo(35.607, 3);
    expect(admissibleLoad(61, 0.02)).toBeCloseTo(50.589, 3);
  });

  it('ten erlangs need 17 channels, not the 16 that the page rounds down to: 16 lose 2.2 %', () => {
    expect(requiredServers(10, 0.02)).toBe(17);
    expect(erlangB(10, 16)).toBeCloseTo(0.0223, 4);
  });
});

describe('trunk groups', () => {
  it('15 lines carry 8.108 erlangs at 1 % (erlang.com, Erlang B calculator manual, read in November 2026)', () => {
    expect(admissibleLoad(15, 0.01)).toBeCloseTo(8.108, 3);
  });

  it('17 erlangs in the busy hour need 27 lines for less than 1 % (erlang-questions, 16 June 2002)', () => {
    expect(requiredServers(17, 0.01)).toBe(27);
  });

  it('25 erlangs on 30 lines lose about 5 % (Wolfram, Compute Loss Probabilities for a Queue)', () => {
    expect(erlangB(25, 30)).toBeCloseTo(0.05, 2);
  });

  it('of 5.5 erlangs, half of the blocked calls tried again, 3 in 100 are blocked on 11 lines (erlang.com, Extended Erlang B)', () => {
    const blocked = (lines: number): number => {
      let offered = 5.5;
      for (let round = 0; round < 200; round += 1) offered = 5.5 + 0.5 * offered * erlangB(offered, lines);
      return erlangB(offered, lines);
    };
    expect(blocked(11)).toBeLessThanOrEqual(0.03);
    expect(blocked(10)).toBeGreaterThan(0.03);
  });

  it('75 erlangs of 250 sources need 88 lines at 1 % (erlang.com, Engset calculator); without the limit of sources, 91', () => {
    expect(engsetBlockingOfOfferedLoad(75, 250, 88)).toBeLessThanOrEqual(0.01);
    expect(engsetBlockingOfOfferedLoad(75, 250, 87)).toBeGreaterThan(0.01);
    expect(requiredServers(75, 0.01)).toBe(91);
  });
});

/** Oracle: Telenor, Telektronikk 91(2/3), 1995, figure 27: 20 erlangs, holds of 120 s. */
describe('what overflows from groups that are offered 20 erlangs', () => {
  it.each([
    [1, 6.3, 1.04],
    [10, 11, 1.61],
    [20, 38, 2.61],
  ])('of %d servers comes every %d s, with a peakedness of %d', (servers, everySeconds, peakedness) => {
    const { mean, variance } = overflowMoments(20, servers);
    expect(Math.abs(120 / mean - everySeconds)).toBeLessThan(0.5);
    expect(Math.abs(variance / mean - peakedness)).toBeLessThan(0.01);
  });
});

/** Oracle: Call Centre Helper, Erlang C Formula Made Simple: 100 calls in half an hour, 180 s each, answered within 20 s. */
describe('a call centre that is offered 10 erlangs', () => {
  it.each([
    [11, 0.682, 0.39],
    [12, 0.449, 0.64],
    [13, 0.285, 0.796],
    [14, 0.174, 0.888],
  ])('with %d agents makes a share of %d wait, and answers %d in time', (agents, waiting, inTime) => {
    expect(waitingProbability(10, agents)).toBeCloseTo(waiting, 3);
    expect(serviceLevel(10, agents, 180, 20)).toBeCloseTo(inTime, 3);
  });

  it('with 14 agents answers after 7.8 s on average', () => {
    expect(meanWaitSeconds(10, 14, 180)).toBeCloseTo(7.8, 1);
  });
});
