// What a command speaks through: answers to stdout, progress and diagnostics to stderr, in the user's language.

import type { JsonValue } from '../model/plan.ts'
import type { Language, Text } from '../model/text.ts'
import { displayWidth } from './table.ts'

/** The way out of a command to the person or program that called it. */
export interface Terminal {
  readonly language: Language
  /** One JSON document on stdout is wanted in place of text. */
  readonly json: boolean
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
  /** A line of the answer, on stdout. */
  print(line: string): void
  /** The answer as one JSON document, on stdout. */
  printJson(value: unknown): void
  /** A line of progress or diagnosis, on stderr. */
  note(line: string): void
  /** Where long work stands, on stderr: one line rewritten in place on a terminal, a line now and then elsewhere. */
  progress(line: string): void
  /** The text in the user's language. */
  say(words: Text): string
}

/** The language of a locale's environment (POSIX: LC_ALL over LC_MESSAGES over LANG): `ko…` is Korean, all else English. */
export function languageOfEnvironment(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find(
    (value) => value !== undefined && value !== '',
  )
  return locale !== undefined && /^ko(?![a-z])/i.test(locale) ? 'ko' : 'en'
}

/** How often progress is printed where it cannot be rewritten in place. */
const progressEveryMs = 10_000

/** A terminal on this process' own streams. */
export function processTerminal(language: Language, json: boolean, signal: AbortSignal): Terminal {
  let standing = false
  let toldMs = Number.NEGATIVE_INFINITY
  const clear = () => {
    if (standing) process.stderr.write('\r\u001b[2K')
    standing = false
  }
  const progress = (line: string) => {
    if (process.stderr.isTTY) {
      const shown = cutTo(line, process.stderr.columns ?? 80)
      process.stderr.write(`\r\u001b[2K${shown}`)
      standing = true
    } else if (performance.now() - toldMs >= progressEveryMs) {
      toldMs = performance.now()
      process.stderr.write(`${line}\n`)
    }
  }
  return {
    progress,
    language,
    json,
    signal,
    print: (line) => {
      clear()
      process.stdout.write(`${line}\n`)
    },
    printJson: (value) => {
      clear()
      process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
    },
    note: (line) => {
      clear()
      process.stderr.write(`${line}\n`)
    },
    say: (words) => words[language],
  }
}

/** As much of a line as fits: a line that wraps cannot be rewritten. */
function cutTo(line: string, columns: number): string {
  let shown = line
  while (displayWidth(shown) >= columns) shown = shown.slice(0, -1)
  return shown
}

/** A terminal that keeps what is said, for tests. */
export function recordingTerminal(options: { language?: Language; json?: boolean } = {}): Terminal & {
  readonly out: string[]
  readonly err: string[]
} {
  const language = options.language ?? 'en'
  const out: string[] = []
  const err: string[] = []
  return {
    language,
    json: options.json ?? false,
    signal: new AbortController().signal,
    out,
    err,
    print: (line) => void out.push(line),
    printJson: (value) => void out.push(JSON.stringify(value as JsonValue, null, 2)),
    note: (line) => void err.push(line),
    progress: (line) => void err.push(line),
    say: (words) => words[language],
  }
}
