// People of a real directory (OpenLDAP, over TLS) in Trino and Superset: who is let in, as what, and what happens while it is away.
// Needs root; everything that it makes is gone afterwards.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Software } from '../../src/catalog/software.ts'
import { type Forward, openForward } from '../../src/operate/forward.ts'
import {
  authorityCertificateOf,
  certificateFrom,
  newPrivateKey,
} from '../../src/operate/secrets/certificates.ts'
import { trinoAccess } from '../../src/operate/trino-access.ts'
import { runQuery } from '../../src/operate/trino-client.ts'
import { Rehearsal } from '../../src/rehearsal/rehearsal.ts'
import { defaultCacheDirectory } from '../../src/software/cache.ts'
import { ensureSoftware } from '../../src/software/ensure-software.ts'

const program = fileURLToPath(new URL('../../hanok', import.meta.url))
const isRoot = process.getuid?.() === 0

const slapd: Software = {
  id: 'slapd',
  title: 'OpenLDAP server',
  version: 'distribution',
  licence: 'OLDAP-2.8',
  source: { kind: 'apt', packages: ['slapd'], provides: ['/usr/sbin/slapd'], daemons: ['slapd'] },
}
const url = 'ldaps://127.0.0.1:6636'
const place = '/var/opt/hanok/data/directory'
const subnets = { management: 10, data: 20, service: 30, storage: 40 }
const ldap = `url: "${url}", userBindPattern: "uid=\${USER},ou=people,dc=example"`
const platform = `name: people
shape: starter
hostGroups:
  - { name: control, count: 1, duties: [control, metadata, observability, visualization] }
  - { name: edge, count: 1, duties: [edge] }
  - { name: storage, count: 1, duties: [storage] }
  - { name: query, count: 1, duties: [query] }
  - { name: compute, count: 1, duties: [compute] }
networks:
${Object.entries(subnets)
  .map(([id, n]) => `  ${id}: { subnet: 10.93.${n}.0/24 }\n`)
  .join('')}services:
  trino: { ldap: { ${ldap} } }
  superset: { ldap: { ${ldap}, groups: { Admin: "cn=platform,ou=groups,dc=example" } } }
`

const configuration = `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile ${place}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
TLSCertificateFile ${place}/server.crt
TLSCertificateKeyFile ${place}/server.key
database mdb
suffix "dc=example"
directory ${place}/data
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
`

const person = (uid: string, group?: string) => `dn: uid=${uid},ou=people,dc=example
objectClass: inetOrgPerson
uid: ${uid}
cn: ${uid}
sn: ${uid}
mail: ${uid}@example.org
userPassword: of ${uid}
${group === undefined ? '' : `memberOf: cn=${group},ou=groups,dc=example\n`}`

/** `admin` and `superset` are names that the platform itself has. */
const people = `dn: dc=example
objectClass: dcObject
objectClass: organization
o: example
dc: example

dn: ou=people,dc=example
objectClass: organizationalUnit
ou: people

${[person('ann', 'platform'), person('bob'), person('admin', 'platform'), person('superset')].join('\n')}`

