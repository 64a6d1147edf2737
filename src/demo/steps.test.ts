import { describe, expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { runnablePart } from '../planner/runnable-part.ts'
import { shapes } from '../planner/shapes.ts'
import { flightsCharts, layoutOf } from './flights-dashboard.ts'
import { stepsFor } from './steps.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

function stepsOfShape(shape: string) {
  const whole = planPlatform(parseDeclaration(`shape: ${shape}\n`, 'platform.yaml', words), catalog)
  return stepsFor(runnablePart(whole, catalog).plan)
}

describe('the steps of the demo', () => {
  it('are all of them, in the order of the data, where the platform has everything', () => {
    const { steps, lacking } = stepsOfShape('minimum-kafka')
    expect(steps.map(({ id }) => id)).toEqual([
      'kafka',
      'spark',
      'trino',
      'superset',
      'streamlit',
      'prometheus',
      'opensearch',
    ])
    expect(lacking).toEqual([])
  })

  it('leave out what a platform does not have, and say so', () => {
    const { steps, lacking } = stepsOfShape('starter')
    expect(steps.map(({ id }) => id)).toEqual(['spark', 'trino', 'prometheus'])
    expect(lacking.map(({ en }) => en).join(' ')).toMatch(/Kafka.*Superset.*Streamlit/)
  })
})

describe('the dashboard over the flights', () => {
  it('has every chart once, each in a row of its own', () => {
    const layout = layoutOf(flightsCharts.map((_chart, at) => 70 + at)) as Record<
      string,
      { type?: string; children?: readonly string[]; meta?: { chartId?: number } }
    >
    const rows = layout.GRID_ID?.children ?? []
    const charts = rows.flatMap((row) => layout[row]?.children ?? [])
    expect(charts.map((chart) => layout[chart]?.meta?.chartId)).toEqual(
      flightsCharts.map((_chart, at) => 70 + at),
    )
    expect(charts.every((chart) => layout[chart]?.type === 'CHART')).toBe(true)
  })
})
