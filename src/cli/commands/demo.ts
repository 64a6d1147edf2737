// `hanok demo`: real data through the whole platform that is up.

import { join } from 'node:path'
import { flightsData } from '../../catalog/flights.ts'
import type { DemoPlatform } from '../../demo/platform.ts'
import { runDemo } from '../../demo/run-demo.ts'
import { Rehearsal } from '../../rehearsal/rehearsal.ts'
import { defaultCacheDirectory, softwareRoot } from '../../software/cache.ts'
import type { CommandRun } from '../command.ts'
import { fetchSoftware } from '../rehearse.ts'

/** Ends with 1 when a table differs from the source. */
export const run: CommandRun = async (terminal) => {
  const platform = demoPlatform(new Rehearsal())
  await fetchSoftware(terminal, [flightsData])
  const result = await runDemo({
    platform,
    softwareDirectory: join(softwareRoot(defaultCacheDirectory()), flightsData.id),
    report: (line) =>
      terminal.json ? terminal.note(terminal.say(line)) : terminal.print(terminal.say(line)),
    signal: terminal.signal,
  })
  if (terminal.json) terminal.printJson(result)
  return result.equal ? 0 : 1
}

function demoPlatform(rehearsal: Rehearsal): DemoPlatform {
  return {
    plan: rehearsal.plan(),
    isUp: async (hostname) => {
      const { hosts } = await rehearsal.status()
      return hosts.some(({ id, state }) => id === `host/${hostname}` && state === 'up')
    },
    exec: async (hostname, argv, { user, env, input, timeoutMs, signal }) =>
      await rehearsal.exec(hostname, argv, {
        user,
        timeoutMs,
        ...(env === undefined ? {} : { env }),
        ...(input === undefined ? {} : { stdin: input.toString() }),
        ...(signal === undefined ? {} : { signal }),
      }),
    dial: async (hostname, address, port, timeoutMs) =>
      await rehearsal.dial(hostname, address, port, timeoutMs),
  }
}
