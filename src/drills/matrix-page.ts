// The matrix as a page: what was predicted of each failure beside what was seen.

import { type CellOutcome, type EvidenceCell, markdownTable } from './evidence.ts'
import { failureOf } from './judge-cell.ts'

/** The whole page: every cell. `drawingOf` gives the file in which the fault of a cell is drawn, if any. */
export function matrixPage(
  cells: readonly EvidenceCell[],
  drawingOf: (cell: EvidenceCell) => string | undefined = () => undefined,
): string {
  const passed = cells.filter(({ verdict }) => verdict === 'pass').length
  const lost = cells.reduce((sum, cell) => sum + cell.lost, 0)
  const acked = cells.reduce((sum, cell) => sum + cell.acked, 0)
  const clients = [...new Set(cells.map(({ workload, capability }) => `${workload} (${capability})`))]
  return [
    `**${passed} of ${cells.length} cells as predicted; of ${acked} acknowledged writes ${lost} were lost.**`,
    '',
    `Clients work all the time: ${clients.join(', ')}. One element after another fails and comes back. "kill" of a host cuts its links first,`,
    'so that no RST and no FIN leaves it, then kills every process and sees it gone; "pause" stops every process and leaves the kernel to answer;',
    '"cut" takes it off the switch alive; "mute" drops all that it says, "deaf" all that it is told, "lose-packets" one packet of ten of both.',
    'Each is drawn over time behind its name. The prediction is what the verdict says of this very plan (`hanok verify`). "Longest gap" is the longest time without any success of that client from the failure on, "new work',
    'after" the time to the end of the first success that began after it, of reads and writes the worse; "as it came back" is the longest gap',
    'from its healing until everything was ready, which is not judged. A cell passes when nothing acknowledged is lost, no read is older than an',
    'acknowledged write or shows what nobody wrote, no two leaders take writes, and neither time is longer than the estimate, beside twice the client’s own rhythm just before and a second. An',
    'estimate may not be longer than twice the longest gap of the cells that it is for, and two seconds: it is for the worst of several hosts.',
    'The share of capacity that is left is predicted, not seen: the clients pace themselves.',
    '',
    markdownTable(
      [
        'fails',
        'how',
        'client',
        'predicted',
        'seen',
        'new work after',
        'longest gap',
        'as it came back',
        'acknowledged',
        'lost',
        'unknown',
        'verdict',
      ],
      cells.map((cell) => rowOf(cell, drawingOf(cell))),
    ),
  ].join('\n')
}

function rowOf(cell: EvidenceCell, drawing: string | undefined): readonly string[] {
  const { fault, element, workload, predicted, observed, gapMs, returnGapMs, acked, lost, unknown, verdict } =
    cell
  const why = failureOf(cell)
  return [
    drawing === undefined ? element : `[${element}](${drawing})`,
    fault.replace(/-(host|instance|network)$/, ''),
    workload,
    predicted === null ? 'works once it is over' : wordsOf(predicted),
    observed.outcome,
    seconds(observed.recoveryMs),
    seconds(gapMs),
    returnGapMs === undefined ? '' : seconds(returnGapMs),
    String(acked),
    String(lost),
    String(unknown),
    why === '' ? verdict : `**${verdict}**: ${why}`,
  ]
}

function wordsOf({ outcome, fraction, recoveryMs }: CellOutcome): string {
  const share = fraction === 1 || fraction === 0 ? '' : `, then ${Math.round(fraction * 100)} %`
  if (outcome === 'stops') {
    return recoveryMs === null ? 'stops until repair' : `stops at most ${seconds(recoveryMs)}${share}`
  }
  return `${outcome}${outcome === 'degrades' ? share.replace(', then', ' to') : ''}`
}

function seconds(ms: number | null): string {
  return ms === null ? 'never' : `${(ms / 1000).toFixed(1)} s`
}
