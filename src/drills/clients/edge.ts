// A person in front of the platform: by name, over TLS, at the virtual IP of the edge, straight from this machine.

import { authorityCertificate } from '../../model/secrets.ts'
import type { Platform } from '../workload.ts'
import { type HttpsAnswer, type HttpsAsked, httpsRequest } from './https.ts'

/** Asks a web surface of the platform, `superset` or the like. Throws where the plan has no edge; rejects as `httpsRequest`. */
export async function askEdge(
  { plan, secret }: Pick<Platform, 'plan' | 'secret'>,
  service: string,
  asked: HttpsAsked,
  timeoutMs: number,
): Promise<HttpsAnswer> {
  const endpoint = plan.endpoints.find(({ id }) => id === 'endpoint/ingress/https')
  if (endpoint?.virtualIp === undefined) throw new Error('the plan has no edge that people come to')
  const { virtualIp: address, port } = endpoint
  const name = `${service}.${plan.services.ingress?.domain}`
  return await httpsRequest(
    { address, port, name, authority: secret(authorityCertificate), timeoutMs },
    asked,
  )
}
