// Superset's files: one configuration on hosts and on Kubernetes, and a beat that only the holder of a lease runs.

import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/plan.ts'
import { secretsIn } from '../../model/secrets.ts'
import { service as redis } from '../redis/index.ts'
import { type FakePlatform, fakeContext, fakeShape } from '../testing/context.ts'
import { service as trino } from '../trino/index.ts'
import { keeperScript } from './beat.ts'
import { type SupersetSettings, supersetConfig } from './config.ts'
import { service } from './index.ts'
import { schemaScript } from './schema.ts'

const settings: SupersetSettings = {
  database: {
    address: '10.77.20.5:5432',
    name: 'superset',
    user: 'superset',
    password: '{{secret:postgres/superset}}',
  },
  redis: {
    user: 'superset',
    password: '{{secret:redis/superset}}',
    servers: [{ host: 'r1', port: 6_379 }],
    sentinels: [],
    primarySet: 'hanok',
  },
  secretKey: '{{secret:superset/secret-key}}',
  behindTls: false,
  connections: 5,
}
const sentinels = ['s1', 's2', 's3'].map((host) => ({ host, port: 26_379 }))

describe('the connection to the lake', () => {
  const platform: FakePlatform = {
    services: [service, redis, trino],
    seats: {
      'superset/web': ['v1'],
      'redis/server': ['v1'],
      'trino/coordinator': ['q1', 'q2'],
      'trino/worker': ['q1'],
    },
    extraEndpoints: [{ service: 'postgres', name: 'primary', virtualIp: '10.77.20.5', port: 5_432 }],
  }
  const { files, jobs = [] } = service.roles[0]?.configure?.(fakeContext(platform, service, 'web')) ?? {}

  test('is over TLS, by a password and an authority that are in files', () => {
    const [, , , address, password, authority] = jobs[0]?.argv ?? []
    expect(address).toBe('trino://superset@10.77.20.5:8443/lake')
    const contents = new Map(files?.map(({ path, content }) => [path, content]))
    expect(contents.get(password ?? '')).toBe('{{secret:trino/superset}}\n')
    expect(contents.get(authority ?? '')).toBe('{{secret:authority/certificate}}\n')
  })

  test('shows no secret to who lists processes', () => {
    expect(secretsIn(JSON.stringify(jobs))).toEqual([])
  })
})

describe('the configuration', () => {
  test('asks every Sentinel who leads, for cache, queue and results alike, with a name and a password', () => {
    const config = supersetConfig({ ...settings, redis: { ...settings.redis, sentinels } })
    expect(config).toContain('SENTINELS = [("s1", 26379), ("s2", 26379), ("s3", 26379)]')
    expect(config).toContain('"sentinel_username": REDIS["username"]')
    expect(config.match(/sentinel:\/\/superset:\{\{secret:redis\/superset\}\}@s\d:26379\/0/g)).toHaveLength(3)
    expect(config).not.toContain('r1')
  })

  test('names the one server where there are no Sentinels', () => {
    const config = supersetConfig(settings)
    expect(config).toContain('broker_url = "redis://superset:{{secret:redis/superset}}@r1:6379/0"')
    expect(config).not.toMatch(/sentinel:|SENTINELS|SentinelCache/)
  })

  test.each([
    ['with Sentinels', supersetConfig({ ...settings, redis: { ...settings.redis, sentinels } })],
    ['with one server', supersetConfig(settings)],
    ['of the schema', schemaScript({ locked: false })],
    ['of the schema and a locked lake', schemaScript({ locked: true })],
  ])('is Python: %s', (_what, content) => {
    const read = 'import ast, sys; ast.parse(sys.stdin.read())'
    expect(execFileSync('/usr/bin/python3', ['-c', read], { input: content }).toString()).toBe('')
  })

  test('holds no value of a secret', () => {
    expect(secretsIn(supersetConfig(settings))).toEqual([
      'redis/superset',
      'superset/secret-key',
      'postgres/superset',
    ])
  })
})

describe('the beat', () => {
  const platform = { services: [service, redis], seats: { 'superset/beat': ['o1', 'o2'] } }
  const beat = service.roles.find(({ id }) => id === 'beat')

  test('has two keepers on hosts, and one pod on Kubernetes', () => {
    const shape = fakeShape(platform, service)
    expect([beat?.count(shape), beat?.rule(shape).kind]).toEqual([2, 'standby'])
    const there = { ...shape, onKubernetes: true }
    expect([beat?.count(there), beat?.rule(there).kind]).toEqual([1, 'single'])
  })

  test('starts elsewhere after the lease, as rendered', () => {
    const made = fakeContext(
      {
        ...platform,
        extraEndpoints: [{ service: 'postgres', name: 'primary', virtualIp: '10.77.20.5', port: 5_432 }],
      },
      service,
      'beat',
    )
    const { process } = beat?.configure?.(made) ?? {}
    expect(process?.argv.slice(2, 5)).toEqual(['superset/beat/1', '12', '2'])
    expect(beat?.recovery?.(fakeShape(platform, service))?.hostLossMs).toBe(12_000 + 2_000 + 15_000)
  })
})

