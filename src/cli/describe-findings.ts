// Findings as people read them: alike ones together, with what to do said once; what was accepted in a line each.

import type { Plan } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type { Finding, Severity } from '../model/verdict.ts'
import { groupBy } from '../verifier/plan-facts.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

/** Findings of one kind that are shown before "and so many more". */
const shownAtMost = 5

const severities: readonly Severity[] = ['error', 'warning', 'advice']

/** All findings, errors first, and how many there are. */
export function describeFindings(plan: Plan, findings: readonly Finding[], say: Say): readonly string[] {
  const held = findings.filter((finding) => acceptedRule(finding) === undefined)
  const accepted = findings.filter((finding) => acceptedRule(finding) !== undefined)
  return [
    ...severities.flatMap((severity) => {
      const alike = groupBy(
        held.filter((finding) => finding.severity === severity),
        (finding) => JSON.stringify([finding.code, finding.why.en, finding.fix.en]),
      )
      return [...alike.values()].flatMap((group) => describeAlike(group, say))
    }),
    ...describeAccepted(plan, accepted, say),
    '',
    counted(findings, say),
  ]
}

/** The rule whose giving up makes a finding a price that was accepted. */
function acceptedRule({ data }: Finding): string | undefined {
  return typeof data.relaxed === 'string' ? data.relaxed : undefined
}

function describeAlike(alike: readonly Finding[], say: Say): readonly string[] {
  const [first] = alike
  if (first === undefined) return []
  const { file, line, column } = first.at
  const [only, ...others] = alike.slice(0, shownAtMost).map(({ message }) => say(message))
  return [
    '',
    `${file}:${line}:${column}: ${severityWord(first.severity, say)}: ${only} [${first.code}]`,
    ...others.map((message) => `  ${message}`),
    ...(alike.length > shownAtMost ? [moreOf(alike.length - shownAtMost, first.code, say)] : []),
    `  ${say(first.why)}`,
    `  → ${say(first.fix)}`,
  ]
}

function severityWord(severity: Severity, say: Say): string {
  switch (severity) {
    case 'error':
      return say(text('error', '오류'))
    case 'warning':
      return say(text('warning', '경고'))
    case 'advice':
      return say(text('advice', '권고'))
  }
}

function moreOf(count: number, code: string, say: Say): string {
  return say(
    text(
      `  … and ${count} more of ${code} (all of them: --json)`,
      `  … ${code} ${count}건 더 있음(전체는 --json)`,
    ),
  )
}

/** What was found, but only where the declaration gave up the rule: rule by rule, a line each. */
function describeAccepted(plan: Plan, accepted: readonly Finding[], say: Say): readonly string[] {
  return [...groupBy(accepted, (finding) => acceptedRule(finding) ?? '')].flatMap(([rule, findings]) => {
    const relax = plan.relaxes.find((one) => one.rule === rule)
    const why = relax?.text === undefined ? (relax?.why ?? '') : say(relax.text)
    const byCode = groupBy(findings, ({ code }) => code)
    return [
      '',
      say(
        text(
          `advice: accepted, since ${rule} is given up (${why}):`,
          `권고: ${rule} 규칙을 포기하면서 감수하기로 한 것(${why}):`,
        ),
      ),
      ...[...byCode.values()].flatMap((alike) => [
        ...alike.slice(0, shownAtMost).map(({ message, code }) => `  - ${say(message)} [${code}]`),
        ...(alike.length > shownAtMost
          ? [moreOf(alike.length - shownAtMost, alike[0]?.code ?? '', say)]
          : []),
      ]),
    ]
  })
}

function counted(findings: readonly Finding[], say: Say): string {
  const [errors = 0, warnings = 0, advice = 0] = severities.map(
    (severity) => findings.filter((one) => one.severity === severity).length,
  )
  const number = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
  return say(
    text(
      `${number(errors, 'error')}, ${number(warnings, 'warning')}, ${number(advice, 'piece')} of advice.`,
      `오류 ${errors}건, 경고 ${warnings}건, 권고 ${advice}건.`,
    ),
  )
}
