// What stands there only once: what stops with it, and what that costs in a year.

import { capabilityWords } from '../model/capability-words.ts'
import type { Plan } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type { Verdict } from '../model/verdict.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

/** The roles that are made to have one instance; nothing where there are none. */
export function describeSingles(plan: Plan, verdict: Verdict, say: Say): readonly string[] {
  const felt = verdict.leftSingle.filter(({ stops }) => stops.length > 0)
  const others = verdict.leftSingle.filter(({ stops }) => stops.length === 0).map(({ role }) => role)
  if (verdict.leftSingle.length === 0) return []
  const rows = felt.map(({ role, host, stops, minutesAYear }) => [
    role,
    host.slice('host/'.length),
    `${minutesAYear}`,
    stops.length === Object.keys(plan.capabilities).length
      ? say(text('everything', '모든 용도'))
      : stops.map((id) => say(capabilityWords[id].name)).join(', '),
  ])
  return [
    '',
    say(
      text(
        'Roles with one instance, and the minutes a year in which each is expected to be gone with its host:',
        '인스턴스가 하나뿐인 역할과, 한 해에 그 호스트와 함께 멈춰 있을 것으로 예상되는 시간(분):',
      ),
    ),
    ...(felt.length === 0
      ? []
      : table(
          [
            { heading: say(text('ROLE', '역할')) },
            { heading: say(text('HOST', '호스트')) },
            { heading: say(text('MINUTES', '분')), right: true },
            { heading: say(text('STOPS WITH IT', '함께 멈추는 것')) },
          ],
          rows,
        )),
    ...(others.length === 0
      ? []
      : [
          say(
            text(
              `Without them nothing in the tables above stops: ${others.join(', ')}.`,
              `없어도 위 표의 용도가 멈추지 않는 것: ${others.join(', ')}.`,
            ),
          ),
        ]),
  ]
}
