// What is said of effects and rules: never better than it is.

import { describe, expect, test } from 'vitest'
import type { Finding, Verdict } from '../../model/verdict.ts'
import { planOfShape, sampleFacts } from '../testing/sample-verdict.ts'
import type { Facts } from './facts.ts'
import { type GuidelineRule, placementRules, preProductionRules } from './guideline-rules.ts'
import { duration, effectWords, percent } from './outcome-words.ts'
import { worseFirst, worstOf } from './outcomes.ts'
import { ruleState, rulesOfFinding } from './rule-states.ts'
import { platformRules, serviceRules } from './service-rules.ts'

const minimum = planOfShape('minimum')
const facts = sampleFacts(minimum, 'en')

describe('an effect', () => {
  test('is said in words, with the share that is left and the time that it takes', () => {
    const words = (
      outcome: 'survives' | 'degrades' | 'stops' | 'loses',
      fraction: number,
      recoveryMs: number | null,
    ) => effectWords(facts, { outcome, fraction, recoveryMs })
    expect(words('survives', 1, 0)).toBe('keeps working')
    expect(words('degrades', 2 / 3, 0)).toBe('works at 66%')
    expect(words('degrades', 1, 0)).toBe('works, with limits')
    expect(words('stops', 1, 30_500)).toBe('pauses about 31 s')
    expect(words('stops', 0.5, 30_500)).toBe('pauses about 31 s, then works at 50%')
    expect(words('stops', 0, null)).toBe('stops until repaired')
    expect(words('loses', 0, null)).toBe('loses data')
  })

  test('is never said longer in share or shorter in time than it is', () => {
    expect(percent(0.999)).toBe('99%')
    expect(percent(1 / 3)).toBe('33%')
    expect(duration(facts, 1)).toBe('1 s')
    expect(duration(facts, 60_001)).toBe('1 min 1 s')
    expect(duration(facts, 3_600_000)).toBe('1 h 0 min')
  })

  test('is worse than another by kind, then by what is left, then by how long it takes', () => {
    const loses = { outcome: 'loses', fraction: 0, recoveryMs: null } as const
    const down = { outcome: 'stops', fraction: 0, recoveryMs: null } as const
    const pause = { outcome: 'stops', fraction: 1, recoveryMs: 9_000 } as const
    const longer = { outcome: 'stops', fraction: 1, recoveryMs: 10_000 } as const
    const slower = { outcome: 'degrades', fraction: 0.5, recoveryMs: 0 } as const
    expect([slower, pause, loses, longer, down].sort(worseFirst)).toEqual([
      loses,
      down,
      longer,
      pause,
      slower,
    ])
    expect(worstOf([pause, longer, slower])).toEqual({ verdict: longer, asGrave: 2, of: 3 })
  })
})

function finding(given: Partial<Finding>): Finding {
  const words = { en: '', ko: '' }
  const at = { file: 'f', line: 1, column: 1, pointer: '' }
  return {
    check: 'c',
    severity: 'error',
    code: 'c.x',
    message: words,
    why: words,
    fix: words,
    at,
    data: {},
    ...given,
  }
}

function stateOf(of: Facts, id: string): unknown {
  const rule = [...preProductionRules, ...placementRules].find((one) => one.id === id) as GuidelineRule
  return ruleState(of, rule).state
}

function withoutFindings(of: Facts): Facts {
  return { ...of, verdict: { ...of.verdict, findings: [] } }
}

function withFindings(...findings: readonly Finding[]): Facts {
  return { ...facts, verdict: { ...facts.verdict, findings } satisfies Verdict }
}

describe('a rule of the guideline', () => {
  test('is kept, given up, broken, or not a question', () => {
    expect(stateOf(withFindings(), 'R-3.1')).toEqual({ tone: 'good', label: 'kept' })
    expect(stateOf(withFindings(), 'R-7.5')).toEqual({ tone: 'warn', label: 'given up' })
    expect(stateOf(withFindings(), 'R-8.1')).toEqual({ tone: 'plain', label: 'not applicable' })
    const broken = finding({ data: { rules: ['R-3.1'] } })
    expect(stateOf(withFindings(broken, broken), 'R-3.1')).toEqual({ tone: 'bad', label: '2 errors' })
    const warned = finding({ severity: 'warning', data: { rules: ['R-3.1'] } })
    expect(stateOf(withFindings(warned), 'R-3.1')).toEqual({ tone: 'warn', label: '1 warning' })
    const advised = finding({ severity: 'advice', data: { rules: ['R-3.1'] } })
    expect(stateOf(withFindings(advised), 'R-3.1')).toEqual({ tone: 'note', label: 'advice (1)' })
    const accepted = finding({ severity: 'advice', data: { rules: ['R-3.1'], relaxed: 'R-9.9' } })
    expect(stateOf(withFindings(accepted), 'R-3.1')).toEqual({ tone: 'warn', label: 'given up with R-9.9' })
  })

  test('is not said to be kept where there is one host only', () => {
    const starter = sampleFacts({ ...planOfShape('starter'), relaxes: [] }, 'en')
    for (const id of ['R-3.1', 'R-3.2', 'R-3.3']) {
      expect(stateOf(starter, id)).toEqual({ tone: 'bad', label: 'fewer than asked' })
    }
  })

  test('is asked of HDFS and YARN where these stand in for SeaweedFS and Spark', () => {
    const yarn = withoutFindings(sampleFacts(planOfShape('minimum', 'target: yarn'), 'en'))
    for (const id of ['R-3.2', 'R-3.3', 'R-7.4']) {
      expect([id, stateOf(yarn, id)]).toEqual([id, { tone: 'good', label: 'kept' }])
    }
  })

  test('is to be looked at where roles share hosts that should not', () => {
    const shared = {
      ...minimum,
      relaxes: [],
      instances: minimum.instances.map((one) =>
        one.service === 'trino' ? { ...one, host: 'host/compute-1' as const } : one,
      ),
    }
    expect(stateOf(sampleFacts(shared, 'en'), 'R-8.3')).toEqual({ tone: 'warn', label: 'to be looked at' })
  })

  test('is found in the rules that the check of a finding stands for', () => {
    const both = finding({ why: { en: 'R-1.A', ko: '' }, data: { rules: ['R-3.2', 'R-9.9'] } })
    expect([...rulesOfFinding(both)]).toEqual(['R-3.2', 'R-9.9'])
    expect([...rulesOfFinding(finding({}))]).toEqual([])
  })

  test('stands in the checklist once', () => {
    const all = [...serviceRules, ...preProductionRules, ...platformRules, ...placementRules]
    const ids = all.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
