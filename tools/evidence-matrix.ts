// The matrix as a measurement: every host or instance of a platform dies once, and each fault is drawn over time.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Terminal } from '../src/cli/terminal.ts'
import { drawHistory, drawingFile } from '../src/drills/draw-history.ts'
import { commit, type Evidence, type EvidenceCell, evidencePage } from '../src/drills/evidence.ts'
import type { Breakable } from '../src/drills/fault-kind.ts'
import { openHistory } from '../src/drills/history-log.ts'
import { failWhatIsTooLong } from '../src/drills/judge-cell.ts'
import { type ElementFault, matrixBounds, workloadsFor } from '../src/drills/matrix.ts'
import { matrixPage } from '../src/drills/matrix-page.ts'
import { runFaults } from '../src/drills/run-faults.ts'
import { planSha256 } from '../src/model/canonical-json.ts'
import { EvidenceProgress } from './evidence-progress.ts'

/** Where the histories of a measurement are kept until they are drawn. */
function historiesOf(name: string): string {
  return join('.hanok', 'drills', name)
}

/** Runs the faults one by one, each with clients of its own, going on where an earlier run was interrupted; draws each. */
export async function measureFaults(
  { terminal, platform, root }: { terminal: Terminal; platform: Breakable; root: string },
  name: string,
  faults: readonly ElementFault[],
  coversAll: boolean,
): Promise<readonly EvidenceCell[]> {
  const { plan } = platform
  const progress = new EvidenceProgress('.hanok', name, `${commit()} ${planSha256(plan)}`)
  const keyOf = ({ id, elements }: ElementFault): string => `${id} ${elements.join('+')}`
  if (faults.every((fault) => progress.part(keyOf(fault)) === undefined)) {
    rmSync(historiesOf(name), { recursive: true, force: true })
  }
  await platform.healAll()
  for (const fault of faults) {
    if (progress.part(keyOf(fault)) !== undefined) continue
    const history = openHistory(historiesOf(name))
    const cells = await runFaults(platform, workloadsFor(plan, String(Date.now())), [fault], {
      bounds: matrixBounds,
      report: (line) => terminal.print(line),
      signal: terminal.signal,
      history,
    })
    history.close()
    progress.add(keyOf(fault), cells)
  }
  const seen = faults.flatMap((fault) => progress.part(keyOf(fault)) ?? [])
  // An estimate is for the worst of several hosts: it can be too long only where all of them were tried.
  const cells = coversAll ? failWhatIsTooLong(seen) : seen
  progress.clear()
  drawTimelines(root, name)
  return cells
}

/** Draws every history of a measurement beside its evidence: `docs/evidence/NAME/FAULT-ELEMENT.svg`. */
function drawTimelines(root: string, name: string): void {
  const folder = join(root, 'docs/evidence', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const histories = historiesOf(name)
  for (const file of existsSync(histories) ? readdirSync(histories).sort() : []) {
    for (const drawn of drawHistory(readFileSync(join(histories, file), 'utf8'))) {
      writeFileSync(join(folder, drawingFile(drawn)), drawn.svg)
    }
  }
}

/** The page of cells, each linked to its drawing. */
export function faultsPage(root: string, name: string, cells: readonly EvidenceCell[]): string {
  return matrixPage(cells, (cell) => {
    const file = join(name, drawingFile(cell))
    return existsSync(join(root, 'docs/evidence', file)) ? file : undefined
  })
}

/** `npm run evidence -- timelines NAME`: draws the histories that there are again, and writes the page again from its figures. */
export function redrawTimelines(root: string, name: string, title: string): number {
  const file = join(root, 'docs/evidence', `${name}.json`)
  const evidence = JSON.parse(readFileSync(file, 'utf8')) as Evidence
  drawTimelines(root, name)
  const page = faultsPage(root, name, evidence.cells ?? [])
  writeFileSync(file.replace(/json$/, 'md'), evidencePage(name, title, evidence, page))
  return 0
}
