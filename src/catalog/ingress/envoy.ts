// Envoy in place of nginx on the edge hosts.

import { text } from '../../model/text.ts'
import { defineProcess, type Role } from '../service.ts'
import { certificates, edgeBasics } from './edge-files.ts'
import { envoyConfig } from './envoy-config.ts'
import type { IngressOptions } from './options.ts'
import { account, l7, onEdges } from './roles.ts'
import { envoySoftware } from './software.ts'
import { edgeRecovery } from './timing.ts'

/** Envoy: equals, each of which serves every name. */
export const envoy: Role<IngressOptions> = {
  ...l7,
  id: 'envoy',
  title: text('Envoy', 'Envoy'),
  count: onEdges('envoy'),
  networks: ['service'],
  recovery: ({ profile }) => edgeRecovery(profile),
  size: () => ({
    production: { memoryMiB: 1_024, cpus: 2, diskGiB: 5, settings: { workers: 2 } },
    rehearsal: { memoryMiB: 192, cpus: 0.5, diskGiB: 1, settings: { workers: 1 } },
  }),
  software: [envoySoftware],
  configure: (context) => {
    const configFile = `${context.configDirectory}/envoy.json`
    const edge = edgeBasics(context, 'envoy')
    const { port } = context.endpoint('ingress', 'metrics')
    const config = envoyConfig(edge, { address: context.address('management'), port })
    return {
      files: [
        { path: configFile, content: `${JSON.stringify(config, null, 2)}\n` },
        ...certificates(context, edge.names),
      ],
      process: defineProcess(context, account.name, {
        argv: [
          `${context.softwareDirectory(envoySoftware)}/envoy`,
          ...['-c', configFile],
          ...['--concurrency', String(context.size.settings.workers)],
          // Hot restarts are not used; without this two of them on one kernel would meet in shared memory.
          '--disable-hot-restart',
          ...['--drain-time-s', '10', '--log-level', 'warning'],
        ],
        ready: context.probeOf('ingress', 'envoy', context.address('service')),
        readyTimeoutMs: 60_000,
        restart: { delayMs: 500, maxDelayMs: 5_000 },
        stop: { signal: 'SIGTERM', timeoutMs: 15_000 },
      }),
    }
  },
}
