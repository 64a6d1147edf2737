// How good a placement is, and what moves on a re-plan, in lines for people.

import type { Plan, PlanCounting, PlanInstance, PlanMoves, PlanPlacement } from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

const costWords: Readonly<Record<keyof PlanPlacement['costs'], Text>> = {
  rules: text('rules kept', '규칙 준수'),
  spread: text('spread over racks', '랙 분산'),
  moves: text('moves', '이동'),
  sharing: text('roles apart', '역할 분리'),
  balance: text('balance', '균형'),
}

/** One line on how good the placement is, and a few for each requirement against which, or at whose price, roles share hosts. */
export function describePlacement(plan: Plan, say: Say): readonly string[] {
  if (plan.placement === undefined) return []
  const told = plan.placement.together.filter(({ rule, level }) => level === 'rules' || rule.startsWith('R-'))
  return [
    qualityLine(plan.placement, say),
    ...(plan.placement.counting === undefined
      ? []
      : [`  ${countingLine(plan, plan.placement.counting, say)}`]),
    ...(plan.placement.fitsLoad ? [] : [`  ${roomLine(say)}`]),
    ...[...new Set(told.map(({ rule }) => rule))].flatMap((rule) => rulePart(told, rule, say)),
  ]
}

function countingLine(
  { hosts, sizing = [] }: Plan,
  { status, groups, cost }: PlanCounting,
  say: Say,
): string {
  const counts = groups.map(({ group, count }) => `${group} ${count}`).join(', ')
  const price = cost === hosts.length ? text('', '') : text(`, ${cost} in price`, `, 값 ${cost}`)
  const isShort = sizing.some(({ what, value, needed = 0 }) => what === 'instances' && needed > value)
  const proof = isShort
    ? text(
        'the load needs more than these groups may have, as stands above.',
        '이 그룹들에 허용된 최대로도 부하에 모자랍니다. 모자란 것은 위에 있습니다.',
      )
    : status === 'optimal'
      ? text(
          'proved that nothing less carries the load.',
          '이보다 적게 들여서는 부하를 감당할 수 없음이 증명되었습니다.',
        )
      : text(
          'not proved that no other counts would do with less.',
          '더 적게 드는 구성이 없다고 증명되지는 않았습니다.',
        )
  return say(
    text(
      `Counted: ${counts} (${hosts.length} hosts in all${price.en}); ${proof.en}`,
      `정한 호스트 수: ${counts}(모두 ${hosts.length}대${price.ko}). ${proof.ko}`,
    ),
  )
}

function roomLine(say: Say): string {
  return say(
    text(
      'The load does not fit these hosts however roles are placed; what is short stands above.',
      '어떻게 배치해도 이 호스트들에는 부하가 다 들어가지 않습니다. 모자란 것은 위에 있습니다.',
    ),
  )
}

/** Pairs of roles told of one rule; `hanok explain` tells them all. */
const toldPairs = 3

function rulePart(told: PlanPlacement['together'], rule: string, say: Say): readonly string[] {
  const pairs = told.filter((pair) => pair.rule === rule)
  const left = pairs.length - toldPairs
  const more = text(
    `  … and ${left} more such pairs: \`hanok explain FILE ROLE\` tells those of a role.`,
    `  … 외 ${left}쌍: \`hanok explain FILE 역할\`이 역할마다 알려 줍니다.`,
  )
  return [
    ...pairs.slice(0, toldPairs).map((pair) => `  ${togetherLine(pair, say)}`),
    ...(left > 0 ? [say(more)] : []),
  ]
}

/** How good the placement is, and what it says of the roles of some instances. */
export function describeRolePlacement(
  plan: Plan,
  instances: readonly PlanInstance[],
  say: Say,
): readonly string[] {
  if (plan.placement === undefined) return []
  const roles = new Set<string>(instances.map(({ service, role }) => `${service}/${role}`))
  const pairs = plan.placement.together.filter(({ roles: both }) => both.some((role) => roles.has(role)))
  return [qualityLine(plan.placement, say), ...pairs.map((pair) => `  ${togetherLine(pair, say)}`)]
}

function qualityLine({ status, gap, hosts, costs, bounds }: PlanPlacement, say: Say): string {
  if (status === 'optimal') {
    return say(
      text(
        `Placement: proved that none is better on these ${hosts} hosts.`,
        `배치: 이 호스트 ${hosts}대에서 더 나은 배치가 없음이 증명되었습니다.`,
      ),
    )
  }
  const levels = Object.keys(costs) as readonly (keyof PlanPlacement['costs'])[]
  const open = levels.find((level) => costs[level] > bounds[level])
  const what = open === undefined ? '' : ` (${say(costWords[open])})`
  const percent = Math.max(0.01, Math.round(gap * 10_000) / 100)
  return say(
    text(
      `Placement: not proved to be the best; a better one could save ${percent} % at most${what}.`,
      `배치: 최선이라고 증명되지 않았습니다. 더 나은 배치가 있다면 최대 ${percent} %를 줄일 수 있습니다${what}.`,
    ),
  )
}

function togetherLine(
  { rule, level, roles: [first, second], hosts }: PlanPlacement['together'][number],
  say: Say,
): string {
  const pair = text(
    `${first} and ${second} share ${hosts} ${hosts === 1 ? 'host' : 'hosts'}`,
    `${first}, ${second} 둘 다 호스트 ${hosts}대에 있음`,
  )
  return level === 'rules'
    ? say(text(`Against ${rule}: ${pair.en}.`, `${rule}에 어긋남: ${pair.ko}.`))
    : say(text(`At a price (${rule}): ${pair.en}.`, `감수함(${rule}): ${pair.ko}.`))
}

/** What comes, goes and moves since the earlier plan. */
export function describeMoves({ hosts, instances }: PlanMoves, say: Say): readonly string[] {
  const lines = [
    ...hosts.added.map((id) => `  + ${id}`),
    ...hosts.removed.map((id) => `  - ${id}`),
    ...hosts.readdressed.map(({ id, network, from, to }) => `  ~ ${id} ${network}: ${from} → ${to}`),
    ...instances.added.map(({ id, host }) => `  + ${id} → ${host}`),
    ...instances.removed.map(({ id, host }) => `  - ${id} (${host})`),
    ...instances.moved.map(({ id, from, to }) => `  ~ ${id}: ${from} → ${to}`),
  ]
  if (lines.length === 0) return [say(text('Nothing moves.', '옮길 것이 없습니다.'))]
  return [
    say(
      text(
        `Moves: hosts ${hosts.added.length} added, ${hosts.removed.length} removed; instances ${instances.added.length} added, ${instances.removed.length} removed, ${instances.moved.length} moved.`,
        `변경: 호스트 추가 ${hosts.added.length}, 제거 ${hosts.removed.length}; 인스턴스 추가 ${instances.added.length}, 제거 ${instances.removed.length}, 이동 ${instances.moved.length}.`,
      ),
    ),
    ...lines,
  ]
}
