// Findings of the verdict itself: what does not work although nothing has failed, and what one loss takes away.

import { capabilityWords } from '../model/capability-words.ts'
import type { Capability, Plan, RoleId } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type { ElementVerdict, FailureVerdict, Finding, LeftSingle } from '../model/verdict.ts'
import { findingPlace } from './finding-place.ts'
import { singleByGuideline, stoppedBy } from './left-single.ts'
import { hostNames } from './plan-facts.ts'

/** The rule of the requirements that a platform for learning gives up: nothing there survives anything. */
const learningRule = 'R-9.9'

/** All findings of the verdict. `healthy`: what the platform does with nothing failed. */
export function verdictFindings(
  plan: Plan,
  healthy: FailureVerdict,
  elements: readonly ElementVerdict[],
  single: readonly LeftSingle[],
): readonly Finding[] {
  const down = Object.keys(healthy.capabilities) as Capability[]
  return [
    ...down.map((capability) => downWhenHealthy(plan, capability)),
    ...singlePoints(plan, elements)
      .filter(({ capability }) => !down.includes(capability))
      .flatMap((point) => singlePointFindings(plan, point, single)),
  ]
}

function downWhenHealthy(plan: Plan, capability: Capability): Finding {
  const words = capabilityWords[capability].subject
  return {
    check: 'verdict',
    severity: 'error',
    code: 'verdict.down-when-healthy',
    message: text(
      `${sentence(words.en)} cannot be used as planned, although nothing has failed.`,
      `아무것도 고장 나지 않았는데도 ${withSubjectParticle(words.ko)} 온전히 동작하지 않습니다.`,
    ),
    why: text(
      'An instance needs something that the plan does not have, or a role can never keep its rule.',
      '어떤 인스턴스에 필요한 것이 계획에 없거나, 어떤 역할이 가용 규칙을 지킬 수 없습니다.',
    ),
    fix: text(
      'See `hanok explain` for the roles behind it; add what they need, or ask for enough instances.',
      '`hanok explain`으로 관련 역할을 확인하고, 필요한 것을 추가하거나 인스턴스 수를 늘리세요.',
    ),
    at: findingPlace(plan, endpointPointers(plan, capability)),
    data: { capability },
  }
}

/** Hosts whose loss alone stops a capability until repair, or loses its data. */
interface SinglePoint {
  readonly capability: Capability
  readonly outcome: 'stops' | 'loses'
  readonly hosts: readonly string[]
  readonly lost: readonly string[]
  /** Roles of whose instances there the loss of one alone does the same. */
  readonly roles: readonly RoleId[]
}

function singlePoints(plan: Plan, elements: readonly ElementVerdict[]): readonly SinglePoint[] {
  const hosts = elements.filter(({ element }) => element.startsWith('host/'))
  const alone = rolesThatStop(plan, elements)
  return (Object.keys(plan.capabilities) as Capability[]).flatMap((capability) =>
    (['loses', 'stops'] as const).flatMap((outcome) => {
      const fatal = hosts.filter(({ capabilities }) => {
        const verdict = capabilities[capability]
        return verdict?.outcome === outcome && verdict.recoveryMs === null
      })
      const lost = outcome === 'loses' ? [...new Set(fatal.flatMap((host) => host.lost))] : []
      const roles = new Set(fatal.flatMap(({ element }) => alone.get(`${element} ${capability}`) ?? []))
      return fatal.length === 0
        ? []
        : [{ capability, outcome, hosts: fatal.map(({ element }) => element), lost, roles: [...roles] }]
    }),
  )
}

/** Host and capability → roles on it of which the loss of that one instance stops the capability until repair. */
function rolesThatStop(
  plan: Plan,
  elements: readonly ElementVerdict[],
): ReadonlyMap<string, readonly RoleId[]> {
  const verdicts = new Map(elements.map((one) => [one.element, one]))
  const roles = new Map<string, RoleId[]>()
  for (const { id, host, service, role } of plan.instances) {
    for (const capability of stoppedBy(verdicts.get(id))) {
      const key = `${host} ${capability}`
      roles.set(key, [...(roles.get(key) ?? []), `${service}/${role}`])
    }
  }
  return roles
}

function isForLearning(plan: Plan): boolean {
  return plan.relaxes.some(({ rule }) => rule === learningRule)
}

