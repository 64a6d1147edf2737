// What a role gets in its hands to configure one instance: the plan, and words to ask it with.

import { rotatingS3Credentials } from '../../catalog/conventions.ts'
import type { ConfigureContext } from '../../catalog/service.ts'
import { hostPaths } from '../../model/artifacts.ts'
import type {
  EndpointId,
  JsonObject,
  NetworkId,
  PlanEndpoint,
  PlanInstance,
  Probe,
  SizeName,
} from '../../model/plan.ts'
import { secretPlaceholder } from '../../model/secrets.ts'
import { renderErrors } from '../errors.ts'
import { addressOn, endpointName, type PlanIndex, titleOf } from '../plan-index.ts'

/** What differs between those who configure as on hosts: real ones, a rehearsal's, and containers. */
export type HostSurroundings = Pick<ConfigureContext<JsonObject>, 'databaseLogins'>

/** The context of one instance at one size. Throws `render.*` for an instance on a host that the plan lacks. */
export function configureContext(
  index: PlanIndex,
  instance: PlanInstance,
  sizeName: SizeName,
  { databaseLogins }: HostSurroundings,
): ConfigureContext<JsonObject> {
  const { plan } = index
  const host = index.hosts.get(instance.host)
  const missing = (what: string) => renderErrors.noSuchAddress({ instance: instance.id, what })
  if (host === undefined) throw missing(instance.host)
  const roleFolder = `${instance.service}-${instance.role}`

  const addressOf = (other: PlanInstance, network: NetworkId): string => {
    const address = addressOn(index.hosts.get(other.host), network)
    if (address === undefined) throw missing(`an address of ${other.host} on the ${network} network`)
    return address
  }
  const endpoint = (service: string, name: string): PlanEndpoint => {
    const id: EndpointId = `endpoint/${service}/${name}`
    const exact = index.endpoints.get(id)
    if (exact !== undefined) return exact
    const legs = [...host.networks.map((leg) => leg.id), ...index.networks.keys()]
    for (const network of legs) {
      const onNetwork = index.endpoints.get(`${id}-${network}`)
      if (onNetwork !== undefined) return onNetwork
    }
    throw missing(id)
  }

  return {
    plan,
    instance,
    host,
    options: plan.services[instance.service] ?? {},
    profile: plan.profile,
    size: instance.size[sizeName],
    configDirectory: `${hostPaths.config}/${roleFolder}`,
    dataDirectory: `${hostPaths.data}/${roleFolder}`,
    softwareDirectory: (software) => `${hostPaths.software}/${software.id}`,
    address: (network) => addressOf(instance, network),
    instancesOf: (role, service = instance.service) => index.instancesByRole.get(`${service}/${role}`) ?? [],
    addressOf,
    endpoint,
    vip: (service, name) => {
      const { virtualIp, port } = endpoint(service, name)
      if (virtualIp === undefined) throw missing(`a virtual IP for endpoint/${service}/${name}`)
      return `${virtualIp}:${port}`
    },
    list: (service, name) => {
      const { addresses, port } = endpoint(service, name)
      return addresses.map(({ address }) => `${address}:${port}`)
    },
    has: (service) => plan.services[service] !== undefined,
    secret: secretPlaceholder,
    s3Credentials: rotatingS3Credentials,
    databaseLogins,
    probeOf: (service, name, address) => {
      const found = endpoint(service, name)
      const at = address ?? found.virtualIp ?? addressOn(host, found.network)
      if (at === undefined) throw missing(`an address to probe ${found.id} at`)
      return probeEndpoint(index, found, at)
    },
    rulesOf: (service) => index.services.get(service)?.rules?.(plan),
    titleOf: (service) => titleOf(index, service),
  }
}

/** How the endpoint's own service asks whether it works, at one address. */
export function probeEndpoint(index: PlanIndex, endpoint: PlanEndpoint, address: string): Probe {
  const service = index.services.get(endpoint.service)
  if (service === undefined) {
    throw renderErrors.noSuchAddress({ instance: endpoint.id, what: `the service ${endpoint.service}` })
  }
  return service.probe(endpointName(index, endpoint), address, endpoint.port)
}
