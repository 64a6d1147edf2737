// A person at Superset, through the edge: lists dashboards and makes new ones, all of which must be there at the end.
// https://superset.apache.org/docs/api

import { administrator } from '../../catalog/superset/schema.ts'
import { askEdge } from '../clients/edge.ts'
import type { HttpsAnswer, HttpsAsked } from '../clients/https.ts'
import { attempt, pause, type Workload, type WorkloadContext } from '../workload.ts'

const operationTimeoutMs = 15_000

/** A session of Superset's own interface; it is renewed when it is refused. */
interface Session {
  readonly token: string
  readonly csrf: string
  readonly cookie: string
}

/** Reads of the list of dashboards, and new dashboards (dashboards). */
export function supersetWorkload(runId: string): Workload {
  const id = 'superset'
  const prefix = `drill-${runId.toLowerCase()}-`
  const made = new Map<string, number>()
  let session: Session | undefined

  const bare = async (context: WorkloadContext, asked: HttpsAsked): Promise<HttpsAnswer> => {
    const answer = await askEdge(context.platform, id, asked, operationTimeoutMs)
    if (answer.status === 401) session = undefined
    if (answer.status >= 300) {
      throw new Error(
        `${asked.method ?? 'GET'} ${asked.path}: status ${answer.status} ${answer.body.slice(0, 120)}`,
      )
    }
    return answer
  }

  const signIn = async (context: WorkloadContext): Promise<Session> => {
    const login = {
      username: administrator.name,
      password: context.platform.secret(administrator.secret),
      provider: 'db',
    }
    const given = await bare(context, { method: 'POST', path: '/api/v1/security/login', body: login })
    const { access_token: token } = JSON.parse(given.body) as { access_token: string }
    const headers = { authorization: `Bearer ${token}` }
    const { body, cookies } = await bare(context, { path: '/api/v1/security/csrf_token/', headers })
    const { result: csrf } = JSON.parse(body) as { result: string }
    return { token, csrf, cookie: cookies.join('; ') }
  }

  const ask = async <T>(context: WorkloadContext, asked: HttpsAsked): Promise<T> => {
    session ??= await signIn(context)
    const { domain } = context.platform.plan.services.ingress ?? {}
    const headers = {
      authorization: `Bearer ${session.token}`,
      'x-csrftoken': session.csrf,
      cookie: session.cookie,
      referer: `https://${id}.${domain}/`,
    }
    return JSON.parse((await bare(context, { ...asked, headers })).body) as T
  }

  const make = async (context: WorkloadContext, key: string) => {
    const body = { dashboard_title: `${prefix}${key}`, slug: `${prefix}${key}` }
    const { id: number } = await ask<{ id: number }>(context, {
      method: 'POST',
      path: '/api/v1/dashboard/',
      body,
    })
    made.set(key, number)
  }

  return {
    id,
    capability: 'dashboards',
    async prepare(context) {
      await make(context, 'first')
    },
    async run(context, signal) {
      const write = async () => {
        for (let number = 1; !signal.aborted; number++) {
          const key = String(number)
          await attempt(context, { workload: id, kind: 'write', key }, () => make(context, key))
          await pause(2_000, signal)
        }
      }
      const read = async () => {
        while (!signal.aborted) {
          await attempt(context, { workload: id, kind: 'read' }, async () => {
            await ask(context, { path: '/api/v1/dashboard/?q=(page_size:5)' })
          })
          await pause(1_000, signal)
        }
      }
      await Promise.all([write(), read()])
    },
    async verify(context, acknowledged) {
      const lost: string[] = []
      for (const key of acknowledged) {
        const path = `/api/v1/dashboard/${prefix}${key}`
        await ask(context, { path }).catch(async () => ask(context, { path }).catch(() => lost.push(key)))
      }
      return lost
    },
    async cleanUp(context) {
      for (const number of made.values()) {
        await ask(context, { method: 'DELETE', path: `/api/v1/dashboard/${number}` }).catch(
          (error: unknown) => error,
        )
      }
    },
  }
}
