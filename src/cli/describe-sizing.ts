// What the load needs and where each number comes from, as `hanok plan` and `hanok explain` tell it.

import type { Plan, PlanSizing } from '../model/plan.ts'
import { text } from '../model/text.ts'
import { isShort } from '../planner/sizing-of-hosts.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

/** The numbers about these things; all of them for `load`. */
export function sizingAbout(plan: Plan, about: ReadonlySet<string>): readonly PlanSizing[] {
  const sizing = plan.sizing ?? []
  return about.has('load') ? sizing : sizing.filter((number) => about.has(number.about))
}

/** Each number with its formula, its inputs and its source. */
export function describeSizing(sizing: readonly PlanSizing[], say: Say): readonly string[] {
  if (sizing.length === 0) return []
  return [
    '',
    say(text('How big, and why:', '크기와 근거:')),
    ...sizing.flatMap((number) => [
      `  ${number.about} ${number.what}: ${amounts(number, say)} – ${say(number.text)}`,
      `    = ${number.formula}; ${inputsOf(number)} [${number.source}]`,
    ]),
  ]
}

function amounts(number: PlanSizing, say: Say): string {
  const { value, needed, unit } = number
  const suffix = unit === 'count' ? '' : ` ${unit}`
  if (needed === undefined) return `${value}${suffix}`
  const planned = say(text(`${value}${suffix} planned`, `계획 ${value}${suffix}`))
  const asked = say(text(`${needed}${suffix} needed`, `필요 ${needed}${suffix}`))
  return `${planned}, ${asked}${isShort(number) ? ` (${say(tooLittle)})` : ''}`
}

const tooLittle = text('too little', '모자람')

function inputsOf({ inputs }: PlanSizing): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
}

/** The load block of `hanok plan`: what the load needs beside what is there, and whatever is too little. */
export function describeLoad(plan: Plan, say: Say): readonly string[] {
  const shown = (plan.sizing ?? []).filter(
    (number) =>
      number.needed !== undefined &&
      (number.what === 'instances' || number.what === 'gbps' || isShort(number)),
  )
  if (shown.length === 0) return []
  const { storedGiB, ingestMiBPerSecond, concurrentQueries, concurrentJobs, users } = plan.load
  return [
    '',
    say(
      text(
        `Load: ${storedGiB} GiB stored, ${ingestMiBPerSecond} MiB/s in, ${concurrentQueries} queries and ${concurrentJobs} applications at once, ${users} users`,
        `부하: 저장 ${storedGiB}GiB, 수집 ${ingestMiBPerSecond}MiB/s, 동시 질의 ${concurrentQueries}개와 애플리케이션 ${concurrentJobs}개, 사용자 ${users}명`,
      ),
    ),
    ...table(
      [
        { heading: say(text('WHAT', '대상')) },
        { heading: say(text('NUMBER', '항목')) },
        { heading: say(text('NEEDED', '필요')), right: true },
        { heading: say(text('PLANNED', '계획')), right: true },
        { heading: '' },
      ],
      shown.map((number) => [
        number.about,
        `${say(number.text)}${number.unit === 'count' ? '' : ` (${number.unit})`}`,
        String(number.needed),
        String(number.value),
        isShort(number) ? say(tooLittle) : '',
      ]),
    ),
    say(text('`hanok explain FILE load` tells how.', '근거는 `hanok explain FILE load`에서 볼 수 있습니다.')),
  ]
}
