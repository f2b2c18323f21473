import { readFileSync, writeFileSync } from 'node:fs';
import { configurationPage } from './configuration-page.js';
import { ConfigurationError, readConfiguration } from './configuration.js';

const DATABASE_URL = 'postgresql://portplan:secret@localhost/portplan';

describe('the configuration', () => {
  it('needs a database, and has a default for the rest', () => {
    expect(readConfiguration({ DATABASE_URL })).toMatchObject({
      databaseUrl: DATABASE_URL,
      host: '127.0.0.1',
      port: 8080,
      migrate: false,
      logLevel: 'info',
      metrics: true,
      planQueue: 64,
    });
  });

  it('takes an empty variable as one that is not given', () => {
    expect(readConfiguration({ DATABASE_URL, PORT: '', PORTPLAN_METRICS: '0' })).toMatchObject({
      port: 8080,
      metrics: false,
    });
  });

  it('names every wrong variable, what it says, and what would be valid', () => {
    expect(() => readConfiguration({ PORT: '80801', LOG_LEVEL: 'loud', PORTPLAN_MIGRATE: 'yes' })).toThrow(
      new ConfigurationError(
        [
          'DATABASE_URL is missing; it must be a PostgreSQL address such as postgresql://user:password@host:5432/portplan',
          'PORT is "80801"; it must be a whole number from 0 to 65535',
          'PORTPLAN_MIGRATE is "yes"; it must be 0 or 1',
          'LOG_LEVEL is "loud"; it must be one of fatal, error, warn, info, debug, trace, silent',
        ].join('\n'),
      ),
    );
  });

  it.each(['1e3', '-1', '8080.5', ' 8080', '0x50', 'NaN'])('does not take "%s" as a port', (PORT) => {
    expect(() => readConfiguration({ DATABASE_URL, PORT })).toThrow(`PORT is "${PORT}"`);
  });

  it.each([
    'postgresql:///portplan?host=/run/postgresql',
    'postgresql://portplan@/portplan?host=/run/postgresql',
    'postgres://u:p%40w@[::1]:5433/x',
  ])('takes %s for a database', (address) => {
    expect(readConfiguration({ DATABASE_URL: address }).databaseUrl).toBe(address);
  });

  it('does not show a secret that is wrong', () => {
    expect(() => readConfiguration({ DATABASE_URL: 'postgres://root:hunter2@db:port/x' })).toThrow(
      'DATABASE_URL is something else; it must be a PostgreSQL address',
    );
    expect(() => readConfiguration({ DATABASE_URL: 'mysql://root:hunter2@db' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
    );
  });

  it('is described by docs/configuration.md (UPDATE=1 renews it)', () => {
    const file = new URL('../../../../docs/configuration.md', import.meta.url);
    if (process.env['UPDATE'] === '1') writeFileSync(file, configurationPage());
    expect(readFileSync(file, 'utf8')).toBe(configurationPage());
  });
});
