import { ObjectType } from '@nestjs/graphql';
import { profilesOf, type Profile as EngineProfile } from '@portplan/engine';
import type { StoredProfile } from '@portplan/planning';
import { Shown } from '../shown/shown.js';

export const FAMILIES = ['host', 'translator', 'load-balancer', 'proxy', 'client', 'firewall'] as const;
export const ORIGINS = ['catalogue', 'workspace'] as const;

@ObjectType({
  description:
    'A row of the catalogue, or a profile that the workspace defines; every value with unit, source, date and confidence.',
})
export class Profile {
  @Shown('text', 'Such as aws/nat-gateway.')
  id!: string;

  @Shown('text', 'Whether the catalogue has it, or the workspace defines it.', { values: ORIGINS })
  origin!: (typeof ORIGINS)[number];

  @Shown('text', 'Of one that the workspace defines: the catalogue’s that it is based on.', {
    nullable: true,
  })
  basedOn!: string | null;

  @Shown('text', 'What it is.')
  title!: string;

  @Shown('text', 'What it belongs to.', { values: FAMILIES })
  family!: string;

  @Shown('text', 'Node kinds that may name it.', { list: true })
  nodeKinds!: string[];

  @Shown('text', 'What its user should know.', { list: true })
  notes!: string[];

  @Shown('json', 'Sourced values, by section.')
  values!: object;

  @Shown('json', 'Of one that the workspace defines: its definition, as it was stored.', { nullable: true })
  definition!: object | null;

  @Shown('count', 'Of one that the workspace defines: counts changes, from 1; its ETag.', { nullable: true })
  revision!: number | null;

  @Shown('instant', 'When the workspace last changed it.', { nullable: true })
  updatedAt!: string | null;

  static from(profile: EngineProfile): Profile {
    const { id, basedOn = null, title, family, nodeKinds, notes, ...values } = profile;
    return Object.assign(new Profile(), {
      id,
      origin: 'catalogue' as const,
      basedOn,
      title,
      family,
      nodeKinds: [...nodeKinds],
      notes: [...(notes ?? [])],
      values,
      definition: null,
      revision: null,
      updatedAt: null,
    });
  }

  /** @throws RangeError where it is based on what no catalogue has, which is refused when it is stored */
  static defined({ definition, revision, updatedAt }: StoredProfile): Profile {
    const profile = profilesOf({ profiles: [definition] })(definition.id);
    if (profile === undefined) throw new RangeError(`there is no "${definition.basedOn}"`);
    return Object.assign(Profile.from(profile), {
      origin: 'workspace' as const,
      definition,
      revision,
      updatedAt: updatedAt.toISOString(),
    });
  }
}
