import { STATUSES, type PlanResult, type Resource, type Status, type Topology } from '@portplan/engine';
import { percentText } from './figures.js';

/** A node of Grafana's node graph: its fields are those that the panel looks for. */
export interface GrafanaNode {
  readonly id: string;
  readonly title: string;
  readonly subTitle: string;
  /** Of the pool that is worst off. */
  readonly mainStat: string;
  readonly secondaryStat: string;
  /** Parts of the circle around it: exactly one is 1. */
  readonly arc__ok: number;
  readonly arc__warning: number;
  readonly arc__over: number;
  readonly arc__exhausted: number;
}

export interface GrafanaEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly mainStat: string;
  readonly secondaryStat: string;
}

/**
 * The nodes of a topology, coloured by the worst of their pools.
 *
 * @see https://grafana.com/docs/grafana/latest/visualizations/panels-visualizations/visualizations/node-graph/#data-api
 */
export function grafanaNodes({ nodes }: Topology, { resources }: PlanResult): readonly GrafanaNode[] {
  return nodes.map(({ id, kind, profile }) => {
    const worst = worstOf(resources.filter(({ node }) => node === id));
    const status = worst?.status ?? 'ok';
    const arc = (of: Status): number => (of === status ? 1 : 0);
    return {
      id,
      title: id,
      subTitle: profile ?? kind,
      mainStat: worst === undefined ? '' : percentText(worst.peak.utilization),
      secondaryStat: worst === undefined ? '' : status,
      arc__ok: arc('ok'),
      arc__warning: arc('warning'),
      arc__over: arc('over'),
      arc__exhausted: arc('exhausted'),
    };
  });
}

/** The legs of a topology, in parts where they pass through other nodes, each with the worst pool that it weighs on. */
export function grafanaEdges({ legs }: Topology, { resources }: PlanResult): readonly GrafanaEdge[] {
  return legs.flatMap(({ id, from, via = [], to }) => {
    const stops = [from, ...via, to];
    return stops.slice(1).map((target, index) => {
      const source = stops[index] ?? from;
      const worst = worstOf(resources.filter(({ node, legs: of }) => node === source && of.includes(id)));
      return {
        id: via.length === 0 ? id : `${id}:${String(index + 1)}`,
        source,
        target,
        mainStat: worst === undefined ? '' : percentText(worst.peak.utilization),
        secondaryStat: worst === undefined ? id : `${worst.peak.connectionsPerSecond.toFixed(1)}/s`,
      };
    });
  });
}

function worstOf(resources: readonly Resource[]): Resource | undefined {
  return [...resources].sort(
    (one, other) =>
      STATUSES.indexOf(other.status) - STATUSES.indexOf(one.status) ||
      other.peak.utilization - one.peak.utilization,
  )[0];
}
