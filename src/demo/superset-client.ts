// Demo: Superset's REST interface as a signed-in user, asked at whichever web server is up.
// https://superset.apache.org/docs/api

import { demoErrors } from './errors.ts'
import {
  type DemoPlatform,
  endpointOf,
  type HttpAnswer,
  httpFrom,
  livingSeats,
  type Seat,
} from './platform.ts'

const askTimeoutMs = 150_000

/** What the interface lists and makes. */
export type SupersetKind = 'chart' | 'dashboard' | 'database' | 'dataset'

interface Session {
  readonly token: string
  readonly csrf: string
  readonly cookie: string
}

/** One user's session. All methods throw `demo.restAnswer` for an answer that is no success, and what the platform throws. */
export class SupersetClient {
  readonly #seat: Seat
  readonly #port: number
  readonly #platform: DemoPlatform
  #session: Session | undefined

  private constructor(platform: DemoPlatform, seat: Seat) {
    this.#platform = platform
    this.#seat = seat
    this.#port = endpointOf(platform.plan, 'endpoint/superset/web').port
  }

  /** Signs in at the first web server whose host is up. */
  static async signIn(platform: DemoPlatform, username: string, password: string): Promise<SupersetClient> {
    const [seat] = await livingSeats(platform, 'superset', 'web', 'service')
    if (seat === undefined) throw demoErrors.noLivingHost({ role: 'superset/web' })
    const client = new SupersetClient(platform, seat)
    const login = await client.#exchange('POST', '/api/v1/security/login', {
      username,
      password,
      provider: 'db',
      refresh: false,
    })
    const { access_token: token } = JSON.parse(login.body) as { access_token: string }
    const authorization = { authorization: `Bearer ${token}` }
    const given = await client.#exchange('GET', '/api/v1/security/csrf_token/', undefined, authorization)
    const { result: csrf } = JSON.parse(given.body) as { result: string }
    const cookie = (given.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
    client.#session = { token, csrf, cookie }
    return client
  }

  /** The number of the thing that has this value in this column; undefined where none has. */
  async find(kind: SupersetKind, column: string, value: string): Promise<number | undefined> {
    const query = encodeURIComponent(
      `(filters:!((col:${column},opr:eq,value:'${value.replaceAll("'", "!'")}')))`,
    )
    const { result } = await this.ask<{ result: readonly { id: number }[] }>(
      'GET',
      `/api/v1/${kind}/?q=${query}`,
    )
    return result[0]?.id
  }

  /** Makes it, or where one has this value in this column already, changes it; its number. */
  async put(kind: SupersetKind, column: string, value: string, body: object): Promise<number> {
    const id = await this.find(kind, column, value)
    if (id !== undefined) {
      await this.ask('PUT', `/api/v1/${kind}/${id}`, body)
      return id
    }
    return (await this.ask<{ id: number }>('POST', `/api/v1/${kind}/`, { ...body, [column]: value })).id
  }

  /** The answer's JSON. */
  async ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T> {
    const { token = '', csrf = '', cookie = '' } = this.#session ?? {}
    const answer = await this.#exchange(method, path, body, {
      authorization: `Bearer ${token}`,
      'x-csrftoken': csrf,
      cookie,
      referer: `http://${this.#seat.address}:${this.#port}/`,
    })
    return JSON.parse(answer.body) as T
  }

  async #exchange(
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<HttpAnswer> {
    const answer = await httpFrom(this.#platform, this.#seat, this.#port, {
      method,
      path,
      body,
      timeoutMs: askTimeoutMs,
      ...(headers === undefined ? {} : { headers }),
    })
    if (answer.status >= 200 && answer.status < 300) return answer
    const said = answer.body.slice(0, 600)
    throw demoErrors.restAnswer({ who: 'Superset', method, path, status: answer.status, said })
  }
}
