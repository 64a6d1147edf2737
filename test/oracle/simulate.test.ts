import { describe, expect, test } from 'vitest'
import { cases } from './cases.ts'
import { simulationOf } from './simulate.ts'
import { planOf } from './sketch.ts'
import { failureTables } from './whole-verdict.ts'

describe('the oracle', () => {
  test.each(cases)('$name', ({ sketch, failed, query, lost, atRisk }) => {
    const verdict = simulationOf(planOf(sketch))(failed)
    expect(verdict.capabilities.query).toEqual(query)
    expect(verdict.lost).toEqual(lost ?? [])
    expect(verdict.atRisk).toEqual(atRisk ?? [])
  })

  test('12: lists a pair only where it is worse than both, and the smallest deadly sets', () => {
    const plan = planOf({
      hosts: ['a', 'b', 'c', 'd'],
      roles: [
        { id: 's/x', rule: { kind: 'any' }, on: ['a', 'b'] },
        { id: 't/y', rule: { kind: 'any' }, on: ['c'] },
      ],
      endpoints: [
        { id: 's/e', role: 's/x', network: 'data' },
        { id: 't/e', role: 't/y', network: 'data' },
      ],
      capabilities: { query: ['s/e', 't/e'], store: ['s/e'] },
    })
    const tables = failureTables(plan, simulationOf(plan))
    expect(tables.pairs.count).toBe(6)
    expect(tables.pairs.worse.map((pair) => pair.elements)).toEqual([['host/a', 'host/b']])
    expect(tables.minimalSets).toEqual({
      query: [['host/c'], ['host/a', 'host/b']],
      store: [['host/a', 'host/b']],
    })
    expect(tables.elements.map((element) => element.element)).toEqual([
      ...['s/x/1', 's/x/2', 't/y/1', 'host/a', 'host/b', 'host/c', 'host/d', 'network/data'],
    ])
  })
})
