// A verdict made up for tests of what is written about verdicts: plausible, of the right shape, and nothing more. What
// failures really do is the verifier's to say, which renderers do not see.

import { catalog } from '../../catalog/index.gen.ts'
import { planSha256 } from '../../model/canonical-json.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import type { Capability, HostId, Plan, PlanInstance } from '../../model/plan.ts'
import { type Language, text } from '../../model/text.ts'
import type { CapabilityVerdict, FailureVerdict, Finding, PairVerdict, Verdict } from '../../model/verdict.ts'

import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { type Facts, gatherFacts } from '../documents/facts.ts'

/** Pairs and sets that are drawn at most. */
const mostPairs = 400

/** A verdict over every element of the plan; every rule and every outcome occurs in it where the plan has the means. */
export function sampleVerdict(plan: Plan): Verdict {
  const touch = (instances: readonly PlanInstance[]) => failureOf(plan, instances)
  const on = instancesByHost(plan)
  const ofHosts = (hosts: readonly HostId[]) => hosts.flatMap((host) => on.get(host) ?? [])
  const capabilities = Object.keys(plan.capabilities) as Capability[]
  const alike = pairsOfGroups(plan)
  const worse = alike
    .map((elements): PairVerdict => ({ elements, ...touch(ofHosts(elements)) }))
    .filter((pair) =>
      Object.values(pair.capabilities).some(({ outcome }) => outcome === 'loses' || outcome === 'stops'),
    )
  const setsOf = (id: Capability) =>
    worse.filter((pair) => pair.capabilities[id]?.outcome === 'loses').map(({ elements }) => elements)
  return {
    schemaVersion: 1,
    planSha256: planSha256(plan),
    elements: [
      ...plan.instances.map((instance) => ({ element: instance.id, ...touch([instance]) })),
      ...plan.hosts.map(({ id }) => ({ element: id, ...touch(ofHosts([id])) })),
      ...plan.failureDomains.map(({ id, members }) => ({ element: id, ...touch(ofHosts(members)) })),
      ...plan.networks.map(({ id }) => ({ element: id, ...allStop(capabilities) })),
    ],
    pairs: { count: (plan.hosts.length * (plan.hosts.length - 1)) / 2, worseCount: worse.length, worse },
    minimalSets: Object.fromEntries(capabilities.map((id) => [id, setsOf(id)])),
    minimalSetCounts: Object.fromEntries(capabilities.map((id) => [id, setsOf(id).length])),
    availabilityParts: {},
    availability: Object.fromEntries(capabilities.map((id, index) => [id, 0.9991 + index * 0.00017])),
    leftSingle: [],
    findings: sampleFindings(plan),
  }
}

function instancesByHost(plan: Plan): ReadonlyMap<HostId, readonly PlanInstance[]> {
  const on = new Map<HostId, PlanInstance[]>(plan.hosts.map(({ id }) => [id, []]))
  for (const instance of plan.instances) on.get(instance.host)?.push(instance)
  return on
}

function pairsOfGroups(plan: Plan): readonly (readonly [HostId, HostId])[] {
  const pairs: (readonly [HostId, HostId])[] = []
  for (const [index, first] of plan.hosts.entries()) {
    for (const second of plan.hosts.slice(index + 1)) {
      if (first.group === second.group && pairs.length < mostPairs) pairs.push([first.id, second.id])
    }
  }
  return pairs
}

/** By rule alone, without needs: the worst role of the services that a capability is made of. */
function failureOf(plan: Plan, gone: readonly PlanInstance[]): FailureVerdict {
  const lost = plan.datasets
    .filter(
      ({ service, copies }) =>
        gone.filter((one) => one.service === service && keepsData(plan, one)).length >= copies,
    )
    .map(({ id }) => id)
  const capabilities: Partial<Record<Capability, CapabilityVerdict>> = {}
  for (const [capability, endpoints] of Object.entries(plan.capabilities)) {
    const services = new Set(endpoints.map((id) => id.split('/')[1]))
    const touched = gone.filter(({ service }) => services.has(service))
    if (touched.length > 0) capabilities[capability as Capability] = effectOf(plan, touched, lost.length > 0)
  }
  return { capabilities, lost, atRisk: [] }
}

