// `hanok upgrade FILE`: a cluster to the versions of this plan, wave by wave.

import type { CommandRun } from '../command.ts'
import { runApply } from '../run-apply.ts'

/** Applies a plan with other versions than those that run; refuses while something is not ready. */
export const run: CommandRun = async (terminal, input) => await runApply(terminal, input, true)
