// The oracle of the verifier: what a failure does to what people use, found by acting the failure out (world.ts) and asking
// around afterwards. Slow and obvious; it shares no code with src/verifier and was written from the meaning of the verdict
// alone.

import type {
  Capability,
  EndpointId,
  Plan,
  PlanDataset,
  PlanEndpoint,
  PlanNeed,
} from '../../src/model/plan.ts'
import type { CapabilityVerdict, FailureVerdict } from '../../src/model/verdict.ts'
import {
  capabilitiesOf,
  connects,
  isUp,
  met,
  placementOf,
  platformOf,
  roleOf,
  vipAnswers,
  type World,
  worldAfter,
} from './world.ts'

/** Acts out failures of a plan; each is a list of ids of elements. */
export function simulationOf(plan: Plan): (failed: readonly string[]) => FailureVerdict {
  const platform = platformOf(plan)
  return (failed) => verdictOf(worldAfter(platform, new Set(failed)))
}

function verdictOf(world: World): FailureVerdict {
  const lost = world.plan.datasets.filter((dataset) => isLost(world, dataset))
  const atRisk = world.plan.datasets.filter(
    (dataset) =>
      dataset.asynchronous === true &&
      !lost.includes(dataset) &&
      placementOf(world, dataset).holders.some((holder) => !isUp(world, holder)),
  )
  const capabilities = capabilitiesOf(world.plan)
    .map(([capability, endpoints]) => [capability, judge(world, capability, endpoints, lost)] as const)
    .filter(([, verdict]) => verdict.outcome !== 'survives')
  return {
    capabilities: Object.fromEntries(capabilities),
    lost: lost.map((dataset) => dataset.id),
    atRisk: atRisk.map((dataset) => dataset.id),
  }
}

/** Some acknowledged item may have lain on destroyed disks only. */
function isLost(world: World, dataset: PlanDataset): boolean {
  return placementOf(world, dataset).durable.some((item) =>
    item.every((copy) => world.wiring.destroyed(copy.host)),
  )
}

function judge(
  world: World,
  capability: Capability,
  endpoints: readonly EndpointId[],
  lost: readonly PlanDataset[],
): CapabilityVerdict {
  const behind = world.behind.get(capability) ?? new Set()
  const fraction = Math.min(1, ...endpoints.map((endpoint) => served(world, endpoint)))
  const gaps = [...behind]
    .flatMap((role) => [role, ...workersOf(world, role)])
    .map((role) => gapOf(world, role))
  const gapMs = Math.max(0, ...gaps)
  const loses = lost.some((dataset) =>
    placementOf(world, dataset).holders.some((holder) => behind.has(roleOf(holder))),
  )
  if (loses) return { outcome: 'loses', fraction, recoveryMs: null }
  if (fraction === 0) return { outcome: 'stops', fraction, recoveryMs: null }
  if (gapMs > 0) return { outcome: 'stops', fraction, recoveryMs: gapMs }
  const limited = endpoints.some((endpoint) => misses(world, endpoint))
  return { outcome: fraction < 1 || limited ? 'degrades' : 'survives', fraction, recoveryMs: 0 }
}

/** The share of its users that an endpoint itself can take. */
function ownShare(world: World, endpoint: PlanEndpoint): number {
  const answers = endpoint.addresses.some((one) => connects(world, endpoint.network, one.instance))
  const held = endpoint.virtualIp === undefined || vipAnswers(world, endpoint.network)
  if (!answers || !held || !world.serving.has(roleOf(endpoint))) return 0
  const rule = world.rules.get(roleOf(endpoint))
  if (rule?.kind !== 'capacity') return 1
  const workers = (world.members.get(roleOf(endpoint)) ?? []).filter((one) => isUp(world, one)).length
  return Math.min(1, workers / rule.minimum)
}

/** What an endpoint can do for people with the workers that are behind it: each kind of them as its worst port does. */
function served(world: World, id: EndpointId): number {
  const endpoint = world.endpoints.get(id)
  if (endpoint === undefined) return 0
  const ports = needsOf(world, roleOf(endpoint))
    .filter((need) => need.strength === 'soft')
    .map((need) => world.endpoints.get(need.endpoint))
    .filter((port) => port !== undefined)
    .filter((port) => isWorkerOf(world, port, endpoint))
  const kinds = [...new Set(ports.map(roleOf))]
  const shares = kinds.map((kind) =>
    Math.min(...ports.filter((port) => roleOf(port) === kind).map((port) => ownShare(world, port))),
  )
  return shares.reduce((product, share) => product * share, ownShare(world, endpoint))
}

/** Workers have a capacity and stand behind another role of their own service. */
const isWorkerOf = (world: World, worker: PlanEndpoint, other: PlanEndpoint): boolean =>
  worker.service === other.service &&
  worker.role !== other.role &&
  world.rules.get(roleOf(worker))?.kind === 'capacity'

/** The roles that work for another one of their service, which can do without them for a while. */
function workersOf(world: World, role: string): readonly string[] {
  return needsOf(world, role)
    .filter((need) => need.strength === 'soft')
    .map((need) => world.endpoints.get(need.endpoint))
    .filter((port) => port !== undefined)
    .filter((port) => roleOf(port) !== role && port.service === role.split('/')[0])
    .map(roleOf)
    .filter((other) => world.rules.get(other)?.kind === 'capacity')
}

const needsOf = (world: World, role: string): readonly PlanNeed[] =>
  (world.members.get(role) ?? []).flatMap((member) => member.needs)

/** Someone who works at the endpoint does without something that he would rather have. */
function misses(world: World, id: EndpointId): boolean {
  const endpoint = world.endpoints.get(id)
  if (endpoint === undefined) return false
  const role = roleOf(endpoint)
  const workers = (world.members.get(role) ?? []).filter((one) => isUp(world, one))
  return workers
    .flatMap((one) => one.needs)
    .filter((need) => need.strength === 'soft' && !met(world, need))
    .some((need) => {
      const other = world.endpoints.get(need.endpoint)
      return other === undefined || (roleOf(other) !== role && !isWorkerOf(world, other, endpoint))
    })
}

/** How long a role does not serve while another of its instances takes over, in milliseconds. */
function gapOf(world: World, role: string): number {
  const recovery = world.plan.roles.find((one) => roleOf(one) === role)?.recovery
  const silent = (world.members.get(role) ?? []).filter((member) => !isUp(world, member))
  if (recovery === undefined || silent.length === 0) return 0
  const unannounced =
    silent.some((member) => !world.wiring.plugged(member.host)) ||
    world.plan.networks.some((network) => world.failed.has(network.id))
  return unannounced ? recovery.hostLossMs : (recovery.instanceLossMs ?? recovery.hostLossMs)
}
