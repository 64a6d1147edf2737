// Roles that stand on one host only: what stops with each, for how long in a year, and which of them the guideline itself
// leaves single, with what would change it.

import type { Capability, Plan, RoleId } from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import type { ElementVerdict, LeftSingle } from '../model/verdict.ts'
import { type ReliabilityFigures, unavailabilityOf } from './failure-rates.ts'

const yearMinutes = 525_960

/** What the guideline says of a role that it leaves single, and what a second one takes. */
interface SingleByGuideline {
  readonly rule: string
  readonly change: Text
}

const byGuideline: ReadonlyMap<RoleId, SingleByGuideline> = new Map([
  [
    'prometheus/server',
    {
      rule: 'R-2.6',
      change: text(
        'Accept it, or ask for a second one that scrapes everything as well: `services: { prometheus: { servers: 2 } }`. At large scale the guideline wants Thanos or VictoriaMetrics.',
        '감수하거나, 같은 지표를 모으는 서버를 하나 더 두세요: `services: { prometheus: { servers: 2 } }`. 규모가 크면 지침은 Thanos나 VictoriaMetrics를 권합니다.',
      ),
    },
  ],
  [
    'trino/coordinator',
    {
      rule: 'R-2.11, R-7.6',
      change: text(
        'Accept it, or give the duty `query` to a second host: a coordinator stands by there (R-2.3).',
        '감수하거나, 임무 `query`를 호스트 하나에 더 주세요. 대기 코디네이터가 생깁니다(R-2.3).',
      ),
    },
  ],
])

/** What the guideline says of a role that it leaves single; undefined for all others. */
export function singleByGuideline(role: RoleId): SingleByGuideline | undefined {
  return byGuideline.get(role)
}

/**
 * Every role that is made to have one instance, and has one: in plan order. `minutesAYear` is how long it is expected to be
 * gone with its host and what that stands in; processes that die alone are started again within seconds and not counted.
 */
export function leftSingle(
  plan: Plan,
  elements: readonly ElementVerdict[],
  { rates }: ReliabilityFigures,
): readonly LeftSingle[] {
  const verdicts = new Map(elements.map((one) => [one.element, one]))
  return plan.roles.flatMap(({ service, role, rule }): readonly LeftSingle[] => {
    if (rule.kind !== 'single') return []
    const [only, ...others] = plan.instances.filter((one) => one.service === service && one.role === role)
    if (only === undefined || others.length > 0) return []
    const domains = plan.failureDomains.filter(({ members }) => members.includes(only.host))
    const share = [rates.host, ...domains.map(({ kind }) => rates[kind])]
      .map(unavailabilityOf)
      .reduce((sum, one) => sum + one, 0)
    return [
      {
        role: `${service}/${role}`,
        instance: only.id,
        host: only.host,
        stops: stoppedBy(verdicts.get(only.id)),
        minutesAYear: Math.round(Math.min(1, share) * yearMinutes),
      },
    ]
  })
}

/** Capabilities that a failure stops until repair, or of which it loses data. */
export function stoppedBy(verdict: ElementVerdict | undefined): readonly Capability[] {
  return (Object.keys(verdict?.capabilities ?? {}) as Capability[]).filter((id) => {
    const effect = verdict?.capabilities[id]
    return effect !== undefined && effect.outcome !== 'degrades' && effect.recoveryMs === null
  })
}
