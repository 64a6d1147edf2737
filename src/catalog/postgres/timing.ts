// How fast Postgres fails over: Patroni's clock, and what it means for clients.

import type { Profile } from '../../model/plan.ts'

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
 * `conservative` is upstream's 30/10/10: a dead host costs 20–30 s. `fast` was measured to switch in 14–16 s at 8/1/3;
 * it is one step slower here, since a loaded machine must not lose its leader key for being late.
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
    ttl: 10,
    loopWait: 2,
    retryTimeout: 4,
    primaryStartTimeout: 15,
    walTimeoutMs: 8_000,
    tcpUserTimeoutMs: 8_000,
  },
}
