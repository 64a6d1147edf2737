// What fast-check draws for a random platform: small numbers without any bond between them. random-platform.ts reads them
// modulo what there is, so that a counterexample shrinks to very little.

import fc from 'fast-check'
import type { AvailabilityRule, NeedStrength, NeedVia, PlanDataset } from '../../src/model/plan.ts'

/** One of the values, each as often as its weight; shrinks towards the first. */
function weighted<const T>(...values: readonly (readonly [number, T])[]): fc.Arbitrary<T> {
  const all = values.flatMap(([weight, value]) => Array.from({ length: weight }, () => value))
  return fc.nat(all.length - 1).map((index) => all[index] as T)
}

/** True once in so many times. */
const onceIn = (times: number): fc.Arbitrary<boolean> => weighted([times - 1, false], [1, true])

const hostDraw = fc.record({
  racks: weighted([4, 1], [4, 2], [2, 4], [2, 0], [2, 3]),
  zones: weighted([4, 1], [3, 2], [1, 0]),
  switches: weighted([4, 3], [2, 1], [2, 0], [1, 2], [1, 6]),
})

const needDraw = fc.record({
  endpoint: fc.nat(20),
  missing: onceIn(40),
  strength: weighted<NeedStrength>([4, 'hard'], [6, 'soft'], [1, 'startup']),
  via: weighted<NeedVia>([5, 'list'], [3, 'vip'], [2, 'first']),
})

const datasetDraw = fc.record({
  copies: weighted([3, 2], [3, 3], [2, 1], [1, 4]),
  minInSync: weighted([10, 1], [6, 2], [1, 3], [1, 4]),
  domainKind: fc.constantFrom<PlanDataset['domainKind'][]>('host', 'rack', 'zone'),
  asynchronous: weighted([2, undefined], [1, true]),
  durableCopies: weighted([4, undefined], [1, 1], [3, 2], [1, 3]),
  writesMove: weighted([1, undefined], [1, true]),
})

const endpointDraw = fc.record({
  network: fc.nat(5),
  at: weighted([20, 'all'], [4, 'odd'], [4, 'reversed'], [1, 'none'], [1, 'strange']),
  vip: onceIn(3),
})

/** A kind of rule; `none` is a role that the plan has no rule for. */
export type RuleKind = AvailabilityRule['kind'] | 'none'

const ruleKinds: readonly (readonly [number, RuleKind])[] = [
  ...([
    [3, 'any'],
    [6, 'dataset'],
    [4, 'majority'],
    [4, 'elected-primary'],
  ] as const),
  ...([
    [2, 'asynchronous-primary'],
    [4, 'capacity'],
    [1, 'standby'],
    [1, 'single'],
  ] as const),
  ...([
    [2, 'per-host'],
    [1, 'none'],
  ] as const),
]

const roleDraw = fc.record({
  service: weighted([4, 0], [2, 1], [1, 2]),
  kind: weighted(...ruleKinds),
  strict: fc.boolean(),
  consensus: fc.nat(30),
  minimum: weighted([3, 1], [3, 2], [2, 3], [1, 5]),
  on: fc.array(fc.nat(11), { minLength: 1, maxLength: 5, size: 'max' }),
  apart: weighted([2, true], [1, false]),
  noInstances: onceIn(40),
  dataset: datasetDraw,
  holdsDataset: fc.boolean(),
  noDataset: onceIn(20),
  endpoints: fc.array(endpointDraw, { minLength: 1, maxLength: 2, size: 'max' }),
  needs: fc.tuple(needDraw, needDraw),
  // The second need is of the endpoint after that of the first: often of the same role.
  twins: onceIn(4),
  needCount: weighted([4, 0], [5, 1], [2, 2]),
  own: fc.array(fc.record({ number: fc.integer({ min: 1, max: 4 }), need: needDraw }), { maxLength: 3 }),
  owns: onceIn(4),
  flows: weighted([3, 0], [3, 1], [1, 2], [1, 3]),
  recovery: weighted<readonly [number, number?] | undefined>(
    ...([
      [3, undefined],
      [1, [30_000]],
      [1, [30_000, 2_000]],
      [1, [9_000, 0]],
      [1, [5_000, 8_000]],
    ] as const),
  ),
})

const balancerDraw = fc.record({
  has: weighted([3, true], [1, false]),
  edges: fc.oneof(
    ...[2, 2, 6].map((maxLength) => fc.array(fc.nat(11), { minLength: 1, maxLength, size: 'max' })),
  ),
  proxy: weighted<'same' | 'none' | 'shifted'>([4, 'same'], [2, 'none'], [1, 'shifted']),
  need: needDraw,
  needs: onceIn(3),
  recovery: weighted<readonly [number, number?] | undefined>([1, undefined], [1, [3_600]], [1, [3_600, 900]]),
})

/** The numbers that a random platform is made of. */
export const platformDraw = fc.record({
  // Hosts of two groups that are alike in roles and, but for one, in failure domains.
  alike: onceIn(3),
  odd: fc.nat(9),
  hosts: fc.array(hostDraw, { minLength: 2, maxLength: 6, size: 'max' }),
  networks: fc.integer({ min: 1, max: 3 }),
  // Mostly few roles: a rule shows best where little stands between it and people.
  roles: fc.oneof(
    ...[2, 3, 4, 4, 6].map((maxLength) => fc.array(roleDraw, { minLength: 1, maxLength, size: 'max' })),
  ),
  balancer: balancerDraw,
  keepers: fc.array(fc.nat(11), { minLength: 1, maxLength: 3, size: 'max' }),
  capabilities: fc.array(fc.array(fc.nat(20), { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 3,
  }),
  missingEndpoint: onceIn(60),
  domainsReversed: fc.boolean(),
})

type Drawn<T> = T extends fc.Arbitrary<infer V> ? V : never
/** Numbers of a platform, and of its parts. */
export type PlatformDraw = Drawn<typeof platformDraw>
export type RoleDraw = Drawn<typeof roleDraw>
export type NeedDraw = Drawn<typeof needDraw>
export type BalancerDraw = Drawn<typeof balancerDraw>
