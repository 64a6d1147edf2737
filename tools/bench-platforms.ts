// Declarations of any size for `npm run bench`: the shape of a thousand hosts, with what grows made smaller or larger.

import { stringify } from 'yaml'
import type { Hardware } from '../src/model/plan.ts'
import { shapes } from '../src/planner/shapes.ts'

/** What `thousand-hosts` has to carry in its example; it grows with the hosts. */
const loadOfThousand = {
  storedGiB: 900_000,
  ingestMiBPerSecond: 1_120,
  concurrentQueries: 1_100,
  concurrentJobs: 300,
  users: 20_000,
}

/** A declaration with this many hosts: 32 are `medium-32` itself, others the groups of `thousand-hosts` in proportion. */
export function declarationOf(hosts: number): string {
  if (hosts === 32) return 'name: medium-32\nshape: medium-32\n'
  if (hosts === 1_000) return stringify({ name: 'bench', shape: 'thousand-hosts', load: loadOfThousand })
  const groups = shapes.get('thousand-hosts')?.groups ?? []
  const fixed = groups.filter(({ count }) => count <= 3)
  const growing = groups.filter(({ count }) => count > 3)
  const room = hosts - fixed.reduce((sum, { count }) => sum + count, 0)
  const total = growing.reduce((sum, { count }) => sum + count, 0)
  const counts = growing.map(({ count }) => Math.max(3, Math.floor((count * room) / total)))
  const largest = counts.indexOf(Math.max(...counts))
  const left = room - counts.reduce((sum, count) => sum + count, 0)
  const grown = growing.map((group, index) => ({
    ...group,
    count: (counts[index] ?? 0) + (index === largest ? left : 0),
  }))
  const share = hosts / 1_000
  return stringify({
    name: 'bench',
    shape: 'thousand-hosts',
    load: Object.fromEntries(
      Object.entries(loadOfThousand).map(([key, value]) => [key, Math.round(value * share)]),
    ),
    hostGroups: [...fixed, ...grown].map(({ name, count, duties, hardware }) => ({
      name,
      count,
      duties,
      hardware: larger(hardware, Math.max(1, share)),
    })),
  })
}

/** Whoever serves more hosts without being more needs more memory, and what is measured of them fills more disk. */
function larger({ cpus, memoryGiB, disks }: Hardware, times: number): Hardware {
  const grown = disks.map((disk) => ({ ...disk, gib: Math.ceil(disk.gib * times) }))
  return { cpus, memoryGiB: Math.ceil(memoryGiB * times), disks: grown }
}
