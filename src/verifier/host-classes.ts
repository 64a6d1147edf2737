// Hosts that are alike can stand for each other in any failure (docs/verdict.md, "Hosts that are alike"). What holds for
// one pair of them holds for all, so that a thousand hosts need as few evaluations as there are kinds of hosts.

import { absent, type CompiledPlan } from './compiled-plan.ts'

/** Hosts that can be swapped without changing what any failure does. */
export interface HostClass {
  /** In plan order; the first one is evaluated in place of all. */
  readonly hosts: readonly number[]
}

/** All hosts of a plan in classes, and the class of each host. */
export interface HostClasses {
  readonly classes: readonly HostClass[]
  readonly classOf: Int32Array
}

/**
 * Sorts hosts into classes: the same roles with the same needs, the same failure domains, and nobody pinned to them. The
 * classes hold for any failure; with `hosts` for failures of hosts and instances alone, to which a rack matters only
 * where copies are spread over racks. Of those there are fewer.
 */
export function hostClasses(compiled: CompiledPlan, failing: 'anything' | 'hosts' = 'anything'): HostClasses {
  const separates = failing === 'anything' ? () => true : separatesCopies(compiled)
  const marks = instanceMarks(compiled)
  const domains = compiled.plan.hosts.map((): number[] => [])
  for (const [number, members] of compiled.domainMembers.entries()) {
    for (const host of members) if (separates(number, host)) domains[host]?.push(number)
  }
  const classOf = new Int32Array(compiled.plan.hosts.length)
  const numbers = new Map<string, number>()
  const classes: { hosts: number[] }[] = []
  for (const host of compiled.plan.hosts.keys()) {
    const roles = (compiled.instancesOn[host] ?? []).map((instance) => marks[instance] ?? '').sort()
    const signature = `${roles.join()}|${domains[host]}`
    const number = numbers.get(signature) ?? numbers.size
    numbers.set(signature, number)
    classOf[host] = number
    const known = classes[number]
    if (known === undefined) classes.push({ hosts: [host] })
    else known.hosts.push(host)
  }
  return { classes, classOf }
}

/** Whether copies that a host holds are told apart by a failure domain of that kind. */
function separatesCopies(compiled: CompiledPlan): (domain: number, host: number) => boolean {
  const kinds = new Map<number, Set<string>>()
  for (const { definition, isSpread, domainOf } of compiled.datasets) {
    if (!isSpread) continue
    for (const instance of domainOf.keys()) {
      const host = compiled.hostOf[instance] ?? absent
      kinds.set(host, (kinds.get(host) ?? new Set()).add(definition.domainKind))
    }
  }
  return (domain, host) => {
    const { kind } = compiled.plan.failureDomains[domain] ?? {}
    return kind !== undefined && kinds.get(host)?.has(kind) === true
  }
}

/** What tells one instance from another: its needs (and with them its role), and the endpoints that name it specially. */
export function instanceMarks(compiled: CompiledPlan): readonly string[] {
  const marks = Array.from(compiled.needClassOf, String)
  const mark = (instance: number | undefined, word: string) => {
    if (instance !== undefined && instance !== absent) marks[instance] = `${marks[instance]} ${word}`
  }
  const pinned = new Set(
    compiled.needClasses.flatMap(({ hard, soft }) =>
      [...hard, ...soft].flatMap(({ via, endpoint }) => (via === 'first' ? [endpoint] : [])),
    ),
  )
  for (const [number, { addresses, isWholeRole }] of compiled.endpoints.entries()) {
    if (!isWholeRole) for (const instance of addresses) mark(instance, `e${number}`)
    if (pinned.has(number)) mark(addresses[0], `f${number}`)
  }
  return marks
}
