import type { Answer } from '../../support/application.js';
import { REST_TABLE } from './rest-table.js';
import type { World } from './world.js';

/** Asks a route as its row of the table says, made anew; with other parameters of the path where they are given. */
export async function askRoute(
  world: World,
  route: string,
  token: string,
  instead?: Readonly<Record<string, string>>,
): Promise<Answer & { readonly params: Readonly<Record<string, string>> }> {
  const [method = '', template = ''] = route.split(' ');
  const row = REST_TABLE[route];
  if (row === undefined) throw new Error(`There is no ${route}.`);
  const { params: own = {}, query = '', body, headers = {} } = await row.ask(world);
  const params = { ...own, ...instead };
  const path = template.replaceAll(/:(\w+)|\*/g, (part, name: string | undefined) =>
    encodeURIComponent(params[name ?? part] ?? part),
  );
  const request = { token, headers, ...(body !== undefined && { body }) };
  return { ...(await world.api.request(method.toUpperCase(), path + query, request)), params };
}
