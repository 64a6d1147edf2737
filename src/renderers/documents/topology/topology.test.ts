// The topology: what stands where, in characters and drawn.

import { describe, expect, test } from 'vitest'
import { planOfShape, sampleFacts } from '../../testing/sample-verdict.ts'
import { wellFormed } from '../../testing/well-formed.ts'
import { topologyLayers } from './layers.ts'
import { type Band, fontSizes, layOut, type Rectangle } from './layout.ts'
import { topologySvg } from './svg.ts'
import { topologyText } from './text-diagram.ts'
import { fitText, textWidth, wrapText } from './text-width.ts'

const languages = ['ko', 'en'] as const
const shapes = ['starter', 'minimum', 'minimum-kafka'] as const
const cases = shapes.flatMap((shape) => languages.map((language) => [shape, language] as const))

test('tells the minimum platform from users to databases, as the guideline draws it', () => {
  expect(topologyText(sampleFacts(planOfShape('minimum'), 'ko'))).toMatchSnapshot()
  expect(topologyText(sampleFacts(planOfShape('minimum'), 'en'))).toMatchSnapshot()
})

test('shows every role of the plan in both forms', () => {
  const plan = planOfShape('minimum-kafka')
  const facts = sampleFacts(plan, 'en')
  const [characters, drawing] = [topologyText(facts), topologySvg(facts)]
  for (const { service, role } of plan.roles) {
    expect(characters).toContain(facts.role(service, role))
    expect(drawing).toContain(facts.role(service, role))
  }
})

describe.each(cases)('the drawing of %s in %s', (shape, language) => {
  const facts = sampleFacts(planOfShape(shape), language)
  const layout = layOut(facts)

  test('is well-formed and refers to nothing outside', () => {
    const svg = topologySvg(facts)
    expect(wellFormed(svg)).toEqual([])
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|href/)
  })

  test('lets no box touch another, nor leave its band, nor reach into the lanes', () => {
    const lanesLeft = Math.min(...layout.lanes.map(({ x }) => x))
    const boxes = layout.bands.flatMap((band) => band.boxes)
    for (const [index, box] of boxes.entries()) {
      expect(box.x + box.width).toBeLessThanOrEqual(lanesLeft)
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false)
    }
    for (const band of layout.bands) for (const box of band.boxes) expect(inside(box, band)).toBe(true)
    for (const [index, band] of layout.bands.entries()) {
      for (const other of layout.bands.slice(index + 1)) expect(overlap(band, other)).toBe(false)
    }
    expect(overlap(layout.users, layout.bands[0] as Band)).toBe(false)
  })

  test('keeps every text inside what it names', () => {
    for (const band of layout.bands) {
      for (const box of band.boxes) {
        expect(textWidth(box.title, fontSizes.title) + box.networks.length * 11).toBeLessThanOrEqual(
          box.width - 12,
        )
        expect(textWidth(box.detail, fontSizes.detail)).toBeLessThanOrEqual(box.width - 12)
      }
      const left = Math.min(...band.boxes.map(({ x }) => x)) - band.x
      for (const line of band.label) expect(textWidth(line, fontSizes.label)).toBeLessThanOrEqual(left - 12)
      for (const pill of band.virtualIps) {
        expect(textWidth(pill.address, pill.fontSize)).toBeLessThanOrEqual(pill.width)
      }
    }
    for (const lane of layout.lanes) {
      for (const line of lane.lines) expect(textWidth(line, fontSizes.lane)).toBeLessThanOrEqual(lane.width)
    }
  })

  test('keeps a chain of roles in one row, so that its arrows show', () => {
    const chained = layout.bands.flatMap(({ boxes }) => boxes).filter(({ leadsOn }) => leadsOn)
    const links = topologyLayers(facts).flatMap(({ chains }) => chains.map(({ length }) => length - 1))
    expect(chained).toHaveLength(links.reduce((sum, count) => sum + count, 0))
  })

  test('names every role in full', () => {
    expect(layout.bands.flatMap(({ boxes }) => boxes).filter(({ title }) => title.endsWith('…'))).toEqual([])
  })
})

test('counts Hangul wider than Latin, and cuts and wraps by that', () => {
  expect(textWidth('호스트', 10)).toBe(30)
  expect(textWidth('host', 10)).toBeLessThan(30)
  expect(fitText('스토리지 게이트웨이', 10, 60)).toBe('스토리지…')
  expect(textWidth(fitText('a very long name of a role', 12, 50), 12)).toBeLessThanOrEqual(50)
  expect(wrapText('저장소 입구와 카탈로그', 10, 70)).toEqual(['저장소 입구와', '카탈로그'])
})

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function inside(a: Rectangle, b: Rectangle): boolean {
  return a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height
}
