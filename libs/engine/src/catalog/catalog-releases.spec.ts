import { findProfile } from './catalog.js';
import type { Profile } from './profile.js';

function profileNamed(id: string): Profile {
  const found = findProfile(id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
}

function translatorOf(id: string): NonNullable<Profile['translator']> {
  return profileNamed(id).translator ?? {};
}

describe('what pages and releases of 2025 and 2026 changed', () => {
  it('an HTTP server of Node.js: "http: increase keepAliveTimeout default to 65 seconds" (nodejs/node#62782, for 26)', () => {
    for (const id of ['node-agent', 'undici']) {
      expect(profileNamed(id).listener?.idleTimeoutSeconds).toMatchObject({
        value: 5,
        disagreements: [{ value: 65, note: 'since Node.js 26' }],
      });
      expect(profileNamed(id).notes?.join(' ')).toMatch(/Node\.js 26 .*idleTimeoutSeconds: 65/);
    }
  });

  it('Apache HttpClient keeps connections: "DEFAULT_CONN_KEEP_ALIVE = TimeValue.ofMinutes(3)"', () => {
    expect(profileNamed('apache-httpclient').pool?.idleTimeoutSeconds?.value).toBe(3 * 60);
  });

  it('Huawei: "The valid value from `0` to `1,800`, default value is `5`" (tcp_time_wait_time)', () => {
    for (const size of ['micro', 'small', 'medium', 'large', 'extra-large', 'enterprise']) {
      const { quarantineSeconds, limits, idleTimeoutSeconds } = translatorOf(`huawei/nat-gateway-${size}`);
      expect(quarantineSeconds).toMatchObject({ value: 5, confidence: 'stated' });
      expect(idleTimeoutSeconds?.value).toBe(900);
      expect(limits?.['idleTimeoutSeconds']?.value).toEqual({ min: 40, max: 7200 });
    }
  });

  it('Huawei’s sizes: 10,000,000 "enterprise-class" connections, and 1,000 of Open Telekom Cloud’s Micro', () => {
    expect(translatorOf('huawei/nat-gateway-enterprise').maxConnections?.value).toBe(10_000_000);
    expect(translatorOf('huawei/nat-gateway-micro').maxConnections?.value).toBe(1000);
  });

  it('Tencent: TCPTimeWaitTimeout 10-600, default 120; TCPEstablishedConnectionTimeout 40-10800, default 10800; UDPMappingTimeout 180', () => {
    const { quarantineSeconds, idleTimeoutSeconds, udpIdleTimeoutSeconds, limits } =
      translatorOf('tencent/nat-gateway');
    expect(quarantineSeconds).toMatchObject({ value: 120, confidence: 'stated' });
    expect(idleTimeoutSeconds?.value).toBe(10_800);
    expect(udpIdleTimeoutSeconds?.value).toBe(180);
    expect(limits?.['idleTimeoutSeconds']?.value).toEqual({ min: 40, max: 10_800 });
  });

  it('Alibaba: natgw_quota_eip_num_per_nat, 20, "Can adjustments be made? Yes": a quota, and no bound', () => {
    const { defaultPublicIpQuota, maxPublicIps, limits } = translatorOf('alibaba/nat-gateway');
    expect(defaultPublicIpQuota?.value).toBe(20);
    expect(maxPublicIps?.value).toBe(64);
    expect(limits?.['publicIps']).toBeUndefined();
  });

  it('Azure: "Standard and StandardV2 NAT gateways are the same price"', () => {
    const priceOf = (id: string): readonly (number | undefined)[] => {
      const { prices } = profileNamed(id);
      return [prices?.gatewayHour?.value, prices?.addressHour?.value, prices?.gigabyte?.value];
    };
    expect(priceOf('azure/nat-gateway-v2')).toEqual(priceOf('azure/nat-gateway'));
    expect(priceOf('azure/nat-gateway-v2')[0]).toBe(0.045);
  });

  it('Traefik: maxidleconnsperhost 200, idleconntimeout 90, respondingtimeouts.idletimeout 180', () => {
    expect(profileNamed('traefik')).toMatchObject({
      pool: { maxIdle: { value: 200 }, idleTimeoutSeconds: { value: 90 }, poolScope: { value: 'endpoint' } },
      listener: { idleTimeoutSeconds: { value: 180 } },
    });
  });

  it('AWS Network Firewall: "between 60 and 6000 seconds. If no value is provided, it defaults to 350 seconds"', () => {
    expect(profileNamed('aws/network-firewall').firewall).toMatchObject({
      stateful: { value: true },
      establishedIdleSeconds: { value: 350 },
      limits: { idleTimeoutSeconds: { value: { min: 60, max: 6000 } } },
    });
  });

  it('Oracle’s balancer: "10,000 transactions or until it has been idle for 65 seconds"; "closes backend server connections that are idle for more than 300 seconds"', () => {
    expect(profileNamed('oci/load-balancer')).toMatchObject({
      pool: { idleTimeoutSeconds: { value: 300 } },
      listener: { idleTimeoutSeconds: { value: 65 }, maxRequests: { value: 10_000 } },
    });
  });

  it('Google’s balancers: global "610 seconds", "maximum allowed value is 1200"; regional "600 seconds", at most that', () => {
    expect(profileNamed('gcp/application-lb').listener).toMatchObject({
      idleTimeoutSeconds: { value: 610, disagreements: [{ value: 600 }] },
      limits: { idleTimeoutSeconds: { value: { min: 5, max: 1200 }, note: expect.stringContaining('600') } },
    });
  });
});

describe('pools of database connections', () => {
  it('HikariCP: idleTimeout "only applies when minimumIdle is defined to be less than maximumPoolSize", which it is not', () => {
    expect(profileNamed('hikaricp').pool).toMatchObject({
      maxIdle: { value: 10 },
      maxConnections: { value: 10 },
      idleTimeoutSeconds: { value: null, disagreements: [{ value: 600 }] },
      maxAgeSeconds: { value: 1800 },
    });
  });

  it.each([
    // database/sql: "const defaultMaxIdleConns = 2"; "maxOpen <= 0 means unlimited".
    ['go-database-sql', 2, null, null, null],
    // QueuePool: "pool_size: int = 5, max_overflow: int = 10"; Pool: "recycle: int = -1".
    ['sqlalchemy', 5, 15, null, null],
    // pg-pool: "this.options.max || this.options.poolSize || 10"; "idleTimeoutMillis = 10000".
    ['node-postgres', undefined, 10, 10, null],
    // mysql2: "connectionLimit … ? 10"; connections that are idle are removed "if (maxIdle < connectionLimit)".
    ['mysql2', 10, 10, null, undefined],
    // Npgsql: "[DefaultValue(100)] MaxPoolSize", 300 of ConnectionIdleLifetime, 3600 of ConnectionLifetime.
    ['npgsql', undefined, 100, 300, 3600],
  ])('%s keeps %j of %j connections, for %j s idle and %j s in all', (id, maxIdle, most, idle, age) => {
    const pool = profileNamed(id).pool ?? {};
    expect([
      pool.maxIdle?.value,
      pool.maxConnections?.value,
      pool.idleTimeoutSeconds?.value,
      pool.maxAgeSeconds?.value,
    ]).toEqual([maxIdle, most, idle, age]);
  });
});
