// Plants a mutant: copies a folder of sources to a temporary place, makes one textual edit, and imports the copy.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** One textual edit of a source file; `search` must occur in it exactly once. */
export interface Mutant {
  /** What it gets wrong, as a sentence. */
  readonly name: string
  /** File in the mutated folder. */
  readonly file: string
  readonly search: string
  readonly replace: string
}

/**
 * Copies the sources of a folder to `place` with one edit, or as they are. Throws where the edit does not fit. What the copy
 * imports from outside the folder are the originals.
 */
export async function plant(folder: string, place: string, mutant?: Mutant): Promise<void> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  if (mutant !== undefined && !files.includes(mutant.file)) {
    throw new Error(`mutant "${mutant.name}": there is no ${mutant.file} any more; plant it elsewhere`)
  }
  for (const file of files) {
    const source = await readFile(join(folder, file), 'utf8')
    const mutated = mutant?.file === file ? edit(source, mutant) : source
    await mkdir(dirname(join(place, file)), { recursive: true })
    await writeFile(join(place, file), withOuterImports(mutated, folder, file))
  }
}

function edit(source: string, { name, file, search, replace }: Mutant): string {
  const times = source.split(search).length - 1
  if (times !== 1) {
    throw new Error(`mutant "${name}": ${file} holds this ${times} times, not once; adapt it:\n${search}`)
  }
  return source.replace(search, () => replace)
}

/** Imports that leave the folder lead to the originals; those within it stay within the copy. */
function withOuterImports(source: string, folder: string, file: string): string {
  return source.replace(/(from |import\()'(\.[^']+)'/g, (whole, before: string, path: string) => {
    const target = resolve(folder, dirname(file), path)
    return relative(folder, target).startsWith(`..${sep}`) ? `${before}'${target}'` : whole
  })
}
