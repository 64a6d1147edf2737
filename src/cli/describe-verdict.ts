// The verdict in words and tables: what one loss does, what two do, what is fatal, what was found.

import { capabilitiesInOrder, capabilityWords } from '../model/capability-words.ts'
import type { Plan } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type { CapabilityVerdict, ElementVerdict, FailureVerdict, Verdict } from '../model/verdict.ts'
import { groupBy } from '../verifier/plan-facts.ts'
import { availabilityTable } from './describe-availability.ts'
import { describeFindings } from './describe-findings.ts'
import { describeSingles } from './describe-singles.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

/** Names and runs of names in one cell. */
const namesAtMost = 4

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
    ...describeSingles(plan, verdict, say),
    ...describeFindings(plan, verdict.findings, say),
  ]
}

/** What a failure does, row by row; alike rows stand together, and what nobody notices in a sentence below. */
function singleTable(plan: Plan, verdict: Verdict, say: Say): readonly string[] {
  const groupOf = new Map<string, string>(plan.hosts.map(({ id, group }) => [id, group]))
  const rows = verdict.elements.filter(({ element }) => !isInstance(element))
  const kindOf = ({ element }: ElementVerdict) => groupOf.get(element) ?? ''
  const grouped = [...groupBy(rows, (row) => `${kindOf(row)} ${fingerprint(row)}`).values()]
  const unnoticed = grouped.filter(([first]) => first !== undefined && isUnnoticed(first))
  return [
    ...verdictTable(
      plan,
      say(text('WHEN THIS FAILS', '이것이 고장 나면')),
      grouped
        .filter((alike) => !unnoticed.includes(alike))
        .map((alike) => ({
          name: namesOf(alike.map(({ element }) => element)),
          verdict: alike[0] as ElementVerdict,
        })),
      say,
    ),
    ...unnoticedLine(unnoticed.flat(), say),
  ]
}

function isUnnoticed({ capabilities, lost, atRisk }: FailureVerdict): boolean {
  return Object.keys(capabilities).length + lost.length + atRisk.length === 0
}

function unnoticedLine(elements: readonly ElementVerdict[], say: Say): readonly string[] {
  if (elements.length === 0) return []
  const names = namesOf(elements.map(({ element }) => element))
  return [
    say(
      text(`Nobody notices the loss of any one of: ${names}.`, `하나를 잃어도 아무도 모르는 것: ${names}.`),
    ),
  ]
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
  const kindOf = (pair: readonly string[]) => {
    const [first = '', second = ''] = pair.map((host) => groupOf.get(host) ?? host).sort()
    return first === second ? say(text(`two of ${first}`, `${first} 둘`)) : `${first} + ${second}`
  }
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
  const capabilities = capabilitiesInOrder(plan.capabilities)
  const loses = rows.some(({ verdict }) => verdict.lost.length + verdict.atRisk.length > 0)
  return table(
    [
      { heading },
      ...capabilities.map((capability) => ({
        heading: say(capabilityWords[capability].name).toUpperCase(),
        right: true,
      })),
      ...(loses ? [{ heading: say(text('DATA', '잃는 데이터')) }] : []),
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

/** One outcome in as few letters as a column has room for. Times are never said shorter than they are. */
function cell(verdict: CapabilityVerdict | undefined, say: Say): string {
  if (verdict === undefined) return '·'
  const percent = `${Math.floor(verdict.fraction * 100)}%`
  switch (verdict.outcome) {
    case 'survives':
      return '·'
    case 'degrades':
      return verdict.fraction < 1 ? percent : say(text('limited', '제한'))
    case 'stops': {
      if (verdict.recoveryMs === null) return say(text('STOPS', '정지'))
      const seconds = `${Math.max(1, Math.ceil(verdict.recoveryMs / 1000))}s`
      return verdict.fraction < 1 ? `${seconds} ${percent}` : seconds
    }
    case 'loses':
      return say(text('LOSES', '손실'))
  }
}

function legend(say: Say): readonly string[] {
  return [
    say(
      text(
        '· nobody notices   26s: not usable for so long, then again   66%: capacity that is left   STOPS: until repaired',
        '· 아무도 모름   26s: 그동안 멈췄다가 다시 동작   66%: 남는 처리 능력   정지: 복구할 때까지',
      ),
    ),
    say(
      text(
        'LOSES: data that was written may be gone   limited: works, but not everything   (name): its newest writes may be gone, by design',
        '손실: 저장한 데이터를 잃을 수 있음   제한: 동작하지만 일부 기능이 빠짐   (이름): 설계상 가장 최근에 쓴 내용을 잃을 수 있음',
      ),
    ),
    say(text('All of it is predicted from the plan.', '모두 계획으로 예측한 값입니다.')),
  ]
}

function fatalSets(plan: Plan, verdict: Verdict, say: Say): readonly string[] {
  const lines = capabilitiesInOrder(plan.capabilities).flatMap((capability) => {
    const name = say(capabilityWords[capability].name)
    const sets = verdict.minimalSets[capability] ?? []
    const count = verdict.minimalSetCounts[capability] ?? sets.length
    if (count === 0) {
      return [`  ${name}: ${say(text('none of up to three hosts', '세 대까지는 없음'))}`]
    }
    const size = sets[0]?.length ?? 0
    const shown = sets.slice(0, 3).map((set) => set.map(bareHost).join(' + '))
    const more = count > shown.length ? ', …' : ''
    const least =
      size === 1 ? text('one is enough', '한 대로 멈춤') : text(`${size} at least`, `최소 ${size}대`)
    const counted = text(count === 1 ? '1 set' : `${count} sets`, `${count}가지`)
    return [`  ${name}: ${say(least)}; ${say(counted)}: ${shown.join(', ')}${more}`]
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

/** `host/a-1`, `host/a-2`, `host/a-3`, `host/b-1` → `a-1…3, b-1`; other elements keep their kind; few at most. */
function namesOf(elements: readonly string[]): string {
  const runs: { stem: string; first: number; last: number }[] = []
  for (const element of elements) {
    const [, stem = element, number = ''] = /^(.*?)(\d+)$/.exec(bareHost(element)) ?? []
    const last = runs.at(-1)
    if (last !== undefined && last.stem === stem && number !== '' && Number(number) === last.last + 1) {
      last.last += 1
    } else runs.push({ stem, first: Number(number), last: Number(number) })
  }
  const names = runs.map(({ stem, first, last }) => {
    if (first === 0) return stem
    if (first === last) return `${stem}${first}`
    return last === first + 1 ? `${stem}${first}, ${stem}${last}` : `${stem}${first}…${last}`
  })
  const shown = names.slice(0, namesAtMost)
  return names.length > shown.length ? `${shown.join(', ')} … (${elements.length})` : names.join(', ')
}

function bareHost(element: string): string {
  return element.startsWith('host/') ? element.slice('host/'.length) : element
}

/** What a failure does, as a text that is equal where it is equal. */
function fingerprint({ capabilities, lost, atRisk }: FailureVerdict): string {
  return JSON.stringify([capabilities, lost, atRisk])
}
