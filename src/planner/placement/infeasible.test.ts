// Conflicts: what is named cannot all hold, and every part of it is needed for that.

import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { HostSeat } from '../hosts.ts'
import type { NamedProblem } from './build-problem.ts'
import { loadHighs } from './highs.ts'
import { conflictIn, smallestConflict, withDemands } from './infeasible.ts'
import type { Problem } from './problem.ts'
import type { Solver } from './solver.ts'
import { everyAssignment } from './testing/exhaustive.ts'
import { problems } from './testing/random-problem.ts'

let solver: Solver

beforeAll(async () => {
  solver = await loadHighs()
})

/** A problem whose hosts are in two groups; conflicts ask no more of seats. */
function named(problem: Problem): NamedProblem {
  const seats = problem.hosts.map(({ name }, index) => ({ name, group: `g${index % 2}` }) as HostSeat)
  return { ...problem, seats, placed: [], pairs: [] }
}

describe('the smallest conflict', () => {
  test('cannot hold, and holds without any one of its demands', () => {
    let conflicts = 0
    fc.assert(
      fc.property(problems, (problem) => {
        fc.pre(everyAssignment(problem).length === 0)
        conflicts += 1
        const demands = smallestConflict(named(problem), solver)
        expect(everyAssignment(withDemands(problem, demands))).toEqual([])
        for (const demand of demands) {
          const others = demands.filter((other) => other !== demand)
          expect(everyAssignment(withDemands(problem, others)).length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 100, seed: 11, maxSkipsPerRun: 100 },
    )
    expect(conflicts).toBe(100)
  })
  test('tells the least room with which its demands hold', () => {
    let remedied = 0
    // A GiB is 1,024 MiB: the memory of these problems is that many times larger.
    const inGib = (problem: Problem): Problem => ({
      ...problem,
      hosts: problem.hosts.map((host) => ({ ...host, memoryMiB: host.memoryMiB * 1024 })),
      roles: problem.roles.map((role) => ({ ...role, memoryMiB: role.memoryMiB * 1024 })),
    })
    fc.assert(
      fc.property(problems.map(inGib), (problem) => {
        fc.pre(everyAssignment(problem).length === 0)
        const { demands, remedies } = conflictIn(named(problem), solver)
        const core = withDemands(problem, demands)
        for (const { demand, gib } of remedies) {
          const placements = (amount: number): number => {
            const hosts = core.hosts.map((host, index) => {
              if (!demand.hosts.includes(index)) return host
              return demand.kind === 'memory'
                ? { ...host, memoryMiB: Math.max(host.memoryMiB, amount * 1024) }
                : { ...host, diskGiB: Math.max(host.diskGiB, amount) }
            })
            return everyAssignment({ ...core, hosts }).length
          }
          expect(placements(gib)).toBeGreaterThan(0)
          expect(placements(gib - 1)).toBe(0)
          remedied += 1
        }
      }),
      { numRuns: 60, seed: 12, maxSkipsPerRun: 100 },
    )
    expect(remedied).toBeGreaterThan(20)
  })
})
