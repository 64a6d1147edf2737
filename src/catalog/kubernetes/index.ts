// The Kubernetes control plane, where a platform runs on Kubernetes. Part of the catalog; planned, not run yet.

import { text } from '../../model/text.ts'
import { defineService, type Role, type ShapeContext } from '../service.ts'
import { type KubernetesOptions, kubernetesOptions } from './options.ts'

function members({ target, hostsOf }: ShapeContext<KubernetesOptions>): number {
  if (target !== 'kubernetes') return 0
  return hostsOf('control') >= 3 ? 3 : 1
}

const controlPlane: Role<KubernetesOptions> = {
  id: 'control-plane',
  title: text('control plane', '컨트롤 플레인'),
  duties: ['control'],
  count: members,
  networks: [],
  rule: (shape) => (members(shape) > 1 ? { kind: 'majority' } : { kind: 'single' }),
  needs: () => [
    {
      service: 'kubernetes',
      endpoint: 'etcd-peer',
      strength: 'soft',
      via: 'list',
      why: 'the members of its etcd replicate the log and elect a leader',
    },
  ],
  size: () => ({
    production: { memoryMiB: 4_096, cpus: 2, diskGiB: 50, settings: {} },
    rehearsal: { memoryMiB: 640, cpus: 1, diskGiB: 2, settings: {} },
  }),
}

/** The Kubernetes control plane as Hanok plans it: see README.md beside this file. */
export const service = defineService<KubernetesOptions>({
  id: 'kubernetes',
  title: text('Kubernetes control plane', 'Kubernetes 컨트롤 플레인'),
  version: '1.33',
  options: kubernetesOptions,
  account: { name: 'kubernetes', uid: 61_018 },
  roles: [controlPlane],
  endpoints: ({ profile }) => [
    {
      kind: 'direct',
      name: 'apiserver',
      role: 'control-plane',
      networks: ['management'],
      port: 6_443,
      protocol: 'https',
      tls: true,
      auth: 'certificate',
    },
    {
      kind: 'direct',
      name: 'etcd-peer',
      role: 'control-plane',
      networks: ['management'],
      port: 2_384,
      protocol: 'https',
      tls: true,
      auth: 'certificate',
    },
    {
      kind: 'balanced',
      name: 'api',
      onBalancer: true,
      backend: 'apiserver',
      network: 'management',
      port: 6_443,
      protocol: 'https',
      tls: true,
      auth: 'certificate',
      balancing: {
        mode: 'tcp',
        policy: 'least-connections',
        // As kubeadm's guide to high availability asks for; anyone may read it.
        check: { kind: 'http', method: 'GET', path: '/readyz', tls: true },
        intervalMs: profile === 'fast' ? 1_000 : 2_000,
        fall: profile === 'fast' ? 2 : 3,
        rise: 2,
        checkTimeoutMs: 2_000,
        connectTimeoutMs: 2_000,
        idleTimeoutMs: 3_600_000,
      },
    },
  ],
  datasets: () => [],
  capabilities: {},
  flows: () => [],
  probe: (_endpoint, address, port) => ({ kind: 'tcp', address, port }),
  decisions: [
    {
      about: 'kubernetes/control-plane',
      why: 'Three members with their etcd beside them, one API address in front: one may die.',
      source: 'R-7.1; Kubernetes, "Options for highly available topology": stacked etcd',
    },
  ],
})
