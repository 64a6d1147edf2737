// How one asks Trino of a plan: where users reach it, and as whom.

import { queryAdministrator, queryUserOf } from '../catalog/query.ts'
import type { Plan } from '../model/plan.ts'
import { authorityCertificate } from '../model/secrets.ts'

/** What `runQuery` is told of Trino and of who asks. */
export interface TrinoAccess {
  /** `https://10.77.30.5:8443`. */
  readonly url: string
  readonly user: string
  readonly password?: string
  /** Certificate (PEM) of the authority that vouches for Trino. */
  readonly authority?: string
}

/** Trino of a plan as `user` asks it; undefined where the plan offers it to no user. `secretOf` gives the values of secrets. */
export function trinoAccess(
  { endpoints, flows }: Pick<Plan, 'endpoints' | 'flows'>,
  secretOf: (name: string) => string,
  user: string = queryAdministrator.user,
): TrinoAccess | undefined {
  const offered = new Set(flows.filter(({ from }) => from === 'user').map(({ to }) => to as string))
  const endpoint = endpoints.find(({ id, service }) => service === 'trino' && offered.has(id))
  const address = endpoint?.virtualIp ?? endpoint?.addresses[0]?.address
  if (endpoint === undefined || address === undefined) return undefined
  const place = `${address}:${endpoint.port}`
  if (!endpoint.tls) return { url: `http://${place}`, user }
  return {
    url: `https://${place}`,
    user,
    password: secretOf(queryUserOf(user).secret),
    authority: secretOf(authorityCertificate),
  }
}
