// Section 8: what every failure does, the pairs that are worse than their parts, and how much of a year that costs.

import type { Capability } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import type { ElementVerdict, FailureVerdict } from '../../../model/verdict.ts'
import { type Block, type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import { type ElementKind, elementKinds } from '../elements.ts'
import { bareName, count, type Facts } from '../facts.ts'
import { kindWords } from '../failure-classes.ts'
import { folded } from '../folded.ts'
import { nameRanges } from '../name-ranges.ts'
import { dataWords, duration, effectsPhrase } from '../outcome-words.ts'
import { effectOn } from '../outcomes.ts'
import { minimalSetsSection, pairsSection } from './worst-cases.ts'

/** The verdict, kind of element by kind of element. */
export function failuresSection(facts: Facts): Section {
  const { say } = facts
  const kinds = facts.elements
  return section('failures', say(text('What failures do', '장애 분석')), [
    {
      kind: 'remark',
      tone: 'note',
      content: say(
        text(
          'Predicted: everything here is computed from the plan; recovery times follow from the timeouts that are configured. Nothing in this document was measured.',
          '예측(predicted): 이 장의 내용은 모두 계획에서 계산했으며, 복구 시간은 설정된 제한 시간에서 나옵니다. 이 문서에 실제로 측정한 값은 없습니다.',
        ),
      ),
    },
    legend(facts),
    ...elementKinds.flatMap((kind) => kindSection(facts, kind, kinds.get(kind) ?? [])),
    pairsSection(facts),
    minimalSetsSection(facts),
    availabilitySection(facts),
  ])
}

function legend(facts: Facts): Block {
  const { say } = facts
  const chip = (
    tone: 'good' | 'note' | 'warn' | 'bad',
    en: string,
    ko: string,
    means: Parameters<typeof say>[0],
  ): Phrase => [{ tone, label: say(text(en, ko)) }, ' ', say(means)]
  return {
    kind: 'list',
    items: [
      chip(
        'good',
        'keeps working',
        '영향 없음',
        text('Users notice nothing.', '사용자가 알아차리지 못합니다.'),
      ),
      chip(
        'note',
        'works at 66%',
        '성능 66%로 동작',
        text('It works with that share of its capacity.', '남은 성능으로 느려진 채 계속 동작합니다.'),
      ),
      chip(
        'warn',
        'pauses about 30 s',
        '약 30초 멈춤',
        text(
          'It stops for that long and comes back by itself.',
          '그 시간만큼 멈췄다가 사람 손 없이 되살아납니다.',
        ),
      ),
      chip(
        'bad',
        'stops until repaired',
        '복구할 때까지 멈춤',
        text('Someone has to repair it.', '사람이 고쳐야 다시 동작합니다.'),
      ),
      chip(
        'bad',
        'loses data',
        '데이터 손실',
        text(
          'Data that was written may be gone for good, when the disks of those hosts are lost.',
          '그 호스트의 디스크가 사라지면 저장했던 데이터를 영영 잃을 수 있습니다.',
        ),
      ),
    ],
  }
}

/** Elements that share a row: of one group or role, with the same effects. */
interface AlikeElements {
  readonly of: string
  readonly names: string[]
  readonly failure: FailureVerdict
}

function kindSection(
  facts: Facts,
  kind: ElementKind,
  elements: readonly ElementVerdict[],
): readonly Section[] {
  if (elements.length === 0) return []
  const { say } = facts
  const rows = alike(facts, kind, elements).map(({ of, names, failure }): readonly Phrase[] => [
    [...(of === '' ? [] : [{ strong: of }, ' ']), nameRanges(names, say, 4)],
    count(names.length),
    effectsPhrase(facts, failure),
    dataWords(facts, failure),
  ])
  const headings = [
    say(text('What fails', '고장 나는 것')),
    `>${say(text('Cases', '경우'))}`,
    say(text('What happens', '결과')),
    say(text('Data', '데이터')),
  ]
  const title = say(text(`When ${kindWords(facts, kind)} fails`, `${kindWords(facts, kind)}가 고장 나면`))
  const summary = say(text(`all ${count(rows.length)} cases`, `${count(rows.length)}가지 모두 보기`))
  return [section(`failures-${kind}`, title, folded(facts, summary, headings, rows))]
}

function alike(
  facts: Facts,
  kind: ElementKind,
  elements: readonly ElementVerdict[],
): readonly AlikeElements[] {
  const rows = new Map<string, AlikeElements>()
  for (const element of elements) {
    const [of, name] = placeOf(facts, kind, element.element)
    const key = JSON.stringify([
      of,
      facts.capabilities.map((id) => effectOn(element, id)),
      element.lost,
      element.atRisk,
    ])
    const row = rows.get(key)
    if (row === undefined) rows.set(key, { of, names: [name], failure: element })
    else row.names.push(name)
  }
  return [...rows.values()]
}

/** What an element is one of, and its own name there. */
function placeOf(facts: Facts, kind: ElementKind, id: string): readonly [string, string] {
  if (kind === 'host') return [facts.groupOf.get(id as `host/${string}`) ?? '', bareName(id)]
  if (kind === 'network') return [facts.network(bareName(id) as 'data'), id]
  if (kind !== 'instance') return ['', id]
  const [service = '', role = ''] = id.split('/')
  return [facts.role(service, role), id]
}

function availabilitySection(facts: Facts): Section {
  const { say } = facts
  const shares = facts.capabilities.flatMap((id): [Capability, number][] => {
    const share = facts.verdict.availability[id]
    return share === undefined ? [] : [[id, share]]
  })
  const title = say(text('Availability over a year', '연간 가용성'))
  if (shares.length === 0) {
    return section('availability', title, [paragraph(say(text('Not computed.', '계산하지 않았습니다.')))])
  }
  const rows = shares.map(([id, share]): readonly Phrase[] => [
    { strong: facts.capability(id) },
    exactPercent(share),
    duration(facts, (1 - share) * yearMs),
  ])
  return section('availability', title, [
    paragraph(
      say(
        text(
          'Share of time that something can be used, from how often hardware fails and how long repair takes (assumptions: docs/verdict.md). Planned maintenance and mistakes of people are not in it.',
          '장비가 얼마나 자주 고장 나고 고치는 데 얼마나 걸리는지로 계산한, 쓸 수 있는 시간의 비율입니다(가정은 docs/verdict.md). 계획된 점검과 사람의 실수는 포함하지 않습니다.',
        ),
      ),
    ),
    table(
      [
        say(text('Capability', '용도')),
        `>${say(text('Availability', '가용성'))}`,
        `>${say(text('Not usable, a year', '1년에 쓸 수 없는 시간'))}`,
      ],
      rows,
    ),
  ])
}

const yearMs = 365.25 * 24 * 3600 * 1000

/** A share near one with as many nines as it has, never said larger than it is. */
function exactPercent(share: number): string {
  if (share >= 1) return '100%'
  const digits = Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(1 - share)) - 1))
  const scale = 10 ** digits
  return `${(Math.floor(share * 100 * scale + 1e-6) / scale).toFixed(digits)}%`
}
