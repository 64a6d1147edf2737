// How long Kubernetes takes to notice and to place again, from its own defaults. What recoveries there are made of.

import type { Profile, Recovery } from '../model/plan.ts'

/**
 * Silence after which a node counts as lost and its pods leave their Services.
 * Kubernetes 1.33, kube-controller-manager reference, `--node-monitor-grace-period`: 50 s.
 */
export const nodeGraceMs = 50_000

/**
 * How long pods stay bound to a lost node before they are placed elsewhere. Kubernetes, "Taints and Tolerations": 300 s
 * where a pod says nothing; what holds no data need not wait that long, and says so in its tolerations.
 */
export const movesAfterS: Readonly<Record<Profile, number>> = { conservative: 60, fast: 15 }

const source =
  'Kubernetes 1.33, kube-controller-manager, --node-monitor-grace-period (50 s); tolerationSeconds of the pod'

/** Recovery of equals behind a Service: the lost node's address stays in it until the node counts as lost. */
export function equalsRecovery(): Recovery {
  return { hostLossMs: nodeGraceMs, instanceLossMs: 10_000, source }
}

/** Recovery of what there is once: it is placed on another node and starts there within `startMs`. */
export function movedRecovery(profile: Profile, startMs: number): Recovery {
  return { hostLossMs: movedAfterMs(profile) + startMs, instanceLossMs: startMs, source }
}

/** From the loss of a node until a pod that may move is bound to another one. */
export function movedAfterMs(profile: Profile): number {
  return nodeGraceMs + movesAfterS[profile] * 1_000
}
