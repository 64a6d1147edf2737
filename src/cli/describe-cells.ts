// What a drill saw, for people: one line for each failure and client, then how many were as predicted.

import type { CellOutcome, EvidenceCell } from '../drills/evidence.ts'
import { failureOf } from '../drills/judge-cell.ts'
import { text } from '../model/text.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

/** The lines that `hanok drill` prints. */
export function describeCells(cells: readonly EvidenceCell[], say: Say): readonly string[] {
  const passed = cells.filter(({ verdict }) => verdict === 'pass').length
  const acked = cells.reduce((sum, cell) => sum + cell.acked, 0)
  const lost = cells.reduce((sum, cell) => sum + cell.lost, 0)
  return [
    ...table(
      [
        { heading: say(text('FAILED', '고장')) },
        { heading: say(text('CLIENT', '클라이언트')) },
        { heading: say(text('PREDICTED', '예측')) },
        { heading: say(text('GAP', '멈춘 시간')), right: true },
        { heading: say(text('WRITTEN', '기록')), right: true },
        { heading: say(text('LOST', '유실')), right: true },
        { heading: say(text('VERDICT', '판정')) },
      ],
      cells.map((cell) => [
        cell.element,
        cell.workload,
        cell.predicted === null
          ? say(text('works when it is over', '끝나면 다시 동작'))
          : predictedWords(cell.predicted, say),
        cell.observed.recoveryMs === null
          ? say(text('for good', '끝까지'))
          : `${(Math.max(cell.gapMs, cell.observed.recoveryMs) / 1000).toFixed(1)} s`,
        String(cell.acked),
        String(cell.lost),
        verdictWords(cell, say),
      ]),
    ),
    '',
    say(
      text(
        `${passed} of ${cells.length} as predicted; of ${acked} acknowledged writes ${lost} were lost.`,
        `${cells.length}개 가운데 ${passed}개가 예측대로입니다. 확인된 쓰기 ${acked}건 가운데 ${lost}건을 잃었습니다.`,
      ),
    ),
  ]
}

function predictedWords({ outcome, recoveryMs }: CellOutcome, say: Say): string {
  switch (outcome) {
    case 'survives':
    case 'degrades':
      return say(text('goes on', '계속'))
    case 'stops':
      return recoveryMs === null
        ? say(text('until repair', '복구할 때까지 정지'))
        : say(
            text(
              `at most ${(recoveryMs / 1000).toFixed(1)} s`,
              `최대 ${(recoveryMs / 1000).toFixed(1)}초 정지`,
            ),
          )
    case 'loses':
      return say(text('loses data', '데이터 손실'))
  }
}

const reasons: Readonly<Record<string, string>> = {
  'not proved': '증명되지 않음',
  'acknowledged data is gone': '확인된 데이터가 없어짐',
  'did not come back': '돌아오지 않음',
  'came back by itself': '저절로 돌아옴',
  'longer than predicted': '예측보다 김',
  'the estimate is too long': '예측이 너무 김',
}

function verdictWords(cell: EvidenceCell, say: Say): string {
  const why = failureOf(cell)
  if (why === '') return say(text('as predicted', '예측대로'))
  return say(
    text(
      `${cell.verdict}: ${why}`,
      `${cell.verdict === 'fail' ? '실패' : '알 수 없음'}: ${reasons[why] ?? why}`,
    ),
  )
}
