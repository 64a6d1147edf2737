// A small hand-made plan for tests of catalog folders: every service placed on named hosts, all on all networks.

import { defaultLoad } from '../../model/load.ts'
import type {
  EndpointId,
  JsonObject,
  NetworkId,
  Plan,
  PlanEndpoint,
  PlanInstance,
  Profile,
} from '../../model/plan.ts'
import { planSchemaVersion } from '../../model/plan.ts'
import { secretPlaceholder } from '../../model/secrets.ts'
import { text } from '../../model/text.ts'
import { rotatingDatabaseLogins, rotatingS3Credentials } from '../conventions.ts'
import type { AnyService, ConfigureContext, Service, ShapeContext } from '../service.ts'

const vlans: Readonly<Record<NetworkId, number>> = { management: 10, data: 20, service: 30, storage: 40 }
const networkIds = Object.keys(vlans) as readonly NetworkId[]

/** What a test plan is made of. */
export interface FakePlatform {
  /** Services in the plan; an option type does not matter here. */
  // biome-ignore lint/suspicious/noExplicitAny: a list of services of any options
  readonly services: readonly Service<any>[]
  /** Hosts of each role, such as `{'etcd/member': ['m1', 'm2', 'm3']}`. */
  readonly seats: Readonly<Record<string, readonly string[]>>
  readonly tier?: 'single' | 'ha'
  readonly profile?: Profile
  readonly options?: Readonly<Record<string, JsonObject>>
  /** Endpoints of services that are not in `services`, on the data network. */
  readonly extraEndpoints?: readonly {
    readonly service: string
    readonly name: string
    readonly virtualIp: string
    readonly port: number
  }[]
}

/** The shape context that the planner would give a service. */
export function fakeShape<O>(platform: FakePlatform, service: Service<O>): ShapeContext<O> {
  return {
    options: service.options.parse(platform.options?.[service.id] ?? {}),
    tier: platform.tier ?? 'ha',
    profile: platform.profile ?? 'fast',
    load: defaultLoad,
    target: 'hosts',
    onKubernetes: false,
    hostCount: new Set(Object.values(platform.seats).flat()).size,
    hostsOf: () => new Set(Object.values(platform.seats).flat()).size,
    clientsOf: () => 2,
    has: (id) => platform.services.some((candidate) => candidate.id === id),
    optionsOf: (id) => platform.options?.[id] ?? {},
  }
}

/** The context to configure instance `number` of a role of a test plan. */
export function fakeContext<O>(
  platform: FakePlatform,
  service: Service<O>,
  role: string,
  number = 1,
): ConfigureContext<O> {
  const plan = fakePlan(platform)
  const find = (id: string) => {
    const instance = plan.instances.find((candidate) => candidate.id === id)
    if (instance === undefined) throw new Error(`no ${id} in the test plan`)
    return instance
  }
  const hostOf = (instance: PlanInstance) => {
    const host = plan.hosts.find((candidate) => candidate.id === instance.host)
    if (host === undefined) throw new Error(`no ${instance.host} in the test plan`)
    return host
  }
  const instance = find(`${service.id}/${role}/${number}`)
  const addressOf = (of: PlanInstance, network: NetworkId) =>
    hostOf(of).networks.find((leg) => leg.id === network)?.address ?? ''
  const endpoint = (of: string, name: string): PlanEndpoint => {
    const ids = [
      `endpoint/${of}/${name}`,
      ...networkIds.map((network) => `endpoint/${of}/${name}-${network}`),
    ]
    const found = plan.endpoints.find((candidate) => ids.includes(candidate.id))
    if (found === undefined) throw new Error(`no endpoint/${of}/${name} in the test plan`)
    return found
  }
  return {
    plan,
    instance,
    host: hostOf(instance),
    options: fakeShape(platform, service).options,
    profile: plan.profile,
    size: instance.size.rehearsal,
    configDirectory: `/etc/opt/hanok/${service.id}-${role}`,
    dataDirectory: `/var/opt/hanok/data/${service.id}-${role}`,
    softwareDirectory: (software) => `/opt/hanok/${software.id}`,
    address: (network) => addressOf(instance, network),
    instancesOf: (id, of = service.id) =>
      plan.instances.filter((candidate) => candidate.service === of && candidate.role === id),
    addressOf,
    endpoint,
    vip: (of, name) => `${endpoint(of, name).virtualIp}:${endpoint(of, name).port}`,
    list: (of, name) =>
      endpoint(of, name).addresses.map(({ address }) => `${address}:${endpoint(of, name).port}`),
    has: (id) => platform.services.some((candidate) => candidate.id === id),
    secret: secretPlaceholder,
    s3Credentials: rotatingS3Credentials,
    databaseLogins: rotatingDatabaseLogins,
    probeOf: (of, name, address) => {
      const found = endpoint(of, name)
      const owner = platform.services.find((candidate) => candidate.id === of)
      if (owner === undefined) throw new Error(`no service ${of} in the test plan`)
      return owner.probe(name, address ?? found.virtualIp ?? addressOf(instance, found.network), found.port)
    },
    rulesOf: (id) => platform.services.find((candidate) => candidate.id === id)?.rules?.(plan),
    titleOf: (id) => platform.services.find((candidate) => candidate.id === id)?.title ?? text(id, id),
  }
}

