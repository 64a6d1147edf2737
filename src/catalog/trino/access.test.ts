// Who may ask Trino what, and how: on hosts nobody without a password, elsewhere as before.

import { describe, expect, it } from 'vitest'
import type { HostFile } from '../../model/artifacts.ts'
import { service as streamlit } from '../streamlit/index.ts'
import { service as superset } from '../superset/index.ts'
import { type FakePlatform, fakeContext, fakeShape } from '../testing/context.ts'
import { trinoFiles } from './config.ts'
import { service } from './index.ts'

const platform: FakePlatform = {
  services: [service, superset, streamlit],
  seats: {
    'trino/coordinator': ['q1', 'q2'],
    'trino/worker': ['q1', 'q2', 'q3'],
    'superset/web': ['v1'],
    'superset/worker': ['v1'],
    'superset/beat': ['v1'],
    'streamlit/app': ['v1'],
  },
  extraEndpoints: [
    { service: 'hive-metastore', name: 'thrift', virtualIp: '10.77.20.5', port: 9_083 },
    { service: 'seaweedfs', name: 's3', virtualIp: '10.77.20.5', port: 8_333 },
  ],
}

const filesOf = (role: string, number = 1): ReadonlyMap<string, HostFile> =>
  new Map(
    trinoFiles(fakeContext(platform, service, role, number)).map((file) => [
      file.path.slice(`/etc/opt/hanok/trino-${role}/etc/`.length),
      file,
    ]),
  )
const content = (role: string, name: string, number = 1) => filesOf(role, number).get(name)?.content ?? ''

describe('access to Trino on hosts', () => {
  it.each(['coordinator', 'worker'])(
    'takes no query over plain HTTP, whatever a header says of TLS: %s',
    (role) => {
      const lines = content(role, 'config.properties').split('\n')
      expect(lines).toContain('http-server.authentication.type=PASSWORD')
      expect(lines).toContain('http-server.authentication.allow-insecure-over-http=false')
      expect(lines).toContain('http-server.process-forwarded=false')
      expect(lines).toContain('http-server.https.enabled=true')
    },
  )

  it('shows each coordinator by its own address and those of the virtual IPs', () => {
    const subject = '10.77.20.12/10.77.20.5/10.77.30.5'
    expect(content('coordinator', 'server.pem', 2)).toBe(
      `{{secret:certificate-key/${subject}}}\n{{secret:certificate/${subject}}}\n`,
    )
    expect(content('worker', 'server.pem', 3)).toContain('{{secret:certificate/10.77.20.13}}')
  })

  it('knows a user for each service that asks, by hashes only, which nobody else on the host reads', () => {
    const users = content('coordinator', 'password.db').trim().split('\n')
    expect(users.map((line) => line.split(':')[0])).toEqual(['admin', 'superset', 'streamlit', 'drill'])
    for (const line of users) expect(line).toMatch(/^([a-z]+):\{\{secret:bcrypt\/trino\/\1\}\}$/)
    for (const name of ['password.db', 'server.pem']) {
      expect(filesOf('coordinator').get(name)?.mode).toBe(0o400)
    }
  })

  it('has nobody ask a worker but who runs the platform', () => {
    expect(content('worker', 'password.db').split(':')[0]).toBe('admin')
    expect(content('worker', 'groups.txt')).toBe('admins:admin\n')
  })

  it('puts every user into one group, and gives rights to groups that have somebody', () => {
    const groups = content('coordinator', 'groups.txt')
    expect(groups).toBe('admins:admin\nreaders:superset\nreaders:streamlit\ndrills:drill\n')
    const rules = JSON.parse(content('coordinator', 'rules.json')) as Record<string, { group?: string }[]>
    const named = Object.values(rules).flatMap((list) => list.flatMap(({ group }) => group?.split('|') ?? []))
    for (const group of named) expect(groups).toMatch(new RegExp(`^${group}:`, 'm'))
  })

  it('lets readers read, and nobody speak for another', () => {
    const rules = JSON.parse(content('coordinator', 'rules.json'))
    const readers = rules.tables.filter(({ group }: { group: string }) => group === 'readers')
    expect(readers).toEqual([{ group: 'readers', catalog: 'lake|system', privileges: ['SELECT'] }])
    expect(rules.impersonation).toEqual([])
  })
})

describe('a directory of people', () => {
  const ldap = {
    url: 'ldaps://ldap.example.org',
    userBindPattern: `uid=\${USER},ou=people,dc=example,dc=org`,
  }
  const withLdap: FakePlatform = { ...platform, options: { trino: { ldap } } }
  const files = new Map(
    trinoFiles(fakeContext(withLdap, service, 'coordinator')).map(({ path, content: of }) => [
      path.slice(path.lastIndexOf('/') + 1),
      of,
    ]),
  )

  it('is asked after the file, so that services get in while it is away, and over TLS that is verified', () => {
    expect(files.get('config.properties')).toMatch(
      /^password-authenticator\.config-files=\S+\/password-authenticator\.properties,\S+\/ldap\.properties$/m,
    )
    expect(files.get('ldap.properties')).toContain('ldap.ssl.truststore.path=')
    expect(files.get('ldap-authority.crt')).toBe('{{secret:given/trino/ldap-authority}}\n')
  })

  it('makes nobody one of the platform’s users, whatever name somebody has there', () => {
    expect(files.get('ldap.properties')).toContain(
      `ldap.group-auth-pattern=(&(uid=\${USER})(!(|(uid=admin)(uid=superset)(uid=streamlit)(uid=drill)(uid=prometheus))))\n`,
    )
    expect(files.get('ldap.properties')).toContain('ldap.user-base-dn=ou=people,dc=example,dc=org\n')
  })

  it('has readers: after the rules of the platform’s own users, none of whom it means', () => {
    const rules = JSON.parse(files.get('rules.json') ?? '') as Record<
      string,
      { user?: string; group?: string }[]
    >
    for (const list of [rules.catalogs, rules.tables, rules.queries]) {
      const people = new RegExp(`^(?:${list?.at(-1)?.user})$`)
      expect(people.test('kim')).toBe(true)
      for (const own of ['admin', 'superset', 'drill', 'prometheus']) expect(people.test(own)).toBe(false)
    }
  })

  it('is not asked by workers, which take no queries', () => {
    const paths = trinoFiles(fakeContext(withLdap, service, 'worker')).map(({ path }) => path)
    expect(paths.filter((path) => path.includes('ldap'))).toEqual([])
  })

  it.each([
    { ...ldap, url: 'ldap://ldap.example.org' },
    { ...ldap, userBindPattern: 'uid=kim,ou=people' },
    { ...ldap, userBindPattern: `uid=\${USER},ou=a:uid=\${USER},ou=b` },
  ])('is refused where passwords would go in plain, or to somebody else: %j', (wrong) => {
    expect(service.options.safeParse({ ldap: wrong }).success).toBe(false)
  })
})

describe('access to Trino elsewhere', () => {
  it.each(['kubernetes', 'compose'] as const)('is what it was on %s: one port for all', (target) => {
    const endpoints = service.endpoints({ ...fakeShape(platform, service), target })
    expect(endpoints.map(({ name, port, tls = false }) => [name, port, tls])).toEqual([
      ['coordinator', 8_080, false],
      ['worker', 8_081, false],
      ['http', 8_080, false],
      ['users', 8_080, false],
    ])
  })
})
