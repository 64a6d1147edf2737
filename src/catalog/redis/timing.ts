// How soon a silent primary is taken for dead, and how long nobody can write then.

import type { Profile, Recovery } from '../../model/plan.ts'
import type { RedisOptions } from './options.ts'

/** Milliseconds of silence: declared, else upstream's 30 s (Redis, sentinel.conf), else 5 s in `fast`. */
export function downAfterMsOf(profile: Profile, options: RedisOptions): number {
  return options.downAfterMs ?? (profile === 'fast' ? 5_000 : 30_000)
}

/**
 * `failover-timeout`: a vote that nobody won is repeated only after twice as long (Redis, sentinel.conf), which by upstream's 180 s is six
 * minutes without a primary. Twice the silence is enough for a server that has a cache to copy, and never less than 10 s.
 */
export function failoverTimeoutMsOf(profile: Profile, options: RedisOptions): number {
  return Math.max(10_000, 2 * downAfterMsOf(profile, options))
}

/** Sentinels ping, ask one another and read `INFO` once a second, and begin up to a second apart (Redis, sentinel.c). */
const voteMs = 3_000

/** A server that only ended is started again before the Sentinels miss it, and leads on with what is on its disk. */
const startedAgainMs = 3_000

/** How long no primary answers when its host dies, and when only its process ends. */
export function redisRecovery(profile: Profile, options: RedisOptions): Recovery {
  const downAfterMs = downAfterMsOf(profile, options)
  return {
    hostLossMs: downAfterMs + voteMs,
    instanceLossMs: Math.min(startedAgainMs, downAfterMs + voteMs),
    source: `Sentinel: down-after-milliseconds ${downAfterMs}, then the vote and the promotion, ${voteMs} ms`,
  }
}
