// What checks ask of a plan again and again, found once.

import type {
  AvailabilityRule,
  EndpointId,
  HostId,
  Plan,
  PlanEndpoint,
  PlanFailureDomain,
  PlanHost,
  PlanInstance,
  PlanNetwork,
  RoleId,
} from '../model/plan.ts'

/** A role of a plan with its instances. */
export interface RoleFacts {
  readonly id: RoleId
  readonly service: string
  readonly rule: AvailabilityRule
  readonly instances: readonly PlanInstance[]
}

/** A plan, indexed. */
export interface PlanFacts {
  readonly plan: Plan
  readonly roles: readonly RoleFacts[]
  /** Instances of a role; none where the plan lacks it. */
  instancesOf(role: RoleId): readonly PlanInstance[]
  host(id: HostId): PlanHost | undefined
  endpoint(id: EndpointId): PlanEndpoint | undefined
  network(id: string): PlanNetwork | undefined
  instancesOn(host: HostId): readonly PlanInstance[]
  /** Failure domains of a kind that a host is in. */
  domainsOf(host: HostId, kind: PlanFailureDomain['kind']): readonly string[]
  /** Whether the plan has instances of a service. */
  has(service: string): boolean
}

/** Indexes a plan. */
export function planFacts(plan: Plan): PlanFacts {
  const byRole = groupBy(plan.instances, roleIdOf)
  const byHost = groupBy(plan.instances, ({ host }) => host)
  const hosts = new Map(plan.hosts.map((host) => [host.id, host]))
  const endpoints = new Map(plan.endpoints.map((endpoint) => [endpoint.id, endpoint]))
  const services = new Set(plan.instances.map(({ service }) => service))
  const domains = new Map<string, string[]>()
  for (const { id, kind, members } of plan.failureDomains) {
    for (const member of members) {
      const key = `${kind} ${member}`
      domains.set(key, [...(domains.get(key) ?? []), id])
    }
  }
  return {
    plan,
    roles: plan.roles.map(({ service, role, rule }) => {
      const id: RoleId = `${service}/${role}`
      return { id, service, rule, instances: byRole.get(id) ?? [] }
    }),
    instancesOf: (role) => byRole.get(role) ?? [],
    host: (id) => hosts.get(id),
    endpoint: (id) => endpoints.get(id),
    network: (id) => plan.networks.find((network) => network.id === `network/${id}`),
    instancesOn: (host) => byHost.get(host) ?? [],
    domainsOf: (host, kind) => domains.get(`${kind} ${host}`) ?? [],
    has: (service) => services.has(service),
  }
}

/** `service/role` of an instance or endpoint. */
export function roleIdOf({ service, role }: { readonly service: string; readonly role: string }): RoleId {
  return `${service}/${role}`
}

/** Items by a key, in order of first appearance. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [item])
    else known.push(item)
  }
  return groups
}

/** Hosts of instances, each once. */
export function hostsOf(instances: readonly PlanInstance[]): readonly HostId[] {
  return [...new Set(instances.map(({ host }) => host))]
}

/** Names of hosts for a sentence: the first few. */
export function hostNames(hosts: readonly string[]): string {
  const names = hosts.map((host) => host.replace(/^host\//, ''))
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} … (${names.length})` : names.join(', ')
}

/** Where in a declaration something of a service belongs. */
export function atService(service: string, option?: string): readonly string[] {
  return option === undefined
    ? [`/services/${service}`]
    : [`/services/${service}/${option}`, `/services/${service}`]
}

/** Where a declaration speaks of hosts. */
export const atHosts: readonly string[] = ['/hosts', '/hostGroups', '/shape']
