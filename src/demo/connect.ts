// Demo, step 2: Kafka Connect's REST interface, asked at whichever worker is up.
// https://kafka.apache.org/41/documentation.html#connect_rest

import { connectRestUser } from '../catalog/conventions.ts'
import { type Text, text } from '../model/text.ts'
import { demoErrors } from './errors.ts'
import { type DemoPlatform, endpointOf, httpFrom, livingSeats } from './platform.ts'
import { type Seen, until } from './until.ts'

const askTimeoutMs = 30_000
const changeTimeoutMs = 240_000

/** A connector's state and its tasks' states, as `GET /connectors/NAME/status` has them. */
interface ConnectorStatus {
  readonly connector: { readonly state: string }
  readonly tasks: readonly { readonly id: number; readonly state: string; readonly trace?: string }[]
}

interface ConnectorOffsets {
  readonly offsets: readonly { readonly offset: { readonly position?: number } | null }[]
}

/** Source connectors of one Connect cluster. */
export class ConnectClient {
  readonly #platform: DemoPlatform
  readonly #port: number
  readonly #login: string
  readonly #signal: AbortSignal | undefined

  constructor(platform: DemoPlatform, signal?: AbortSignal) {
    this.#platform = platform
    this.#port = endpointOf(platform.plan, 'endpoint/kafka/connect').port
    const { user, secret } = connectRestUser
    this.#login = `Basic ${Buffer.from(`${user}:${platform.secret(secret)}`).toString('base64')}`
    this.#signal = signal
  }

  /**
   * Makes the connector anew: configured, stopped, without tasks, and with nothing remembered of what it has read.
   * The remembered positions outlive a deleted connector, therefore it is stopped and reset rather than deleted.
   */
  async makeStopped(name: string, config: Readonly<Record<string, string>>): Promise<void> {
    const path = `/connectors/${name}`
    await this.#until(text(`stop connector ${name}`, `${name} 커넥터 멈추기`), async () => {
      const status = await this.#ask('GET', `${path}/status`, [200, 404])
      if (status === undefined) {
        await this.#ask('POST', '/connectors', [201], { name, config, initial_state: 'STOPPED' })
        return { done: false, seen: 'made' }
      }
      const { connector, tasks } = status as ConnectorStatus
      if (connector.state === 'STOPPED' && tasks.length === 0) return { done: true, value: undefined }
      if (connector.state !== 'STOPPED') await this.#ask('PUT', `${path}/stop`, [202, 204])
      return { done: false, seen: `${connector.state}, ${tasks.length} tasks` }
    })
    await this.#until(
      text(`configure and reset connector ${name}`, `${name} 커넥터 설정과 초기화`),
      async () => {
        await this.#ask('PUT', `${path}/config`, [200, 201], config)
        await this.#ask('DELETE', `${path}/offsets`, [200])
        return { done: true, value: undefined }
      },
    )
  }

  /** Lets it run. */
  async resume(name: string): Promise<void> {
    await this.#change(name, 'resume')
  }

  /** Ends its tasks. What it has read stays remembered. */
  async stop(name: string): Promise<void> {
    await this.#change(name, 'stop')
  }

  /**
   * How far it has read: characters of its file, 0 before the first commit. Restarts what has failed, which is what
   * becomes of a task whose broker or worker died.
   */
  async position(name: string): Promise<{ readonly position: number; readonly state: string }> {
    const status = (await this.#ask('GET', `/connectors/${name}/status`, [200])) as ConnectorStatus
    const states = [status.connector.state, ...status.tasks.map((task) => task.state)]
    if (states.includes('FAILED')) {
      await this.#ask('POST', `/connectors/${name}/restart?includeTasks=true&onlyFailed=true`, [202, 204])
    }
    const { offsets } = (await this.#ask('GET', `/connectors/${name}/offsets`, [200])) as ConnectorOffsets
    return {
      position: Math.max(0, ...offsets.map((each) => each.offset?.position ?? 0)),
      state: states.join('/'),
    }
  }

  async #change(name: string, to: 'resume' | 'stop'): Promise<void> {
    await this.#until(
      text(`${to} connector ${name}`, `${name} 커넥터 ${to === 'stop' ? '멈추기' : '시작하기'}`),
      async () => {
        await this.#ask('PUT', `/connectors/${name}/${to}`, [202, 204])
        return { done: true, value: undefined }
      },
    )
  }

  async #until(what: Text, check: () => Promise<Seen<undefined>>): Promise<void> {
    await until({ what, timeoutMs: changeTimeoutMs, signal: this.#signal }, check)
  }

  /** The answer's JSON; undefined for 404 and for no content. Another worker is asked when one does not answer. */
  async #ask(method: string, path: string, accept: readonly number[], body?: unknown): Promise<unknown> {
    let last: unknown
    for (const seat of await livingSeats(this.#platform, 'kafka', 'connect')) {
      try {
        const answer = await httpFrom(this.#platform, seat, this.#port, {
          method,
          path,
          body,
          headers: { authorization: this.#login },
          timeoutMs: askTimeoutMs,
        })
        if (accept.includes(answer.status)) {
          return answer.status === 404 || answer.body === '' ? undefined : JSON.parse(answer.body)
        }
        const said = answer.body.slice(0, 400)
        last = demoErrors.restAnswer({ who: 'Kafka Connect', method, path, status: answer.status, said })
      } catch (error) {
        last = error
      }
    }
    throw last
  }
}
