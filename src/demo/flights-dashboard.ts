// Demo: the dashboard over the flights that Superset keeps, as its REST interface takes it.

/** A chart by its number among the dashboard's, and what Superset draws it from. */
export interface FlightsChart {
  readonly name: string
  readonly kind: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Title and address of the dashboard: `/superset/dashboard/flights/`. */
export const flightsDashboard = { title: 'Flights', slug: 'flights' } as const

const count = { expressionType: 'SQL', sqlExpression: 'count(*)', label: 'Flights' } as const
const delay = { expressionType: 'SQL', sqlExpression: 'avg(dep_delay)', label: 'Mean delay (min)' } as const

/** The charts, all over the table of flights. Their kinds are those that Superset 4 and later draw: `dist_bar` is gone. */
export const flightsCharts: readonly FlightsChart[] = [
  { name: 'Flights in all', kind: 'big_number_total', parameters: { metric: count, y_axis_format: ',d' } },
  {
    name: 'Flights of each airline',
    kind: 'echarts_timeseries_bar',
    parameters: {
      x_axis: 'carrier',
      xAxisForceCategorical: true,
      metrics: [count],
      groupby: [],
      order_desc: true,
      row_limit: 50,
      y_axis_format: 'SMART_NUMBER',
    },
  },
  {
    name: 'Where they go, and how late',
    kind: 'table',
    parameters: {
      query_mode: 'aggregate',
      groupby: ['origin', 'dest'],
      metrics: [count, delay],
      row_limit: 100,
    },
  },
]

/** What a browser posts to `/api/v1/chart/data` for a chart of the dashboard; `dataset` is its number in Superset. */
export function chartRequest({ parameters }: FlightsChart, dataset: number): object {
  const { metric, metrics = [metric], groupby = [], x_axis, row_limit = 1 } = parameters
  const columns = [x_axis, groupby].flat().filter((column) => column !== undefined)
  return {
    datasource: { id: dataset, type: 'table' },
    result_format: 'json',
    result_type: 'full',
    queries: [{ metrics, columns, filters: [], orderby: [], row_limit }],
  }
}

/** The places of charts on the dashboard, in one row each; `charts` are their numbers in Superset, in their order. */
export function layoutOf(charts: readonly number[]): Readonly<Record<string, unknown>> {
  const rows = charts.map((chartId, at) => ({
    row: `ROW-${at + 1}`,
    chart: `CHART-${at + 1}`,
    chartId,
    name: flightsCharts[at]?.name,
  }))
  return {
    DASHBOARD_VERSION_KEY: 'v2',
    ROOT_ID: { type: 'ROOT', id: 'ROOT_ID', children: ['GRID_ID'] },
    GRID_ID: { type: 'GRID', id: 'GRID_ID', parents: ['ROOT_ID'], children: rows.map(({ row }) => row) },
    HEADER_ID: { type: 'HEADER', id: 'HEADER_ID', meta: { text: flightsDashboard.title } },
    ...Object.fromEntries(
      rows.flatMap(({ row, chart, chartId, name }) => [
        [
          row,
          {
            type: 'ROW',
            id: row,
            parents: ['ROOT_ID', 'GRID_ID'],
            children: [chart],
            meta: { background: 'BACKGROUND_TRANSPARENT' },
          },
        ],
        [
          chart,
          {
            type: 'CHART',
            id: chart,
            parents: ['ROOT_ID', 'GRID_ID', row],
            children: [],
            meta: { chartId, sliceName: name, width: 12, height: 50 },
          },
        ],
      ]),
    ),
  }
}
