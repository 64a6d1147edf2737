// A plan as the requirements speak of it: which host has which roles, and what a group of hosts is like. For tests.

import type { Duty, Hardware, NetworkId, Plan, PlanHost, PlanInstance } from '../../model/plan.ts'
import { shapes } from '../shapes.ts'

/** Bounds of hardware: cores, GiB of memory, GiB of disk. */
export interface HardwareBounds {
  readonly cpus: readonly [number, number]
  readonly memoryGiB: readonly [number, number]
  readonly diskGiB: readonly [number, number]
}

/** Questions about a plan. Hosts are named without `host/`, roles as `service/role`; what is on every host counts nowhere. */
export class PlanView {
  readonly plan: Plan
  readonly #roles = new Map<string, string[]>()
  readonly #hosts = new Map<string, string[]>()
  readonly #byName: ReadonlyMap<string, PlanHost>

  constructor(plan: Plan) {
    this.plan = plan
    this.#byName = new Map(plan.hosts.map((host) => [nameOf(host.id), host]))
    for (const { service, role, host } of plan.instances) {
      if (this.#isOnEvery(service, role)) continue
      const id = `${service}/${role}`
      push(this.#roles, nameOf(host), id)
      push(this.#hosts, id, nameOf(host))
    }
  }

  /** The peer watch, and what measures nodes: on every host alike. */
  #isOnEvery(service: string, role: string): boolean {
    return this.plan.roles.some(
      (one) => one.service === service && one.role === role && one.rule.kind === 'per-host',
    )
  }

  /** The role that serves people at the edge: nginx on hosts unless another was chosen, Traefik on Kubernetes. */
  get ingress(): string {
    return ['ingress/traefik', 'ingress/envoy'].find((role) => this.count(role) > 0) ?? 'ingress/nginx'
  }

  /** All host names. */
  get names(): readonly string[] {
    return [...this.#byName.keys()]
  }

  /** The roles on a host, in order of id. */
  rolesOn(host: string): readonly string[] {
    return [...(this.#roles.get(host) ?? [])].sort()
  }

  /** The hosts of a role, or of all roles of a service. */
  hostsOf(what: string): readonly string[] {
    if (what.includes('/')) return this.#hosts.get(what) ?? []
    return this.names.filter((host) => this.rolesOn(host).some((role) => role.startsWith(`${what}/`)))
  }

  /** How many instances a role has. */
  count(role: string): number {
    return this.hostsOf(role).length
  }

  /** Hosts whose group has one of the duties in the shape. */
  hostsFor(...duties: readonly Duty[]): readonly string[] {
    const groups = shapes.get(this.plan.shape)?.groups ?? []
    return groups.flatMap(({ name, count, duties: own, extra }) =>
      Array.from({ length: count }, (_unused, index) => index + 1)
        .filter((number) => [...own, ...(extra?.[number] ?? [])].some((duty) => duties.includes(duty)))
        .map((number) => `${name}-${number}`),
    )
  }

  /** Whether there is at least one such host and none has a role outside of what is named (`service` or `service/role`). */
  only(hosts: readonly string[], ...allowed: readonly string[]): boolean {
    const fits = (role: string) => allowed.some((name) => role === name || role.startsWith(`${name}/`))
    return hosts.length > 0 && hosts.every((host) => this.rolesOn(host).every(fits))
  }

  /** Whether no host has both. */
  apart(first: string, second: string): boolean {
    return !this.hostsOf(first).some((host) => this.hostsOf(second).includes(host))
  }

  /** Racks that these hosts are in. */
  racks(hosts: readonly string[]): number {
    const racks = this.plan.failureDomains.filter(({ kind }) => kind === 'rack')
    return racks.filter(({ members }) => members.some((member) => hosts.includes(nameOf(member)))).length
  }

  /** The kind of availability rule that a role has; undefined when the plan lacks the role. */
  rule(id: string): string | undefined {
    return this.plan.roles.find(({ service, role }) => `${service}/${role}` === id)?.rule.kind
  }

  /** Whether some instance of a role needs the endpoint. */
  needs(role: string, endpoint: string): boolean {
    return this.instances(role).some(({ needs }) =>
      needs.some((need) => need.endpoint === `endpoint/${endpoint}`),
    )
  }

  /** Whether the firewalls let something of `from` (a service, a role, or `user`) reach the endpoint. */
  flows(from: string, endpoint: string): boolean {
    return this.plan.flows.some(
      (flow) =>
        (flow.from === from || flow.from.startsWith(`${from}/`)) && flow.to === `endpoint/${endpoint}`,
    )
  }

  /** How many copies of a dataset there are; 0 where the plan lacks it. */
  copies(dataset: string): number {
    return this.plan.datasets.find(({ id }) => id === `dataset/${dataset}`)?.copies ?? 0
  }

  /** Whether every host is within the bounds. */
  built(hosts: readonly string[], bounds: HardwareBounds): boolean {
    return hosts.every((host) => {
      const hardware = this.#byName.get(host)?.hardware
      return hardware !== undefined && isWithin(hardware, bounds)
    })
  }

  /** Whether the memory of everything on these hosts fits, at the size to buy servers for. */
  memoryFits(hosts: readonly string[]): boolean {
    return hosts.every((host) => {
      const used = this.plan.instances
        .filter(({ service, role, host: seat }) => !this.#isOnEvery(service, role) && nameOf(seat) === host)
        .reduce((sum, { size }) => sum + size.production.memoryMiB, 0)
      return used <= (this.#byName.get(host)?.hardware.memoryGiB ?? 0) * 1024
    })
  }

  /** The hosts with a leg on a network. */
  hostsAt(network: NetworkId): readonly string[] {
    return this.names.filter((name) => this.#byName.get(name)?.networks.some(({ id }) => id === network))
  }

  /** VLAN and bandwidth of a network. */
  network(id: NetworkId): { vlan: number; gbps: number } {
    return this.plan.networks.find((network) => network.id === `network/${id}`) ?? { vlan: 0, gbps: 0 }
  }

  private instances(role: string): readonly PlanInstance[] {
    return this.plan.instances.filter((instance) => `${instance.service}/${instance.role}` === role)
  }
}

function nameOf(host: string): string {
  return host.slice('host/'.length)
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function isWithin({ cpus, memoryGiB, disks }: Hardware, bounds: HardwareBounds): boolean {
  const between = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most
  const diskGiB = disks.reduce((sum, { gib }) => sum + gib, 0)
  return (
    between(cpus, bounds.cpus) && between(memoryGiB, bounds.memoryGiB) && between(diskGiB, bounds.diskGiB)
  )
}
