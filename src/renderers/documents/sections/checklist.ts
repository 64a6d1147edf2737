// Section 9: the guideline's rules one by one, and how each stands in this plan.

import { text } from '../../../model/text.ts'
import { type Block, type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import type { Facts } from '../facts.ts'
import { type GuidelineRule, placementRules, preProductionRules } from '../guideline-rules.ts'
import { ruleState } from '../rule-states.ts'
import { platformRules, serviceRules } from '../service-rules.ts'

/** The checklist before production, then the rules of placement. */
export function checklistSection(facts: Facts): Section {
  const { say } = facts
  return section('checklist', say(text('Checklist', '점검표')), [
    paragraph(
      say(
        text(
          'How each rule of the guideline stands. “Given up” was declared on purpose, errors and warnings are explained in the next section.',
          '지침의 규칙마다 지켜졌는지 적었습니다. “포기함”은 일부러 그렇게 선언한 것이며, 오류와 경고는 다음 장에서 설명합니다.',
        ),
      ),
      ' ',
      { link: 'findings', label: say(text('Findings', '발견 사항')) },
    ),
    section('pre-production', say(text('Before production (R-3)', '운영 전 점검(R-3)')), [
      ruleTable(facts, preProductionRules),
    ]),
    section('service-rules', say(text('Each service (R-1, R-2)', '서비스별 이중화(R-1, R-2)')), [
      ruleTable(facts, serviceRules),
    ]),
    section('platform-rules', say(text('Servers and networks (R-4, R-6)', '서버와 네트워크(R-4, R-6)')), [
      ruleTable(facts, platformRules),
    ]),
    section(
      'placement-rules',
      say(
        text(
          'Balancers, placement, coexistence (R-5, R-7, R-8, R-9)',
          '부하 분산, 배치, 함께 두기(R-5, R-7, R-8, R-9)',
        ),
      ),
      [ruleTable(facts, placementRules)],
    ),
  ])
}

function ruleTable(facts: Facts, rules: readonly GuidelineRule[]): Block {
  const { say } = facts
  const rows = rules.map((rule): readonly Phrase[] => {
    const { state, evidence } = ruleState(facts, rule)
    return [rule.id, say(rule.words), state, evidence]
  })
  return table(
    [
      say(text('Rule', '규칙')),
      say(text('What it asks', '내용')),
      say(text('State', '상태')),
      say(text('In this plan', '이 계획에서는')),
    ],
    rows,
  )
}
