import type { Metric, Monitoring } from '../catalog/profile.js';

/** When to be woken for a pool, in the terms of what measures it. */
export interface Alert {
  /** `resource:metric`, each once in a plan. */
  readonly id: string;
  readonly resource: string;
  readonly node: string;
  readonly severity: 'warning' | 'critical';
  readonly counts: Metric['counts'];
  readonly system: Monitoring;
  /** CloudWatch namespace, Azure or Google resource type, Prometheus exporter. */
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: Metric['statistic'];
  /** Dimension or label that tells which gateway, machine or job. */
  readonly dimension: string;
  readonly filter: Readonly<Record<string, string>>;
  readonly periodSeconds: number;
  /** Alert above it. */
  readonly threshold: number;
  /** PromQL where the system is Prometheus, else the same in words. */
  readonly expression: string;
  readonly because: string;
  readonly sources: readonly string[];
}
