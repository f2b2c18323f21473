import type { PatchOperation, Policy, Status } from '@portplan/engine';
import type { Markings } from '../documents/markings.js';

/** What a planner decides of a scenario. */
export interface ScenarioContent {
  /** 1 to 200 characters, unique in the workspace. */
  readonly name: string;
  readonly description: string | null;
  readonly topologyId: string;
  readonly topologyRevision: number;
  readonly forecastId: string;
  readonly forecastRevision: number;
  readonly policy: Policy;
  /** RFC 6902: what is changed in the pinned topology before it is planned. */
  readonly overrides: readonly PatchOperation[];
}

/** One topology under one forecast, held to one policy. Pins revisions, so that the same scenario gives the same plan. */
export interface Scenario extends ScenarioContent, Markings {
  readonly id: string;
  /** Counts changes, from 1. Earlier contents are not kept: runs say what they ran. */
  readonly revision: number;
  /** The newest run; null before the first. */
  readonly latestRunId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Where a scenario is kept. */
export interface ScenarioPlace {
  readonly workspaceId: string;
  readonly id: string;
}

export interface ScenarioFilter {
  readonly nameContains?: string | undefined;
  readonly topologyId?: string | undefined;
  readonly forecastId?: string | undefined;
  /** All of them. */
  readonly tags?: readonly string[] | undefined;
  /** All of them, with these values. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Of the newest run. */
  readonly statuses?: readonly Status[] | undefined;
  /** Whose newest run has a resource that is fuller at its peak, 1 for full. */
  readonly utilizationAbove?: number | undefined;
  /** At the planning quantile, in the newest run. */
  readonly exhaustedBefore?: Date | undefined;
  /** Whose newest run is stale, or is not. */
  readonly stale?: boolean | undefined;
}
