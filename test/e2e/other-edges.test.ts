// Envoy and Traefik in nginx's place at the edge, real and with a real product behind them: what every edge must do, whoever does it.
// Needs root; everything that it makes is gone afterwards.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { authorityCertificateOf, newPrivateKey } from '../../src/operate/secrets/certificates.ts'
import { Rehearsal } from '../../src/rehearsal/rehearsal.ts'
import { EdgeClient } from './edge-client.ts'

const program = fileURLToPath(new URL('../../hanok', import.meta.url))
const isRoot = process.getuid?.() === 0
const streamlit = 'streamlit.platform.internal'

describe.skipIf(!isRoot).each(['envoy', 'traefik'])('an edge of %s', (server) => {
  const folder = mkdtempSync(join(tmpdir(), 'hanok-edges-'))
  const rehearsal = new Rehearsal()
  let client: EdgeClient

  async function hanok(...words: readonly string[]) {
    const { exitCode } = await execa(program, [...words], {
      cwd: folder,
      reject: false,
      stderr: 'inherit',
      timeout: 10 * 60_000,
    })
    return exitCode
  }

  beforeAll(async () => {
    const subnets = { management: 10, data: 20, service: 30, storage: 40 }
    const networks = Object.entries(subnets).map(([id, n]) => `  ${id}: { subnet: 10.81.${n}.0/24 }\n`)
    writeFileSync(
      join(folder, 'platform.yaml'),
      `name: edge\nshape: minimum\nprofile: fast\nnetworks:\n${networks.join('')}services:\n  ingress: { server: ${server}, requestsPerSecond: 10 }\n`,
    )
    expect(await hanok('up', 'platform.yaml', '--only', 'ingress,streamlit')).toBe(0)
    const { values } = JSON.parse(readFileSync(join(folder, '.hanok', 'edge.secrets.json'), 'utf8'))
    const https = rehearsal.plan().endpoints.find(({ id }) => id === 'endpoint/ingress/https')
    client = new EdgeClient(https?.virtualIp ?? '', values['authority/certificate'])
  })

  afterAll(async () => {
    await hanok('down')
    rmSync(folder, { recursive: true, force: true })
  })

  test('leads a name to its product, over TLS that the platform’s authority vouches for, and knows no other', async () => {
    const { status, body, headers } = await client.ask(streamlit, '/_stcore/health')
    expect([status, body]).toEqual([200, 'ok'])
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' })
    await expect(
      client.ask(streamlit, '/', { ca: authorityCertificateOf('other', newPrivateKey()) }),
    ).rejects.toThrow(/certificate|issuer/)
    const unknown = await client.ask(streamlit, '/_stcore/health', { headers: { host: 'nobody.example' } })
    expect([404, 421]).toContain(unknown.status)
    expect(unknown.body).not.toContain('ok')
  })

  test('leads port 80 to TLS', async () => {
    const { status, headers } = await client.askPlain(streamlit, '/a?b=c')
    expect([301, 308]).toContain(status)
    expect(headers.location).toBe(`https://${streamlit}/a?b=c`)
    expect([404, 421]).toContain((await client.askPlain('nobody.example', '/')).status)
  })

  test('refuses headers that are too long', async () => {
    const { status } = await client.ask(streamlit, '/', { headers: { 'x-long': 'a'.repeat(60_000) } })
    expect([400, 431]).toContain(status)
  })

  test('opens WebSockets, and keeps a browser with one instance', async () => {
    const { headers } = await client.ask(streamlit, '/')
    const given = headers['set-cookie']?.find((cookie) => cookie.startsWith('hanok_instance=')) ?? ''
    expect(given).toMatch(/Secure/)
    expect(given).toMatch(/HttpOnly/)
    const cookie = given.split(';')[0] ?? ''
    expect(await client.upgrade(streamlit, '/_stcore/stream', { cookie })).toMatch(/^HTTP\/1\.1 101 /)
  })

  test('turns away who asks too often, by their address', async () => {
    const answers = await Promise.all(
      Array.from({ length: 400 }, () => client.ask(streamlit, '/_stcore/health')),
    )
    const limited = answers.filter(({ status }) => status === 429).length
    expect(limited).toBeGreaterThan(0)
    expect(limited).toBeLessThan(390)
    await sleep(6_000)
    expect((await client.ask(streamlit, '/_stcore/health')).status).toBe(200)
    const log = [1, 2]
      .map((number) => readFileSync(rehearsal.logFile(`ingress/${server}/${number}`), 'utf8'))
      .join('')
    // This machine's own address on the service network, and not the balancer's.
    expect(log).toContain('10.81.30.2')
  })

  test('goes on when an instance behind it dies', async () => {
    const outcomes = await client.whileAsking(
      () => client.ask(streamlit, '/_stcore/health'),
      async () => {
        await sleep(1_500)
        await rehearsal.act('streamlit/app/1', 'kill')
        await sleep(5_000)
      },
    )
    const failed = outcomes.filter(({ status }) => status !== 200)
    process.stderr.write(`${server}: instance killed, ${failed.length} of ${outcomes.length} failed\n`)
    expect(failed.length).toBeLessThan(5)
    await ready()
  })

  test('goes on over the other edge when it dies', async () => {
    const outcomes = await client.whileAsking(
      () => client.ask(streamlit, '/_stcore/health'),
      async () => {
        await sleep(1_500)
        await rehearsal.act(`ingress/${server}/1`, 'kill')
        await sleep(8_000)
      },
    )
    const failed = outcomes.filter(({ status }) => status !== 200).map(({ atMs }) => atMs)
    const failingMs = failed.length === 0 ? 0 : Math.max(...failed) - Math.min(...failed)
    process.stderr.write(
      `${server}: edge killed, ${failed.length} of ${outcomes.length} failed within ${failingMs} ms\n`,
    )
    const role = rehearsal.plan().roles.find((one) => one.service === 'ingress' && one.role === server)
    expect(failingMs).toBeLessThan(role?.recovery?.instanceLossMs ?? 0)
    await ready()
  })

  async function ready(): Promise<void> {
    await vi.waitFor(async () => expect((await rehearsal.status()).state).toBe('ready'), {
      timeout: 120_000,
      interval: 1_000,
    })
  }
})
