// The rehearsal for real, with daemons that weigh nothing: needs root, and leaves nothing behind.

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeAt } from '../../src/rehearsal/place.ts'
import { type InstanceStatus, Rehearsal } from '../../src/rehearsal/rehearsal.ts'
import { addresses, writeFixture } from './rehearsal-fixture.ts'

const name = 'hanokt'
let folder: string
let rehearsal: Rehearsal
let options: Parameters<Rehearsal['up']>[0]

const secrets: Record<string, string> = { 'web/password': 'open sesame', 'web/greeting': 'dear "user"' }

beforeAll(() => {
  if (process.getuid?.() !== 0)
    throw new Error('the end-to-end tests of the rehearsal make namespaces: run them as root')
  process.env.HANOK_REHEARSAL_NAME = name
  folder = mkdtempSync(join(tmpdir(), 'hanok-e2e-'))
  rehearsal = new Rehearsal(placeAt(name, join(folder, 'state')))
  options = { ...writeFixture(folder), secrets: (key) => secrets[key] ?? '', stuckAfterMs: 20_000 }
})

afterAll(async () => {
  await rehearsal?.down()
  rmSync(folder, { recursive: true, force: true })
  delete process.env.HANOK_REHEARSAL_NAME
})

async function instance(id: string): Promise<InstanceStatus> {
  const found = (await rehearsal.status()).instances.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no instance ${id}`)
  return found
}

/** Polls until `holds`, at most 15 s. */
async function eventually<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    if (Date.now() > deadline) throw new Error(`last seen: ${JSON.stringify(seen)}`)
    await sleep(50)
  }
}

/** What a web server of the fixture says to a request from another host. Throws `no answer` after two seconds. */
async function answerOf(from: string, address: string): Promise<string> {
  const socket = await rehearsal.dial(from, address, 8080)
  const timer = setTimeout(() => socket.destroy(new Error('no answer')), 2_000)
  socket.end('GET /page HTTP/1.0\r\n\r\n')
  let body = ''
  for await (const chunk of socket) body += String(chunk)
  clearTimeout(timer)
  return body
}

/** What this machine has of the rehearsal. */
function traces(): string[] {
  const lines = (argv: string[]) =>
    execFileSync(argv[0] ?? '', argv.slice(1), { encoding: 'utf8' }).split('\n')
  return [
    ...lines(['ip', 'netns', 'list']),
    ...lines(['ip', '-br', 'link']),
    ...lines(['find', '/sys/fs/cgroup', '-maxdepth', '2', '-type', 'd', '-name', name]),
    ...lines(['ps', '-eo', 'pid,args']).filter((line) => !line.includes('ps -eo')),
    ...readFileSync('/proc/self/mountinfo', 'utf8').split('\n'),
    ...[`/run/${name}`, join(folder, 'state')].filter((path) => existsSync(path)),
  ].filter((line) => line.includes(name) || line.includes(folder))
}

async function get(url: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    http
      .get(url, { agent: false, timeout: 3_000 }, (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString()
        })
        response.on('end', () => resolve(body))
      })
      .on('error', reject)
  })
}

describe('a rehearsed platform', () => {
  it('comes up from its rendered artifacts, each instance once what it waits for holds', async () => {
    const status = await rehearsal.up(options)
    expect(status.state).toBe('ready')
    expect(status.jobs.map((job) => job.state)).toEqual(['done'])
    const of = (id: string) => status.instances.find((one) => one.id === id)
    expect(of('gate/server/1')?.startedAtMs).toBeGreaterThan(of('web/server/1')?.startedAtMs ?? Infinity)
    expect(of('gate/server/1')?.leader).toBe(true)
    expect(of('web/server/1')?.leader).toBeNull()
    expect(status.endpoints).toMatchObject([
      { id: 'endpoint/web/http', url: `http://${addresses.one}:8080`, state: 'ready' },
    ])
    expect(status.endpoints[0]?.addresses[0]).toBe(`${addresses.one}:8080`)
  })

  it('does nothing when it is up already', async () => {
    const before = await rehearsal.status()
    const after = await rehearsal.up(options)
    expect(after.instances.map((one) => one.pid)).toEqual(before.instances.map((one) => one.pid))
  })

  it('runs processes as their account, without capabilities but those they were given', async () => {
    const web = await instance('web/server/1')
    const agent = await instance('watch/agent/1')
    const statusOf = (pid: number | null) => readFileSync(`/proc/${pid}/status`, 'utf8')
    expect(statusOf(web.pid)).toMatch(/Uid:\s61900\s61900/)
    expect(statusOf(web.pid)).toMatch(/CapEff:\s0000000000000000/)
    expect(statusOf(web.pid)).toMatch(/NoNewPrivs:\s1/)
    expect(statusOf(agent.pid)).toMatch(/CapEff:\s0000000000001000/)
    expect(readFileSync(`/proc/${web.pid}/limits`, 'utf8')).toMatch(/Max open files\s+1024/)
  })

  it('puts secrets into the files of the running host and nowhere else', async () => {
    const page = await rehearsal.exec('one', ['cat', '/var/opt/hanok/data/web-server/page'])
    expect(page.stdout).toBe('hello dear "user"\npassword=open sesame\nweb\n')
    const seen = await rehearsal.exec('one', ['stat', '-c', '%U %G %a', '/etc/opt/hanok/web.conf'])
    expect(seen.stdout.trim()).toBe('root web 640')
    const grep = (where: string) =>
      execFileSync('sh', ['-c', `grep -rl sesame ${where} || true`], { encoding: 'utf8' })
    expect(grep(`${folder}/state/artifacts ${folder}/state/*.json ${folder}/state/*.log /run/${name}`)).toBe(
      '',
    )
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain('dear "user"')
  })

  it('starts an instance anew as other artifacts define it, its files too, and back again', async () => {
    const other = join(folder, 'other')
    cpSync(options.artifactsDir, other, { recursive: true })
    const host = join(other, 'hosts', 'two')
    const processes = readFileSync(join(host, 'processes.json'), 'utf8')
    writeFileSync(join(host, 'processes.json'), processes.replaceAll('hello', 'welcome'))
    writeFileSync(join(host, 'files/etc/opt/hanok/web.conf'), 'secret={{secret:web/password}}\n')
    const pageAfter = async (artifactsDir: string) => {
      await rehearsal.reconfigure(artifactsDir, ['web/server/2'], options.secrets)
      await eventually(
        () => instance('web/server/2'),
        (one) => one.state === 'ready',
      )
      return (await rehearsal.exec('two', ['cat', '/var/opt/hanok/data/web-server/page'])).stdout
    }
    const agent = (await instance('watch/agent/1')).pid
    expect(await pageAfter(other)).toBe('welcome dear "user"\nsecret=open sesame\nweb\n')
    expect(await pageAfter(options.artifactsDir)).toBe('hello dear "user"\npassword=open sesame\nweb\n')
    expect((await instance('watch/agent/1')).pid).toBe(agent)
    await expect(rehearsal.reconfigure(other, ['web/server/9'], options.secrets)).rejects.toThrow()
  })

  it('gives every host its own world', async () => {
    const seen = await rehearsal.exec('two', [
      'sh',
      '-c',
      'hostname; ls /opt/hanok; getent hosts one; echo $$; ls /tmp /run',
    ])
    expect(seen.stdout).toMatch(/^two\nthing-1\n10\.78\.20\.11\s+one\n\d+\n/)
    expect(seen.stdout).not.toContain('hanok-e2e')
    const written = await rehearsal.exec('two', ['touch', '/opt/hanok/thing-1/x'])
    expect(written.code).not.toBe(0)
    expect((await rehearsal.exec('two', ['sysctl', '-n', 'net.ipv4.tcp_retries2'])).stdout.trim()).toBe('8')
    // As a package does that brings an account: the hosts must keep theirs.
    execFileSync('sh', [
      '-c',
      'cp -a /etc/passwd /etc/passwd.hanok-test && mv /etc/passwd.hanok-test /etc/passwd',
    ])
    expect((await rehearsal.exec('two', ['getent', 'passwd', 'web'])).stdout).toMatch(/^web:/)
    expect((await rehearsal.exec('two', ['stat', '-c', '%a', '/etc'])).stdout.trim()).toBe('755')
    const slow = await rehearsal.exec('two', ['sleep', '60'], { timeoutMs: 300, user: 'web' })
    expect(slow.code).toBe(124)
  })

  it('opens its flows and nothing else', async () => {
    expect(await rehearsal.portState('edge', addresses.one, 8080)).toBe('open')
    expect(await rehearsal.portState('two', addresses.one, 8080)).toBe('timeout')
    expect(await rehearsal.portState('edge', addresses.one, 22)).toBe('timeout')
    expect(await rehearsal.portState('one', addresses.one, 9)).toBe('refused')
    expect(await rehearsal.portState('nobody', addresses.one, 9)).toBe('nohost')
    expect(await rehearsal.portState('-', addresses.edgeService, 8080)).toBe('open')
  })

  it('lets the machine itself use what is offered on the service network', async () => {
    expect(await get(`http://${addresses.edgeService}:8080/page`)).toContain('hello')
  })

  it('relays each direction of a connection by itself', async () => {
    const socket = await rehearsal.dial('one', '127.0.0.1', 8080)
    socket.end('GET /page HTTP/1.0\r\n\r\n')
    let body = ''
    for await (const chunk of socket) body += String(chunk)
    expect(body).toContain('open sesame')
  })

  it('starts a killed process again', async () => {
    const before = await instance('web/server/2')
    expect((await rehearsal.act('web/server/2', 'kill')).pids?.length).toBeGreaterThan(0)
    const after = await eventually(
      () => instance('web/server/2'),
      (one) => one.state === 'ready' && one.pid !== before.pid,
    )
    expect(after.restarts).toBe(before.restarts + 1)
  })

  it('sees a process that hangs, and that it is well again', async () => {
    await rehearsal.act('web/server/2', 'pause')
    await eventually(
      () => instance('web/server/2'),
      (one) => one.state === 'degraded',
    )
    await rehearsal.act('web/server/2', 'resume')
    await eventually(
      () => instance('web/server/2'),
      (one) => one.state === 'ready',
    )
  })

  it('lets a host die without a word and brings it back with its data', async () => {
    const socket = await rehearsal.dial('edge', addresses.one, 8080)
    let ended = false
    socket.on('close', () => {
      ended = true
    })
    const pid = (await instance('web/server/1')).pid
    const death = await rehearsal.killHost('one')
    expect(death.processes).toBeGreaterThan(0)
    expect(existsSync(`/proc/${pid}`)).toBe(false)
    expect((await instance('web/server/1')).state).toBe('stopped')
    expect(await rehearsal.portState('edge', addresses.one, 8080)).not.toBe('open')
    expect(ended).toBe(false)
    socket.destroy()
    await rehearsal.reviveHost('one')
    await eventually(
      () => instance('web/server/1'),
      (one) => one.state === 'ready',
    )
    const seed = await rehearsal.exec('one', ['cat', '/var/opt/hanok/data/web-server/seed'])
    expect(seed.stdout).toBe('seeded\n')
    await eventually(
      async () => await rehearsal.portState('edge', addresses.one, 8080),
      (state) => state === 'open',
    )
  })

  it('lets a whole host hang: its kernel accepts, nobody answers, until it goes on', async () => {
    const { reached } = await rehearsal.actOnHost('one', 'pause')
    expect(reached).toBeGreaterThan(1)
    expect((await rehearsal.status()).hosts.find(({ id }) => id === 'host/one')?.detail).not.toBe('')
    expect(await rehearsal.portState('edge', addresses.one, 8080)).toBe('open')
    await expect(answerOf('edge', addresses.one)).rejects.toThrow('no answer')
    expect((await rehearsal.actOnHost('one', 'resume')).reached).toBe(reached)
    expect(await answerOf('edge', addresses.one)).toContain('open sesame')
  })

  it('cuts a living host off, so that its connections are neither served nor closed', async () => {
    const socket = await rehearsal.dial('edge', addresses.one, 8080)
    let ended = false
    socket.on('close', () => {
      ended = true
    })
    const { pid } = await instance('web/server/1')
    await rehearsal.actOnHost('one', 'cut')
    expect(await rehearsal.portState('edge', addresses.one, 8080)).toBe('timeout')
    expect(ended).toBe(false)
    await rehearsal.actOnHost('one', 'join')
    await eventually(
      async () => await rehearsal.portState('edge', addresses.one, 8080),
      (state) => state === 'open',
    )
    expect((await instance('web/server/1')).pid).toBe(pid)
    socket.destroy()
  })

  it('drops packets of a host, counts them, and stops doing so', async () => {
    await rehearsal.actOnHost('one', 'lose-packets')
    for (let round = 0; round < 20; round++) await answerOf('edge', addresses.one).catch(() => undefined)
    expect((await rehearsal.actOnHost('one', 'keep-packets')).reached).toBeGreaterThan(0)
    expect((await rehearsal.actOnHost('one', 'keep-packets')).reached).toBe(0)
  })

  it('cuts one direction: what a mute host says is lost, and what a deaf one is told, each counted', async () => {
    for (const action of ['mute', 'deaf'] as const) {
      expect(await answerOf('edge', addresses.one)).toContain('open sesame')
      await rehearsal.actOnHost('one', action)
      expect(await rehearsal.portState('edge', addresses.one, 8080), action).toBe('timeout')
      expect((await rehearsal.actOnHost('one', 'keep-packets')).reached, action).toBeGreaterThan(0)
      await eventually(
        async () => await rehearsal.portState('edge', addresses.one, 8080),
        (state) => state === 'open',
      )
    }
  })

  it('heals whatever a drill left broken when it was ended half-way', async () => {
    await rehearsal.actOnHost('one', 'pause')
    await rehearsal.actOnHost('one', 'cut')
    await rehearsal.actOnNetwork('network/data', 'cut')
    expect(await rehearsal.portState('edge', addresses.one, 8080)).not.toBe('open')
    await rehearsal.healAll()
    await eventually(
      async () => await answerOf('edge', addresses.one).catch(() => ''),
      (answer) => answer.includes('open sesame'),
    )
    expect((await rehearsal.status()).hosts.every(({ detail }) => detail === '')).toBe(true)
  })

  it('is taken over by a new supervisor when its own is killed', async () => {
    const before = await rehearsal.status()
    const pointer = JSON.parse(readFileSync(rehearsal.place.pointerFile, 'utf8')) as {
      supervisor: { pid: number }
    }
    process.kill(pointer.supervisor.pid, 'SIGKILL')
    await eventually(
      async () => rehearsal.state,
      (state) => state === 'unsupervised',
    )
    const lost = before.instances.find((one) => one.id === 'web/server/2')?.pid ?? 0
    process.kill(lost, 'SIGKILL')
    await expect(rehearsal.status()).rejects.toMatchObject({ code: 'rehearsal.supervisorGone' })
    const after = await rehearsal.up(options)
    expect(after.state).toBe('ready')
    const pids = (status: typeof before) =>
      Object.fromEntries(
        status.instances.filter((one) => one.id !== 'web/server/2').map((one) => [one.id, one.pid]),
      )
    expect(pids(after)).toEqual(pids(before))
  })

  it('tells how much memory it takes', async () => {
    const status = await rehearsal.status({ memory: true, leaders: true })
    expect(status.memory?.totalMiB).toBeGreaterThan(10)
    expect(status.instances.every((one) => (one.pssMiB ?? 0) > 0)).toBe(true)
  })

  it('refuses another platform beside it', async () => {
    const other = { ...options, plan: { ...options.plan, name: 'other' } }
    await expect(rehearsal.up(other)).rejects.toMatchObject({
      code: 'rehearsal.otherPlatformUp',
      fault: 'environment',
    })
  })

  it('leaves nothing behind, and may be taken down twice', async () => {
    const result = await rehearsal.down()
    expect(result).toMatchObject({ namespaces: 4, dataRemoved: true })
    expect(traces()).toEqual([])
    expect(await rehearsal.down()).toMatchObject({ namespaces: 0, processes: 0 })
    expect(traces()).toEqual([])
  })

  it('can be taken down after everything of ours was killed in the middle of coming up', async () => {
    const abort = new AbortController()
    const coming = rehearsal.up({ ...options, signal: abort.signal })
    await eventually(
      async () => rehearsal.state,
      (state) => state === 'up',
    )
    const pointer = JSON.parse(readFileSync(rehearsal.place.pointerFile, 'utf8')) as {
      supervisor: { pid: number }
    }
    process.kill(pointer.supervisor.pid, 'SIGKILL')
    await expect(coming).rejects.toMatchObject({ fault: 'environment' })
    await rehearsal.down()
    expect(traces()).toEqual([])
  })
})
