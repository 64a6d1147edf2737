// How fast Postgres fails over: Patroni's clock, and what it means for clients.

import type { Balancing, Profile, Recovery } from '../../model/plan.ts'

/** Patroni's timings in seconds, and those of Postgres itself in milliseconds. */
export interface PostgresTiming {
  readonly ttl: number
  readonly loopWait: number
  readonly retryTimeout: number
  /** How long a crashed primary may take to recover before a standby takes over. */
  readonly primaryStartTimeout: number
  /** Silence after which either end of a replication stream gives the other up. */
  readonly walTimeoutMs: number
  /** How long sent data may stay unacknowledged before the connection counts as dead. */
  readonly tcpUserTimeoutMs: number
}

/**
 * Timings of a profile. Patroni demands `loopWait + 2 × retryTimeout ≤ ttl` (Patroni, "Dynamic configuration").
 * `conservative` is upstream's 30/10/10: a dead host costs 20–30 s. `fast` has the least `ttl` that Patroni takes since 3.1, 20 s: less is
 * silently raised to it. Patroni 3.0.2 was measured to switch in 11–14 s with 10/2/4, and lost acknowledged writes (ADR 0026).
 */
export const postgresTimings: Readonly<Record<Profile, PostgresTiming>> = {
  conservative: {
    ttl: 30,
    loopWait: 10,
    retryTimeout: 10,
    primaryStartTimeout: 60,
    walTimeoutMs: 20_000,
    tcpUserTimeoutMs: 20_000,
  },
  fast: {
    ttl: 20,
    loopWait: 2,
    retryTimeout: 4,
    primaryStartTimeout: 15,
    walTimeoutMs: 8_000,
    tcpUserTimeoutMs: 8_000,
  },
}

/** How the balancer finds the primary: it asks Patroni who holds the leader key. */
export function primaryBalancing(profile: Profile): Balancing {
  return {
    mode: 'tcp',
    policy: 'leader',
    check: { kind: 'http', method: 'OPTIONS', path: '/primary', expectStatus: 200, port: 8_008 },
    intervalMs: profile === 'fast' ? 1_000 : 2_000,
    fall: profile === 'fast' ? 2 : 3,
    rise: 1,
    checkTimeoutMs: 2_000,
    connectTimeoutMs: 2_000,
    idleTimeoutMs: 3_600_000,
  }
}

/**
 * Where etcd's leader goes with the primary, its successor gives every lease, Patroni's too, its whole time again and an election timeout more
 * (etcd, server/lease/lessor.go, `Promote`), once it is elected: three of etcd's election timeouts of one second and that one.
 */
const leasesExtendedMs = 4_000

/**
 * How long nobody can write when the primary's host dies or is cut off: its leader key must expire, a standby's loop must notice, a request to
 * an etcd member that died with it is tried again, and the balancer must see the new primary. Measured 28–37 s conservative, 20–25 s
 * fast where it had etcd's leader too. A Patroni that is killed leaves its key behind as well.
 */
export function postgresRecovery(profile: Profile): Recovery {
  const { ttl, loopWait, retryTimeout } = postgresTimings[profile]
  const { intervalMs } = primaryBalancing(profile)
  return {
    hostLossMs: (ttl + loopWait + retryTimeout) * 1_000 + leasesExtendedMs + intervalMs,
    source: `Patroni: ttl ${ttl} s + loop_wait ${loopWait} s + retry_timeout ${retryTimeout} s; etcd: leases of a new leader ${leasesExtendedMs} ms; HAProxy: inter ${intervalMs} ms`,
  }
}
