// Who holds which dataset, and in which domains its copies lie (docs/verdict.md, "Datasets").

import type { AvailabilityRule, HostId, Plan, PlanDataset } from '../model/plan.ts'
import { absent, type CompiledDataset } from './compiled-plan.ts'

/** Kinds of rules whose role holds the dataset of its service where none names it, the first kind first. */
const holdingRules = ['elected-primary', 'asynchronous-primary', 'majority'] as const

/** What of the compiled plan is known already. */
interface Known {
  readonly roleIds: readonly string[]
  readonly byRole: readonly (readonly number[])[]
  readonly hostOf: Int32Array
}

/** Every dataset with its holders and their domains. */
export function compileDatasets(plan: Plan, known: Known): readonly CompiledDataset[] {
  return plan.datasets.map((definition) => {
    const holder = holderOf(plan, definition)
    const instances = holder.id === undefined ? [] : (known.byRole[known.roleIds.indexOf(holder.id)] ?? [])
    const hostsOf = instances.map((instance) => known.hostOf[instance] ?? absent)
    const declared = domainNames(plan, definition, hostsOf)
    const spread = holder.isSpread && new Set(declared).size >= definition.copies
    const names = spread ? declared : hostsOf.map(String)
    const numbers = new Map([...new Set(names)].map((name, number) => [name, number]))
    const domainOf = new Map(
      instances.map((instance, index) => [instance, numbers.get(names[index] ?? '') ?? absent]),
    )
    const domainSizes = new Array<number>(numbers.size).fill(0)
    for (const domain of domainOf.values()) domainSizes[domain] = (domainSizes[domain] ?? 0) + 1
    return {
      id: definition.id,
      definition,
      holder: holder.id === undefined ? absent : known.roleIds.indexOf(holder.id),
      isSpread: holder.isSpread,
      domainOf,
      domainSizes,
      copies: Math.min(definition.copies, numbers.size),
    }
  })
}

function holderOf(plan: Plan, dataset: PlanDataset): { readonly id?: string; readonly isSpread: boolean } {
  const named = plan.roles.find(({ rule }) => rule.kind === 'dataset' && rule.dataset === dataset.id)
  if (named !== undefined) return { id: `${named.service}/${named.role}`, isSpread: true }
  const ofService = (kind: AvailabilityRule['kind']) =>
    plan.roles.find(({ service, rule }) => service === dataset.service && rule.kind === kind)
  const [holder] = holdingRules.flatMap((kind) => ofService(kind) ?? [])
  return holder === undefined
    ? { isSpread: false }
    : { id: `${holder.service}/${holder.role}`, isSpread: false }
}

/** The domain of each host: the first of the dataset's kind that has it; a host in none is a domain of its own. */
function domainNames(plan: Plan, dataset: PlanDataset, hosts: readonly number[]): readonly string[] {
  const domains = new Map<HostId, string>()
  for (const { id, kind, members } of plan.failureDomains) {
    if (kind !== dataset.domainKind) continue
    for (const member of members) if (!domains.has(member)) domains.set(member, id)
  }
  return hosts.map((host) => {
    const id = plan.hosts[host]?.id
    return (id === undefined ? undefined : domains.get(id)) ?? String(host)
  })
}
