// OpenSearch on hosts: what its nodes are told, and the scripts that found, set up and keep it, run with stand-ins for curl and Java.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { service as peerWatch } from '../peer-watch/index.ts'
import { fakeContext, fakeShape } from '../testing/context.ts'
import { configureData, configureExporter, configureManager } from './configure.ts'
import { service } from './index.ts'
import type { Context } from './node-config.ts'
import { securityFiles } from './security.ts'
import { dataRecovery, managerRecovery } from './timing.ts'

const platform = {
  services: [service],
  seats: {
    'opensearch/manager': ['c1', 'c2', 'c3'],
    'opensearch/data': ['s1', 's2'],
    'opensearch/exporter': ['s1', 's2'],
  },
}
const contextOf = (role: string, number = 1): Context => fakeContext(platform, service, role, number)
const manager = configureManager(contextOf('manager'))
const data = configureData(contextOf('data'))
const fileOf = ({ files }: typeof manager, name: string) =>
  files.find(({ path }) => path.endsWith(`/${name}`))?.content ?? ''
const settingsOf = (artifacts: typeof manager) => parse(fileOf(artifacts, 'opensearch.yml'))

describe('a node', () => {
  test('finds the managers, and is one or holds data, never both', () => {
    const seeds = ['10.77.20.11:9301', '10.77.20.12:9301', '10.77.20.13:9301']
    expect(settingsOf(manager)).toMatchObject({
      'node.name': 'opensearch-manager-1',
      'node.roles': ['cluster_manager'],
      'discovery.seed_hosts': seeds,
    })
    expect(settingsOf(data)).toMatchObject({
      'node.roles': ['data', 'ingest'],
      'discovery.seed_hosts': seeds,
    })
  })

  test('that manages answers over HTTP to its own host only', () => {
    expect(settingsOf(manager)).toMatchObject({ 'http.host': '127.0.0.1', 'network.host': '10.77.20.11' })
    expect(settingsOf(data)['http.host']).toBe('10.77.20.14')
  })

  test('that holds data shows a certificate for its own address and for the virtual IP', () => {
    expect(fileOf(data, 'certificates/http.crt')).toBe('{{secret:certificate/10.77.20.14/10.77.20.5}}')
  })

  test('leaves space free by the disk of the data nodes, also where another manages', () => {
    const marks = (artifacts: typeof manager) =>
      Object.entries(settingsOf(artifacts)).filter(([name]) => name.includes('watermark'))
    expect(marks(manager)).toEqual(marks(data))
    expect(marks(data)).toHaveLength(3)
  })

  test('keeps copies apart by racks where data nodes stand in several', () => {
    expect(settingsOf(data)['node.attr.zone']).toBeUndefined()
    const context = contextOf('data', 2)
    const racks = [
      { id: 'rack/r1', kind: 'rack', members: ['host/s1'] },
      { id: 'rack/r2', kind: 'rack', members: ['host/s2'] },
    ] as const
    const apart = configureData({ ...context, plan: { ...context.plan, failureDomains: racks } })
    expect(settingsOf(apart)).toMatchObject({
      'node.attr.zone': 'r2',
      'cluster.routing.allocation.awareness.attributes': 'zone',
    })
  })

  test('has the administrator’s certificate on one host only, that of the jobs', () => {
    const other = configureData(contextOf('data', 2))
    expect(other.jobs).toBeUndefined()
    expect(fileOf(other, 'admin.key')).toBe('')
    expect(data.jobs?.map(({ id }) => id)).toEqual(['job/opensearch/security', 'job/opensearch/templates'])
  })
})

describe('estimates', () => {
  const alone = fakeShape({ ...platform, profile: 'conservative' }, service)
  const watched = fakeShape({ ...platform, services: [service, peerWatch], profile: 'conservative' }, service)

  test('come from the checks that are rendered where nothing else misses a silent host', () => {
    expect(managerRecovery(alone).hostLossMs).toBe(1_000 + 3 * 10_000 + 3_000)
    const fast = configureManager(fakeContext({ ...platform, profile: 'fast' }, service, 'manager'))
    expect(settingsOf(fast)).toMatchObject({
      'cluster.fault_detection.follower_check.timeout': '3000ms',
      'cluster.fault_detection.follower_check.retry_count': 2,
    })
  })

  test('are short where the peer watch ends connections to it', () => {
    expect(managerRecovery(watched)).toMatchObject({ hostLossMs: 10_000, instanceLossMs: 3_000 })
    expect(dataRecovery(watched).hostLossMs).toBeLessThan(dataRecovery(alone).hostLossMs)
  })
})

describe('users of hosts', () => {
  const files = securityFiles((name) => `{{${name}}}`, 'hosts')
  const read = (name: string) => parse(files[name] ?? '')

  test('that watch see how the cluster is, and no document', () => {
    const { monitor } = read('roles.yml')
    expect(JSON.stringify(monitor)).not.toMatch(/data\/|admin/)
    expect(read('internal_users.yml').monitor).toEqual({
      hash: '{{bcrypt/opensearch/monitor}}',
      reserved: true,
    })
  })

  test('that keep logs delete them, while who ships them does not', () => {
    const mapping = read('roles_mapping.yml')
    expect(mapping['logs-keeper'].users).toEqual(['keeper'])
    expect(mapping['logs-writer'].users).toEqual(['log-shipper'])
    expect(JSON.stringify(read('roles.yml')['logs-writer'])).not.toContain('delete')
  })

  test('are files that securityadmin takes: it wants these, too', () => {
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['nodes_dn.yml', 'whitelist.yml']))
  })
})

