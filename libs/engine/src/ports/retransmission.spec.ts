import { giveUpSeconds } from './index.js';

/** Oracle: Linux Documentation/networking/ip-sysctl.rst. */
describe('a peer that never answers', () => {
  it('holds the port of a SYN for 127 s: tcp_syn_retries is 6', () => {
    expect(giveUpSeconds(6, 1)).toBe(127);
  });

  it('holds the port of an established connection for 924.6 s: tcp_retries2 is 15', () => {
    expect(giveUpSeconds(15, 0.2)).toBeCloseTo(924.6, 9);
  });

  it('holds it for one timeout without retries, and never doubles beyond the longest', () => {
    expect(giveUpSeconds(0, 3)).toBe(3);
    expect(giveUpSeconds(4, 1, 2)).toBe(1 + 2 + 2 + 2 + 2);
  });

  it('is refused outside its domain', () => {
    expect(() => giveUpSeconds(-1, 1)).toThrow('retries is -1');
    expect(() => giveUpSeconds(1.5, 1)).toThrow('retries is 1.5');
    expect(() => giveUpSeconds(1, 0)).toThrow('initialTimeoutSeconds is 0');
  });
});
