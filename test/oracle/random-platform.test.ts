import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomPlatform } from './random-platform.ts'
import { simulationOf } from './simulate.ts'
import { planOf } from './sketch.ts'
import { elementsOf } from './whole-verdict.ts'

test('random platforms show every rule, every kind of need and every outcome', () => {
  const seen = new Map<string, number>()
  const see = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
  for (const sketch of fc.sample(randomPlatform, { numRuns: 300, seed: 4 })) {
    const plan = planOf(sketch)
    const simulate = simulationOf(plan)
    for (const role of plan.roles) see(role.rule.kind)
    for (const need of plan.instances.flatMap((one) => one.needs)) see(`${need.strength} ${need.via}`)
    if (Object.keys(simulate([]).capabilities).length === 0) see('healthy')
    for (const element of elementsOf(plan)) {
      const { capabilities, lost, atRisk } = simulate([element])
      for (const { outcome, recoveryMs } of Object.values(capabilities)) {
        see(outcome === 'stops' && recoveryMs !== null ? 'stops for a while' : outcome)
      }
      if (Object.keys(capabilities).length === 0) see('untouched')
      if (lost.length > 0) see('lost')
      if (atRisk.length > 0) see('at risk')
    }
  }
  const rules = [
    ...['any', 'majority', 'elected-primary', 'standby', 'asynchronous-primary', 'dataset', 'capacity'],
    ...['single', 'per-host'],
  ]
  const needs = ['hard', 'soft', 'startup'].flatMap((one) =>
    ['vip', 'list', 'first'].map((via) => `${one} ${via}`),
  )
  const outcomes = [
    'degrades',
    'stops',
    'stops for a while',
    'loses',
    'untouched',
    'lost',
    'at risk',
    'healthy',
  ]
  for (const what of [...rules, ...needs, ...outcomes]) {
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(10)
  }
})
