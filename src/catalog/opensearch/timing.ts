// How soon a silent node is taken for dead, how the balancer finds out who may be asked, and how long nobody is served until then.

import type { Balancing, JsonObject, Profile, Recovery } from '../../model/plan.ts'
import type { ShapeContext } from '../service.ts'
import { silentBackendMs, silentPeer } from '../takeover.ts'
import { hostUsers } from './security.ts'

/** Checks of the leader upon its followers, and of each follower upon the leader. */
interface FaultDetection {
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly retries: number
}

/** Conservative is upstream's own (OpenSearch, "Discovery and cluster formation": fault detection). */
const faultDetection: Readonly<Record<Profile, FaultDetection>> = {
  conservative: { intervalMs: 1_000, timeoutMs: 10_000, retries: 3 },
  fast: { intervalMs: 1_000, timeoutMs: 3_000, retries: 2 },
}

/** Settings of `opensearch.yml`. A connection that breaks says at once what these wait for. */
export function faultDetectionSettings(profile: Profile): JsonObject {
  const { intervalMs, timeoutMs, retries } = faultDetection[profile]
  return Object.fromEntries(
    ['leader_check', 'follower_check'].flatMap((check) => [
      [`cluster.fault_detection.${check}.interval`, `${intervalMs}ms`],
      [`cluster.fault_detection.${check}.timeout`, `${timeoutMs}ms`],
      [`cluster.fault_detection.${check}.retry_count`, retries],
    ]),
  )
}

/** A vote with what begins it at random, up to a second later, and the first state that the new leader publishes. */
const electionMs = 3_000
/** A new state in which another copy of each shard is the primary one. */
const promotionMs = 2_000

/** Until a host that sends no farewell is missed: by the checks, or when the peer watch closes the connections to it, whichever is first. */
function missed(shape: ShapeContext<unknown>): { readonly ms: number; readonly source: string } {
  const { intervalMs, timeoutMs, retries } = faultDetection[shape.profile]
  const checksMs = intervalMs + timeoutMs * retries
  const peer = silentPeer(shape)
  return shape.has('peer-watch') && peer.closedMs < checksMs
    ? { ms: peer.closedMs, source: peer.source }
    : {
        ms: checksMs,
        source: `OpenSearch: cluster.fault_detection interval ${intervalMs} ms + ${retries} × timeout ${timeoutMs} ms`,
      }
}

/** How long there is no elected manager: nothing is written to new indices, and nodes leave the balancer. */
export function managerRecovery(shape: ShapeContext<unknown>): Recovery {
  const { ms, source } = missed(shape)
  return {
    hostLossMs: ms + electionMs,
    instanceLossMs: electionMs,
    source: `${source}, then an election, ${electionMs} ms`,
  }
}

/** How long shards whose primary was lost take no writes. Reads go to the other copies meanwhile. */
export function dataRecovery(shape: ShapeContext<unknown>): Recovery {
  const { ms, source } = missed(shape)
  const balancerMs = silentBackendMs(searchBalancing)
  return {
    hostLossMs: Math.max(ms + promotionMs, balancerMs),
    instanceLossMs: promotionMs,
    source: `${source}, then other copies are promoted, ${promotionMs} ms; HAProxy gives it up within ${balancerMs} ms`,
  }
}

/** What a node answers that is in a cluster with an elected manager. */
export const inCluster = '"discovered_cluster_manager":true'

/** Where a node says so of itself, without asking others. */
export const healthPath = '/_cluster/health?local=true'

/**
 * A node that is up but in no cluster answers, too: only its own health tells. An election of a few seconds passes unnoticed; a node that
 * refuses connections is passed over at once (`option redispatch`).
 */
export const searchBalancing: Balancing = {
  mode: 'tcp',
  policy: 'least-connections',
  check: {
    kind: 'http',
    method: 'GET',
    path: healthPath,
    expectBody: inCluster,
    tls: true,
    login: { username: 'monitor', secretRef: hostUsers.monitor },
  },
  // Each check is a TLS handshake, for which HAProxy gives no more than the interval: a second was too short for nodes that are busy.
  intervalMs: 2_000,
  fall: 3,
  rise: 2,
  checkTimeoutMs: 2_000,
  connectTimeoutMs: 2_000,
  // A search or a bulk request may take minutes.
  idleTimeoutMs: 300_000,
}

/** On Kubernetes, where upstream's defaults stand and nobody closes connections to a silent node. */
export const chartRecovery: Recovery = {
  hostLossMs: 33_000,
  instanceLossMs: 3_000,
  source:
    'cluster.fault_detection.leader_check.timeout 10 s, retry_count 3, interval 1 s: upstream defaults; an election after a broken connection took 2.7 s',
}
