// The times of the ingress: how the balancer finds out which edge serves, and how an edge finds out which web server does.

import type { BalancerCheck, Balancing, Profile, Recovery } from '../../model/plan.ts'
import { refusingBackendMs, silentBackendMs } from '../takeover.ts'

/** How long one may be silent: Streamlit holds a WebSocket open, and Superset may wait for a long query. */
export const idleTimeoutMs = 3_600_000

/** How an edge takes a web server for dead: nginx, ngx_http_upstream_module, `server`. */
export interface UpstreamTiming {
  readonly connectTimeoutMs: number
  /** Failures within `failTimeoutMs` after which a server is left out for as long. */
  readonly maxFails: number
  readonly failTimeoutMs: number
}

/** `conservative` leaves a server out for as long as nginx does by default. */
export const upstreamTimings: Readonly<Record<Profile, UpstreamTiming>> = {
  conservative: { connectTimeoutMs: 2_000, maxFails: 2, failTimeoutMs: 10_000 },
  fast: { connectTimeoutMs: 1_000, maxFails: 2, failTimeoutMs: 5_000 },
}

/** How the balancer spreads connections over the edges: bytes pass through it, TLS ends behind it. */
export function edgeBalancing(profile: Profile, check: BalancerCheck): Balancing {
  return {
    mode: 'tcp',
    policy: 'least-connections',
    check,
    intervalMs: profile === 'fast' ? 1_000 : 2_000,
    fall: profile === 'fast' ? 2 : 3,
    rise: 2,
    checkTimeoutMs: 2_000,
    connectTimeoutMs: 2_000,
    idleTimeoutMs,
  }
}

/** Connections to a dead edge stay open until the balancer leaves it out. The balancer itself is a role of its own. */
export function edgeRecovery(profile: Profile): Recovery {
  const balancing = edgeBalancing(profile, { kind: 'connect' })
  const { intervalMs, fall, checkTimeoutMs } = balancing
  return {
    hostLossMs: silentBackendMs(balancing),
    instanceLossMs: refusingBackendMs(balancing),
    source: `HAProxy: inter ${intervalMs} ms + fall ${fall} × timeout check ${checkTimeoutMs} ms; its process alone: inter + fall × fastinter`,
  }
}
