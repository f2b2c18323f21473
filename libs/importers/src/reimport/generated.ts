import type { Forecast, Topology } from '@portplan/engine';

/** What an import makes, and all of it that the next one needs to know. */
export interface Generated {
  readonly topology: Topology;
  readonly forecast: Forecast;
  /** By id of a node: its address in the source. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** The two documents, as they stand. */
export interface Documents {
  readonly topology: Topology;
  readonly forecast: Forecast;
}
