import { describe, expect, it } from 'vitest'
import type { AvailabilityRule, PlanDataset } from '../model/plan.ts'
import type { CapabilityVerdict } from '../model/verdict.ts'
import { evaluateFailure } from './evaluate-failure.ts'
import { type SmallPlan, type SmallRole, smallPlan } from './testing/small-plan.ts'

/** What the failure does to `query`; `untouched` where nobody notices. */
function queryAfter(plan: SmallPlan, failed: readonly string[]): CapabilityVerdict | 'untouched' {
  return evaluateFailure(smallPlan(plan), failed).capabilities.query ?? 'untouched'
}

const stops = { outcome: 'stops', fraction: 0, recoveryMs: null }
const web = (role: Partial<SmallRole> = {}): SmallRole => ({ on: ['a', 'b'], ...role })
const hosts = (...names: readonly string[]) => names.map((name) => `host/${name}`)

describe('hosts', () => {
  const one = { roles: { 'app/web': web({ on: ['a'] }) } }

  it('that fail, or whose rack fails, are gone with their instances', () => {
    const plan = { ...one, racks: { r1: ['a'] } }
    expect(queryAfter(plan, ['host/a'])).toEqual(stops)
    expect(queryAfter(plan, ['rack/r1'])).toEqual(stops)
  })

  it('are cut off only when all their switches fail', () => {
    const plan = { ...one, switches: { s1: ['a'], s2: ['a'] } }
    expect(queryAfter(plan, ['switch/s1'])).toBe('untouched')
    expect(queryAfter(plan, ['switch/s1', 'switch/s2'])).toEqual(stops)
  })

  it('that are cut off keep their disks', () => {
    const dataset: PlanDataset = {
      id: 'dataset/d',
      service: 'app',
      copies: 1,
      minInSync: 1,
      domainKind: 'host',
    }
    const plan = {
      roles: { 'app/web': web({ on: ['a'], rule: { kind: 'dataset', dataset: 'dataset/d' } as const }) },
      switches: { s1: ['a'] },
      datasets: [dataset],
    }
    expect(evaluateFailure(smallPlan(plan), ['switch/s1']).lost).toEqual([])
    expect(evaluateFailure(smallPlan(plan), ['host/a']).lost).toEqual(['dataset/d'])
  })

  it('that the plan does not have are refused', () => {
    expect(() => queryAfter(one, ['host/z'])).toThrow(RangeError)
  })
})

describe('needs', () => {
  const needing = (
    need: NonNullable<SmallRole['needs']>[number],
    other: Partial<SmallRole> = {},
  ): SmallPlan => ({
    roles: {
      'app/web': web({ on: ['a'], needs: [need] }),
      'store/server': { on: ['b', 'c'], ...other },
      'load-balancer/haproxy': { on: ['e', 'f'] },
      'load-balancer/keepalived': { on: ['e', 'f'] },
    },
  })

  it('by a list are met while one address works, by the first only while that works', () => {
    expect(queryAfter(needing({ on: 'store/server' }), hosts('b'))).toBe('untouched')
    expect(queryAfter(needing({ on: 'store/server', via: 'first' }), hosts('c'))).toBe('untouched')
    expect(queryAfter(needing({ on: 'store/server', via: 'first' }), hosts('b'))).toEqual(stops)
    expect(queryAfter(needing({ on: 'store/server' }), hosts('b', 'c'))).toEqual(stops)
  })

  it('by a virtual IP are met while one host has every role of the load balancer', () => {
    const plan = needing({ on: 'store/server', via: 'vip' }, { virtualIp: true })
    expect(queryAfter(plan, hosts('e'))).toBe('untouched')
    expect(queryAfter(plan, ['load-balancer/haproxy/1', 'load-balancer/keepalived/2'])).toEqual(stops)
  })

  it('are unmet when the network of the endpoint fails', () => {
    expect(queryAfter(needing({ on: 'store/server' }, { network: 'storage' }), ['network/storage'])).toEqual(
      stops,
    )
  })

  it('on an endpoint that the plan does not have are never met', () => {
    expect(queryAfter(needing({ on: 'ghost/server' }), [])).toEqual(stops)
  })

  it('at startup alone do not matter to what runs', () => {
    expect(queryAfter(needing({ on: 'store/server', strength: 'startup' }), hosts('b', 'c'))).toBe(
      'untouched',
    )
  })

  it('that are soft limit, and take nothing away', () => {
    const plan = needing({ on: 'store/server', strength: 'soft' })
    expect(queryAfter(plan, hosts('b', 'c'))).toEqual({ outcome: 'degrades', fraction: 1, recoveryMs: 0 })
  })

  it('that go round in a circle hold each other up', () => {
    const plan: SmallPlan = {
      roles: {
        'app/web': web({ needs: [{ on: 'other/half' }] }),
        'other/half': { on: ['c', 'd'], needs: [{ on: 'app/web' }] },
      },
    }
    expect(queryAfter(plan, hosts('a', 'c'))).toBe('untouched')
    expect(queryAfter(plan, hosts('c', 'd'))).toEqual(stops)
  })
})

