// What a long measurement has already found, kept beside where one works, so that an interrupted one goes on from there.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EvidenceCell } from '../src/drills/evidence.ts'

interface Kept<T> {
  /** What the cells are true of: another plan or another commit begins anew. */
  readonly of: string
  readonly parts: Readonly<Record<string, readonly T[]>>
}

/** The parts of one measurement. */
export class EvidenceProgress<T = EvidenceCell> {
  readonly #file: string
  #kept: Kept<T>

  constructor(directory: string, name: string, of: string) {
    this.#file = join(directory, 'evidence', `${name}.json`)
    const kept = existsSync(this.#file)
      ? (JSON.parse(readFileSync(this.#file, 'utf8')) as Kept<T>)
      : undefined
    this.#kept = kept?.of === of ? kept : { of, parts: {} }
  }

  /** Cells of a part that is done; undefined for one that is not. */
  part(id: string): readonly T[] | undefined {
    return this.#kept.parts[id]
  }

  /** Keeps the cells of a part. */
  add(id: string, cells: readonly T[]): void {
    this.#kept = { ...this.#kept, parts: { ...this.#kept.parts, [id]: cells } }
    mkdirSync(dirname(this.#file), { recursive: true })
    writeFileSync(this.#file, JSON.stringify(this.#kept))
  }

  /** Forgets everything: the measurement is complete. */
  clear(): void {
    rmSync(this.#file, { force: true })
  }
}
