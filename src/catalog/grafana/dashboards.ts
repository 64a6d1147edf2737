// Which dashboards a platform has: one for it as a whole, and one for each service that is measured. Made from the plan and from what each
// service says in its own folder.

import type { Plan } from '../../model/plan.ts'
import { type Text, text } from '../../model/text.ts'
import { measuredEndpoints } from '../measured-endpoints.ts'
import { mayBeEmpty, now, type Panel, series } from '../panels.ts'
import type { ServiceRules } from '../rules.ts'

/** One dashboard, whoever shows it. */
export interface Dashboard {
  /** Its name for good: addresses and links hold it. */
  readonly uid: string
  readonly title: Text
  /** The service that it is about; none for the platform's. */
  readonly service?: string
  readonly panels: readonly Panel[]
}

/** `hanok-etcd`. At most 40 characters (Grafana, "Dashboard API": uid). */
export function dashboardUid(service: string): string {
  return `hanok-${service}`
}

/** All dashboards, the platform's first, then by service. `titleOf`: the name of a service for people. */
export function dashboardsOf(
  plan: Pick<Plan, 'name' | 'endpoints'>,
  rulesOf: (service: string) => ServiceRules | undefined,
  titleOf: (service: string) => Text = (service) => text(service, service),
): readonly Dashboard[] {
  const measured = [...new Set(measuredEndpoints(plan).map(({ service }) => service))].sort()
  const rules = new Map(measured.map((service) => [service, rulesOf(service)]))
  const hostPanels = [...rules.values()].flatMap((one) => one?.hostPanels ?? [])
  return [
    {
      uid: dashboardUid('platform'),
      title: text(`${plan.name}: the platform`, `${plan.name}: 플랫폼`),
      panels: [...platformPanels, ...hostPanels],
    },
    ...measured.map((service) => ({
      uid: dashboardUid(service),
      title: titleOf(service),
      service,
      panels: [...commonPanels(service), ...(rules.get(service)?.panels ?? [])],
    })),
  ]
}

/** What one looks at first of any service: whether it answers. */
function commonPanels(service: string): readonly Panel[] {
  const of = `service="${service}"`
  return [
    now(text('Instances that answer', '응답하는 인스턴스'), 'number', {
      expression: `sum by (role) (up{${of},host=~"$hosts"})`,
      legend: '{{role}}',
    }),
    now(text('Alerts', '경보'), 'number', {
      expression: `count(ALERTS{${of},alertstate="firing"}) or vector(0)`,
      legend: 'firing',
    }),
    series(text('Which instance answers', '인스턴스별 응답'), 'number', `up{${of},host=~"$hosts"}`),
  ]
}

const firing = (severity: string) => ({
  expression: `count(ALERTS{alertstate="firing",severity="${severity}"}) or vector(0)`,
  legend: severity,
})

/** How everything is. Only what has a role is of the platform: a cluster has targets of its own. */
const platformPanels: readonly Panel[] = [
  now(
    text('Instances that answer', '응답하는 인스턴스'),
    'number',
    { expression: 'sum(up{role!=""})', legend: 'up' },
    { expression: 'count(up{role!=""})', legend: 'all' },
  ),
  now(text('Alerts', '경보'), 'number', firing('critical'), firing('warning')),
  {
    title: text('Services: how many instances answer', '서비스별 응답 비율'),
    kind: 'table',
    unit: 'share',
    queries: [{ expression: 'avg by (service) (up{role!=""})', legend: '{{service}}' }],
  },
  mayBeEmpty(
    {
      title: text('What is wrong', '지금 울리는 경보'),
      kind: 'table',
      unit: 'number',
      queries: [
        {
          expression:
            'max by (alertname, severity, service, host, instance) (ALERTS{alertstate="firing",severity=~"critical|warning"})',
          legend: '{{alertname}}',
        },
      ],
    },
    'nothing is wrong',
  ),
]
