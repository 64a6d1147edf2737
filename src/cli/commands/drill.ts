// `hanok drill`: breaks the platform that is up on purpose, while clients use it, and says whether it went as the verdict had said.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawHistory, drawingFile } from '../../drills/draw-history.ts'
import { openHistory } from '../../drills/history-log.ts'
import { failWhatIsTooLong } from '../../drills/judge-cell.ts'
import { matrixBounds, workloadsFor } from '../../drills/matrix.ts'
import { rehearsalPlatform } from '../../drills/rehearsal-platform.ts'
import { runFaults } from '../../drills/run-faults.ts'
import { text } from '../../model/text.ts'
import { Rehearsal } from '../../rehearsal/rehearsal.ts'
import { type CommandRun, optionText } from '../command.ts'
import { describeCells } from '../describe-cells.ts'
import { faultsAsked } from '../drill-targets.ts'
import { runErrors } from '../run-errors.ts'
import { lazySecrets } from '../secret-store.ts'

/** Ends with 1 where anything was not as predicted, or is not proved. */
export const run: CommandRun = async (terminal, input) => {
  const rehearsal = new Rehearsal()
  const plan = rehearsal.plan()
  const matrix = optionText(input, 'matrix')
  const faults = faultsAsked(plan, input)
  if (faults.length === 0) throw runErrors.nothingToDrill({})
  const secret = lazySecrets(plan.name, join(rehearsal.place.stateDir, 'secrets.json'))
  const history = openHistory(join('.hanok', 'drills'))
  terminal.note(
    terminal.say(
      text(
        `everything that the clients are told is kept in ${history.path}`,
        `클라이언트가 받은 모든 응답을 ${history.path} 에 기록합니다`,
      ),
    ),
  )
  const platform = rehearsalPlatform(rehearsal, secret)
  // A drill that was killed may have left something broken.
  await platform.healAll()
  const seen = await runFaults(platform, workloadsFor(plan, String(Date.now())), faults, {
    bounds: matrixBounds,
    report: (line) => terminal.note(line),
    signal: terminal.signal,
    history,
  }).finally(() => history.close())
  // An estimate is for the worst of several hosts: it can be too long only where all of them were tried.
  const cells = matrix === undefined ? seen : failWhatIsTooLong(seen)
  if (terminal.json) terminal.printJson({ schemaVersion: 1, platform: plan.name, cells })
  else for (const line of describeCells(cells, terminal.say)) terminal.print(line)
  for (const path of drawAll(history.path)) {
    terminal.note(terminal.say(text(`drawn over time: ${path}`, `시간에 따른 그림: ${path}`)))
  }
  return cells.every(({ verdict }) => verdict === 'pass') ? 0 : 1
}

/** Draws every fault of a kept history into a folder of its name beside it; gives the files. */
function drawAll(history: string): readonly string[] {
  const folder = history.replace(/\.jsonl$/, '')
  mkdirSync(folder, { recursive: true })
  return drawHistory(readFileSync(history, 'utf8')).map((drawn) => {
    const path = join(folder, drawingFile(drawn))
    writeFileSync(path, drawn.svg)
    return path
  })
}
