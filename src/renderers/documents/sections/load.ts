// Section 4: what the declared load needs beside what is planned, and how good the placement of all roles is.

import type { Plan, PlanPlacement, PlanSizing } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { isShort } from '../../../planner/sizing-of-hosts.ts'
import { type Block, type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import { count, type Facts, plural, size } from '../facts.ts'
import { folded } from '../folded.ts'

/** Load, sizes and placement. */
export function loadSection(facts: Facts): Section {
  const { say, plan } = facts
  const sizing = plan.sizing ?? []
  return section('load', say(text('Load, sizes and placement', '부하와 크기, 배치')), [
    paragraph(loadWords(facts, plan.load)),
    ...(sizing.length === 0 ? [] : neededTable(facts, sizing)),
    section('placement', say(text('Placement', '배치')), placement(facts)),
    ...(sizing.length === 0
      ? []
      : [
          section(
            'formulas',
            say(text('Every number and its formula', '모든 수치와 계산식')),
            formulas(facts),
          ),
        ]),
  ])
}

function loadWords({ say }: Facts, load: Plan['load']): string {
  const of = (what: string) => Number(load[what] ?? 0)
  const [stored, ingest, users] = [size(of('storedGiB')), of('ingestMiBPerSecond'), of('users')]
  const [queries, jobs] = [of('concurrentQueries'), of('concurrentJobs')]
  return say(
    text(
      `It is sized for this load: ${stored} stored, ${ingest} MiB/s coming in, ${plural(queries, 'SQL statement')} and ${plural(jobs, 'Spark job')} at once, ${plural(users, 'user')}.`,
      `다음 부하에 맞춰 크기를 정했습니다. 저장 ${stored}, 수집 초당 ${ingest} MiB, 동시 질의 ${count(queries)}개, 동시 작업 ${count(jobs)}개, 사용자 ${count(users)}명.`,
    ),
  )
}

/** What the load asks for beside what is planned; what is too little stands first and is said above. */
function neededTable(facts: Facts, sizing: readonly PlanSizing[]): readonly Block[] {
  const { say } = facts
  const asked = sizing.filter(({ needed }) => needed !== undefined)
  const short = asked.filter(isShort)
  const rows = [...short, ...asked.filter((number) => !isShort(number))].map((number): readonly Phrase[] => [
    { strong: aboutWords(facts, number) },
    say(number.text),
    amount(number.needed ?? 0, number),
    amount(number.value, number),
    isShort(number)
      ? { tone: 'bad', label: say(text('too little', '모자람')) }
      : { tone: 'good', label: say(text('enough', '충분')) },
  ])
  return [
    {
      kind: 'remark',
      tone: short.length === 0 ? 'good' : 'bad',
      content:
        short.length === 0
          ? say(text('What is planned carries this load.', '계획한 자원으로 이 부하를 감당할 수 있습니다.'))
          : say(
              text(
                `${plural(short.length, 'number')} of the plan ${short.length === 1 ? 'is' : 'are'} below what this load asks for: it will work, but too slowly or not for long.`,
                `수치 ${count(short.length)}가지가 이 부하에 모자랍니다. 동작은 하지만 느리거나 오래 버티지 못합니다.`,
              ),
            ),
    },
    ...folded(
      facts,
      say(text(`all ${count(rows.length)} numbers`, `수치 ${count(rows.length)}가지 모두 보기`)),
      [
        say(text('What', '대상')),
        say(text('Number', '항목')),
        `>${say(text('Needed', '필요'))}`,
        `>${say(text('Planned', '계획'))}`,
        say(text('State', '상태')),
      ],
      rows,
    ),
  ]
}

function aboutWords(facts: Facts, { about }: PlanSizing): string {
  const [kind = '', name = ''] = about.split('/')
  if (kind === 'host') return name
  return kind === 'network' ? facts.network(name as 'data') : facts.role(kind, name)
}

function amount(value: number, { unit }: PlanSizing): string {
  const rounded = Math.round(value * 100) / 100
  const words = Number.isInteger(rounded) ? count(rounded) : String(rounded)
  return unit === 'count' ? words : `${words} ${unit}`
}

function formulas(facts: Facts): readonly Block[] {
  const { say, plan } = facts
  const rows = (plan.sizing ?? []).map((number): readonly Phrase[] => [
    [{ strong: aboutWords(facts, number) }, ' ', { small: number.what }],
    say(number.text),
    amount(number.needed ?? number.value, number),
    { code: number.formula },
    Object.entries(number.inputs)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    number.source,
  ])
  return folded(
    facts,
    say(text(`all ${count(rows.length)} formulas`, `계산식 ${count(rows.length)}개 모두 보기`)),
    [
      say(text('What', '대상')),
      say(text('Number', '항목')),
      `>${say(text('Result', '결과'))}`,
      say(text('Formula', '계산식')),
      say(text('Inputs', '입력')),
      say(text('Source', '근거')),
    ],
    rows,
  )
}

function placement(facts: Facts): readonly Block[] {
  const { say, plan } = facts
  const { placement: chosen } = plan
  if (chosen === undefined) {
    return [paragraph(say(text('This plan says nothing about it.', '이 계획에는 배치 정보가 없습니다.')))]
  }
  return [
    paragraph(qualityWords(facts, chosen)),
    ...(chosen.fitsLoad ? [] : [doesNotFit(facts)]),
    ...together(facts, chosen),
  ]
}

function qualityWords({ say }: Facts, { status, gap, hosts }: PlanPlacement): string {
  if (status === 'optimal') {
    return say(
      text(
        `Which role stands on which host was chosen by optimisation, and it is proved that no placement on these ${plural(hosts, 'host')} is better.`,
        `역할을 놓을 호스트는 최적화로 골랐으며, 이 호스트 ${count(hosts)}대에서 더 나은 배치가 없음이 증명되었습니다.`,
      ),
    )
  }
  const percent = Math.max(0.01, Math.round(gap * 10_000) / 100)
  return say(
    text(
      `Which role stands on which host was chosen by optimisation; it is not proved to be the best, a better placement could save ${percent}% at most.`,
      `역할을 놓을 호스트는 최적화로 골랐습니다. 최선이라고 증명되지는 않았으며, 더 나은 배치가 있다면 최대 ${percent}%를 줄일 수 있습니다.`,
    ),
  )
}

function doesNotFit({ say }: Facts): Block {
  return {
    kind: 'remark',
    tone: 'bad',
    content: say(
      text(
        'However roles are placed, this load does not fit the memory and disks of these hosts.',
        '어떻게 배치해도 이 호스트들의 메모리와 디스크에는 부하가 다 들어가지 않습니다.',
      ),
    ),
  }
}

/** Roles that share hosts against a rule of the guideline, or at a price. */
function together(facts: Facts, chosen: PlanPlacement): readonly Block[] {
  const { say } = facts
  const rows = chosen.together
    .filter(({ rule, level }) => level === 'rules' || rule.startsWith('R-'))
    .map(({ rule, level, roles, hosts }): readonly Phrase[] => [
      roles.map((id) => roleWords(facts, id)).join(' + '),
      count(hosts),
      rule,
      level === 'rules'
        ? { tone: 'warn', label: say(text('against the rule', '규칙에 어긋남')) }
        : { tone: 'note', label: say(text('at a price', '감수함')) },
    ])
  if (rows.length === 0) {
    return [
      paragraph(
        say(
          text(
            'No roles share a host against a rule of the guideline.',
            '지침의 규칙에 어긋나게 한 호스트를 함께 쓰는 역할은 없습니다.',
          ),
        ),
      ),
    ]
  }
  return [
    table(
      [
        say(text('Roles that share hosts', '호스트를 함께 쓰는 역할')),
        `>${say(text('Hosts', '호스트'))}`,
        say(text('Rule', '규칙')),
        say(text('State', '상태')),
      ],
      rows,
    ),
  ]
}

function roleWords(facts: Facts, id: string): string {
  const [service = '', role = ''] = id.split('/')
  return facts.role(service, role)
}