/** One finding for what the guideline itself leaves single, one for what it does not. */
function singlePointFindings(
  plan: Plan,
  point: SinglePoint,
  single: readonly LeftSingle[],
): readonly Finding[] {
  if (isForLearning(plan) || point.outcome === 'loses') return [singlePoint(plan, point)]
  const accepted = single.filter(
    ({ role, stops }) => stops.includes(point.capability) && singleByGuideline(role) !== undefined,
  )
  const unexplained =
    point.roles.length === 0 || point.roles.some((id) => !accepted.some(({ role }) => role === id))
  const findings = accepted.map((one) => leftSingleFinding(plan, point.capability, one))
  return unexplained ? [...findings, singlePoint(plan, point)] : findings
}

/** A warning: the guideline leaves the role single, so it is a price, not a mistake. */
function leftSingleFinding(plan: Plan, capability: Capability, one: LeftSingle): Finding {
  const { subject } = capabilityWords[capability]
  const known = singleByGuideline(one.role)
  const host = hostNames([one.host])
  return {
    check: 'verdict',
    severity: 'warning',
    code: 'verdict.left-single',
    message: text(
      `There is one ${one.role}, on ${host}: its loss stops ${subject.en} until it is repaired.`,
      `하나뿐인 ${one.role} 인스턴스가 있는 ${host} 호스트를 잃으면 ${withSubjectParticle(subject.ko)} 복구할 때까지 멈춥니다.`,
    ),
    why: text(
      `The guideline itself leaves it single (${known?.rule}). Expected cost: about ${one.minutesAYear} minutes a year.`,
      `지침이 하나로 두는 역할입니다(${known?.rule}). 예상되는 대가는 한 해에 약 ${one.minutesAYear}분입니다.`,
    ),
    fix: known?.change ?? text('', ''),
    at: findingPlace(plan, [`/services/${one.role.split('/')[0]}`, '/services', '/hostGroups', '/hosts']),
    data: { capability, role: one.role, hosts: [one.host], minutesAYear: one.minutesAYear },
  }
}

function singlePoint(plan: Plan, { capability, outcome, hosts, lost, roles }: SinglePoint): Finding {
  const words = capabilityWords[capability].subject
  const does = {
    stops: text(
      `stops ${words.en} until it is repaired`,
      `${withSubjectParticle(words.ko)} 복구할 때까지 멈춥니다`,
    ),
    loses: text(
      `loses data of ${words.en} (${lost.join(', ')})`,
      `${words.ko}의 데이터(${lost.join(', ')})를 잃습니다`,
    ),
  }[outcome]
  const causes = roles.length === 0 ? '' : ` (${fewOf(roles)})`
  return {
    check: 'verdict',
    severity: isForLearning(plan) ? 'warning' : 'error',
    code: outcome === 'loses' ? 'verdict.one-host-loses' : 'verdict.one-host-stops',
    message: text(
      `The loss of one host ${does.en}: ${hostNames(hosts)}${causes}.`,
      `호스트 한 대만 잃어도 ${does.ko}: ${hostNames(hosts)}${causes}.`,
    ),
    why: text(
      'Something that it cannot do without runs, or is kept, on that host alone.',
      '없어서는 안 되는 것이 그 호스트에서만 실행되거나 보관됩니다.',
    ),
    fix: isForLearning(plan)
      ? text(
          'Fit for learning as it is. Otherwise choose a shape with voters and copies on several hosts (`hanok init --shape minimum`).',
          '배우고 시험하는 데는 이대로 충분합니다. 그 밖에는 투표 구성원과 복제본이 여러 호스트에 있는 형태를 고르세요(`hanok init --shape minimum`).',
        )
      : text(
          'Give the duty of these roles to more hosts, in other racks.',
          '이 역할의 임무를 다른 랙의 호스트에도 주세요.',
        ),
    at: findingPlace(plan, ['/hosts', '/hostGroups', ...endpointPointers(plan, capability)]),
    data: { capability, hosts, lost, roles },
  }
}

function fewOf(roles: readonly string[]): string {
  return roles.length > 4 ? `${roles.slice(0, 3).join(', ')} … (${roles.length})` : roles.join(', ')
}

function endpointPointers(plan: Plan, capability: Capability): readonly string[] {
  return (plan.capabilities[capability] ?? []).map((endpoint) => `/services/${endpoint.split('/')[1]}`)
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** 이 after a syllable with a final consonant, 가 after one without (Unicode, "Hangul syllable decomposition"). */
function withSubjectParticle(word: string): string {
  const hasFinal = ((word.codePointAt(word.length - 1) ?? 0) - 0xac00) % 28 !== 0
  return `${word}${hasFinal ? '이' : '가'}`
}
