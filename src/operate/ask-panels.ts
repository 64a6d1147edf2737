// Operate: what the panels of dashboards show of a platform that runs, asked of its Prometheus as Grafana would.
// Prometheus, "HTTP API": instant queries.

import type { Dashboard } from '../catalog/grafana/dashboards.ts'
import { askable } from '../catalog/panels.ts'
import { operateErrors } from './errors.ts'

/** What came back for one expression of a panel. */
export interface PanelAnswer {
  readonly dashboard: string
  readonly panel: string
  readonly expression: string
  /** How many series it gave. */
  readonly series: number
  /** Says why it may give none though all is well. */
  readonly mayBeEmpty?: string
}

interface QueryAnswer {
  readonly status: string
  readonly error?: string
  readonly data?: { readonly result: readonly unknown[] }
}

const requestTimeoutMs = 10_000

/**
 * Asks every expression of the dashboards, of all hosts and over five minutes, one after the other. `baseUrl` is Prometheus'. Throws
 * `operate.notPrometheus` for one that it does not answer, with what it said.
 */
export async function askPanels(
  baseUrl: string,
  dashboards: readonly Dashboard[],
): Promise<readonly PanelAnswer[]> {
  const answers: PanelAnswer[] = []
  for (const { uid, panels } of dashboards) {
    for (const { title, queries, mayBeEmpty } of panels) {
      for (const query of queries) {
        answers.push({
          dashboard: uid,
          panel: title.en,
          expression: query.expression,
          series: await countSeries(baseUrl, askable(query)),
          ...(mayBeEmpty === undefined ? {} : { mayBeEmpty }),
        })
      }
    }
  }
  return answers
}

async function countSeries(baseUrl: string, expression: string): Promise<number> {
  const url = `${baseUrl}/api/v1/query`
  const signal = AbortSignal.timeout(requestTimeoutMs)
  const refused = (said: string, cause?: unknown) =>
    operateErrors.notPrometheus({ url, expression, said }, { cause })
  const body = new URLSearchParams({ query: expression })
  const response = await fetch(url, { method: 'POST', body, signal }).catch((error: unknown) => {
    throw refused(String(error), error)
  })
  const said = await response.text()
  if (!said.startsWith('{')) throw refused(`HTTP ${response.status}: ${said.slice(0, 200)}`)
  const { status, error, data } = JSON.parse(said) as QueryAnswer
  if (status !== 'success' || data === undefined) throw refused(error ?? status)
  return data.result.length
}
