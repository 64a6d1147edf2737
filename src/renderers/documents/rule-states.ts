// How a rule of the guideline stands in a plan: kept, given up, broken, or not a question here; with what was counted.

import type { HostId, NetworkId } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { Finding } from '../../model/verdict.ts'
import type { Inline } from './document-model.ts'
import { bareName, count, type Facts, plural } from './facts.ts'
import type { GuidelineRule } from './guideline-rules.ts'

/** The state of a rule as a coloured word, and what it was judged by. */
export interface RuleState {
  readonly state: Inline
  readonly evidence: string
}

/** Judges a rule: what the declaration gives up first, then findings, then what can be counted in the plan. */
export function ruleState(facts: Facts, rule: GuidelineRule): RuleState {
  const { say } = facts
  const evidence = evidenceOf(facts, rule)
  const relaxed = facts.plan.relaxes.some((relax) => relax.rule === rule.id)
  if (relaxed) return { state: { tone: 'warn', label: say(text('given up', '포기함')) }, evidence }
  return { state: findingState(facts, rule) ?? countedState(facts, rule), evidence }
}

/** Rules that a finding speaks of: those that its check stands for. */
export function rulesOfFinding(finding: Finding): ReadonlySet<string> {
  const { rules } = finding.data
  return new Set(Array.isArray(rules) ? rules.filter((one): one is string => typeof one === 'string') : [])
}

function findingState(facts: Facts, rule: GuidelineRule): Inline | undefined {
  const { say } = facts
  const about = facts.verdict.findings.filter((finding) => rulesOfFinding(finding).has(rule.id))
  const errors = about.filter(({ severity }) => severity === 'error').length
  const warnings = about.filter(({ severity }) => severity === 'warning').length
  if (errors > 0) return { tone: 'bad', label: say(text(plural(errors, 'error'), `오류 ${errors}건`)) }
  if (warnings > 0)
    return { tone: 'warn', label: say(text(plural(warnings, 'warning'), `경고 ${warnings}건`)) }
  const accepted = about.map(({ data }) => data.relaxed).find((one) => typeof one === 'string')
  if (accepted !== undefined) {
    return { tone: 'warn', label: say(text(`given up with ${accepted}`, `${accepted} 규칙과 함께 포기함`)) }
  }
  return about.length === 0
    ? undefined
    : { tone: 'note', label: say(text(`advice (${about.length})`, `권고 ${about.length}건`)) }
}

function countedState(facts: Facts, rule: GuidelineRule): Inline {
  const { say } = facts
  const outside = { tone: 'plain', label: say(text('not applicable', '해당 없음')) } as const
  const check = { tone: 'warn', label: say(text('to be looked at', '확인 필요')) } as const
  const kept = { tone: 'good', label: say(text('kept', '지킴')) } as const
  if (rule.kubernetesOnly === true && facts.plan.clusters.every(({ target }) => target !== 'kubernetes'))
    return outside
  if (rule.hosts !== undefined) return facts.plan.hosts.length >= rule.hosts ? kept : check
  if (rule.security === true) return openEndpoints(facts) > 0 ? check : kept
  if (rule.network !== undefined && !facts.plan.networks.some(({ id }) => bareName(id) === rule.network))
    return { tone: 'warn', label: say(text('not in the plan', '계획에 없음')) }
  if (rule.roles !== undefined && hostsOf(facts, rule.roles).size === 0) {
    return rule.required === true
      ? { tone: 'warn', label: say(text('not in the plan', '계획에 없음')) }
      : outside
  }
  if (rule.atLeast !== undefined && fewestHosts(facts, rule) < rule.atLeast) {
    const fewer = say(text('fewer than asked', '지침보다 적음'))
    return { tone: rule.required === true ? 'bad' : 'note', label: fewer }
  }
  if (rule.sharing === undefined) return kept
  const shared = sharedHosts(facts, rule)
  if (rule.sharing.verdict === 'apart') return shared > 0 ? check : kept
  if (shared === 0) return outside
  return rule.sharing.verdict === 'allowed'
    ? { tone: 'good', label: say(text('allowed', '허용')) }
    : { tone: 'warn', label: say(text('allowed within limits', '제한적 허용')) }
}

