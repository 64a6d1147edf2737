// How soon a silent primary is taken for dead.

import type { Profile } from '../../model/plan.ts'
import type { RedisOptions } from './options.ts'

/** Milliseconds of silence: declared, else upstream's 30 s (Redis, sentinel.conf), else 5 s in `fast`. */
export function downAfterMsOf(profile: Profile, options: RedisOptions): number {
  return options.downAfterMs ?? (profile === 'fast' ? 5_000 : 30_000)
}
