// `hanok status` while the plan is on a Kubernetes control plane.

import { describeError } from '../model/errors.ts'
import { text } from '../model/text.ts'
import { Cluster, type ClusterStatus } from '../rehearsal/cluster/cluster.ts'
import type { PlacedPod } from '../rehearsal/cluster/pods.ts'
import { defaultCacheDirectory } from '../software/cache.ts'
import { ensureKubernetesClients } from '../software/kubernetes-programs.ts'
import { placementTable } from './cluster-up.ts'
import type { Terminal } from './terminal.ts'

/** Prints where every pod is, and what does not run. Ends with 1 when something has failed. */
export async function clusterStatus(terminal: Terminal): Promise<number> {
  const cluster = new Cluster()
  const { kubectl } = await ensureKubernetesClients({
    cacheDirectory: defaultCacheDirectory(),
    signal: terminal.signal,
  })
  const status = await cluster.status(kubectl)
  const state = stateOf(status)
  const platform = cluster.record()?.platform ?? ''
  const { pods, dead } = status
  if (terminal.json) {
    const instances = (pods ?? []).map(instanceOf)
    terminal.printJson({ platform, state, label: 'scheduled', instances, endpoints: [], dead })
  } else tell(terminal, status)
  return state === 'failed' ? 1 : 0
}

/** Nothing is known of the pods without an API server: that counts as failed. */
function stateOf({ pods, dead }: ClusterStatus): 'ready' | 'degraded' | 'failed' {
  if (pods === undefined || dead.length > 0) return 'failed'
  return pods.every(({ state }) => state === 'running') ? 'ready' : 'degraded'
}

const podStates = { running: 'ready', waiting: 'starting', leaving: 'stopped' } as const

/** As the contract has an instance ("Status"); nothing is run, so that it has neither memory nor times. */
function instanceOf({ namespace, name, role, node, state }: PlacedPod) {
  return {
    id: `${namespace}/${name}`,
    role,
    host: node === undefined ? null : `host/${node}`,
    state: podStates[state],
    leader: null,
    pssMiB: null,
    startMs: null,
    restarts: 0,
  }
}

function tell({ say, print, language }: Terminal, { pods = [], dead, why }: ClusterStatus): void {
  if (pods.length > 0) for (const line of placementTable(pods, say)) print(line)
  for (const { namespace, name, state, why: reason } of pods) {
    if (state !== 'running') print(`${namespace}/${name}: ${reason ?? state}`)
  }
  if (why !== undefined) print(describeError(why, language))
  if (dead.length > 0) {
    const names = dead.join(', ')
    print(
      say(
        text(
          `Not running: ${names}. \`hanok up\` starts them again, \`hanok down\` removes everything.`,
          `실행 중이 아닌 것: ${names}. \`hanok up\`으로 다시 시작하거나 \`hanok down\`으로 모두 정리하세요.`,
        ),
      ),
    )
  }
}
