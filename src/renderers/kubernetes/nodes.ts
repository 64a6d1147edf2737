// What the nodes of a cluster must be: their labels and taints, and for a cluster made for trying the plan, their sizes.

import { groupLabel, type KubernetesObject, rackLabel } from '../../model/kubernetes.ts'
import type { JsonObject, PlanHost } from '../../model/plan.ts'
import type { PlanIndex } from '../plan-index.ts'

/** A list of partial nodes. Never applied as it is: that would make nodes that nobody is. */
export function nodeList(index: PlanIndex): JsonObject {
  return { apiVersion: 'v1', kind: 'List', items: nodeObjects(index) }
}

/** The same nodes one by one: name, labels, taints. */
export function nodeObjects(index: PlanIndex): readonly KubernetesObject[] {
  return index.plan.hosts.map((host) => node(index, host))
}

function node(index: PlanIndex, host: PlanHost): KubernetesObject {
  const domain = (kind: 'rack' | 'zone') =>
    index.plan.failureDomains
      .find((one) => one.kind === kind && one.members.includes(host.id))
      ?.id.split('/')[1]
  const [rack, zone] = [domain('rack'), domain('zone')]
  const isControlPlane = (index.instancesByHost.get(host.id) ?? []).some(
    ({ service }) => service === 'kubernetes',
  )
  const controlPlane = 'node-role.kubernetes.io/control-plane'
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: host.id.slice('host/'.length),
      labels: {
        [groupLabel]: host.group,
        ...(rack === undefined ? {} : { [rackLabel]: rack }),
        ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
        ...(isControlPlane ? { [controlPlane]: '' } : {}),
      },
      annotations: {
        'hanok.dev/cpus': String(host.hardware.cpus),
        'hanok.dev/memoryMiB': String(host.hardware.memoryGiB * 1_024),
      },
    },
    spec: {
      taints: [
        { key: groupLabel, value: host.group, effect: 'NoSchedule' },
        ...(isControlPlane ? [{ key: controlPlane, effect: 'NoSchedule' }] : []),
      ],
    },
  }
}
