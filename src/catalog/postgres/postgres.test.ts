import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { databaseRolesOf } from '../../model/secrets.ts'
import { databaseOf, fixedDatabaseLogin } from '../conventions.ts'
import { service as etcd } from '../etcd/index.ts'
import { service as hiveMetastore } from '../hive-metastore/index.ts'
import { service as loadBalancer } from '../load-balancer/index.ts'
import { type FakePlatform, fakeContext } from '../testing/context.ts'
import { databasesSql, hostBasedAccess, maxConnections } from './access.ts'
import { service } from './index.ts'
import { patroniConfig } from './patroni-config.ts'
import { postgresTimings } from './timing.ts'

const platform: FakePlatform = {
  services: [etcd, service, hiveMetastore, loadBalancer],
  seats: {
    'etcd/member': ['m1', 'm2', 'm3'],
    'postgres/server': ['m1', 'm2', 'm3'],
    'hive-metastore/server': ['m1', 'm2'],
    'load-balancer/haproxy': ['e1', 'e2'],
    'load-balancer/keepalived': ['e1', 'e2'],
  },
  extraEndpoints: [{ service: 'seaweedfs', name: 's3', virtualIp: '10.77.20.5', port: 8_333 }],
}
const single: FakePlatform = {
  ...platform,
  tier: 'single',
  seats: {
    'etcd/member': ['m1'],
    'postgres/server': ['m1'],
    'hive-metastore/server': ['m1'],
    'load-balancer/haproxy': ['e1'],
  },
}
const contextOf = (of: FakePlatform, number = 1) => fakeContext(of, service, 'server', number)
const withOneLogin = {
  ...contextOf(platform),
  databaseLogins: (client: string) => [fixedDatabaseLogin(client)] as const,
}
const artifactsOf = (number: number) => service.roles[0]?.configure?.(contextOf(platform, number))

describe('postgresTimings', () => {
  it.each(Object.entries(postgresTimings))('%s keeps the rule that Patroni demands', (_profile, timing) => {
    expect(timing.loopWait + 2 * timing.retryTimeout).toBeLessThanOrEqual(timing.ttl)
  })
})

describe('patroniConfig', () => {
  const config = parse(patroniConfig(contextOf(platform, 2)))

  it('acknowledges nothing that only one server holds', () => {
    expect(config.bootstrap.dcs).toMatchObject({ synchronous_mode: true, synchronous_mode_strict: true })
  })

  it('asks for no standby where there is none to have', () => {
    const alone = parse(patroniConfig(contextOf(single)))
    expect(alone.bootstrap.dcs).toMatchObject({ synchronous_mode: false, synchronous_mode_strict: false })
    expect(alone.postgresql.remove_data_directory_on_diverged_timelines).toBe(false)
  })

  it('lets a returned primary rejoin by itself', () => {
    expect(config.bootstrap.dcs.postgresql).toMatchObject({ use_pg_rewind: true, use_slots: true })
    expect(config.postgresql.remove_data_directory_on_rewind_failure).toBe(true)
  })

  it('knows all of etcd and listens on the data network', () => {
    expect(config.etcd3.hosts).toEqual(['10.77.10.11:2379', '10.77.10.12:2379', '10.77.10.13:2379'])
    expect(config.postgresql.listen).toBe('10.77.20.12:5432')
  })

  it('holds no password, only where to find it', () => {
    expect(config.postgresql.authentication.superuser.password).toBe('{{secret:postgres/postgres}}')
  })
})

describe('hostBasedAccess', () => {
  const lines = hostBasedAccess(contextOf(platform))

  it('lets services in from the balancers, to their own database only', () => {
    expect(lines.filter((line) => line.includes('hive_metastore'))).toEqual([
      'host hive_metastore +hive_metastore 10.77.20.14/32 scram-sha-256',
      'host hive_metastore +hive_metastore 10.77.20.15/32 scram-sha-256',
    ])
  })

  it('lets in the owner itself where that is who logs in', () => {
    expect(hostBasedAccess(withOneLogin)).toContain(
      'host hive_metastore hive_metastore 10.77.20.14/32 scram-sha-256',
    )
  })

  it('lets only servers replicate', () => {
    expect(lines.filter((line) => line.includes('host replication'))).toHaveLength(3)
  })

  it('trusts nobody without a password', () => {
    expect(lines.every((line) => line.endsWith('scram-sha-256'))).toBe(true)
  })
})

describe('the databases job', () => {
  const sql = databasesSql(contextOf(platform))

  it('makes the roles and a database for each service that needs one, and can be repeated', () => {
    expect(sql).toContain('CREATE DATABASE "hive_metastore" OWNER "hive_metastore"')
    expect(sql.match(/WHERE NOT EXISTS/g)).toHaveLength(4)
  })

  it('lets two roles log in, which act as the owner of everything, and the owner not any more', () => {
    for (const role of ['hive_metastore_1', 'hive_metastore_2']) {
      expect(sql).toContain(`GRANT "hive_metastore" TO "${role}";`)
      expect(sql).toContain(`ALTER ROLE "${role}" SET role = "hive_metastore";`)
    }
    const logins = sql.match(/ALTER ROLE (\S+) LOGIN .* PASSWORD (\S+);/g)?.map((line) => line.split(' '))
    expect(logins?.map((words) => [words[2], words.at(-1)])).toEqual([
      ['"{{secret:postgres-role/hive-metastore}}"', "'{{secret:postgres/hive-metastore}}';"],
      ['"{{secret:postgres-spare-role/hive-metastore}}"', "'{{secret:postgres-spare/hive-metastore}}';"],
    ])
    expect(sql).toMatch(/ALTER ROLE "hive_metastore" NOLOGIN .* PASSWORD NULL;/)
  })

  it('ends sessions of the spare role only after its password has changed', () => {
    const ends = sql.indexOf("WHERE usename = '{{secret:postgres-spare-role/hive-metastore}}'")
    expect(ends).toBeGreaterThan(sql.indexOf("PASSWORD '{{secret:postgres-spare/hive-metastore}}'"))
  })

  it('names roles that are the owner with a number', () => {
    const { user: owner } = databaseOf('hive-metastore')
    expect(databaseRolesOf('hive-metastore')).toEqual([`${owner}_1`, `${owner}_2`])
  })

  it('makes one role that owns and logs in where nothing is renewed', () => {
    const plain = databasesSql(withOneLogin)
    expect(plain).toContain('ALTER ROLE "hive_metastore" LOGIN')
    expect(plain).not.toMatch(/hive_metastore_1|NOLOGIN|postgres-role/)
  })

  it('can be run from every server, and belongs to the first and keeps passwords off its command line', () => {
    const [first, second] = [artifactsOf(1), artifactsOf(2)]
    expect(first?.jobs?.map((job) => job.id)).toEqual(['job/postgres/databases'])
    expect(second?.jobs ?? []).toEqual([])
    expect(second?.files.map(({ path }) => path)).toEqual(first?.files.map(({ path }) => path))
    expect(JSON.stringify(first?.jobs)).not.toContain('{{secret')
  })

  it('keeps every file with a secret to its owner', () => {
    const withSecrets = artifactsOf(1)?.files.filter((file) => file.content.includes('{{secret'))
    expect(withSecrets?.map((file) => file.mode)).toEqual([0o600, 0o600, 0o600])
  })
})

describe('maxConnections', () => {
  it('leaves room for a pool of each instance, unless declared', () => {
    expect(maxConnections(contextOf(platform))).toBe(80)
    const declared = { ...platform, options: { postgres: { maxConnections: 500 } } }
    expect(maxConnections(contextOf(declared))).toBe(500)
  })
})
