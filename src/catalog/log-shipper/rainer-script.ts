// RainerScript, rsyslog's configuration language (rsyslog, "RainerScript"): strings, objects, and regular expressions that were written for others.

/** A string of an expression. */
export function quoted(value: string): string {
  return inObject(value).replaceAll('$', '\\$')
}

/** A string of an object, in which a dollar means nothing. */
function inObject(value: string | number): string {
  const text = String(value).replace(/[\\"]/g, (found) => `\\${found}`)
  return `"${text.replaceAll('\n', '\\n')}"`
}

/** An object with its parameters in the order given: `action(type="omfile" …)`. */
export function object(
  kind: string,
  parameters: Readonly<Record<string, string | number | readonly string[]>>,
): string {
  const words = Object.entries(parameters).map(([key, value]) => `${key}=${parameterText(value)}`)
  return `${kind}(${words.join(' ')})`
}

function parameterText(value: string | number | readonly string[]): string {
  return typeof value === 'object' ? `[${value.map(inObject).join(', ')}]` : inObject(value)
}

/** A block of statements, indented. */
export function block(head: string, body: readonly string[]): readonly string[] {
  return [`${head} {`, ...body.map((line) => (line === '' ? '' : `  ${line}`)), '}']
}

/** What `regex` finds in `text`, or its group of this number; nothing where it finds none. */
export function found(text: string, regex: string, group = 0): string {
  return `re_extract(${text}, ${quoted(regex)}, 0, ${group}, "")`
}

/** An expression as rsyslog's regular expressions have it, and the number of its group of that name. */
export interface ExtendedRegex {
  readonly regex: string
  readonly group: number
}

/**
 * A regular expression of JavaScript with one named group as a POSIX extended one, which knows neither names, groups that are not counted,
 * looking ahead, nor classes in a letter. What is looked at ahead is found along: only the group is asked for.
 */
export function extendedRegex(javascript: string): ExtendedRegex {
  const beginnings = [...javascript.matchAll(/\\.|\[(?:\\.|[^\]])*\]|\((?:\?<\w+>|\?:|\?=)?/g)]
    .map(([text]) => text)
    .filter((text) => text.startsWith('('))
  const regex = javascript
    .replace(
      /\[((?:\\.|[^\]\\])*)\]/g,
      (_all, inside: string) => `[${inside.replaceAll('\\s', '[:space:]')}]`,
    )
    .replace(/\(\?(?:<\w+>|:|=)/g, '(')
    .replaceAll('\\d', '[0-9]')
    .replace(/\\s(?!\w*:)/g, '[[:space:]]')
  return { regex, group: beginnings.findIndex((text) => text.startsWith('(?<')) + 1 }
}
