// What applying would change, in words.

import { type Text, text } from '../model/text.ts'
import type { PlanDifference, StepDifference } from '../operate/kubernetes/compare-plan.ts'
import type { Leftover } from '../operate/kubernetes/leftovers.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

const states: readonly { readonly state: StepDifference['state']; readonly words: Text }[] = [
  { state: 'same', words: text('as planned', '계획대로') },
  { state: 'accepted', words: text('accepted by the API server', 'API 서버가 받아들임') },
  { state: 'different', words: text('different', '다름') },
  {
    state: 'new',
    words: text('new, checked once their namespaces are there', '새로 만듦(네임스페이스가 생긴 뒤 검사)'),
  },
  { state: 'unknown', words: text('not comparable yet', '아직 비교 불가') },
]

/** Each step that is not as planned, with kubectl's diff; then what is left over, and what the nodes lack. */
export function describeDifference(difference: PlanDifference, say: Say): readonly string[] {
  const { cluster, steps, leftovers, lacks } = difference
  const count = (state: StepDifference['state']) => steps.filter((one) => one.state === state).length
  return [
    ...steps.flatMap((step) => describeStep(step, say)),
    ...describeLeftovers(leftovers, say, false),
    ...lacks.map(({ group, nodes, wantedNodes, smallNodes, wantedMiB }) =>
      say(
        text(
          `nodes hanok.dev/group=${group}: ${nodes} of ${wantedNodes}${smallNodes.length === 0 ? '' : `, with less than ${Math.ceil(wantedMiB)} MiB: ${smallNodes.join(' ')}`}`,
          `노드 hanok.dev/group=${group}: ${wantedNodes}대 중 ${nodes}대${smallNodes.length === 0 ? '' : `, 메모리가 ${Math.ceil(wantedMiB)} MiB보다 적은 노드: ${smallNodes.join(' ')}`}`,
        ),
      ),
    ),
    `${cluster.context}: ${say(text(`${steps.length} steps`, `${steps.length}단계`))}: ${states
      .filter(({ state }) => count(state) > 0)
      .map(({ state, words }) => `${count(state)} ${say(words)}`)
      .join(', ')}.`,
  ]
}

function describeStep({ step, state, objects, missing }: StepDifference, say: Say): readonly string[] {
  switch (state) {
    case 'same':
    case 'accepted':
      return []
    case 'new':
      return [say(text(`${step}: new`, `${step}: 새로 만듦`))]
    case 'different':
      return [
        say(text(`${step}: different (- on the cluster, + planned)`, `${step}: 다름(- 클러스터, + 계획)`)),
        ...objects.flatMap(({ object, hunks }) => [`--- ${object}`, hunks]),
      ]
    case 'unknown':
      return [
        say(
          text(
            `${step}: not comparable until its operator is there (${missing.join(', ')})`,
            `${step}: 오퍼레이터가 생기기 전에는 비교할 수 없음 (${missing.join(', ')})`,
          ),
        ),
      ]
  }
}

/** What an earlier plan left, by name. */
export function describeLeftovers(
  leftovers: readonly Leftover[],
  say: Say,
  isPruned: boolean,
): readonly string[] {
  return leftovers.map(({ kind, namespace, name, isPrunable }) => {
    const what = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
    if (!isPrunable) {
      return say(
        text(
          `no longer in the plan, never deleted by hanok since it may hold data: ${what}`,
          `계획에 없지만 데이터가 있을 수 있어 hanok이 지우지 않음: ${what}`,
        ),
      )
    }
    return isPruned
      ? say(text(`deleted, no longer in the plan: ${what}`, `계획에 없어 지움: ${what}`))
      : say(
          text(
            `no longer in the plan (--prune deletes it): ${what}`,
            `계획에 없음(--prune으로 지움): ${what}`,
          ),
        )
  })
}
