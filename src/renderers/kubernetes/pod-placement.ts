// Where the pods of a role may be: its host groups and no others, one on a node, spread over racks.

import type { PodPlacement } from '../../catalog/kubernetes-context.ts'
import { movesAfterS } from '../../catalog/kubernetes-timing.ts'
import { groupLabel, platformLabel, rackLabel, roleLabel } from '../../model/kubernetes.ts'
import type { JsonObject, PlanInstance, PlanRole, Size } from '../../model/plan.ts'
import type { PlanIndex } from '../plan-index.ts'

/**
 * Name of the priority class of a role. What can run nowhere else makes room for itself before what can: it comes before what moves,
 * and what adds capacity comes last.
 */
export function priorityClass(platform: string, { rule, moves }: PlanRole): string {
  if (rule.kind === 'capacity') return `${platform}-capacity`
  return moves === undefined ? `${platform}-state` : `${platform}-service`
}

/** The groups of the hosts that instances are on, each once, in order. */
export function groupsOf(index: PlanIndex, instances: readonly PlanInstance[]): readonly string[] {
  return [...new Set(instances.flatMap(({ host }) => index.hosts.get(host)?.group ?? []))].sort()
}

/** The placement of a role's pods. */
export function podPlacement(
  index: PlanIndex,
  role: PlanRole,
  instances: readonly PlanInstance[],
  size: Size,
): PodPlacement {
  const { plan } = index
  const groups = groupsOf(index, instances)
  const roleName = `${role.service}.${role.role}`
  const own = { matchLabels: { [roleLabel]: roleName, [platformLabel]: plan.name } }
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: nodesOf(index, role, instances, groups) }],
        },
      },
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: own, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
    tolerations: tolerations(index, role, groups),
    topologySpreadConstraints: hasRacks(index)
      ? [{ maxSkew: 1, topologyKey: rackLabel, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: own }]
      : [],
    priorityClassName: priorityClass(plan.name, role),
    labels: own.matchLabels,
    resources: {
      requests: {
        cpu: cpuQuantity(size.cpus * shareOfProcessors(index, instances)),
        memory: `${size.memoryMiB}Mi`,
      },
      limits: { memory: `${size.memoryMiB}Mi` },
    },
  }
}

/** Processors that a node keeps for its operating system and kubelet. */
const reservedCpus = 0.25

/**
 * The part of its processors that a role may ask for: all of them, or where the plan gives one of its hosts more than it has (small
 * shapes share them), as much less. A request is a share under contention, not a limit, so that nothing is lost while a host is idle.
 */
function shareOfProcessors(index: PlanIndex, instances: readonly PlanInstance[]): number {
  const shares = instances.map(({ host }) => {
    const there = index.instancesByHost.get(host) ?? []
    const planned = there.reduce((sum, { size }) => sum + size.production.cpus, 0)
    const cpus = (index.hosts.get(host)?.hardware.cpus ?? 0) - reservedCpus
    return planned === 0 ? 1 : cpus / planned
  })
  return Math.min(1, ...shares)
}

/**
 * The role's groups; and where its pods have nowhere else to go, the very hosts of the plan: the scheduler fills node by node, and could
 * leave no room for what is bound to its volume.
 */
function nodesOf(
  index: PlanIndex,
  { moves, rule }: PlanRole,
  instances: readonly PlanInstance[],
  groups: readonly string[],
): readonly JsonObject[] {
  const inGroups = { key: groupLabel, operator: 'In', values: groups }
  if (moves !== undefined || rule.kind === 'per-host') return [inGroups]
  const hosts = [...new Set(instances.map(({ host }) => host.slice('host/'.length)))].sort()
  const free = index.plan.hosts.filter(({ group }) => groups.includes(group)).length - hosts.length
  return free > 0 ? [inGroups, { key: 'kubernetes.io/hostname', operator: 'In', values: hosts }] : [inGroups]
}

function hasRacks({ plan }: PlanIndex): boolean {
  return plan.failureDomains.filter(({ kind }) => kind === 'rack').length > 1
}

/** Kubernetes' recommended labels, and ours. */
export function roleLabels(
  platform: string,
  service: string,
  role: string,
): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/name': service,
    'app.kubernetes.io/component': role,
    'app.kubernetes.io/part-of': platform,
    'app.kubernetes.io/managed-by': 'hanok',
    [roleLabel]: `${service}.${role}`,
  }
}

/** Processors as Kubernetes writes them: whole, or in thousandths. */
export function cpuQuantity(cpus: number): string {
  return Number.isInteger(cpus) ? String(cpus) : `${Math.floor(cpus * 1_000)}m`
}

function tolerations(index: PlanIndex, role: PlanRole, groups: readonly string[]): readonly JsonObject[] {
  const { plan } = index
  const controlGroups = new Set(
    plan.instances
      .filter(({ service }) => service === 'kubernetes')
      .map(({ host }) => index.hosts.get(host)?.group),
  )
  const pools = groups.map((group) => ({
    key: groupLabel,
    operator: 'Equal',
    value: group,
    effect: 'NoSchedule',
  }))
  const control = groups.some((group) => controlGroups.has(group))
    ? [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }]
    : []
  const seconds = movesAfterS[plan.profile]
  const leaving =
    role.moves === undefined
      ? []
      : ['not-ready', 'unreachable'].map((state) => ({
          key: `node.kubernetes.io/${state}`,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: seconds,
        }))
  return [...pools, ...control, ...leaving]
}
