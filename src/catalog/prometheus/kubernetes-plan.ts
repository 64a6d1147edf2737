// How Prometheus is planned on Kubernetes: the same roles by the Prometheus Operator, which wants room for itself, and what measures the
// cluster.

import { text } from '../../model/text.ts'
import { movedRecovery } from '../kubernetes-timing.ts'
import type { DirectEndpoint, KubernetesRealisation, NeedDefinition, Role } from '../service.ts'
import type { PrometheusOptions } from './options.ts'
import { alertmanager, nodeExporter, server } from './roles.ts'

const theApi = (why: string): NeedDefinition => ({
  service: 'kubernetes',
  endpoint: 'apiserver',
  strength: 'soft',
  via: 'list',
  why,
  optional: true,
})

const small = (memoryMiB: number, cpus: number): Role<PrometheusOptions>['size'] => {
  const size = { memoryMiB, cpus, diskGiB: 1, settings: {} }
  return () => ({ production: size, rehearsal: { ...size, memoryMiB: Math.min(memoryMiB, 128) } })
}

const helper = (
  id: string,
  title: ReturnType<typeof text>,
  size: Role<PrometheusOptions>['size'],
): Role<PrometheusOptions> => ({
  id,
  title,
  duties: ['observability'],
  count: () => 1,
  networks: ['management'],
  rule: () => ({ kind: 'single' }),
  recovery: ({ profile }) => movedRecovery(profile, 30_000),
  needs: () => [theApi('the objects that it watches')],
  size,
})

const operator = helper('operator', text('operator', '오퍼레이터'), small(256, 0.25))
const stateMetrics = helper('state-metrics', text('state of objects', '객체 상태'), small(256, 0.1))

const own = (name: string, role: string, port: number): DirectEndpoint => ({
  kind: 'direct',
  name,
  role,
  networks: ['management'],
  port,
  protocol: 'http',
  auth: 'none',
  metrics: { path: '/metrics' },
})

/** Prometheus by kube-prometheus-stack. */
export function prometheusOnKubernetes(
  endpoints: readonly DirectEndpoint[],
): KubernetesRealisation<PrometheusOptions> {
  return {
    realisation: 'operator',
    version: '3.14.0',
    roles: [
      {
        ...server,
        moves: false,
        needs: (shape) => [...server.needs(shape), theApi('it finds there what to measure')],
      },
      { ...alertmanager, moves: false },
      operator,
      stateMetrics,
      nodeExporter,
    ],
    endpoints: () => [
      ...endpoints,
      own('operator', 'operator', 8_080),
      own('state-metrics', 'state-metrics', 8_080),
    ],
  }
}
