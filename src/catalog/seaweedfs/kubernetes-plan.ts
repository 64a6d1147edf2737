// How SeaweedFS is planned on Kubernetes: the same roles by upstream's chart.

import { equalsRecovery } from '../kubernetes-timing.ts'
import type { DirectEndpoint, KubernetesRealisation, Role } from '../service.ts'
import { nativeEndpoints } from './endpoints.ts'
import type { SeaweedfsOptions } from './options.ts'
import { filer, master, s3, volume } from './roles.ts'

/** Version of SeaweedFS that the chart installs. */
export const kubernetesSeaweedfsVersion = '4.44'

/** The chart's port of metrics, the same for every role. */
export const metricsPort = 9_327

const metrics = ['master', 'volume', 'filer', 's3'].map(
  (role): DirectEndpoint => ({
    kind: 'direct',
    name: `${role}-metrics`,
    role,
    networks: role === 's3' ? ['data'] : ['storage'],
    port: metricsPort,
    protocol: 'http',
    auth: 'none',
    metrics: { path: '/metrics' },
  }),
)

/** Gateways find filers by their Service: a lost one stays in it until its node counts as lost. */
const behindAService = (role: Role<SeaweedfsOptions>): Role<SeaweedfsOptions> => ({
  ...role,
  recovery: () => equalsRecovery(),
})

/** SeaweedFS by its chart. */
export const seaweedfsOnKubernetes: KubernetesRealisation<SeaweedfsOptions> = {
  realisation: 'chart',
  version: kubernetesSeaweedfsVersion,
  roles: [
    { ...master, moves: false },
    { ...volume, moves: false },
    // The chart has a StatefulSet for them: its pods wait for their node, though they hold nothing.
    { ...behindAService(filer), moves: false },
    s3,
  ],
  endpoints: (shape) => [...nativeEndpoints(shape), ...metrics],
}
