import type { Forecast, Policy, Topology } from '@portplan/engine';

export const readTopology = (source: unknown): Topology => source as Topology;
export const readForecast = (source: unknown): Forecast => source as Forecast;
export const readPolicy = (source: unknown): Policy => source as Policy;
