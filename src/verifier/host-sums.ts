// What the instances of a host want together, against what it has.

import type { HostId, Plan, PlanHost, Size } from '../model/plan.ts'
import { editInstances } from './plan-edits.ts'
import type { PlanFacts } from './plan-facts.ts'

/** Resources of servers. */
export type Resource = 'memoryMiB' | 'cpus' | 'diskGiB'

/** What a host has of a resource. */
export function capacityOf({ hardware }: PlanHost, resource: Resource): number {
  if (resource === 'cpus') return hardware.cpus
  if (resource === 'memoryMiB') return hardware.memoryGiB * 1024
  return hardware.disks.reduce((sum, { gib }) => sum + gib, 0)
}

/** What the instances on a host want of a resource, at the size to buy servers for. */
export function wantedOn(facts: PlanFacts, host: HostId, resource: Resource): number {
  return facts.instancesOn(host).reduce((sum, { size }) => sum + size.production[resource], 0)
}

/** Hosts whose instances want more than `share` of what they have of a resource, alike ones together. */
export function overfullHosts(
  facts: PlanFacts,
  resource: Resource,
  share: number,
): readonly { readonly hosts: readonly HostId[]; readonly wanted: number; readonly capacity: number }[] {
  const alike = new Map<string, { hosts: HostId[]; wanted: number; capacity: number }>()
  for (const host of facts.plan.hosts) {
    const [wanted, capacity] = [wantedOn(facts, host.id, resource), capacityOf(host, resource)]
    if (wanted <= capacity * share) continue
    const key = `${wanted} ${capacity}`
    const group = alike.get(key) ?? { hosts: [], wanted, capacity }
    group.hosts.push(host.id)
    alike.set(key, group)
  }
  return [...alike.values()]
}

/** The heap of a JVM in MiB, from its size's settings; undefined where there is none. */
export function heapMiB({ settings }: Size): number | undefined {
  if (typeof settings.heapMiB === 'number') return settings.heapMiB
  const [, number, unit] = /-Xmx(\d+)([mg])/.exec(String(settings.jvmFlags ?? '')) ?? []
  if (number === undefined) return undefined
  return unit === 'g' ? Number(number) * 1024 : Number(number)
}

/** For examples: a role with another size to buy servers for. */
export function withSize(plan: Plan, role: `${string}/${string}`, change: Partial<Size>): Plan {
  return editInstances(plan, role, (instance) => ({
    ...instance,
    size: { ...instance.size, production: { ...instance.size.production, ...change } },
  }))
}
