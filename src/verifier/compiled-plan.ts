// A plan in the form in which failures are evaluated: numbers in place of ids, and what follows from the plan alone
// worked out once, so that one failure costs microseconds. Built by `compilePlan`.

import type {
  AvailabilityRule,
  Capability,
  DatasetId,
  NeedVia,
  Plan,
  PlanDataset,
  Recovery,
} from '../model/plan.ts'

/** Number of something that the plan does not have. */
export const absent = -1

/** The service whose instances hold the virtual IPs. */
export const balancerService = 'load-balancer'

/** A need: how which endpoint is reached. Its endpoint is `absent` where the plan has none of that id. */
export interface CompiledNeed {
  readonly endpoint: number
  readonly via: NeedVia
}

/** Instances that need the very same things. */
export interface NeedClass {
  readonly role: number
  readonly hard: readonly CompiledNeed[]
  readonly soft: readonly CompiledNeed[]
  readonly instances: readonly number[]
}

export interface CompiledRole {
  /** `service/role`. */
  readonly id: string
  readonly service: string
  readonly rule: AvailabilityRule
  readonly recovery: Recovery | undefined
  readonly instances: readonly number[]
  /** Networks over which its instances speak with each other. */
  readonly ownNetworks: readonly number[]
  /** Its rule counts instances that must hear each other over `ownNetworks`. */
  readonly needsOwnNetworks: boolean
  /** The role that its rule names as consensus; `absent` where it names none that the plan has. */
  readonly consensus: number
  /** The dataset that its rule names, or that decides how many must be in sync; `absent` without one. */
  readonly dataset: number
}

export interface CompiledEndpoint {
  readonly role: number
  readonly network: number
  readonly addresses: readonly number[]
  /** Its addresses are all instances of its role: counting the role is counting it. */
  readonly isWholeRole: boolean
  readonly hasVirtualIp: boolean
}

export interface CompiledDataset {
  readonly id: DatasetId
  readonly definition: PlanDataset
  /** The role whose instances hold it; `absent` when nobody does. */
  readonly holder: number
  /** Held by a role of the rule `dataset`: copies never twice in one domain. */
  readonly isSpread: boolean
  /** Domain of each holder, by instance; only holders have one. */
  readonly domainOf: ReadonlyMap<number, number>
  /** Number of holders in each domain. */
  readonly domainSizes: readonly number[]
  /** Copies that there can be: never more than domains. */
  readonly copies: number
}

export interface CompiledCapability {
  readonly id: Capability
  readonly endpoints: readonly number[]
  /** Every role that it cannot do without. */
  readonly closure: readonly number[]
  /** Datasets that those roles hold. */
  readonly datasets: readonly number[]
}

/** What one id of an element stands for. */
export type ElementKind = 'instance' | 'host' | 'rack' | 'zone' | 'switch' | 'network'

export interface CompiledPlan {
  readonly plan: Plan
  readonly roles: readonly CompiledRole[]
  readonly endpoints: readonly CompiledEndpoint[]
  readonly datasets: readonly CompiledDataset[]
  readonly capabilities: readonly CompiledCapability[]
  readonly needClasses: readonly NeedClass[]
  /** Soft needs of all instances of each role, and the classes of needs among them. */
  readonly softNeedsOf: readonly (readonly CompiledNeed[])[]
  readonly classesOf: readonly (readonly NeedClass[])[]
  readonly hostOf: Int32Array
  readonly roleOf: Int32Array
  readonly needClassOf: Int32Array
  readonly instancesOn: readonly (readonly number[])[]
  readonly switchesOf: readonly (readonly number[])[]
  /** Hosts of each failure domain. */
  readonly domainMembers: readonly (readonly number[])[]
  /** For each host with balancers, the instances of each role of the balancer; a role without any is an empty list. */
  readonly balancerHosts: readonly (readonly (readonly number[])[])[]
  readonly elements: ReadonlyMap<string, { readonly kind: ElementKind; readonly index: number }>
}
