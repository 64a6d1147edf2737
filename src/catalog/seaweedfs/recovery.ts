// How long SeaweedFS does not serve after the death of one of its hosts, and what decides it.

import type { Balancing, Profile, Recovery } from '../../model/plan.ts'
import type { ShapeContext } from '../service.ts'
import { refusingBackendMs, silentBackendMs, silentPeer } from '../takeover.ts'
import { timings } from './config.ts'

/** How the balancer spreads requests over the gateways. */
export function gatewayBalancing(profile: Profile): Balancing {
  return {
    mode: 'http',
    policy: 'round-robin',
    check: { kind: 'http', method: 'GET', path: '/healthz', expectStatus: 200 },
    intervalMs: profile === 'fast' ? 500 : 2_000,
    fall: profile === 'fast' ? 2 : 3,
    rise: 2,
    checkTimeoutMs: 1_000,
    connectTimeoutMs: 2_000,
    idleTimeoutMs: 90_000,
  }
}

/** How often volume servers report to the leading master: a constant of SeaweedFS (weed/server/constants/volume.go). */
const pulseMs = 5_000

/** A new leading master assigns no volume for so long (WarmupPulseMultiplier, weed/topology/topology.go). */
const warmUpMs = 3 * pulseMs

/**
 * Pauses before the first three new attempts on a connection that failed: 1 s, and 1.6 times as long each time (gRPC,
 * "Connection Backoff Protocol"). A gateway gives a filer up after three.
 */
const grpcBackoffMs = 5_160

/** Writes stop until a new leader is elected and has warmed up; reads go on. Measured 16–18.5 s. */
export function masterRecovery(profile: Profile): Recovery {
  const { electionTimeoutMs, heartbeatIntervalMs } = timings[profile]
  return {
    hostLossMs: 2 * heartbeatIntervalMs + electionTimeoutMs + warmUpMs,
    source: `SeaweedFS: 2 × heartbeatInterval ${heartbeatIntervalMs} ms + electionTimeout ${electionTimeoutMs} ms + warm-up ${warmUpMs} ms`,
  }
}

/** Whoever waits for a dead volume server gets an error and turns to the other copy. Measured 5.4–8 s, fast 3.8 s. */
export function volumeRecovery(shape: ShapeContext<unknown>): Recovery {
  const { closedMs, againMs, source } = silentPeer(shape)
  const hostLossMs = closedMs + againMs
  return {
    hostLossMs,
    // Its host refuses at once; the master stops naming it with the next pulse at the latest.
    instanceLossMs: Math.min(hostLossMs, pulseMs),
    source: `${source} + ${againMs} ms to connect elsewhere; its process alone: SeaweedFS pulse ${pulseMs} ms`,
  }
}

/** Gateways try the filer that they know before they turn to the next. Measured 9–10.3 s. */
export function filerRecovery(shape: ShapeContext<unknown>): Recovery {
  const { closedMs, source } = silentPeer(shape)
  return {
    hostLossMs: closedMs + grpcBackoffMs,
    instanceLossMs: grpcBackoffMs,
    source: `${source}; gRPC: backoff ${grpcBackoffMs} ms`,
  }
}

/** The balancer leaves a dead gateway out. Measured 3.3–3.6 s. */
export function gatewayRecovery(profile: Profile): Recovery {
  const balancing = gatewayBalancing(profile)
  const { intervalMs, fall, checkTimeoutMs } = balancing
  return {
    hostLossMs: silentBackendMs(balancing),
    instanceLossMs: refusingBackendMs(balancing),
    source: `HAProxy: inter ${intervalMs} ms + fall ${fall} × timeout check ${checkTimeoutMs} ms; its process alone: inter + fall × fastinter`,
  }
}
