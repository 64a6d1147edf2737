// What runs today is not touched by what is only planned.

import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { canRun, isRunnable } from '../catalog/service.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import type { Plan } from '../model/plan.ts'
import { planPlatform } from './plan-platform.ts'
import { runnablePart } from './runnable-part.ts'
import { shapes } from './shapes.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const planOf = (content: string, services = catalog): Plan =>
  planPlatform(parseDeclaration(content, 'platform.yaml', words), services)
const runnable = catalog
  .filter((service) => isRunnable(service, {}))
  .map((service) => ({ ...service, roles: service.roles.filter(canRun) }))

/** A plan without what planned services have a part in: its decisions, its sizes for real servers, how good its placement is. */
function beforeSizing({ decisions: _d, sizing: _s, placement: _p, instances, ...plan }: Plan): unknown {
  return {
    ...plan,
    instances: instances.map(({ size, ...instance }) => ({ ...instance, rehearsal: size.rehearsal })),
  }
}

describe.each(['starter', 'minimum', 'minimum-kafka'])('%s', (shape) => {
  const whole = planOf(`shape: ${shape}\n`)
  const { plan, plannedOnly } = runnablePart(whole, catalog)
  const alone = planOf(`shape: ${shape}\n`, runnable)

  test('runs what a catalog without the planned services would run: same hosts, addresses, ports and flows', () => {
    expect(beforeSizing(plan)).toEqual(beforeSizing(alone))
    expect(plan.decisions).toEqual(expect.arrayContaining([...alone.decisions]))
  })

  test('names what it leaves out', () => {
    expect(plannedOnly.length).toBeGreaterThan(0)
    const services = plannedOnly.filter((id) => !id.includes('/'))
    expect([...Object.keys(plan.services), ...services].sort()).toEqual(Object.keys(whole.services).sort())
    const ran = new Set(plan.roles.map(({ service, role }) => `${service}/${role}`))
    const roles = plannedOnly.filter((id) => id.includes('/'))
    expect(roles).toEqual(whole.services.opensearch === undefined ? [] : ['opensearch/dashboards'])
    expect(roles.filter((id) => ran.has(id))).toEqual([])
  })

  test('is its own runnable part', () => {
    expect(runnablePart(plan, catalog)).toEqual({ plan, plannedOnly: [] })
  })
})

test('a service that the catalog does not know is left to whoever configures it', () => {
  const plan = planOf('shape: minimum\n', runnable)
  expect(runnablePart(plan, runnable.slice(1)).plan).toBe(plan)
})
