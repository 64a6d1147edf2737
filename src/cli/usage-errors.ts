// Commander's refusals in our words: both languages, exit status 2, and the nearest right word.

import type { CommanderError } from 'commander'
import type { HanokError } from '../model/errors.ts'
import { nearestWord } from '../model/nearest-word.ts'
import { callErrors } from './call-errors.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'

const globalFlags = ['--json', '--lang', '--help', '--version'] as const

/** Whether commander only ended after showing help or the version. */
export function isQuietEnd(error: CommanderError): boolean {
  return error.exitCode === 0 || error.code === 'commander.help'
}

/** The error of ours that a refusal of commander's stands for. `words` is the call without program. */
export function usageError(error: CommanderError, words: readonly string[]): HanokError {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const command = commands.find(({ name }) => words.includes(name))
  const inCommand = command === undefined ? {} : { command: command.name }
  switch (error.code) {
    case 'commander.unknownCommand': {
      const nearest = nearestWord(
        quoted,
        commands.map(({ name }) => name),
      )
      return callErrors.unknownCommand({ word: quoted, ...(nearest === undefined ? {} : { nearest }) })
    }
    case 'commander.unknownOption': {
      const nearest = nearestWord(quoted, flagsOf(command))
      return callErrors.unknownOption({
        word: quoted,
        ...(nearest === undefined ? {} : { nearest }),
        ...inCommand,
      })
    }
    case 'commander.missingArgument':
      return callErrors.missingArgument({ argument: quoted, command: command?.name ?? '' })
    case 'commander.missingMandatoryOptionValue':
      return callErrors.missingArgument({ argument: quoted, command: command?.name ?? '' })
    case 'commander.invalidArgument':
      return badChoice(error, command) ?? callErrors.usage({ words: wordsOf(error), ...inCommand })
    default:
      return callErrors.usage({ words: wordsOf(error), ...inCommand })
  }
}

function badChoice(error: CommanderError, command: Command | undefined): HanokError | undefined {
  const match = /option '([^']*)' argument '([^']*)' is invalid\. Allowed choices are (.*)\./.exec(
    error.message,
  )
  if (match === null) return undefined
  const [, option = '', found = '', list = ''] = match
  const known = list.split(', ')
  const nearest = nearestWord(found, known)
  const flag = command?.options.find(({ flags }) => flags === option)?.flags ?? option
  return callErrors.badChoice({ option: flag, found, known, ...(nearest === undefined ? {} : { nearest }) })
}

function flagsOf(command: Command | undefined): readonly string[] {
  const own = (command?.options ?? []).flatMap(({ flags }) => flags.match(/--[a-z-]+/g) ?? [])
  return [...own, ...globalFlags]
}

function wordsOf(error: CommanderError): string {
  return error.message.replace(/^error: /, '').replace(/\.$/, '')
}
