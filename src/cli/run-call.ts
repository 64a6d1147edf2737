// One call of hanok: parse the words, load the one command that they name, report what went wrong.

import { CommanderError } from 'commander'
import { buildProgram } from './program.ts'
import { reportError } from './report.ts'
import type { Terminal } from './terminal.ts'
import { isQuietEnd, usageError } from './usage-errors.ts'

/** Runs one call. Resolves to the exit status (contract, "Command line"); never rejects. */
export async function runCall(words: readonly string[], terminal: Terminal): Promise<number> {
  let status = 0
  const program = buildProgram(terminal, async (command, input) => {
    const { run } = await command.load()
    status = await run(terminal, input)
  })
  try {
    if (words.length === 0) {
      terminal.note(program.helpInformation().trimEnd())
      return 2
    }
    await program.parseAsync([...words], { from: 'user' })
    return status
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportError(terminal, error)
    return isQuietEnd(error) ? 0 : reportError(terminal, usageError(error, words))
  }
}
