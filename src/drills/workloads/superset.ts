// A person at Superset, through the edge: lists dashboards and makes new ones, all of which must be there at the end.
// https://superset.apache.org/docs/api

import type { HttpsAsked } from '../clients/https.ts'
import { SupersetSession } from '../clients/superset.ts'
import { attempt, keepTrying, type Workload, type WorkloadContext } from '../workload.ts'

const operationTimeoutMs = 15_000

/** Reads of the list of dashboards, and new dashboards (dashboards). */
export function supersetWorkload(runId: string): Workload {
  const id = 'superset'
  const prefix = `drill-${runId.toLowerCase()}-`
  const made = new Map<string, number>()
  let session: SupersetSession | undefined

  const ask = async <T>(context: WorkloadContext, asked: HttpsAsked): Promise<T> => {
    session ??= new SupersetSession(context.platform, operationTimeoutMs)
    return await session.ask<T>(asked)
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
      const write = (number: number) => {
        const key = String(number)
        return attempt(context, { workload: id, kind: 'write', key }, () => make(context, key))
      }
      const read = () =>
        attempt(context, { workload: id, kind: 'read' }, async () => {
          await ask(context, { path: '/api/v1/dashboard/?q=(page_size:5)' })
        })
      const patience = { patienceMs: 3_000, atOnce: 3 }
      await Promise.all([
        keepTrying(signal, { pauseMs: 2_000, ...patience }, write),
        keepTrying(signal, { pauseMs: 1_000, ...patience }, read),
      ])
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
