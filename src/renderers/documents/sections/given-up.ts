// Section 10: what was given up and why, what is there only once, what the checks found, and why things are as they are.

import { text } from '../../../model/text.ts'
import type { Finding, Severity } from '../../../model/verdict.ts'
import {
  type Block,
  type Phrase,
  paragraph,
  type Section,
  section,
  table,
  withCode,
} from '../document-model.ts'
import { bareName, count, type Facts } from '../facts.ts'
import { folded } from '../folded.ts'
import { placementRules, preProductionRules } from '../guideline-rules.ts'
import { duration, effectsPhrase } from '../outcome-words.ts'
import { reason } from '../reasons.ts'
import { platformRules, serviceRules } from '../service-rules.ts'

/** Prices and reasons. */
export function givenUpSection(facts: Facts): Section {
  const { say } = facts
  return section('given-up', say(text('What was given up, and why', '포기한 것과 그 이유')), [
    relaxes(facts),
    section('single-points', say(text('What is there only once', '하나뿐인 것')), [singlePoints(facts)]),
    section('findings', say(text('Findings', '발견 사항')), findings(facts)),
    section('decisions', say(text('Decisions and where they come from', '결정과 그 근거')), decisions(facts)),
  ])
}

function relaxes(facts: Facts): Block {
  const { say, plan } = facts
  if (plan.relaxes.length === 0) {
    return paragraph(
      say(text('No rule of the guideline was given up.', '지침의 규칙 가운데 포기한 것이 없습니다.')),
    )
  }
  const asked = new Map(
    [...serviceRules, ...preProductionRules, ...platformRules, ...placementRules].map((rule) => [
      rule.id,
      rule.words,
    ]),
  )
  const rows = plan.relaxes.map(({ rule, why, text: words }): readonly Phrase[] => {
    const known = asked.get(rule)
    return [{ strong: rule }, known === undefined ? '–' : say(known), words === undefined ? why : say(words)]
  })
  return table(
    [
      say(text('Rule', '규칙')),
      say(text('What it asks', '내용')),
      say(text('Why it was given up', '포기한 이유')),
    ],
    rows,
  )
}

/** Roles with one instance that some user would miss: the effect of that instance's loss beside it. */
function singlePoints(facts: Facts): Block {
  const { say } = facts
  const effects = new Map(facts.verdict.elements.map((element) => [element.element, element]))
  const minutes = new Map<string, number>(
    facts.verdict.leftSingle.map(({ role, minutesAYear }) => [role, minutesAYear]),
  )
  const rows = facts.roles.flatMap(({ service, role, instances }): readonly (readonly Phrase[])[] => {
    const [only] = instances
    if (only === undefined || instances.length > 1) return []
    const failure = effects.get(only.id)
    const effect = failure === undefined ? '–' : effectsPhrase(facts, failure)
    const cost = minutes.get(`${service}/${role}`)
    return [[{ strong: facts.role(service, role) }, bareName(only.host), effect, costWords(facts, cost)]]
  })
  if (rows.length === 0) {
    return paragraph(say(text('Every role has two instances or more.', '모든 역할이 둘 이상 있습니다.')))
  }
  return table(
    [
      say(text('Role', '역할')),
      say(text('Host', '호스트')),
      say(text('When it fails', '고장 나면')),
      `>${say(text('Expected to be gone, a year', '1년에 멈춰 있을 시간(예상)'))}`,
    ],
    rows,
  )
}

function costWords(facts: Facts, minutesAYear: number | undefined): string {
  return minutesAYear === undefined ? '–' : duration(facts, minutesAYear * 60_000)
}

const severities: readonly Severity[] = ['error', 'warning', 'advice']

function findings(facts: Facts): readonly Block[] {
  const { say, verdict } = facts
  if (verdict.findings.length === 0) {
    return [paragraph(say(text('The checks found nothing.', '검사에서 발견된 것이 없습니다.')))]
  }
  const sorted = severities.flatMap((severity) => verdict.findings.filter((one) => one.severity === severity))
  const rows = sorted.map((finding): readonly Phrase[] => [
    severityChip(facts, finding.severity),
    [...withCode(say(finding.message)), ' ', { small: finding.code }],
    withCode(say(finding.why)),
    withCode(say(finding.fix)),
    { code: `${finding.at.file}:${finding.at.line}:${finding.at.column}` },
  ])
  return folded(
    facts,
    say(text(`all ${count(rows.length)} findings`, `발견 사항 ${count(rows.length)}건 모두 보기`)),
    [
      say(text('Severity', '심각도')),
      say(text('What', '무엇이')),
      say(text('Why it matters', '왜 문제인가')),
      say(text('What to do', '어떻게 고치는가')),
      say(text('Place', '위치')),
    ],
    rows,
  )
}

function severityChip(facts: Facts, severity: Finding['severity']): Phrase {
  switch (severity) {
    case 'error':
      return { tone: 'bad', label: facts.say(text('error', '오류')) }
    case 'warning':
      return { tone: 'warn', label: facts.say(text('warning', '경고')) }
    case 'advice':
      return { tone: 'note', label: facts.say(text('advice', '조언')) }
  }
}

function decisions(facts: Facts): readonly Block[] {
  const { say, plan } = facts
  const rows = plan.decisions.map((decision): readonly Phrase[] => [
    { code: decision.about },
    reason(facts, decision.why),
    decision.source,
  ])
  return folded(
    facts,
    say(text(`all ${count(rows.length)} decisions`, `결정 ${count(rows.length)}가지 모두 보기`)),
    [say(text('About', '대상')), say(text('Why', '이유')), say(text('Source', '근거'))],
    rows,
  )
}
