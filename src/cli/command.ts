// The contract of a command: what it is called, what it takes, and the module that does it, loaded only when called.

import type { Text } from '../model/text.ts'
import type { Terminal } from './terminal.ts'

/** The words of a call, after parsing. */
export interface CommandInput {
  readonly arguments: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/** Does a command. Resolves to the exit status; throws `HanokError` or `HanokErrors` for what went wrong. */
export type CommandRun = (terminal: Terminal, input: CommandInput) => Promise<number>

/** One option of a command. */
export interface CommandOption {
  /** Commander's notation: `--out <dir>`. */
  readonly flags: string
  readonly about: Text
  readonly choices?: readonly string[]
  readonly default?: string
  readonly mandatory?: boolean
}

/** One command of hanok. */
export interface Command {
  readonly name: string
  readonly summary: Text
  /** Commander's notation: `<file>`, `[file]`, `[words...]`. */
  readonly arguments: readonly { readonly name: string; readonly about: Text }[]
  readonly options: readonly CommandOption[]
  /** Words after the arguments are the command's own, also when they look like options. */
  readonly passThrough?: boolean
  load(): Promise<{ readonly run: CommandRun }>
}

/** An option's text value; undefined when it was not given. */
export function optionText(input: CommandInput, name: string): string | undefined {
  const value = input.options[name]
  return typeof value === 'string' ? value : undefined
}
