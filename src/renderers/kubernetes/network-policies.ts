// Network policies out of the flows: in every namespace everything is closed, and each flow opens both of its ends.

import { type KubernetesObject, type KubernetesPart, roleLabel } from '../../model/kubernetes.ts'
import type { JsonObject, PlanEndpoint, PlanFlow, RoleId } from '../../model/plan.ts'
import type { PlanIndex } from '../plan-index.ts'
import { namespaceOf } from './context.ts'
import { roleLabels } from './pod-placement.ts'

interface Rules {
  readonly ingress: Map<string, JsonObject>
  readonly egress: Map<string, JsonObject>
}

/** How pods are known: by their role, or by their hosts. */
interface Pods {
  readonly index: PlanIndex
  readonly onHostNetwork: ReadonlySet<RoleId>
}

/** A service as far as policies ask. */
export type PolicyPart = Pick<KubernetesPart, 'hostNetworkRoles'> & {
  readonly service: string
}

/** Default deny for each namespace, names for all of its pods, and one policy for each role. */
export function networkPolicies(index: PlanIndex, parts: readonly PolicyPart[]): readonly KubernetesObject[] {
  const pods: Pods = {
    index,
    onHostNetwork: new Set(parts.flatMap(({ hostNetworkRoles = [] }) => hostNetworkRoles)),
  }
  const rules = new Map<RoleId, Rules>()
  const of = (role: RoleId): Rules => {
    const known = rules.get(role) ?? { ingress: new Map(), egress: new Map() }
    rules.set(role, known)
    return known
  }
  for (const flow of index.plan.flows) {
    const endpoint = index.endpoints.get(flow.to as PlanEndpoint['id'])
    if (flow.protocol === 'vrrp' || endpoint === undefined) continue
    const to: RoleId = `${endpoint.service}/${endpoint.role}`
    if (endpoint.virtualIp !== undefined) {
      if (flow.from === 'user' || isOutside(pods, flow.from)) continue
      const through = [{ ipBlock: { cidr: `${endpoint.virtualIp}/32` } }]
      const ports = [{ protocol: 'TCP', port: endpoint.port }]
      of(flow.from).egress.set(key(endpoint.id, ports), { to: through, ports })
      continue
    }
    const ports = [portOf(index, flow, endpoint)]
    if (flow.from !== 'user' && !isOutside(pods, flow.from)) {
      of(flow.from).egress.set(key(to, ports), { to: peers(pods, to), ports })
    }
    if (!isOutside(pods, to))
      of(to).ingress.set(key(flow.from, ports), { from: peers(pods, flow.from), ports })
  }
  return parts
    .filter(({ service }) => service !== 'kubernetes')
    .flatMap(({ service }) => [
      ...defaults(index, service),
      ...[...rules].flatMap(([role, open]) =>
        role.startsWith(`${service}/`) ? [policyOf(pods, role, open)] : [],
      ),
    ])
}

function isOutside({ onHostNetwork }: Pods, role: RoleId): boolean {
  return onHostNetwork.has(role) || role.startsWith('kubernetes/')
}

function key(role: string, ports: unknown): string {
  return `${role} ${JSON.stringify(ports)}`
}

/** What a pod opens: behind a Service that is the port of the backend. */
function portOf(index: PlanIndex, flow: PlanFlow, endpoint: PlanEndpoint): JsonObject {
  const opened =
    endpoint.backend === undefined ? endpoint : (index.endpoints.get(endpoint.backend) ?? endpoint)
  return {
    protocol: flow.protocol === 'udp' ? 'UDP' : 'TCP',
    port: opened.port,
    ...(opened.portEnd === undefined ? {} : { endPort: opened.portEnd }),
  }
}

function peers(pods: Pods, role: RoleId | 'user'): readonly JsonObject[] {
  const { index } = pods
  if (role === 'user') return [{ ipBlock: { cidr: '0.0.0.0/0' } }]
  if (isOutside(pods, role)) {
    const hosts = new Set((index.instancesByRole.get(role) ?? []).map(({ host }) => host))
    return [...hosts].flatMap((host) =>
      (index.hosts.get(host)?.networks ?? []).map(({ address }) => ({ ipBlock: { cidr: `${address}/32` } })),
    )
  }
  const [service = '', name = ''] = role.split('/')
  return [
    {
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': namespaceOf(index.plan, service) },
      },
      podSelector: { matchLabels: { [roleLabel]: `${service}.${name}` } },
    },
  ]
}

function policyOf(pods: Pods, role: RoleId, { ingress, egress }: Rules): KubernetesObject {
  const { plan } = pods.index
  const [service = '', name = ''] = role.split('/')
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      namespace: namespaceOf(plan, service),
      labels: roleLabels(plan.name, service, name),
    },
    spec: {
      podSelector: { matchLabels: { [roleLabel]: `${service}.${name}` } },
      policyTypes: ['Ingress', 'Egress'],
      // The server drops an empty list, and would count each apply of one as a change.
      ...(ingress.size === 0 ? {} : { ingress: [...ingress.values()] }),
      ...(egress.size === 0 ? {} : { egress: [...egress.values()] }),
    },
  }
}

function defaults(index: PlanIndex, service: string): readonly KubernetesObject[] {
  const { plan } = index
  const labels = { 'app.kubernetes.io/part-of': plan.name, 'app.kubernetes.io/managed-by': 'hanok' }
  const of = (name: string, spec: JsonObject): KubernetesObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: namespaceOf(plan, service), labels },
    spec,
  })
  return [
    of('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    of('names', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    }),
  ]
}
