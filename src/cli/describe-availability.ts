// How available each capability is, in words and a table.

import { capabilitiesInOrder, capabilityWords } from '../model/capability-words.ts'
import type { Plan } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type { Verdict } from '../model/verdict.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

const yearMinutes = 525_960

/** Percent of the time and minutes a year, and what the minutes are made of. */
export function availabilityTable(plan: Plan, verdict: Verdict, say: Say): readonly string[] {
  const minutes = (share = 0) => (share * yearMinutes).toFixed(share * yearMinutes < 10 ? 1 : 0)
  const rows = capabilitiesInOrder(plan.capabilities).map((capability) => {
    const share = verdict.availability[capability] ?? 0
    const part = verdict.availabilityParts[capability]
    return [
      say(capabilityWords[capability].name),
      `${percentOf(share)} %`,
      minutes(1 - share),
      minutes(part?.downShare),
      minutes(part?.takeoverShare),
      minutes(part?.lossShare),
    ]
  })
  return [
    say(
      text(
        'Expected availability, and minutes a year in which it is not usable (failure rates: docs/verdict.md):',
        '예상 가용성과 한 해에 쓸 수 없는 시간(분, 고장률 근거는 docs/verdict.md):',
      ),
    ),
    ...table(
      [
        { heading: say(text('CAPABILITY', '용도')) },
        { heading: say(text('USABLE', '가용성')), right: true },
        { heading: say(text('NOT USABLE', '쓸 수 없음')), right: true },
        { heading: say(text('DOWN', '정지')), right: true },
        { heading: say(text('TAKEOVERS', '전환')), right: true },
        { heading: say(text('DATA RESTORED', '데이터 복원')), right: true },
      ],
      rows,
    ),
  ]
}

/** As many digits as tell it from 100 %, and never rounded up to it. */
function percentOf(share: number): string {
  const digits = Math.min(8, Math.max(2, Math.ceil(-Math.log10(Math.max(1 - share, 1e-9))) - 1))
  return (Math.floor(share * 100 * 10 ** digits + 1e-6) / 10 ** digits).toFixed(digits)
}
