// The numbers of the requirements, so that a wrong one is noticed.

/** How many numbered rules each chapter has, R-1 to R-9; chapter 1 has the letters A to C as well. */
const rulesOfChapter: readonly number[] = [4, 12, 5, 6, 3, 10, 11, 4, 9]

/** Whether a rule such as `R-8.3`, `R-1.B` or a whole chapter (`R-9`) is in the requirements. */
export function isRule(rule: string): boolean {
  if (/^R-1\.[ABC]$/.test(rule)) return true
  const [, chapter, number] = /^R-([1-9])(?:\.([1-9]\d?))?$/.exec(rule) ?? []
  if (chapter === undefined) return false
  return number === undefined || Number(number) <= (rulesOfChapter[Number(chapter) - 1] ?? 0)
}