describe.skipIf(!isRoot)('people of a directory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hanok-directory-'))
  const rehearsal = new Rehearsal()
  const hosts: string[] = []
  let secrets: Readonly<Record<string, string>>
  let forward: Forward

  async function hanok(words: readonly string[], input = ''): Promise<number | undefined> {
    const { exitCode } = await execa(program, [...words], {
      cwd: folder,
      reject: false,
      input,
      stderr: 'inherit',
      timeout: 10 * 60_000,
    })
    return exitCode
  }

  async function inHost(host: string, script: string, stdin = ''): Promise<void> {
    const { code, stderr } = await rehearsal.exec(host, ['/bin/sh', '-ec', script], {
      stdin,
      timeoutMs: 60_000,
    })
    expect(code, stderr).toBe(0)
  }

  beforeAll(async () => {
    const signal = new AbortController().signal
    const report = () => undefined
    await ensureSoftware([slapd], { cacheDirectory: defaultCacheDirectory(), report, signal })
    const [authorityKey, key] = [newPrivateKey(), newPrivateKey()]
    const authority = { certificate: authorityCertificateOf('directory', authorityKey), key: authorityKey }
    const certificate = certificateFrom(authority, { platform: 'directory', subject: '127.0.0.1', key })
    writeFileSync(join(folder, 'platform.yaml'), platform)
    for (const service of ['trino', 'superset']) {
      const name = `given/${service}/ldap-authority`
      expect(await hanok(['secrets', 'set', 'platform.yaml', name], authority.certificate)).toBe(0)
    }
    expect(await hanok(['up', 'platform.yaml', '--only', 'trino,superset'])).toBe(0)
    secrets = JSON.parse(readFileSync(join(folder, '.hanok', 'people.secrets.json'), 'utf8')).values
    const plan = rehearsal.plan()
    const hostOf = (id: string) =>
      plan.instances.find((one) => one.id === id)?.host.slice('host/'.length) ?? ''
    hosts.push(hostOf('trino/coordinator/1'), hostOf('superset/web/1'))
    for (const host of hosts) {
      const files = {
        'slapd.conf': configuration,
        'people.ldif': people,
        'server.crt': certificate,
        'server.key': key,
      }
      await inHost(host, `mkdir -p ${place}/data`)
      for (const [name, content] of Object.entries(files))
        await inHost(host, `cat > ${place}/${name}`, content)
      await inHost(host, `slapadd -q -f ${place}/slapd.conf -l ${place}/people.ldif`)
      await startDirectory(host)
    }
    const web = plan.endpoints.find(({ id }) => id === 'endpoint/superset/web')
    const dial = (host: string, to: string, port: number) => rehearsal.dial(host, to, port)
    forward = await openForward(dial, () => hosts[1] ?? '', web?.addresses[0]?.address ?? '', web?.port ?? 0)
  })

  afterAll(async () => {
    await forward?.close()
    await hanok(['down'])
    rmSync(folder, { recursive: true, force: true })
  })

  async function startDirectory(host: string): Promise<void> {
    await inHost(host, `slapd -h ${url} -f ${place}/slapd.conf > /dev/null 2>&1`)
  }

  async function ask(user: string, password: string): Promise<unknown> {
    const access = trinoAccess(rehearsal.plan(), (name) => secrets[name] ?? '')
    const { url: trino = '', authority = '' } = access ?? {}
    return (await runQuery(trino, 'select current_user', { user, password, authority, timeoutMs: 30_000 }))
      .rows[0]?.[0]
  }

  /** The roles of whoever logs in so; undefined where nobody does. */
  async function rolesOf(username: string, password: string, provider: 'ldap' | 'db' = 'ldap') {
    const api = `http://127.0.0.1:${forward.port}/api/v1`
    const answer = await fetch(`${api}/security/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password, provider, refresh: false }),
      signal: AbortSignal.timeout(30_000),
    })
    if (answer.status === 401) return undefined
    expect(answer.status).toBe(200)
    const { access_token: token } = (await answer.json()) as { access_token: string }
    const mine = await fetch(`${api}/me/roles/`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    })
    const { result } = (await mine.json()) as { result: { roles: Record<string, unknown> } }
    return Object.keys(result.roles).sort()
  }

  test('ask Trino with their own password, and with no other', async () => {
    expect(await ask('ann', 'of ann')).toBe('ann')
    await expect(ask('ann', 'of bob')).rejects.toThrow()
    await expect(ask('nobody', '')).rejects.toThrow()
  })

  test('are nobody of the platform in Trino by having that name there', async () => {
    await expect(ask('superset', 'of superset')).rejects.toThrow()
  })

  test('log in to Superset with their own password, and get the roles of their groups', async () => {
    expect(await rolesOf('ann', 'of ann')).toEqual(['Admin', 'Gamma'])
    expect(await rolesOf('bob', 'of bob')).toEqual(['Gamma'])
    expect(await rolesOf('ann', 'of bob')).toBeUndefined()
    expect(await rolesOf('nobody', 'x')).toBeUndefined()
    expect(await rolesOf('*', 'of ann')).toBeUndefined()
  })

  test('are not the administrator of Superset by having that name there; whoever has its own password is', async () => {
    expect(await rolesOf('admin', 'of admin')).toBeUndefined()
    expect(await rolesOf('admin', secrets['superset/admin'] ?? '', 'db')).toEqual(['Admin'])
  })

  test('wait for a directory that is away no longer than it is given, and come in again once it is back', async () => {
    for (const host of hosts) await inHost(host, `kill "$(cat ${place}/slapd.pid)"; sleep 1`)
    const beganMs = performance.now()
    expect(await rolesOf('ann', 'of ann')).toBeUndefined()
    expect(performance.now() - beganMs).toBeLessThan(15_000)
    expect(await rolesOf('admin', secrets['superset/admin'] ?? '', 'db')).toEqual(['Admin'])
    for (const host of hosts) await startDirectory(host)
    expect(await rolesOf('ann', 'of ann')).toEqual(['Admin', 'Gamma'])
  })
})
