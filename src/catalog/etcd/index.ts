// etcd: the three voters that decide who is Postgres' primary. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineProcess, defineService } from '../service.ts'
import { etcdConfig } from './config.ts'
import { type EtcdOptions, etcdOptions } from './options.ts'
import { etcdRules } from './rules.ts'
import { etcdSoftware } from './software.ts'

/** etcd as Hanok runs it: see README.md beside this file. */
export const service = defineService<EtcdOptions>({
  id: 'etcd',
  title: text('etcd, the consensus store', '합의 저장소 etcd'),
  version: '3.4',
  options: etcdOptions,
  account: { name: 'etcd', uid: 61_001 },
  roles: [
    {
      id: 'member',
      title: text('member', '구성원'),
      duties: ['metadata', 'control'],
      count: ({ tier }) => (tier === 'ha' ? 3 : 1),
      networks: ['management'],
      rule: ({ tier }) => (tier === 'ha' ? { kind: 'majority' } : { kind: 'single' }),
      // A member stands for election after one to two election timeouts, at random; one more for the vote (Raft, 5.2).
      recovery: ({ options }) => ({
        hostLossMs: 3 * options.electionMs,
        source: `etcd: 3 × election-timeout ${options.electionMs} ms`,
      }),
      needs: () => [],
      size: () => ({
        production: { memoryMiB: 2_048, cpus: 2, diskGiB: 20, settings: { goMemoryLimitMiB: 1_536 } },
        rehearsal: { memoryMiB: 160, cpus: 1, diskGiB: 1, settings: { goMemoryLimitMiB: 64 } },
      }),
      software: [etcdSoftware],
      configure: (context) => {
        const address = context.address('management')
        const { port } = context.endpoint('etcd', 'client')
        const configFile = `${context.configDirectory}/etcd.yaml`
        return {
          files: [{ path: configFile, content: etcdConfig(context) }],
          process: defineProcess(context, 'etcd', {
            argv: ['/usr/bin/etcd', '--config-file', configFile],
            env: { GOMEMLIMIT: `${context.size.settings.goMemoryLimitMiB}MiB`, GOGC: '50' },
            directories: [{ path: `${context.dataDirectory}/member`, mode: 0o700 }],
            ready: context.probeOf('etcd', 'client', address),
            readyTimeoutMs: 120_000,
            leader: {
              kind: 'http',
              address,
              port,
              method: 'POST',
              path: '/v3/maintenance/status',
              body: '{}',
              expectStatus: [200],
              // The member that answers is the one it calls its leader.
              expectBody: '"member_id":"(\\d+)".*"leader":"\\1"',
            },
            limits: {
              memoryMiB: context.size.memoryMiB,
              cpus: context.size.cpus,
              openFiles: 65_536,
              // A leader whose heartbeats are late is voted out: they must not wait behind other work.
              nice: -5,
            },
          }),
        }
      },
    },
  ],
  endpoints: () => [
    {
      kind: 'direct',
      name: 'client',
      role: 'member',
      networks: ['management'],
      port: 2_379,
      protocol: 'http',
      auth: 'none',
      metrics: { path: '/metrics' },
    },
    {
      kind: 'direct',
      name: 'peer',
      role: 'member',
      networks: ['management'],
      port: 2_380,
      protocol: 'http',
      auth: 'none',
    },
  ],
  datasets: ({ tier }) => [
    {
      name: 'etcd',
      copies: tier === 'ha' ? 3 : 1,
      minInSync: tier === 'ha' ? 2 : 1,
      durableCopies: tier === 'ha' ? 2 : 1,
      domainKind: tier === 'ha' ? 'rack' : 'host',
    },
  ],
  capabilities: {},
  flows: () => [
    {
      from: 'etcd/member',
      to: 'peer',
      protocol: 'tcp',
      network: 'management',
      why: 'members replicate the log and elect a leader',
    },
  ],
  rules: () => etcdRules,
  probe: (endpoint, address, port) =>
    endpoint === 'client'
      ? {
          kind: 'http',
          address,
          port,
          path: '/health',
          expectStatus: [200],
          expectBody: '"health":\\s*"true"',
        }
      : { kind: 'tcp', address, port },
  // The operator of Postgres elects through the cluster's own API.
  kubernetes: { realisation: 'native', roles: [] },
  decisions: [
    {
      about: 'etcd/member',
      why: 'Three voters on the management network: one may die, and clients of the data network cannot crowd out their heartbeats.',
      source: 'etcd, "Frequently asked questions": failure tolerance',
    },
  ],
})
