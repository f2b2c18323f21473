/** A value that no Terraform document tells, and what to put in its place. */
interface AssumedValue {
  readonly value: number;
  readonly reason: string;
}

/** Starting points, every one of them listed in the result and meant to be edited. */
export const ASSUMED = {
  requestsPerSecond: {
    value: 100,
    reason: 'the source does not say how many requests arrive; put the measured median here',
  },
  callsPerRequest: {
    value: 1,
    reason:
      'the source does not say how often this destination is called for each request; put the measured ratio here',
  },
  externalEndpoints: {
    value: 1,
    reason:
      'the source does not say which destinations are called; one address and port is the worst case, because every destination has ports of its own',
  },
  frontResponseSeconds: {
    value: 0.2,
    reason: 'the source does not say how long answers take; put the measured mean here',
  },
  externalResponseSeconds: {
    value: 0.5,
    reason:
      'the source does not say how long destinations outside take to answer; put the measured mean here',
  },
  requestsPerSecondPerInstance: {
    value: 50,
    reason: 'the source does not say at how many requests per second the group adds an instance',
  },
  instances: { value: 1, reason: 'the number of instances is not known before apply' },
  forecastStepSeconds: { value: 3600, reason: 'steps of one hour' },
  forecastSteps: { value: 720, reason: 'thirty days' },
} as const satisfies Readonly<Record<string, AssumedValue>>;

/** What legs through a network load balancer assume: it passes connections on as the clients make them. */
export const ASSUMED_FRONT_REUSE =
  'the source does not say whether clients keep connections; one connection per request takes the most ports';

/** What egress legs assume about connections: the case that takes the most ports. */
export const ASSUMED_EGRESS_REUSE =
  'the source does not say whether clients keep connections; one connection per request takes the most ports';

export const ASSUMED_HOST = 'the source does not say which operating system the machine image has';
