import { offeredLossProbability } from '../ports/index.js';
import { findProfile } from './catalog.js';

const FIRST = 32_768;
const LAST = 65_535;
const PORTS = LAST - FIRST + 1;
/** SNAT_COLLISION_RETRIES, bpf/node_config.h of 1.18.0 to 1.20.0. */
const CANDIDATES = 32;

// Jest looks globals up through its sandbox, which is slow in an inner loop.
const { floor, imul, log } = Math;

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** __snat_clamp_port_range: `start + ((val * n) >> 16)`, of a value of 16 bits. */
const clamped = (value: number): number => FIRST + floor(((value & 0xffff) * PORTS) / 65_536);

/** snat_v4_new_mapping: the client’s port, a random one, and then "port + 1" clamped. Null where all were taken. */
function search(used: Uint8Array, clientPort: number, random: () => number): number | null {
  let port = clientPort;
  for (let retries = 0; retries < CANDIDATES; retries += 1) {
    if (used[port] === 0) return port;
    port = clamped(retries === 0 ? floor(random() * 65_536) : port + 1);
  }
  return null;
}

/** What a pod on Linux connects from, which is kept where it is free. */
const clientPort = (random: () => number): number => FIRST + floor(random() * 28_232);

/** Share lost of connections that come at random (Poisson), each of which holds its port for one second. */
function lossAt(offeredShare: number, arrivals: number): number {
  const random = randomFrom(7);
  const used = new Uint8Array(65_536);
  const taken: number[] = [];
  const until: number[] = [];
  let [now, oldest, lost, counted] = [0, 0, 0, 0];
  for (let arrival = 0; arrival < arrivals; arrival += 1) {
    now -= log(1 - random()) / (offeredShare * PORTS);
    while ((until[oldest] ?? Infinity) <= now) {
      used[taken[oldest] ?? 0] = 0;
      oldest += 1;
    }
    const port = search(used, clientPort(random), random);
    if (now > 3) counted += 1;
    if (port !== null) {
      used[port] = 1;
      taken.push(port);
      until.push(now + 1);
    } else if (now > 3) lost += 1;
  }
  return lost / counted;
}

describe('Cilium’s search for a port, played as bpf/lib/nat.h of 1.20.0 has it', () => {
  it('passes the bounds of Cilium’s own test, nat4_port_allocation_tcp of bpf/tests/bpf_nat_tests.c', () => {
    const random = randomFrom(3);
    const destinations = Array.from({ length: 8 }, () => new Uint8Array(65_536));
    const iterations = 8 * PORTS;
    const fails: number[] = [];
    let failed = 0;
    for (let i = 1; i <= iterations; i += 1) {
      const used = destinations[floor(random() * 8)] ?? new Uint8Array(0);
      const port = search(used, clientPort(random), random);
      if (port === null) failed += 1;
      else used[port] = 1;
      if (i === iterations / 2 || i === (iterations * 3) / 4 || i === iterations) fails.push(failed);
    }
    const [half = NaN, most = NaN, all = NaN] = fails;
    expect(half).toBeLessThan(25);
    expect(most).toBeLessThan((iterations * 75 * 7) / 10_000);
    expect(all).toBeLessThan((iterations * 16) / 100);
    // Looking at 32 ports side by side would have lost next to nothing of it.
    expect(all).toBeGreaterThan(iterations / 10);
  });

  it('goes halfway to the end with each candidate after the second, and so to the same few ports', () => {
    expect([40_000, 52_768, 59_152, 62_344].map((port) => clamped(port + 1))).toEqual([
      52_768, 59_152, 62_344, 63_940,
    ]);
  });

  it('the catalogue’s candidates side by side lose as much at a fill of 40 %, and more below', () => {
    const portSearch = findProfile('cilium/bpf-masquerade')?.translator?.portSearch;
    expect(portSearch).toMatchObject({ confidence: 'simulated', value: { kind: 'probe', attempts: 12 } });
    const told = (share: number): number =>
      offeredLossProbability(share, PORTS, portSearch?.value ?? { kind: 'exhaustive' });
    const played = lossAt(0.4, 500_000);
    expect(played).toBeGreaterThan(5e-4);
    expect(told(0.4) / played).toBeGreaterThan(0.8);
    expect(told(0.4) / played).toBeLessThan(2);
    expect(lossAt(0.36, 300_000)).toBeLessThan(told(0.36));
  });

  it('lost next to nothing at 65 % up to 1.16, which looked at 128 side by side', () => {
    const [before] = findProfile('cilium/bpf-masquerade')?.translator?.portSearch?.disagreements ?? [];
    expect(before?.value).toEqual({ kind: 'probe', attempts: 128 });
    expect(offeredLossProbability(0.65, 32_767, before?.value ?? { kind: 'exhaustive' })).toBeLessThan(1e-5);
    expect(lossAt(0.65, 200_000)).toBeGreaterThan(0.08);
  });
});
