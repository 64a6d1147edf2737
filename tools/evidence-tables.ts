// `npm run evidence -- tables`: what was measured, in the READMEs.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Evidence } from '../src/drills/evidence.ts'
import { firstFailuresTable } from '../src/drills/first-failures-page.ts'
import type { Language } from '../src/model/text.ts'

/** Puts the table of measured recoveries between the marks of both READMEs; the exit status. */
export function writeTables(root: string): number {
  const evidence = JSON.parse(
    readFileSync(join(root, 'docs/evidence/first-failures.json'), 'utf8'),
  ) as Evidence
  for (const [file, language] of [
    ['README.md', 'en'],
    ['README.ko.md', 'ko'],
  ] as const) {
    const [begin, end] = ['<!-- evidence:begin -->\n', '<!-- evidence:end -->']
    const text = readFileSync(join(root, file), 'utf8')
    const [before, rest] = text.split(begin)
    const after = rest?.split(end)[1]
    if (before === undefined || after === undefined) throw new Error(`${file} has no place for the table`)
    const table = `${firstFailuresTable(evidence.cells ?? [], language)}\n\n${tableNote(evidence, language)}`
    writeFileSync(join(root, file), `${before}${begin}${table}\n${end}${after}`)
  }
  return 0
}

function tableNote({ finishedAt, machine }: Evidence, language: Language): string {
  const date = finishedAt.slice(0, 10)
  const gib = Math.round(machine.memoryMiB / 1024)
  return language === 'ko'
    ? `\`minimum-kafka\`를 CPU ${machine.cpus}개, 메모리 ${gib} GiB인 장비 한 대에서 ${date}에 실제로 돌려 측정했습니다: \`npm run evidence -- first-failures\`.`
    : `Rehearsed: \`minimum-kafka\` on one machine with ${machine.cpus} cores and ${gib} GiB, ${date}, by \`npm run evidence -- first-failures\`.`
}
