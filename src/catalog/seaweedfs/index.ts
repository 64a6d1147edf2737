// SeaweedFS: the object store. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineService, type Role } from '../service.ts'
import { nativeEndpoints, nativeMetrics } from './endpoints.ts'
import { seaweedfsOnKubernetes } from './kubernetes-plan.ts'
import { type SeaweedfsOptions, seaweedfsOptions } from './options.ts'
import { account, filer, master, s3, volume } from './roles.ts'
import { seaweedfsRules } from './rules.ts'
import { gatewaySizing, volumeSizing } from './sizing.ts'
import { seaweedfsSoftware } from './software.ts'

/** Where the target is YARN, HDFS is the store (docs/adr/0012). */
function besideHadoop(role: Role<SeaweedfsOptions>): Role<SeaweedfsOptions> {
  return { ...role, count: (shape) => (shape.target === 'yarn' ? 0 : role.count(shape)) }
}

/** SeaweedFS as Hanok runs it: see README.md beside this file. */
export const service = defineService<SeaweedfsOptions>({
  id: 'seaweedfs',
  title: text('SeaweedFS, the object store', '오브젝트 스토어 SeaweedFS'),
  version: seaweedfsSoftware.version,
  options: seaweedfsOptions,
  account,
  roles: [master, volume, filer, s3].map(besideHadoop),
  endpoints: (shape) => [...nativeEndpoints(shape), ...nativeMetrics],
  datasets: ({ tier }) => [
    tier === 'ha'
      ? { name: 'seaweedfs-volumes', copies: 2, minInSync: 2, domainKind: 'rack', writesMove: true }
      : { name: 'seaweedfs-volumes', copies: 1, minInSync: 1, domainKind: 'host' },
  ],
  capabilities: { store: ['s3'] },
  flows: () => [],
  sizing: (shape, roomOf) => [...volumeSizing(shape, roomOf), ...gatewaySizing(shape)],
  rules: () => seaweedfsRules,
  probe: (endpoint, address, port) => {
    const http = { kind: 'http', address, port } as const
    switch (endpoint) {
      case 'master':
        // Answers 200 on a follower too, but only once there is a leader.
        return { ...http, path: '/cluster/status', expectStatus: [200], expectBody: '"Leader":\\s*"[^"]+' }
      case 'volume':
        return { ...http, path: '/healthz', expectStatus: [200] }
      case 'filer':
        return { ...http, path: '/healthz', expectStatus: [200] }
      case 'gateway':
      case 's3':
        return { ...http, path: '/healthz', expectStatus: [200] }
      default:
        return { kind: 'tcp', address, port }
    }
  },
  kubernetes: seaweedfsOnKubernetes,
  decisions: [
    {
      about: 'seaweedfs/filer',
      why: 'Metadata in the platform’s Postgres: synchronous, without a size bound, and one HA database to operate.',
      source: 'R-2.1; docs/adr/0004-filer-store-on-postgres.md',
    },
    {
      about: 'seaweedfs/volume',
      why: 'Every write has a second copy in another rack before it is acknowledged; with three racks writes go on when one is lost.',
      source: 'R-2.1; measured with replication 010 over two and three racks',
    },
    {
      about: 'seaweedfs/master',
      why: 'After a leader’s death a new one refuses to assign volumes for 15 s, a constant of SeaweedFS: writes stop about 16 s, reads go on.',
      source: 'weed/topology/topology.go, WarmupPulseMultiplier; measured',
    },
  ],
})
