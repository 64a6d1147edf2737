// Plan → numbers (compiled-plan.ts). What is said here of roles, needs and endpoints is docs/verdict.md, "The meaning".

import type { AvailabilityRule, Plan, PlanInstance, PlanNeed, PlanRole } from '../model/plan.ts'
import { isBalancedOutside } from './balanced-endpoints.ts'
import { compileCapabilities } from './capability-closures.ts'
import { compileDatasets } from './compile-datasets.ts'
import {
  absent,
  balancerService,
  type CompiledEndpoint,
  type CompiledNeed,
  type CompiledPlan,
  type CompiledRole,
  type ElementKind,
  type NeedClass,
} from './compiled-plan.ts'

const withoutRule: AvailabilityRule = { kind: 'any' }

/** Numbers everything in a plan. Ids that lead nowhere become `absent`; a plan with mistakes is compiled as well. */
export function compilePlan(plan: Plan): CompiledPlan {
  const instanceNumbers = numbersOf(plan.instances.map(({ id }) => id))
  const hostNumbers = numbersOf(plan.hosts.map(({ id }) => id))
  const networkNumbers = numbersOf(plan.networks.map(({ id }) => id))
  const endpointNumbers = numbersOf(plan.endpoints.map(({ id }) => id))
  const roleIds = roleIdsOf(plan)
  const roleNumbers = numbersOf(roleIds)
  const roleOf = Int32Array.from(plan.instances, ({ service, role }) =>
    numberIn(roleNumbers, `${service}/${role}`),
  )
  const hostOf = Int32Array.from(plan.instances, ({ host }) => numberIn(hostNumbers, host))
  const byRole = membersOf(roleOf, roleIds.length)
  const endpoints = compileEndpoints(plan, { instanceNumbers, networkNumbers, roleNumbers, byRole })
  const needClasses = compileNeeds(plan, roleOf, endpointNumbers)
  const needClassOf = new Int32Array(plan.instances.length)
  for (const [number, { instances }] of needClasses.entries()) {
    for (const instance of instances) needClassOf[instance] = number
  }
  const classesOf = roleIds.map((_id, role) => needClasses.filter((needClass) => needClass.role === role))
  const datasets = compileDatasets(plan, { roleIds, byRole, hostOf })
  const roles = compileRoles(plan, { roleIds, roleNumbers, byRole, networkNumbers, datasets })
  const partial = {
    plan,
    roles,
    endpoints,
    datasets,
    needClasses,
    classesOf,
    softNeedsOf: classesOf.map((classes) => classes.flatMap(({ soft }) => soft)),
    hostOf,
    roleOf,
    needClassOf,
    instancesOn: membersOf(hostOf, plan.hosts.length),
    switchesOf: switchesOf(plan, hostNumbers),
    domainMembers: plan.failureDomains.map(({ members }) =>
      members.map((member) => numberIn(hostNumbers, member)).filter((host) => host !== absent),
    ),
    // Held by something outside of the platform, whatever happens to its hosts.
    balancerHosts: isBalancedOutside(plan) ? [[]] : balancerHosts(roles, hostOf),
    elements: new Map<string, { kind: ElementKind; index: number }>([
      ...plan.instances.map(({ id }, index) => [id, { kind: 'instance', index }] as const),
      ...plan.hosts.map(({ id }, index) => [id, { kind: 'host', index }] as const),
      ...plan.failureDomains.map(({ id, kind }, index) => [id, { kind, index }] as const),
      ...plan.networks.map(({ id }, index) => [id, { kind: 'network', index }] as const),
    ]),
  }
  return { ...partial, capabilities: compileCapabilities(partial, endpointNumbers) }
}

/** Ids → their places. Of an id that stands twice the first place counts. */
export function numbersOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  for (const [number, id] of ids.entries()) if (!numbers.has(id)) numbers.set(id, number)
  return numbers
}

function numberIn(numbers: ReadonlyMap<string, number>, id: string): number {
  return numbers.get(id) ?? absent
}

function roleIdsOf(plan: Plan): readonly string[] {
  return [...new Set([...plan.roles, ...plan.instances].map(({ service, role }) => `${service}/${role}`))]
}

function membersOf(groups: Int32Array, count: number): readonly (readonly number[])[] {
  const members: number[][] = Array.from({ length: count }, () => [])
  for (const [member, group] of groups.entries()) members[group]?.push(member)
  return members
}

interface Numbers {
  readonly instanceNumbers: ReadonlyMap<string, number>
  readonly networkNumbers: ReadonlyMap<string, number>
  readonly roleNumbers: ReadonlyMap<string, number>
  readonly byRole: readonly (readonly number[])[]
}

