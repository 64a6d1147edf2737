// The verdict in words and tables: what one loss does, what two do, what is fatal, what was found.

import type { Capability, Plan } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type {
  CapabilityVerdict,
  ElementVerdict,
  FailureVerdict,
  Finding,
  Severity,
  Verdict,
} from '../model/verdict.ts'
import { availabilityTable } from './describe-availability.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

/** Sets of hosts and findings of one kind that are shown before "and so many more". */
const shownAtMost = 5

/** The lines that `hanok verify` prints. */
export function describeVerdict(plan: Plan, verdict: Verdict, say: Say): readonly string[] {
  return [
    say(
      text(
        `${plan.name}: ${plan.hosts.length} hosts, ${plan.instances.length} instances. Judged: every one of ${verdict.elements.length} elements and all ${verdict.pairs.count} pairs of hosts.`,
        `${plan.name}: 호스트 ${plan.hosts.length}대, 인스턴스 ${plan.instances.length}개. 요소 ${verdict.elements.length}개 하나하나와 호스트 ${verdict.pairs.count}쌍 전부를 판정했습니다.`,
      ),
    ),
    '',
    ...singleTable(plan, verdict, say),
    ...legend(say),
    '',
    ...pairTable(plan, verdict, say),
    '',
    ...fatalSets(plan, verdict, say),
    '',
    ...availabilityTable(plan, verdict, say),
    ...findingLines(verdict.findings, say),
  ]
}

/** What a failure does, row by row; equal rows of one kind stand together. */
function singleTable(plan: Plan, verdict: Verdict, say: Say): readonly string[] {
  const groupOf = new Map<string, string>(plan.hosts.map(({ id, group }) => [id, group]))
  const rows = verdict.elements.filter(({ element }) => !isInstance(element))
  const kindOf = ({ element }: ElementVerdict) => groupOf.get(element) ?? element.split('/')[0] ?? ''
  const grouped = groupBy(rows, (row) => `${kindOf(row)} ${fingerprint(row)}`)
  return verdictTable(
    plan,
    say(text('WHEN THIS FAILS', '이것이 고장 나면')),
    [...grouped.values()].map((alike) => ({
      name: namesOf(alike.map(({ element }) => element)),
      verdict: alike[0] as ElementVerdict,
    })),
    say,
  )
}

/** What the loss of each of these elements alone does; nothing where there are none. */
export function describeLosses(plan: Plan, losses: readonly ElementVerdict[], say: Say): readonly string[] {
  if (losses.length === 0) return []
  const heading = say(text('WHEN THIS FAILS', '이것이 고장 나면'))
  const rows = losses.map((verdict) => ({ name: namesOf([verdict.element]), verdict }))
  return ['', ...verdictTable(plan, heading, rows, say), ...legend(say)]
}

function isInstance(element: string): boolean {
  return element.split('/').length > 2
}

function pairTable(plan: Plan, verdict: Verdict, say: Say): readonly string[] {
  const { count, worseCount, worse } = verdict.pairs
  const heading = say(
    text(
      `Two hosts at once: ${count} pairs, of which ${worseCount} do more together than each alone.`,
      `호스트 두 대가 한꺼번에 고장 나면: ${count}쌍 가운데 ${worseCount}쌍은 따로 고장 날 때보다 영향이 큽니다.`,
    ),
  )
  if (worse.length === 0) return [heading]
  const groupOf = new Map<string, string>(plan.hosts.map(({ id, group }) => [id, group]))
  const kindOf = (pair: readonly string[]) =>
    pair
      .map((host) => groupOf.get(host) ?? host)
      .sort()
      .join(' + ')
  const grouped = groupBy(worse, (pair) => `${kindOf(pair.elements)} ${fingerprint(pair)}`)
  const rows = [...grouped.values()].map((alike) => {
    const [first] = alike as [(typeof alike)[number]]
    return { name: `${kindOf(first.elements)} (${alike.length})`, verdict: first }
  })
  return [heading, ...verdictTable(plan, say(text('BOTH FAIL', '둘 다 고장')), rows, say)]
}

interface VerdictRow {
  readonly name: string
  readonly verdict: FailureVerdict
}

function verdictTable(plan: Plan, heading: string, rows: readonly VerdictRow[], say: Say): readonly string[] {
  const capabilities = Object.keys(plan.capabilities) as Capability[]
  const loses = rows.some(({ verdict }) => verdict.lost.length + verdict.atRisk.length > 0)
  return table(
    [
      { heading },
      ...capabilities.map((capability) => ({ heading: capability.toUpperCase(), right: true })),
      ...(loses ? [{ heading: say(text('DATA GONE', '잃는 데이터')) }] : []),
    ],
    rows.map(({ name, verdict }) => [
      name,
      ...capabilities.map((capability) => cell(verdict.capabilities[capability], say)),
      [...verdict.lost.map(dataWords), ...verdict.atRisk.map((dataset) => `(${dataWords(dataset)})`)].join(
        ' ',
      ),
    ]),
  )
}

function dataWords(dataset: string): string {
  return dataset.slice('dataset/'.length)
}

