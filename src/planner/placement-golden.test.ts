// Where every role of the shapes that are rehearsed stands. A platform that runs must not move because the planner changed.

import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

/** `role → hosts` of every role but those that are on every host. */
function seating(shape: string): string {
  const plan = planPlatform(parseDeclaration(`shape: ${shape}\n`, 'platform.yaml', words), catalog)
  const onEvery = new Set(
    plan.roles
      .filter(({ rule }) => rule.kind === 'per-host')
      .map(({ service, role }) => `${service}/${role}`),
  )
  const hosts = new Map<string, string[]>()
  for (const { id, service, role, host } of plan.instances) {
    if (onEvery.has(`${service}/${role}`)) continue
    const key = `${service}/${role}`
    const seats = hosts.get(key) ?? []
    seats.push(`${id.slice(key.length + 1)}@${host.slice('host/'.length)}`)
    hosts.set(key, seats)
  }
  return [...hosts].map(([role, seats]) => `${role}: ${seats.join(' ')}`).join('\n')
}

describe('where roles stand', () => {
  test.each(['starter', 'minimum', 'minimum-kafka'])('of %s stays as it is', async (shape) => {
    await expect(`${seating(shape)}\n`).toMatchFileSnapshot(`__golden__/placement-${shape}.txt`)
  })
})
