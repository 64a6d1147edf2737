// rsyslog as the distribution packages it. Two pieces: where a machine has a syslog of its own, only the module is added, and nothing of it is switched off.

import type { Software } from '../software.ts'

/** rsyslog with the modules that read files, hash, and mend UTF-8. */
export const rsyslogSoftware: Software = {
  id: 'rsyslog',
  title: 'rsyslog',
  version: 'distribution',
  licence: 'GPL-3.0-or-later AND Apache-2.0',
  source: {
    kind: 'apt',
    packages: ['rsyslog'],
    provides: ['/usr/sbin/rsyslogd'],
    daemons: ['rsyslog'],
  },
}

/** Its module that speaks to OpenSearch; dpkg's own record shows it, since its folder is another on each architecture. */
export const rsyslogElasticsearchSoftware: Software = {
  id: 'rsyslog-elasticsearch',
  title: 'rsyslog: Elasticsearch and OpenSearch',
  version: 'distribution',
  licence: 'GPL-3.0-or-later AND Apache-2.0',
  source: {
    kind: 'apt',
    packages: ['rsyslog-elasticsearch'],
    provides: ['/var/lib/dpkg/info/rsyslog-elasticsearch.list'],
    daemons: [],
  },
}
