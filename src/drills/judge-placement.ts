// Whether pods stand where the plan wants them: in their pool, apart from their like, as many as planned.

import type { Plan } from '../model/plan.ts'
import type { PlacedPod } from '../rehearsal/cluster/pods.ts'

/** What is not as planned, a sentence each; empty where everything is. Roles without any pod are not judged: see `up`'s output. */
export function judgePlacement(plan: Plan, pods: readonly PlacedPod[]): readonly string[] {
  const groupOf = new Map<string, string>(
    plan.hosts.map(({ id, group }) => [id.slice('host/'.length), group]),
  )
  return [...new Set(pods.map(({ role }) => role))].flatMap((role) => {
    const mine = pods.filter((pod) => pod.role === role)
    const planned = plan.instances.filter((one) => `${one.service}.${one.role}` === role)
    const pools = new Set(planned.map(({ host }) => groupOf.get(host.slice('host/'.length))))
    const strays = mine.filter(({ node }) => !pools.has(groupOf.get(node ?? '')))
    const nodes = new Set(mine.map(({ node }) => node))
    return [
      ...(mine.length === planned.length ? [] : [`${role}: ${mine.length} pods, ${planned.length} planned`]),
      ...(nodes.size === mine.length ? [] : [`${role}: ${mine.length} pods on ${nodes.size} nodes`]),
      ...strays.map(({ name, node }) => `${role}: ${name} on ${node ?? 'no node'}, outside its pool`),
    ]
  })
}
