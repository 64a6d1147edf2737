// How everyone gets to the other coordinator when the active one dies, and how long that takes.

import type { Balancing, Profile, Recovery } from '../../model/plan.ts'
import { refusingBackendMs, silentBackendMs } from '../takeover.ts'
import { timings } from './config.ts'

/** Started: a coordinator answers before that, but refuses queries. */
export const startedBody = '"starting"\\s*:\\s*false'

/** Both endpoints share these very settings, and with them one decision on who is active. */
export function coordinatorBalancing(profile: Profile): Balancing {
  return {
    mode: 'http',
    policy: 'active-standby',
    check: { kind: 'http', method: 'GET', path: '/v1/info', expectBody: startedBody },
    intervalMs: profile === 'fast' ? 1_000 : 2_000,
    fall: profile === 'fast' ? 2 : 3,
    rise: 2,
    checkTimeoutMs: 3_000,
    connectTimeoutMs: 2_000,
    // A client waits in long polls for at most a few seconds, an upload of results may take longer.
    idleTimeoutMs: 300_000,
  }
}

/**
 * Constants of Trino 476 and its Airlift: a worker announces itself every 8 s (80 % of 10), the coordinator looks at
 * the announcements every 5 s, and its failure detector at what the coordinator found every 5 s.
 */
const workersFoundMs = { announce: 8_000, look: 5_000, watch: 5_000 }

/**
 * The balancer gives the dead coordinator up; then the workers announce themselves to the other one, which uses them
 * once its failure detector has warmed up to them. Queries that ran are lost. Measured 17–34 s.
 */
export function coordinatorRecovery(profile: Profile): Recovery {
  const balancing = coordinatorBalancing(profile)
  const { intervalMs, fall, checkTimeoutMs } = balancing
  const { failureDetectorWarmUpS } = timings[profile]
  const { announce, look, watch } = workersFoundMs
  const workersMs = announce + look + watch + failureDetectorWarmUpS * 1_000
  return {
    hostLossMs: silentBackendMs(balancing) + workersMs,
    instanceLossMs: refusingBackendMs(balancing) + workersMs,
    source: `HAProxy: inter ${intervalMs} ms + fall ${fall} × timeout check ${checkTimeoutMs} ms; Trino: announcement ${announce} ms + discovery ${look + watch} ms + failure-detector.warmup-interval ${failureDetectorWarmUpS} s`,
  }
}
