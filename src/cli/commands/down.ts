// `hanok down`.

import type { CommandRun } from '../command.ts'

/** Not here yet. */
export const run: CommandRun = async () => 70
