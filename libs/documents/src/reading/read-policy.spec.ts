import { messagesOf, ticketSale } from '../spec-support/ticket-sale.js';
import { readDocument, readPolicy } from './read.js';

describe('readPolicy', () => {
  it('reads the policy of the documentation as it stands', () => {
    expect(readPolicy(ticketSale('policy'))).toMatchObject({
      blockingProbability: 1e-6,
      quotas: { eipsPerRegion: 5 },
    });
  });

  it('takes a policy of nothing: every field has a default', () => {
    expect(readPolicy({})).toStrictEqual({});
  });

  it.each([
    [
      { softUtilization: 0.9, targetUtilization: 0.8 },
      'softUtilization is 0.9; it must be at most targetUtilization, which is 0.8',
    ],
    [
      { softUtilization: 0.9 },
      'softUtilization is 0.9; it must be at most targetUtilization, which is 0.8 by default',
    ],
    [
      { targetUtilization: 0.5 },
      'targetUtilization is 0.5; it must be at least softUtilization, which is 0.7 by default',
    ],
    [{ planningQuantile: 95 }, 'planningQuantile is 95; it must be a number above 0 and below 1'],
    [{ targetUtilization: 1.1 }, 'targetUtilization is 1.1; it must be a number above 0 and at most 1'],
    [{ blockingProbability: 0 }, 'blockingProbability is 0; it must be a number above 0 and below 1'],
    [
      { survive: 'zones' },
      'survive is "zones"; it must be one of none, instance, zone; did you mean "zone"?',
    ],
    [
      { leadTimeDays: { 'nat-ips': -1 } },
      'leadTimeDays.nat-ips is -1; it must be a number of days from 0 to 3650',
    ],
    [{ samples: 0 }, 'samples is 0; it must be a whole number of samples from 1 to 10000'],
    [
      { quotas: { eipPerRegion: 5 } },
      'quotas.eipPerRegion is not a field of a set of quotas; did you mean "eipsPerRegion"?',
    ],
    [{ kind: 'Topology' }, 'kind is "Topology"; it must be "Policy"'],
  ])('refuses %j', (policy, message) => {
    expect(messagesOf(() => readPolicy(policy))).toEqual([message]);
  });
});

describe('readDocument', () => {
  it('reads by the kind that the document names', () => {
    expect(readDocument({ kind: 'Policy', seed: 7 })).toEqual({ kind: 'Policy', seed: 7 });
  });

  it.each([
    [{}, 'kind is missing; it must be one of Topology, Forecast, Policy, Usage'],
    [
      { kind: 'Topolgy' },
      'kind is "Topolgy"; it must be one of Topology, Forecast, Policy, Usage; did you mean "Topology"?',
    ],
    [{ kind: ['Topology'] }, 'kind is ["Topology"]; it must be one of Topology, Forecast, Policy, Usage'],
    ['x', 'the document is "x"; it must be an object whose kind is one of Topology, Forecast, Policy, Usage'],
    [
      null,
      'the document is null; it must be an object whose kind is one of Topology, Forecast, Policy, Usage',
    ],
  ])('refuses %j', (input, message) => {
    expect(messagesOf(() => readDocument(input))).toEqual([message]);
  });
});
