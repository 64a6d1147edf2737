// Endpoints by the names that the catalog gives them, for every renderer.

import type { EndpointId, PlanEndpoint, Probe } from '../model/plan.ts'
import { renderErrors } from './errors.ts'
import type { PlanIndex } from './plan-index.ts'

/** An endpoint by name; one on several networks is the one on the first of them. */
export function endpointOf(index: PlanIndex, service: string, name: string): PlanEndpoint | undefined {
  const id: EndpointId = `endpoint/${service}/${name}`
  const exact = index.endpoints.get(id)
  if (exact !== undefined) return exact
  for (const network of index.networks.keys()) {
    const onNetwork = index.endpoints.get(`${id}-${network}`)
    if (onNetwork !== undefined) return onNetwork
  }
  return undefined
}

/** How the endpoint's own service asks whether it works, at one address. */
export function probeEndpoint(
  index: PlanIndex,
  endpoint: PlanEndpoint,
  name: string,
  address: string,
): Probe {
  const service = index.services.get(endpoint.service)
  if (service === undefined) {
    throw renderErrors.noSuchAddress({ instance: endpoint.id, what: `the service ${endpoint.service}` })
  }
  return service.probe(name, address, endpoint.port)
}
