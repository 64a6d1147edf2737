// Trino 476: the newest server whose archive the Maven repository holds.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** The Trino server with the plugins that the platform uses. */
export const trinoSoftware: Software = {
  id: 'trino-476',
  title: 'Trino',
  version: '476',
  licence: 'Apache-2.0',
  source: {
    kind: 'maven',
    coordinates: ['io.trino:trino-server:476:tar.gz'],
    files: locks['trino-476'],
    layout: 'archive',
    root: 'trino-server-476',
    keep: [
      'bin',
      'lib',
      'secrets-plugin',
      ...[
        'exchange-filesystem',
        'iceberg',
        'password-authenticators',
        'resource-group-managers',
        'session-property-managers',
        'tpch',
      ].map((plugin) => `plugin/${plugin}`),
    ],
  },
}
