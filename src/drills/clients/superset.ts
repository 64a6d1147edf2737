// A person's session with Superset's own interface, through the edge. https://superset.apache.org/docs/api

import { administrator } from '../../catalog/superset/schema.ts'
import type { Platform } from '../workload.ts'
import { askEdge } from './edge.ts'
import type { HttpsAnswer, HttpsAsked } from './https.ts'

const service = 'superset'

interface Login {
  readonly token: string
  readonly csrf: string
  readonly cookie: string
}

/** Signs in as the administrator with the first request, and again after a refusal. */
export class SupersetSession {
  readonly #platform: Pick<Platform, 'plan' | 'secret'>
  readonly #timeoutMs: number
  #login: Login | undefined

  constructor(platform: Pick<Platform, 'plan' | 'secret'>, timeoutMs: number) {
    this.#platform = platform
    this.#timeoutMs = timeoutMs
  }

  /** The answer's JSON. Throws for an answer that is no success, and what `askEdge` throws. */
  async ask<T>(asked: HttpsAsked): Promise<T> {
    this.#login ??= await this.#signIn()
    const { domain } = this.#platform.plan.services.ingress ?? {}
    const headers = {
      authorization: `Bearer ${this.#login.token}`,
      'x-csrftoken': this.#login.csrf,
      cookie: this.#login.cookie,
      referer: `https://${service}.${domain}/`,
    }
    return JSON.parse((await this.#bare({ ...asked, headers })).body) as T
  }

  async #bare(asked: HttpsAsked): Promise<HttpsAnswer> {
    const answer = await askEdge(this.#platform, service, asked, this.#timeoutMs)
    if (answer.status === 401) this.#login = undefined
    if (answer.status >= 300) {
      throw new Error(
        `${asked.method ?? 'GET'} ${asked.path}: status ${answer.status} ${answer.body.slice(0, 120)}`,
      )
    }
    return answer
  }

  async #signIn(): Promise<Login> {
    const login = {
      username: administrator.name,
      password: this.#platform.secret(administrator.secret),
      provider: 'db',
    }
    const given = await this.#bare({ method: 'POST', path: '/api/v1/security/login', body: login })
    const { access_token: token } = JSON.parse(given.body) as { access_token: string }
    const headers = { authorization: `Bearer ${token}` }
    const { body, cookies } = await this.#bare({ path: '/api/v1/security/csrf_token/', headers })
    const { result: csrf } = JSON.parse(body) as { result: string }
    return { token, csrf, cookie: cookies.join('; ') }
  }
}
