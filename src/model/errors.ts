// Errors for people. Each layer declares its own catalogue of them with `defineErrors`; the code is
// `area.key`, derived, so it cannot drift. Whose fault it is decides the exit status.

import type { JsonObject, SourcePosition } from './plan.ts'
import type { Language, Text } from './text.ts'

/** Whose fault an error is: 2 the user's input, 3 the environment, 70 a bug of ours (contract, "Command line"). */
export type Fault = 'user' | 'environment' | 'bug'

/** Exit status of each fault (contract, "Command line"). */
export const exitStatusOf: Readonly<Record<Fault, number>> = { user: 2, environment: 3, bug: 70 }

/** Where in the user's file something stands. */
export interface FilePosition extends SourcePosition {
  readonly file: string
}

/** How one kind of error is declared: what happened, and what to do. */
export interface ErrorDeclaration<P> {
  readonly fault: Fault
  readonly message: (params: P) => Text
  readonly hint?: (params: P) => Text
}

/** An error that can be shown as it is: a code, both languages, what to do, and where. */
export class HanokError extends Error {
  override readonly name = 'HanokError'
  readonly code: string
  readonly fault: Fault
  readonly text: Text
  readonly hint: Text | undefined
  readonly data: JsonObject
  readonly at: FilePosition | undefined

  constructor(init: {
    code: string
    fault: Fault
    text: Text
    hint?: Text | undefined
    data?: JsonObject
    at?: FilePosition | undefined
    cause?: unknown
  }) {
    super(init.text.en, init.cause === undefined ? undefined : { cause: init.cause })
    this.code = init.code
    this.fault = init.fault
    this.text = init.text
    this.hint = init.hint
    this.data = init.data ?? {}
    this.at = init.at
  }
}

/** Several errors of the user's input at once: all problems of a file in one run. */
export class HanokErrors extends Error {
  override readonly name = 'HanokErrors'
  readonly errors: readonly HanokError[]

  constructor(errors: readonly HanokError[]) {
    super(errors.map((error) => error.message).join('\n'))
    this.errors = errors
  }
}

type Thrower<P> = (params: P, options?: { cause?: unknown; at?: FilePosition | undefined }) => HanokError

/**
 * Declares the errors of one area. Each becomes a function that makes the error: `throw xErrors.key({...})`.
 * The parameters are kept as the error's language-neutral `data`.
 */
// biome-ignore lint/suspicious/noExplicitAny: the parameter type of each declaration is inferred, none is lost
export function defineErrors<D extends Record<string, ErrorDeclaration<any>>>(
  area: string,
  declarations: D,
): { readonly [K in keyof D]: D[K] extends ErrorDeclaration<infer P> ? Thrower<P> : never } {
  const throwers = Object.entries(declarations).map(([key, declaration]) => [
    key,
    (params: JsonObject, options: { cause?: unknown; at?: FilePosition } = {}) =>
      new HanokError({
        code: `${area}.${key}`,
        fault: declaration.fault,
        text: declaration.message(params),
        hint: declaration.hint?.(params),
        data: params,
        at: options.at,
        cause: options.cause,
      }),
  ])
  return Object.fromEntries(throwers)
}

/** One error as the lines that a person reads: `FILE:LINE:COLUMN: message`, then what to do. */
export function describeError(error: HanokError, language: Language): string {
  const place = error.at === undefined ? '' : `${error.at.file}:${error.at.line}:${error.at.column}: `
  const hint = error.hint === undefined ? '' : `\n  → ${error.hint[language]}`
  return `${place}${error.text[language]}${hint}`
}
