import { describe, expect, it } from 'vitest'
import type { ParsedDeclaration } from '../model/declaration.ts'
import type { JsonObject, Profile, Recovery } from '../model/plan.ts'
import { catalog } from './index.gen.ts'
import { refusingBackendMs, silentBackendMs } from './takeover.ts'
import { fakeShape } from './testing/context.ts'

type Options = NonNullable<ParsedDeclaration['services']>

function recoveryOf(role: string, profile: Profile, options: Options = {}): Recovery | undefined {
  const [serviceId, roleId] = role.split('/')
  const service = catalog.find(({ id }) => id === serviceId)
  const found = service?.roles.find(({ id }) => id === roleId)
  if (service === undefined || found === undefined) throw new Error(`no ${role}`)
  const services = catalog.filter(({ id }) => options[id] !== false)
  const declared = Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, JsonObject] => entry[1] !== false),
  )
  return found.recovery?.(fakeShape({ services, seats: {}, profile, options: declared }, service))
}

const hostLossMs = (...asked: Parameters<typeof recoveryOf>): number =>
  recoveryOf(...asked)?.hostLossMs ?? Number.NaN

// Shortest and longest time measured after the sudden death of a host (docs/evidence/first-failures.md, the READMEs of
// the services), in seconds.
const measured: readonly (readonly [string, Profile, number, number])[] = [
  ['postgres/server', 'conservative', 28.2, 36.5],
  ['postgres/server', 'fast', 20, 24.9],
  ['etcd/member', 'conservative', 2, 3],
  ['seaweedfs/master', 'conservative', 16, 18.5],
  ['seaweedfs/master', 'fast', 16, 16.4],
  ['seaweedfs/volume', 'conservative', 5.4, 8],
  ['seaweedfs/volume', 'fast', 3.8, 3.8],
  ['seaweedfs/filer', 'conservative', 9, 10.3],
  ['seaweedfs/s3', 'conservative', 3.3, 3.6],
  ['kafka/broker', 'conservative', 9.4, 9.9],
  ['kafka/controller', 'conservative', 2, 4],
  ['hive-metastore/server', 'conservative', 12, 12],
  ['trino/coordinator', 'conservative', 17, 34],
  ['trino/worker', 'conservative', 32.1, 32.5],
  ['trino/worker', 'fast', 16.4, 16.4],
  ['load-balancer/keepalived', 'conservative', 4.5, 6],
  ['spark/master', 'conservative', 21.4, 21.4],
  ['spark/master', 'fast', 5.1, 5.1],
]

describe('an estimate of recovery', () => {
  it.each(measured)(
    'of %s (%s) is no shorter than measured, and at most twice as long',
    (role, profile, shortest, longest) => {
      expect(hostLossMs(role, profile)).toBeGreaterThanOrEqual(longest * 1_000)
      expect(hostLossMs(role, profile)).toBeLessThanOrEqual(2 * shortest * 1_000)
    },
  )

  it('of a HAProxy that died alone covers what was measured', () => {
    expect(recoveryOf('load-balancer/haproxy', 'fast')?.instanceLossMs).toBeGreaterThanOrEqual(2_500)
  })

  it('is shorter in the fast profile wherever the profile changes a timeout', () => {
    for (const role of new Set(measured.map(([id]) => id).filter((id) => id !== 'etcd/member'))) {
      expect(hostLossMs(role, 'fast'), role).toBeLessThan(hostLossMs(role, 'conservative'))
    }
  })

  it('moves with the option that moves the timeout', () => {
    const longer: readonly (readonly [string, Options, number])[] = [
      ['etcd/member', { etcd: { electionMs: 2_000 } }, 3_000],
      ['spark/master', { zookeeper: { sessionTimeoutMs: 30_000 } }, 10_000],
      ['seaweedfs/volume', { 'peer-watch': { silenceMs: 9_000 } }, 4_000],
      ['seaweedfs/filer', { 'peer-watch': { heartbeatMs: 2_000 } }, 7_000],
      ['kafka/connect', { kafka: { connectRebalanceDelayMs: 90_000 } }, 30_000],
    ]
    for (const [role, options, byMs] of longer) {
      const before = hostLossMs(role, 'conservative')
      expect(hostLossMs(role, 'conservative', options), role).toBe(before + byMs)
    }
  })

  it('is a minute and more for SeaweedFS where nobody watches the peers', () => {
    expect(hostLossMs('seaweedfs/volume', 'conservative', { 'peer-watch': false })).toBeGreaterThan(80_000)
  })

  it('never counts more than the session that Spark asks for', () => {
    const options = { zookeeper: { sessionTimeoutMs: 120_000 } }
    expect(hostLossMs('spark/master', 'conservative', options)).toBe(62_000)
  })

  it('names the settings that it is made of', () => {
    expect(recoveryOf('postgres/server', 'fast')?.source).toBe(
      'Patroni: ttl 20 s + loop_wait 2 s + retry_timeout 4 s; etcd: leases of a new leader 4000 ms; HAProxy: inter 1000 ms',
    )
  })

  it('is left out where a loss costs capacity alone', () => {
    for (const role of ['spark/worker', 'spark/history', 'zookeeper/server']) {
      expect(recoveryOf(role, 'conservative'), role).toBeUndefined()
    }
  })
})

describe('a dead backend', () => {
  const balancing = {
    mode: 'http',
    policy: 'round-robin',
    check: { kind: 'connect' },
    intervalMs: 2_000,
    fall: 3,
    rise: 2,
    checkTimeoutMs: 3_000,
    connectTimeoutMs: 2_000,
    idleTimeoutMs: 60_000,
  } as const

  it('that is silent is left out after as many timeouts as it may fall', () => {
    expect(silentBackendMs(balancing)).toBe(2_000 + 3 * 3_000)
  })

  it('that refuses is left out as soon as it was asked often enough', () => {
    expect(refusingBackendMs(balancing)).toBe(2_000 + 3 * 1_000)
  })
})
