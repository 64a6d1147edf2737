// PostgreSQL as the distribution packages it, Patroni as upstream does.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

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

/**
 * Patroni, which elects and follows the primary, with its clients of etcd and Postgres. The folder belongs on PYTHONPATH. Not the distribution's
 * 3.0.2: there a primary that comes back from a partition after its lease has ended writes its name over its successor's leader key, and
 * two servers go on in one timeline (https://github.com/patroni/patroni/pull/2689, mended in 3.0.3; seen in a drill on 2026-12-01, ADR 0026).
 */
export const patroniSoftware: Software = {
  id: 'patroni-4.1.5',
  title: 'Patroni',
  version: '4.1.5',
  licence: 'MIT',
  source: {
    kind: 'pip',
    requirement: 'patroni[etcd3]==4.1.5',
    closure: true,
    beside: ['psycopg2-binary==2.9.13'],
    files: locks['patroni-4.1.5'],
  },
}
