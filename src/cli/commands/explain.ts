// `hanok explain FILE WHAT`: why something is where it is, what it needs, who needs it, and what a host's loss does.

import { nearestWord } from '../../model/nearest-word.ts'
import type { Plan, PlanEndpoint, PlanHost, PlanInstance, PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { evaluateFailure } from '../../verifier/evaluate-failure.ts'
import type { CommandRun } from '../command.ts'
import { describeRolePlacement } from '../describe-placement.ts'
import { describeSizing, sizingAbout } from '../describe-sizing.ts'
import { describeLosses } from '../describe-verdict.ts'
import { cliErrors } from '../errors.ts'
import { loadPlan } from '../load-plan.ts'
import type { Terminal } from '../terminal.ts'

type Say = Terminal['say']

/** Prints what the plan says of WHAT. */
export const run: CommandRun = async (terminal, input) => {
  const [file = '', what = ''] = input.arguments
  const plan = await loadPlan(file)
  const found = find(plan, what)
  const losses = found.hosts.map(({ id }) => ({ element: id, ...evaluateFailure(plan, [id]) }))
  if (terminal.json) {
    terminal.printJson({ schemaVersion: 1, what, ...found, placement: plan.placement, losses })
    return 0
  }
  for (const line of describe(plan, found, terminal.say)) terminal.print(line)
  for (const line of describeLosses(plan, losses, terminal.say)) terminal.print(line)
  return 0
}

/** What a word stands for in a plan, with everything that the plan says of it. */
interface Found {
  readonly hosts: readonly PlanHost[]
  readonly instances: readonly PlanInstance[]
  readonly endpoints: readonly PlanEndpoint[]
  readonly decisions: Plan['decisions']
  readonly sizing: readonly PlanSizing[]
}

function find(plan: Plan, what: string): Found {
  const hosts = plan.hosts.filter((host) => host.id === what || host.id === `host/${what}`)
  const hostIds = new Set(hosts.map((host) => host.id))
  const instances = plan.instances.filter(
    (instance) =>
      hostIds.has(instance.host) ||
      instance.id === what ||
      instance.service === what ||
      `${instance.service}/${instance.role}` === what,
  )
  const endpoints = plan.endpoints.filter(
    ({ id, service }) => id === what || id === `endpoint/${what}` || service === what,
  )
  // A service may be in the plan without instances: what it does is left to something outside.
  const isService = Object.hasOwn(plan.services, what)
  const sizing = sizingAbout(
    plan,
    new Set([what, `network/${what}`, ...hostIds, ...rolesOf(instances, what)]),
  )
  if (hosts.length + instances.length + endpoints.length + sizing.length === 0 && !isService) {
    const words = [
      ...plan.hosts.map((host) => host.id.slice('host/'.length)),
      ...plan.instances.flatMap(({ id, service, role }) => [id, service, `${service}/${role}`]),
      ...plan.endpoints.map((endpoint) => endpoint.id),
      'load',
    ]
    const nearest = nearestWord(what, words)
    throw cliErrors.notInPlan({ what, ...(nearest === undefined ? {} : { nearest }) })
  }
  const about = new Set([
    what,
    ...instances.flatMap(({ id, service, role }) => [id, service, `${service}/${role}`]),
    ...endpoints.map(({ id }) => id),
  ])
  return {
    hosts,
    instances,
    endpoints,
    decisions: plan.decisions.filter((decision) => about.has(decision.about)),
    sizing,
  }
}

/** The roles of instances that were asked for by their own name; a host's are too many to be told with it. */
function rolesOf(instances: readonly PlanInstance[], what: string): readonly string[] {
  return instances
    .filter(({ id, service, role }) => [id, service, `${service}/${role}`].includes(what))
    .map(({ service, role }) => `${service}/${role}`)
}

function describe(plan: Plan, found: Found, say: Say): readonly string[] {
  const single = found.instances.length === 1
  return [
    ...found.hosts.flatMap((host) => describeHost(plan, host, say)),
    ...found.instances.flatMap((instance) => describeInstance(plan, instance, say, single)),
    ...found.endpoints.flatMap((endpoint) => describeEndpoint(plan, endpoint, say)),
    ...(found.decisions.length === 0 ? [] : ['', say(text('Why:', '이유:'))]),
    ...found.decisions.map(({ about, why, source }) => `  ${about}: ${why} [${source}]`),
    ...describeSizing(found.sizing, say),
    ...(found.instances.length === 0 ? [] : ['', ...describeRolePlacement(plan, found.instances, say)]),
  ]
}

function describeHost(plan: Plan, host: PlanHost, say: Say): readonly string[] {
  const domains = plan.failureDomains.filter((domain) => domain.members.includes(host.id)).map(({ id }) => id)
  const group = say(text('group', '그룹'))
  return [
    `${host.id}: ${group} ${host.group}, ${domains.join(', ')}`,
    ...host.networks.map((leg) => `  ${leg.id} ${leg.address}`),
  ]
}

function describeInstance(plan: Plan, instance: PlanInstance, say: Say, full: boolean): readonly string[] {
  const rule = plan.roles.find(
    ({ service, role }) => service === instance.service && role === instance.role,
  )?.rule
  const works = say(text('works while', '가용 규칙'))
  const line = `${instance.id} → ${instance.host} (${instance.version}; ${works}: ${rule?.kind ?? '–'})`
  if (!full) return [`  ${line}`]
  const own = new Set(
    plan.endpoints
      .filter((endpoint) => endpoint.addresses.some((address) => address.instance === instance.id))
      .map(({ id }) => id as string),
  )
  const dependents = plan.instances.filter(({ needs }) => needs.some((need) => own.has(need.endpoint)))
  const roles = [...new Set(dependents.map(({ service, role }) => `${service}/${role}`))].sort()
  return [
    line,
    ...instance.listens.map(
      ({ name, address, port, protocol }) =>
        `  ${say(text('listens', '수신'))} ${name} ${address}:${port}/${protocol}`,
    ),
    ...instance.needs.map(
      ({ endpoint, strength, via }) => `  ${say(text('needs', '필요'))} ${endpoint} (${strength}, ${via})`,
    ),
    ...(roles.length === 0 ? [] : [`  ${say(text('needed by', '의존하는 역할'))} ${roles.join(', ')}`]),
  ]
}

function describeEndpoint(plan: Plan, endpoint: PlanEndpoint, say: Say): readonly string[] {
  const flows = plan.flows.filter((flow) => flow.to === endpoint.id)
  const at = endpoint.virtualIp ?? endpoint.addresses.map(({ address }) => address).join(' ')
  return [
    `${endpoint.id}: ${at} :${endpoint.port} ${endpoint.protocol}`,
    ...flows.map((flow) => `  ${say(text('open to', '허용'))} ${flow.from} (${flow.why})`),
  ]
}
