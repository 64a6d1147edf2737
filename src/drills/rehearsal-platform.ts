// Drills: the rehearsal of this machine as the platform that is broken on purpose.

import { setTimeout as sleep } from 'node:timers/promises'
import { openForward } from '../operate/forward.ts'
import type { Rehearsal } from '../rehearsal/rehearsal.ts'
import type { Breakable } from './run-faults.ts'

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
    killHost: (host) => rehearsal.killHost(host),
    reviveHost: (host) => rehearsal.reviveHost(host),
    killInstance: async (instance) => {
      const { pids = [] } = await rehearsal.act(instance, 'kill')
      return { processes: pids.length }
    },
    waitUntilAllReady: (timeoutMs) => waitUntilAllReady(rehearsal, timeoutMs),
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
