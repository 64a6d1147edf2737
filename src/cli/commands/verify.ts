// `hanok verify FILE`: what every failure does to what people use, and what is wrong with the plan.

import type { Severity, Verdict } from '../../model/verdict.ts'
import { runChecks } from '../../verifier/run-checks.ts'
import { verifyPlan } from '../../verifier/verify-plan.ts'
import type { CommandRun } from '../command.ts'
import { describeVerdict } from '../describe-verdict.ts'
import { loadPlan } from '../load-plan.ts'
import type { Terminal } from '../terminal.ts'

/** Prints the verdict on FILE. Ends with 1 when a finding is an error; with `--strict` when one is a warning, too. */
export const run: CommandRun = async (terminal, input) => {
  const { target, strict } = input.options
  const plan = await loadPlan(input.arguments[0] ?? '', typeof target === 'string' ? target : undefined)
  const verdict = verifyPlan(plan, runChecks(plan))
  if (terminal.json) terminal.printJson(inOneLanguage(verdict, terminal.say))
  else for (const line of describeVerdict(plan, verdict, terminal.say)) terminal.print(line)
  const grave: readonly Severity[] = strict === true ? ['error', 'warning'] : ['error']
  return verdict.findings.some(({ severity }) => grave.includes(severity)) ? 1 : 0
}

/** The verdict as JSON: each text in the user's language, beside codes and data that have none. */
function inOneLanguage(verdict: Verdict, say: Terminal['say']) {
  return {
    ...verdict,
    findings: verdict.findings.map((finding) => ({
      ...finding,
      message: say(finding.message),
      why: say(finding.why),
      fix: say(finding.fix),
    })),
  }
}
