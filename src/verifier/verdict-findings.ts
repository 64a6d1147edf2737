// Findings of the verdict itself: what does not work although nothing has failed, and what one loss takes away.

import type { Capability, Plan } from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import type { ElementVerdict, FailureVerdict, Finding, Severity } from '../model/verdict.ts'
import { findingPlace } from './finding-place.ts'

/** What people use, in words. */
const capabilityWords: Readonly<Record<Capability, Text>> = {
  store: text('the object store', '오브젝트 저장소'),
  catalog: text('the table catalog', '테이블 카탈로그'),
  query: text('SQL queries', 'SQL 질의'),
  compute: text('Spark jobs', 'Spark 작업'),
  ingest: text('ingest', '데이터 수집'),
  search: text('search', '검색'),
  dashboards: text('dashboards', '대시보드'),
  apps: text('apps', '앱'),
  observe: text('monitoring', '모니터링'),
}

/** The rule of the requirements that a platform for learning gives up: nothing there survives anything. */
const learningRule = 'R-9.9'

/** All findings of the verdict. `healthy`: what the platform does with nothing failed. */
export function verdictFindings(
  plan: Plan,
  healthy: FailureVerdict,
  elements: readonly ElementVerdict[],
): readonly Finding[] {
  const down = Object.keys(healthy.capabilities) as Capability[]
  return [
    ...down.map((capability) => downWhenHealthy(plan, capability)),
    ...singlePoints(plan, elements)
      .filter(({ capability }) => !down.includes(capability))
      .map((point) => singlePoint(plan, point)),
  ]
}

function downWhenHealthy(plan: Plan, capability: Capability): Finding {
  const words = capabilityWords[capability]
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
}

function singlePoints(plan: Plan, elements: readonly ElementVerdict[]): readonly SinglePoint[] {
  const hosts = elements.filter(({ element }) => element.startsWith('host/'))
  return (Object.keys(plan.capabilities) as Capability[]).flatMap((capability) =>
    (['loses', 'stops'] as const).flatMap((outcome) => {
      const fatal = hosts.filter(({ capabilities }) => {
        const verdict = capabilities[capability]
        return verdict?.outcome === outcome && verdict.recoveryMs === null
      })
      const lost = outcome === 'loses' ? [...new Set(fatal.flatMap((host) => host.lost))] : []
      return fatal.length === 0
        ? []
        : [{ capability, outcome, hosts: fatal.map(({ element }) => element), lost }]
    }),
  )
}

function singlePoint(plan: Plan, { capability, outcome, hosts, lost }: SinglePoint): Finding {
  const words = capabilityWords[capability]
  const names = hosts.map((host) => host.slice('host/'.length))
  const shown = names.length > 5 ? `${names.slice(0, 4).join(', ')} … (${names.length})` : names.join(', ')
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
  return {
    check: 'verdict',
    severity: severityOf(plan, capability, hosts),
    code: outcome === 'loses' ? 'verdict.one-host-loses' : 'verdict.one-host-stops',
    message: text(
      `The loss of one host ${does.en}: ${shown}.`,
      `호스트 한 대만 잃어도 ${does.ko}: ${shown}.`,
    ),
    why: text(
      'Something that it cannot do without runs, or is kept, on that host alone.',
      '없어서는 안 되는 것이 그 호스트에서만 실행되거나 보관됩니다.',
    ),
    fix: text(
      'Choose a shape with voters and copies on several hosts (`hanok init --shape minimum`), or add hosts with that duty.',
      '투표 구성원과 복제본이 여러 호스트에 있는 형태를 고르거나(`hanok init --shape minimum`) 그 역할의 호스트를 늘리세요.',
    ),
    at: findingPlace(plan, ['/hosts', '/hostGroups', ...endpointPointers(plan, capability)]),
    data: { capability, hosts, lost },
  }
}

/** A warning where it was accepted: the platform is one for learning, or the guideline itself leaves the role single. */
function severityOf(plan: Plan, capability: Capability, hosts: readonly string[]): Severity {
  if (plan.relaxes.some(({ rule }) => rule === learningRule)) return 'warning'
  const served = new Set(
    plan.endpoints
      .filter(({ id }) => plan.capabilities[capability]?.includes(id))
      .map(({ service, role }) => `${service}/${role}`),
  )
  const single = new Set(
    plan.roles.filter(({ rule }) => rule.kind === 'single').map(({ service, role }) => `${service}/${role}`),
  )
  const isSingle = plan.instances.some(({ host, service, role }) => {
    const id = `${service}/${role}`
    return hosts.includes(host) && served.has(id) && single.has(id)
  })
  return isSingle ? 'warning' : 'error'
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
