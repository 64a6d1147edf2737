// Operate: one SQL statement to Trino and its whole answer. Used by `hanok sql`, the demo and the drills.
// Trino's client protocol: https://trino.io/docs/476/develop/client-protocol.html

import { HanokError } from '../model/errors.ts'
import type { JsonValue } from '../model/plan.ts'
import { operateErrors } from './errors.ts'
import {
  type ExchangeMethod,
  type ExchangeOptions,
  exchange,
  type HttpAnswer,
  isAboutCertificates,
} from './http-exchange.ts'

/** Who asks, and within which bounds. */
export interface QueryOptions {
  readonly user: string
  /** Of the user, where Trino wants one. */
  readonly password?: string
  /** Certificate (PEM) of the authority that vouches for Trino, where it is asked over TLS. */
  readonly authority?: string
  /** Bound of the whole call, retries included. */
  readonly timeoutMs: number
  readonly catalog?: string
  readonly schema?: string
  /** Session properties of this one statement. */
  readonly session?: Readonly<Record<string, string>>
  /** Ends the call; the statement is cancelled at the coordinator as well as can be. */
  readonly signal?: AbortSignal
}

/** The answer to a statement. Integers that a JavaScript number cannot hold exactly come as strings. */
export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly (readonly JsonValue[])[]
}

/** One HTTP exchange: Trino answers a poll within a second, so silence this long is a dead host. */
const requestTimeoutMs = 12_000
const firstPauseMs = 100
const longestPauseMs = 1_000

/** Errors that name a part of the cluster that is gone or not there yet: a read may simply be asked again. */
const passingErrors = new Set([
  'SERVER_STARTING_UP',
  'SERVER_SHUTTING_DOWN',
  'NO_NODES_AVAILABLE',
  'REMOTE_HOST_GONE',
  'REMOTE_TASK_ERROR',
  'REMOTE_TASK_MISMATCH',
  'REMOTE_TASK_FAILED',
  'PAGE_TRANSPORT_ERROR',
  'PAGE_TRANSPORT_TIMEOUT',
  'TOO_MANY_REQUESTS_FAILED',
  'ABANDONED_TASK',
  'HIVE_METASTORE_ERROR',
])

/** What Trino answers to the statement and to each poll (the fields that matter here). */
interface QueryAnswer {
  readonly id?: string
  readonly nextUri?: string
  readonly columns?: readonly { readonly name: string; readonly type: string }[]
  readonly data?: readonly (readonly JsonValue[])[]
  readonly error?: { readonly message: string; readonly errorName: string; readonly errorType: string }
}

/**
 * Runs one statement at the coordinator behind `baseUrl` and gives all of its rows. While the coordinator moves it is
 * asked again: freely until it has taken the statement on, after that only for statements that read.
 * Throws `operate.queryWrong`, `queryFailed`, `queryLost`, `queryTimeout`, `notLetIn`, `notVouchedFor`, `notTrino`, or the signal's reason.
 */
export async function runQuery(baseUrl: string, sql: string, options: QueryOptions): Promise<QueryResult> {
  const call = new Call(baseUrl, options)
  for (;;) {
    try {
      return await runOnce(call, sql)
    } catch (error) {
      if (!(error instanceof HanokError) || !isReadOnly(sql) || !mayAskAgain(error)) throw error
      await call.pause(error.message)
    }
  }
}

/** Whether a statement changes nothing, so that it may be run twice. What is not known to only read does not count. */
export function isReadOnly(sql: string): boolean {
  const bare = sql
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/--[^\n]*/g, ' ')
    .replace(/^[\s(]+/, '')
  if (/^explain\s+analyze\b/i.test(bare)) return false
  return /^(select|with|show|describe|desc|values|table|explain)\b/i.test(bare)
}

function mayAskAgain(error: HanokError): boolean {
  if (error.code === 'operate.queryLost') return true
  return error.code === 'operate.queryFailed' && passingErrors.has(String(error.data.name))
}

async function runOnce(call: Call, sql: string): Promise<QueryResult> {
  let answer = await call.submit(sql)
  let columns: QueryResult['columns'] = []
  const rows: (readonly JsonValue[])[] = []
  for (;;) {
    if (answer.error !== undefined) throw failure(answer.error)
    if (answer.columns !== undefined) columns = answer.columns.map(({ name, type }) => ({ name, type }))
    for (const row of answer.data ?? []) rows.push(row)
    if (answer.nextUri === undefined) return { columns, rows }
    answer = await call.follow(answer.nextUri)
  }
}

function failure(error: NonNullable<QueryAnswer['error']>): HanokError {
  const params = { name: error.errorName, said: error.message }
  return error.errorType === 'USER_ERROR'
    ? operateErrors.queryWrong(params)
    : operateErrors.queryFailed(params)
}

/** One call with its deadline: every exchange, every wait and what was last seen. */
class Call {
  readonly #base: URL
  readonly #options: QueryOptions
  readonly #deadlineMs: number
  #pauseMs = firstPauseMs
  #lastSeen = 'nothing'
  #nextUri: string | undefined

  constructor(baseUrl: string, options: QueryOptions) {
    this.#base = new URL(baseUrl)
    this.#options = options
    this.#deadlineMs = performance.now() + options.timeoutMs
  }

