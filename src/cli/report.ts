// What went wrong → words on stderr (or one JSON document on stdout) and the exit status.

import { mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describeError, exitStatusOf, HanokError, HanokErrors } from '../model/errors.ts'
import { hanokVersion } from '../model/version.ts'
import { cliErrors } from './errors.ts'
import type { Terminal } from './terminal.ts'

/** Tells an error to whoever called, and gives the exit status. Anything not declared is a bug of ours (70). */
export function reportError(terminal: Terminal, thrown: unknown): number {
  const errors = errorsIn(terminal, thrown)
  if (terminal.json) {
    terminal.printJson({
      schemaVersion: 1,
      errors: errors.map(({ code, fault, text, hint, data, at }) => ({
        code,
        fault,
        message: text[terminal.language],
        ...(hint === undefined ? {} : { hint: hint[terminal.language] }),
        data,
        ...(at === undefined ? {} : { at }),
      })),
    })
  }
  for (const error of errors) terminal.note(describeError(error, terminal.language))
  return errors.reduce((most, { fault }) => Math.max(most, exitStatusOf[fault]), 0)
}

function errorsIn(terminal: Terminal, thrown: unknown): readonly HanokError[] {
  if (thrown instanceof HanokErrors) return thrown.errors
  if (thrown instanceof HanokError) {
    if (thrown.fault === 'bug') keepStack(thrown)
    return [thrown]
  }
  if (terminal.signal.aborted) return [cliErrors.interrupted({})]
  const system = systemError(thrown)
  if (system !== undefined) return [system]
  const what = thrown instanceof Error ? thrown.message : String(thrown)
  return [cliErrors.bug({ what, where: keepStack(thrown) }, { cause: thrown })]
}

/** Codes of errno(3) that say something of the machine whatever was being done. */
const systemCodes = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'ENOMEM', 'EIO']

function systemError(thrown: unknown): HanokError | undefined {
  if (!(thrown instanceof Error)) return undefined
  const { code, message } = thrown as NodeJS.ErrnoException
  if (code === undefined || !systemCodes.includes(code)) return undefined
  return cliErrors.system({ code, what: message.replace(`${code}: `, '') }, { cause: thrown })
}

/** Puts the stack where it can be sent from: a user never sees one unasked. Returns the file, '' when there is none. */
function keepStack(thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  const debug = process.env.HANOK_DEBUG
  if (debug !== undefined && debug !== '' && debug !== '0') process.stderr.write(`${stack}\n`)
  const folder = join(process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'hanok')
  const file = join(folder, `bug-${new Date().toISOString().replaceAll(':', '-')}.txt`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      file,
      `hanok ${hanokVersion}, node ${process.version}\n${process.argv.join(' ')}\n${stack}\n`,
    )
    return file
  } catch (error) {
    process.stderr.write(`(${error instanceof Error ? error.message : String(error)})\n`)
    return ''
  }
}
