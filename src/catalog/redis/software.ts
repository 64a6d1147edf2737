// Redis as the distribution packages it.

import type { Software } from '../software.ts'

/** Redis 7.0 under the BSD licence; a Sentinel is the same program. Its client asks the Sentinels and the probes. */
export const redisSoftware: Software = {
  id: 'redis',
  title: 'Redis',
  version: 'distribution',
  licence: 'BSD-3-Clause',
  source: {
    kind: 'apt',
    packages: ['redis-server', 'redis-tools'],
    provides: ['/usr/bin/redis-server', '/usr/bin/redis-cli'],
    daemons: ['redis-server'],
  },
}
