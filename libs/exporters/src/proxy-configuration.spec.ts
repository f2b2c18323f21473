import { proxyConfiguration } from './proxy-configuration.js';
import { NOTHING, SALE } from './spec-support/sale.js';

describe('the pools of a plan as configuration', () => {
  it('are the lines of each product, below what they do', () => {
    expect(proxyConfiguration(SALE)).toBe(`# Connection pools computed by Portplan ${SALE.engineVersion}
# ======================================================================
# app-payments: at most 361 connections a process, 49 kept idle for 60 s
# 269398 ports become 6466
# --- haproxy
pool-max-conn 49
`);
  });

  it('are none where none is advised', () => {
    expect(proxyConfiguration(NOTHING).split('\n')).toHaveLength(2);
  });
});
