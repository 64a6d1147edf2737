// The four sentences that a manager reads.

import { expect, test } from 'vitest'
import { catalog } from '../../../catalog/index.gen.ts'
import type { CapabilityVerdict, FailureVerdict, Verdict } from '../../../model/verdict.ts'
import { planOfShape, sampleVerdict } from '../../testing/sample-verdict.ts'
import { gatherFacts } from '../facts.ts'
import { summarySection } from './summary.ts'

const plan = planOfShape('minimum')
const sample = sampleVerdict(plan)
const nothing: FailureVerdict = { capabilities: {}, lost: [], atRisk: [] }

/** A verdict in which only the named elements do anything. */
function verdictWhere(
  effects: Readonly<Record<string, FailureVerdict['capabilities']>>,
  pairs: Partial<Verdict['pairs']> = {},
): Verdict {
  return {
    ...sample,
    elements: sample.elements.map(({ element }) => ({
      element,
      ...nothing,
      capabilities: effects[element] ?? {},
    })),
    pairs: { count: 136, worseCount: 0, worse: [], ...pairs },
  }
}

function sentences(verdict: Verdict, language: 'ko' | 'en'): readonly string[] {
  return summarySection(gatherFacts(plan, verdict, catalog)(language)).blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [[block.content].flat().join('')] : [],
  )
}

const pause: CapabilityVerdict = { outcome: 'stops', fraction: 1, recoveryMs: 30_500 }
const down: CapabilityVerdict = { outcome: 'stops', fraction: 0, recoveryMs: null }
const loses: CapabilityVerdict = { outcome: 'loses', fraction: 0, recoveryMs: null }

test('says that nothing stops where nothing does', () => {
  const [first = '', ...others] = sentences(verdictWhere({}), 'en')
  expect(first).toContain(`17 hosts in 3 racks run ${plan.instances.length} processes`)
  expect(others).toEqual([
    'If one host fails, everything goes on without a pause.',
    'If one rack fails, everything goes on without a pause.',
    'Even of the 136 pairs of hosts none loses data or stops anything until repair.',
  ])
})

test('says what comes back by itself, what does not, and what two hosts lose', () => {
  const verdict = verdictWhere(
    {
      'host/control-1': { catalog: pause },
      'host/compute-1': { compute: down },
      'rack/r1': { catalog: pause, query: { outcome: 'degrades', fraction: 0.5, recoveryMs: 0 } },
    },
    {
      worseCount: 1,
      worse: [{ elements: ['host/storage-1', 'host/storage-2'], ...nothing, capabilities: { store: loses } }],
    },
  )
  expect(sentences(verdict, 'en').slice(1)).toEqual([
    'If one host fails, the following may stop until it is repaired or lose data (beside each, in how many of the 17 cases): compute (1). Everything else comes back by itself after at most about 31 s (catalog).',
    'If one rack fails, everything comes back by itself after at most about 31 s (catalog).',
    'What it does not survive: two hosts at once, in the worst of the 136 pairs (beside each, how many). May lose data: store (1); stop until repaired: compute (16).',
  ])
  expect(sentences(verdict, 'ko').slice(1)).toEqual([
    '호스트 한 대가 고장 나면 다음 용도는 복구할 때까지 멈추거나 데이터를 잃을 수 있습니다(괄호는 17가지 가운데 그런 경우의 수): 배치 처리 (1). 나머지 용도는 모두 사람 손 없이 되살아나며, 가장 오래 멈추는 시간은 약 31초입니다(멈추는 용도: 카탈로그).',
    '랙 하나가 고장 나도 모든 용도가 사람 손 없이 되살아나며, 가장 오래 멈추는 시간은 약 31초입니다(멈추는 용도: 카탈로그).',
    '견디지 못하는 것: 호스트 두 대가 동시에 고장 나는 136가지 가운데 가장 나쁜 경우입니다(괄호는 그런 경우의 수). 데이터를 잃을 수 있는 용도: 저장 (1); 복구할 때까지 멈추는 용도: 배치 처리 (16).',
  ])
})
