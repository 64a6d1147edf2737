// Which roles may share a host. What is not named here may.

import type { RoleId } from '../../model/plan.ts'
import type { ProblemPair } from './problem.ts'

/** Two sets of roles, and what the requirements say of sharing a host. */
export interface CoexistenceRule {
  readonly rule: string
  readonly roles: readonly string[]
  /** Roles that they do not share with; `*`: with none but `roles` and `beside`; `each`: nor among themselves. */
  readonly apartFrom: readonly string[] | '*' | 'each'
  /** Roles that are welcome beside them. */
  readonly beside?: readonly string[]
  /** `rules`: kept wherever hosts allow it. `sharing`: allowed, at a price. */
  readonly level: ProblemPair['level']
  /** Rules of which each, given up by the declaration, lifts this one. */
  readonly liftedBy: readonly string[]
  /** Only where the platform is to survive failures. */
  readonly highAvailabilityOnly?: boolean
}

/** The rules, as data. Roles are `service/role` or a whole `service`. */
export const coexistenceRules: readonly CoexistenceRule[] = [
  {
    rule: 'R-8.2',
    roles: ['load-balancer', 'ingress'],
    apartFrom: '*',
    level: 'rules',
    liftedBy: ['R-8.2', 'R-5.3'],
  },
  {
    rule: 'R-8.3',
    roles: ['trino'],
    apartFrom: ['spark/master', 'spark/worker', 'yarn'],
    level: 'rules',
    liftedBy: ['R-8.3'],
  },
  {
    rule: 'R-8.4',
    roles: ['opensearch/manager', 'opensearch/data'],
    apartFrom: '*',
    beside: ['opensearch'],
    level: 'rules',
    liftedBy: ['R-8.4'],
  },
  {
    rule: 'R-9.8',
    roles: ['kafka'],
    apartFrom: 'each',
    level: 'rules',
    liftedBy: ['R-9.8', 'R-2.8'],
    highAvailabilityOnly: true,
  },
  {
    rule: 'R-9.4',
    roles: ['trino/worker'],
    apartFrom: ['spark/worker', 'yarn/nodemanager'],
    level: 'sharing',
    liftedBy: [],
  },
  {
    rule: 'R-9.6',
    roles: ['seaweedfs/volume'],
    apartFrom: ['hive-metastore/server'],
    level: 'sharing',
    liftedBy: [],
  },
]

/** A role as the rules see it. */
export interface CoexistingRole {
  readonly id: RoleId
  readonly apartFrom: readonly RoleId[]
}

/** A pair of roles and the rule that would keep them apart. */
export interface ApartPair extends ProblemPair {
  /** The rule's number, or the role that says so itself. */
  readonly rule: string
}

/**
 * The pairs of roles that are to be apart on this platform, each once, the sternest reason first. Indexes are those of
 * `roles`.
 */
export function apartPairs(
  roles: readonly CoexistingRole[],
  platform: { readonly tier: 'single' | 'ha'; readonly relaxed: ReadonlySet<string> },
): readonly ApartPair[] {
  const pairs = new Map<string, ApartPair>()
  const add = (a: number, b: number, level: ProblemPair['level'], rule: string): void => {
    const [first, second] = a < b ? [a, b] : [b, a]
    const key = `${first} ${second}`
    if (first !== second && !pairs.has(key)) pairs.set(key, { first, second, level, rule })
  }
  for (const rule of coexistenceRules) {
    if (rule.liftedBy.some((lifting) => platform.relaxed.has(lifting))) continue
    if (rule.highAvailabilityOnly === true && platform.tier !== 'ha') continue
    for (const [a, { id }] of roles.entries()) {
      if (!names(rule.roles, id)) continue
      for (const [b, other] of roles.entries()) {
        if (isApart(rule, other.id)) add(a, b, rule.level, rule.rule)
      }
    }
  }
  for (const [a, { id, apartFrom }] of roles.entries()) {
    for (const [b, other] of roles.entries()) if (apartFrom.includes(other.id)) add(a, b, 'sharing', id)
  }
  return [...pairs.values()]
}

function isApart(rule: CoexistenceRule, other: RoleId): boolean {
  if (rule.apartFrom === 'each') return true
  if (rule.apartFrom === '*') return !names([...rule.roles, ...(rule.beside ?? [])], other)
  return names(rule.apartFrom, other)
}

function names(list: readonly string[], id: RoleId): boolean {
  return list.includes(id) || list.includes(id.split('/')[0] ?? '')
}
