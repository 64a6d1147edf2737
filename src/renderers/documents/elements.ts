// The verdict's elements by kind.

import type { Plan, PlanFailureDomain } from '../../model/plan.ts'
import type { ElementVerdict, Verdict } from '../../model/verdict.ts'

/** Kinds of elements that fail, from small to large. */
export type ElementKind = 'instance' | 'host' | PlanFailureDomain['kind'] | 'network'

/** All kinds, in the order in which tables list them. */
export const elementKinds: readonly ElementKind[] = ['instance', 'host', 'rack', 'zone', 'switch', 'network']

/** Verdicts of all elements by kind, in the verdict's order. */
export function elementsByKind(
  plan: Plan,
  verdict: Verdict,
): ReadonlyMap<ElementKind, readonly ElementVerdict[]> {
  const kinds = new Map<string, ElementKind>([
    ...plan.hosts.map(({ id }) => [id, 'host'] as const),
    ...plan.failureDomains.map(({ id, kind }) => [id, kind] as const),
    ...plan.networks.map(({ id }) => [id, 'network'] as const),
  ])
  const byKind = new Map<ElementKind, ElementVerdict[]>(elementKinds.map((kind) => [kind, []]))
  for (const element of verdict.elements) {
    byKind.get(kinds.get(element.element) ?? 'instance')?.push(element)
  }
  return byKind
}
