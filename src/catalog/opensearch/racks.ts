// How a node of OpenSearch comes to know its rack: from the plan; on Kubernetes a pod by the name of its node.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { HostId, JsonObject, Plan } from '../../model/plan.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import { restrictedContainer } from '../kubernetes-objects.ts'
import type { OpensearchOptions } from './options.ts'

type Context = KubernetesContext<OpensearchOptions>

/** How the files of OpenSearch and of Dashboards name a variable of the environment. */
export function fromEnvironment(name: string): string {
  return `\${${name}}`
}

/** What stands in `opensearch.yml` for the zone until a pod knows where it is. */
export const zoneVariable = fromEnvironment('ZONE')

const racksFolder = '/etc/racks'

/** Whether the plan has several racks, between which copies are kept apart. */
export function knowsRacks(context: Context): boolean {
  return context.pod('data').topologySpreadConstraints.length > 0
}

/** The rack of a host of the plan, without `rack/`; undefined where it is in none. */
export function rackOf({ failureDomains }: Pick<Plan, 'failureDomains'>, host: HostId): string | undefined {
  return failureDomains
    .find(({ kind, members }) => kind === 'rack' && members.includes(host))
    ?.id.slice('rack/'.length)
}

/** Copies of a shard go to different values of it (OpenSearch, "Shard allocation awareness"). */
export function zoneSettings(zone: string): JsonObject {
  return { 'node.attr.zone': zone, 'cluster.routing.allocation.awareness.attributes': 'zone' }
}

/** Node → rack, from the plan: volumes keep these pods on the plan's hosts. A file each, named as the node. */
export function rackMap(context: Context): KubernetesObject {
  const { plan } = context
  const hosts = [...context.instancesOf('manager'), ...context.instancesOf('data')].map(({ host }) => host)
  const entries = [...new Set(hosts)]
    .sort()
    .map((host) => [host.slice('host/'.length), rackOf(plan, host) ?? ''])
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'racks', namespace: context.namespace, labels: context.labels() },
    data: Object.fromEntries(entries) as Record<string, string>,
  }
}

/**
 * A pod learns its node, not the node's labels (before Kubernetes 1.35, and asking the API would take a right to read nodes): a container
 * that runs first looks the rack up, in the volume where the chart's own `configfile` has put `opensearch.yml`.
 */
export function ownRack(image: string): JsonObject {
  return {
    extraVolumes: [{ name: 'racks', configMap: { name: 'racks' } }],
    extraInitContainers: [
      {
        name: 'rack',
        image,
        command: ['/bin/sh', '-c', rackScript],
        env: [{ name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
        resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
        securityContext: restrictedContainer,
        volumeMounts: [
          { name: 'config-emptydir', mountPath: '/tmp/config' },
          { name: 'racks', mountPath: racksFolder, readOnly: true },
        ],
      },
    ],
  }
}

const rackScript = `set -eu
if ! rack=$(cat "${racksFolder}/$NODE"); then
  echo "node $NODE is in no rack of the plan: copies of shards could not be kept apart" >&2
  exit 1
fi
sed -i "s/[$]{ZONE}/$rack/" /tmp/config/opensearch.yml
`