function evidenceOf(facts: Facts, rule: GuidelineRule): string {
  const { say } = facts
  if (rule.kubernetesOnly === true) {
    return facts.plan.clusters.map(({ id, target }) => `${id}: ${target}`).join(', ')
  }
  if (rule.hosts !== undefined) {
    return say(text(`${facts.plan.hosts.length} hosts`, `호스트 ${count(facts.plan.hosts.length)}대`))
  }
  if (rule.security === true) return securityWords(facts)
  if (rule.network !== undefined) return networkEvidence(facts, rule.network)
  if (rule.roles === undefined) return '–'
  const hosts = hostsOf(facts, rule.roles).size
  if (hosts === 0) return say(text('not in the plan', '계획에 없음'))
  const on = say(text(`on ${plural(hosts, 'host')}`, `호스트 ${count(hosts)}대`))
  if (rule.sharing === undefined) return on
  const shared = count(sharedHosts(facts, rule))
  return `${on}, ${say(text(`${shared} shared`, `함께 쓰는 호스트 ${shared}대`))}`
}

function networkEvidence({ plan, say }: Facts, id: NetworkId): string {
  const network = plan.networks.find((one) => bareName(one.id) === id)
  const hosts = plan.hosts.filter(({ networks }) => networks.some((leg) => leg.id === id)).length
  const speed = network === undefined ? '–' : `${network.gbps} Gbit/s`
  return `${speed}, ${say(text(plural(hosts, 'host'), `호스트 ${count(hosts)}대`))}`
}

/** Endpoints that people outside reach without saying who they are, or in the clear. */
function openEndpoints(facts: Facts): number {
  const offered = new Set(
    facts.plan.flows.filter(({ from }) => from === 'user').map(({ to }) => to as string),
  )
  return facts.plan.endpoints.filter(({ id, auth, tls }) => offered.has(id) && (auth === 'none' || !tls))
    .length
}

function securityWords(facts: Facts): string {
  const { endpoints } = facts.plan
  const unasked = endpoints.filter(({ auth }) => auth === 'none').length
  const plain = endpoints.filter(({ tls }) => !tls).length
  const open = openEndpoints(facts)
  return facts.say(
    text(
      `of ${endpoints.length} endpoints ${unasked} ask for no proof of identity and ${plain} speak in the clear; ${open} of these are open to users`,
      `엔드포인트 ${endpoints.length}개 가운데 인증 없음 ${unasked}개, 평문 ${plain}개. 그중 사용자에게 열린 것 ${open}개`,
    ),
  )
}

function matches(pattern: string, id: string): boolean {
  return pattern.split('|').some((one) => (one.endsWith('/*') ? id.startsWith(one.slice(0, -1)) : one === id))
}

function fewestHosts(facts: Facts, { roles = [], each }: GuidelineRule): number {
  const sets = each === true ? roles.map((role) => [role]) : [roles]
  return Math.min(...sets.map((patterns) => hostsOf(facts, patterns).size))
}

function hostsOf(facts: Facts, patterns: readonly string[]): ReadonlySet<HostId> {
  return hostsOfRoles(facts, (id) => patterns.some((pattern) => matches(pattern, id)))
}

function hostsOfRoles(facts: Facts, wanted: (id: string) => boolean): ReadonlySet<HostId> {
  const chosen = facts.roles.filter(({ id }) => wanted(id))
  return new Set(chosen.flatMap(({ instances }) => instances.map(({ host }) => host)))
}

function sharedHosts(facts: Facts, rule: GuidelineRule): number {
  const own = rule.roles ?? []
  const perHost = new Set(
    facts.plan.roles
      .filter((one) => one.rule.kind === 'per-host')
      .map(({ service, role }) => `${service}/${role}`),
  )
  const others = rule.sharing?.with ?? []
  const other = hostsOfRoles(facts, (id) =>
    others.includes('*')
      ? !perHost.has(id) && !own.some((pattern) => matches(pattern, id))
      : others.some((pattern) => matches(pattern, id)),
  )
  return [...hostsOf(facts, own)].filter((host) => other.has(host)).length
}
