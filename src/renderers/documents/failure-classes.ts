// The verdict's elements by kind: what happens when one of a kind fails, and when two hosts do.

import type { Capability, PlanFailureDomain } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { CapabilityVerdict, ElementVerdict } from '../../model/verdict.ts'
import type { Facts } from './facts.ts'
import { effectOn, gravity, type Worst, worseFirst, worstOf } from './outcomes.ts'

/** Kinds of elements that fail, from small to large. */
export type ElementKind = 'instance' | 'host' | PlanFailureDomain['kind'] | 'network'

/** All kinds, in the order in which tables list them. */
export const elementKinds: readonly ElementKind[] = ['instance', 'host', 'rack', 'zone', 'switch', 'network']

/** Verdicts of all elements by kind, in the verdict's order. */
export function elementsByKind(facts: Facts): ReadonlyMap<ElementKind, readonly ElementVerdict[]> {
  const kinds = new Map<string, ElementKind>([
    ...facts.plan.hosts.map(({ id }) => [id, 'host'] as const),
    ...facts.plan.failureDomains.map(({ id, kind }) => [id, kind] as const),
    ...facts.plan.networks.map(({ id }) => [id, 'network'] as const),
  ])
  const byKind = new Map<ElementKind, ElementVerdict[]>(elementKinds.map((kind) => [kind, []]))
  for (const element of facts.verdict.elements) {
    byKind.get(kinds.get(element.element) ?? 'instance')?.push(element)
  }
  return byKind
}

/** `호스트 한 대`, as the subject of what happens. */
export function kindWords(facts: Facts, kind: ElementKind): string {
  const words = {
    instance: text('one process', '프로세스 하나'),
    host: text('one host', '호스트 한 대'),
    rack: text('one rack', '랙 하나'),
    zone: text('one zone', '존 하나'),
    switch: text('one switch', '스위치 하나'),
    network: text('one network', '네트워크 하나'),
  }
  return facts.say(words[kind])
}

/** The worst that the failure of one element of a kind does to a capability. */
export function worstOfKind(elements: readonly ElementVerdict[], capability: Capability): Worst {
  return worstOf(elements.map((element) => effectOn(element, capability)))
}

/**
 * The worst that the loss of two hosts does to a capability, and how many pairs are as grave. Pairs that the verdict does
 * not list are no worse than their two single losses together: the graver effect, and a share that is the product of
 * sums, `f1 + f2 - 1` at worst.
 */
export function worstOfPairs(facts: Facts, hosts: readonly ElementVerdict[], capability: Capability): Worst {
  const effects = hosts.map((host) => effectOn(host, capability))
  const listed = facts.verdict.pairs.worse
    .map((pair) => ({ elements: pair.elements, effect: effectOn(pair, capability) }))
    .sort((a, b) => worseFirst(a.effect, b.effect))
  const single = unlistedWorst(effects)
  const first = listed[0]?.effect
  const verdict = first !== undefined && worseFirst(first, single) < 0 ? first : single
  return {
    verdict,
    asGrave: pairsAsGrave(hosts, effects, listed, gravity(verdict)),
    of: facts.verdict.pairs.count,
  }
}

function unlistedWorst(effects: readonly CapabilityVerdict[]): CapabilityVerdict {
  const { verdict } = worstOf(effects)
  const [least = 1, next = 1] = effects.map(({ fraction }) => fraction).sort((a, b) => a - b)
  const fraction = Math.max(0, least + next - 1)
  return gravity(verdict) === 1 || gravity(verdict) === 2 ? { ...verdict, fraction } : verdict
}

function pairsAsGrave(
  hosts: readonly ElementVerdict[],
  effects: readonly CapabilityVerdict[],
  listed: readonly { readonly elements: readonly [string, string]; readonly effect: CapabilityVerdict }[],
  grave: number,
): number {
  const total = hosts.length
  const alone = new Set(
    hosts
      .filter((_host, at) => gravity(effects[at] as CapabilityVerdict) >= grave)
      .map((host) => host.element),
  )
  const without = total - alone.size
  const both = (size: number) => (size * (size - 1)) / 2
  const added = listed.filter(
    ({ elements, effect }) => gravity(effect) >= grave && !elements.some((element) => alone.has(element)),
  )
  return both(total) - both(without) + added.length
}