describe('scripts', () => {
  let root = ''
  let env: NodeJS.ProcessEnv = {}
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hanok-opensearch-'))
    env = { ...process.env, PATH: `${root}/usr/bin:${process.env.PATH}` }
    for (const { files } of [manager, data]) {
      for (const { path, content } of files) write(path, moved(content))
    }
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  /** Paths of a host, below the test's own folder. */
  const moved = (content: string) =>
    content.replaceAll(/\/(etc|var)\/opt\/|\/usr\/(bin|lib)\//g, (found) => `${root}${found}`)
  function write(path: string, content: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  function program(path: string, lines: string): void {
    write(path, `#!/bin/sh\n${lines}\n`)
    chmodSync(join(root, path), 0o755)
  }
  const run = (path: string) =>
    execFileSync('/bin/sh', [join(root, path)], { stdio: 'pipe', encoding: 'utf8', env })
  const said = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '')
  const java = '/usr/lib/jvm/java-17-openjdk-amd64/bin/java'
  const noteArguments = (file: string) => `for word; do echo "$word"; done >> '${root}/${file}'`
  /** curl answers by the path that it is asked for, and notes what it is asked. */
  const curl = (answers: string) =>
    program(
      '/usr/bin/curl',
      `for last; do :; done\necho "$*" | tr '\\n' ' ' >> '${root}/asked'\necho >> '${root}/asked'\ncase $last in\n${answers}\nesac`,
    )

  test('found a cluster only where this host has been in none', () => {
    program(java, noteArguments('started'))
    program('/usr/bin/setpriv', noteArguments('keeper'))
    run('/etc/opt/hanok/opensearch-manager/start.sh')
    expect(said('started')).toContain(
      '-Ecluster.initial_cluster_manager_nodes=opensearch-manager-1,opensearch-manager-2,opensearch-manager-3',
    )
    rmSync(join(root, 'started'))
    write('/etc/opt/hanok/opensearch-manager/founded', '')
    run('/etc/opt/hanok/opensearch-manager/start.sh')
    expect(said('started')).toContain('org.opensearch.bootstrap.OpenSearch')
    expect(said('started')).not.toContain('initial_cluster_manager_nodes')
  })

  /** One round of the keeper: the second pause ends it. */
  function keep(leader: string): string {
    program('/usr/bin/sleep', `[ ! -e '${root}/slept' ] || { kill "$PPID"; exit 1; }\n: > '${root}/slept'`)
    program('/usr/bin/date', 'echo logs-2026.11.13')
    curl(
      `*/_cat/cluster_manager*) echo '${leader}' ;;\n*/_cat/indices*) printf 'logs-2026.11.12\\nlogs-2026.11.13\\nlogs-mine\\n' ;;`,
    )
    // It never ends by itself.
    spawnSync('/bin/sh', [join(root, '/etc/opt/hanok/opensearch-manager/keeper.sh')], { env })
    return said('asked')
  }

  test('delete what is older than the load says, where this manager leads', () => {
    const deleted = keep('opensearch-manager-1')
      .split('\n')
      .filter((line) => line.includes('DELETE'))
    expect(deleted.map((line) => line.trim().split('/').at(-1))).toEqual(['logs-2026.11.12'])
    expect(existsSync(join(root, '/etc/opt/hanok/opensearch-manager/founded'))).toBe(true)
  })

  test.each([
    ['another leads', 'opensearch-manager-2'],
    ['nobody leads', '-'],
  ])('delete nothing where %s', (_what, leader) => {
    expect(keep(leader)).not.toContain('DELETE')
  })

  test('keep no password in the list of processes', () => {
    keep('opensearch-manager-1')
    expect(said('asked')).not.toContain('{{secret:')
  })

  test('load users and roles once, and again when they have changed', () => {
    program(java, noteArguments('loaded'))
    const held = (hash: string) =>
      curl(
        `*local=true) echo '{"discovered_cluster_manager":true}' ;;\n*flat_settings=true) echo '{"persistent":{${hash === '' ? '' : `"cluster.metadata.hanok_security":"${hash}"`}}}' ;;`,
      )
    const load = () => {
      rmSync(join(root, 'loaded'), { force: true })
      run('/etc/opt/hanok/opensearch-data/security.sh')
      return said('loaded')
    }
    held('')
    expect(load()).toContain('org.opensearch.security.tools.SecurityAdmin')
    const hash = /hanok_security":"([0-9a-f]{64})"/.exec(said('asked'))?.[1] ?? ''
    expect(hash).not.toBe('')
    held(hash)
    expect(load()).toBe('')
    write('/etc/opt/hanok/opensearch-data/opensearch-security/roles.yml', 'changed: {}\n')
    expect(load()).toContain('SecurityAdmin')
  })
})

test('the exporter asks through the virtual IP, and its password is no argument', () => {
  const { files, process } = configureExporter(contextOf('exporter'))
  const script = files.find(({ path }) => path.endsWith('exporter.sh'))?.content
  expect(script).toContain('--es.uri=https://10.77.20.5:9200')
  expect(script?.slice(script.indexOf('exec '))).not.toContain('{{secret:')
  expect(process.argv.join(' ')).not.toContain('{{secret:')
})
