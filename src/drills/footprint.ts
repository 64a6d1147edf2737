// What a platform takes from the machine: memory and start time of every instance, and its start against the best
// that its needs allow.

import type { InstanceId, JsonValue, Plan } from '../model/plan.ts'
import type { RehearsalStatus } from '../rehearsal/rehearsal.ts'
import { criticalPath } from './critical-path.ts'
import { markdownTable } from './evidence.ts'

/** What was measured of a platform at rest. */
export interface Footprint {
  readonly platform: string
  readonly upMs: number
  readonly restMs: number
  /** Status with memory, once at rest. */
  readonly status: RehearsalStatus
  readonly plan: Plan
}

/** The rows of the evidence: the sums first, then every instance, the largest first. */
export function footprintRows(footprint: Footprint): readonly Readonly<Record<string, JsonValue>>[] {
  const { platform, upMs, restMs, status } = footprint
  const path = pathOf(footprint)
  return [
    {
      platform,
      hosts: status.hosts.length,
      instances: status.instances.length,
      totalMiB: status.memory?.totalMiB ?? null,
      hostsMiB: status.memory?.hostsMiB ?? null,
      supervisorMiB: status.memory?.supervisorMiB ?? null,
      restMs: Math.round(restMs),
      warmUpMs: Math.round(upMs),
      criticalPathMs: Math.round(path.ms),
      criticalPath: path.chain,
    },
    ...bySize(status).map(({ id, host, pssMiB, startMs, restarts }) => ({
      instance: id,
      host,
      pssMiB,
      startMs,
      restarts,
    })),
  ]
}

/** The page made from the evidence, in Markdown. */
export function footprintPage(footprint: Footprint): string {
  const { platform, upMs, restMs, status } = footprint
  const path = pathOf(footprint)
  const memory = status.memory
  const rows = bySize(status).map(({ id, host, pssMiB, startMs, restarts }) => [
    id,
    host.slice('host/'.length),
    String(pssMiB ?? ''),
    startMs === null ? '' : seconds(startMs),
    String(restarts),
  ])
  return [
    `**${status.instances.length} instances on ${status.hosts.length} hosts of \`${platform}\` take ${memory?.totalMiB} MiB`,
    `(${memory?.hostsMiB} MiB in the hosts' namespaces, ${memory?.supervisorMiB} MiB the supervisor), ${seconds(restMs)} after ready.**`,
    'Memory is PSS: what is shared counts once.',
    '',
    `A warm \`up\` (software in the cache, no data) took ${seconds(upMs)}. Its critical path, the longest chain of starts that wait for each`,
    `other, each as long as it took in this very run, is ${seconds(path.ms)}: ${path.chain.join(' → ')}. The rest is work beside the`,
    'path: every start shares the cores with the others.',
    '',
    markdownTable(['instance', 'host', 'PSS, MiB', 'start until ready', 'restarts'], rows),
  ].join('\n')
}

function pathOf({ plan, status }: Footprint) {
  const known = status.instances.flatMap(({ id, startMs }): [InstanceId, number][] =>
    startMs === null ? [] : [[id, startMs]],
  )
  return criticalPath(plan, new Map(known))
}

function bySize(status: RehearsalStatus) {
  return status.instances.toSorted((a, b) => (b.pssMiB ?? 0) - (a.pssMiB ?? 0) || a.id.localeCompare(b.id))
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
