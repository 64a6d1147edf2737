// A part of a plan that is itself a sound plan: some of its services, on some of its addresses.

import type { EndpointId, HostId, JsonObject, NetworkId, Plan, PlanHost, RoleId } from '../model/plan.ts'

/** What stays of a plan. Hosts that are not in `hosts` go; a host keeps only the legs that are in its list. */
export interface Part {
  readonly services: ReadonlySet<string>
  /** Roles of these services that go all the same. */
  readonly without?: ReadonlySet<RoleId>
  readonly hosts: ReadonlyMap<HostId, readonly PlanHost['networks'][number][]>
}

/**
 * The plan with only these services on only these hosts and addresses. Nothing in it speaks of what is gone: needs,
 * endpoints, flows, capabilities and datasets of others fall away, and with them how good the placement of the whole is.
 */
export function partOfPlan(plan: Plan, { services, without, hosts }: Part): Plan {
  const onLeg = legTest(hosts)
  const stays = ({ service, role }: { readonly service: string; readonly role: string }) =>
    services.has(service) && without?.has(`${service}/${role}`) !== true
  const instances = plan.instances
    .filter((instance) => stays(instance) && hosts.has(instance.host))
    .map((instance) => ({
      ...instance,
      listens: instance.listens.filter(({ network }) => onLeg(instance.host, network)),
    }))
  const hostOf = new Map<string, HostId>(instances.map(({ id, host }) => [id, host]))
  const endpoints = plan.endpoints
    .filter(stays)
    .map((endpoint) => ({
      ...endpoint,
      addresses: endpoint.addresses.filter(({ instance }) => {
        const host = hostOf.get(instance)
        // Behind a virtual IP stand the backend's addresses, which may be on another network.
        return host !== undefined && (endpoint.virtualIp !== undefined || onLeg(host, endpoint.network))
      }),
    }))
    .filter(({ addresses }) => addresses.length > 0)
  const endpointIds = new Set<string>(endpoints.map(({ id }) => id))
  const roles = plan.roles.filter(stays)
  const roleIds = new Set<string>(roles.map(({ service, role }) => `${service}/${role}`))
  const { placement: _ofTheWhole, ...rest } = plan
  return {
    ...rest,
    services: withKeys(plan.services, services),
    capabilities: capabilitiesOf(plan, endpointIds),
    roles,
    hosts: plan.hosts.flatMap((host) => {
      const networks = hosts.get(host.id)
      return networks === undefined ? [] : [{ ...host, networks }]
    }),
    failureDomains: plan.failureDomains.map((domain) => ({
      ...domain,
      members: domain.members.filter((member) => hosts.has(member)),
    })),
    instances: instances.map((instance) => ({
      ...instance,
      needs: instance.needs.filter((need) => endpointIds.has(need.endpoint)),
    })),
    endpoints,
    ...(plan.sizing === undefined ? {} : { sizing: sizingOf(plan.sizing, roleIds, hosts) }),
    datasets: plan.datasets.filter(({ service }) => services.has(service)),
    flows: plan.flows.filter(
      ({ from, to }) => (from === 'user' || roleIds.has(from)) && (endpointIds.has(to) || roleIds.has(to)),
    ),
  }
}

function sizingOf(
  sizing: NonNullable<Plan['sizing']>,
  roles: ReadonlySet<string>,
  hosts: Part['hosts'],
): NonNullable<Plan['sizing']> {
  return sizing.filter(
    ({ about }) => roles.has(about) || about.startsWith('network/') || hosts.has(about as HostId),
  )
}

function legTest(hosts: Part['hosts']): (host: HostId, network: NetworkId) => boolean {
  const legs = new Set([...hosts].flatMap(([host, networks]) => networks.map(({ id }) => `${host} ${id}`)))
  return (host, network) => legs.has(`${host} ${network}`)
}

function withKeys(values: Plan['services'], keys: ReadonlySet<string>): Record<string, JsonObject> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)))
}

/** A capability that only a front is left of, with nobody behind it who gives it, is none. */
function capabilitiesOf(plan: Plan, endpoints: ReadonlySet<string>): Plan['capabilities'] {
  const roleOf = new Map(plan.endpoints.map(({ id, service, role }) => [id, `${service}/${role}`]))
  const leadsInto = (from: EndpointId, all: readonly string[]) =>
    plan.flows.filter((flow) => flow.from === roleOf.get(from) && all.includes(flow.to)).map(({ to }) => to)
  return Object.fromEntries(
    Object.entries(plan.capabilities)
      .map(([capability, all]) => {
        const left = all.filter((id) => endpoints.has(id))
        const isForsaken = (id: EndpointId) => {
          const behind = leadsInto(id, all)
          return behind.length > 0 && !behind.some((one) => endpoints.has(one))
        }
        return [capability, left.every(isForsaken) ? [] : left] as const
      })
      .filter(([, ids]) => ids.length > 0),
  )
}
