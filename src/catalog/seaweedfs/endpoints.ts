// What the roles of SeaweedFS open.

import type { DirectEndpoint, EndpointDefinition, ShapeContext } from '../service.ts'
import type { SeaweedfsOptions } from './options.ts'
import { gatewayBalancing } from './recovery.ts'

/** Each server's HTTP port, and its gRPC port ten thousand above, on the storage network. */
function storagePorts(role: string, port: number): readonly DirectEndpoint[] {
  const common = { kind: 'direct', role, networks: ['storage'], auth: 'none' } as const
  return [
    { ...common, name: role, port, protocol: 'http' },
    { ...common, name: `${role}-grpc`, port: port + 10_000, protocol: 'grpc' },
  ]
}

/** Ports on which each role tells its metrics, as upstream's own compositions have them: roles share hosts. */
const metricsPorts = { master: 9_324, volume: 9_325, filer: 9_326, s3: 9_327 } as const

/** What each role tells of itself where it runs natively. */
export const nativeMetrics: readonly DirectEndpoint[] = Object.entries(metricsPorts).map(
  ([role, port]): DirectEndpoint => ({
    kind: 'direct',
    name: `${role}-metrics`,
    role,
    networks: ['management'],
    port,
    protocol: 'http',
    auth: 'none',
    metrics: { path: '/metrics' },
  }),
)

/** What SeaweedFS serves. */
export function nativeEndpoints({ profile }: ShapeContext<SeaweedfsOptions>): readonly EndpointDefinition[] {
  return [
    ...storagePorts('master', 9_333),
    ...storagePorts('volume', 8_080),
    ...storagePorts('filer', 8_888),
    {
      kind: 'direct',
      name: 'gateway',
      role: 's3',
      networks: ['data'],
      port: 8_333,
      protocol: 's3',
      auth: 'access-key',
    },
    {
      kind: 'balanced',
      name: 's3',
      onBalancer: true,
      backend: 'gateway',
      network: 'data',
      port: 8_333,
      protocol: 's3',
      auth: 'access-key',
      balancing: gatewayBalancing(profile),
    },
  ]
}
