// `hanok doctor`: what this machine has and lacks.

import type { CommandRun } from '../command.ts'
import { checkMachine, type MachineCheck } from '../machine-checks.ts'

const marks: Readonly<Record<MachineCheck['state'], string>> = { fine: '✓', note: '!', missing: '✗' }

/** Prints every check. Ends with 3 when something is missing that `up` needs. */
export const run: CommandRun = async (terminal) => {
  const checks = await checkMachine()
  const { say } = terminal
  if (terminal.json) {
    terminal.printJson({
      schemaVersion: 1,
      checks: checks.map(({ id, state, found, fix }) => ({
        code: `doctor.${id}`,
        state,
        message: say(found),
        ...(fix === undefined ? {} : { fix: say(fix) }),
      })),
    })
  } else {
    for (const { state, found, fix } of checks) {
      terminal.print(`${marks[state]} ${say(found)}`)
      if (fix !== undefined) terminal.print(`  → ${say(fix)}`)
    }
  }
  return checks.some(({ state }) => state === 'missing') ? 3 : 0
}
