// The short end-to-end set: the starter platform with the real daemons on this machine, up, used and taken down.
// Needs root; everything it makes is gone afterwards.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { lazySecrets } from '../../src/cli/secret-store.ts'
import { askRehearsedPanels, emptyPanels } from '../../src/drills/empty-panels.ts'
import { scanFlows } from '../../src/drills/scan-flows.ts'
import { trinoAccess } from '../../src/operate/trino-access.ts'
import { runQuery } from '../../src/operate/trino-client.ts'
import { Rehearsal } from '../../src/rehearsal/rehearsal.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'hanok')
const isRoot = process.getuid?.() === 0
if (!isRoot) process.stderr.write('e2e: skipped, the rehearsal needs root\n')

/** Calls hanok as a person would; progress goes to the test's own output. */
async function hanok(words: readonly string[], timeoutMinutes = 25) {
  const { exitCode, stdout, stderr } = await execa(program, [...words], {
    cwd: root,
    reject: false,
    stderr: ['pipe', 'inherit'],
    timeout: timeoutMinutes * 60_000,
  })
  return { status: exitCode, out: stdout, err: stderr }
}

/** What a rehearsal could leave on the machine, by the names that it gives. */
async function leftovers(): Promise<readonly string[]> {
  const { stdout: links } = await execa('ip', ['-o', 'link'])
  const { stdout: namespaces } = await execa('ip', ['netns', 'list'])
  const { stdout: rules } = await execa('nft', ['list', 'tables'], { reject: false })
  const { stdout: routes } = await execa('ip', ['-4', 'route', 'show', 'table', 'all'])
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch (error) {
        // It ended between the listing and the reading.
        if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
        throw error
      }
    })
    .filter((line) => line.includes('/opt/hanok/'))
  const named = [links, namespaces, rules, routes, mounts].flatMap((text) =>
    text.split('\n').filter((line) => /\bhanok\b|10\.77\./.test(line)),
  )
  return [...named, ...processes]
}

