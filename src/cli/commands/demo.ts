// `hanok demo`: real data through the whole platform that is up.

import { join } from 'node:path'
import { flightsData } from '../../catalog/flights.ts'
import { rehearsalPlatform } from '../../demo/rehearsal-platform.ts'
import { runDemo } from '../../demo/run-demo.ts'
import { Rehearsal } from '../../rehearsal/rehearsal.ts'
import { defaultCacheDirectory, softwareRoot } from '../../software/cache.ts'
import type { CommandRun } from '../command.ts'
import { fetchSoftware } from '../rehearse.ts'
import { lazySecrets } from '../secret-store.ts'

/** Ends with 1 when a table differs from the source. */
export const run: CommandRun = async (terminal) => {
  const rehearsal = new Rehearsal()
  const values = join(rehearsal.place.stateDir, 'secrets.json')
  const platform = rehearsalPlatform(rehearsal, (name) => lazySecrets(name, values))
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
