// PostgreSQL and Patroni as the distribution packages them.

import type { Software } from '../software.ts'

/** PostgreSQL 15; its programs are in /usr/lib/postgresql/15/bin. */
export const postgresqlSoftware: Software = {
  id: 'postgresql-15',
  title: 'PostgreSQL',
  version: '15',
  licence: 'PostgreSQL',
  source: {
    kind: 'apt',
    packages: ['postgresql-15', 'postgresql-client-15'],
    provides: ['/usr/lib/postgresql/15/bin/postgres', '/usr/lib/postgresql/15/bin/psql'],
    daemons: ['postgresql'],
  },
}

/** Patroni, which elects and follows the primary. */
export const patroniSoftware: Software = {
  id: 'patroni',
  title: 'Patroni',
  version: 'distribution',
  licence: 'MIT',
  source: { kind: 'apt', packages: ['patroni'], provides: ['/usr/bin/patroni'], daemons: ['patroni'] },
}
