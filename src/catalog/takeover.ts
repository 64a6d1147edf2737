// How soon others notice that a host or a process has died. Recovery estimates are made of these; what they count with
// is what the balancer's and the agents' configuration is rendered from.

import type { Balancing } from '../model/plan.ts'
import { watchTiming } from './peer-watch/config.ts'
import { peerWatchOptions } from './peer-watch/options.ts'
import type { ShapeContext } from './service.ts'

/** Pause between two checks of a backend that has just failed one: HAProxy's `fastinter`. */
export function quickerIntervalMs({ intervalMs }: Balancing): number {
  return Math.max(250, Math.round(intervalMs / 2))
}

/** Longest time until the balancer leaves out a backend whose host is silent: each check runs into its timeout. */
export function silentBackendMs(balancing: Balancing): number {
  const { intervalMs, fall, checkTimeoutMs } = balancing
  return intervalMs + fall * Math.max(checkTimeoutMs, quickerIntervalMs(balancing))
}

/** The same for a backend whose process has died: its host refuses each check at once. */
export function refusingBackendMs(balancing: Balancing): number {
  return balancing.intervalMs + balancing.fall * quickerIntervalMs(balancing)
}

/** How long a client waits for a host that went silent. */
export interface SilentPeer {
  /** Until the connections to it are closed. */
  readonly closedMs: number
  /** Until a further attempt to connect to it fails. */
  readonly againMs: number
  readonly source: string
}

/**
 * What the peer watch makes of a silent host: closed after the silence that counts, one heartbeat in which the last one
 * came and one in which the agent judges (measured 3.1 s for 2.5 s of silence). Without it gRPC's keepalive decides.
 */
export function silentPeer(shape: ShapeContext<unknown>): SilentPeer {
  if (!shape.has('peer-watch')) {
    // 60 s between pings and 20 s for an answer: constants of SeaweedFS (weed/pb/grpc_client_server.go).
    return { closedMs: 80_000, againMs: 20_000, source: 'SeaweedFS: gRPC keepalive 60 s + 20 s' }
  }
  const options = peerWatchOptions.parse(shape.optionsOf('peer-watch'))
  const { heartbeatMs, silenceMs } = watchTiming(shape.profile, options)
  return {
    closedMs: silenceMs + 2 * heartbeatMs,
    againMs: heartbeatMs,
    source: `peer-watch: silence ${silenceMs} ms + 2 heartbeats of ${heartbeatMs} ms`,
  }
}
