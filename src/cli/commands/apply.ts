// `hanok apply FILE`: the plan onto a real cluster.

import type { CommandRun } from '../command.ts'
import { runApply } from '../run-apply.ts'
import { runDiff } from '../run-diff.ts'

/** Applies the plan, or with `--dry-run` asks whether it could be. */
export const run: CommandRun = async (terminal, input) =>
  input.options.dryRun === true
    ? await runDiff(terminal, input, 'dry-run')
    : await runApply(terminal, input, false)
