// Long tables stay out of the way: short ones are shown, longer ones folded, endless ones cut with a count.

import { text } from '../../model/text.ts'
import { type Block, type Phrase, paragraph, table } from './document-model.ts'
import { count, type Facts } from './facts.ts'

/** Rows that are shown at once. */
const shownRows = 40
/** Rows beyond which a page would become too heavy for a browser. */
const mostRows = 6_000

/** A table of many rows, with what to call it where it is folded. The plan's JSON has what was cut. */
export function folded(
  facts: Facts,
  summary: string,
  headings: readonly string[],
  rows: readonly (readonly Phrase[])[],
): readonly Block[] {
  if (rows.length <= shownRows) return [table(headings, rows)]
  const cut = rows.length - mostRows
  const rest =
    cut <= 0
      ? []
      : [
          paragraph(
            facts.say(
              text(
                `${count(cut)} more rows are left out here; all of them: `,
                `나머지 ${count(cut)}줄은 생략했습니다. 전체: `,
              ),
            ),
            { code: `hanok plan ${facts.plan.declarationFile} --json` },
          ),
        ]
  return [{ kind: 'folded', summary, blocks: [table(headings, rows.slice(0, mostRows)), ...rest] }]
}
