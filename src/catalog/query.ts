// How services ask Trino: by a name and a password of their own over TLS, or, where Trino is not locked yet, by name alone (docs/adr/0022).

import type { EndpointId, NeedStrength, Plan } from '../model/plan.ts'
import type { NeedDefinition, ShapeContext } from './service.ts'

/** The virtual IP's port where Trino wants a password. */
export const lockedQueries: EndpointId = 'endpoint/trino/https'

/** Whether Trino of the platform to be planned wants passwords: on hosts, not yet on Kubernetes and in Compose. */
export function locksQueries({ target }: Pick<ShapeContext<unknown>, 'target'>): boolean {
  return target !== 'kubernetes' && target !== 'compose'
}

/** Whether Trino of a plan wants passwords. */
export function areQueriesLocked({ endpoints }: Pick<Plan, 'endpoints'>): boolean {
  return endpoints.some(({ id }) => id === lockedQueries)
}

/** What a service needs that queries the lake. */
export function queryNeed(
  shape: Pick<ShapeContext<unknown>, 'target'>,
  strength: NeedStrength,
  why: string,
): NeedDefinition {
  const endpoint = locksQueries(shape) ? 'https' : 'http'
  return { service: 'trino', endpoint, strength, via: 'vip', why, optional: true }
}

/** The name by which a service asks Trino, and the secret with its password. */
export function queryUserOf(service: string): { user: string; secret: string } {
  return { user: service, secret: `trino/${service}` }
}

/** The services that ask for queries, each by a name of its own. */
export const askingServices = ['superset', 'streamlit'] as const

/** Everybody whom Trino of a plan takes queries from. */
export function queryUsers({ services }: Pick<Plan, 'services'>): readonly string[] {
  const asking = askingServices.filter((service) => services[service] !== undefined)
  return [queryAdministrator.user, ...asking, queryDrills.user]
}

/** The catalogs that may be read by whoever may read: a regular expression. */
export const queryReadable = 'lake|system'

/** Who may do everything: the operator, `hanok sql` and the demo. */
export const queryAdministrator = queryUserOf('admin')

/** Whom drills ask as, and the one schema that is theirs. */
export const queryDrills = { ...queryUserOf('drill'), catalog: 'lake', schema: 'hanok_drill' } as const
