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

/** Trino counts the heartbeats of about the last minute: they fade with this time constant (its `ExponentialDecay.oneMinute`). */
const heartbeatsFadeMs = 60_000

/** A coordinator sends a heartbeat that often; upstream's default. */
const heartbeatMs = 500

/**
 * A worker that is gone gets tasks until the coordinator's failure detector has seen enough of its heartbeats fail and the coordinator
 * has looked at that; a query that got one just before fails once its task's errors have lasted too long, one attempt more at worst.
 * Then whoever asks again is answered. A process that is gone is told at once: connections are refused.
 */
export function workerRecovery(profile: Profile): Recovery {
  const { remoteTaskErrorS, workerConnectS, heartbeatTimeoutS, failureThreshold } = timings[profile]
  const failing = Math.ceil(-heartbeatsFadeMs * Math.log(1 - failureThreshold)) + heartbeatMs
  const given = failing + workersFoundMs.watch
  return {
    hostLossMs: heartbeatTimeoutS * 1_000 + given + (remoteTaskErrorS + workerConnectS) * 1_000,
    instanceLossMs: given + remoteTaskErrorS * 1_000,
    source: `Trino: failure-detector: timeout ${heartbeatTimeoutS} s + threshold ${failureThreshold} of a minute’s heartbeats ${failing} ms + look ${workersFoundMs.watch} ms; query.remote-task.max-error-duration ${remoteTaskErrorS} s + scheduler connect-timeout ${workerConnectS} s`,
  }
}

/** Longest pause of a connection attempt to a worker where nothing is set: Airlift, `HttpClientConfig`. */
const defaultConnectMs = 5_000

/**
 * The same from Trino 477 on, which runs on Kubernetes. There is no failure detector any more (a property of it keeps a coordinator from starting): the
 * coordinator asks each worker itself every 5 s, and goes by the answers at its next look (trinodb/trino, `CoordinatorNodeManager`, `RemoteNodeState`).
 */
export function askedWorkerRecovery(profile: Profile): Recovery {
  const { remoteTaskErrorS, heartbeatTimeoutS } = timings[profile]
  const { look } = workersFoundMs
  return {
    hostLossMs: heartbeatTimeoutS * 1_000 + 2 * look + remoteTaskErrorS * 1_000 + defaultConnectMs,
    instanceLossMs: 2 * look + remoteTaskErrorS * 1_000,
    source: `Trino: node-manager request-timeout ${heartbeatTimeoutS} s + look 2 × ${look} ms; query.remote-task.max-error-duration ${remoteTaskErrorS} s + connect-timeout ${defaultConnectMs} ms`,
  }
}
