// On how many hosts a role stands, and which other roles share them.

import type { HostId, Plan, RoleId } from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import type { Found } from './check.ts'
import { atHosts, atService, hostNames, hostsOf, type PlanFacts } from './plan-facts.ts'

/** A role that stands on fewer hosts than it should. */
export interface TooFew {
  readonly role: RoleId
  /** What stands there in words, where it is more than the role. */
  readonly what?: Text
  readonly hosts: number
  readonly least: number
}

/** The roles of which the plan has fewer hosts than asked; those whose service it lacks altogether are left out. */
export function tooFewHosts(facts: PlanFacts, roles: readonly RoleId[], least: number): readonly TooFew[] {
  return roles
    .filter((role) => facts.has(serviceOf(role)))
    .map((role) => ({ role, hosts: hostsOf(facts.instancesOf(role)).length, least }))
    .filter(({ hosts }) => hosts < least)
}

/** What a check says of a role on too few hosts. */
export function foundTooFew({ role, what = text(role, role), hosts, least }: TooFew): Found {
  return {
    case: hosts === 0 ? 'none' : 'too-few',
    message: text(
      `${what.en} stands on ${hosts} ${hosts === 1 ? 'host' : 'hosts'} instead of ${least} or more.`,
      `${what.ko}의 호스트가 ${hosts}대입니다. ${least}대 이상이어야 합니다.`,
    ),
    fix: text(
      `Give its duty to ${least} hosts or more, in different racks.`,
      `그 임무를 서로 다른 랙의 호스트 ${least}대 이상에 주세요.`,
    ),
    at: [...atService(serviceOf(role)), ...atHosts],
    data: { role, hosts, least },
  }
}

/** The service of a role. */
export function serviceOf(role: RoleId): string {
  return role.split('/')[0] ?? role
}

/** Hosts of a service, or of a role of it (`seaweedfs/volume`). */
export function hostsWith(facts: PlanFacts, what: string): ReadonlySet<HostId> {
  return new Set(
    facts.plan.instances
      .filter(({ service, role }) => service === what || `${service}/${role}` === what)
      .map(({ host }) => host),
  )
}

/** Hosts that both have, in the order of the plan. */
export function sharedHosts(facts: PlanFacts, first: string, second: string): readonly HostId[] {
  const [a, b] = [hostsWith(facts, first), hostsWith(facts, second)]
  return facts.plan.hosts.map(({ id }) => id).filter((host) => a.has(host) && b.has(host))
}

/** What a check says of two that share hosts. */
export function foundSharing(first: string, second: string, hosts: readonly HostId[]): readonly Found[] {
  if (hosts.length === 0) return []
  return [
    {
      case: 'shared',
      message: text(
        `${first} and ${second} share ${hostNames(hosts)}.`,
        `${first}, ${second} 둘 다 ${hostNames(hosts)}에 있습니다.`,
      ),
      fix: text(
        'Give each hosts of its own, or give the rule up in `relaxes` with your reason.',
        '호스트를 따로 주거나, 이유를 적어 `relaxes`에서 규칙을 포기하세요.',
      ),
      at: [...atHosts],
      data: { what: [first, second], hosts: [...hosts] },
    },
  ]
}

/** What shares hosts with a role although it should be by itself: services other than `allowed`, per host. */
export function strangersOn(
  facts: PlanFacts,
  hosts: ReadonlySet<HostId>,
  allowed: readonly string[],
): ReadonlyMap<HostId, readonly string[]> {
  const onEvery = rolesOnEvery(facts.plan)
  const strangers = new Map<HostId, readonly string[]>()
  for (const host of hosts) {
    const others = facts
      .instancesOn(host)
      .map(({ service, role }) => [service, `${service}/${role}`] as const)
      .filter(
        ([service, role]) => !onEvery.has(role) && !allowed.includes(service) && !allowed.includes(role),
      )
      .map(([, role]) => role)
    if (others.length > 0) strangers.set(host, [...new Set(others)])
  }
  return strangers
}

/** What a check says of strangers on hosts that should be dedicated. */
export function foundStrangers(
  what: string,
  strangers: ReadonlyMap<HostId, readonly string[]>,
): readonly Found[] {
  if (strangers.size === 0) return []
  const hosts = [...strangers.keys()]
  const roles = [...new Set([...strangers.values()].flat())]
  const named = roles.length > 5 ? `${roles.slice(0, 4).join(', ')} … (${roles.length})` : roles.join(', ')
  return [
    {
      case: 'shared',
      message: text(
        `${what} shares ${hostNames(hosts)} with ${named}.`,
        `${what}의 호스트 ${hostNames(hosts)}에 ${named} 역할도 있습니다.`,
      ),
      fix: text(
        'Give it hosts of its own, or give the rule up in `relaxes` with your reason.',
        '전용 호스트를 주거나, 이유를 적어 `relaxes`에서 규칙을 포기하세요.',
      ),
      at: [...atHosts],
      data: { what, hosts, roles },
    },
  ]
}

/** Roles that are on every host by design, such as the peer watch: they make no host anybody's. */
export function rolesOnEvery({ roles }: Plan): ReadonlySet<string> {
  return new Set(
    roles.filter(({ rule }) => rule.kind === 'per-host').map(({ service, role }) => `${service}/${role}`),
  )
}
