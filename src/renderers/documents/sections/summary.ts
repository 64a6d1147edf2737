// Section 1: what this is, in four sentences, and what happens when something fails, in one table.

import { capabilityWords } from '../../../model/capability-words.ts'
import type { Capability } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { type Block, type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import { elementKinds } from '../elements.ts'
import { capitalised, count, type Facts, plural } from '../facts.ts'
import { kindWords, worstOfKind } from '../failure-classes.ts'
import { duration, effectChip } from '../outcome-words.ts'
import { gravity, untouched, type Worst } from '../outcomes.ts'

/** The section that a manager reads. */
export function summarySection(facts: Facts): Section {
  const { say } = facts
  return section('summary', say(text('In short', '한눈에 보기')), [
    keyFigures(facts),
    paragraph(whatItIs(facts)),
    paragraph(oneFails(facts, 'host')),
    paragraph(oneFails(facts, 'rack')),
    paragraph(whatItDoesNotSurvive(facts)),
    ...(facts.capabilities.length === 0 ? [] : [whatHappensWhen(facts)]),
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

/** What the loss of any one host or rack means: what needs a repair, and that the rest comes back. */
function oneFails(facts: Facts, kind: 'host' | 'rack'): string {
  const { say } = facts
  const one = kindWords(facts, kind)
  const elements = facts.elements.get(kind) ?? []
  const harmed = worstByCapability(facts, (capability) => worstOfKind(elements, capability))
  const grave = harmed.filter(({ worst }) => gravity(worst.verdict) > 2)
  const others = harmed.filter(({ worst }) => gravity(worst.verdict) <= 2)
  const returns = othersReturn(facts, others, grave.length > 0)
  if (grave.length === 0) {
    return say(text(`If ${one} fails, ${returns}`, `${one}가 고장 나도 ${returns}`))
  }
  const cases = count(elements.length)
  const named = casesOf(facts, grave)
  const stops = say(
    text(
      `If ${one} fails, the following may stop until it is repaired or lose data (beside each, in how many of the ${cases} cases): ${named}.`,
      `${one}가 고장 나면 다음 용도는 복구할 때까지 멈추거나 데이터를 잃을 수 있습니다(괄호는 ${cases}가지 가운데 그런 경우의 수): ${named}.`,
    ),
  )
  return others.length === 0 ? stops : `${stops} ${capitalised(returns)}`
}

interface Harmed {
  readonly capability: Capability
  readonly worst: Worst
}

/** `저장(3), 질의(≥ 12)`. */
function casesOf(facts: Facts, harmed: readonly Harmed[]): string {
  return harmed
    .map(
      ({ capability, worst }) =>
        `${facts.capability(capability)} (${worst.atLeast === true ? '≥ ' : ''}${count(worst.asGrave)})`,
    )
    .join(', ')
}

function othersReturn(facts: Facts, harmed: readonly Harmed[], rest: boolean): string {
  const { say } = facts
  const longest = Math.max(0, ...harmed.map(({ worst }) => worst.verdict.recoveryMs ?? 0))
  const all = rest ? text('everything else', '나머지 용도는 모두') : text('everything', '모든 용도가')
  if (longest === 0) {
    return say(text(`${all.en} goes on without a pause.`, `${all.ko} 멈추지 않고 계속됩니다.`))
  }
  const pausing = harmed.filter(({ worst }) => gravity(worst.verdict) === 2)
  const names = pausing.map(({ capability }) => facts.capability(capability)).join(', ')
  return say(
    text(
      `${all.en} comes back by itself after at most about ${duration(facts, longest)} (${names}).`,
      `${all.ko} 사람 손 없이 되살아나며, 가장 오래 멈추는 시간은 약 ${duration(facts, longest)}입니다(멈추는 용도: ${names}).`,
    ),
  )
}

function whatItDoesNotSurvive(facts: Facts): string {
  const { say } = facts
  const harmed = worstByCapability(facts, (capability) => worstPair(facts, capability))
  const grave = (wanted: number) =>
    casesOf(
      facts,
      harmed.filter(({ worst }) => gravity(worst.verdict) === wanted),
    )
  const [lost, down] = [grave(4), grave(3)]
  const pairs = count(facts.verdict.pairs.count)
  if (lost === '' && down === '') {
    return say(
      text(
        `Even of the ${pairs} pairs of hosts none loses data or stops anything until repair.`,
        `호스트 두 대가 함께 고장 나는 ${pairs}가지 경우에도 데이터를 잃거나 복구할 때까지 멈추는 용도가 없습니다.`,
      ),
    )
  }
  const worst = [
    ...(lost === '' ? [] : [text(`lose data: ${lost}`, `데이터를 잃을 수 있는 용도: ${lost}`)]),
    ...(down === '' ? [] : [text(`stop until repaired: ${down}`, `복구할 때까지 멈추는 용도: ${down}`)]),
  ].map(say)
  return say(
    text(
      `What it does not survive: two hosts at once, in the worst of the ${pairs} pairs (beside each, how many). May ${worst.join('; ')}.`,
      `견디지 못하는 것: 호스트 두 대가 동시에 고장 나는 ${pairs}가지 가운데 가장 나쁜 경우입니다(괄호는 그런 경우의 수). ${worst.join('; ')}.`,
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

/** A kind of failure as a column: its heading, and the worst that it does to a capability. */
interface FailureColumn {
  readonly heading: string
  worst(capability: Capability): Worst
}

function failureColumns(facts: Facts): readonly FailureColumn[] {
  const single = elementKinds.flatMap((kind): readonly FailureColumn[] => {
    const elements = facts.elements.get(kind) ?? []
    if (elements.length === 0) return []
    return [{ heading: kindWords(facts, kind), worst: (capability) => worstOfKind(elements, capability) }]
  })
  const heading = facts.say(text('two hosts at once', '호스트 두 대 동시에'))
  const pairs = { heading, worst: (capability: Capability) => worstPair(facts, capability) }
  return facts.plan.hosts.length < 2 ? single : [...single, pairs]
}

function whatHappensWhen(facts: Facts): Section {
  const { say } = facts
  const columns = failureColumns(facts)
  const rows = facts.capabilities.map((capability): readonly Phrase[] => [
    [
      { strong: capitalised(facts.capability(capability)) },
      ' ',
      { small: say(capabilityWords[capability].means) },
    ],
    ...columns.map(({ worst }) => worstCell(facts, worst(capability))),
  ])
  return section('what-happens', say(text('What happens when something fails', '고장 나면 어떻게 되는가')), [
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
      [say(text('When this fails:', '고장 나는 것:')), ...columns.map(({ heading }) => capitalised(heading))],
      rows,
    ),
  ])
}

function worstCell(facts: Facts, { verdict, asGrave, of, atLeast }: Worst): Phrase {
  if (gravity(verdict) === 0) return effectChip(facts, verdict)
  const cases = `(${atLeast === true ? '≥ ' : ''}${count(asGrave)}/${count(of)})`
  return [effectChip(facts, verdict), ' ', { small: cases }]
}
