// Drills: the rehearsal of this machine as the platform that is broken on purpose.

import { setTimeout as sleep } from 'node:timers/promises'
import { openForward } from '../operate/forward.ts'
import type { Rehearsal } from '../rehearsal/rehearsal.ts'
import { type Breakable, type FaultAction, kindOfElement, type Reached } from './fault-kind.ts'

const dialTimeoutMs = 3_000
const leaderTimeoutMs = 30_000

/** The rehearsal that is up. `secret` gives the values of its secrets. Throws `rehearsal.notUp`. */
export function rehearsalPlatform(rehearsal: Rehearsal, secret: (name: string) => string): Breakable {
  const dial = (host: string, address: string, port: number) =>
    rehearsal.dial(host, address, port, dialTimeoutMs)
  return {
    plan: rehearsal.plan(),
    secret,
    forward: (from, address, port) => openForward(dial, from, address, port),
    leaderHost: (role) => leaderHost(rehearsal, role),
    act: (element, action) => act(rehearsal, element, action),
    healAll: () => rehearsal.healAll(),
    waitUntilAllReady: (timeoutMs) => waitUntilAllReady(rehearsal, timeoutMs),
  }
}

/** Throws a `TypeError` for what cannot be done to such an element; kinds of faults say what they hit. */
async function act(rehearsal: Rehearsal, element: string, action: FaultAction): Promise<Reached> {
  const kind = kindOfElement(element)
  if (kind === 'host') return await actOnHost(rehearsal, element, action)
  if (kind === 'network' && (action === 'cut' || action === 'join')) {
    return await rehearsal.actOnNetwork(element, action)
  }
  if (kind === 'instance' && (action === 'restart' || action === 'pause' || action === 'resume')) {
    // Its clients may miss it from the beginning of a restart, not from its end.
    const beganAtMs = Date.now()
    const { pids, reached } = await rehearsal.act(element, action)
    if (action === 'restart') return { reached: 1, atMs: beganAtMs }
    return { reached: pids?.length ?? Number(reached ?? 0), atMs: Date.now() }
  }
  if (kind === 'instance' && action === 'kill') {
    const { pids = [] } = await rehearsal.act(element, action)
    return { reached: pids.length, atMs: Date.now() }
  }
  throw new TypeError(`${action} cannot be done to ${element}`)
}

async function actOnHost(rehearsal: Rehearsal, host: string, action: FaultAction): Promise<Reached> {
  switch (action) {
    case 'kill': {
      const { processes, linksDownAtMs } = await rehearsal.killHost(host)
      // Until the links are down its last answers are true successes: what counts begins after them.
      return { reached: processes, atMs: linksDownAtMs }
    }
    case 'revive':
      await rehearsal.reviveHost(host)
      return { reached: 1, atMs: Date.now() }
    case 'restart':
      throw new TypeError(`${action} cannot be done to ${host}`)
    default:
      return await rehearsal.actOnHost(host, action)
  }
}

/** Host of the one instance of the role that leads; an election that is under way is waited for, bounded. */
async function leaderHost(rehearsal: Rehearsal, role: string): Promise<string | undefined> {
  const deadlineMs = performance.now() + leaderTimeoutMs
  for (;;) {
    const { instances } = await rehearsal.status({ leaders: true })
    const leaders = instances.filter((one) => one.id.startsWith(`${role}/`) && one.leader === true)
    if (leaders.length === 1) return leaders[0]?.host.slice('host/'.length)
    if (performance.now() > deadlineMs) return undefined
    await sleep(500)
  }
}

async function waitUntilAllReady(rehearsal: Rehearsal, timeoutMs: number): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs
  for (;;) {
    const { state, instances } = await rehearsal.status()
    if (state === 'ready') return
    if (performance.now() > deadlineMs) {
      const late = instances.filter((one) => one.state !== 'ready').map((one) => `${one.id} (${one.detail})`)
      throw new Error(`not ready within ${timeoutMs / 1000} s: ${late.join('; ')}`)
    }
    await sleep(500)
  }
}
