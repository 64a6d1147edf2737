// Software from an archive that the user has: looked at, compared with the digest that the declaration names, and unpacked. It is only read.

import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Software, SoftwareSource } from '../catalog/software.ts'
import { sha256Of } from './cache.ts'
import { softwareErrors } from './errors.ts'
import { runClient } from './run-client.ts'

/** An archive of the user's. */
export type GivenSource = Extract<SoftwareSource, { kind: 'given' }>

/** Whether it is there, and is what the declaration names. Throws `software.archiveMissing` and `archiveDiffers`. */
export async function checkGiven(
  { title }: Pick<Software, 'title'>,
  { path, sha256 }: GivenSource,
): Promise<void> {
  if (!existsSync(path) || !statSync(path).isFile()) throw softwareErrors.archiveMissing({ title, path })
  const found = await sha256Of(path)
  if (found !== sha256) throw softwareErrors.archiveDiffers({ path, expected: sha256, found })
}

/**
 * Checks the archive and unpacks what is in its one folder into `directory`. Throws what `checkGiven` throws, `software.archiveIsAnother` and
 * `unpackFailed`.
 */
export async function unpackGiven(
  software: Pick<Software, 'id' | 'title'>,
  source: GivenSource,
  directory: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { path, holds } = source
  await checkGiven(software, source)
  mkdirSync(directory)
  const unpacked = await runClient(
    [
      ...['tar', '--extract', '--no-same-owner', '--strip-components=1'],
      ...['--file', path, '--directory', directory],
    ],
    { cwd: directory, signal },
  )
  if (!unpacked.ok) throw softwareErrors.unpackFailed({ software: software.id, output: unpacked.output })
  if (!existsSync(join(directory, holds))) {
    throw softwareErrors.archiveIsAnother({ title: software.title, path, holds })
  }
}
