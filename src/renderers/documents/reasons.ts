// Reasons that the plan gives in English, in the reader's language. A reason that is not listed is shown as it is.

import type { Facts } from './facts.ts'
import { koreanReasons } from './reasons.ko.ts'

/** A reason of the plan in the reader's language. */
export function reason(facts: Facts, why: string): string {
  return facts.language === 'ko' ? (koreanReason(why) ?? why) : why
}

/** The Korean of a reason; undefined where nobody has written it yet. */
export function koreanReason(why: string): string | undefined {
  const known = koreanReasons.get(why)
  if (known !== undefined) return known
  for (const { pattern, korean } of patterns) {
    const match = pattern.exec(why)
    if (match !== null) return korean(match.slice(1))
  }
  return undefined
}

interface ReasonPattern {
  readonly pattern: RegExp
  readonly korean: (parts: readonly string[]) => string
}

/** Reasons that the planner makes with numbers and names in them. */
const patterns: readonly ReasonPattern[] = [
  {
    pattern: /^(\d+) of (\d+) hosts with the duty "([^"]+)"$/,
    korean: ([some, all, duty]) => `임무가 "${duty}"인 호스트 ${all}대 가운데 ${some}대`,
  },
  { pattern: /^on the hosts of (\S+)$/, korean: ([role]) => `${role}와 같은 호스트` },
  { pattern: /^forwards (\S+)$/, korean: ([endpoint]) => `${endpoint}로 온 요청을 전달` },
  {
    pattern: /^asks who may serve (\S+)$/,
    korean: ([endpoint]) => `${endpoint}를 누가 맡을 수 있는지 확인`,
  },
]
