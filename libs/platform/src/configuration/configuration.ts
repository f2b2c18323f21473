import { IsIn, IsInt, IsOptional, Matches, Max, Min, validateSync } from 'class-validator';

/** What the environment may say. Every value comes as text. */
class Environment {
  @Matches(/^postgres(ql)?:\/\/.+/, {
    message:
      'DATABASE_URL must be a PostgreSQL address such as postgresql://user:password@host:5432/portplan',
  })
  DATABASE_URL!: string;

  @IsOptional()
  @Matches(/^\S+$/, { message: 'HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0' })
  HOST?: string;

  @IsOptional()
  @IsInt({ message: 'PORT must be a whole number from 0 to 65535' })
  @Min(0, { message: 'PORT must be a whole number from 0 to 65535' })
  @Max(65_535, { message: 'PORT must be a whole number from 0 to 65535' })
  PORT?: number;

  @IsOptional()
  @IsIn(['0', '1'], { message: 'PORTPLAN_MIGRATE must be 0 or 1' })
  PORTPLAN_MIGRATE?: string;

  @IsOptional()
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    message: 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
  })
  LOG_LEVEL?: string;
}

/** The configuration of a server, read once. */
export interface Configuration {
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Whether to apply migrations at start. */
  readonly migrate: boolean;
  readonly logLevel: string;
}

/** The environment says something that cannot be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws ConfigurationError that names each variable, what it says, and what would be valid
 */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const environment = Object.assign(new Environment(), {
    DATABASE_URL: env['DATABASE_URL'] ?? '',
    HOST: env['HOST'],
    PORT: env['PORT'] === undefined || env['PORT'] === '' ? undefined : Number(env['PORT']),
    PORTPLAN_MIGRATE: env['PORTPLAN_MIGRATE'],
    LOG_LEVEL: env['LOG_LEVEL'],
  });
  const faults = validateSync(environment);
  if (faults.length > 0) {
    const messages = faults.map(({ property, constraints }) => {
      const given = property === 'DATABASE_URL' ? '' : `, but is "${env[property] ?? ''}"`;
      return `${Object.values(constraints ?? {})[0] ?? property}${given}`;
    });
    throw new ConfigurationError(messages.join('\n'));
  }
  return Object.freeze({
    databaseUrl: environment.DATABASE_URL,
    host: environment.HOST ?? '127.0.0.1',
    port: environment.PORT ?? 8080,
    migrate: environment.PORTPLAN_MIGRATE === '1',
    logLevel: environment.LOG_LEVEL ?? 'info',
  });
}
