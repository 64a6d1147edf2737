// Rehearsal: where on the running hosts a secret stands, and how its new value gets there.

import { hostPaths } from '../model/artifacts.ts'
import { secretsIn } from '../model/secrets.ts'
import { layOutFile, readArtifacts, renderedFiles } from './host-files.ts'
import type { Place } from './place.ts'

/** An instance whose own configuration holds a secret. */
export interface SecretHolder {
  readonly instance: string
  readonly host: string
  /** It can be told to read its files again. */
  readonly reloads: boolean
  /** It reads those that hold the secret again by itself, within so many ms. */
  readonly watchesMs?: number
  /** Once it is ready again, those who ask it may pass it over for so many ms. */
  readonly passedOverMs?: number
}

/** Names of all secrets that stand in files of the running hosts, in order. */
export function secretsHeld(place: Place): readonly string[] {
  const files = readArtifacts(place.artifactsDir).flatMap(renderedFiles)
  return [...new Set(files.flatMap(({ content }) => secretsIn(content)))].sort()
}

/** Instances that read a file with one of the secrets, in order. What applications read as they start belongs to none. */
export function holdersOf(place: Place, names: readonly string[]): readonly SecretHolder[] {
  return readArtifacts(place.artifactsDir).flatMap((host) => {
    const paths = renderedFiles(host)
      .filter(({ content }) => holds(content, names))
      .map(({ path }) => path)
    return host.processes.processes.flatMap(({ id, reload, watches, passedOverMs, readsBeside = [] }) => {
      const own = paths.filter((path) => isBelow([configDirectoryOf(id), ...readsBeside], path))
      if (own.length === 0) return []
      const isWatched = watches !== undefined && own.every((path) => isBelow(watches.paths, path))
      return {
        instance: id,
        host: host.processes.hostname,
        reloads: reload !== undefined,
        ...(isWatched ? { watchesMs: watches.withinMs } : {}),
        ...(passedOverMs === undefined ? {} : { passedOverMs }),
      }
    })
  })
}

function isBelow(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
}

/** Writes every file anew that holds one of the secrets, on every host, also on those that are down. */
export function layOutSecrets(
  place: Place,
  names: readonly string[],
  lookUp: (name: string) => string,
): void {
  for (const host of readArtifacts(place.artifactsDir)) {
    for (const file of renderedFiles(host)) {
      if (holds(file.content, names)) layOutFile(place, host, file, lookUp)
    }
  }
}

function holds(content: string, names: readonly string[]): boolean {
  return secretsIn(content).some((name) => names.includes(name))
}

function configDirectoryOf(instance: string): string {
  const [service, role] = instance.split('/')
  return `${hostPaths.config}/${service}-${role}`
}
