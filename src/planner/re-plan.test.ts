// Planning from an earlier plan: what can stay stays, and what moves is told.

import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import type { Plan } from '../model/plan.ts'
import { loadHighs } from './placement/highs.ts'
import type { Solver } from './placement/solver.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

let solver: Solver

beforeAll(async () => {
  solver = await loadHighs()
})

const planOf = (content: string, from?: Plan): Plan =>
  planPlatform(parseDeclaration(content, 'platform.yaml', words), catalog, { solver, from })

/** The minimum with other counts, and names left out of groups. */
function declare(counts: Readonly<Record<string, number>> = {}): string {
  const groups = (shapes.get('minimum')?.groups ?? []).map(({ name, count, ...group }) => ({
    ...group,
    name,
    count: counts[name] ?? count,
  }))
  return `shape: minimum\nhostGroups: ${JSON.stringify(groups)}\n`
}

const seats = (plan: Plan) => new Map(plan.instances.map(({ id, host }) => [id, host]))
const addresses = (plan: Plan) => new Map(plan.hosts.map(({ id, networks }) => [id, networks]))

describe('a plan from an earlier one', () => {
  test('is the same where nothing changed, and says so', () => {
    const before = planOf(declare())
    const { moves, ...after } = planOf(declare(), before)
    expect(JSON.stringify(after)).toBe(JSON.stringify(before))
    expect(moves).toEqual({
      hosts: { added: [], removed: [], readdressed: [] },
      instances: { added: [], removed: [], moved: [] },
    })
  })

  test('leaves every host and instance where it is when a host is added', () => {
    const before = planOf(declare())
    const after = planOf(declare({ storage: 5 }), before)
    expect(after.moves?.hosts).toEqual({ added: ['host/storage-5'], removed: [], readdressed: [] })
    expect(after.moves?.instances.moved).toEqual([])
    expect(after.moves?.instances.removed).toEqual([])
    for (const [id, host] of seats(before)) expect([id, seats(after).get(id)]).toEqual([id, host])
    for (const [id, legs] of addresses(before)) expect(addresses(after).get(id)).toEqual(legs)
  })

  test('gives a new host addresses that no host had', () => {
    const before = planOf(declare())
    const had = new Set(before.hosts.flatMap(({ networks }) => networks.map(({ address }) => address)))
    const after = planOf(declare({ storage: 5, compute: 2 }), before)
    const fresh = after.hosts.find(({ id }) => id === 'host/storage-5')?.networks ?? []
    expect(fresh.filter(({ address }) => had.has(address))).toEqual([])
  })

  test('keeps the numbers of those that stay when one in the middle goes', () => {
    const before = planOf(declare({ storage: 5 }))
    const hosts = before.hosts
      .filter(({ id }) => id !== 'host/storage-2')
      .map(({ id, group }) => ({
        name: id.slice('host/'.length),
        group,
        duties: shapes.get('minimum')?.groups.find(({ name }) => name === group)?.duties ?? [],
      }))
    const after = planOf(`shape: minimum\nhosts: ${JSON.stringify(hosts)}\n`, before)
    const volumes = after.instances.filter(({ role }) => role === 'volume').map(({ id, host }) => [id, host])
    expect(volumes).toEqual([
      ['seaweedfs/volume/1', 'host/storage-1'],
      ['seaweedfs/volume/3', 'host/storage-3'],
      ['seaweedfs/volume/4', 'host/storage-4'],
      ['seaweedfs/volume/5', 'host/storage-5'],
    ])
    // What must leave the lost host, and nothing else: a voter, and the gateway that stood there.
    const ofHosts = ['agent', 'node-exporter', 'volume']
    const left = before.instances.filter(
      ({ host, role }) => host === 'host/storage-2' && !ofHosts.includes(role),
    )
    expect(after.moves?.instances.moved.map(({ id }) => id)).toEqual(left.map(({ id }) => id))
    expect(after.moves?.hosts.readdressed).toEqual([])
  })

  test('moves no instance from a host that stays, whichever host goes', () => {
    const before = planOf(declare({ control: 5, storage: 6, query: 4, compute: 4, operations: 4 }))
    fc.assert(
      fc.property(fc.constantFrom(...before.hosts.map(({ id }) => id)), (gone) => {
        const hosts = before.hosts
          .filter(({ id }) => id !== gone)
          .map(({ id, group }) => ({
            name: id.slice('host/'.length),
            group,
            duties: shapes.get('minimum')?.groups.find(({ name }) => name === group)?.duties ?? [],
          }))
        fc.pre(!gone.startsWith('host/edge'))
        const { moves } = planOf(`shape: minimum\nhosts: ${JSON.stringify(hosts)}\n`, before)
        const torn = (moves?.instances.moved ?? []).filter(({ from }) => from !== gone)
        expect(torn).toEqual([])
      }),
      { numRuns: 25, seed: 3 },
    )
  })
})
