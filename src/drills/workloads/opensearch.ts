// Documents indexed one by one and read back by their ids, through the virtual IP that clients have.

import { users } from '../../catalog/opensearch/security.ts'
import { authorityCertificate } from '../../model/secrets.ts'
import type { Forward } from '../../operate/forward.ts'
import { type HttpsAsked, httpsRequest } from '../clients/https.ts'
import { attempt, keepTrying, type Workload, type WorkloadContext } from '../workload.ts'

const operationTimeoutMs = 10_000
const rhythm = { pauseMs: 300, patienceMs: 2_000, atOnce: 4 }
const endpointId = 'endpoint/opensearch/search'

/** A writer and a reader of documents in an index of their own with one copy of each shard beside its primary (search). */
export function opensearchWorkload(runId: string): Workload {
  const id = 'opensearch'
  const index = `/hanok-drill-${runId.toLowerCase()}`
  const written: string[] = []
  let forward: Forward | undefined

  const ask = async (context: WorkloadContext, asked: HttpsAsked, timeoutMs = operationTimeoutMs) => {
    const { platform } = context
    const endpoint = platform.plan.endpoints.find((candidate) => candidate.id === endpointId)
    if (endpoint?.virtualIp === undefined) throw new Error('the plan has no OpenSearch endpoint')
    const { virtualIp, port } = endpoint
    forward ??= await platform.forward(() => context.clientHost('log-shipper/agent'), virtualIp, port)
    const login = Buffer.from(`admin:${platform.secret(users.admin)}`).toString('base64')
    const answer = await httpsRequest(
      {
        address: '127.0.0.1',
        port: forward.port,
        certifiedAddress: virtualIp,
        authority: platform.secret(authorityCertificate),
        timeoutMs,
      },
      { ...asked, headers: { authorization: `Basic ${login}` } },
    )
    if (answer.status >= 300) {
      throw new Error(
        `${asked.method ?? 'GET'} ${asked.path}: status ${answer.status} ${answer.body.slice(0, 120)}`,
      )
    }
    return answer.body
  }

  const put = async (context: WorkloadContext, key: string) => {
    await ask(context, { method: 'PUT', path: `${index}/_doc/${key}?timeout=8s`, body: { key } })
  }

  return {
    id,
    capability: 'search',
    async prepare(context) {
      const settings = { number_of_shards: 2, number_of_replicas: 1 }
      await ask(context, { method: 'PUT', path: index, body: { settings } }, 30_000)
      await put(context, 'first')
    },
    async run(context, signal) {
      const write = async (number: number) => {
        const key = String(number)
        const ok = await attempt(context, { workload: id, kind: 'write', key }, () => put(context, key))
        if (ok) written.push(key)
      }
      const read = (number: number) => {
        const key = written[(number * 7919) % Math.max(1, written.length)] ?? 'first'
        return attempt(context, { workload: id, kind: 'read' }, async () => {
          await ask(context, { path: `${index}/_doc/${key}` })
        })
      }
      await Promise.all([keepTrying(signal, rhythm, write), keepTrying(signal, rhythm, read)])
    },
    async verify(context, acknowledged) {
      const found = new Set<string>()
      for (let from = 0; from < acknowledged.length; from += 500) {
        const ids = acknowledged.slice(from, from + 500)
        const body = await ask(context, { method: 'POST', path: `${index}/_mget`, body: { ids } }, 60_000)
        const { docs } = JSON.parse(body) as { docs: readonly { _id: string; found?: boolean }[] }
        for (const one of docs) if (one.found === true) found.add(one._id)
      }
      return acknowledged.filter((key) => !found.has(key))
    },
    async cleanUp(context) {
      await ask(context, { method: 'DELETE', path: index }, 60_000).catch((error: unknown) => error)
      await forward?.close()
    },
  }
}
