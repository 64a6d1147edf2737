// The order in which services are installed: whatever one cannot do without comes before it.

import type { Plan } from '../../model/plan.ts'

/** The wave of each service, from 0. Services that need each other share the later wave of the two. */
export function waves(plan: Plan): ReadonlyMap<string, number> {
  const services = Object.keys(plan.services)
  const owners = new Map(plan.endpoints.map(({ id, service }) => [id, service]))
  const needed = new Map(services.map((service) => [service, new Set<string>()]))
  for (const { service, needs } of plan.instances) {
    for (const { endpoint, strength } of needs) {
      const owner = owners.get(endpoint)
      if (strength === 'soft' || owner === undefined || owner === service) continue
      needed.get(service)?.add(owner)
    }
  }
  const wave = new Map(services.map((service) => [service, 0]))
  // As many rounds as there are services: a circle of needs stops growing there.
  for (let round = 0; round < services.length; round += 1) {
    for (const [service, others] of needed) {
      const latest = Math.max(-1, ...[...others].map((other) => wave.get(other) ?? 0))
      wave.set(service, Math.min(services.length, Math.max(wave.get(service) ?? 0, latest + 1)))
    }
  }
  return wave
}
