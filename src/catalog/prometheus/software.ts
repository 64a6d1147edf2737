// Prometheus, Alertmanager and the node exporter as the distribution packages them.

import type { Software } from '../software.ts'

/** Prometheus, with `promtool`, which checks and tests its rules. */
export const prometheusSoftware: Software = {
  id: 'prometheus',
  title: 'Prometheus',
  version: 'distribution',
  licence: 'Apache-2.0',
  source: {
    kind: 'apt',
    packages: ['prometheus'],
    provides: ['/usr/bin/prometheus', '/usr/bin/promtool'],
    daemons: ['prometheus'],
  },
}

/** Alertmanager, with `amtool`. */
export const alertmanagerSoftware: Software = {
  id: 'prometheus-alertmanager',
  title: 'Alertmanager',
  version: 'distribution',
  licence: 'Apache-2.0',
  source: {
    kind: 'apt',
    packages: ['prometheus-alertmanager'],
    provides: ['/usr/bin/prometheus-alertmanager', '/usr/bin/amtool'],
    daemons: ['prometheus-alertmanager'],
  },
}

/** The node exporter. */
export const nodeExporterSoftware: Software = {
  id: 'prometheus-node-exporter',
  title: 'Prometheus node exporter',
  version: 'distribution',
  licence: 'Apache-2.0',
  source: {
    kind: 'apt',
    packages: ['prometheus-node-exporter'],
    provides: ['/usr/bin/prometheus-node-exporter'],
    daemons: ['prometheus-node-exporter'],
  },
}
