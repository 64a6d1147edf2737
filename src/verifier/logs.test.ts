// What the loss of Loki's servers does: one is a gap, two stop the logs and may take the newest lines with them.

import { describe, expect, test } from 'vitest'
import { planned } from './testing/planned.ts'
import { verifyPlan } from './verify-plan.ts'

const plan = planned('minimum', { target: 'kubernetes', services: { loki: {} } })
const verdict = verifyPlan(plan)
const observe = (element: string) =>
  verdict.elements.find((one) => one.element === element)?.capabilities.observe

describe('the loss of a Loki server', () => {
  test('of one pod or one node is over as soon as its Service leaves it out', () => {
    expect(observe('loki/server/1')).toMatchObject({ outcome: 'stops', fraction: 1, recoveryMs: 10_000 })
    const [first] = plan.instances.filter(({ service }) => service === 'loki')
    expect(observe(first?.host ?? '')).toMatchObject({ outcome: 'stops', fraction: 1 })
  })

  test('of two nodes takes lines along that were not in object storage yet', () => {
    const hosts = plan.instances.filter(({ service }) => service === 'loki').map(({ host }) => host)
    const sets = verdict.minimalSets.observe ?? []
    expect(
      sets.some((set) => set.length === 2 && set.every((one) => hosts.some((host) => host === one))),
    ).toBe(true)
    expect(plan.datasets.find(({ id }) => id === 'dataset/loki-recent')).toMatchObject({
      copies: 3,
      minInSync: 2,
      durableCopies: 2,
    })
  })
})
