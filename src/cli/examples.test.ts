// The built-in examples: each is planned and rendered in every test run.

import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { renderHosts } from '../renderers/hosts/render-hosts.ts'
import { exampleNames, loadPlan } from './load-plan.ts'

const hostCounts = { starter: 5, minimum: 17, 'minimum-kafka': 25 }

describe('the built-in examples', () => {
  test('are the ones that the contract names', () => {
    expect(exampleNames()).toEqual(expect.arrayContaining(Object.keys(hostCounts)))
  })

  test.each(Object.entries(hostCounts))('%s plans %i hosts and renders', async (name, hosts) => {
    const plan = await loadPlan(name)
    expect(plan.hosts).toHaveLength(hosts)
    expect(plan.name).toBe(name)
    expect(renderHosts(plan, catalog, 'rehearsal').length).toBeGreaterThan(hosts * 5)
  })
})
