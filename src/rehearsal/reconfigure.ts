// Rehearsal: the files of hosts that run already, replaced by those of other artifacts of the same platform.

import { cpSync, rmSync } from 'node:fs'
import { rehearsalErrors } from './errors.ts'
import { layOutFiles, readArtifacts } from './host-files.ts'
import type { Place } from './place.ts'

/**
 * Takes the hosts of some instances over from other artifacts: what the supervisor reads, and what the processes do. Files that only the
 * earlier artifacts had stay on the hosts. Throws `unknownInstance` before anything is written, and `badArtifacts`.
 */
export function takeOverArtifacts(
  place: Place,
  artifactsDir: string,
  instances: readonly string[],
  lookUp: (name: string) => string,
): void {
  const holds = ({ processes }: ReturnType<typeof readArtifacts>[number], id: string) =>
    processes.processes.some((process) => process.id === id)
  const given = readArtifacts(artifactsDir)
  const missing = instances.find((id) => !given.some((host) => holds(host, id)))
  if (missing !== undefined) throw rehearsalErrors.unknownInstance({ instance: missing })
  const changed = given.filter((host) => instances.some((id) => holds(host, id)))
  const names = new Set(changed.map(({ processes }) => processes.hostname))
  const before = readArtifacts(place.artifactsDir)
  for (const { folder, processes } of changed) {
    const own = before.find((host) => host.processes.hostname === processes.hostname)
    if (own === undefined)
      throw rehearsalErrors.badArtifacts({ folder, why: 'the platform has no such host' })
    rmSync(own.folder, { recursive: true, force: true })
    cpSync(folder, own.folder, { recursive: true })
  }
  for (const host of readArtifacts(place.artifactsDir)) {
    if (names.has(host.processes.hostname)) layOutFiles(place, host, lookUp)
  }
}
