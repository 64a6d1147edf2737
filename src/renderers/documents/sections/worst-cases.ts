// What two hosts that fail together do beyond what each does alone, and the smallest sets that bring something down.

import type { Capability, HostId } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { type Block, type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import { bareName, capitalised, count, type Facts } from '../facts.ts'
import { dataWords, effectsPhrase } from '../outcome-words.ts'
import type { PairKind } from '../pair-facts.ts'

/** Rows of a table of worst cases; the verdict's JSON has them all. */
const mostRows = 30
/** Sets that are named for each capability and kind. */
const namedExamples = 3

/** Pairs of hosts whose loss is worse than their two single losses together, by groups and effect. */
export function pairsSection(facts: Facts): Section {
  const { say } = facts
  const title = say(text('When two hosts fail at once', '호스트 두 대가 동시에 고장 나면'))
  const { worseCount } = facts.verdict.pairs
  const total = count(facts.verdict.pairs.count)
  if (worseCount === 0) {
    return section('failures-pairs', title, [
      paragraph(
        say(
          text(
            `None of the ${total} pairs is worse than its two single losses together.`,
            `${total}가지 경우 모두 한 대씩 고장났을 때를 합한 것보다 나쁘지 않습니다.`,
          ),
        ),
      ),
    ])
  }
  const rows = facts.pairs.kinds.map((kind) => pairRow(facts, kind))
  return section('failures-pairs', title, [
    paragraph(
      say(
        text(
          `All ${total} pairs were computed. In ${count(worseCount)} of them two hosts do more harm together than each alone; they are summed up here by host group and effect, worst first.`,
          `${total}가지 경우를 모두 계산했습니다. 그 가운데 ${count(worseCount)}가지에서 두 대가 함께 고장 나면 한 대씩일 때보다 더 나빠집니다. 호스트 그룹과 결과별로 묶어 심각한 것부터 적었습니다.`,
        ),
      ),
    ),
    table(
      [
        say(text('Host groups', '호스트 그룹')),
        `>${say(text('Pairs', '경우'))}`,
        say(text('For example', '예')),
        say(text('What happens', '결과')),
        say(text('Data', '데이터')),
      ],
      rows.slice(0, mostRows),
    ),
    ...leftOut(facts, rows.length),
  ])
}

function pairRow(facts: Facts, { groups, first, pairs }: PairKind): readonly Phrase[] {
  return [
    { strong: groups },
    count(pairs),
    first.elements.map(bareName).join(', '),
    effectsPhrase(facts, first),
    dataWords(facts, first),
  ]
}

function leftOut(facts: Facts, rows: number): readonly Block[] {
  if (rows <= mostRows) return []
  const left = count(rows - mostRows)
  return [
    paragraph(
      facts.say(
        text(`${left} more kinds of pairs are left out; `, `나머지 ${left}가지 종류는 생략했습니다. 전체: `),
      ),
      { code: `hanok verify ${facts.plan.declarationFile} --json` },
    ),
  ]
}

/** Smallest sets of hosts whose loss stops a capability until repair or loses its data. */
export function minimalSetsSection(facts: Facts): Section {
  const { say } = facts
  const rows = facts.capabilities.flatMap((capability) => setRows(facts, capability))
  const title = say(text('What it takes to bring something down', '무엇이 고장 나면 멈추는가'))
  if (rows.length === 0) {
    return section('minimal-sets', title, [
      paragraph(
        say(
          text(
            'No set of up to three hosts stops anything until repair or loses data.',
            '호스트 세 대까지는 어떤 조합이 고장 나도 복구할 때까지 멈추거나 데이터를 잃는 용도가 없습니다.',
          ),
        ),
      ),
    ])
  }
  return section('minimal-sets', title, [
    paragraph(
      say(
        text(
          'The smallest sets of hosts, up to three, whose loss stops something until repair or loses its data.',
          '함께 고장 나면 복구할 때까지 멈추거나 데이터를 잃는 가장 작은 호스트 조합입니다(세 대까지).',
        ),
      ),
    ),
    table(
      [
        say(text('Capability', '용도')),
        `>${say(text('Hosts', '호스트'))}`,
        say(text('Of groups', '그룹')),
        `>${say(text('Sets', '조합'))}`,
        say(text('For example', '예')),
      ],
      rows,
    ),
    ...uncounted(facts),
  ])
}

/** Says of each capability how many sets the verdict counted but does not list. */
function uncounted(facts: Facts): readonly Block[] {
  const { minimalSets, minimalSetCounts } = facts.verdict
  return facts.capabilities.flatMap((id): readonly Block[] => {
    const [listed, all] = [minimalSets[id]?.length ?? 0, minimalSetCounts[id] ?? 0]
    if (all <= listed) return []
    const words = text(
      `${capitalised(facts.capability(id))}: ${count(all)} sets in all, the first ${count(listed)} of them are counted here.`,
      `${facts.capability(id)}: 조합은 모두 ${count(all)}가지이며, 위 표는 처음 ${count(listed)}가지만 센 것입니다.`,
    )
    return [paragraph(facts.say(words))]
  })
}

function setRows(facts: Facts, capability: Capability): readonly (readonly Phrase[])[] {
  const kinds = new Map<
    string,
    { readonly groups: string; readonly examples: string[]; readonly size: number; sets: number }
  >()
  for (const set of facts.verdict.minimalSets[capability] ?? []) {
    const groups = set
      .map((id) => facts.groupOf.get(id as HostId) ?? id)
      .sort()
      .join(' + ')
    const kind = kinds.get(groups) ?? { groups, examples: [], size: set.length, sets: 0 }
    kind.sets += 1
    if (kind.examples.length < namedExamples) kind.examples.push(set.map(bareName).join(' + '))
    kinds.set(groups, kind)
  }
  return [...kinds.values()]
    .slice(0, mostRows)
    .map(({ groups, examples, size, sets }): readonly Phrase[] => [
      { strong: facts.capability(capability) },
      { tone: size === 1 ? 'bad' : 'plain', label: count(size) },
      groups,
      count(sets),
      examples.join(' / '),
    ])
}