describe.skipIf(!isRoot)('the starter platform', () => {
  afterAll(async () => {
    await hanok(['down'])
  })

  test('comes up with every instance and endpoint ready', async () => {
    const { status } = await hanok(['up', 'starter'])
    expect(status).toBe(0)
    const { out } = await hanok(['status', '--json'])
    const answer = JSON.parse(out)
    expect(answer).toMatchObject({ platform: 'starter', state: 'ready' })
    expect(answer.instances.filter(({ state }: { state: string }) => state !== 'ready')).toEqual([])
    expect(answer.endpoints.filter(({ state }: { state: string }) => state !== 'ready')).toEqual([])
  })

  test('is up already when asked again', async () => {
    const { status, err } = await hanok(['up', 'starter'], 5)
    expect(status).toBe(0)
    expect(err).not.toMatch(/download/i)
  })

  test('is measured whole: no target is down, no rule fails, and promtool passes every test on the host', async () => {
    const { out } = await hanok(['status', '--json'], 5)
    const status = JSON.parse(out) as {
      instances: { id: string; host: string }[]
      endpoints: { id: string; url: string }[]
    }
    const host = status.instances.find(({ id }) => id === 'prometheus/server/1')?.host ?? ''
    const { url = '' } = status.endpoints.find(({ id }) => id === 'endpoint/prometheus/web') ?? {}
    const onHost = async (...words: readonly string[]) =>
      (await hanok(['shell', host.slice('host/'.length), '--', ...words], 5)).out
    const ask = async (what: string) => JSON.parse(await onHost('curl', '-s', `${url}/api/v1/${what}`)).data
    const measured = async () =>
      (await ask('targets')).activeTargets as { health: string; scrapeUrl: string }[]
    await vi.waitFor(
      async () => {
        const targets = await measured()
        expect(targets.length).toBeGreaterThan(15)
        expect(targets.filter(({ health }) => health !== 'up')).toEqual([])
      },
      { timeout: 120_000, interval: 5_000 },
    )
    const groups = (await ask('rules')).groups as { rules: { name: string; health: string }[] }[]
    const failing = groups.flatMap(({ rules }) => rules).filter(({ health }) => health === 'err')
    expect(failing).toEqual([])
    const files = '/etc/opt/hanok/prometheus-server/tests'
    const tested = await onHost('sh', '-c', `promtool test rules ${files}/*.yml && echo all passed`)
    expect(tested).toContain('all passed')
  })

  test('has something to show in every panel of every dashboard', async () => {
    // Rates want two readings, and counters of what was asked only since the start something to count.
    await hanok(['sql', 'select 1'], 5)
    await vi.waitFor(async () => expect(emptyPanels(await askRehearsedPanels(new Rehearsal()))).toEqual([]), {
      timeout: 120_000,
      interval: 10_000,
    })
  })

  test('takes the flights through Spark, Iceberg and Trino, twice the same', async () => {
    expect((await hanok(['demo'])).status).toBe(0)
    expect((await hanok(['demo'])).status).toBe(0)
  })

  test('answers SQL', async () => {
    const { status, out } = await hanok(['sql', 'select count(*) from lake.flights.flights'], 5)
    expect({ status, out }).toEqual({ status: 0, out: '336776' })
    const wrong = await hanok(['sql', 'select nonsense'], 5)
    expect(wrong.status).toBe(2)
  })

  test('lets in only whom it knows, over TLS that is verified, and each only as far as it may', async () => {
    const rehearsal = new Rehearsal()
    const plan = rehearsal.plan()
    const secrets = lazySecrets(plan.name, join(rehearsal.place.stateDir, 'secrets.json'))
    const access = trinoAccess(plan, secrets)
    if (access === undefined) throw new Error('the plan offers Trino to no user')
    const { url, user, password = '', authority = '' } = access
    const ask = (how: { password?: string; authority?: string }) =>
      runQuery(url, 'select 1', { user, timeoutMs: 60_000, ...how })
    expect((await ask({ password, authority })).rows).toEqual([[1]])
    const refused = {
      code: 'operate.notLetIn',
      message: expect.stringContaining(`does not let "${user}" in`),
    }
    await expect(ask({ password: 'guessed', authority })).rejects.toMatchObject(refused)
    await expect(ask({ authority })).rejects.toMatchObject(refused)
    await expect(ask({ password })).rejects.toMatchObject({ code: 'operate.notVouchedFor' })

    const denied = await hanok(['sql', '--user', 'drill', 'create schema lake.not_mine'], 5)
    expect(denied).toMatchObject({ status: 2, err: expect.stringContaining('Access Denied') })
    expect((await hanok(['sql', '--user', 'nobody', 'select 1'], 5)).status).toBe(2)
  })

  test('takes no query over plain HTTP, where its workers find it, whatever a header says of TLS', async () => {
    const plan = new Rehearsal().plan()
    const worker = plan.instances.find(({ id }) => id === 'trino/worker/1')?.host ?? ''
    const inside = plan.endpoints.find(({ id }) => id === 'endpoint/trino/http')
    const post = async (...headers: readonly string[]) => {
      const words = ['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', '-d', 'select 1']
      const place = `http://${inside?.virtualIp}:${inside?.port}/v1/statement`
      const said = headers.flatMap((header) => ['-H', header])
      return (await hanok(['shell', worker.slice('host/'.length), '--', ...words, ...said, place], 5)).out
    }
    expect(await post('X-Trino-User: admin')).toBe('403')
    expect(await post('X-Trino-User: admin', 'X-Forwarded-Proto: https')).toBe('406')
  })

  test('shows logs, and gives a shell on a host', async () => {
    expect((await hanok(['logs', 'trino/coordinator/1', '--lines', '5'], 2)).out).not.toBe('')
    expect((await hanok(['shell', 'storage-1', 'hostname'], 2)).out).toBe('storage-1')
    expect((await hanok(['logs', 'trino/cordinator/1'], 2)).status).toBe(2)
  })

  test('opens every flow and nothing else, to every host and to this machine', async () => {
    const { problems, open, closed } = await scanFlows(new Rehearsal())
    expect(problems).toEqual([])
    expect(open).toBeGreaterThan(10)
    expect(closed).toBeGreaterThan(400)
  })

  test('goes down and leaves nothing, as often as one likes, and touches nothing of others', async () => {
    // Named like daemons of ours, and in a namespace of its own: `down` must not go by either.
    const stranger = execa('unshare', ['-n', 'bash', '-c', 'exec -a weed sleep 300'], { reject: false })
    expect((await hanok(['down'], 5)).status).toBe(0)
    expect(await leftovers()).toEqual([])
    expect((await hanok(['down'], 5)).status).toBe(0)
    // True only of a process that was still there.
    expect(stranger.kill('SIGKILL')).toBe(true)
    expect((await stranger).signal).toBe('SIGKILL')
  })

  test('goes down after hanok was killed in the middle of up', async () => {
    const up = execa(program, ['up', 'starter'], {
      cwd: root,
      reject: false,
      stderr: 'pipe',
      stdout: 'ignore',
    })
    // Killed as soon as there is something to leave behind.
    await expect
      .poll(async () => (await leftovers()).length, { timeout: 120_000, interval: 200 })
      .toBeGreaterThan(5)
    up.kill('SIGKILL')
    await up
    expect((await hanok(['down'], 5)).status).toBe(0)
    expect(await leftovers()).toEqual([])
  })
})
