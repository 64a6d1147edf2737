// The built-in examples: each is planned in every test run, and rendered where it runs on hosts of a number that a rehearsal holds.

import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { shapes } from '../planner/shapes.ts'
import { isShort } from '../planner/sizing-of-hosts.ts'
import { renderHosts } from '../renderers/hosts/render-hosts.ts'
import { choices } from './choose-example.ts'
import { declarationTemplate } from './declaration-template.ts'
import { exampleNames, loadPlan, planDeclaration } from './load-plan.ts'

/** Hosts of every example: those that a name gives, and R-4.6's 17, R-7's 25 and 64. */
const hostCounts = {
  starter: 5,
  'compact-6': 6,
  'compact-8': 8,
  'minimum-12': 12,
  'minimum-14': 14,
  'minimum-16': 16,
  minimum: 17,
  'minimum-kafka': 25,
  'medium-24': 24,
  'medium-28': 28,
  'medium-30': 30,
  'medium-32': 32,
  large: 64,
  'thousand-hosts': 1000,
  mixed: 20,
  counted: 30,
  'yarn-8': 8,
  'yarn-17': 17,
  'yarn-32': 32,
}

describe('the built-in examples', () => {
  test('are the ones that the contract names, one for each shape', () => {
    expect(exampleNames()).toEqual(Object.keys(hostCounts).sort())
    expect([...shapes.keys(), 'mixed', 'counted', 'yarn-8', 'yarn-17', 'yarn-32'].sort()).toEqual(
      Object.keys(hostCounts).sort(),
    )
  })

  test.each(Object.entries(hostCounts))('%s plans %i hosts', async (name, hosts) => {
    const plan = await loadPlan(name)
    expect(plan.hosts).toHaveLength(hosts)
    expect(plan.name).toBe(name)
    const racks = plan.failureDomains.filter(({ kind }) => kind === 'rack').length
    expect(racks).toBe(shapes.get(plan.shape)?.racks)
  })

  test.each(Object.keys(hostCounts))('%s carries the load that it declares', async (name) => {
    const plan = await loadPlan(name)
    const short = (plan.sizing ?? []).filter(isShort).map(({ about }) => about)
    // One balancer at a time holds the virtual IP, however many hosts there are behind it.
    expect(short).toEqual(name === 'thousand-hosts' ? ['network/data', 'network/service'] : [])
  })

  test.each(Object.entries(hostCounts).filter(([name, hosts]) => shapes.has(name) && hosts <= 40))(
    '%s renders %i hosts',
    async (name, hosts) => {
      const plan = await loadPlan(name)
      expect(renderHosts(plan, catalog, 'rehearsal').length).toBeGreaterThan(hosts * 5)
    },
  )

  test.each([...shapes.values()])(
    '$id says in its own file what it gives up, and nothing else',
    async (shape) => {
      const plan = await loadPlan(shape.id)
      expect(plan.relaxes).toEqual(shape.relaxes)
      const pointers = Object.keys(plan.source).filter((pointer) => /^\/relaxes\/\d+$/.test(pointer))
      expect(pointers).toHaveLength(shape.relaxes.length)
    },
  )

  test('mixed keeps visualization on a cluster of its own, with no other host in it (R-1.C)', async () => {
    const plan = await loadPlan('mixed')
    const apart = plan.hosts.filter(({ cluster }) => cluster === 'visualization').map(({ id }) => id)
    const there = plan.instances.filter(({ host }) => apart.includes(host)).map(({ service }) => service)
    const own = ['log-shipper', 'opensearch', 'peer-watch', 'prometheus', 'redis', 'streamlit', 'superset']
    expect([...new Set(there)].sort()).toEqual(own)
    expect(plan.relaxes.map(({ rule }) => rule)).toEqual(['R-7.3', 'R-7.5', 'R-8.4'])
  })

  test('only those that are known to fit are chosen when nobody names one', () => {
    expect(choices.map(({ example }) => example)).toEqual(['minimum-kafka', 'minimum', 'starter'])
  })
})

describe.each([...shapes.values()])('the template of $id', (shape) => {
  test.each(['en', 'ko'] as const)(
    'plans to the shape, and so does what it shows as comments (%s)',
    (language) => {
      const template = declarationTemplate(shape, language)
      const plan = planDeclaration(template, 'platform.yaml')
      const shown = template.replace(/^# (hosts:|hostGroups:| {2}- \{ name: .*)$/gm, '$1')
      const spelled = planDeclaration(shown, 'platform.yaml')
      expect(plan.relaxes).toEqual(shape.relaxes)
      expect(plan.shape).toBe(shape.id)
      // Racks of hosts that are declared one by one are dealt out anew.
      expect(spelled.hosts.map(({ id, group }) => [id, group])).toEqual(
        plan.hosts.map(({ id, group }) => [id, group]),
      )
      expect(Object.keys(spelled.services)).toEqual(Object.keys(plan.services))
    },
  )
})