function compileEndpoints(plan: Plan, numbers: Numbers): readonly CompiledEndpoint[] {
  return plan.endpoints.map((endpoint) => {
    const role = numberIn(numbers.roleNumbers, `${endpoint.service}/${endpoint.role}`)
    const addresses = endpoint.addresses.map(({ instance }) => numberIn(numbers.instanceNumbers, instance))
    const whole = numbers.byRole[role] ?? []
    return {
      role,
      network: numberIn(numbers.networkNumbers, `network/${endpoint.network}`),
      addresses,
      isWholeRole:
        addresses.length === whole.length && addresses.every((address, index) => address === whole[index]),
      hasVirtualIp: endpoint.virtualIp !== undefined,
    }
  })
}

function compileNeeds(
  plan: Plan,
  roleOf: Int32Array,
  endpointNumbers: ReadonlyMap<string, number>,
): readonly NeedClass[] {
  const classes = new Map<string, { role: number; example: PlanInstance; instances: number[] }>()
  for (const [number, instance] of plan.instances.entries()) {
    const role = roleOf[number] ?? absent
    const needs = instance.needs.map(({ endpoint, strength, via }) => `${endpoint} ${strength} ${via}`)
    const key = `${role} ${needs.join()}`
    const known = classes.get(key)
    if (known === undefined) classes.set(key, { role, example: instance, instances: [number] })
    else known.instances.push(number)
  }
  const compile = (needs: readonly PlanNeed[], strength: PlanNeed['strength']): readonly CompiledNeed[] =>
    needs
      .filter((need) => need.strength === strength)
      .map(({ endpoint, via }) => ({ endpoint: numberIn(endpointNumbers, endpoint), via }))
  return [...classes.values()].map(({ role, example, instances }) => ({
    role,
    hard: compile(example.needs, 'hard'),
    soft: compile(example.needs, 'soft'),
    instances,
  }))
}

function compileRoles(
  plan: Plan,
  known: Pick<Numbers, 'roleNumbers' | 'byRole' | 'networkNumbers'> & {
    readonly roleIds: readonly string[]
    readonly datasets: ReturnType<typeof compileDatasets>
  },
): readonly CompiledRole[] {
  const declared = new Map<string, PlanRole>()
  for (const role of plan.roles) {
    const id = `${role.service}/${role.role}`
    if (!declared.has(id)) declared.set(id, role)
  }
  const ownNetworks = ownNetworksOf(plan, known.networkNumbers)
  return known.roleIds.map((id, number) => {
    const { rule, recovery } = declared.get(id) ?? { rule: withoutRule, recovery: undefined }
    const service = id.slice(0, id.indexOf('/'))
    const dataset = datasetOf(plan, rule, service)
    return {
      id,
      service,
      rule,
      recovery,
      instances: known.byRole[number] ?? [],
      ownNetworks: ownNetworks.get(id) ?? [],
      needsOwnNetworks:
        (known.byRole[number] ?? []).length > 1 && isGroupRule(rule, plan.datasets[dataset]?.copies ?? 0),
      consensus: 'consensus' in rule ? numberIn(known.roleNumbers, rule.consensus) : absent,
      dataset,
    }
  })
}

function isGroupRule(rule: AvailabilityRule, copies: number): boolean {
  switch (rule.kind) {
    case 'majority':
    case 'elected-primary':
    case 'asynchronous-primary':
      return true
    case 'dataset':
      return copies > 1
    default:
      return false
  }
}

function datasetOf(plan: Plan, rule: AvailabilityRule, service: string): number {
  if (rule.kind === 'dataset') return plan.datasets.findIndex(({ id }) => id === rule.dataset)
  if (rule.kind === 'elected-primary')
    return plan.datasets.findIndex((dataset) => dataset.service === service)
  return absent
}

/** The networks of the flows that lead from a role to an endpoint of that same role, by role. */
function ownNetworksOf(
  plan: Plan,
  networkNumbers: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly number[]> {
  const roleOfEndpoint = new Map<string, string>(
    plan.endpoints.map(({ id, service, role }) => [id, `${service}/${role}`]),
  )
  const networks = new Map<string, number[]>()
  for (const { from, to, network } of plan.flows) {
    if (roleOfEndpoint.get(to) !== from) continue
    const known = networks.get(from) ?? []
    networks.set(from, [...known, numberIn(networkNumbers, `network/${network}`)])
  }
  return networks
}

function switchesOf(plan: Plan, hostNumbers: ReadonlyMap<string, number>): readonly (readonly number[])[] {
  const switches: number[][] = plan.hosts.map(() => [])
  for (const [number, { kind, members }] of plan.failureDomains.entries()) {
    if (kind !== 'switch') continue
    for (const member of members) switches[numberIn(hostNumbers, member)]?.push(number)
  }
  return switches
}

function balancerHosts(roles: readonly CompiledRole[], hostOf: Int32Array): CompiledPlan['balancerHosts'] {
  const balancers = roles.filter(({ service }) => service === balancerService)
  const hosts = [...new Set(balancers.flatMap(({ instances }) => instances.map((one) => hostOf[one])))]
  return hosts.map((host) =>
    balancers.map(({ instances }) => instances.filter((instance) => hostOf[instance] === host)),
  )
}