  /** Hands the statement over. Trino starts it only at the first poll, so until an answer is here it may be sent again. */
  async submit(sql: string): Promise<QueryAnswer> {
    for (;;) {
      const answer = await this.#exchange('POST', new URL('/v1/statement', this.#base), sql)
      if (answer.status === 200) return this.#read(answer)
      if (answer.status === 401 || answer.status === 403) throw this.#notLetIn(answer)
      if (!comesAndGoes(answer.status)) throw this.#notTrino(answer)
      await this.pause(described(answer))
    }
  }

  /** Polls for the next part. The same part may be asked for again; a coordinator that does not know it has lost it. */
  async follow(nextUri: string): Promise<QueryAnswer> {
    const next = new URL(nextUri)
    const url = new URL(next.pathname + next.search, this.#base)
    this.#nextUri = url.href
    for (;;) {
      const answer = await this.#exchange('GET', url)
      if (answer.status === 200) return this.#read(answer)
      if (!comesAndGoes(answer.status)) throw operateErrors.queryLost({ said: described(answer) })
      await this.pause(described(answer))
    }
  }

  /** Waits a little longer each time. Throws `queryTimeout` when the deadline would pass. */
  async pause(seen: string): Promise<void> {
    this.#lastSeen = seen
    const left = this.#deadlineMs - performance.now()
    if (left <= this.#pauseMs) throw this.#timedOut()
    await new Promise<void>((resolve, reject) => {
      const { signal } = this.#options
      const stop = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, this.#pauseMs)
      signal?.addEventListener('abort', stop, { once: true })
      if (signal?.aborted === true) stop()
    })
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
  }

  // A broken connection is an answer too (status 0): whether it is an error depends on who asked.
  async #exchange(method: 'GET' | 'POST', url: URL, body?: string): Promise<HttpAnswer> {
    const { signal } = this.#options
    signal?.throwIfAborted()
    const left = this.#deadlineMs - performance.now()
    if (left <= 0) throw this.#timedOut()
    const timeoutMs = Math.min(left, requestTimeoutMs)
    try {
      return await this.#ask(method, url, { body, timeoutMs, signal })
    } catch (error) {
      if (signal?.aborted === true) {
        this.#cancel()
        throw signal.reason
      }
      // Asking again would not make another certificate of it.
      if (isAboutCertificates(error)) {
        throw operateErrors.notVouchedFor({ url: this.#base.origin, said: error.message }, { cause: error })
      }
      return { status: 0, body: error instanceof Error ? error.message : String(error) }
    }
  }

  #ask(
    method: ExchangeMethod,
    url: URL,
    bounds: Pick<ExchangeOptions, 'body' | 'timeoutMs' | 'signal'>,
  ): Promise<HttpAnswer> {
    return exchange(method, url, this.#headers(), { ...bounds, authority: this.#options.authority })
  }

  #read(answer: HttpAnswer): QueryAnswer {
    this.#pauseMs = firstPauseMs
    this.#lastSeen = 'the statement is running'
    try {
      return parseExactly(answer.body) as QueryAnswer
    } catch (error) {
      throw this.#notTrino(answer, error)
    }
  }

  #headers(): Record<string, string> {
    const { user, password, catalog, schema, session } = this.#options
    const properties = Object.entries(session ?? {}).map(
      ([key, value]) => `${key}=${encodeURIComponent(value)}`,
    )
    return {
      'x-trino-user': user,
      'x-trino-source': 'hanok',
      ...(password === undefined ? {} : { authorization: basic(user, password) }),
      ...(catalog === undefined ? {} : { 'x-trino-catalog': catalog }),
      ...(schema === undefined ? {} : { 'x-trino-schema': schema }),
      ...(properties.length === 0 ? {} : { 'x-trino-session': properties.join(',') }),
    }
  }

  #timedOut(): HanokError {
    this.#cancel()
    const seconds = Math.round(this.#options.timeoutMs / 100) / 10
    return operateErrors.queryTimeout({ seconds, url: this.#base.origin, last: this.#lastSeen })
  }

  #notLetIn(answer: HttpAnswer): HanokError {
    const { user } = this.#options
    return operateErrors.notLetIn({ user, url: this.#base.origin, said: described(answer) })
  }

  #notTrino(answer: HttpAnswer, cause?: unknown): HanokError {
    const said = answer.body.slice(0, 200).trim()
    return operateErrors.notTrino({ url: this.#base.origin, status: answer.status, said }, { cause })
  }

  /** Nobody waits for the answer: Trino drops a statement that is not polled anyway, this only makes it sooner. */
  #cancel(): void {
    if (this.#nextUri === undefined) return
    this.#ask('DELETE', new URL(this.#nextUri), { timeoutMs: 2_000 }).catch((error: Error) => {
      this.#lastSeen = error.message
    })
  }
}

function comesAndGoes(status: number): boolean {
  return status === 0 || status === 429 || status === 502 || status === 503 || status === 504
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

function described(answer: HttpAnswer): string {
  if (answer.status === 0) return answer.body
  return `HTTP ${answer.status} ${answer.body.slice(0, 120).replaceAll(/\s+/g, ' ').trim()}`.trim()
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Parses JSON without rounding: integers beyond 2^53 − 1 become strings of their digits. */
export function parseExactly(json: string): JsonValue {
  const quoted = json.replace(stringOrNumber, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  )
  return JSON.parse(quoted) as JsonValue
}
