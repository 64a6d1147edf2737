import { describe, expect, it } from 'vitest'
import { service as etcd } from '../etcd/index.ts'
import { catalog } from '../index.gen.ts'
import { service as prometheus } from '../prometheus/index.ts'
import { fakePlan } from '../testing/context.ts'
import { service as trino } from '../trino/index.ts'
import { dashboardJson } from './dashboard-json.ts'
import { dashboardsOf } from './dashboards.ts'

const plan = fakePlan({
  services: [etcd, trino, prometheus],
  seats: { 'etcd/member': ['m1', 'm2', 'm3'], 'trino/worker': ['q1'], 'prometheus/server': ['o1'] },
})
const service = (id: string) => catalog.find((one) => one.id === id)
const dashboards = dashboardsOf(plan, (id) => service(id)?.rules?.(plan))
const parsed = dashboards.map((dashboard) => JSON.parse(dashboardJson(dashboard, 'ko')))

interface Placed {
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
}

function overlap({ gridPos: a }: Placed, { gridPos: b }: Placed): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

describe('the dashboards of a platform', () => {
  it('are one for it as a whole, and one for each service that is measured', () => {
    expect(dashboards.map(({ uid }) => uid)).toEqual([
      'hanok-platform',
      'hanok-etcd',
      'hanok-prometheus',
      'hanok-trino',
    ])
  })

  it('have names for good that Grafana takes', () => {
    for (const { id } of catalog) expect(`hanok-${id}`).toMatch(/^[a-z-]{1,40}$/)
  })

  it('lead from the state of all services to the dashboard of each', () => {
    expect(JSON.stringify(parsed[0])).toMatch(/"\/d\/hanok-\$\{__value\.raw\}"/)
  })

  it('ask the one data source, for the hosts that are looked at', () => {
    for (const { panels, templating } of parsed) {
      for (const { datasource } of panels)
        expect(datasource).toEqual({ type: 'prometheus', uid: 'prometheus' })
      expect(templating.list[0]).toMatchObject({ name: 'hosts', allValue: '.*' })
    }
  })

  it('have panels side by side, none over another, none beyond the edge', () => {
    for (const { panels } of parsed as readonly { panels: readonly Placed[] }[]) {
      for (const [index, panel] of panels.entries()) {
        expect(panel.gridPos.x + panel.gridPos.w).toBeLessThanOrEqual(24)
        expect(panels.slice(index + 1).filter((other) => overlap(panel, other))).toEqual([])
      }
    }
  })

  it('are the same bytes each time, and in the language that is asked for', () => {
    const [, second] = dashboards
    if (second === undefined) throw new Error('no dashboard of etcd')
    expect(dashboardJson(second, 'ko')).toBe(dashboardJson(second, 'ko'))
    const [korean, english] = [dashboardJson(second, 'ko'), dashboardJson(second, 'en')].map((text) => {
      const { title, description } = JSON.parse(text).panels[0]
      return { title, description }
    })
    expect(korean).toEqual({ title: english?.description, description: english?.title })
  })
})

describe('the panels of every service', () => {
  const all = catalog.flatMap(({ id, rules }) =>
    (rules?.(plan)?.panels ?? []).map((panel) => ({ id, panel })),
  )

  it('are few enough to be looked at', () => {
    const counts = new Map<string, number>()
    for (const { id } of all) counts.set(id, (counts.get(id) ?? 0) + 1)
    expect(counts.size).toBeGreaterThan(8)
    for (const [id, count] of counts) expect([id, count >= 4 && count <= 10]).toEqual([id, true])
  })

  it('speak of their own service alone, or of what is worked out for it', () => {
    const strangers = all.flatMap(({ id, panel }) =>
      panel.queries
        .flatMap(({ expression }) => [...expression.matchAll(/service="([^"]+)"/g)].map(([, named]) => named))
        .filter((named) => named !== id),
    )
    expect(strangers).toEqual([])
  })
})
