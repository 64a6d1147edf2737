import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Balancing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineProcess, defineService, type EndpointDefinition } from '../service.ts'
import { type FakePlatform, fakeContext } from '../testing/context.ts'
import { haproxyConfig } from './haproxy-config.ts'
import { service } from './index.ts'
import { haproxyCheck, keepalivedConfig } from './keepalived-config.ts'

const balancing: Balancing = {
  mode: 'http',
  policy: 'active-standby',
  check: { kind: 'http', method: 'GET', path: '/info', expectStatus: 200, expectBody: '"up" *: *true' },
  intervalMs: 1_000,
  fall: 2,
  rise: 2,
  checkTimeoutMs: 2_000,
  connectTimeoutMs: 1_500,
  idleTimeoutMs: 60_000,
}

const direct = (name: string, port: number): EndpointDefinition => ({
  kind: 'direct',
  name,
  role: 'server',
  networks: ['data'],
  port,
  protocol: 'http',
  auth: 'none',
})

const balanced = (
  name: string,
  backend: string,
  port: number,
  how: Balancing,
  network: 'data' | 'service' = 'data',
): EndpointDefinition => ({
  kind: 'balanced',
  name,
  backend,
  network,
  port,
  protocol: 'http',
  auth: 'none',
  balancing: how,
})

const app = defineService({
  id: 'app',
  title: text('app', '앱'),
  version: '1',
  options: z.strictObject({}),
  account: { name: 'app', uid: 61_999 },
  roles: [
    {
      id: 'server',
      title: text('server', '서버'),
      duties: ['query'],
      count: () => 2,
      networks: ['data'],
      rule: () => ({ kind: 'standby' }),
      needs: () => [],
      size: () => {
        const size = { memoryMiB: 1, cpus: 1, diskGiB: 1, settings: {} }
        return { production: size, rehearsal: size }
      },
      software: [],
      configure: (context) => ({
        files: [],
        process: defineProcess(context, 'app', { argv: ['/bin/app'], ready: { kind: 'alive', forMs: 1 } }),
      }),
    },
  ],
  endpoints: () => [
    direct('web', 8_080),
    direct('rpc', 9_000),
    direct('database', 5_432),
    direct('secure', 8_443),
    direct('web-tls', 8_445),
    balanced('http', 'web', 8_080, balancing),
    balanced('users', 'web', 8_080, balancing, 'service'),
    balanced('web-https', 'web-tls', 8_443, {
      ...balancing,
      mode: 'tcp',
      decidedBy: 'endpoint/app/web',
    }),
    balanced('calls', 'rpc', 9_000, {
      ...balancing,
      mode: 'tcp',
      policy: 'least-connections',
      check: { kind: 'binary', sendHex: 'cafe', expectHex: 'babe' },
    }),
    balanced('primary', 'database', 5_432, {
      ...balancing,
      mode: 'tcp',
      policy: 'leader',
      check: { kind: 'http', method: 'OPTIONS', path: '/primary', expectStatus: 200, port: 8_008 },
    }),
    balanced('https', 'secure', 443, {
      ...balancing,
      mode: 'tcp',
      policy: 'least-connections',
      check: {
        kind: 'http',
        method: 'GET',
        path: '/healthz',
        tls: true,
        login: { username: 'watch', secretRef: 'app/watch' },
      },
      tellsClient: true,
    }),
  ],
  datasets: () => [],
  capabilities: {},
  flows: () => [],
  probe: (_endpoint, address, port) => ({ kind: 'tcp', address, port }),
  decisions: [],
})

const platform: FakePlatform = {
  services: [service, app],
  seats: {
    'load-balancer/haproxy': ['e1', 'e2'],
    'load-balancer/keepalived': ['e1', 'e2'],
    'app/server': ['a1', 'a2'],
  },
}
const configOf = (number: number) => haproxyConfig(fakeContext(platform, service, 'haproxy', number))

/** The lines of one section, without their indentation. */
function section(config: string, heading: string): readonly string[] {
  const found = config.split('\n\n').find((block) => block.startsWith(heading))
  return (found ?? '').split('\n').map((line) => line.trim())
}

