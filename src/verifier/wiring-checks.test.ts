// Checks of balancing, wiring and addresses over platforms that lack something on purpose: none of them cries wolf.

import { describe, expect, it } from 'vitest'
import type { ParsedDeclaration } from '../model/declaration.ts'
import type { Check } from './check.ts'
import { checks } from './checks/index.gen.ts'
import { missingKeyFlows } from './key-flows.ts'
import { planFacts } from './plan-facts.ts'
import { runChecks } from './run-checks.ts'
import { planned } from './testing/planned.ts'

const topics: readonly Check['topic'][] = ['balancing', 'wiring', 'addresses']
const own = checks.filter(({ topic }) => topics.includes(topic))

/** Codes of what is more than advice. */
function complaints(shape: string, changes: Partial<ParsedDeclaration>): readonly string[] {
  return runChecks(planned(shape, changes), own)
    .filter(({ severity }) => severity !== 'advice')
    .map(({ code }) => code)
}

describe('checks of balancing, wiring and addresses', () => {
  it.each(['kafka', 'prometheus', 'grafana', 'superset', 'streamlit', 'opensearch', 'ingress'])(
    'are silent on a platform without %s',
    (service) => {
      expect(complaints('minimum-kafka', { services: { [service]: false } })).toEqual([])
    },
  )

  it.each(['kubernetes', 'compose'] as const)('are silent where the target is %s', (target) => {
    expect(complaints('medium-24', { target })).toEqual([])
  })

  it('are silent with short timeouts, which are the planner’s own', () => {
    expect(complaints('large', { profile: 'fast' })).toEqual([])
  })

  it('name the address, the VLAN and the port that a declaration got wrong', () => {
    expect(
      complaints('minimum', {
        networks: { data: { virtualIp: '10.77.30.40' }, service: { vlan: 20, virtualIp: '10.77.30.255' } },
        services: { ingress: { port: 8_443 } },
      }),
    ).toEqual([
      'vip-outside-subnet.outside',
      'vip-outside-subnet.outside',
      'vip-port-conflict.taken',
      'vlan-duplicate.shared',
    ])
  })
})

describe('key flows', () => {
  it('are asked only where both ends are in the plan', () => {
    const facts = planFacts({ ...planned('starter'), flows: [] })
    expect(missingKeyFlows(facts, [{ from: 'spark', to: 'kafka' }])).toEqual([])
    expect(missingKeyFlows(facts, [{ from: 'spark', to: 'seaweedfs/s3' }])).toHaveLength(1)
  })

  it('may come from any role of a service, and not from one that is only named alike', () => {
    const plan = planned('starter')
    const flow = plan.flows.find(({ from, to }) => from === 'spark/worker' && to === 'endpoint/seaweedfs/s3')
    const only = (from: 'spark/history' | 'sparkle/worker') =>
      missingKeyFlows(planFacts({ ...plan, flows: flow === undefined ? [] : [{ ...flow, from }] }), [
        { from: 'spark', to: 'seaweedfs' },
      ])
    expect(only('spark/history')).toEqual([])
    expect(only('sparkle/worker')).toHaveLength(1)
  })
})
