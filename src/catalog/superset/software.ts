// Superset with the drivers that the platform needs, which upstream's image lacks.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** Superset, its servers, and the drivers of Postgres, Redis and Trino. The folder belongs on PYTHONPATH, its `bin` on PATH. */
export const supersetSoftware: Software = {
  id: 'superset-6.1.0',
  title: 'Apache Superset',
  version: '6.1.0',
  licence: 'Apache-2.0',
  source: {
    kind: 'pip',
    requirement: 'apache-superset==6.1.0',
    closure: true,
    beside: [
      'gunicorn==27.0.1',
      'gevent==24.11.1',
      'psycopg2-binary==2.9.13',
      'redis==5.3.1',
      'trino[sqlalchemy]==0.340.0',
      // Its own range lets one in with which no cache works (TypeError: timeout).
      'flask-caching==2.3.1',
      // Superset wants a redis below 6; kombu 5.7 refuses to speak to Redis with it (VersionMismatch), which no requirement of theirs says.
      'celery==5.5.3',
      'kombu==5.5.4',
      // Imported, but not among its requirements.
      'rich',
      'cachetools',
    ],
    files: locks['superset-6.1.0'],
  },
}

/** Python's client of LDAP, which Flask-AppBuilder asks directories with. The package index has its sources only. */
export const ldapSoftware: Software = {
  id: 'python-ldap',
  title: 'python-ldap',
  version: 'distribution',
  licence: 'Python-2.0',
  source: {
    kind: 'apt',
    packages: ['python3-ldap'],
    provides: ['/usr/lib/python3/dist-packages/ldap/__init__.py'],
    daemons: [],
  },
}
