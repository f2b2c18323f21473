import { availableParallelism } from 'node:os';

/** One variable of the environment. */
export interface Setting<Value> {
  readonly variable: string;
  readonly purpose: string;
  /** What would be valid, to stand behind "must be". */
  readonly valid: string;
  /** Where the variable is not given; null where it has to be. */
  readonly fallback: Value | null;
  /** The fallback in words, where it depends on the machine. */
  readonly fallbackText?: string;
  /** Never shown, not even where it is wrong. */
  readonly secret?: true;
  /** Null where the text is not valid. */
  readonly read: (text: string) => Value | null;
}

const matching =
  (pattern: RegExp) =>
  (text: string): string | null =>
    pattern.test(text) ? text : null;

const whole =
  (least: number, most: number) =>
  (text: string): number | null =>
    /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null;

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const SWITCH = {
  valid: '0 or 1',
  read: (text: string): boolean | null => (text === '1' ? true : text === '0' ? false : null),
} as const;

/** Everything that the environment can say, in the order of the reference page. */
export const SETTINGS = {
  databaseUrl: {
    variable: 'DATABASE_URL',
    purpose: 'The database. `npm start` brings its own where this is not given.',
    valid: 'a PostgreSQL address such as postgresql://user:password@host:5432/portplan',
    fallback: null,
    secret: true,
    // A socket of the machine has no host before the path, which `pg` takes and URL does not.
    read: (text) =>
      /^postgres(ql)?:\/\/.+/.test(text) && URL.canParse(text.replace('@/', '@localhost/')) ? text : null,
  },
  databaseConnections: {
    variable: 'PORTPLAN_DATABASE_CONNECTIONS',
    purpose:
      'Connections for each of two pools, of writes and of reads; a few more are held for tokens and jobs.',
    valid: 'a whole number from 1 to 1000',
    fallback: 10,
    read: whole(1, 1000),
  },
  host: {
    variable: 'HOST',
    purpose: 'The address that the api listens on.',
    valid: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
    fallback: '127.0.0.1',
    read: matching(/^\S+$/),
  },
  port: {
    variable: 'PORT',
    purpose: 'The port that the api listens on; 0 for any free one.',
    valid: 'a whole number from 0 to 65535',
    fallback: 8080,
    read: whole(0, 65_535),
  },
  migrate: {
    variable: 'PORTPLAN_MIGRATE',
    purpose:
      'Whether the api brings the database to its schema before it listens. Replicas may do so at once: one migrates, the others wait.',
    fallback: false,
    ...SWITCH,
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    purpose: 'What is logged: lines of JSON on standard output.',
    valid: `one of ${LEVELS.join(', ')}`,
    fallback: 'info',
    read: (text: string): string | null => (LEVELS.includes(text) ? text : null),
  },
  metrics: {
    variable: 'PORTPLAN_METRICS',
    purpose:
      'Whether `/metrics` answers, to anybody: it has figures of the process, and nothing of what is stored.',
    fallback: true,
    ...SWITCH,
  },
  planThreads: {
    variable: 'PORTPLAN_PLAN_THREADS',
    purpose: 'Plans that are calculated at once: threads of the api, runs of a worker.',
    valid: 'a whole number from 1 to 256',
    fallback: availableParallelism(),
    fallbackText: 'one for each processor',
    read: whole(1, 256),
  },
  planQueue: {
    variable: 'PORTPLAN_PLAN_QUEUE',
    purpose: 'Plans that may wait in the api for a thread; one more is answered 503 with Retry-After.',
    valid: 'a whole number from 0 to 10000',
    fallback: 64,
    read: whole(0, 10_000),
  },
  planTimeoutSeconds: {
    variable: 'PORTPLAN_PLAN_TIMEOUT_SECONDS',
    purpose: 'How long the api lets a request wait for its plan. Runs on order have six hours.',
    valid: 'a whole number from 1 to 3600',
    fallback: 30,
    read: whole(1, 3600),
  },
  shutdownSeconds: {
    variable: 'PORTPLAN_SHUTDOWN_SECONDS',
    purpose:
      'After SIGTERM: how long requests of the api and runs of a worker may take to end. A run that takes longer goes back to the queue.',
    valid: 'a whole number from 0 to 3600',
    fallback: 10,
    read: whole(0, 3600),
  },
  rateLimitPerToken: {
    variable: 'PORTPLAN_RATE_LIMIT_PER_TOKEN',
    purpose:
      'Requests that each process of the api answers a token in a minute; one more is answered 429 with Retry-After. 0 for any number.',
    valid: 'a whole number from 0 to 999999999',
    fallback: 600_000,
    read: whole(0, 999_999_999),
  },
  rateLimitPerAddress: {
    variable: 'PORTPLAN_RATE_LIMIT_PER_ADDRESS',
    purpose: 'The same for an address whose requests have no token, or a wrong one.',
    valid: 'a whole number from 0 to 999999999',
    fallback: 6000,
    read: whole(0, 999_999_999),
  },
  graphqlIntrospection: {
    variable: 'PORTPLAN_GRAPHQL_INTROSPECTION',
    purpose:
      'Whether GraphQL answers what its schema is, to whoever has a token. The explorer at `/graphiql` needs it.',
    fallback: true,
    ...SWITCH,
  },
  graphqlQueries: {
    variable: 'PORTPLAN_GRAPHQL_QUERIES',
    purpose:
      'The only GraphQL queries that are answered, by their text or their hash: a JSON object with the text of each under its SHA-256. See [GraphQL](graphql.md).',
    valid: 'the path of a JSON file',
    fallback: '',
    fallbackText: 'none; any query is answered',
    read: matching(/^.+$/),
  },
  oidcIssuer: {
    variable: 'PORTPLAN_OIDC_ISSUER',
    purpose:
      'An OpenID provider whose bearer tokens let in too, as it stands in their claim `iss`. See [access](access.md).',
    valid: 'an address such as https://id.example.com/realms/ops',
    fallback: '',
    fallbackText: 'none; only tokens of Portplan let in',
    read: matching(/^https?:\/\/\S+$/),
  },
  oidcAudience: {
    variable: 'PORTPLAN_OIDC_AUDIENCE',
    purpose: 'What the provider puts into the claim `aud` for Portplan. Has to be given with an issuer.',
    valid: 'a text without blanks',
    fallback: '',
    fallbackText: 'none',
    read: matching(/^\S+$/),
  },
  oidcKeysUrl: {
    variable: 'PORTPLAN_OIDC_KEYS_URL',
    purpose: 'Where the provider publishes its keys (JWKS).',
    valid: 'an address such as https://id.example.com/keys',
    fallback: '',
    fallbackText: 'what the discovery document of the issuer says',
    read: matching(/^https?:\/\/\S+$/),
  },
  oidcRoleClaim: {
    variable: 'PORTPLAN_OIDC_ROLE_CLAIM',
    purpose: 'The claim that has the roles, a list or a text with blanks; with dots into objects.',
    valid: 'the name of a claim, such as roles or realm_access.roles',
    fallback: 'roles',
    read: matching(/^\S+$/),
  },
  oidcRoles: {
    variable: 'PORTPLAN_OIDC_ROLES',
    purpose:
      'Which role each of those stands for; of several, the greatest counts, and who has none gets 403.',
    valid: 'pairs with the roles viewer, planner and admin, such as sre-leads=admin,sre=planner',
    fallback: 'viewer=viewer,planner=planner,admin=admin',
    read: matching(/^[^,]+=(viewer|planner|admin)(,[^,]+=(viewer|planner|admin))*$/),
  },
  oidcWorkspaceClaim: {
    variable: 'PORTPLAN_OIDC_WORKSPACE_CLAIM',
    purpose: 'The claim that has the name or the id of the workspace; with dots into objects.',
    valid: 'the name of a claim, such as workspace',
    fallback: 'workspace',
    read: matching(/^\S+$/),
  },
  oidcWorkspace: {
    variable: 'PORTPLAN_OIDC_WORKSPACE',
    purpose: 'Name or id of the workspace of those whose token has no such claim.',
    valid: 'the name or the id of a workspace',
    fallback: '',
    fallbackText: 'none; they get 403',
    read: matching(/\S/),
  },
} as const satisfies Readonly<Record<string, Setting<string> | Setting<number> | Setting<boolean>>>;