/** The plan itself, as far as `configure` reads it. */
export function fakePlan(platform: FakePlatform): Plan {
  const names = [...new Set(Object.values(platform.seats).flat())]
  const addressAt = (name: string, network: NetworkId) =>
    `10.77.${vlans[network]}.${11 + names.indexOf(name)}`
  const instances = platform.services.flatMap((service) => instancesOf(platform, service))
  const own = platform.services.flatMap((service) =>
    endpointsOf(platform, service, instances, (instance, network) =>
      addressAt(instance.host.slice('host/'.length), network),
    ),
  )
  const endpoints = [...own, ...extraEndpointsOf(platform)]
  return {
    schemaVersion: planSchemaVersion,
    declarationFile: 'platform.yaml',
    declarationSha256: '0'.repeat(64),
    catalogVersion: '1',
    name: 'test',
    shape: 'minimum',
    profile: platform.profile ?? 'fast',
    load: {},
    services: Object.fromEntries(platform.services.map(({ id }) => [id, platform.options?.[id] ?? {}])),
    capabilities: {},
    roles: [],
    clusters: [{ id: 'main', target: 'hosts' }],
    failureDomains: [],
    hosts: names.map((name) => ({
      id: `host/${name}`,
      group: 'test',
      cluster: 'main',
      hardware: { cpus: 8, memoryGiB: 32, disks: [] },
      networks: networkIds.map((id) => ({ id, address: addressAt(name, id) })),
    })),
    networks: networkIds.map((id) => ({
      id: `network/${id}`,
      vlan: vlans[id],
      subnet: `10.77.${vlans[id]}.0/24`,
      gbps: 10,
    })),
    instances,
    endpoints,
    datasets: [],
    flows: flowsOf(platform, endpoints),
    relaxes: [],
    decisions: [],
    source: {},
  }
}

function extraEndpointsOf(platform: FakePlatform): readonly PlanEndpoint[] {
  return (platform.extraEndpoints ?? []).map(({ service, name, virtualIp, port }) => ({
    id: `endpoint/${service}/${name}`,
    service,
    role: 'other',
    network: 'data',
    addresses: [],
    port,
    protocol: 'other',
    transport: 'tcp',
    tls: false,
    auth: 'none',
    virtualIp,
  }))
}

function instancesOf(platform: FakePlatform, service: AnyService): readonly PlanInstance[] {
  const shape = fakeShape(platform, service)
  return service.roles.flatMap((role) =>
    (platform.seats[`${service.id}/${role.id}`] ?? []).map(
      (host, index): PlanInstance => ({
        id: `${service.id}/${role.id}/${index + 1}`,
        service: service.id,
        role: role.id,
        host: `host/${host}`,
        cluster: 'main',
        realisation: 'native',
        version: service.version,
        size: role.size(shape),
        listens: [],
        needs: role.needs(shape).map((need) => ({
          endpoint: `endpoint/${need.service}/${need.endpoint}`,
          strength: need.strength,
          via: need.via,
        })),
      }),
    ),
  )
}