describe('a role', () => {
  const three = (rule: AvailabilityRule, more: Partial<SmallPlan> = {}): SmallPlan => ({
    roles: {
      'app/web': web({ on: ['a', 'b', 'c'], rule }),
      'votes/member': { on: ['x', 'y', 'z'], rule: { kind: 'majority' } },
    },
    ...more,
  })

  it.each(['any', 'standby', 'single'] as const)('of rule %s works while one instance does', (kind) => {
    expect(queryAfter(three({ kind }), hosts('a', 'b'))).toBe('untouched')
    expect(queryAfter(three({ kind }), hosts('a', 'b', 'c'))).toEqual(stops)
  })

  it('of a majority needs more than half of its planned voters', () => {
    expect(queryAfter(three({ kind: 'majority' }), hosts('a'))).toBe('untouched')
    expect(queryAfter(three({ kind: 'majority' }), hosts('a', 'b'))).toEqual(stops)
  })

  it('of a group does not work without the wires among its instances', () => {
    const wires = [{ role: 'app/web', network: 'storage' }] as const
    expect(queryAfter(three({ kind: 'majority' }, { wires }), ['network/storage'])).toEqual(stops)
    expect(queryAfter(three({ kind: 'any' }, { wires }), ['network/storage'])).toBe('untouched')
  })

  it('with an elected primary stops with its consensus store', () => {
    const rule = { kind: 'elected-primary', consensus: 'votes/member', synchrony: 'relaxed' } as const
    expect(queryAfter(three(rule), hosts('a', 'b'))).toBe('untouched')
    expect(queryAfter(three(rule), hosts('x', 'y'))).toEqual(stops)
    expect(queryAfter(three({ ...rule, consensus: 'ghost/member' }), [])).toEqual(stops)
  })

  it('of strict synchrony needs as many replicas as a write', () => {
    const rule = { kind: 'elected-primary', consensus: 'votes/member', synchrony: 'strict' } as const
    const dataset: PlanDataset = {
      id: 'dataset/d',
      service: 'app',
      copies: 3,
      minInSync: 2,
      durableCopies: 3,
      domainKind: 'host',
    }
    expect(queryAfter(three(rule, { datasets: [dataset] }), hosts('a'))).toBe('untouched')
    expect(queryAfter(three(rule, { datasets: [dataset] }), hosts('a', 'b'))).toEqual(stops)
  })

  it('of rule capacity degrades by what is missing of its minimum', () => {
    const plan = three({ kind: 'capacity', minimum: 2 })
    expect(queryAfter(plan, hosts('a'))).toBe('untouched')
    expect(queryAfter(plan, hosts('a', 'b'))).toEqual({ outcome: 'degrades', fraction: 0.5, recoveryMs: 0 })
  })

  it('serves as much as the workers of its own service do', () => {
    const plan: SmallPlan = {
      roles: {
        'app/web': web({ needs: [{ on: 'app/worker', strength: 'soft' }] }),
        'app/worker': { on: ['x', 'y'], rule: { kind: 'capacity', minimum: 2 } },
      },
    }
    expect(queryAfter(plan, hosts('x'))).toEqual({ outcome: 'degrades', fraction: 0.5, recoveryMs: 0 })
    expect(queryAfter(plan, hosts('x', 'y'))).toEqual(stops)
  })
})