/** One outcome in as few letters as a column has room for. */
function cell(verdict: CapabilityVerdict | undefined, say: Say): string {
  if (verdict === undefined) return '·'
  const percent = `${Math.floor(verdict.fraction * 100)} %`
  switch (verdict.outcome) {
    case 'survives':
      return '·'
    case 'degrades':
      return verdict.fraction < 1 ? percent : say(text('limited', '일부 제한'))
    case 'stops': {
      if (verdict.recoveryMs === null) return say(text('STOPS', '정지'))
      const seconds = `${Number((verdict.recoveryMs / 1000).toFixed(1))} s`
      return verdict.fraction < 1 ? `${seconds}, ${percent}` : seconds
    }
    case 'loses':
      return say(text('LOSES DATA', '데이터 손실'))
  }
}

function legend(say: Say): readonly string[] {
  return [
    say(
      text(
        '· nobody notices   3.6 s: not usable for so long, then again   66 %: capacity that is left   STOPS: until repaired',
        '· 아무도 모름   3.6 s: 그동안 멈췄다가 다시 동작   66 %: 남는 처리 능력   정지: 복구할 때까지',
      ),
    ),
    say(
      text(
        'limited: works, but not everything   (name): its newest writes may be gone, by design. All predicted from the plan.',
        '일부 제한: 동작하지만 일부 기능이 빠짐   (이름): 설계상 가장 최근 쓰기를 잃을 수 있음. 모두 계획으로 예측한 값입니다.',
      ),
    ),
  ]
}

function fatalSets(plan: Plan, verdict: Verdict, say: Say): readonly string[] {
  const lines = (Object.keys(plan.capabilities) as Capability[]).flatMap((capability) => {
    const sets = verdict.minimalSets[capability] ?? []
    const count = verdict.minimalSetCounts[capability] ?? sets.length
    if (count === 0) {
      return [`  ${capability}: ${say(text('none of up to three hosts', '세 대까지는 없음'))}`]
    }
    const size = sets[0]?.length ?? 0
    const shown = sets.slice(0, 3).map((set) => set.map((host) => host.slice('host/'.length)).join(' + '))
    const more = count > shown.length ? ' …' : ''
    return [
      `  ${capability}: ${say(text(`${size} at least; ${count} sets: `, `최소 ${size}대, ${count}가지: `))}${shown.join(', ')}${more}`,
    ]
  })
  return [
    say(
      text(
        'Hosts that must fail together to stop it until repair (sets of up to three):',
        '한꺼번에 잃으면 복구할 때까지 멈추는 호스트(세 대까지의 조합):',
      ),
    ),
    ...lines,
  ]
}

const severities: readonly Severity[] = ['error', 'warning', 'advice']

function findingLines(findings: readonly Finding[], say: Say): readonly string[] {
  const words: Record<Severity, string> = {
    error: say(text('error', '오류')),
    warning: say(text('warning', '경고')),
    advice: say(text('advice', '권고')),
  }
  const lines = severities.flatMap((severity) => {
    const byCode = groupBy(
      findings.filter((finding) => finding.severity === severity),
      ({ code }) => code,
    )
    return [...byCode.values()].flatMap((alike) => [
      ...alike.slice(0, shownAtMost).flatMap((finding) => describeFinding(finding, words[severity], say)),
      ...(alike.length > shownAtMost ? [moreOf(alike.length - shownAtMost, alike[0]?.code ?? '', say)] : []),
    ])
  })
  const counts = severities.map((severity) => findings.filter((one) => one.severity === severity).length)
  const [errors = 0, warnings = 0, advice = 0] = counts
  return [
    ...lines,
    '',
    say(
      text(
        `${errors} errors, ${warnings} warnings, ${advice} pieces of advice.`,
        `오류 ${errors}건, 경고 ${warnings}건, 권고 ${advice}건.`,
      ),
    ),
  ]
}

function moreOf(count: number, code: string, say: Say): string {
  return say(
    text(
      `  … and ${count} more of ${code} (all of them: --json)`,
      `  … ${code} ${count}건 더 있음(전체는 --json)`,
    ),
  )
}

function describeFinding(finding: Finding, severity: string, say: Say): readonly string[] {
  const { file, line, column } = finding.at
  return [
    '',
    `${file}:${line}:${column}: ${severity}: ${say(finding.message)} [${finding.code}]`,
    `  ${say(finding.why)}`,
    `  → ${say(finding.fix)}`,
  ]
}

/** `host/a-1`, `host/a-2`, `host/b-1` → `a-1…2, b-1`; other elements keep their kind. */
function namesOf(elements: readonly string[]): string {
  const names = elements.map((element) =>
    element.startsWith('host/') ? element.slice('host/'.length) : element,
  )
  const [first = ''] = names
  if (names.length <= 4) return names.join(', ')
  return `${first} … ${names.at(-1)} (${names.length})`
}

/** What a failure does, as a text that is equal where it is equal. */
function fingerprint({ capabilities, lost, atRisk }: FailureVerdict): string {
  return JSON.stringify([capabilities, lost, atRisk])
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const known = groups.get(key(item))
    if (known === undefined) groups.set(key(item), [item])
    else known.push(item)
  }
  return groups
}
