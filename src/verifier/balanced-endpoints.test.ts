// Virtual IPs of a plan, and how long their balancer looks.

import { describe, expect, it } from 'vitest'
import type { Plan, TargetId } from '../model/plan.ts'
import { isBalancedOutside, noticedMs, virtualAddresses } from './balanced-endpoints.ts'
import { checks } from './checks/index.gen.ts'
import { runChecks } from './run-checks.ts'
import { planned } from './testing/planned.ts'

const medium = planned('medium-24')

describe('virtual IPs', () => {
  it('are told once for each network, with everything behind them', () => {
    const addresses = virtualAddresses(medium)
    expect(addresses.map(({ network, virtualIp }) => `${network} ${virtualIp}`).sort()).toEqual([
      'data 10.77.20.5',
      'service 10.77.30.5',
    ])
    expect(addresses.flatMap(({ endpoints }) => endpoints)).toContain('endpoint/postgres/primary')
  })

  it('are held outside the plan by hardware, and where every cluster is a cloud', () => {
    const on = (...targets: readonly TargetId[]): Plan => ({
      ...medium,
      clusters: targets.map((target, index) => ({ id: `c${index}`, target })),
    })
    expect(isBalancedOutside(medium)).toBe(false)
    expect(isBalancedOutside(on('aws'))).toBe(true)
    expect(isBalancedOutside(on('aws', 'hosts'))).toBe(false)
  })

  it('need no balancer, and leave no flow dangling, where a hardware L4 is declared', () => {
    const plan = planned('medium-24', { services: { 'load-balancer': { kind: 'hardware' } } })
    const about = ['vip-', 'balancer-', 'flow-', 'edge-']
    const own = checks.filter(({ id }) => about.some((prefix) => id.startsWith(prefix)))
    expect(runChecks(plan, own)).toEqual([])
  })
})

it('counts what a silent backend costs as the estimates of recovery do', () => {
  const s3 = medium.endpoints.find(({ id }) => id === 'endpoint/seaweedfs/s3')
  const recovery = medium.roles.find(({ role }) => role === 's3')?.recovery?.hostLossMs
  expect(s3?.balancing === undefined ? undefined : noticedMs(s3.balancing)).toBe(recovery)
})
