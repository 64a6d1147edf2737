// What is read from a line: its time, its level. The same rules as on Kubernetes, in rsyslog's own language.

import { levelParsers, levelWords, unknownLevel } from './levels.ts'
import { block, extendedRegex, found, quoted } from './rainer-script.ts'
import { type TimeForm, timeForms, timeWithin } from './times.ts'

/** Name of the lookup table from the names of months to their numbers, and of the template that tells how far this host is from UTC. */
export const names = { months: 'months', zone: 'zone' } as const

/** Statements that set `$.level` to one of ours. */
export function readLevel(): readonly string[] {
  const [first = '', ...others] = levelParsers.map(({ regex }) => {
    const posix = extendedRegex(regex)
    return `set $.word = ${found('$msg', posix.regex, posix.group)};`
  })
  const words = levelWords.map(({ level, found: regex }, at) => {
    const head = `${at === 0 ? '' : 'else '}if re_match($.word, ${quoted(regex)}) then`
    return `${head} set $.level = ${quoted(level)};`
  })
  return [
    first,
    ...others.map((statement) => `if $.word == "" then ${statement}`),
    ...words,
    `else set $.level = ${quoted(unknownLevel)};`,
  ]
}

/**
 * Statements that set `$.unix` to the seconds of the line's time and `$.timestamp` to all of it, or to 0 and nothing where the line tells none. A clock that
 * does not say how far it is from UTC is the host's own.
 */
export function readTime(): readonly string[] {
  return [
    `set $.head = substring($msg, 0, ${timeWithin});`,
    'set $.unix = 0;',
    'set $.timestamp = "";',
    ...timeForms.reduceRight<readonly string[]>((otherwise, form) => tryForm(form, otherwise), []),
    'if $.part != "" then {',
    ...[
      `set $.fraction = ${found('$.rest', '^[.,]([0-9]+)', 1)};`,
      `set $.zone = ${found('$.rest', '(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})$', 1)};`,
      `if $.zone == "" then set $.zone = exec_template(${quoted(names.zone)});`,
      'else if re_match($.zone, "^[A-Z]") then set $.zone = "+00:00";',
      'else if strlen($.zone) == 5 then set $.zone = substring($.zone, 0, 3) & ":" & substring($.zone, 3, 2);',
      'set $.clock = $.date & "T" & $.clock;',
      'set $.unix = parse_time($.clock & $.zone);',
      'if $.fraction != "" then set $.clock = $.clock & "." & $.fraction;',
      'set $.timestamp = $.clock & $.zone;',
    ].map((line) => `  ${line}`),
    '}',
  ]
}

function tryForm(form: TimeForm, otherwise: readonly string[]): readonly string[] {
  const end = form.clock[0] + form.clock[1]
  const part = ([from, length]: readonly [number, number]) => `substring($.part, ${from}, ${length})`
  const monthOf =
    form.monthIs === 'word' ? `lookup(${quoted(names.months)}, ${part(form.month)})` : part(form.month)
  const parts = [
    `set $.month = ${monthOf};`,
    `set $.day = replace(${part(form.day)}, " ", "0");`,
    `set $.clock = ${part(form.clock)};`,
    `set $.rest = substring($.part, ${end}, 40);`,
    ...yearOf(form),
    'set $.date = $.year & "-" & $.month & "-" & $.day;',
  ]
  return [
    `set $.part = ${found('$.head', form.atStart ? `^${form.regex}` : form.regex)};`,
    ...block('if $.part != "" then', parts),
    ...(otherwise.length === 0 ? [] : block('else', otherwise)),
  ]
}

/** A form without a year means the last one in which it was not more than a day ahead: it is read in January what was written in December. */
function yearOf({ year }: TimeForm): readonly string[] {
  if (year !== 'yearless') {
    const text = `substring($.part, ${year[0]}, ${year[1]})`
    return [`set $.year = ${year[1] === 2 ? `"20" & ${text}` : text};`]
  }
  return [
    'set $.year = $$year;',
    'set $.ahead = parse_time($.year & "-" & $.month & "-" & $.day & "T" & $.clock & "Z");',
    'set $.now = exec_template("now");',
    'if $.ahead > $.now + 86400 then set $.year = $.year - 1;',
  ]
}
