import { ObjectType } from '@nestjs/graphql';
import { RESOURCE_KINDS } from '@portplan/engine';
import { Shown } from '../shown/shown.js';

@ObjectType({ description: 'One pool at one instant.' })
export class HeadroomPoint {
  @Shown('instant', 'When.')
  at!: string;

  @Shown('number', 'Erlangs: tuples held, quarantine included.')
  offeredLoad!: number;

  @Shown('number', 'Offered load over capacity.')
  utilization!: number;

  @Shown('whole', 'The smallest number of tuples that meets the policy.')
  required!: number;

  @Shown('number', 'How many times the traffic of this instant meets the policy; null where there is none.', {
    nullable: true,
  })
  headroomFactor!: number | null;
}

@ObjectType({ description: 'One pool over the forecast.' })
export class PoolSeries {
  @Shown('text', 'Id of the resource.')
  id!: string;

  @Shown('text', 'Node that it belongs to.')
  node!: string;

  @Shown('text', 'What runs out.', { values: RESOURCE_KINDS })
  kind!: string;

  @Shown('text', 'Toward which node; null or * where all share it.', { nullable: true })
  destination!: string | null;

  @Shown('number', 'What it holds.')
  capacity!: number;

  @Shown(() => HeadroomPoint, 'Ascending in time.', { list: true })
  points!: HeadroomPoint[];
}

/** A node of Grafana’s node graph. */
export class GrafanaNode {
  @Shown('text', 'Id of the node.')
  id!: string;

  @Shown('text', 'Its id again, to be shown.')
  title!: string;

  @Shown('text', 'Its profile, or its kind.')
  subTitle!: string;

  @Shown('text', 'Utilization of its worst pool.')
  mainStat!: string;

  @Shown('text', 'Status of its worst pool.')
  secondaryStat!: string;

  @Shown('number', '1 where all is well.')
  arc__ok!: number;

  @Shown('number', '1 above the soft utilization.')
  arc__warning!: number;

  @Shown('number', '1 above the target utilization.')
  arc__over!: number;

  @Shown('number', '1 where blocking is above policy.')
  arc__exhausted!: number;
}

/** An edge of Grafana’s node graph. */
export class GrafanaEdge {
  @Shown('text', 'Id of the leg; with a number behind it where it passes through other nodes.')
  id!: string;

  @Shown('text', 'Node at its beginning.')
  source!: string;

  @Shown('text', 'Node at its end.')
  target!: string;

  @Shown('text', 'Utilization of the worst pool at its beginning.')
  mainStat!: string;

  @Shown('text', 'New connections per second in that pool.')
  secondaryStat!: string;
}
