// A platform in a few lines: what the verdict depends on and nothing else. Tests write sketches, the random platforms are
// sketches, and a counterexample is printed as one.

import type {
  AvailabilityRule,
  Capability,
  HostId,
  InstanceId,
  NeedStrength,
  NeedVia,
  NetworkId,
  Plan,
  PlanDataset,
  PlanNeed,
  RoleId,
} from '../../src/model/plan.ts'
import { planSchemaVersion } from '../../src/model/plan.ts'

/** A need as one reads it: strength, way, and the endpoint as `service/name`. */
export type SketchNeed = `${NeedStrength} ${NeedVia} ${string}/${string}`

/** A role and where its instances are: the first one on the first host of `on`, and so forth. */
export interface SketchRole {
  readonly id: RoleId
  /** Absent: the plan holds no rule for it. */
  readonly rule?: AvailabilityRule
  /** Names of hosts. */
  readonly on: readonly string[]
  /** Needs of every instance. */
  readonly needs?: readonly SketchNeed[]
  /** Needs that only the instance of that number has. */
  readonly own?: Readonly<Record<number, readonly SketchNeed[]>>
  /** `hostLossMs`, and `instanceLossMs` where it is another. */
  readonly recovery?: readonly [number, number?]
}

/** An endpoint, named `service/name`. */
export interface SketchEndpoint {
  readonly id: `${string}/${string}`
  readonly role: RoleId
  readonly network: NetworkId
  /** Numbers of the role's instances, or whole ids of others. Absent: all of the role. */
  readonly at?: readonly (number | InstanceId)[]
  readonly vip?: boolean
}

/** A platform as far as failures are concerned. */
export interface Sketch {
  /** Names of hosts. */
  readonly hosts: readonly string[]
  /** Absent: `data` alone. */
  readonly networks?: readonly NetworkId[]
  /** Failure domain such as `rack/r1` → names of hosts. */
  readonly domains?: Readonly<Record<string, readonly string[]>>
  readonly roles: readonly SketchRole[]
  readonly endpoints?: readonly SketchEndpoint[]
  readonly datasets?: readonly PlanDataset[]
  /** From a role to an endpoint `service/name` over a network. */
  readonly flows?: readonly (readonly [RoleId, `${string}/${string}`, NetworkId])[]
  /** Endpoints `service/name` of each capability. */
  readonly capabilities?: Readonly<Partial<Record<Capability, readonly string[]>>>
}

const vlans: Readonly<Record<NetworkId, number>> = { management: 10, data: 20, service: 30, storage: 40 }
const size = { memoryMiB: 256, cpus: 1, diskGiB: 1, settings: {} }

/** The plan that a sketch stands for. Throws nothing: what a sketch names and does not have is missing in the plan, too. */
export function planOf(sketch: Sketch): Plan {
  const networks = sketch.networks ?? ['data']
  return {
    schemaVersion: planSchemaVersion,
    declarationFile: 'platform.yaml',
    declarationSha256: '0'.repeat(64),
    catalogVersion: '1',
    name: 'sketch',
    shape: 'sketch',
    profile: 'conservative',
    load: {},
    services: Object.fromEntries(sketch.roles.map((role) => [split(role.id)[0], {}])),
    capabilities: Object.fromEntries(
      Object.entries(sketch.capabilities ?? {}).map(([capability, endpoints]) => [
        capability,
        endpoints.map((id) => `endpoint/${id}`),
      ]),
    ) as Plan['capabilities'],
    roles: sketch.roles.flatMap((role) => planRole(role)),
    clusters: [{ id: 'main', target: 'hosts' }],
    failureDomains: Object.entries(sketch.domains ?? {}).map(([id, members]) => ({
      id,
      kind: split(id)[0] as 'rack' | 'zone' | 'switch',
      members: members.map(hostId),
    })),
    hosts: sketch.hosts.map((name, index) => ({
      id: hostId(name),
      group: 'all',
      cluster: 'main',
      hardware: { cpus: 8, memoryGiB: 32, disks: [{ kind: 'ssd', gib: 100 }] },
      networks: networks.map((id) => ({ id, address: addressOf(id, index) })),
    })),
    networks: networks.map((id) => ({
      id: `network/${id}`,
      vlan: vlans[id],
      subnet: `10.77.${vlans[id]}.0/24`,
      gbps: 10,
    })),
    instances: sketch.roles.flatMap((role) => role.on.map((host, index) => planInstance(role, host, index))),
    endpoints: (sketch.endpoints ?? []).map((endpoint, index) => planEndpoint(sketch, endpoint, index)),
    datasets: sketch.datasets ?? [],
    flows: (sketch.flows ?? []).map(([from, to, network]) => ({
      from,
      to: `endpoint/${to}`,
      network,
      protocol: 'tcp',
      port: 1000,
      why: 'sketched',
    })),
    relaxes: [],
    decisions: [],
    source: {},
  }
}

