// Demo: the rehearsal of this machine as the platform that the demo runs on.

import type { Rehearsal, RehearsalStatus } from '../rehearsal/rehearsal.ts'
import type { DemoPlatform } from './platform.ts'

/** How long what was heard of the hosts' state is believed. */
const statusAgeMs = 1_000

/** The rehearsal that is up; `secrets` gives the values that it has. Throws `rehearsal.notUp`. */
export function rehearsalPlatform(
  rehearsal: Rehearsal,
  secrets: (platform: string) => (name: string) => string,
): DemoPlatform {
  let known: { readonly atMs: number; readonly status: Promise<RehearsalStatus> } | undefined
  const status = () => {
    if (known === undefined || performance.now() - known.atMs > statusAgeMs) {
      known = { atMs: performance.now(), status: rehearsal.status() }
    }
    return known.status
  }
  const plan = rehearsal.plan()
  return {
    plan,
    secret: secrets(plan.name),
    isUp: async (hostname) => {
      const { hosts } = await status()
      return hosts.some((host) => host.id === `host/${hostname}` && host.state === 'up')
    },
    exec: async (hostname, argv, { user, env, input, timeoutMs, signal }) =>
      await rehearsal.exec(hostname, argv, {
        user,
        workingDirectory: '/tmp',
        timeoutMs,
        ...(env === undefined ? {} : { env }),
        ...(input === undefined ? {} : { stdin: input.toString() }),
        ...(signal === undefined ? {} : { signal }),
      }),
    dial: async (hostname, address, port, timeoutMs) =>
      await rehearsal.dial(hostname, address, port, timeoutMs),
  }
}
