// nginx, its web application firewall and the exporter of its metrics, as the distribution packages them.

import type { Software } from '../software.ts'

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