/** A sketch in print: one line a host, role, endpoint, dataset. */
export function printSketch(sketch: Sketch): string {
  const lines = Object.entries(sketch).flatMap(([key, value]) =>
    Array.isArray(value) && typeof value[0] === 'object'
      ? [`  ${key}:`, ...value.map((item) => `    ${JSON.stringify(item)}`)]
      : [`  ${key}: ${JSON.stringify(value)}`],
  )
  return `sketch\n${lines.join('\n')}`
}

const hostId = (name: string): HostId => `host/${name}`
const addressOf = (network: NetworkId, host: number): string => `10.77.${vlans[network]}.${10 + host}`

function split(id: string): readonly [string, string] {
  const [first = '', second = ''] = id.split('/')
  return [first, second]
}

function planRole({ id, rule, recovery }: SketchRole): Plan['roles'] {
  if (rule === undefined) return []
  const [service, role] = split(id)
  if (recovery === undefined) return [{ service, role, rule }]
  const [hostLossMs, instanceLossMs] = recovery
  const times = instanceLossMs === undefined ? { hostLossMs } : { hostLossMs, instanceLossMs }
  return [{ service, role, rule, recovery: { ...times, source: 'sketched' } }]
}

function planInstance(role: SketchRole, host: string, index: number): Plan['instances'][number] {
  const [service, name] = split(role.id)
  return {
    id: `${service}/${name}/${index + 1}`,
    service,
    role: name,
    host: hostId(host),
    cluster: 'main',
    realisation: 'native',
    version: '1',
    size: { production: size, rehearsal: size },
    listens: [],
    needs: [...(role.needs ?? []), ...(role.own?.[index + 1] ?? [])].map(planNeed),
  }
}

function planNeed(need: SketchNeed): PlanNeed {
  const [strength, via, endpoint] = need.split(' ')
  return { endpoint: `endpoint/${endpoint}`, strength, via } as PlanNeed
}

function planEndpoint(sketch: Sketch, endpoint: SketchEndpoint, index: number): Plan['endpoints'][number] {
  const [service, role] = split(endpoint.role)
  const instances = new Map<string, string>(
    sketch.roles.flatMap((own) => own.on.map((host, at) => [`${own.id}/${at + 1}`, host] as const)),
  )
  const all = [...instances.keys()].filter((id) => id.startsWith(`${endpoint.role}/`))
  const at: readonly string[] =
    endpoint.at?.map((one) => (typeof one === 'number' ? `${endpoint.role}/${one}` : one)) ?? all
  return {
    id: `endpoint/${split(endpoint.id)[0]}/${split(endpoint.id)[1]}`,
    service,
    role,
    network: endpoint.network,
    addresses: at.map((instance) => ({
      instance: instance as InstanceId,
      address: addressOf(endpoint.network, sketch.hosts.indexOf(instances.get(instance) ?? '')),
    })),
    port: 1000 + index,
    protocol: 'tcp',
    transport: 'tcp',
    tls: false,
    auth: 'none',
    ...(endpoint.vip === true ? { virtualIp: `10.77.${vlans[endpoint.network]}.${200 + index}` } : {}),
  }
}
