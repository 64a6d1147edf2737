// The peer watch: an agent on every host that turns the silence of a dead host into an error at once. Part of the catalog.

import { text } from '../../model/text.ts'
import { python3 } from '../runtimes/python.ts'
import { defineProcess, defineService } from '../service.ts'
import { agentProgram } from './agent.ts'
import { peerWatchConfig } from './config.ts'
import { type PeerWatchOptions, peerWatchOptions } from './options.ts'

const account = { name: 'peer-watch', uid: 61_010 } as const

/** Where heartbeats go: the port that other membership protocols took for gossip, free on every host here. */
const port = 7_946

const networks = ['management', 'data', 'service', 'storage'] as const

/** The peer watch as Hanok runs it: see README.md beside this file. */
export const service = defineService<PeerWatchOptions>({
  id: 'peer-watch',
  title: text('peer watch', '피어 감시'),
  version: '1',
  options: peerWatchOptions,
  account,
  roles: [
    {
      id: 'agent',
      title: text('agent', '에이전트'),
      duties: 'every',
      count: ({ hostCount }) => hostCount,
      networks: [],
      rule: () => ({ kind: 'per-host' }),
      needs: () => [],
      size: () => ({
        production: { memoryMiB: 64, cpus: 0.25, diskGiB: 1, settings: {} },
        rehearsal: { memoryMiB: 32, cpus: 0.5, diskGiB: 1, settings: {} },
      }),
      software: [python3],
      configure: (context) => {
        const { configDirectory } = context
        const programFile = `${configDirectory}/agent.py`
        const configFile = `${configDirectory}/peers.conf`
        return {
          files: [
            { path: programFile, content: agentProgram },
            { path: configFile, content: peerWatchConfig(context, port) },
          ],
          process: defineProcess(context, account.name, {
            // -I and -S: neither the environment nor site packages, which also halves its memory.
            argv: ['/usr/bin/python3', '-I', '-S', '-B', programFile, configFile],
            env: { MALLOC_ARENA_MAX: '1', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
            capabilities: ['CAP_NET_ADMIN'],
            ready: { kind: 'alive', forMs: 500 },
            readyTimeoutMs: 15_000,
            // Shorter than the silence that peers take for death.
            restart: { delayMs: 250, maxDelayMs: 2_000 },
            stop: { signal: 'SIGTERM', timeoutMs: 3_000 },
            limits: {
              memoryMiB: context.size.memoryMiB,
              cpus: context.size.cpus,
              openFiles: 1_024,
              // A heartbeat that is late looks like a death.
              nice: -10,
            },
          }),
        }
      },
    },
  ],
  endpoints: () => [
    {
      kind: 'direct',
      name: 'heartbeat',
      role: 'agent',
      networks,
      port,
      protocol: 'heartbeat',
      transport: 'udp',
      auth: 'none',
    },
  ],
  datasets: () => [],
  capabilities: {},
  flows: () =>
    networks.map((network) => ({
      from: 'peer-watch/agent' as const,
      to: 'heartbeat',
      protocol: 'udp' as const,
      network,
      why: 'hosts tell each other that they live',
    })),
  probe: () => ({ kind: 'alive', forMs: 500 }),
  // The cluster itself notices a lost node.
  kubernetes: { realisation: 'native', roles: [] },
  decisions: [
    {
      about: 'peer-watch/agent',
      why: 'A host that dies sends no farewell, and TCP would wait for minutes: an agent on every host closes the connections to peers that went silent.',
      source: 'measured: SeaweedFS writes hung for 60 s and more without it, 1.7 s with it',
    },
  ],
})
