// The web edge of a small platform with the real daemons: what people at a browser get, what is refused, and what they notice when an
// edge or a web server dies. Needs root; everything that it makes is gone afterwards.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { edgeRecovery } from '../../src/catalog/ingress/timing.ts'
import { authorityCertificateOf, newPrivateKey } from '../../src/operate/secrets/certificates.ts'
import { Rehearsal } from '../../src/rehearsal/rehearsal.ts'
import { EdgeClient, type Outcome } from './edge-client.ts'

const program = fileURLToPath(new URL('../../hanok', import.meta.url))
const isRoot = process.getuid?.() === 0
if (!isRoot) process.stderr.write('e2e: skipped, the rehearsal needs root\n')

const [superset, streamlit] = ['superset.platform.internal', 'streamlit.platform.internal']
const json = { 'content-type': 'application/json' }

describe.skipIf(!isRoot)('the web edge', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hanok-ingress-'))
  const rehearsal = new Rehearsal()
  let client: EdgeClient
  let password: string

  async function hanok(...words: readonly string[]) {
    const { exitCode } = await execa(program, [...words], {
      cwd: folder,
      reject: false,
      stderr: 'inherit',
      timeout: 25 * 60_000,
    })
    return exitCode
  }

  beforeAll(async () => {
    // Addresses of its own: another rehearsal may have the usual ones.
    const subnets = { management: 10, data: 20, service: 30, storage: 40 }
    const networks = Object.entries(subnets).map(([id, n]) => `  ${id}: { subnet: 10.79.${n}.0/24 }\n`)
    writeFileSync(
      join(folder, 'platform.yaml'),
      `name: edge\nshape: minimum\nprofile: fast\nnetworks:\n${networks.join('')}`,
    )
    expect(await hanok('up', 'platform.yaml', '--only', 'ingress,superset,streamlit')).toBe(0)
    const { values } = JSON.parse(readFileSync(join(folder, '.hanok', 'edge.secrets.json'), 'utf8'))
    const https = rehearsal.plan().endpoints.find(({ id }) => id === 'endpoint/ingress/https')
    client = new EdgeClient(https?.virtualIp ?? '', values['authority/certificate'])
    password = values['superset/admin']
  })

  afterAll(async () => {
    await hanok('down')
    rmSync(folder, { recursive: true, force: true })
  })

  test('leads each name to its product, over TLS that the platform’s authority vouches for', async () => {
    expect(await client.ask(superset, '/health')).toMatchObject({ status: 200, body: 'OK' })
    expect(await client.ask(streamlit, '/_stcore/health')).toMatchObject({ status: 200, body: 'ok' })
    const { status, headers } = await client.ask(superset, '/login/')
    expect(status).toBe(200)
    expect(headers).toMatchObject({ server: 'nginx', 'x-content-type-options': 'nosniff' })
    expect(headers['set-cookie']?.join()).toContain('Secure')
    await expect(
      client.ask(superset, '/health', { ca: authorityCertificateOf('other', newPrivateKey()) }),
    ).rejects.toThrow(/certificate|issuer/)
  })

  test('leads port 80 to TLS, and knows no other names', async () => {
    const { status, headers } = await client.askPlain(superset, '/login/?next=x')
    expect([status, headers.location]).toEqual([308, `https://${superset}/login/?next=x`])
    expect((await client.askPlain('nobody.example', '/')).status).toBe(421)
    expect((await client.ask(superset, '/', { headers: { host: 'nobody.example' } })).status).toBe(421)
    await expect(client.ask('nobody.example', '/')).rejects.toThrow(/altnames|match/)
  })

  test('refuses attacks', async () => {
    const attack = encodeURIComponent("x' OR 1=1 UNION SELECT password FROM users--")
    const refused = [
      await client.ask(superset, `/superset/welcome/?id=${attack}`),
      await client.ask(superset, '/static/?file=../../../../etc/passwd'),
      await client.ask(streamlit, '/?q=<script>alert(1)</script>'),
      await client.ask(superset, '/login/', { headers: { 'x-long': 'a'.repeat(40_000) } }),
    ]
    for (const { status } of refused) expect([400, 403, 431]).toContain(status)
  })

  test('logs in and has SQL formatted, and tells who came', async () => {
    const session = await logIn()
    const sql =
      "select table_name from information_schema.tables where 1=1 or table_name = 'x' union all select '1'"
    const formatted = await client.ask(superset, '/api/v1/sqllab/format_sql/', {
      method: 'POST',
      headers: session,
      body: JSON.stringify({ sql }),
    })
    expect(formatted.status).toBe(200)
    expect(JSON.parse(formatted.body).result).toMatch(/UNION ALL/i)
    const lines = (await logOf('ingress/nginx/1')).concat(await logOf('ingress/nginx/2'))
    const login = lines.filter(({ path }) => path === '/api/v1/security/login')
    // This machine's own address on the service network, and not the balancer's.
    expect(login.map((line) => line.client)).toContain('10.79.30.2')
  })

  test('keeps a browser with one Streamlit, WebSocket and all', async () => {
    const { headers } = await client.ask(streamlit, '/')
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    expect(cookie).toMatch(/^hanok_instance=/)
    // By this name its lines are found again, whichever edge wrote them.
    const browser = { cookie, 'user-agent': 'one browser' }
    for (let times = 0; times < 6; times += 1) {
      await client.ask(streamlit, '/_stcore/health', { headers: browser })
    }
    expect(await client.upgrade(streamlit, '/_stcore/stream', browser)).toMatch(/^HTTP\/1\.1 101 /)
    await sleep(500)
    const lines = (await logOf('ingress/nginx/1')).concat(await logOf('ingress/nginx/2'))
    const own = lines.filter(({ user_agent }) => user_agent === 'one browser')
    expect(own.map(({ path }) => path)).toContain('/_stcore/stream')
    expect(own).toHaveLength(7)
    expect(new Set(own.map(({ upstream }) => upstream)).size).toBe(1)
  })

  test('goes on when nginx reads its files again', async () => {
    const outcomes = await client.whileAsking(
      () => client.ask(superset, '/health'),
      async () => {
        for (const number of [1, 2, 1, 2]) {
          await sleep(700)
          await rehearsal.act(`ingress/nginx/${number}`, 'reload')
        }
        await sleep(1_000)
      },
    )
    expect(outcomes.filter(({ status }) => status !== 200)).toEqual([])
  })

  test('goes on while every certificate is renewed, and serves the new one', async () => {
    const before = await client.servedSerial(superset)
    const exits: (number | undefined)[] = []
    const outcomes = await client.whileAsking(
      () => client.ask(superset, '/health'),
      async () => {
        exits.push(await hanok('certificates', 'renew'))
        await sleep(1_000)
      },
    )
    tell('certificates renewed', outcomes)
    expect(exits).toEqual([0])
    expect(outcomes.filter(({ status }) => status !== 200)).toEqual([])
    expect(await client.servedSerial(superset)).not.toBe(before)
    expect(await hanok('certificates', '--strict')).toBe(0)
  })

  test('goes on while Superset gets another login to its database', async () => {
    const session = await logIn()
    const exits: (number | undefined)[] = []
    const outcomes = await client.whileAsking(
      () => client.ask(superset, '/api/v1/dashboard/', { headers: session }),
      async () => {
        exits.push(await hanok('secrets', 'rotate', 'postgres/superset'))
      },
    )
    tell('login to Postgres renewed', outcomes)
    expect(exits).toEqual([0])
    // What is on its way to a web server that ends may be lost, and nothing else.
    expect(outcomes.filter(({ status }) => status !== 200).length).toBeLessThan(5)
    expect(outcomes.at(-1)?.status).toBe(200)
    await ready()
  })

  test('goes on over the other edge when nginx dies, after the time that was foretold', async () => {
    const outcomes = await client.whileAsking(
      () => client.ask(superset, '/health'),
      async () => {
        await sleep(1_000)
        await rehearsal.act('ingress/nginx/1', 'kill')
        await sleep(8_000)
      },
    )
    tell('nginx killed', outcomes)
    const { instanceLossMs = 0 } = edgeRecovery('fast')
    expect(failingMs(outcomes)).toBeLessThan(instanceLossMs)
    await ready()
  })

  test('goes on with the other web server when one dies, and sends no POST twice', async () => {
    const session = await logIn()
    const post = (number: number) =>
      client.ask(superset, '/api/v1/css_template/', {
        method: 'POST',
        headers: session,
        body: JSON.stringify({ template_name: `edge-${number}`, css: 'a { color: red }' }),
      })
    const reads: (readonly Outcome[])[] = []
    const posts = await client.whileAsking(post, async () => {
      reads.push(
        await client.whileAsking(
          () => client.ask(superset, '/health'),
          async () => {
            await sleep(1_500)
            await rehearsal.act('superset/web/1', 'kill')
            await sleep(6_000)
          },
        ),
      )
    })
    tell('web killed, reads', reads.flat())
    tell('web killed, posts', posts)
    // What was on its way to the dead server is lost, and nothing else.
    expect(reads.flat().filter(({ status }) => status !== 200).length).toBeLessThan(5)
    const names = (await Promise.all([0, 1].map((page) => templates(session, page)))).flat()
    const acknowledged = posts.flatMap(({ status }, number) => (status === 201 ? [`edge-${number}`] : []))
    expect(acknowledged.length).toBeGreaterThan(20)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    expect(acknowledged.filter((name) => !names.includes(name))).toEqual([])
    await ready()
  })

  /** The headers of somebody who is logged in. Superset takes a POST only from a page of its own name. */
  async function logIn(): Promise<Record<string, string>> {
    const { status, body } = await client.ask(superset, '/api/v1/security/login', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ username: 'admin', password, provider: 'db', refresh: false }),
    })
    expect(status).toBe(200)
    const authorization = `Bearer ${JSON.parse(body).access_token}`
    const given = await client.ask(superset, '/api/v1/security/csrf_token/', { headers: { authorization } })
    const cookie = (given.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
    const referer = `https://${superset}/`
    return { ...json, authorization, cookie, referer, 'x-csrftoken': JSON.parse(given.body).result }
  }

  async function templates(headers: Record<string, string>, page: number): Promise<readonly string[]> {
    const path = `/api/v1/css_template/?q=(page:${page},page_size:100)`
    const { body } = await client.ask(superset, path, { headers })
    return JSON.parse(body).result.map((one: { template_name: string }) => one.template_name)
  }

  async function logOf(instance: string): Promise<Record<string, string>[]> {
    await sleep(200)
    return readFileSync(rehearsal.logFile(instance), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{"time"'))
      .map((line) => JSON.parse(line) as Record<string, string>)
  }

  async function ready(): Promise<void> {
    await vi.waitFor(async () => expect((await rehearsal.status()).state).toBe('ready'), {
      timeout: 120_000,
      interval: 1_000,
    })
  }
})

/** From the first attempt that failed to the last. */
function failingMs(outcomes: readonly Outcome[]): number {
  const failed = outcomes.filter(({ status }) => status !== 200).map(({ atMs }) => atMs)
  return failed.length === 0 ? 0 : Math.max(...failed) - Math.min(...failed)
}

function tell(what: string, outcomes: readonly Outcome[]): void {
  const failed = outcomes.filter(({ status }) => typeof status !== 'number' || status >= 400)
  const slowest = Math.max(...outcomes.map(({ tookMs }) => tookMs))
  process.stderr.write(
    `${what}: ${failed.length} of ${outcomes.length} failed (${failed.map(({ status }) => status).join(' ')}) within ${failingMs(failed)} ms, slowest ${slowest} ms\n`,
  )
}
