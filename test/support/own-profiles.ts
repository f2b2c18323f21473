import type { Answer, Application } from './application.js';

/** What a workspace defines beside the catalogue. */
export const DEFINITION = {
  basedOn: 'linux/iptables-masquerade',
  source: 'load test of the lab firewall',
  asOf: '2026-11-20',
  translator: { portsPerIp: 20_000, quarantineSeconds: 30 },
};
export const FIREWALL = '/v1/profiles/acme/egress-firewall';
/** Of a definition that was never changed. */
export const FIRST = { 'if-match': '"1"' };

export function putProfile(
  api: Application,
  body: unknown = DEFINITION,
  headers: Readonly<Record<string, string>> = {},
  path = FIREWALL,
): Promise<Answer> {
  return api.request('PUT', path, { body, headers });
}

export async function removeProfiles(api: Application): Promise<void> {
  const { body } = await api.request('GET', '/v1/profiles?origin=workspace&fields=id,revision');
  for (const { id, revision } of body) {
    const headers = { 'if-match': `"${String(revision)}"` };
    await api.request('DELETE', `/v1/profiles/${id as string}`, { headers });
  }
}
