// How long ZooKeeper holds a silent client to be alive.

import type { Profile } from '../../model/plan.ts'
import type { ZookeeperOptions } from './options.ts'

/** Milliseconds of a tick: the unit in which sessions end. */
export const tickMs = 1_000

/** Upstream's longest session is 20 ticks; a master that died is replaced when its session ends (measured: 21 s, 5 s). */
const longestSessionMs: Readonly<Record<Profile, number>> = { conservative: 20_000, fast: 6_000 }

/** The longest session that a client gets. */
export function maxSessionMs(profile: Profile, options: ZookeeperOptions): number {
  return options.sessionTimeoutMs ?? longestSessionMs[profile]
}
