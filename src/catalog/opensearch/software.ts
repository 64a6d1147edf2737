// OpenSearch with its security plugin, in the last version whose plugin the Maven repository holds, and what asks it.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

const plugin = 'org.opensearch.plugin:opensearch-security:2.19.1.0:zip'

/**
 * The distribution without further modules (no Painless, no language analysers), and the security plugin where `opensearch-plugin install`
 * puts it.
 */
export const opensearchSoftware: Software = {
  id: 'opensearch-2.19.1',
  title: 'OpenSearch with its security plugin',
  version: '2.19.1',
  licence: 'Apache-2.0',
  source: {
    kind: 'maven',
    coordinates: ['org.opensearch.distribution.integ-test-zip:opensearch:2.19.1:zip', plugin],
    files: locks['opensearch-2.19.1'],
    layout: 'archive',
    inside: { [plugin]: 'plugins/opensearch-security' },
    root: 'opensearch-2.19.1',
  },
}

/** The distribution's curl: scripts ask OpenSearch with it. */
export const curl: Software = {
  id: 'curl',
  title: 'curl',
  version: 'distribution',
  licence: 'curl',
  source: { kind: 'apt', packages: ['curl'], provides: ['/usr/bin/curl'], daemons: [] },
}

/** The distribution's exporter: it works with OpenSearch 2.19 (tried). */
export const exporterSoftware: Software = {
  id: 'prometheus-elasticsearch-exporter',
  title: 'Prometheus exporter for Elasticsearch and OpenSearch',
  version: 'distribution',
  licence: 'Apache-2.0',
  source: {
    kind: 'apt',
    packages: ['prometheus-elasticsearch-exporter'],
    provides: ['/usr/bin/prometheus-elasticsearch-exporter'],
    daemons: ['prometheus-elasticsearch-exporter'],
  },
}
