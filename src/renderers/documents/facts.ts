// What every section asks: the plan by its parts, the verdict by its elements, and words in the reader's language.

import type { AnyService } from '../../catalog/service.ts'
import { capabilitiesInOrder, capabilityWords } from '../../model/capability-words.ts'
import type {
  AvailabilityRule,
  Capability,
  Hardware,
  HostId,
  NetworkId,
  Plan,
  PlanHost,
  PlanInstance,
} from '../../model/plan.ts'
import type { Language, Text } from '../../model/text.ts'
import type { ElementVerdict, Verdict } from '../../model/verdict.ts'
import { indexPlan, type PlanIndex } from '../plan-index.ts'
import { type ElementKind, elementsByKind } from './elements.ts'
import { gatherPairs, type PairFacts } from './pair-facts.ts'
import { networkWords } from './words.ts'

/** Hosts of one group, in plan order. */
export interface GroupFacts {
  readonly name: string
  readonly hosts: readonly PlanHost[]
}

/** A role of the plan that has instances, with these in plan order. */
export interface RoleFacts {
  readonly id: string
  readonly service: string
  readonly role: string
  readonly rule: AvailabilityRule
  readonly instances: readonly PlanInstance[]
}

/** A plan and its verdict as the sections ask for them, in one language. */
export interface Facts {
  readonly plan: Plan
  readonly verdict: Verdict
  readonly index: PlanIndex
  readonly language: Language
  readonly elements: ReadonlyMap<ElementKind, readonly ElementVerdict[]>
  readonly pairs: PairFacts
  readonly groups: readonly GroupFacts[]
  readonly roles: readonly RoleFacts[]
  /** Capabilities of the plan, in the order in which data passes them. */
  readonly capabilities: readonly Capability[]
  readonly groupOf: ReadonlyMap<HostId, string>
  readonly rackOf: ReadonlyMap<HostId, string>
  say(words: Text): string
  capability(id: Capability): string
  network(id: NetworkId): string
  /** `Trino 워커`; the id itself for a role that the catalog does not have. */
  role(service: string, role: string): string
  service(id: string): string
}

/**
 * Gathers the facts of a plan, for whichever languages are asked for. Throws `render.unknownService` for a plan that the
 * catalog does not fit.
 */
export function gatherFacts(
  plan: Plan,
  verdict: Verdict,
  catalog: readonly AnyService[],
): (language: Language) => Facts {
  const index = indexPlan(plan, catalog)
  const elements = elementsByKind(plan, verdict)
  const shared = {
    plan,
    verdict,
    index,
    roles: rolesOf(plan, index),
    elements,
    pairs: gatherPairs(plan, verdict, elements.get('host') ?? []),
    groups: groupsOf(plan),
    groupOf: new Map(plan.hosts.map((host) => [host.id, host.group])),
    rackOf: racksOfHosts(plan),
    capabilities: capabilitiesInOrder(plan.capabilities).filter(
      (id) => (plan.capabilities[id] ?? []).length > 0,
    ),
  }
  return (language) => ({ ...shared, ...wordsOf(catalog, language) })
}

type WordFacts = Pick<Facts, 'language' | 'say' | 'capability' | 'network' | 'role' | 'service'>

function wordsOf(catalog: readonly AnyService[], language: Language): WordFacts {
  const say = (words: Text) => words[language]
  const titles = new Map(catalog.map((service) => [service.id, shortTitle(service.title, language)]))
  const roles = new Map(
    catalog.flatMap((service) =>
      service.roles.map((role): [string, string] => [`${service.id}/${role.id}`, role.title[language]]),
    ),
  )
  const service = (id: string) => titles.get(id) ?? id
  return {
    language,
    say,
    capability: (id) => say(capabilityWords[id].name),
    network: (id) => say(networkWords[id].name),
    role: (id, role) => roleTitle(service(id), roles.get(`${id}/${role}`) ?? role),
    service,
  }
}

function racksOfHosts(plan: Plan): ReadonlyMap<HostId, string> {
  const racks = plan.failureDomains.filter(({ kind }) => kind === 'rack')
  return new Map(racks.flatMap(({ id, members }) => members.map((member) => [member, id] as const)))
}

/** `Trino` out of `Trino, SQL over the lake` and `SQL 엔진 Trino`: a product's name where there is one. */
function shortTitle(title: Text, language: Language): string {
  const name = title.en.split(/, | with /)[0] ?? title.en
  return language === 'en' || title.ko.includes(name) ? name : title.ko
}

function roleTitle(service: string, role: string): string {
  return role.startsWith(service) || service.toLowerCase() === role.toLowerCase()
    ? role
    : `${service} ${role}`
}

function groupsOf(plan: Plan): readonly GroupFacts[] {
  const names = new Map<string, PlanHost[]>()
  for (const host of plan.hosts) {
    const group = names.get(host.group)
    if (group === undefined) names.set(host.group, [host])
    else group.push(host)
  }
  return [...names].map(([name, hosts]) => ({ name, hosts }))
}

/** `control-1` out of `host/control-1`, `r1` out of `rack/r1`. */
export function bareName(id: string): string {
  return id.slice(id.indexOf('/') + 1)
}

function rolesOf(plan: Plan, index: PlanIndex): readonly RoleFacts[] {
  return plan.roles.flatMap(({ service, role, rule }) => {
    const instances = index.instancesByRole.get(`${service}/${role}`) ?? []
    return instances.length === 0 ? [] : [{ id: `${service}/${role}`, service, role, rule, instances }]
  })
}

/** `16 vCPU, 64 GiB RAM, HDD 20 TiB, SSD 500 GiB`. */
export function hardwareWords(hardware: Hardware): string {
  const disks = hardware.disks.map(
    (disk) => `${disk.kind === 'nvme' ? 'NVMe' : disk.kind.toUpperCase()} ${size(disk.gib)}`,
  )
  return [`${hardware.cpus} vCPU`, `${hardware.memoryGiB} GiB RAM`, ...disks].join(', ')
}

/** GiB as people say it: `500 GiB`, `20 TiB`. */
export function size(gib: number): string {
  if (gib < 1024) return `${round(gib)} GiB`
  return gib < 1024 * 1024 ? `${round(gib / 1024)} TiB` : `${round(gib / 1024 / 1024)} PiB`
}

/** MiB as people say it. */
export function memory(mib: number): string {
  return mib < 1024 ? `${mib} MiB` : `${round(mib / 1024)} GiB`
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** English `3 hosts`, `1 host`. */
export function plural(number: number, one: string): string {
  return `${count(number)} ${one}${number === 1 ? '' : 's'}`
}

/** A word as it begins a heading. */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** A count with its thousands apart. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
