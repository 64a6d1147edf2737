// The roles of Prometheus: servers that measure, and Alertmanagers that tell.

import { text } from '../../model/text.ts'
import type { Role, ShapeContext } from '../service.ts'
import { amountOf } from '../sizing.ts'
import type { PrometheusOptions } from './options.ts'
import { serverSizing } from './sizing.ts'

/** Hosts from which on one Prometheus is no longer enough (R-2.6, "at large scale"): the shape `large` of R-7. */
const largeScaleHosts = 64

function servers({ options, hostCount, hostsOf }: ShapeContext<PrometheusOptions>): number {
  return options.servers ?? Math.min(hostCount >= largeScaleHosts ? 2 : 1, hostsOf('observability'))
}

/** Servers: each has every metric. */
export const server: Role<PrometheusOptions> = {
  id: 'server',
  title: text('server', '서버'),
  duties: ['observability'],
  count: servers,
  networks: ['data'],
  rule: (shape) => (servers(shape) > 1 ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [
    {
      service: 'prometheus',
      endpoint: 'alertmanager',
      strength: 'soft',
      via: 'list',
      why: 'it sends every alert to all of them',
    },
  ],
  size: (shape) => ({
    production: {
      memoryMiB: shape.tier === 'ha' ? 8_192 : 4_096,
      cpus: 2,
      diskGiB: amountOf(serverSizing(shape), 'diskGiB'),
      settings: {},
    },
    rehearsal: { memoryMiB: 160, cpus: 0.5, diskGiB: 1, settings: {} },
  }),
}

/** Alertmanagers: each hears every alert. */
export const alertmanager: Role<PrometheusOptions> = {
  id: 'alertmanager',
  title: text('Alertmanager', '알림 관리자'),
  duties: ['observability', 'control'],
  count: ({ tier, hostsOf }) =>
    tier === 'ha' ? Math.min(2, Math.max(hostsOf('observability'), hostsOf('control'))) : 1,
  networks: [],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [
    {
      service: 'prometheus',
      endpoint: 'alertmanager-peer',
      strength: 'soft',
      via: 'list',
      why: 'they tell each other what was sent, so that nobody hears it twice',
    },
  ],
  size: () => ({
    production: { memoryMiB: 256, cpus: 0.25, diskGiB: 5, settings: {} },
    rehearsal: { memoryMiB: 48, cpus: 0.25, diskGiB: 1, settings: {} },
  }),
}
