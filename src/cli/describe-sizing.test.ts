// What people read of the sizes, in both languages.

import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import type { Plan } from '../model/plan.ts'
import type { Text } from '../model/text.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { shapes } from '../planner/shapes.ts'
import { describeLoad, describeSizing, sizingAbout } from './describe-sizing.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const planOf = (load: string): Plan =>
  planPlatform(parseDeclaration(`shape: minimum\nload: { ${load} }\n`, 'platform.yaml', words), catalog)
const english = ({ en }: Text) => en
const korean = ({ ko }: Text) => ko

describe('describeLoad', () => {
  test('shows what is needed beside what is there', () => {
    const lines = describeLoad(planOf(''), english)
    expect(lines[1]).toBe(
      'Load: 1000 GiB stored, 10 MiB/s in, 10 queries and 2 applications at once, 50 users',
    )
    expect(lines.find((line) => line.startsWith('trino/worker'))).toMatch(/workers .* +2 +3$/)
    expect(lines.join('\n')).not.toContain('too little')
  })

  test('marks what is too little, in the language of the reader', () => {
    const plan = planOf('concurrentQueries: 200')
    const line = (say: (words: Text) => string) =>
      describeLoad(plan, say).find((one) => one.startsWith('trino/worker'))
    expect(line(english)).toMatch(/20 +3 +too little$/)
    expect(line(korean)).toMatch(/20 +3 +모자람$/)
  })

  test('says nothing of a plan that was made before there were sizes', () => {
    const { sizing: _sizing, ...old } = planOf('')
    expect(describeLoad(old, english)).toEqual([])
    expect(describeSizing(sizingAbout(old, new Set(['load'])), english)).toEqual([])
  })
})

describe('describeSizing', () => {
  const plan = planOf('concurrentQueries: 200')

  test('tells each number with formula, inputs and source', () => {
    const lines = describeSizing(sizingAbout(plan, new Set(['trino/worker'])), english)
    const at = lines.findIndex((line) => line.includes('trino/worker instances'))
    expect(lines[at]).toContain('3 planned, 20 needed (too little)')
    expect(lines[at + 1]).toMatch(/= max\(1, ceil\(concurrentQueries .*concurrentQueries 200, .*\[R-2\.3/)
  })

  test('tells everything for the load', () => {
    const all = sizingAbout(plan, new Set(['load']))
    expect(all).toEqual(plan.sizing)
    expect(describeSizing(all, korean)).toHaveLength(2 + 2 * all.length)
  })
})
