// Hand-made plans for tests of single rules: only what a failure can touch.

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
  PlanEndpoint,
  Recovery,
} from '../../model/plan.ts'
import { planned } from './planned.ts'

/** A need as `service/endpoint`. */
export interface SmallNeed {
  readonly on: `${string}/${string}`
  readonly strength?: NeedStrength
  readonly via?: NeedVia
}

/** One role: on which hosts, by which rule, with one endpoint of its own name on the data network unless said otherwise. */
export interface SmallRole {
  readonly on: readonly string[]
  readonly rule?: AvailabilityRule
  readonly needs?: readonly SmallNeed[]
  readonly recovery?: Recovery
  readonly network?: NetworkId
  readonly virtualIp?: boolean
}

/** What a small plan is made of; roles by `service/role`. Every host is on switch and rack as given, or in none. */
export interface SmallPlan {
  readonly roles: Readonly<Record<`${string}/${string}`, SmallRole>>
  readonly racks?: Readonly<Record<string, readonly string[]>>
  readonly switches?: Readonly<Record<string, readonly string[]>>
  readonly datasets?: readonly PlanDataset[]
  /** Endpoints as `service/endpoint`; by default `query` is what `app/web` serves. */
  readonly capabilities?: Readonly<Partial<Record<Capability, readonly `${string}/${string}`[]>>>
  readonly wires?: readonly { readonly role: `${string}/${string}`; readonly network: NetworkId }[]
}

const size = { memoryMiB: 1, cpus: 1, diskGiB: 1, settings: {} }

/** Builds the plan. */
export function smallPlan({ roles, racks, switches, datasets, capabilities, wires }: SmallPlan): Plan {
  const names = Object.values(roles).flatMap(({ on }) => on)
  const members = (of: readonly string[]) => of.map((name): HostId => `host/${name}`)
  const hosts = [...new Set([...names, ...Object.values({ ...racks, ...switches }).flat()])]
  const parts = Object.entries(roles).map(([id, role]) => {
    const [service = '', name = ''] = id.split('/')
    return { id, service, name, role }
  })
  return {
    ...planned('starter'),
    name: 'small',
    relaxes: [],
    capabilities: Object.fromEntries(
      Object.entries(capabilities ?? { query: ['app/web'] }).map(([id, ends]) => [
        id,
        ends.map((end) => `endpoint/${end}`),
      ]),
    ),
    roles: parts.map(({ service, name, role }) => ({
      service,
      role: name,
      rule: role.rule ?? { kind: 'any' },
      ...(role.recovery === undefined ? {} : { recovery: role.recovery }),
    })),
    failureDomains: [
      ...Object.entries(racks ?? {}).map(([id, of]) => ({
        id: `rack/${id}`,
        kind: 'rack' as const,
        members: members(of),
      })),
      ...Object.entries(switches ?? {}).map(([id, of]) => ({
        id: `switch/${id}`,
        kind: 'switch' as const,
        members: members(of),
      })),
    ],
    hosts: hosts.map((name) => ({
      id: `host/${name}`,
      group: 'test',
      cluster: 'main',
      hardware: { cpus: 1, memoryGiB: 1, disks: [] },
      networks: [],
    })),
    networks: (['management', 'data', 'service', 'storage'] as const).map((id, index) => ({
      id: `network/${id}`,
      vlan: 10 * (index + 1),
      subnet: `10.0.${index}.0/24`,
      gbps: 10,
    })),
    instances: parts.flatMap(({ id, service, name, role }) =>
      role.on.map((host, index) => ({
        id: `${id}/${index + 1}` as InstanceId,
        service,
        role: name,
        host: `host/${host}` as const,
        cluster: 'main',
        realisation: 'native' as const,
        version: '1',
        size: { production: size, rehearsal: size },
        listens: [],
        needs: (role.needs ?? []).map(({ on, strength = 'hard', via = 'list' }) => ({
          endpoint: `endpoint/${on}` as const,
          strength,
          via,
        })),
      })),
    ),
    endpoints: parts.map(
      ({ id, service, name, role }): PlanEndpoint => ({
        id: `endpoint/${service}/${name}`,
        service,
        role: name,
        network: role.network ?? 'data',
        addresses: role.on.map((_host, index) => ({
          instance: `${id}/${index + 1}` as InstanceId,
          address: `10.0.1.${index + 1}`,
        })),
        port: 1,
        protocol: 'http',
        transport: 'tcp',
        tls: false,
        auth: 'none',
        ...(role.virtualIp === true ? { virtualIp: '10.0.1.250' } : {}),
      }),
    ),
    datasets: datasets ?? [],
    flows: (wires ?? []).map(({ role, network }) => ({
      from: role,
      to: `endpoint/${role}` as const,
      network,
      protocol: 'tcp' as const,
      why: 'test',
    })),
  }
}
