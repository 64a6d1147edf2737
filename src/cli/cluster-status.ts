// `hanok status` while the plan is on a Kubernetes control plane.

import { text } from '../model/text.ts'
import { Cluster } from '../rehearsal/cluster/cluster.ts'
import { clusterPrograms, placementTable } from './cluster-up.ts'
import type { Terminal } from './terminal.ts'

/** Prints where every pod is. Ends with 1 when something has failed. */
export async function clusterStatus(terminal: Terminal): Promise<number> {
  const cluster = new Cluster()
  const { kubectl } = await clusterPrograms(terminal)
  const { pods, dead } = await cluster.status(kubectl)
  const waiting = pods.filter(({ state }) => state !== 'running')
  const state = dead.length > 0 ? 'failed' : waiting.length > 0 ? 'degraded' : 'ready'
  const platform = cluster.record()?.platform ?? ''
  if (terminal.json) {
    const stateOf = { running: 'ready', waiting: 'starting', leaving: 'stopped' } as const
    terminal.printJson({
      platform,
      state,
      label: 'scheduled',
      instances: pods.map(({ namespace, name, role, node, state: is }) => ({
        id: `${namespace}/${name}`,
        role,
        host: node === undefined ? null : `host/${node}`,
        state: stateOf[is],
        leader: null,
        pssMiB: null,
        startMs: null,
        restarts: 0,
      })),
      endpoints: [],
      dead,
    })
  } else {
    for (const line of placementTable(pods, terminal.say)) terminal.print(line)
    for (const { namespace, name, why } of waiting) terminal.print(`${namespace}/${name}: ${why ?? ''}`)
    if (dead.length > 0) {
      terminal.print(
        terminal.say(text(`Not running: ${dead.join(', ')}.`, `실행 중이 아닌 것: ${dead.join(', ')}.`)),
      )
    }
  }
  return state === 'failed' ? 1 : 0
}
