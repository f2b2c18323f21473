import type { Command, OptionSpec } from './command.js';
import { formatOptions } from './output-format.js';
import { PLAN_OPTIONS } from './plan-options.js';

const { policy: POLICY, server: SERVER, timeout: TIMEOUT } = PLAN_OPTIONS;
const JSON_OUTPUT: OptionSpec = { type: 'boolean', help: 'print JSON' };
const TABLE_FORMATS = formatOptions({
  json: 'print JSON',
  yaml: 'print YAML',
  csv: 'print CSV',
  markdown: 'print a table in Markdown',
});
const NAME: OptionSpec = { type: 'string', value: 'NAME', help: 'name of the topology' };

/** Every command. A new one is a new row. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'plan',
    summary: 'will the ports hold: headroom of every pool, and the NAT IPs required',
    operands: 'TOPOLOGY FORECAST',
    arity: [0, 2],
    options: {
      ...PLAN_OPTIONS,
      ...formatOptions({
        json: 'print the whole result as JSON',
        yaml: 'print the whole result as YAML',
        csv: 'print the pools as CSV',
        markdown: 'print Markdown, for a comment on a pull request',
      }),
      'fail-on': {
        type: 'string',
        value: 'STATUS',
        words: ['warning', 'over', 'exhausted', 'never'],
        help: 'exit 1 from this status on: warning, over, exhausted (default) or never',
      },
      'min-headroom-factor': {
        type: 'string',
        value: 'K',
        help: 'exit 1 where a pool fits less than K times its traffic',
      },
    },
    notes:
      'Documents are YAML or JSON; one of them may be -, standard input. Output is a table for people, as wide as the terminal, or one of the formats below. Distances in time count from the start of the forecast. A server is named by --server, PORTPLAN_SERVER or portplan login; its token is that of the login, or PORTPLAN_TOKEN.',
    examples: [
      'portplan plan topology.yaml forecast.yaml',
      'portplan plan topology.yaml forecast.yaml --fail-on warning --markdown > comment.md',
      'generate-topology | portplan plan - forecast.yaml --json | jq .summary',
      'portplan plan --scenario autumn --server https://portplan.example.com',
    ],
    load: async () => (await import('./commands/plan.js')).plan,
  },
  {
    name: 'explain',
    summary: 'how the figures of one pool came about, to be followed by hand',
    notes:
      'RESOURCE is the id of a pool as `portplan plan` prints it; the one that binds where it is not given.',
    operands: 'TOPOLOGY FORECAST [RESOURCE]',
    arity: [0, 3],
    options: { ...PLAN_OPTIONS, ...formatOptions({ json: 'print JSON', yaml: 'print YAML' }) },
    examples: ['portplan explain topology.yaml forecast.yaml egress:snat-ports:payments'],
    load: async () => (await import('./commands/explain.js')).explain,
  },
  {
    name: 'compare',
    summary: 'plans side by side: topologies under one forecast, or scenarios of a server',
    operands: 'TOPOLOGY… | SCENARIO…',
    arity: [2, 20],
    options: {
      forecast: {
        type: 'string',
        value: 'FILE',
        help: 'the forecast that all the topologies are planned under',
      },
      policy: POLICY,
      server: { ...SERVER, help: 'where the scenarios are' },
      timeout: TIMEOUT,
      ...TABLE_FORMATS,
    },
    notes:
      'With --forecast the operands are files. Without, they are scenarios of a server, by id or name, each with its own forecast and policy.',
    examples: [
      'portplan compare today.yaml two-ips.yaml private-endpoint.yaml --forecast forecast.yaml',
      'git show main:topology.yaml | portplan compare - topology.yaml --forecast forecast.yaml',
      'portplan compare autumn autumn-with-pooling --server https://portplan.example.com --markdown',
    ],
    load: async () => (await import('./commands/compare.js')).compare,
  },
  {
    name: 'export',
    summary: 'a plan as a report or for other programs',
    operands: 'FORMAT TOPOLOGY FORECAST',
    words: [
      'html',
      'markdown',
      'csv',
      'series',
      'prometheus-rules',
      'cloudwatch-alarms',
      'azure-alerts',
      'gcp-alerts',
      'proxy-configuration',
    ],
    arity: [1, 3],
    options: {
      ...PLAN_OPTIONS,
      out: { type: 'string', value: 'FILE', help: 'write there, and not to standard output' },
    },
    notes:
      'FORMAT is html (one page with the curves, that needs nothing else), markdown, csv (the pools), series (the pools over time, as CSV), prometheus-rules (a rule file), cloudwatch-alarms, azure-alerts or gcp-alerts (Terraform, .tf.json), or proxy-configuration (the lines of the advised pools).',
    examples: [
      'portplan export html topology.yaml forecast.yaml --out report.html',
      'portplan export series topology.yaml forecast.yaml > series.csv',
      'portplan export cloudwatch-alarms topology.yaml forecast.yaml --out alarms.tf.json',
    ],
    load: async () => (await import('./commands/export.js')).exportTo,
  },
  {
    name: 'validate',
    summary: 'check documents, alone and against each other',
    operands: 'FILE…',
    arity: [1, 100],
    options: {},
    examples: ['portplan validate topology.yaml forecast.yaml policy.yaml'],
    load: async () => (await import('./commands/validate.js')).validate,
  },
  {
    name: 'import',
    summary:
      'a topology from a Terraform plan or state, outputs of the AWS CLI or of gcloud, a HAProxy or nginx configuration, a Linux host',
    notes:
      'SOURCE is terraform (`terraform show -json` of a plan or state, or raw state, of AWS, Azure or Google Cloud; gzipped or not), aws (JSON outputs of `aws ec2 describe-nat-gateways` and others, all in one call), gcloud (outputs of `gcloud compute routers list --format=json` and others, or answers of the Compute API, all in one call), haproxy, nginx (`nginx -T`), or linux (the output of `sysctl -a`, `ss -s`, /proc/net/sockstat). What it cannot know (rates, destinations, response times) is assumed and marked "# assumed:" in the documents, to be edited there, or in usage.yaml, which is written beside them, says it by the addresses of the source and is given back with --usage. --merge compares with what the last import made, which is kept in import.lock.json: what only the source changed is taken, what only you changed stays, and where both did yours stays and is marked "# conflict:". Without --out both documents go to standard output and the account of the import to standard error.',
    operands: 'SOURCE FILE…',
    words: ['terraform', 'aws', 'gcloud', 'haproxy', 'nginx', 'linux'],
    arity: [2, 100],
    options: {
      out: { type: 'string', value: 'DIR', help: 'write topology.yaml, forecast.yaml and usage.yaml there' },
      usage: {
        type: 'string',
        value: 'FILE',
        help: 'rates, destinations and holding times by address: an edited usage.yaml',
      },
      merge: {
        type: 'boolean',
        help: 'bring it into the documents of DIR, which keep your edits, and print the difference',
      },
      'source-name': {
        type: 'string',
        value: 'NAME',
        help: 'with --merge: what this source is called, where DIR has several; each is merged with its own last import',
      },
      'dry-run': { type: 'boolean', help: 'with --merge: print the difference, write nothing' },
      force: { type: 'boolean', help: 'overwrite files that are there' },
      name: NAME,
      json: { type: 'boolean', help: 'print everything as JSON' },
    },
    examples: [
      'terraform show -json tfplan > plan.json && portplan import terraform plan.json --out capacity',
      'portplan import aws nat-gateways.json route-tables.json subnets.json --out capacity',
      'portplan import gcloud routers.json router-status.json instances.json --out capacity',
      'portplan import terraform plan.json --usage capacity/usage.yaml --out capacity --merge --dry-run',
      'portplan import haproxy /etc/haproxy/haproxy.cfg --out capacity',
      'portplan import haproxy /etc/haproxy/haproxy.cfg --out capacity --merge --source-name proxy',
      '(sysctl -a; ss -s) 2> /dev/null | portplan import linux - --out capacity',
      'portplan plan capacity/topology.yaml capacity/forecast.yaml',
    ],
    load: async () => (await import('./commands/import.js')).importFrom,
  },
  {
    name: 'calibrate',
    summary: 'values of a topology and forecast from measured series, with how well they predict',
    operands: 'TOPOLOGY FORECAST',
    arity: [2, 2],
    options: {
      observed: {
        type: 'string',
        value: 'FILE',
        help: 'the JSON of aws cloudwatch get-metric-data, or of a Prometheus range query',
      },
      pool: {
        type: 'string',
        value: 'ID',
        help: 'the pool that was measured; the one that binds where not given',
      },
      write: { type: 'boolean', help: 'write the calibrated documents over those that were read' },
      ...formatOptions({ json: 'print everything as JSON, documents included', yaml: 'the same as YAML' }),
    },
    notes:
      'Needs open connections and the rate of new ones, of one gateway or host: ActiveConnectionCount (statistic Max) and ConnectionEstablishedCount (Sum) of CloudWatch, or node_netstat_Tcp_CurrEstab and node_netstat_Tcp_ActiveOpens of Prometheus. Of a host, sockets by state do too (node_tcp_connection_states, node_sockstat_TCP_tw): those in TIME_WAIT tell how many are closed a second. Takes RequestCount or http_requests_total, ErrorPortAllocation and node_nf_conntrack_entries too.',
    examples: [
      'aws cloudwatch get-metric-data --metric-data-queries file://queries.json … > observed.json',
      'portplan calibrate topology.yaml forecast.yaml --observed observed.json --pool egress:snat-ports:payments',
    ],
    load: async () => (await import('./commands/calibrate.js')).calibrateFrom,
  },
  {
    name: 'profiles',
    summary: 'the catalogue: limits and timers of providers, kernels and programs, with sources',
    notes:
      'ID is a profile, shown in full, or a provider such as aws, whose profiles are listed. A topology may define more under its `profiles`, and so may a workspace of a server.',
    operands: '[ID]',
    arity: [0, 1],
    options: {
      topology: { type: 'string', value: 'FILE', help: 'with the profiles that this topology defines' },
      json: JSON_OUTPUT,
    },
    examples: [
      'portplan profiles aws',
      'portplan profiles aws/nat-gateway',
      'portplan profiles linux --json',
      'portplan profiles acme/egress-firewall --topology topology.yaml',
    ],
    load: async () => (await import('./commands/profiles.js')).profiles,
  },
  {
    name: 'terraform',
    summary: "answers Terraform's external data source: how many NAT IPs a gateway needs",
    notes:
      'Reads one JSON object of strings, writes one JSON object of strings, and nothing else. The query has scenario (with server, or PORTPLAN_SERVER in the environment; the token only as PORTPLAN_TOKEN in the environment), or topology_file and forecast_file (and policy_file). Also: node, quantile, set.POINTER for a value of the topology, fail_on (exhausted, over, warning or never), on_unavailable (fail or unknown), timeout_seconds (10). What goes wrong is one line on standard error, exit 1.',
    operands: '',
    arity: [0, 0],
    options: {},
    examples: [
      `echo '{"topology_file":"topology.yaml","forecast_file":"forecast.yaml"}' | portplan terraform`,
      `echo '{"scenario":"autumn","set./nodes/egress/publicIps":"4"}' | PORTPLAN_SERVER=http://localhost:8080 portplan terraform`,
    ],
    load: async () => (await import('./commands/terraform.js')).terraform,
  },
  {
    name: 'login',
    summary: 'keeps the address and the token of a server, for the other commands',
    operands: '[SERVER]',
    arity: [0, 1],
    options: { remove: { type: 'boolean', help: 'forget the login' } },
    notes:
      'The token is read from standard input, never from the command line, which others can see. It is kept in a file that only you can read, and goes to no other server. Without SERVER: where you are logged in.',
    examples: [
      'portplan login https://portplan.example.com',
      'portplan login http://localhost:8080 < token.txt',
    ],
    load: async () => (await import('./commands/login.js')).login,
  },
  {
    name: 'scenarios',
    summary: 'the scenarios of a server',
    operands: '',
    arity: [0, 0],
    options: {
      name: { type: 'string', value: 'TEXT', help: 'only those whose name holds it' },
      server: { ...SERVER, help: 'which server' },
      timeout: TIMEOUT,
      ...TABLE_FORMATS,
    },
    examples: ['portplan scenarios --name autumn', 'portplan scenarios --json | jq -r .[].name'],
    load: async () => (await import('./commands/scenarios.js')).scenarios,
  },
  {
    name: 'completion',
    summary: 'completion of commands and options, for a shell',
    operands: 'SHELL',
    words: ['bash', 'zsh', 'fish'],
    arity: [1, 1],
    options: {},
    examples: [
      'source <(portplan completion bash)',
      'portplan completion fish > ~/.config/fish/completions/portplan.fish',
    ],
    load: async () => (await import('./commands/completion.js')).completionOf(COMMANDS),
  },
];
