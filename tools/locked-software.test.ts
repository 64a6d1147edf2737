// The locks hold what is declared: checksums, sizes, and every coordinate that is asked for.

import { describe, expect, test } from 'vitest'
import { lockedSoftware } from './locked-software.ts'

describe.each(Object.values(lockedSoftware).flat())('$id', ({ id, version, source }) => {
  if (source.kind === 'apt' || source.kind === 'given') throw new Error(`${id} has no lock`)

  test('every file is pinned by checksum and size, none twice', () => {
    expect(source.files.length).toBeGreaterThan(0)
    for (const file of source.files) {
      expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(file.bytes).toBeGreaterThan(0)
    }
    expect(new Set(source.files.map((file) => file.name)).size).toBe(source.files.length)
  })

  test('the lock belongs to what is declared', () => {
    const names = source.files.map((file) => file.name)
    if (source.kind === 'pip') {
      const [, pinned] = source.requirement.split('==')
      const own = [expect.stringContaining(`-${pinned}`)]
      expect(names).toEqual(source.closure === true ? expect.arrayContaining(own) : own)
    } else if (source.closure === true) {
      expect(names).toEqual(expect.arrayContaining([...source.coordinates]))
    } else {
      expect(names).toEqual([...source.coordinates].sort())
    }
  })

  test('its folder is named after its version', () => {
    expect(id.endsWith(version) || id.endsWith(`${version}.1`)).toBe(true)
  })
})
