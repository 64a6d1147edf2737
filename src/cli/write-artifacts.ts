// Artifacts → files of a directory that is ours alone: a render replaces what an earlier one left there.

import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Artifact } from '../model/artifacts.ts'
import { cliErrors } from './errors.ts'

/** By this file a directory is known as one that `render` wrote. */
const mark = 'hanok.json'

/**
 * Writes all artifacts below `directory`. Refuses a directory that holds anything but an earlier render, and leaves
 * nothing of that one. Throws `cli.*` errors.
 */
export async function writeArtifacts(directory: string, artifacts: readonly Artifact[]): Promise<void> {
  const present = await entriesOf(directory)
  if (present.length > 0 && !present.includes(mark)) throw cliErrors.outputNotOurs({ directory })
  const tops = [...new Set(artifacts.map(({ path }) => path.split('/')[0] ?? ''))]
  await guarded(directory, async () => {
    // The mark goes first and comes last: a render that was cut off is not mistaken for a whole one.
    await makeDirectory(directory)
    for (const top of tops.filter((name) => name !== mark))
      await rm(join(directory, top), { recursive: true, force: true })
  })
  const ordered = [...artifacts].sort((a, b) => Number(a.path === mark) - Number(b.path === mark))
  const made = new Set<string>()
  for (const { path, content, mode } of ordered) {
    const file = join(directory, path)
    await guarded(file, async () => {
      if (!made.has(dirname(file))) await makeDirectory(dirname(file))
      made.add(dirname(file))
      await writeFile(file, content, { mode: mode ?? 0o644 })
    })
  }
}

/** Not `mkdir` with `recursive`: where nothing can be made, as below /proc, Node 20 tries for ever. */
async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(directory)).isDirectory()) return
    if (code !== 'ENOENT' || dirname(directory) === directory || existsSync(dirname(directory))) throw error
    await makeDirectory(dirname(directory))
    await mkdir(directory)
  }
}

async function entriesOf(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR') throw cliErrors.outputNotOurs({ directory })
    throw cliErrors.cannotWrite({ file: directory, reason: code ?? message }, { cause })
  }
}

async function guarded(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw cliErrors.cannotWrite({ file, reason: code ?? message }, { cause })
  }
}
