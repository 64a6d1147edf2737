// Grafana: how the platform is doing, in pictures. Part of the catalog; planned, not run yet.

import { text } from '../../model/text.ts'
import { several } from '../conventions.ts'
import { equalsRecovery } from '../kubernetes-timing.ts'
import { type DirectEndpoint, defineService, type Role } from '../service.ts'
import { type GrafanaOptions, grafanaOptions } from './options.ts'

const server: Role<GrafanaOptions> = {
  id: 'server',
  title: text('server', '서버'),
  duties: ['observability', 'visualization'],
  count: (shape) => shape.options.servers ?? several(shape, 'observability', 'visualization'),
  networks: ['service', 'data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [
    {
      service: 'postgres',
      endpoint: 'primary',
      strength: 'hard',
      via: 'vip',
      why: 'users, dashboards and alerts, shared by all instances (R-2.6)',
    },
    {
      service: 'prometheus',
      endpoint: 'web',
      strength: 'soft',
      via: 'list',
      why: 'the metrics that it shows',
      optional: true,
    },
    {
      service: 'loki',
      endpoint: 'http',
      strength: 'soft',
      via: 'vip',
      why: 'the logs that it shows',
      optional: true,
    },
  ],
  size: () => ({
    production: { memoryMiB: 1_024, cpus: 1, diskGiB: 5, settings: {} },
    rehearsal: { memoryMiB: 256, cpus: 0.5, diskGiB: 1, settings: {} },
  }),
}

const web: DirectEndpoint = {
  kind: 'direct',
  name: 'web',
  role: 'server',
  networks: ['service'],
  port: 3_000,
  protocol: 'http',
  auth: 'password',
}

/** Grafana as Hanok plans it: see README.md beside this file. */
export const service = defineService<GrafanaOptions>({
  id: 'grafana',
  title: text('Grafana', 'Grafana'),
  version: '13.2.0',
  options: grafanaOptions,
  account: { name: 'grafana', uid: 61_014 },
  roles: [server],
  endpoints: () => [web],
  datasets: () => [],
  capabilities: { observe: ['web'] },
  flows: () => [],
  probe: (_endpoint, address, port) => ({
    kind: 'http',
    address,
    port,
    path: '/api/health',
    expectStatus: [200],
    expectBody: '"database":\\s*"ok"',
  }),
  kubernetes: {
    realisation: 'chart',
    roles: [
      {
        ...server,
        recovery: () => equalsRecovery(),
        needs: (shape) => [
          ...server.needs(shape),
          {
            service: 'grafana',
            endpoint: 'gossip',
            strength: 'soft',
            via: 'list',
            why: 'they agree on who sends an alert',
          },
        ],
      },
    ],
    endpoints: () => [
      { ...web, metrics: { path: '/metrics' } },
      {
        kind: 'direct',
        name: 'gossip',
        role: 'server',
        networks: ['data'],
        port: 9_094,
        protocol: 'gossip',
        auth: 'none',
      },
    ],
  },
  decisions: [
    {
      about: 'grafana/server',
      why: 'Several instances on one database: the built-in SQLite would give each its own users and dashboards.',
      source: 'R-2.6; Grafana, "Set up Grafana for high availability"',
    },
  ],
})
