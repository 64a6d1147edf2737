// Drills: whether the dashboards show anything, asked of the Prometheus of the rehearsal that is up.

import { dashboardsOf } from '../catalog/grafana/dashboards.ts'
import { catalog } from '../catalog/index.gen.ts'
import type { Plan } from '../model/plan.ts'
import { askPanels, type PanelAnswer } from '../operate/ask-panels.ts'
import { openForward } from '../operate/forward.ts'
import type { Rehearsal } from '../rehearsal/rehearsal.ts'

const dialTimeoutMs = 3_000

/**
 * Every expression of every panel with the number of series that it gives now. Throws `rehearsal.notUp`, `operate.notPrometheus`, and where the
 * platform has no Prometheus.
 */
export async function askRehearsedPanels(rehearsal: Rehearsal): Promise<readonly PanelAnswer[]> {
  const plan = rehearsal.plan()
  const { host, address, port } = prometheusOf(plan)
  const dial = (from: string, to: string, at: number) => rehearsal.dial(from, to, at, dialTimeoutMs)
  const forward = await openForward(dial, () => host, address, port)
  try {
    return await askPanels(`http://127.0.0.1:${forward.port}`, rehearsedDashboards(plan))
  } finally {
    await forward.close()
  }
}

/** Those that give nothing though they should, one line each. */
export function emptyPanels(answers: readonly PanelAnswer[]): readonly string[] {
  return answers
    .filter(({ series, mayBeEmpty }) => series === 0 && mayBeEmpty === undefined)
    .map(({ dashboard, panel, expression }) => `${dashboard}, ${panel}: ${expression}`)
}

function rehearsedDashboards(plan: Plan) {
  const rules = new Map(catalog.map((service) => [service.id, service.rules]))
  return dashboardsOf(plan, (service) => rules.get(service)?.(plan))
}

function prometheusOf({ endpoints, instances }: Plan) {
  const web = endpoints.find(({ id }) => id.startsWith('endpoint/prometheus/web'))
  const [first] = web?.addresses ?? []
  const host = instances.find(({ id }) => id === first?.instance)?.host
  if (web === undefined || first === undefined || host === undefined) {
    throw new Error('the platform that is up has no Prometheus')
  }
  return { host: host.slice('host/'.length), address: first.address, port: web.port }
}