function endpointsOf(
  platform: FakePlatform,
  service: AnyService,
  instances: readonly PlanInstance[],
  addressOf: (instance: PlanInstance, network: NetworkId) => string,
): readonly PlanEndpoint[] {
  const definitions = service.endpoints(fakeShape(platform, service))
  const serving = (role: string, network: NetworkId) =>
    instances
      .filter((instance) => instance.service === service.id && instance.role === role)
      .map((instance) => ({ instance: instance.id, address: addressOf(instance, network) }))
  const direct = definitions
    .filter((definition) => definition.kind === 'direct')
    .flatMap((definition) =>
      definition.networks.map((network): PlanEndpoint => {
        const suffix = definition.networks.length > 1 ? `-${network}` : ''
        const { port, portEnd, protocol, auth } = definition
        return {
          id: `endpoint/${service.id}/${definition.name}${suffix}`,
          service: service.id,
          role: definition.role,
          network,
          addresses: serving(definition.role, network),
          port,
          ...(portEnd === undefined ? {} : { portEnd }),
          protocol,
          transport: definition.transport ?? 'tcp',
          tls: definition.tls ?? false,
          auth,
          ...(definition.metrics === undefined ? {} : { metrics: definition.metrics }),
        }
      }),
    )
  const balanced = definitions
    .filter((definition) => definition.kind === 'balanced')
    .map((definition): PlanEndpoint => {
      const backend = direct.find(({ id }) => id === `endpoint/${service.id}/${definition.backend}`)
      if (backend === undefined) throw new Error(`no backend ${definition.backend} of ${service.id}`)
      return {
        ...backend,
        id: `endpoint/${service.id}/${definition.name}`,
        network: definition.network,
        port: definition.port,
        protocol: definition.protocol,
        tls: definition.tls ?? false,
        virtualIp: `10.77.${vlans[definition.network]}.5`,
        backend: backend.id,
        balancing: definition.balancing,
      }
    })
  return [...direct, ...balanced]
}

function flowsOf(platform: FakePlatform, endpoints: readonly PlanEndpoint[]): Plan['flows'] {
  const idsOf = (service: string, name: string): readonly EndpointId[] => {
    const ids = [`endpoint/${service}/${name}`, ...networkIds.map((n) => `endpoint/${service}/${name}-${n}`)]
    return endpoints.filter(({ id }) => ids.includes(id)).map(({ id }) => id)
  }
  const flow = (from: `${string}/${string}`, id: EndpointId, why: string): Plan['flows'] =>
    endpoints
      .filter((endpoint) => endpoint.id === id)
      .map((to) => ({ from, to: id, network: to.network, protocol: to.transport, port: to.port, why }))
  return platform.services.flatMap((service) => {
    const shape = fakeShape(platform, service)
    const needs = service.roles.flatMap((role) =>
      role
        .needs(shape)
        .flatMap((need) =>
          idsOf(need.service, need.endpoint).flatMap((id) => flow(`${service.id}/${role.id}`, id, need.why)),
        ),
    )
    const forwarded = endpoints
      .filter((endpoint) => endpoint.service === service.id && endpoint.backend !== undefined)
      .flatMap(({ backend }) => flow('load-balancer/haproxy', backend as EndpointId, 'forwards'))
    const extra = service.flows(shape).flatMap((other): Plan['flows'] => {
      if (other.protocol === 'vrrp') {
        const { from, network, why } = other
        return [{ from, to: `${service.id}/${other.to}`, network, protocol: 'vrrp', why }]
      }
      return idsOf(service.id, other.to).flatMap((id) => flow(other.from, id, other.why))
    })
    return [...needs, ...forwarded, ...extra]
  })
}
