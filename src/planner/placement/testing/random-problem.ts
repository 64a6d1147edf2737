// Small problems of placement at random: few hosts, many alike, little room. For tests.

import fc from 'fast-check'
import type { Problem, ProblemDomain, ProblemHost, ProblemPair, ProblemRole } from '../problem.ts'

const hosts = fc.array(
  fc.record({
    memoryMiB: fc.constantFrom(4, 4, 6, 10),
    diskGiB: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 5),
    rack: fc.nat(2),
    zone: fc.constantFrom(0, 1, undefined),
    // As a set of bits: a host may hang on several switches, or on none that others share.
    switches: fc.oneof(fc.constant(0), fc.nat(7)),
  }),
  { minLength: 1, maxLength: 5 },
)

const roles = fc.array(
  fc.record({
    mask: fc.oneof(fc.constant(31), fc.nat(31)),
    before: fc.oneof(fc.constant(0), fc.nat(31)),
    share: fc.nat(4),
    memoryMiB: fc.nat(4),
    diskGiB: fc.nat(2),
    limited: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
)

const pairs = fc.array(
  fc.record({ first: fc.nat(3), second: fc.nat(3), level: fc.constantFrom('rules', 'sharing') }),
  { maxLength: 4 },
)

function domainsOf(
  kind: ProblemDomain['kind'],
  names: readonly (number | undefined)[],
): readonly ProblemDomain[] {
  const known = names.filter((name) => name !== undefined)
  return [...new Set(known)].map((name) => ({
    kind,
    members: names.flatMap((own, host) => (own === name ? [host] : [])),
  }))
}

/** Problems of at most five hosts and four roles, feasible and not. */
export const problems: fc.Arbitrary<Problem> = fc
  .tuple(hosts, roles, pairs, fc.boolean())
  .map(([seats, wanted, apart, hasZones]): Problem => {
    const inMask = (mask: number): readonly number[] =>
      [...seats.keys()].filter((host) => (mask & (1 << host)) !== 0)
    const domains = [
      ...domainsOf(
        'rack',
        seats.map(({ rack }) => rack),
      ),
      ...(hasZones
        ? domainsOf(
            'zone',
            seats.map(({ zone }) => zone),
          )
        : []),
      ...[1, 2, 4].flatMap((bit): readonly ProblemDomain[] => {
        const members = [...seats.keys()].filter((host) => ((seats[host]?.switches ?? 0) & bit) !== 0)
        return members.length === 0 ? [] : [{ kind: 'switch', members }]
      }),
    ]
    const placed = wanted.map((role, index): ProblemRole => {
      const candidates = inMask(role.mask)
      const count = Math.min(candidates.length, role.share)
      return {
        id: `role-${index}`,
        count,
        candidates,
        memoryMiB: role.memoryMiB,
        diskGiB: role.diskGiB,
        ...(role.limited && count > 1 ? { rackLimit: Math.ceil(count / 2) } : {}),
        before: inMask(role.before),
      }
    })
    const known = new Set<string>()
    return {
      hosts: seats.map(
        ({ memoryMiB, diskGiB }, index): ProblemHost => ({ name: `h${index}`, memoryMiB, diskGiB }),
      ),
      roles: placed,
      pairs: apart.flatMap(({ first, second, level }): readonly ProblemPair[] => {
        if (first >= second || second >= placed.length || known.has(`${first} ${second}`)) return []
        known.add(`${first} ${second}`)
        return [{ first, second, level: level === 'rules' ? 'rules' : 'sharing' }]
      }),
      domains,
    }
  })
