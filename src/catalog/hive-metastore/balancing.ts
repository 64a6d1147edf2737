// How clients reach a Metastore that works, and how long they notice one that died.

import type { Balancing, Profile, Recovery } from '../../model/plan.ts'
import { refusingBackendMs, silentBackendMs } from '../takeover.ts'

/** A call of fb303's `getName` in Thrift's strict binary protocol, and how an answer begins. */
export const thriftCheck = {
  sendHex: '80010001000000076765744e616d650000000000',
  expectHex: '80010002',
} as const

/** How the balancer spreads calls. */
export function thriftBalancing(profile: Profile): Balancing {
  return {
    mode: 'tcp',
    policy: 'least-connections',
    // A hung Metastore still accepts connections, so it is asked something in its own protocol.
    check: { kind: 'binary', ...thriftCheck },
    intervalMs: profile === 'fast' ? 1_000 : 2_000,
    fall: profile === 'fast' ? 2 : 3,
    rise: 2,
    checkTimeoutMs: profile === 'fast' ? 2_000 : 3_000,
    connectTimeoutMs: 2_000,
    idleTimeoutMs: 3_600_000,
  }
}

/**
 * Clients keep their connection until the balancer cuts it, and a new one may still be offered to the dead host once.
 * Trino was seen to wait 12 s.
 */
export function metastoreRecovery(profile: Profile): Recovery {
  const balancing = thriftBalancing(profile)
  const { intervalMs, fall, checkTimeoutMs, connectTimeoutMs } = balancing
  return {
    hostLossMs: silentBackendMs(balancing) + connectTimeoutMs,
    instanceLossMs: refusingBackendMs(balancing),
    source: `HAProxy: inter ${intervalMs} ms + fall ${fall} × timeout check ${checkTimeoutMs} ms + timeout connect ${connectTimeoutMs} ms; its process alone: inter + fall × fastinter`,
  }
}
