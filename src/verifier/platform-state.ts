// What still works after a failure: the greatest set of instances whose hard needs are all met (docs/verdict.md,
// "Working instances"). Only what the failure touches is looked at again, so that large plans stay quick.

import { absent, type CompiledNeed, type CompiledPlan, type CompiledRole } from './compiled-plan.ts'
import { type DatasetState, datasetState } from './dataset-state.ts'
import { type Failure, stoppedAtOnce } from './failure.ts'

/** The platform once everything that falls has fallen. */
export interface PlatformState {
  readonly failure: Failure
  /** Instances that do not work, with those that did not work before. */
  readonly down: ReadonlySet<number>
  /** The same by role; a role without any is not in it. */
  readonly downByRole: ReadonlyMap<number, readonly number[]>
  roleWorks(role: number): boolean
  /** Its network is there, its role works, one of its instances works, and its virtual IP is held. */
  endpointWorks(endpoint: number): boolean
  isMet(need: CompiledNeed): boolean
  /** Number of working instances of a role. */
  working(role: number): number
  dataset(dataset: number): DatasetState
}

/** Works out what a failure leaves. `before`: what does not work although nothing has failed (usually nothing). */
export function stateAfter(
  compiled: CompiledPlan,
  failure: Failure,
  before: Iterable<number> = [],
): PlatformState {
  const falling = new FallingPlatform(compiled, failure)
  falling.take(before)
  falling.take(stoppedAtOnce(compiled, failure))
  falling.settle()
  return falling
}

const knownIntact = new WeakMap<CompiledPlan, readonly boolean[]>()

/** Whether each role keeps its rule by itself while all of its instances work. */
function intactRoles(compiled: CompiledPlan): readonly boolean[] {
  const known = knownIntact.get(compiled)
  if (known !== undefined) return known
  const failure: Failure = { gone: new Set(), cut: new Set(), networks: new Set(), instances: new Set() }
  const intact = new FallingPlatform(compiled, failure).keepTheirRules()
  knownIntact.set(compiled, intact)
  return intact
}

class FallingPlatform implements PlatformState {
  readonly down = new Set<number>()
  readonly downByRole = new Map<number, number[]>()
  readonly #compiled: CompiledPlan
  readonly failure: Failure
  #datasets: (DatasetState | undefined)[] = []
  #roles: readonly boolean[] | undefined
  #virtualIps: boolean | undefined

  constructor(compiled: CompiledPlan, failure: Failure) {
    this.#compiled = compiled
    this.failure = failure
  }

  take(instances: Iterable<number>): void {
    for (const instance of instances) {
      if (this.down.has(instance)) continue
      this.down.add(instance)
      const role = this.#compiled.roleOf[instance] ?? absent
      const known = this.downByRole.get(role)
      if (known === undefined) this.downByRole.set(role, [instance])
      else known.push(instance)
    }
    this.#datasets = []
    this.#roles = undefined
    this.#virtualIps = undefined
  }

  /** Takes away what lacks a hard need, until nothing more falls: at most as many rounds as there are need classes. */
  settle(): void {
    let standing = this.#compiled.needClasses.filter(({ hard }) => hard.length > 0)
    for (let fell = true; fell; ) {
      const falls = standing.filter(({ hard }) => !hard.every((need) => this.isMet(need)))
      fell = falls.length > 0
      if (fell) standing = standing.filter((needClass) => !falls.includes(needClass))
      for (const { instances } of falls) this.take(instances)
    }
  }

  working(role: number): number {
    const planned = this.#compiled.roles[role]?.instances.length ?? 0
    return planned - (this.downByRole.get(role)?.length ?? 0)
  }

  roleWorks(role: number): boolean {
    this.#roles ??= this.#rolesThatWork()
    return this.#roles[role] ?? false
  }

  keepTheirRules(): readonly boolean[] {
    return this.#compiled.roles.map((role, number) => this.#keepsItsRule(number, role))
  }

  /** The greatest set of roles that keep their rules: roles that are each other's consensus hold each other up. */
  #rolesThatWork(): boolean[] {
    const { roles } = this.#compiled
    const intact = intactRoles(this.#compiled)
    const isWired = this.failure.networks.size === 0
    // What nothing has happened to works as it did: most roles, in most failures.
    const works = roles.map((role, number) =>
      isWired && !this.downByRole.has(number) ? (intact[number] ?? false) : this.#keepsItsRule(number, role),
    )
    for (let fell = true; fell; ) {
      fell = false
      for (let number = 0; number < roles.length; number += 1) {
        const { rule, consensus } = roles[number] as CompiledRole
        if (!works[number] || !('consensus' in rule) || works[consensus]) continue
        works[number] = false
        fell = true
      }
    }
    return works
  }

  /** By its own instances and wires; what it needs of a consensus store comes on top. */
  #keepsItsRule(role: number, compiled: CompiledRole): boolean {
    const { rule, instances } = compiled
    if (compiled.needsOwnNetworks && compiled.ownNetworks.some((one) => this.failure.networks.has(one))) {
      return false
    }
    const working = this.working(role)
    switch (rule.kind) {
      case 'per-host':
        return true
      case 'majority':
        return 2 * working > instances.length
      case 'elected-primary': {
        const inSync = this.#compiled.datasets[compiled.dataset]?.definition.minInSync ?? 1
        const enough = rule.synchrony === 'strict' ? Math.max(1, inSync) : 1
        return working >= enough
      }
      case 'dataset': {
        const { isReadable, isWritable } = this.dataset(compiled.dataset)
        return isReadable && isWritable
      }
      default:
        return working >= 1
    }
  }

  dataset(dataset: number): DatasetState {
    this.#datasets[dataset] ??= datasetState(this.#compiled, dataset, this)
    return this.#datasets[dataset]
  }

  endpointWorks(endpoint: number): boolean {
    const compiled = this.#compiled.endpoints[endpoint]
    if (compiled === undefined) return false
    if (compiled.hasVirtualIp && !this.#virtualIpsHeld()) return false
    return this.#isServed(endpoint) && this.#oneAddressWorks(endpoint)
  }

  isMet({ endpoint, via }: CompiledNeed): boolean {
    const compiled = this.#compiled.endpoints[endpoint]
    if (compiled === undefined || !this.#isServed(endpoint)) return false
    const [first] = compiled.addresses
    if (via === 'first') return first !== undefined && this.#works(first)
    if (via === 'vip' && compiled.hasVirtualIp && !this.#virtualIpsHeld()) return false
    return this.#oneAddressWorks(endpoint)
  }

  #isServed(endpoint: number): boolean {
    const { role = absent, network = absent } = this.#compiled.endpoints[endpoint] ?? {}
    return !this.failure.networks.has(network) && this.roleWorks(role)
  }

  #oneAddressWorks(endpoint: number): boolean {
    const compiled = this.#compiled.endpoints[endpoint]
    if (compiled === undefined) return false
    if (compiled.isWholeRole) return this.working(compiled.role) >= 1
    return compiled.addresses.some((instance) => this.#works(instance))
  }

  #works(instance: number): boolean {
    return instance !== absent && !this.down.has(instance)
  }

  /** Held where every role of the balancer works on one host: all virtual IPs move together. */
  #virtualIpsHeld(): boolean {
    this.#virtualIps ??= this.#compiled.balancerHosts.some((roles) =>
      roles.every((instances) => instances.some((instance) => this.#works(instance))),
    )
    return this.#virtualIps
  }
}
