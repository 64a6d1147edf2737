// etcd as the distribution packages it.

import type { Software } from '../software.ts'

/** The etcd server. */
export const etcdSoftware: Software = {
  id: 'etcd',
  title: 'etcd',
  version: 'distribution',
  licence: 'Apache-2.0',
  source: { kind: 'apt', packages: ['etcd-server'], provides: ['/usr/bin/etcd'], daemons: ['etcd'] },
}
