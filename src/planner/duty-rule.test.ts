// Which of its duties decides the hosts of a role.

import { expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import type { Duty } from '../model/plan.ts'
import { seatHosts } from './hosts.ts'
import { dutyFor } from './placement.ts'

const manager = catalog.find(({ id }) => id === 'opensearch')?.roles.find(({ id }) => id === 'manager')

function decided(count: number, groups: Readonly<Partial<Record<Duty, number>>>): string | undefined {
  if (manager === undefined) throw new Error('no such role')
  const hostGroups = Object.entries(groups).map(([duty, hosts]) => ({
    name: duty,
    count: hosts,
    duties: [duty as Duty],
  }))
  return dutyFor(manager, seatHosts({ hostGroups }, { groups: [], racks: 3 }), count)
}

test('the first of its duties that enough hosts have decides', () => {
  expect(decided(3, { search: 3, control: 3 })).toBe('search')
  expect(decided(3, { search: 2, control: 3 })).toBe('control')
  expect(decided(3, { search: 2, control: 1, metadata: 4 })).toBe('metadata')
})

test('where none is enough, the first that any host has', () => {
  expect(decided(3, { control: 2, metadata: 1 })).toBe('control')
  expect(decided(0, { control: 2 })).toBe('control')
  expect(decided(1, { storage: 5 })).toBeUndefined()
})
