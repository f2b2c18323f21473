import { NODE_KINDS } from '@portplan/documents';
import { Field, ID, InputType } from '@nestjs/graphql';
import type { LegFilter, NodeFilter } from '@portplan/planning';
import { given, oneOf, type Incoming } from '../graphql/filters.input.js';

@InputType({ description: 'All given conditions hold.' })
export class NodeFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only this topology.' })
  topologyId?: string;

  @Field(() => String, { nullable: true, description: 'Only nodes with this id.' })
  node?: string;

  @Field(() => String, { nullable: true, description: 'Only this kind, such as nat-gateway.' })
  kind?: string;

  @Field(() => String, { nullable: true, description: 'Only this profile, such as aws/nat-gateway.' })
  profile?: string;
}

@InputType({ description: 'All given conditions hold.' })
export class LegFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only this topology.' })
  topologyId?: string;

  @Field(() => String, { nullable: true, description: 'Only from this node.' })
  from?: string;

  @Field(() => String, { nullable: true, description: 'Only to this node.' })
  to?: string;

  @Field(() => String, { nullable: true, description: 'Only through this node.' })
  via?: string;
}

export function nodeFilterOf(filter: Incoming<NodeFilterInput>): NodeFilter {
  const { topologyId, node, kind, profile } = given<NodeFilterInput>(filter);
  return {
    topologyId,
    nodeId: node,
    profile,
    kind: kind === undefined ? undefined : oneOf('kind', kind, NODE_KINDS),
  };
}

export function legFilterOf(filter: Incoming<LegFilterInput>): LegFilter {
  const { topologyId, from, to, via } = given<LegFilterInput>(filter);
  return { topologyId, from, to, via };
}