function keepsData(plan: Plan, instance: PlanInstance): boolean {
  const kind = plan.roles.find((one) => one.service === instance.service && one.role === instance.role)?.rule
    .kind
  return kind === 'dataset' || kind === 'elected-primary'
}

function effectOf(plan: Plan, gone: readonly PlanInstance[], loses: boolean): CapabilityVerdict {
  let fraction = 1
  let stops = false
  for (const { service, role } of gone) {
    const planned = plan.instances.filter((one) => one.service === service && one.role === role).length
    const left = planned - gone.filter((one) => one.service === service && one.role === role).length
    const rule = plan.roles.find((one) => one.service === service && one.role === role)?.rule
    if (left === 0 || (rule?.kind === 'majority' && 2 * left <= planned)) stops = true
    if (rule?.kind === 'capacity') fraction = Math.min(fraction, left / rule.minimum)
  }
  if (loses) return { outcome: 'loses', fraction: 0, recoveryMs: null }
  if (stops) return { outcome: 'stops', fraction: 0, recoveryMs: null }
  if (fraction < 1) return { outcome: 'degrades', fraction, recoveryMs: 0 }
  return { outcome: 'stops', fraction: 1, recoveryMs: 15_200 }
}

function allStop(capabilities: readonly Capability[]): FailureVerdict {
  const effect: CapabilityVerdict = { outcome: 'stops', fraction: 0, recoveryMs: null }
  return { capabilities: Object.fromEntries(capabilities.map((id) => [id, effect])), lost: [], atRisk: [] }
}

function sampleFindings(plan: Plan): readonly Finding[] {
  const at = { file: plan.declarationFile, line: 7, column: 1, pointer: '/shape' }
  return [
    {
      check: 'users-without-password',
      severity: 'warning',
      code: 'users-without-password.open',
      message: text('Anyone may use <Trino> & its "web" page', '누구나 <Trino> & "웹" 화면을 쓸 수 있습니다'),
      why: text('R-3.5 wants authentication | settled.', 'R-3.5는 인증 | 정책을 요구합니다.'),
      fix: text('Switch `access` on.', '`access`를 켜세요.'),
      at,
      data: { rules: ['R-3.5'] },
    },
    {
      check: 'one-history-server',
      severity: 'advice',
      code: 'one-history-server.single',
      message: text('One History Server', '히스토리 서버가 하나입니다'),
      why: text('It holds nothing.', '아무것도 보관하지 않습니다.'),
      fix: text('Nothing to do.', '할 일이 없습니다.'),
      at,
      data: {},
    },
  ]
}

/** The plan of a built-in shape with nothing else declared but these lines. */
export function planOfShape(shape: string, ...lines: readonly string[]): Plan {
  return planText([`name: ${shape}`, `shape: ${shape}`, ...lines, ''].join('\n'))
}

/** A highly available plan of groups that are named like their one duty; `control` holds the metadata database. */
export function planOfGroups(counts: Readonly<Record<string, number>>): Plan {
  const groups = Object.entries(counts).map(([duty, count]) => {
    const duties = duty === 'control' ? 'control, metadata, observability' : duty
    return `  - {name: ${duty}, count: ${count}, duties: [${duties}]}\n`
  })
  return planText(`name: many\nshape: minimum-kafka\nhostGroups:\n${groups.join('')}`)
}

function planText(declaration: string): Plan {
  const services = new Map(catalog.map((service) => [service.id, service.options]))
  return planPlatform(
    parseDeclaration(declaration, 'platform.yaml', { shapes: [...shapes.keys()], services }),
    catalog,
  )
}

/** The facts of a plan with a made-up verdict. */
export function sampleFacts(plan: Plan, language: Language): Facts {
  return gatherFacts(plan, sampleVerdict(plan), catalog)(language)
}
