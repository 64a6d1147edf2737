// Dashboards as Grafana reads them: its JSON model, compact, since files of it are read by programs only.

import type { JsonObject } from '../../model/plan.ts'
import { type Language, type Text, text } from '../../model/text.ts'
import type { Panel, PanelUnit } from '../panels.ts'
import { type Dashboard, dashboardUid } from './dashboards.ts'

/** The data source of every panel: provisioned by this uid (sources.ts). */
export const prometheusUid = 'prometheus'

/**
 * Of Grafana 12 and 13 (apps/dashboard/pkg/migration/schemaversion, LATEST_VERSION). Older ones change nothing of what is newer than they
 * are, and what is written here Grafana 10 knows already.
 */
const schemaVersion = 42

/** Grafana, "Standard options": units. */
const units: Readonly<Record<PanelUnit, string>> = {
  number: 'short',
  'per second': 'ops',
  bytes: 'bytes',
  'bytes per second': 'Bps',
  seconds: 's',
  share: 'percentunit',
}

const source = { type: 'prometheus', uid: prometheusUid }

/** A grid of 24 columns: numbers stand four in a row, everything else two. */
const columns = 24
const small = { w: 6, h: 4 } as const
const large = { w: 12, h: 8 } as const

/** The whole file of a dashboard. People read titles in `language`, and the other language as each panel's description. */
export function dashboardJson(dashboard: Dashboard, language: Language): string {
  const { uid, title, service, panels } = dashboard
  const whole = {
    uid,
    title: title[language],
    tags: ['hanok'],
    schemaVersion,
    editable: false,
    graphTooltip: 1,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    timezone: 'browser',
    links: [
      {
        type: 'dashboards',
        tags: ['hanok'],
        title: text('dashboards', '대시보드')[language],
        asDropdown: true,
        keepTime: true,
      },
    ],
    templating: { list: [hostsVariable(service, language)] },
    panels: placed(panels).map(({ panel, gridPos }, index) => panelJson(panel, index + 1, gridPos, language)),
  }
  return JSON.stringify(whole)
}

/** `$hosts`: those on which the service is measured; all of them by default. */
function hostsVariable(service: string | undefined, language: Language): JsonObject {
  const query = `label_values(up{${service === undefined ? 'role!=""' : `service="${service}"`}}, host)`
  return {
    name: 'hosts',
    label: text('hosts', '호스트')[language],
    type: 'query',
    datasource: source,
    definition: query,
    query: { query, refId: 'hosts' },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: '.*',
    current: { text: 'All', value: '$__all' },
  }
}

interface Place {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** Puts panels side by side in their order; whatever does not fit begins a new row. */
function placed(panels: readonly Panel[]): readonly { panel: Panel; gridPos: Place }[] {
  const result: { panel: Panel; gridPos: Place }[] = []
  let [x, y, rowHeight] = [0, 0, 0]
  // Numbers first: they are what one looks at first, and leave no gaps among themselves.
  const ordered = [...panels.filter(isSmall), ...panels.filter((panel) => !isSmall(panel))]
  for (const panel of ordered) {
    const { w, h } = isSmall(panel) ? small : large
    if (x + w > columns || h !== rowHeight) [x, y, rowHeight] = [0, y + rowHeight, h]
    result.push({ panel, gridPos: { x, y, w, h } })
    x += w
  }
  return result
}

function isSmall({ kind }: Panel): boolean {
  return kind === 'now'
}

function panelJson(panel: Panel, id: number, gridPos: Place, language: Language): JsonObject {
  const { title, kind, unit } = panel
  return {
    id,
    type: types[kind],
    title: title[language],
    description: otherLanguage(title, language),
    datasource: source,
    gridPos: { ...gridPos },
    targets: panel.queries.map(({ expression, legend }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      expr: expression,
      ...(kind === 'table'
        ? { format: 'table', instant: true }
        : { legendFormat: legend, ...(kind === 'now' ? { instant: true } : {}) }),
    })),
    fieldConfig: {
      defaults: { unit: units[unit], ...(unit === 'share' ? { min: 0, max: 1 } : {}) },
      overrides: kind === 'table' ? [toItsDashboard] : [],
    },
    ...details[kind],
  }
}

/** Each row of a table leads to the dashboard of its service (Grafana, "Configure data links": `__value.raw`). */
const toItsDashboard: JsonObject = {
  matcher: { id: 'byName', options: 'service' },
  properties: [
    {
      id: 'links',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own variable
      value: [{ title: 'dashboard', url: `/d/${dashboardUid('${__value.raw}')}` }],
    },
  ],
}

const types = { series: 'timeseries', now: 'stat', table: 'table' } as const

/** What each kind needs beside; everything else is as Grafana has it by default. */
const details: Readonly<Record<Panel['kind'], JsonObject>> = {
  series: { options: { tooltip: { mode: 'multi' } } },
  now: { options: { textMode: 'value_and_name', colorMode: 'none' } },
  table: { transformations: [{ id: 'organize', options: { excludeByName: { Time: true } } }] },
}

function otherLanguage(title: Text, language: Language): string {
  return title[language === 'ko' ? 'en' : 'ko']
}
