// Which services a platform has: those of the catalog that it has hosts for and does not leave out, and optional ones that it names.

import { type AnyService, canRun, isRunnable, type ShapeContext } from '../catalog/service.ts'
import type { ParsedDeclaration } from '../model/declaration.ts'
import type { JsonObject, PlanCluster } from '../model/plan.ts'
import { planErrors } from './errors.ts'
import type { HostSeat } from './hosts.ts'
import { dutyFor, roleIdOf } from './placement.ts'
import { realisedOnKubernetes } from './realised-on.ts'
import type { Shape } from './shapes/shape.ts'

/** A service of the platform, with what it knows of the shape. */
export interface ChosenService {
  readonly service: AnyService
  readonly shape: ShapeContext<JsonObject>
}

/**
 * The services, those that can be run before those that are planned only: whatever a release adds to the catalog,
 * what runs today is placed as before. Throws `plan.needsMissingService` where one cannot do without another that is not there.
 */
export function chooseServices(
  input: ParsedDeclaration,
  shape: Shape,
  clusters: readonly PlanCluster[],
  seats: readonly HostSeat[],
  catalog: readonly AnyService[],
): readonly ChosenService[] {
  const onKubernetes = clusters.every(({ target }) => target === 'kubernetes')
  const possible = catalog
    .map((service) => (onKubernetes ? realisedOnKubernetes(service) : service))
    .filter(
      (service) =>
        service.roles.length > 0 &&
        isWanted(service, input) &&
        service.roles.every((role) => role.duties === 'every' || dutyFor(role, seats, 1) !== undefined),
    )
  const ids = new Set(possible.map(({ id }) => id))
  const contextOf = (service: AnyService): ShapeContext<JsonObject> => {
    const declared = input.services[service.id]
    return {
      options: service.options.parse(declared === undefined || declared === false ? {} : declared),
      tier: shape.tier,
      profile: input.profile,
      load: input.load,
      target: clusters[0]?.target ?? 'hosts',
      onKubernetes,
      hostCount: seats.length,
      hostsOf: (duty) => seats.filter((seat) => seat.duties.includes(duty)).length,
      clientsOf: (id, endpoint) => clientsOf(chosen, id, endpoint),
      has: (id) => ids.has(id),
      optionsOf: (id) => input.services[id] || {},
    }
  }
  const chosen: readonly ChosenService[] = possible
    .map((service) => ({ service, shape: contextOf(service) }))
    .filter(
      ({ service, shape: context }) =>
        service.outside?.(context) !== undefined || service.roles.some((role) => role.count(context) > 0),
    )
  refuseMissingServices(chosen)
  // On Kubernetes nothing is left out for what hosts cannot run: the order is as it was, so that no pod moves.
  const runnable = chosen.filter(
    ({ service, shape: { options } }) =>
      isRunnable(service, options) && (!onKubernetes || service.roles.every(canRun)),
  )
  return [...runnable, ...chosen.filter((one) => !runnable.includes(one))]
}

/** What is optional must be named; anything else may be left out by name. */
function isWanted({ id, optional }: AnyService, { services }: ParsedDeclaration): boolean {
  const declared = services[id]
  return optional === true ? declared !== undefined && declared !== false : declared !== false
}

/** Before thousands of hosts are placed for nothing. */
function refuseMissingServices(chosen: readonly ChosenService[]): void {
  const ids = new Set(chosen.map(({ service }) => service.id))
  for (const { service, shape } of chosen) {
    for (const role of service.roles) {
      if (role.count(shape) === 0) continue
      const missing = role.needs(shape).find((need) => need.optional !== true && !ids.has(need.service))
      if (missing === undefined) continue
      const { service: needed, why } = missing
      throw planErrors.needsMissingService({ role: roleIdOf(service, role), service: needed, why })
    }
  }
}

/** Instances of all roles that need the endpoint. */
function clientsOf(services: readonly ChosenService[], id: string, endpoint: string): number {
  const counts = services.flatMap(({ service, shape }) =>
    service.roles
      .filter((role) => service.id !== id && role.duties !== 'every')
      .filter((role) => role.needs(shape).some((need) => need.service === id && need.endpoint === endpoint))
      .map((role) => role.count(shape)),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
