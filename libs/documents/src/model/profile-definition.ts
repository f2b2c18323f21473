import type * as Shape from '@portplan/engine';
import { findProfile } from '@portplan/engine';
import { AsIn } from '../fields/as-in.js';
import { instantFault } from '../fields/check-scalar.js';
import { Described } from '../fields/described.js';
import { Nested } from '../fields/object-fields.js';
import type { Rule } from '../fields/registry.js';
import { A_NAME, Text } from '../fields/scalar-fields.js';
import {
  ProfileFirewall,
  ProfileHost,
  ProfileListener,
  ProfilePool,
  ProfilePrices,
} from './profile-parts.js';
import { ProfileTranslator } from './profile-translator.js';
import { LoadBalancerNode } from './translating-nodes.js';

/** A rule of what is written anew: a document that was kept stays valid where a later catalogue takes the same id. */
const notOfTheCatalogue: Rule = ({ id }) => {
  if (typeof id !== 'string' || findProfile(id) === undefined) return [];
  const says = `is "${id}", which is a profile of the catalogue; give it a provider of your own, such as "acme/${id.slice(id.indexOf('/') + 1)}"`;
  return [{ path: ['id'], code: 'catalogue-profile', says, value: id }];
};

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The pattern alone would take 30 February. */
const dayOfTheCalendar: Rule = ({ asOf }) => {
  if (typeof asOf !== 'string' || !DATE.test(asOf) || instantFault(`${asOf}T00:00Z`) === null) return [];
  const says = `is "${asOf}", which is no day of the calendar; it must be an ISO 8601 date such as "2026-11-29"`;
  return [{ path: ['asOf'], code: 'malformed', says, value: asOf }];
};

@Described<Shape.ProfileDefinition>({
  name: 'ProfileDefinition',
  noun: 'a profile',
  description:
    'A profile of your own: a row of the catalogue with other values, of which one source is named. What is not given comes from the row.',
  rules: [notOfTheCatalogue, dayOfTheCalendar],
})
export class ProfileDefinition {
  @Text({
    required: true,
    maxLength: 100,
    pattern: '^[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*$',
    form: 'a provider and a name of lower-case letters, digits, "-", "_" and ".", such as "acme/egress-firewall", at most 100 characters',
    description: 'Provider and name, such as `acme/egress-firewall`; none of the catalogue.',
  })
  readonly id!: string;

  @Text({
    required: true,
    description:
      'A profile of the catalogue, such as `linux/iptables-masquerade`: its family, node kinds and limits hold, and its values where none are given here.',
  })
  readonly basedOn!: string;

  @Text({ ...A_NAME, description: 'What people call it; the id where not given.' })
  readonly title?: string;

  @Text({
    required: true,
    maxLength: 500,
    description: 'Where the values are from: a measurement, a contract, a data sheet. Plans cite it.',
  })
  readonly source!: string;

  @Text({
    required: true,
    maxLength: 10,
    pattern: DATE.source,
    form: 'an ISO 8601 date, such as "2026-11-29"',
    description: 'When that was read or measured.',
  })
  readonly asOf!: string;

  @Text({ maxLength: 2000, description: 'What its user should know.' })
  readonly note?: string;

  @AsIn(LoadBalancerNode)
  readonly layer?: 4 | 7;

  @AsIn(LoadBalancerNode)
  readonly snat?: boolean;

  @Nested(ProfileHost, { description: 'What hosts have where a document does not say.' })
  readonly host?: ProfileHost;

  @Nested(ProfileTranslator, { description: 'What translators have where a node does not say.' })
  readonly translator?: ProfileTranslator;

  @Nested(ProfilePool, { description: 'The connection pool, per process, where a leg does not say.' })
  readonly pool?: ProfilePool;

  @Nested(ProfileListener, { description: 'What the side that accepts connections does.' })
  readonly listener?: ProfileListener;

  @Nested(ProfileFirewall, { description: 'What a packet filter tracks.' })
  readonly firewall?: ProfileFirewall;

  @Nested(ProfilePrices, { description: 'What a gateway and its addresses cost.' })
  readonly prices?: ProfilePrices;
}
