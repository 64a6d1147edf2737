// The key flows of: who must reach whom, asked only where the plan has both.

import type { EndpointId, PlanFlow } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type { Found, PlanEdit } from './check.ts'
import { atService, type PlanFacts } from './plan-facts.ts'

/** One way that must be open: from any role of `from` (or that role, or users) to any endpoint of `to` (or of that role). */
export interface KeyFlow {
  /** `service`, `service/role` or `user`. */
  readonly from: string
  /** `service` or `service/role` of the endpoint. */
  readonly to: string
}

/** Findings for every key flow whose two ends are in the plan, while no flow joins them. */
export function missingKeyFlows(facts: PlanFacts, wanted: readonly KeyFlow[]): readonly Found[] {
  return wanted
    .filter(({ from, to }) => (from === 'user' || isThere(facts, from)) && isThere(facts, to))
    .filter(({ from, to }) => !facts.plan.flows.some((flow) => joins(facts, flow, from, to)))
    .map(({ from, to }) => ({
      case: 'closed',
      message: text(
        `No flow leads from ${from === 'user' ? 'users' : from} to ${to}.`,
        `${from === 'user' ? '사용자' : from} → ${to} 흐름이 계획에 없습니다.`,
      ),
      fix: text(
        `Plan again from the declaration; if the flow is still missing, see what \`services.${serviceOf(to)}\` was told.`,
        `선언에서 계획을 다시 만드세요. 그래도 흐름이 없으면 \`services.${serviceOf(to)}\` 옵션을 확인하세요.`,
      ),
      at: [...atService(serviceOf(to)), ...(from === 'user' ? [] : atService(serviceOf(from))), '/services'],
      data: { from, to },
    }))
}

/** For examples: a plan without the flows from one role or service (or users) to the endpoints of a service. */
export function withoutFlows(from: string, toService: string): PlanEdit {
  return (plan) => ({
    ...plan,
    flows: plan.flows.filter(
      (flow) => !(isPartOf(flow.from, from) && flow.to.startsWith(`endpoint/${toService}/`)),
    ),
  })
}

function serviceOf(name: string): string {
  return name.split('/')[0] ?? name
}

function isPartOf(role: string, whole: string): boolean {
  return role === whole || role.startsWith(`${whole}/`)
}

function isThere(facts: PlanFacts, name: string): boolean {
  return facts.roles.some(({ id, instances }) => instances.length > 0 && isPartOf(id, name))
}

function joins(facts: PlanFacts, flow: PlanFlow, from: string, to: string): boolean {
  const endpoint = facts.endpoint(flow.to as EndpointId)
  return (
    endpoint !== undefined &&
    isPartOf(flow.from, from) &&
    isPartOf(`${endpoint.service}/${endpoint.role}`, to)
  )
}
