// `hanok diff FILE`: what apply would change.

import type { CommandRun } from '../command.ts'
import { runDiff } from '../run-diff.ts'

/** Tells what differs. Ends with 1 where anything does. */
export const run: CommandRun = async (terminal, input) => await runDiff(terminal, input, 'diff')
