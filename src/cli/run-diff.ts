// `hanok diff` and `hanok apply --dry-run`: what the API server says to the whole plan, with nothing kept.

import { text } from '../model/text.ts'
import { comparePlan } from '../operate/kubernetes/compare-plan.ts'
import { readSecrets } from '../operate/kubernetes/platform-secrets.ts'
import type { CommandInput } from './command.ts'
import { describeDifference } from './describe-difference.ts'
import { installationInput } from './installation-input.ts'
import type { Terminal } from './terminal.ts'

/** Compares and tells. A diff ends with 1 where anything differs; a dry run with 0, since a refusal is thrown. */
export async function runDiff(
  terminal: Terminal,
  input: CommandInput,
  mode: 'diff' | 'dry-run',
): Promise<number> {
  const { plan, installation, access, charts } = await installationInput(terminal, input)
  const held = await readSecrets(access, plan)
  const difference = await comparePlan(access, {
    plan,
    waves: installation.waves,
    charts,
    // Nothing is made here: what has no value yet is new in any case.
    secrets: (name) => held[name] ?? 'new',
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
  return mode === 'diff' && !isSame ? 1 : 0
}
