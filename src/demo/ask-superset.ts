// Demo: Superset, over its own REST interface: a dataset for each table, a dashboard over the flights, and the same digests as
// everywhere, asked as a chart's data.

import { administrator, lake } from '../catalog/superset/schema.ts'
import { text } from '../model/text.ts'
import { digestColumns, digestFromRow } from './ask-trino.ts'
import { type Comparison, compareDigests, type TableDigest } from './digest.ts'
import { demoErrors } from './errors.ts'
import { chartRequest, flightsCharts, flightsDashboard, layoutOf } from './flights-dashboard.ts'
import type { DemoPlatform } from './platform.ts'
import type { StepContext, StepFindings } from './step.ts'
import { SupersetClient } from './superset-client.ts'
import { type DemoTable, demoNamespace, demoTables } from './tables.ts'

/** Compares every table as Superset's charts see it, over its connection to Trino, past its cache. */
export async function askSuperset({ platform, sources, report }: StepContext): Promise<StepFindings> {
  const { client, database } = await signIn(platform)
  const comparisons: Comparison[] = []
  for (const { table, digest } of sources) {
    const dataset = await datasetOf(client, database, table)
    if (table.name === 'flights') await makeDashboard(client, dataset)
    comparisons.push(compareDigests(table, await digestOf(client, dataset, table), digest))
  }
  report(
    text(
      `Dashboard: ${flightsDashboard.title}, ${flightsCharts.length} charts`,
      `대시보드: ${flightsDashboard.title}, 차트 ${flightsCharts.length}개`,
    ),
  )
  return { tables: comparisons }
}

/** Makes the dashboard over the flights, whose table must be there; gives what a browser asks for each of its charts. */
export async function makeFlightsDashboard(platform: DemoPlatform): Promise<readonly object[]> {
  const { client, database } = await signIn(platform)
  const table = demoTables.find(({ name }) => name === 'flights')
  if (table === undefined) throw new Error('the demo has no table of flights')
  const dataset = await datasetOf(client, database, table)
  await makeDashboard(client, dataset)
  return flightsCharts.map((chart) => chartRequest(chart, dataset))
}

async function signIn(platform: DemoPlatform): Promise<{ client: SupersetClient; database: number }> {
  const client = await SupersetClient.signIn(
    platform,
    administrator.name,
    platform.secret(administrator.secret),
  )
  const database = await client.find('database', 'database_name', lake.name)
  if (database === undefined) throw demoErrors.notInPlan({ missing: `Superset: ${lake.name}` })
  return { client, database }
}

/** The dataset of a table, with the columns that the table has now. */
async function datasetOf(client: SupersetClient, database: number, table: DemoTable): Promise<number> {
  const schema = demoNamespace.split('.')[1]
  const known = await client.find('dataset', 'table_name', table.name)
  if (known === undefined) {
    const body = { database, schema, table_name: table.name }
    return (await client.ask<{ id: number }>('POST', '/api/v1/dataset/', body)).id
  }
  await client.ask('PUT', `/api/v1/dataset/${known}/refresh`)
  return known
}

/** The dashboard of the flights and its charts, made or brought to what they should be. */
async function makeDashboard(client: SupersetClient, dataset: number): Promise<void> {
  const { title, slug } = flightsDashboard
  const dashboard = await client.put('dashboard', 'slug', slug, { dashboard_title: title, published: true })
  const charts: number[] = []
  for (const { name, kind, parameters } of flightsCharts) {
    const params = JSON.stringify({ datasource: `${dataset}__table`, viz_type: kind, ...parameters })
    charts.push(
      await client.put('chart', 'slice_name', name, {
        viz_type: kind,
        datasource_id: dataset,
        datasource_type: 'table',
        params,
        dashboards: [dashboard],
      }),
    )
  }
  await client.ask('PUT', `/api/v1/dashboard/${dashboard}`, {
    position_json: JSON.stringify(layoutOf(charts)),
  })
}

interface ChartData {
  readonly result: readonly { readonly data: readonly Readonly<Record<string, number>>[] }[]
}

/** The digest of a table as one chart's data: a metric for each number. */
async function digestOf(client: SupersetClient, dataset: number, table: DemoTable): Promise<TableDigest> {
  const expressions = digestColumns(table)
  const metrics = expressions.map((sqlExpression, at) => ({
    expressionType: 'SQL',
    sqlExpression,
    label: `m${at}`,
  }))
  const { result } = await client.ask<ChartData>('POST', '/api/v1/chart/data', {
    datasource: { id: dataset, type: 'table' },
    force: true,
    result_format: 'json',
    result_type: 'full',
    queries: [{ metrics, columns: [], filters: [], orderby: [], row_limit: 1 }],
  })
  const row = result[0]?.data[0] ?? {}
  return digestFromRow(
    table,
    expressions.map((_expression, at) => row[`m${at}`] ?? null),
  )
}
