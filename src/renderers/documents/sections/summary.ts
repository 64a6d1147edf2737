// Section 1: what this is, in four sentences, and what happens when something fails, in one table.

import type { Capability } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import type { ElementVerdict } from '../../../model/verdict.ts'
import { type Block, type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import { type ElementKind, elementKinds } from '../elements.ts'
import { capitalised, count, type Facts, plural } from '../facts.ts'
import { kindWords, worstOfKind } from '../failure-classes.ts'
import { duration, effectChip } from '../outcome-words.ts'
import { gravity, untouched, type Worst } from '../outcomes.ts'
import { capabilityWords } from '../words.ts'

/** The section that a manager reads. */
export function summarySection(facts: Facts): Section {
  const { say } = facts
  const kinds = facts.elements
  return section('summary', say(text('In short', '한눈에 보기')), [
    keyFigures(facts),
    paragraph(whatItIs(facts)),
    paragraph(oneFails(facts, 'host', kinds.get('host') ?? [])),
    paragraph(oneFails(facts, 'rack', kinds.get('rack') ?? [])),
    paragraph(whatItDoesNotSurvive(facts)),
    ...(facts.capabilities.length === 0 ? [] : [whatHappensWhen(facts, kinds)]),
  ])
}

function keyFigures(facts: Facts): Block {
  const { plan, say } = facts
  const racks = plan.failureDomains.filter(({ kind }) => kind === 'rack').length
  const errors = facts.verdict.findings.filter(({ severity }) => severity === 'error').length
  return {
    kind: 'figures',
    items: [
      { value: count(plan.hosts.length), label: say(text('hosts to buy', '구매할 호스트')) },
      { value: count(racks), label: say(text('racks', '랙')) },
      { value: count(Object.keys(plan.services).length), label: say(text('services', '서비스')) },
      { value: count(plan.instances.length), label: say(text('processes', '프로세스(인스턴스)')) },
      { value: count(errors), label: say(text('errors found', '발견된 오류')) },
    ],
  }
}

function whatItIs(facts: Facts): string {
  const { plan, say } = facts
  const racks = plan.failureDomains.filter(({ kind }) => kind === 'rack').length
  const [hosts, instances, services] = [plan.hosts, plan.instances, Object.keys(plan.services)].map(
    ({ length }) => count(length),
  )
  const uses = facts.capabilities.map(facts.capability).join(', ')
  return say(
    text(
      `This is the design of the data platform “${plan.name}”: ${plural(plan.hosts.length, 'host')} in ${plural(racks, 'rack')} run ${instances} processes of ${services} services, for ${uses}.`,
      `이 문서는 데이터 플랫폼 “${plan.name}”의 설계서입니다. 랙 ${racks}개에 놓인 호스트 ${hosts}대가 서비스 ${services}종, 프로세스 ${instances}개를 실행하며 용도는 ${uses}입니다.`,
    ),
  )
}

/** What the loss of any one host or rack means, over all capabilities. */
function oneFails(facts: Facts, kind: 'host' | 'rack', elements: readonly ElementVerdict[]): string {
  const { say } = facts
  const one = kindWords(facts, kind)
  const harmed = worstByCapability(facts, (capability) => worstOfKind(elements, capability))
  const names = (grave: readonly number[]) =>
    harmed
      .filter(({ worst }) => grave.includes(gravity(worst.verdict)))
      .map(
        ({ capability, worst }) =>
          `${facts.capability(capability)} ${count(worst.asGrave)}/${count(worst.of)}`,
      )
      .join(', ')
  if (names([3, 4]) !== '') {
    return say(
      text(
        `If ${one} fails, some uses may stop until it is repaired or lose data (in how many of the cases: ${names([3, 4])}).`,
        `${one}가 고장나면 일부 용도가 복구할 때까지 멈추거나 데이터를 잃을 수 있습니다(전체 가운데 그런 경우: ${names([3, 4])}).`,
      ),
    )
  }
  const longest = Math.max(0, ...harmed.map(({ worst }) => worst.verdict.recoveryMs ?? 0))
  if (longest === 0) {
    return say(text(`Any ${one} may fail and nothing stops.`, `${one}가 고장나도 멈추는 용도가 없습니다.`))
  }
  return say(
    text(
      `If ${one} fails, everything comes back by itself; the longest pause is about ${duration(facts, longest)} (where: ${names([2])}).`,
      `${one}가 고장나도 모든 용도가 사람 손 없이 되살아나며, 가장 오래 멈추는 시간은 약 ${duration(facts, longest)}입니다(멈추는 용도와 경우: ${names([2])}).`,
    ),
  )
}

function whatItDoesNotSurvive(facts: Facts): string {
  const { say } = facts
  const harmed = worstByCapability(facts, (capability) => worstPair(facts, capability))
  const grave = (wanted: number) =>
    harmed
      .filter(({ worst }) => gravity(worst.verdict) === wanted)
      .map(
        ({ capability, worst }) =>
          `${facts.capability(capability)} ${worst.atLeast === true ? '≥ ' : ''}${count(worst.asGrave)}`,
      )
      .join(', ')
  const [lost, down] = [grave(4), grave(3)]
  const pairs = count(facts.verdict.pairs.count)
  if (lost === '' && down === '') {
    return say(
      text(
        `Even of the ${pairs} pairs of hosts none loses data or stops anything until repair.`,
        `호스트 두 대가 함께 고장나는 ${pairs}가지 경우에도 데이터를 잃거나 복구할 때까지 멈추는 용도가 없습니다.`,
      ),
    )
  }
  const [loses, stops] = [lost === '' ? '–' : lost, down === '' ? '–' : down]
  return say(
    text(
      `What it does not survive: of the ${pairs} pairs of hosts that may fail at once, some lose data (${loses}) and some stop something until repair (${stops}); the numbers are pairs.`,
      `견디지 못하는 것: 호스트 두 대가 동시에 고장나는 ${pairs}가지 경우 가운데 일부에서 데이터를 잃거나(${loses}) 복구할 때까지 멈춥니다(${stops}). 숫자는 경우의 수입니다.`,
    ),
  )
}

function worstPair(facts: Facts, capability: Capability): Worst {
  return (
    facts.pairs.worst.get(capability) ?? { verdict: untouched, asGrave: 0, of: facts.verdict.pairs.count }
  )
}

function worstByCapability(facts: Facts, worst: (capability: Capability) => Worst) {
  return facts.capabilities.map((capability) => ({ capability, worst: worst(capability) }))
}

function whatHappensWhen(facts: Facts, kinds: ReadonlyMap<ElementKind, readonly ElementVerdict[]>): Section {
  const { say } = facts
  const rows = elementKinds.flatMap((kind): readonly (readonly Phrase[])[] => {
    const elements = kinds.get(kind) ?? []
    if (elements.length === 0) return []
    return [row(facts, kindWords(facts, kind), (capability) => worstOfKind(elements, capability))]
  })
  const pairs = row(facts, say(text('two hosts at once', '호스트 두 대 동시에')), (capability) =>
    worstPair(facts, capability),
  )
  return section('what-happens', say(text('What happens when something fails', '고장나면 어떻게 되는가')), [
    paragraph(
      say(
        text(
          'Each cell is the worst case, and in how many of the possible cases it is that grave. All of it is predicted from the plan. Details: ',
          '각 칸은 가장 나쁜 경우이며, 괄호는 전체 가운데 그만큼 심각한 경우의 수입니다. 모두 계획에서 계산한 예측입니다. 자세한 내용: ',
        ),
      ),
      { link: 'failures', label: say(text('failure tables', '장애 표')) },
    ),
    table(
      [
        say(text('What fails', '고장나는 것')),
        ...facts.capabilities.map((id) => capitalised(facts.capability(id))),
      ],
      facts.plan.hosts.length < 2 ? rows : [...rows, pairs],
    ),
    {
      kind: 'list',
      items: facts.capabilities.map((id) => [
        { strong: facts.capability(id) },
        ': ',
        say(capabilityWords[id].means),
      ]),
    },
  ])
}

function row(facts: Facts, what: string, worst: (capability: Capability) => Worst): readonly Phrase[] {
  return [
    { strong: what },
    ...facts.capabilities.map((capability): Phrase => {
      const { verdict, asGrave, of, atLeast } = worst(capability)
      if (gravity(verdict) === 0) return effectChip(facts, verdict)
      return [
        effectChip(facts, verdict),
        ' ',
        { small: `(${atLeast === true ? '≥ ' : ''}${count(asGrave)}/${count(of)})` },
      ]
    }),
  ]
}
