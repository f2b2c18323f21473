import { ObjectType } from '@nestjs/graphql';
import type { Profile as CatalogProfile } from '@portplan/engine';
import { Shown } from '../shown/shown.js';

@ObjectType({ description: 'A row of the catalogue; every value with unit, source, date and confidence.' })
export class Profile {
  @Shown('text', 'Such as aws/nat-gateway.')
  id!: string;

  @Shown('text', 'What it is.')
  title!: string;

  @Shown('text', 'What it belongs to.', {
    values: ['host', 'translator', 'load-balancer', 'proxy', 'client', 'firewall'],
  })
  family!: string;

  @Shown('text', 'Node kinds that may name it.', { list: true })
  nodeKinds!: string[];

  @Shown('text', 'What its user should know.', { list: true })
  notes!: string[];

  @Shown('json', 'Sourced values, by section.')
  values!: object;

  static from({ id, title, family, nodeKinds, notes, ...values }: CatalogProfile): Profile {
    return Object.assign(new Profile(), {
      id,
      title,
      family,
      nodeKinds: [...nodeKinds],
      notes: [...(notes ?? [])],
      values,
    });
  }
}
