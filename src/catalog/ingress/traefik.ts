// Traefik in place of nginx on the edge hosts.

import { text } from '../../model/text.ts'
import { defineProcess, type Role } from '../service.ts'
import { certificates, edgeBasics } from './edge-files.ts'
import type { IngressOptions } from './options.ts'
import { account, l7, onEdges } from './roles.ts'
import { traefikSoftware } from './software.ts'
import { edgeRecovery } from './timing.ts'
import { traefikRoutes, traefikStatic } from './traefik-config.ts'

/** Traefik by files: equals, each of which serves every name. */
export const traefikOnHosts: Role<IngressOptions> = {
  ...l7,
  id: 'traefik',
  title: text('Traefik', 'Traefik'),
  count: onEdges('traefik'),
  networks: ['service'],
  recovery: ({ profile }) => edgeRecovery(profile),
  size: () => ({
    production: { memoryMiB: 1_024, cpus: 2, diskGiB: 5, settings: {} },
    rehearsal: { memoryMiB: 256, cpus: 0.5, diskGiB: 1, settings: {} },
  }),
  software: [traefikSoftware],
  configure: (context) => {
    const [staticFile, routesFile] = [
      `${context.configDirectory}/traefik.yaml`,
      `${context.configDirectory}/routes.yaml`,
    ]
    const edge = edgeBasics(context, 'traefik')
    const metrics = `${context.address('management')}:${context.endpoint('ingress', 'metrics').port}`
    const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
    return {
      files: [
        { path: staticFile, content: json(traefikStatic(edge, routesFile, metrics)) },
        { path: routesFile, content: json(traefikRoutes(edge)) },
        ...certificates(context, edge.names),
      ],
      process: defineProcess(context, account.name, {
        argv: [`${context.softwareDirectory(traefikSoftware)}/traefik`, `--configFile=${staticFile}`],
        env: { GOMAXPROCS: String(Math.max(1, Math.ceil(context.size.cpus))) },
        ready: context.probeOf('ingress', 'traefik', context.address('service')),
        readyTimeoutMs: 60_000,
        restart: { delayMs: 500, maxDelayMs: 5_000 },
        stop: { signal: 'SIGTERM', timeoutMs: 15_000 },
      }),
    }
  },
}