describe('the keeper', () => {
  let directory = ''
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'hanok-keeper-'))
    writeFileSync(join(directory, 'keeper.py'), keeperScript)
  })
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true })
  })

  /** Runs the keeper for `ms` against a database that a few lines of Python stand in for; gives what it printed. */
  async function keep(database: string, ms: number): Promise<string> {
    writeFileSync(join(directory, 'psycopg2.py'), database)
    const state = join(directory, 'state')
    const command = ['/bin/sh', '-c', 'echo beats; exec sleep 60']
    const keeper = spawn('/usr/bin/python3', ['keeper.py', 'a', '1.5', '0.2', state, ...command], {
      cwd: directory,
      env: { PATH: process.env.PATH, PYTHONPATH: directory },
    })
    let said = ''
    keeper.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const ended = new Promise((resolve) => keeper.once('close', resolve))
    await new Promise((resolve) => setTimeout(resolve, ms))
    keeper.kill('SIGTERM')
    await ended
    return said
  }

  const standIn = (execute: string) => `
import time
class Error(Exception): pass
began = time.monotonic()
class Cursor:
    description = True
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def execute(self, statement, _):
${execute}
    def fetchone(self): return self.answer
class Connection:
    def cursor(self): return Cursor()
    def close(self): pass
def connect(*_, **__): return Connection()
`

  test('starts nothing while another has the lease', async () => {
    expect(await keep(standIn('        self.answer = None'), 1_500)).not.toContain('beats')
  })

  test('runs the command while it has the lease, and once', async () => {
    const said = await keep(standIn('        self.answer = ("a",)'), 2_500)
    expect(said.match(/beats/g)).toHaveLength(1)
    expect(said).not.toContain('not renewed')
  })

  test('ends the command by itself when the database hangs, before the lease is over', async () => {
    const hanging = '        self.answer = ("a",)\n        if time.monotonic() - began > 0.5: time.sleep(2)'
    expect(await keep(standIn(hanging), 2_600)).toContain('not renewed in time')
  })
})

describe('people of a directory', () => {
  const ldap = {
    url: 'ldaps://directory.example',
    userBindPattern: `uid=\${USER},ou=people,dc=example`,
    groups: { Admin: 'cn=platform,ou=groups,dc=example', sql_lab: 'cn=platform,ou=groups,dc=example' },
  }
  const platform = (options: JsonObject): FakePlatform => ({
    services: [service, redis],
    seats: { 'superset/web': ['o1'], 'redis/server': ['r1'], 'postgres/server': ['p1'] },
    extraEndpoints: [{ service: 'postgres', name: 'primary', virtualIp: '10.77.20.5', port: 5_432 }],
    options: { superset: options },
  })
  const web = service.roles.find(({ id }) => id === 'web')
  const filesOf = (options: JsonObject) =>
    web?.configure?.(fakeContext(platform(options), service, 'web')).files ?? []
  const configOf = (options: JsonObject) =>
    filesOf(options).find(({ path }) => path.endsWith('/superset_config.py'))?.content ?? ''

  test('log in by it, over TLS that is verified, with the roles of their groups', () => {
    const config = configOf({ ldap })
    expect(config).toContain('AUTH_TYPE = AUTH_LDAP\n')
    expect(config).toContain('AUTH_LDAP_USERNAME_FORMAT = "uid=%s,ou=people,dc=example"\n')
    expect(config).toContain('AUTH_LDAP_TLS_DEMAND = True\n')
    expect(config).toContain('"cn=platform,ou=groups,dc=example": ["Admin", "sql_lab"],\n')
    const authority = filesOf({ ldap }).find(({ path }) => path.endsWith('/ldap-authority.crt'))
    expect(authority?.content).toBe('{{secret:given/superset/ldap-authority}}\n')
    expect(config).toContain(`AUTH_LDAP_TLS_CACERTFILE = "${authority?.path}"\n`)
    expect(configOf({ ldap: { ...ldap, authority: 'public' } })).not.toContain('CACERTFILE')
  })

  test('never become the administrator by having that name there', () => {
    expect(configOf({ ldap })).toContain('AUTH_LDAP_SEARCH_FILTER = "(!(uid=admin))"\n')
  })

  test('are not asked for where no directory is named, and never without TLS', () => {
    expect(configOf({})).not.toContain('ldap')
    expect(service.options.safeParse({ ldap: { ...ldap, url: 'ldap://directory.example' } }).success).toBe(
      false,
    )
  })
})
