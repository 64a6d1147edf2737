// The start order: what an instance waits for follows from what it needs, never from a list kept by hand.

import type { WaitFor } from '../../model/artifacts.ts'
import type { PlanEndpoint, PlanInstance, PlanNeed } from '../../model/plan.ts'
import { addressOn, type PlanIndex } from '../plan-index.ts'
import { probeEndpoint } from './context.ts'

/**
 * The waits that an instance's hard and startup needs imply. A need on an endpoint of its own role is none: members
 * of a quorum start together. Neither is one on a network that its host has no leg on, where another address serves.
 */
export function waitsOf(index: PlanIndex, instance: PlanInstance): readonly WaitFor[] {
  return instance.needs.flatMap((need) => {
    const endpoint = index.endpoints.get(need.endpoint)
    if (endpoint === undefined || need.strength === 'soft') return []
    if (endpoint.service === instance.service && endpoint.role === instance.role) return []
    if (addressOn(index.hosts.get(instance.host), endpoint.network) === undefined) return []
    return [waitFor(index, need, endpoint)]
  })
}

function waitFor(index: PlanIndex, need: PlanNeed, endpoint: PlanEndpoint): WaitFor {
  if (endpoint.virtualIp !== undefined) {
    const { virtualIp } = endpoint
    return { kind: 'probe', what: endpoint.id, probe: probeEndpoint(index, endpoint, virtualIp) }
  }
  const addresses = need.via === 'first' ? endpoint.addresses.slice(0, 1) : endpoint.addresses
  const probes = addresses.map(({ address }) => probeEndpoint(index, endpoint, address))
  const rule = index.plan.roles.find(
    (role) => role.service === endpoint.service && role.role === endpoint.role,
  )?.rule
  const atLeast = rule?.kind === 'majority' ? Math.floor(probes.length / 2) + 1 : 1
  const [only] = probes
  if (probes.length === 1 && only !== undefined) return { kind: 'probe', what: endpoint.id, probe: only }
  return { kind: 'probes', what: endpoint.id, probes, atLeast }
}
