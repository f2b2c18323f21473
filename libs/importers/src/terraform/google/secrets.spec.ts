import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importTerraform } from '../import-terraform.js';

const SECRET = 'hunter2-s3cr3t';

/** Attributes that commonly hold secrets, at the top and in blocks of which others are read. */
const PLANTED = {
  metadata: { 'ssh-keys': SECRET, [SECRET]: 'x' },
  metadata_startup_script: SECRET,
  labels: { token: SECRET },
  service_account: [{ email: SECRET }],
  root_password: SECRET,
  master_auth: [{ client_key: SECRET }],
  node_config: [{ metadata: { password: SECRET } }],
  certificate: SECRET,
  private_key: SECRET,
  description: SECRET,
};

const shop = (file: string): unknown =>
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL(`../../../../../examples/terraform-google-shop/${file}`, import.meta.url)),
      'utf8',
    ),
  );

/** Every object that holds a name or a link of a resource gets the secrets too, at any depth. */
function planted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(planted);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, planted(item)]));
  const isBlock = ['name', 'subnetwork', 'min_replicas', 'node_count', 'group'].some((name) => name in inner);
  return isBlock ? { ...inner, ...PLANTED } : inner;
}

describe('secrets in a document of Google resources', () => {
  it.each(['plan.json', 'terraform.tfstate'])(
    'do not reach the result from metadata, scripts, labels, accounts or nested blocks of %s',
    (file) => {
      const document = planted(shop(file));
      expect(JSON.stringify(document).split(SECRET).length).toBeGreaterThan(100);
      const result = importTerraform(document);
      expect(result.topology.nodes).toHaveLength(17);
      expect(JSON.stringify(result)).not.toContain(SECRET);
    },
  );
});
