// Grafana: how the platform is doing, in pictures. Part of the catalog; runs natively where the user gives its archive.

import { text } from '../../model/text.ts'
import { several } from '../conventions.ts'
import { equalsRecovery } from '../kubernetes-timing.ts'
import { type DirectEndpoint, defineProcess, defineService, type Role } from '../service.ts'
import { iniPath, serverFiles } from './config.ts'
import { type GrafanaOptions, grafanaOptions } from './options.ts'
import { givenGrafana, grafanaProgram } from './software.ts'

const account = { name: 'grafana', uid: 61_014 } as const

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
  // What it runs is given (`given` below).
  software: [],
  configure: (context) => {
    const given = givenGrafana(context.options)
    const home = given === undefined ? '' : context.softwareDirectory(given)
    const { dataDirectory } = context
    return {
      files: serverFiles(context),
      process: defineProcess(context, account.name, {
        argv: [`${home}/${grafanaProgram}`, 'server', `--homepath=${home}`, `--config=${iniPath(context)}`],
        env: { HOME: dataDirectory },
        directories: [
          { path: `${dataDirectory}/logs`, mode: 0o750 },
          { path: `${dataDirectory}/plugins`, mode: 0o750 },
        ],
        ready: context.probeOf('grafana', 'web', context.address('service')),
        // The first one of all makes the tables; the others wait for it (Grafana: `migration_locking`).
        readyTimeoutMs: 300_000,
      }),
    }
  },
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
  account,
  given: {
    software: givenGrafana,
    how: text(
      'it is in no package registry: name its archive as services.grafana.archive: { path: /…/grafana-….linux-amd64.tar.gz, sha256: … }',
      '패키지 저장소에 없습니다. 아카이브를 services.grafana.archive: { path: /…/grafana-….linux-amd64.tar.gz, sha256: … }로 적어 주세요',
    ),
  },
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
