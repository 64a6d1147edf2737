// The Trino client against a small HTTP server that plays the coordinator.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { HanokError } from '../model/errors.ts'
import { authorityKey, certificateKeyOf, certificateOf } from '../model/secrets.ts'
import { currentSecret } from './secrets/make-secret.ts'
import { isReadOnly, parseExactly, runQuery } from './trino-client.ts'

const servers: (Server | TlsServer)[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

async function coordinator(
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => handle(request, response, body))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Key and certificate of an authority that nobody knows. */
function stranger(): { key: string; cert: string } {
  const values = new Map<string, string>()
  const lookUp = (name: string): string => {
    const value = currentSecret(name, values.get(name), { platform: 'other', lookUp })
    values.set(name, value)
    return value
  }
  lookUp(authorityKey)
  return { key: lookUp(certificateKeyOf('127.0.0.1')), cert: lookUp(certificateOf('127.0.0.1')) }
}

const json = (response: ServerResponse, value: unknown) => response.end(JSON.stringify(value))
const options = { user: 'tester', timeoutMs: 5_000 }

async function errorOf(promise: Promise<unknown>): Promise<HanokError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof HanokError)) throw new Error(`expected an error for people, got ${String(error)}`)
  return error
}

describe('runQuery', () => {
  it('follows the parts at the address it was given, whatever host they name', async () => {
    const url = await coordinator((request, response, body) => {
      if (request.method === 'POST') {
        expect(body).toBe('select 1')
        expect(request.headers['x-trino-user']).toBe('tester')
        expect(request.headers['x-trino-catalog']).toBe('lake')
        return json(response, { id: 'q', nextUri: 'http://10.255.255.1:9/v1/statement/queued/q/1?slug=s' })
      }
      if (request.url === '/v1/statement/queued/q/1?slug=s') {
        const columns = [{ name: 'a', type: 'bigint' }]
        return json(response, { columns, data: [[1]], nextUri: 'http://10.255.255.1:9/v1/statement/2' })
      }
      return json(response, { columns: [{ name: 'a', type: 'bigint' }], data: [[2], [null]] })
    })
    const result = await runQuery(url, 'select 1', { ...options, catalog: 'lake' })
    expect(result).toEqual({ columns: [{ name: 'a', type: 'bigint' }], rows: [[1], [2], [null]] })
  })

  it("calls a mistake in the SQL the user's, with what Trino says", async () => {
    const url = await coordinator((_request, response) =>
      json(response, {
        error: {
          message: "line 1:8: Column 'x' cannot be resolved",
          errorName: 'COLUMN_NOT_FOUND',
          errorType: 'USER_ERROR',
        },
      }),
    )
    const error = await errorOf(runQuery(url, 'select x', options))
    expect(error.code).toBe('operate.queryWrong')
    expect(error.fault).toBe('user')
    expect(error.text.ko).toContain("line 1:8: Column 'x' cannot be resolved")
  })

  it('says who asks by a password where it has one', async () => {
    const url = await coordinator((request, response) => {
      expect(request.headers.authorization).toBe(`Basic ${Buffer.from('tester:secret').toString('base64')}`)
      json(response, { columns: [], data: [] })
    })
    expect(await runQuery(url, 'select 1', { ...options, password: 'secret' })).toEqual({
      columns: [],
      rows: [],
    })
  })

  it.each([401, 403])('tells at once that it is not let in, and by whom: status %i', async (status) => {
    let asked = 0
    const url = await coordinator((_request, response) => {
      asked++
      response.writeHead(status).end('Access Denied: Invalid credentials')
    })
    const error = await errorOf(runQuery(url, 'select 1', { ...options, password: 'wrong' }))
    expect(error.code).toBe('operate.notLetIn')
    expect(error.text.en).toContain(`Trino at ${url} does not let "tester" in: HTTP ${status} Access Denied`)
    expect(error.text.en).not.toContain('wrong')
    expect(asked).toBe(1)
  })

  it('shows no password to a server that the authority does not vouch for', async () => {
    let asked = 0
    const server = createTlsServer(stranger(), (_request, response) => {
      asked++
      response.end()
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    const error = await errorOf(runQuery(url, 'select 1', { ...options, password: 'secret' }))
    expect(error.code).toBe('operate.notVouchedFor')
    expect(asked).toBe(0)
  })

  it('asks again while no coordinator has taken the statement on', async () => {
    let asked = 0
    const url = await coordinator((request, response) => {
      asked++
      if (asked === 1) return request.socket.destroy()
      if (asked === 2) {
        response.statusCode = 503
        return response.end('no backend')
      }
      return json(response, { columns: [], data: [] })
    })
    await runQuery(url, 'insert into t values (1)', options)
    expect(asked).toBe(3)
  })

  it('does not repeat a write that its coordinator has lost', async () => {
    let posts = 0
    const url = await coordinator((request, response) => {
      if (request.method === 'POST') {
        posts++
        return json(response, { id: 'q', nextUri: 'http://x/v1/statement/1' })
      }
      response.statusCode = 404
      return response.end('Query not found')
    })
    const error = await errorOf(runQuery(url, 'insert into t values (1)', options))
    expect(error.code).toBe('operate.queryLost')
    expect(posts).toBe(1)
  })

  it('runs a read again when its coordinator has lost it', async () => {
    let posts = 0
    const url = await coordinator((request, response) => {
      if (request.method === 'POST') {
        posts++
        return json(response, { id: 'q', nextUri: 'http://x/v1/statement/1' })
      }
      if (posts > 1) return json(response, { columns: [{ name: 'a', type: 'integer' }], data: [[7]] })
      response.statusCode = 410
      return response.end('gone')
    })
    expect((await runQuery(url, 'select 7', options)).rows).toEqual([[7]])
  })

  it('says what it last saw when the time is over', async () => {
    const url = await coordinator((_request, response) => {
      response.statusCode = 503
      response.end('starting')
    })
    const error = await errorOf(runQuery(url, 'select 1', { ...options, timeoutMs: 400 }))
    expect(error.code).toBe('operate.queryTimeout')
    expect(error.text.en).toContain('HTTP 503 starting')
  })

  it('ends when it is told to, and cancels the statement', async () => {
    const stop = new AbortController()
    const cancelled = new Promise<string>((resolve) => {
      coordinator((request, response) => {
        if (request.method === 'DELETE') return resolve(request.url ?? '')
        if (request.method === 'POST') return json(response, { nextUri: 'http://x/v1/statement/1' })
        stop.abort(new Error('enough'))
        return undefined
      })
        .then((url) => runQuery(url, 'select 1', { ...options, signal: stop.signal }))
        .catch((error: Error) => expect(error.message).toBe('enough'))
    })
    expect(await cancelled).toBe('/v1/statement/1')
  })
})

describe('isReadOnly', () => {
  it('knows statements that only read', () => {
    for (const sql of [
      'select 1',
      ' (SELECT 1)',
      '-- why\nshow tables',
      '/* a */ with t as (select 1) select * from t',
    ]) {
      expect(isReadOnly(sql), sql).toBe(true)
    }
    for (const sql of [
      'insert into t select 1',
      'explain analyze delete from t',
      'call system.x()',
      'selection',
    ]) {
      expect(isReadOnly(sql), sql).toBe(false)
    }
  })
})

describe('parseExactly', () => {
  it('keeps integers that a number cannot hold as their digits', () => {
    const json =
      '[9223372036854775807, -1, 9007199254740991, 0.1234567890123456789, 1e300, "12345678901234567890"]'
    expect(parseExactly(json)).toEqual([
      '9223372036854775807',
      -1,
      9007199254740991,
      0.12345678901234568,
      1e300,
      '12345678901234567890',
    ])
  })
})
