// Words that errors of the command line share.

import { type Text, text } from '../model/text.ts'

/** ` Did you mean …?`, or nothing. */
export function meant(nearest: string | undefined): Text {
  return nearest === undefined
    ? text('', '')
    : text(` Did you mean "${nearest}"?`, ` 혹시 "${nearest}"인가요?`)
}

/** What there is to choose from. */
export function orList(known: readonly string[]): string {
  return known.join(', ')
}
