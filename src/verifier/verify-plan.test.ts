import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Capability, Plan } from '../model/plan.ts'
import type { FailureVerdict, Outcome } from '../model/verdict.ts'
import { evaluateFailure } from './evaluate-failure.ts'
import { planned } from './testing/planned.ts'
import { smallPlan } from './testing/small-plan.ts'
import { verifyPlan } from './verify-plan.ts'

const ranks: Readonly<Record<Outcome, number>> = { survives: 0, degrades: 1, stops: 2, loses: 3 }
const shapes = ['starter', 'minimum', 'minimum-kafka'] as const

function elementsOf(plan: Plan): readonly string[] {
  return [...plan.instances, ...plan.hosts, ...plan.failureDomains, ...plan.networks].map(({ id }) => id)
}

/** Capabilities that only repair, or a backup, brings back. */
function stoppedForGood({ capabilities }: FailureVerdict): readonly string[] {
  return Object.entries(capabilities)
    .filter(([, verdict]) => verdict.outcome !== 'degrades' && verdict.recoveryMs === null)
    .map(([id]) => id)
}

/** Of these shapes the guideline leaves one thing single: Prometheus. */
function leftSingle(failure: FailureVerdict): readonly string[] {
  return stoppedForGood(failure).filter((id) => id === 'observe')
}

describe('verifyPlan', () => {
  it.each(shapes)('finds nothing down in %s while it is healthy', (shape) => {
    const plan = planned(shape)
    expect(evaluateFailure(plan, [])).toEqual({ capabilities: {}, lost: [], atRisk: [] })
    expect(verifyPlan(plan).findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it.each(['minimum', 'minimum-kafka'])(
    'shows that no host and no rack stops anything of %s for good',
    (shape) => {
      const { elements } = verifyPlan(planned(shape))
      const hard = elements.filter(({ element }) => !element.startsWith('network/'))
      for (const element of hard)
        expect(stoppedForGood(element), element.element).toEqual(leftSingle(element))
      for (const element of hard) expect(element.lost, element.element).toEqual([])
    },
  )

  it('lets a hardware balancer hold the virtual IPs from outside', () => {
    const plan = planned('medium-24', { services: { 'load-balancer': { kind: 'hardware' } } })
    expect(plan.instances.filter(({ service }) => service === 'load-balancer')).toEqual([])
    expect(verifyPlan(plan).findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('tells every single point of a platform for learning as a price that was accepted', () => {
    const { findings, minimalSets } = verifyPlan(planned('starter'))
    expect(findings.length).toBeGreaterThan(0)
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['warning']))
    expect(minimalSets.compute).toEqual([['host/compute-1']])
  })

  it('calls a single point an error where nobody accepted it', () => {
    const plan = smallPlan({ roles: { 'app/web': { on: ['a'] } } })
    expect(verifyPlan(plan).findings).toMatchObject([
      { severity: 'error', code: 'verdict.one-host-stops', data: { capability: 'query', hosts: ['host/a'] } },
    ])
  })

  it('says what does not work although nothing has failed', () => {
    const plan = smallPlan({ roles: { 'app/web': { on: ['a'], needs: [{ on: 'ghost/server' }] } } })
    const { findings, availability } = verifyPlan(plan)
    expect(findings).toMatchObject([{ severity: 'error', code: 'verdict.down-when-healthy' }])
    expect(availability).toEqual({ query: 0 })
  })

  it('gives the same bytes again', () => {
    expect(JSON.stringify(verifyPlan(planned('minimum')))).toBe(
      JSON.stringify(verifyPlan(planned('minimum'))),
    )
  })

  it('judges each element as if it were asked for alone', () => {
    const plan = planned('minimum-kafka')
    const { elements } = verifyPlan(plan)
    expect(elements.map(({ element }) => element)).toEqual(elementsOf(plan))
    for (const { element, ...verdict } of elements) expect(verdict).toEqual(evaluateFailure(plan, [element]))
  })

  it('lists for each capability sets that stop it, and none that contains another', () => {
    const plan = planned('minimum-kafka')
    const { minimalSets, minimalSetCounts } = verifyPlan(plan)
    for (const [capability, sets = []] of Object.entries(minimalSets)) {
      expect(sets).toHaveLength(minimalSetCounts[capability as Capability] ?? -1)
      for (const set of sets) {
        expect(stoppedForGood(evaluateFailure(plan, set))).toContain(capability)
        const smaller = set.map((left) => set.filter((host) => host !== left))
        for (const part of smaller)
          expect(stoppedForGood(evaluateFailure(plan, part))).not.toContain(capability)
      }
    }
  })
})

describe('a larger failure', () => {
  it.each(shapes)('of %s is never better than a part of it', (shape) => {
    const plan = planned(shape)
    const anyElements = fc.uniqueArray(fc.constantFrom(...elementsOf(plan)), { maxLength: 6 })
    fc.assert(
      fc.property(anyElements, fc.nat({ max: 6 }), (larger, taken) => {
        const [whole, part] = [evaluateFailure(plan, larger), evaluateFailure(plan, larger.slice(taken))]
        for (const [id, before] of Object.entries(part.capabilities)) {
          const after = whole.capabilities[id as Capability]
          expect(ranks[after?.outcome ?? 'survives']).toBeGreaterThanOrEqual(ranks[before.outcome])
          expect(after?.fraction ?? 1).toBeLessThanOrEqual(before.fraction)
        }
        expect(whole.lost).toEqual(expect.arrayContaining([...part.lost]))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a finding', () => {
  it('reads well in Korean whatever it speaks of', () => {
    const messages = verifyPlan(planned('starter')).findings.map(({ message }) => message.ko)
    expect(messages.join()).not.toContain('이(가)')
    expect(messages[0]).toContain('테이블 카탈로그가 ')
    expect(messages.find((message) => message.includes('Spark'))).toContain('Spark 작업이 ')
  })
})
