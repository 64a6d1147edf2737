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
}

/** Instances that read a file with one of the secrets, in order. What applications read as they start belongs to none. */
export function holdersOf(place: Place, names: readonly string[]): readonly SecretHolder[] {
  return readArtifacts(place.artifactsDir).flatMap((host) => {
    const paths = renderedFiles(host)
      .filter(({ content }) => holds(content, names))
      .map(({ path }) => path)
    return host.processes.processes
      .filter(({ id, readsBeside = [] }) =>
        [configDirectoryOf(id), ...readsBeside].some((folder) =>
          paths.some((path) => path.startsWith(`${folder}/`)),
        ),
      )
      .map(({ id, reload }) => ({
        instance: id,
        host: host.processes.hostname,
        reloads: reload !== undefined,
      }))
  })
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
