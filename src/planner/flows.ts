// Flows: every path that some need implies, and nothing else. What is not listed is closed in each host.

import type { AnyService } from '../catalog/service.ts'
import type { PlanEndpoint, PlanFlow, RoleId } from '../model/plan.ts'
import { planErrors } from './errors.ts'
import { type Placement, roleIdOf } from './placement.ts'

/** The role that holds the virtual IPs and forwards to the backends. */
export const balancerRole: RoleId = 'load-balancer/haproxy'

/** The role that asks every endpoint with metrics for them. */
const measuringRole: RoleId = 'prometheus/server'

/** All flows of a platform, each once, in order of source and target. */
export function planFlows(
  placements: readonly Placement[],
  endpoints: readonly PlanEndpoint[],
): readonly PlanFlow[] {
  const services = [...new Map(placements.map((placement) => [placement.service.id, placement])).values()]
  const flows = [
    ...placements.flatMap((placement) => flowsOfNeeds(placement, endpoints)),
    ...services.flatMap((placement) => flowsOfBalancing(placement, endpoints)),
    ...flowsOfMetrics(placements, endpoints),
    ...services.flatMap(({ service, shape }) =>
      service.flows(shape).flatMap((flow) => extraFlows(service, flow, endpoints)),
    ),
  ]
  return unique(flows)
}

/** Endpoints that a name of a service stands for: one, or one for each network. */
export function endpointsNamed(
  endpoints: readonly PlanEndpoint[],
  service: string,
  name: string,
): readonly PlanEndpoint[] {
  const id = `endpoint/${service}/${name}`
  return endpoints.filter((endpoint) => endpoint.id === id || endpoint.id === `${id}-${endpoint.network}`)
}

function flowTo(from: RoleId | 'user', endpoint: PlanEndpoint, why: string): PlanFlow {
  return {
    from,
    to: endpoint.id,
    network: endpoint.network,
    protocol: endpoint.transport,
    port: endpoint.port,
    ...(endpoint.portEnd === undefined ? {} : { portEnd: endpoint.portEnd }),
    why,
  }
}

function flowsOfNeeds(placement: Placement, endpoints: readonly PlanEndpoint[]): readonly PlanFlow[] {
  const { service, role, shape, hosts } = placement
  if (hosts.length === 0) return []
  const from = roleIdOf(service, role)
  return role.needs(shape).flatMap((need) => {
    const targets = endpointsNamed(endpoints, need.service, need.endpoint)
    if (targets.length === 0) {
      if (need.optional === true) return []
      throw planErrors.needsMissingService({ role: from, service: need.service, why: need.why })
    }
    return targets.map((target) => flowTo(from, target, need.why))
  })
}

function flowsOfBalancing(placement: Placement, endpoints: readonly PlanEndpoint[]): readonly PlanFlow[] {
  const { service, shape } = placement
  return service.endpoints(shape).flatMap((definition) => {
    if (definition.kind !== 'balanced') return []
    const [endpoint] = endpointsNamed(endpoints, service.id, definition.name)
    const backend = endpoints.find((candidate) => candidate.id === endpoint?.backend)
    if (endpoint === undefined || backend === undefined || endpoint.virtualIp === undefined) return []
    const { check } = definition.balancing
    const checkPort = check.kind === 'http' ? check.port : undefined
    const checked = endpoints.find(
      (candidate) =>
        candidate.service === service.id &&
        candidate.virtualIp === undefined &&
        candidate.network === backend.network &&
        candidate.port === checkPort,
    )
    return [
      flowTo(balancerRole, backend, `forwards ${endpoint.id}`),
      ...(checked === undefined ? [] : [flowTo(balancerRole, checked, `asks who may serve ${endpoint.id}`)]),
      ...(definition.offeredToUsers === true ? [flowTo('user', endpoint, 'offered to users')] : []),
    ]
  })
}

/** Measuring is no need: what cannot be asked is missing in the pictures, and all goes on. */
function flowsOfMetrics(
  placements: readonly Placement[],
  endpoints: readonly PlanEndpoint[],
): readonly PlanFlow[] {
  const measured = placements.some(
    ({ service, role, hosts }) => roleIdOf(service, role) === measuringRole && hosts.length > 0,
  )
  if (!measured) return []
  return endpoints.flatMap((endpoint) =>
    endpoint.metrics === undefined ? [] : [flowTo(measuringRole, endpoint, 'its metrics (R-6.9)')],
  )
}

function extraFlows(
  service: AnyService,
  flow: ReturnType<AnyService['flows']>[number],
  endpoints: readonly PlanEndpoint[],
): readonly PlanFlow[] {
  if (flow.protocol === 'vrrp') {
    const to: RoleId = `${service.id}/${flow.to}`
    return [{ from: flow.from, to, network: flow.network, protocol: 'vrrp', why: flow.why }]
  }
  return endpointsNamed(endpoints, flow.service ?? service.id, flow.to)
    .filter((endpoint) => endpoint.network === flow.network)
    .map((endpoint) => flowTo(flow.from, endpoint, flow.why))
}

function unique(flows: readonly PlanFlow[]): readonly PlanFlow[] {
  const key = (flow: PlanFlow) => `${flow.from}|${flow.to}|${flow.network}|${flow.protocol}`
  const sorted = [...flows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  return sorted.filter((flow, index) => index === 0 || key(sorted[index - 1] as PlanFlow) !== key(flow))
}