describe('a dataset', () => {
  const rule = { kind: 'dataset', dataset: 'dataset/d' } as const
  const dataset = (changes: Partial<PlanDataset> = {}): PlanDataset => ({
    id: 'dataset/d',
    service: 'app',
    copies: 3,
    minInSync: 2,
    domainKind: 'host',
    ...changes,
  })
  const held = (
    changes: Partial<PlanDataset> = {},
    on: readonly string[] = ['a', 'b', 'c', 'd'],
  ): SmallPlan => ({
    roles: { 'app/web': web({ on, rule }) },
    datasets: [dataset(changes)],
    racks: { r1: ['a', 'b'], r2: ['c'], r3: ['d'] },
  })

  it('is written while enough copies of the worst placed item are left', () => {
    expect(queryAfter(held(), hosts('a'))).toBe('untouched')
    expect(queryAfter(held(), hosts('a', 'b'))).toEqual(stops)
  })

  it('is lost when every copy of some item may be gone', () => {
    expect(queryAfter(held(), hosts('a', 'b', 'c'))).toMatchObject({ outcome: 'loses', recoveryMs: null })
  })

  it('has never two copies in one domain, so that a rack takes one of them', () => {
    expect(queryAfter(held({ domainKind: 'rack' }), hosts('a', 'b'))).toBe('untouched')
    expect(queryAfter(held({ domainKind: 'rack' }), hosts('a', 'c'))).toEqual(stops)
  })

  it('tells copies apart by host where there are fewer racks than copies', () => {
    expect(queryAfter(held({ domainKind: 'rack', copies: 4, minInSync: 3 }), hosts('a', 'b'))).toEqual(stops)
  })

  it('goes on where new writes may go to the domains that are left', () => {
    const two = { copies: 2, minInSync: 2 }
    expect(queryAfter(held(two), hosts('a'))).toEqual(stops)
    expect(queryAfter(held({ ...two, writesMove: true }), hosts('a'))).toBe('untouched')
  })

  it('is lost sooner where an acknowledged write is on fewer copies', () => {
    expect(queryAfter(held({ durableCopies: 1 }), hosts('a'))).toMatchObject({ outcome: 'loses' })
  })

  it('that is copied asynchronously is at risk, which is no outcome', () => {
    const plan = smallPlan(held({ asynchronous: true }))
    expect(evaluateFailure(plan, hosts('a'))).toEqual({ capabilities: {}, lost: [], atRisk: ['dataset/d'] })
  })

  it('is held by the voters of its service where no rule names it', () => {
    const plan: SmallPlan = {
      roles: { 'app/web': web({ on: ['a', 'b', 'c'], rule: { kind: 'majority' } }) },
      datasets: [dataset({ durableCopies: 2 })],
    }
    expect(evaluateFailure(smallPlan(plan), hosts('a', 'b')).lost).toEqual(['dataset/d'])
  })

  it('that the plan does not have cannot be served', () => {
    expect(queryAfter({ ...held(), datasets: [] }, [])).toEqual(stops)
  })
})

describe('a gap', () => {
  const recovery = { hostLossMs: 9_000, instanceLossMs: 2_000, source: 'test' }
  const plan: SmallPlan = {
    roles: {
      'app/web': web({ needs: [{ on: 'store/server' }, { on: 'log/server', strength: 'soft' }] }),
      'store/server': { on: ['c', 'd'], recovery },
      'log/server': { on: ['e', 'f'], recovery: { hostLossMs: 60_000, source: 'test' } },
    },
    switches: { s1: ['c'] },
  }
  const gap = (recoveryMs: number) => ({ outcome: 'stops', fraction: 1, recoveryMs })

  it('is that of a host where a host is gone, cut off, or a network failed', () => {
    expect(queryAfter(plan, hosts('c'))).toEqual(gap(9_000))
    expect(queryAfter(plan, ['switch/s1'])).toEqual(gap(9_000))
    expect(queryAfter(plan, ['network/storage', 'store/server/1'])).toEqual(gap(9_000))
  })

  it('is that of a process where only that died', () => {
    expect(queryAfter(plan, ['store/server/1'])).toEqual(gap(2_000))
  })

  it('does not come from roles that it can do without', () => {
    expect(queryAfter(plan, hosts('e'))).toBe('untouched')
  })

  it('does not matter where repair alone helps', () => {
    expect(queryAfter(plan, hosts('c', 'd'))).toEqual(stops)
  })
})