describe('haproxyConfig', () => {
  const config = configOf(1)

  it('binds every balanced endpoint on its virtual IP', () => {
    const binds = [...config.matchAll(/bind (10\.77\.\d+\.5:\d+)/g)].map((match) => match[1])
    expect(binds).toEqual([
      '10.77.20.5:8080',
      '10.77.30.5:8080',
      '10.77.20.5:8443',
      '10.77.20.5:9000',
      '10.77.20.5:5432',
      '10.77.20.5:443',
    ])
  })

  it('lets endpoints of one backend share its decision, whatever network they stand on', () => {
    expect(config.match(/default_backend app-web$/gm)).toHaveLength(2)
    expect(config.match(/^backend app-web$/gm)).toHaveLength(1)
  })

  it('does not fail back by itself, and both edges know who is active', () => {
    const backend = section(config, 'backend app-web')
    expect(backend).toContain('stick on int(1)')
    expect(backend).toContain('stick-table type integer size 1k peers edges')
    expect(backend).toContain('server app-server-1 10.77.20.13:8080')
    expect(backend).toContain('server app-server-2 10.77.20.14:8080 backup')
    expect(section(config, 'peers edges')).toContain('peer load-balancer-haproxy-2 10.77.20.12:10000')
  })

  it('takes the checks and the active server of another backend of the same pair, and makes no decision of its own', () => {
    const backend = section(config, 'backend app-web-tls')
    expect(backend).toContain('stick on int(1) table app-web')
    expect(backend).toContain('server app-server-1 10.77.20.13:8445 track app-web/app-server-1')
    expect(backend).toContain('server app-server-2 10.77.20.14:8445 track app-web/app-server-2 backup')
    expect(backend).toContain('default-server on-marked-down shutdown-sessions tcp-ut 20s')
    expect(backend.join('\n')).not.toMatch(/httpchk|http-check|timeout check|stick-table|X-Hanok/)
  })

  it('says who served, and never repeats a request that may have run', () => {
    const backend = section(config, 'backend app-web')
    expect(backend).toContain('http-response set-header X-Hanok-Backend %s')
    expect(backend).toContain('retry-on conn-failure')
  })

  it('checks over HTTP with status and body', () => {
    const backend = section(config, 'backend app-web')
    expect(backend).toContain('http-check expect status 200')
    expect(backend).toContain(`http-check expect rstring '"up" *: *true'`)
  })

  it('checks in the service’s own protocol, and on another port where the leader is known', () => {
    expect(section(config, 'backend app-rpc')).toContain('tcp-check expect binary babe')
    const primary = section(config, 'backend app-database')
    expect(primary).toContain('server app-server-1 10.77.20.13:5432 port 8008')
    expect(primary.join('\n')).not.toContain('backup')
  })

  it('says who it is where nobody else is answered, with a password that only HAProxy encodes', () => {
    expect(section(config, 'backend app-secure')).toContain(
      'http-check send meth GET uri /healthz hdr Authorization "Basic %[str(watch:{{secret:app/watch}}),base64]"',
    )
  })

  it('asks over TLS where only TLS is spoken', () => {
    const backend = section(config, 'backend app-secure')
    expect(backend.join('\n')).toContain('http-check send meth GET uri /healthz')
    expect(backend.join('\n')).toMatch(/default-server check .* check-ssl verify none$/m)
    expect(section(config, 'backend app-web').join('\n')).not.toContain('check-ssl')
  })

  it('says who comes where the backend wants to hear it, in its checks too, and nowhere else', () => {
    const told = config.split('\n').filter((line) => line.includes('send-proxy'))
    expect(told.map((line) => line.trim())).toEqual([
      'server app-server-1 10.77.20.13:8443 send-proxy-v2 check-send-proxy',
      'server app-server-2 10.77.20.14:8443 send-proxy-v2 check-send-proxy',
    ])
  })

  it('may bind low ports where there are any, and nothing else that is root’s', () => {
    const made = service.roles[0]?.configure?.(fakeContext(platform, service, 'haproxy'))
    expect(made?.process.capabilities).toEqual(['CAP_NET_BIND_SERVICE'])
    const high = { ...platform, services: [service], seats: { 'load-balancer/haproxy': ['e1'] } }
    expect(service.roles[0]?.configure?.(fakeContext(high, service, 'haproxy')).process.capabilities).toEqual(
      [],
    )
  })

  it('differs between the two edges only in what is their own', () => {
    const own = (text: string) => text.replaceAll('10.77.20.11:8404', 'X').replaceAll('10.77.20.12:8404', 'X')
    const lines = (text: string) =>
      own(text)
        .split('\n')
        .filter((line) => !line.includes('localpeer'))
    expect(lines(configOf(2))).toEqual(lines(configOf(1)))
  })
})

it('has Keepalived forget the process ids of its last life: they may be those of others by now', () => {
  const keepalived = service.roles.find(({ id }) => id === 'keepalived')
  const { process } = keepalived?.configure?.(fakeContext(platform, service, 'keepalived')) ?? {}
  const named = process?.argv.flatMap((argument) => /^--\w*pid=(.*)$/.exec(argument)?.[1] ?? []) ?? []
  expect(named).toHaveLength(3)
  const [step] = process?.prepare ?? []
  expect(step?.argv).toEqual(['/bin/rm', '-f', ...named])
  expect(step).not.toHaveProperty('unlessExists')
})

describe('keepalivedConfig', () => {
  const contextOf = (number: number) => fakeContext(platform, service, 'keepalived', number)
  const config = keepalivedConfig(contextOf(2), 'load-balancer', '/check')

  it('holds one virtual IP for each network that has one, and moves them together', () => {
    expect([...config.matchAll(/^vrrp_instance (\w+)/gm)].map((match) => match[1])).toEqual([
      'data',
      'service',
    ])
    expect(config).toContain('    10.77.20.5/24 dev data20')
    expect(config).toContain('    10.77.30.5/24 dev svc30')
    expect(config).toContain('vrrp_sync_group edge {')
  })

  it('never takes an address back by itself', () => {
    expect(config.match(/nopreempt/g)).toHaveLength(2)
    expect(config).not.toContain('MASTER')
  })

  it('tells its peer by name and follows HAProxy', () => {
    expect(config).toMatch(/unicast_src_ip 10\.77\.20\.12\n {2}unicast_peer \{\n {4}10\.77\.20\.11/)
    expect(config.indexOf('vrrp_script haproxy')).toBeLessThan(config.indexOf('track_script'))
  })

  it('has no peers where there is one edge', () => {
    const alone = { ...platform, seats: { ...platform.seats, 'load-balancer/keepalived': ['e1'] } }
    const single = keepalivedConfig(fakeContext(alone, service, 'keepalived'), 'load-balancer', '/check')
    expect(single).not.toContain('unicast')
  })
})

describe('haproxyCheck', () => {
  it('waits for an answer: a stopped process still accepts connections', () => {
    expect(haproxyCheck('10.77.20.11', 8_404)).toContain('read -r -t 1 line <&3 || exit 1')
  })
})
