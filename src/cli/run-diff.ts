// `hanok diff` and `hanok apply --dry-run`: what the API server says to the whole plan, with nothing kept.

import { text } from '../model/text.ts'
import { comparePlan } from '../operate/kubernetes/compare-plan.ts'
import type { CommandInput } from './command.ts'
import { describeDifference } from './describe-difference.ts'
import { installationInput } from './installation-input.ts'
import type { Terminal } from './terminal.ts'

/**
 * Compares and tells. A diff ends with 1 where anything differs. A dry run ends as apply would: a refusal is thrown, also of other versions;
 * with 1 where the nodes of the plan are missing, after everything else was told.
 */
export async function runDiff(
  terminal: Terminal,
  input: CommandInput,
  mode: 'diff' | 'dry-run',
): Promise<number> {
  const { plan, installation, access, charts } = await installationInput(terminal, input)
  const difference = await comparePlan(access, {
    plan,
    installation,
    charts,
    mode,
    report: (step) => terminal.progress(step),
  })
  const isSame =
    difference.steps.every(({ state }) => state === 'same') &&
    difference.leftovers.length === 0 &&
    difference.lacks.length === 0
  if (terminal.json) {
    terminal.printJson({ schemaVersion: 1, platform: plan.name, mode, isSame, ...difference })
  } else {
    for (const line of describeDifference(difference, terminal.say)) terminal.print(line)
    if (mode === 'dry-run') {
      terminal.print(
        terminal.say(text('Dry run: nothing was changed.', '시험 실행입니다. 바꾼 것은 없습니다.')),
      )
    }
  }
  return (mode === 'diff' ? isSame : difference.lacks.length === 0) ? 0 : 1
}
