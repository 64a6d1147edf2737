// What Grafana finds as it starts: its dashboards and where they come from. Grafana, "Provision Grafana".

import type { JsonObject } from '../../model/plan.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import { dashboardJson, prometheusUid } from './dashboard-json.ts'
import { dashboardsOf } from './dashboards.ts'
import type { GrafanaOptions } from './options.ts'

/** Name of what brings the dashboards, and of the folder that they are in. */
export const provider = 'hanok'

/** Everything that dashboards are made of, wherever Grafana runs. */
type Context = Pick<KubernetesContext<GrafanaOptions>, 'plan' | 'options' | 'rulesOf' | 'titleOf'>

/** A file for each dashboard, `hanok-etcd.json`. */
export function dashboardFiles({
  plan,
  options,
  rulesOf,
  titleOf,
}: Context): readonly { readonly name: string; readonly content: string }[] {
  return dashboardsOf(plan, rulesOf, titleOf).map((dashboard) => ({
    name: `${dashboard.uid}.json`,
    content: dashboardJson(dashboard, options.language),
  }))
}

const sources = { prometheus: 'Prometheus', loki: 'Loki' } as const

/** Every Prometheus by its `host:port`, and Loki's; of either as many as there are. */
export function dataSources(
  { plan }: Pick<Context, 'plan'>,
  { prometheus, loki }: Readonly<Record<keyof typeof sources, readonly string[]>>,
): readonly JsonObject[] {
  const scrapeSeconds = plan.services.prometheus?.scrapeSeconds
  return [
    ...prometheus.map((address, index) => ({
      ...dataSource('prometheus', address, index),
      // What `$__rate_interval` is worked out from: shorter, a rate would find one reading and show nothing.
      jsonData: { timeInterval: `${scrapeSeconds}s` },
    })),
    ...loki.map((address, index) => dataSource('loki', address, index)),
  ]
}

/**
 * A source of data. The first Prometheus is what every panel asks, and what a new one asks by default; further ones are
 * there to be chosen while it is away.
 */
function dataSource(type: keyof typeof sources, address: string, index: number): JsonObject {
  const further = index === 0 ? '' : `${index + 1}`
  return {
    name: [sources[type], further].join(' ').trim(),
    uid: type === 'prometheus' && index === 0 ? prometheusUid : `${type}${further}`,
    type,
    access: 'proxy',
    url: `http://${address}`,
    ...(type === 'prometheus' && index === 0 ? { isDefault: true } : {}),
  }
}

/** The provider: what lies in `directory` cannot be changed in Grafana, where the next rendering would undo it. */
export function dashboardProviders(directory: string): JsonObject {
  return {
    apiVersion: 1,
    providers: [
      {
        name: provider,
        orgId: 1,
        folder: 'Hanok',
        type: 'file',
        disableDeletion: true,
        allowUiUpdates: false,
        options: { path: directory },
      },
    ],
  }
}
