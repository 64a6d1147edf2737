// Where the copies of one item may lie: every combination is written down, none is calculated with.

import type { Plan, PlanDataset, PlanInstance } from '../../src/model/plan.ts'

/** Every way to lay copies of an item over holders: `ways[n]` are the ways to lay n copies, each a list of holders. */
export interface Placements {
  readonly holders: readonly PlanInstance[]
  /** Ways to lay as many copies as the dataset can have. */
  readonly whole: readonly (readonly PlanInstance[])[]
  /** Ways to lay as many as an acknowledged write is on. */
  readonly durable: readonly (readonly PlanInstance[])[]
  /** The domain of a holder, such as a rack, or its host. */
  readonly domainOf: (holder: PlanInstance) => string
}

/** Where the copies of a dataset may lie, and with whom. */
export function placementsOf(plan: Plan, dataset: PlanDataset): Placements {
  const { holders, spread } = holdersOf(plan, dataset)
  const declared = (holder: PlanInstance) => domainOfHost(plan, dataset.domainKind, holder.host)
  const wide = spread && groups(holders, declared).length >= dataset.copies
  const domainOf = wide ? declared : (holder: PlanInstance) => holder.host
  const domains = groups(holders, domainOf)
  const copies = Math.min(dataset.copies, domains.length)
  const durable = Math.max(1, Math.min(dataset.durableCopies ?? dataset.copies, copies))
  return { holders, whole: lay(copies, domains), durable: lay(durable, domains), domainOf }
}

/** Who holds a dataset; `spread` where its rule keeps copies apart by domain. */
function holdersOf(
  plan: Plan,
  dataset: PlanDataset,
): { readonly holders: readonly PlanInstance[]; readonly spread: boolean } {
  const own = plan.roles.find(({ rule }) => rule.kind === 'dataset' && rule.dataset === dataset.id)
  const orElse = ['elected-primary', 'asynchronous-primary', 'majority'].map((kind) =>
    plan.roles.find((role) => role.service === dataset.service && role.rule.kind === kind),
  )
  const holder = own ?? orElse.find((role) => role !== undefined)
  if (holder === undefined) return { holders: [], spread: false }
  return {
    holders: plan.instances.filter((one) => one.service === holder.service && one.role === holder.role),
    spread: own !== undefined,
  }
}

function domainOfHost(plan: Plan, kind: PlanDataset['domainKind'], host: PlanInstance['host']): string {
  const domain = plan.failureDomains.find((one) => one.kind === kind && one.members.includes(host))
  return domain?.id ?? host
}

function groups(
  holders: readonly PlanInstance[],
  domainOf: (holder: PlanInstance) => string,
): readonly (readonly PlanInstance[])[] {
  const names = [...new Set(holders.map(domainOf))]
  return names.map((name) => holders.filter((holder) => domainOf(holder) === name))
}

/** All ways to choose `count` of the domains and one holder in each. */
function lay(
  count: number,
  domains: readonly (readonly PlanInstance[])[],
): readonly (readonly PlanInstance[])[] {
  if (count === 0) return [[]]
  const [first, ...rest] = domains
  if (first === undefined) return []
  const using = lay(count - 1, rest).flatMap((way) => first.map((holder) => [holder, ...way]))
  return [...using, ...lay(count, rest)]
}
