// The distribution's own nginx with the rendered files, moved to this machine's loopback: what it lets through, refuses and passes on.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { service as ingress } from '../../src/catalog/ingress/index.ts'
import { nginxSoftware, wafSoftware } from '../../src/catalog/ingress/software.ts'
import { service as superset } from '../../src/catalog/superset/index.ts'
import { fakeContext } from '../../src/catalog/testing/context.ts'
import { defaultCacheDirectory } from '../../src/software/cache.ts'
import { ensureSoftware } from '../../src/software/ensure-software.ts'

const softwares = [nginxSoftware, wafSoftware]
const isThere = softwares.every(
  ({ source }) => source.kind === 'apt' && source.provides.every((path) => existsSync(path)),
)
// Installing a package needs root, unless it is there.
const canRun = isThere || process.getuid?.() === 0
if (!canRun)
  process.stderr.write('e2e: the web firewall skipped, nginx and ModSecurity are not on this machine\n')

const name = 'superset.platform.internal'

describe.skipIf(!canRun)('nginx with the core rule set', () => {
  let folder: string
  let child: ChildProcess | undefined
  let tlsPort: number
  const seen: string[] = []
  const upstream = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['x-forwarded-for']}`)
    if (request.url === '/breaks') request.socket.destroy()
    else request.resume().on('end', () => response.end(JSON.stringify(request.headers)))
  })

  beforeAll(async () => {
    if (!isThere)
      await ensureSoftware(softwares, {
        cacheDirectory: defaultCacheDirectory(),
        report: () => undefined,
      })
    folder = mkdtempSync(join(tmpdir(), 'hanok-ingress-'))
    const [statusPort, redirectPort] = [await freePort(), await freePort()]
    tlsPort = await freePort()
    await new Promise<void>((done) => upstream.listen(0, '127.0.0.1', done))
    const context = fakeContext(
      {
        services: [ingress, superset],
        seats: { 'ingress/nginx': ['e1'], 'superset/web': ['o1', 'o2'] },
        options: { ingress: { certificate: 'given' } },
      },
      ingress,
      'nginx',
    )
    const made = ingress.roles[0]?.configure?.({
      ...context,
      configDirectory: folder,
      dataDirectory: join(folder, 'data'),
    })
    const here = (text: string) =>
      text
        .replaceAll('10.77.10.11:8082', `127.0.0.1:${statusPort}`)
        .replaceAll('10.77.30.11:8081', `127.0.0.1:${redirectPort}`)
        .replaceAll('10.77.30.11:8443', `127.0.0.1:${tlsPort}`)
        // The first server is not there at all.
        .replaceAll('10.77.30.12:8088', '127.0.0.1:1')
        .replaceAll('10.77.30.13:8088', `127.0.0.1:${(upstream.address() as AddressInfo).port}`)
    mkdirSync(join(folder, 'data', 'waf'), { recursive: true })
    // Started by root, its workers are nobody: they must reach what they keep for a moment.
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'data', 'waf'), 0o777)
    for (const { path, content } of made?.files ?? []) {
      if (path.endsWith('.conf')) writeFileSync(join(folder, basename(path)), here(content))
    }
    const [key, certificate] = [join(folder, 'given.key'), join(folder, 'given.pem')]
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...subject],
      { stdio: 'ignore' },
    )
    const [command = '', ...words] = made?.process.argv ?? []
    child = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    await vi.waitFor(async () => expect((await ask('/healthz', { host: 'nobody' })).status, said).toBe(200), {
      timeout: 15_000,
      interval: 100,
    })
  })

  afterAll(async () => {
    const ended = new Promise((done) => child?.once('exit', done))
    if (child?.kill('SIGTERM')) await ended
    upstream.close()
    rmSync(folder, { recursive: true, force: true })
  })

  interface Asked {
    readonly method?: string
    readonly host?: string
    readonly headers?: http.OutgoingHttpHeaders
    readonly body?: string
  }

  async function ask(path: string, { method = 'GET', host = name, headers = {}, body }: Asked = {}) {
    return await new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }>(
      (resolve, reject) => {
        const request = https.request(
          {
            ...{ host: '127.0.0.1', port: tlsPort, path, method, servername: host },
            ...{ headers: { host, ...headers }, rejectUnauthorized: false, agent: false },
          },
          (response) => {
            let text = ''
            response.on('data', (chunk: Buffer) => {
              text += chunk.toString()
            })
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
            )
          },
        )
        request.on('error', reject)
        request.end(body)
      },
    )
  }

  const json = (value: unknown, method = 'POST'): Asked => {
    const body = JSON.stringify(value)
    return { method, body, headers: { 'content-type': 'application/json', 'content-length': body.length } }
  }
  const attack = "x' OR 1=1 UNION SELECT password FROM users--"
  const query =
    "with x as (select carrier, count(*) from lake.flights.flights where origin = 'JFK' or 1=1 group by 1 having count(*) > 10) select table_name, '/etc/hosts' from information_schema.tables union all select carrier, '<b>' from x; -- x"

  test.each([
    ['a page', '/superset/welcome/', {}],
    ['a list with a filter', "/api/v1/query/?q=(filters:!((col:sql,opr:ct,value:'select%20*%20from')))", {}],
    ['a query of SQL Lab', '/api/v1/sqllab/execute/', json({ sql: query, schema: 'flights' })],
    ['a kept query', '/api/v1/saved_query/', json({ sql: query, label: 'mine' })],
    ['a measure', '/api/v1/dataset/3', json({ metrics: [{ expression: 'sum(a)/count(*)' }] }, 'PUT')],
    ['a chart', '/api/v1/chart/data', json({ queries: [{ extras: { where: "(a = 'x' OR b = 'y')" } }] })],
    ['any password', '/api/v1/security/login', json({ username: 'admin', password: attack })],
    ['an end', '/api/v1/chart/1', { method: 'DELETE' }],
    [
      'a large dashboard',
      '/api/v1/dashboard/1',
      json({ position_json: '{"type": "CHART"},'.repeat(30_000) }, 'PUT'),
    ],
    [
      'a file, whatever is in it',
      '/api/v1/database/1/upload/',
      { method: 'POST', body: `${attack}\n`.repeat(150_000) },
    ],
  ])('lets %s through', async (_what, path, asked) => {
    expect(await ask(path, asked)).toMatchObject({ status: 200 })
  })

  test.each([
    ['SQL in an address', `/?id=${encodeURIComponent(attack)}`, {}],
    ['a path that leads out', '/?file=../../../../etc/passwd', {}],
    ['a script', '/?q=<script>alert(1)</script>', {}],
    ['a header that is too long', '/', { headers: { 'x-long': 'a'.repeat(20_000) } }],
    ['SQL in a field beside the query', '/api/v1/sqllab/execute/', json({ sql: query, tab: attack })],
    ['SQL where none belongs', '/api/v1/security/login', json({ username: attack, password: 'x' })],
    ['a query at another path', '/api/v1/me/', json({ sql: query }, 'PUT')],
    ['a field that is too long to be read', '/api/v1/me/', json({ text: 'a'.repeat(20_000) }, 'PUT')],
    ['a body that is no file’s', '/api/v1/me/', { method: 'PUT', body: 'a'.repeat(5_000_000) }],
    ['JSON that is none', '/api/v1/chart/data', { ...json(0), body: '{' }],
    ['a name that it does not know', '/', { host: 'nobody.example' }],
  ])('refuses %s, and nothing of it gets further', async (_what, path, asked) => {
    const before = seen.length
    const { status } = await ask(path, asked)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(seen).toHaveLength(before)
  })

  test('passes on who came, and nothing that a client says of that itself', async () => {
    const { headers, body } = await ask('/', {
      headers: { 'x-forwarded-for': '6.6.6.6', forwarded: 'for=6.6.6.6', 'x-forwarded-prefix': '/x' },
    })
    const passed = JSON.parse(body)
    expect(passed).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', host: name })
    expect(passed).not.toHaveProperty('forwarded')
    expect(passed).not.toHaveProperty('x-forwarded-prefix')
    expect(headers['x-request-id']).toBe(passed['x-request-id'])
    expect(headers.server).toBe('nginx')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('sends a POST whose server died over it to nobody else', async () => {
    const posts = () => seen.filter((line) => line.startsWith('POST /breaks')).length
    expect((await ask('/breaks', json({}))).status).toBe(502)
    expect(posts()).toBe(1)
  })
})

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
