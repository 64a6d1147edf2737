// Every shape against every rule of the requirements that a plan can decide: it holds, or the shape says why not.

import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'
import { PlanView } from './testing/plan-view.ts'
import { shapeRules } from './testing/shape-rules.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

/** What R-7's table says that a shape gives up, beside what is decided here. */
const ofTheTable: Readonly<Record<string, readonly string[]>> = {
  'minimum-12': ['R-5.3', 'R-8.2', 'R-7.3'],
  'minimum-14': ['R-8.3', 'R-7.3'],
  'minimum-16': ['R-8.3'],
  minimum: ['R-7.5', 'R-7.8', 'R-8.4'],
  'minimum-kafka': ['R-7.5', 'R-7.8', 'R-8.4'],
  'medium-24': ['R-8.3'],
  'medium-28': ['R-7.11'],
  'medium-30': [],
  'medium-32': ['R-7.8'],
  large: [],
  'thousand-hosts': [],
}

describe.each([...shapes.values()].map((shape) => [shape.id, shape] as const))('%s', (id, shape) => {
  const relaxed = shape.relaxes.map(({ rule }) => rule)

  test.each(['hosts', 'kubernetes'])(
    'on %s: each rule holds or is given up, and none is given up that holds',
    (target) => {
      const plan = planPlatform(
        parseDeclaration(`shape: ${id}\ntarget: ${target}\n`, 'platform.yaml', words),
        catalog,
      )
      const view = new PlanView(plan)
      const broken = Object.keys(shapeRules).filter((rule) => shapeRules[rule]?.(view) === false)
      expect([...relaxed].sort(byNumber)).toEqual([...broken].sort(byNumber))
      // Hosts of a group are alike: the first ones hold whatever the group shares.
      const few = view.names.filter((host) => Number(host.split('-').at(-1)) <= 12)
      expect(few.filter((host) => !view.memoryFits([host]))).toEqual([])
    },
  )

  test('names every rule once, with a reason', () => {
    expect(new Set(relaxed).size).toBe(relaxed.length)
    expect(shape.relaxes.filter(({ why }) => why.length < 20)).toEqual([])
    expect(relaxed).toEqual(expect.arrayContaining([...(ofTheTable[id] ?? [])]))
  })
})

function byNumber(a: string, b: string): number {
  const [first, second] = [a, b].map((rule) => rule.slice('R-'.length).split('.').map(Number))
  return (first?.[0] ?? 0) - (second?.[0] ?? 0) || (first?.[1] ?? 0) - (second?.[1] ?? 0)
}
