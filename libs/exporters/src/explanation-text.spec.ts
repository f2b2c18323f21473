import { explanationText } from './explanation-text.js';
import { EXHAUSTED_POOL } from './spec-support/sale.js';
import { PLAIN_STYLE } from './text-table.js';

describe('the explanation of a pool', () => {
  it('gives what is known, each step, and where the limits come from', () => {
    expect(explanationText(EXHAUSTED_POOL, 80, PLAIN_STYLE)).toBe(`egress:snat-ports:payments
formula: erlang-b

Given
  publicIps   1
  portsPerIp  55000
  tupleScope  endpoint

Derivation
  1. capacity = 55000 tuples × 1 pool = 55000
  2. leg app-payments: each connection holds its tuple 0.8 s open + 60 s after
     close; 1 connections per request in this scope

Sources
  - portsPerIp:
    https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
`);
  });
});
