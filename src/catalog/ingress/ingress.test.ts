// What nginx is configured to do on an edge: names, upstreams, limits, certificates. Whether nginx does it is in test/e2e.

import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/plan.ts'
import { service as loadBalancer } from '../load-balancer/index.ts'
import { service as streamlit } from '../streamlit/index.ts'
import { service as superset } from '../superset/index.ts'
import { fakeContext, fakeShape } from '../testing/context.ts'
import { service as ingress } from './index.ts'
import { edgeRecovery } from './timing.ts'

const edges = ['e1', 'e2']
const platform = (options: JsonObject = {}) => ({
  services: [ingress, superset, streamlit, loadBalancer],
  seats: {
    'ingress/nginx': edges,
    'ingress/exporter': ['e2', 'e1'],
    'load-balancer/haproxy': edges,
    'superset/web': ['o1', 'o2'],
    'streamlit/app': ['o1', 'o2'],
  },
  options: { ingress: options },
})

function edgeWith(options: JsonObject = {}, number = 1) {
  const made = ingress.roles[0]?.configure?.(fakeContext(platform(options), ingress, 'nginx', number))
  const file = (name: string) => made?.files.find(({ path }) => path.endsWith(`/${name}`))?.content ?? ''
  return { process: made?.process, files: made?.files ?? [], file, config: file('nginx.conf') }
}

const endpointsWith = (options: JsonObject) =>
  ingress.endpoints(fakeShape(platform(options), ingress)).map(({ name }) => name)

describe('an edge', () => {
  const { config, process, files } = edgeWith()

  test('has a name for each product of the plan, and leads it to every instance', () => {
    expect(config.match(/server_name \S+\.platform\.internal;/g)).toEqual([
      'server_name superset.platform.internal;',
      'server_name streamlit.platform.internal;',
    ])
    expect(config).toMatch(
      /upstream superset \{\n.*\n.*least_conn;\n\s+server 10\.77\.30\.13:8088 .*\n\s+server 10\.77\.30\.14:8088/,
    )
    expect(config).not.toContain('grafana')
  })

  test('keeps a browser with one instance where its session is there, and nowhere else', () => {
    expect(config.match(/hash \$instance_key consistent;/g)).toHaveLength(1)
    expect(config.match(/add_header Set-Cookie/g)).toHaveLength(1)
  })

  test('never sends again what may have been done, and keeps no connection on which that could not be told', () => {
    expect(config.match(/proxy_next_upstream error timeout;/g)).toHaveLength(4)
    expect(config).not.toMatch(/non_idempotent|keepalive \d/)
  })

  test('gives up a dead server after the times of its profile', () => {
    expect(config).toContain('proxy_connect_timeout 1000ms;')
    expect(config).toContain('max_fails=2 fail_timeout=5s;')
    const slow = fakeContext({ ...platform(), profile: 'conservative' }, ingress, 'nginx')
    const conservative = ingress.roles[0]?.configure?.(slow).files[0]?.content
    expect(conservative).toContain('proxy_connect_timeout 2000ms;')
    expect(conservative).toContain('max_fails=2 fail_timeout=10s;')
  })

  test('believes the balancers alone when they say who comes', () => {
    expect(config.match(/listen 10\.77\.30\.11:8443 .*proxy_protocol;/g)).toHaveLength(3)
    expect(config.match(/set_real_ip_from .*/g)).toEqual([
      'set_real_ip_from 10.77.30.11;',
      'set_real_ip_from 10.77.30.12;',
    ])
  })

  test('leads port 80 to TLS for names that it has', () => {
    expect(config).toContain('return 308 https://$host$request_uri;')
    expect(edgeWith({ port: 8_444 }).config).toContain('return 308 https://$host:8444$request_uri;')
    expect(endpointsWith({})).toContain('http')
    expect(endpointsWith({ redirect: false })).not.toContain('http')
    expect(edgeWith({ redirect: false }).config).not.toContain('308')
  })

  test('is reloaded without an end of what runs, and logs where everything logs', () => {
    expect(process?.reload).toEqual({ signal: 'SIGHUP' })
    expect(process?.stop.signal).toBe('SIGQUIT')
    expect(config).toContain('access_log /dev/stdout requests')
    expect(config).not.toMatch(/\$(cookie_|args|request_uri|http_authorization)[^;]*escape/)
  })

  test('has a certificate of the platform’s authority for each name, with keys for nobody else', () => {
    const keys = files.filter(({ path }) => path.endsWith('.key'))
    expect(keys.map(({ content, mode }) => [content, mode])).toEqual(
      ['platform.internal', 'superset.platform.internal', 'streamlit.platform.internal'].map((name) => [
        `{{secret:certificate-key/${name}}}\n`,
        0o400,
      ]),
    )
  })
})

describe('options of an edge', () => {
  test('put one certificate of the user’s own in the place of all others', () => {
    const { files, config } = edgeWith({ certificate: 'given' })
    const contents = files.map(({ content }) => content).filter((content) => content.startsWith('{{'))
    expect(contents).toEqual([
      '{{secret:given/ingress/certificate}}\n',
      '{{secret:given/ingress/certificate-key}}\n',
    ])
    expect(new Set(config.match(/ssl_certificate .*/g))).toHaveLength(1)
  })

  test('switch the firewall off, or let it only look', () => {
    const { config, file } = edgeWith({ waf: 'off' })
    expect(`${config}${file('waf.conf')}`).not.toContain('odsecurity')
    expect(edgeWith({ waf: 'detect' }).file('waf.conf')).toContain('SecRuleEngine DetectionOnly')
    expect(edgeWith().file('waf.conf')).toContain('SecRuleEngine On')
  })

  test('limit requests and bodies, and promise browsers TLS only where that was chosen', () => {
    expect(edgeWith({ requestsPerSecond: 5 }).config).toContain('limit_req zone=clients burst=20 nodelay;')
    expect(edgeWith({ requestsPerSecond: 0 }).config).not.toContain('limit_req zone')
    expect(edgeWith({ bodyMiB: 7 }).config).toContain('client_max_body_size 7m;')
    expect(edgeWith({ bodyMiB: 7 }).file('waf.conf')).toContain('SecRequestBodyLimit 4194304')
    expect(edgeWith().config).not.toContain('Strict-Transport-Security max-age')
    expect(edgeWith({ hstsDays: 365 }).config).toContain('Strict-Transport-Security max-age=31536000')
  })
})

test('files that people upload pass by the firewall, at their own paths and nowhere else', () => {
  const { config } = edgeWith({ bodyMiB: 7 })
  const locations = config.match(/location ~ "[^"]+" \{\n\s+modsecurity off;\n\s+client_max_body_size 7m;/g)
  expect(locations).toHaveLength(2)
  expect(config.match(/modsecurity off;/g)).toHaveLength(2)
  expect(config.match(/modsecurity on;/g)).toHaveLength(2)
})

describe('the firewall', () => {
  const waf = edgeWith({ domain: 'lake.example.com' }).file('waf.conf')

  test('lists its rules itself: libmodsecurity 3 refuses IncludeOptional', () => {
    expect(waf).not.toContain('IncludeOptional')
    expect(waf.match(/^Include .*SQLI\.conf$/gm)).toHaveLength(1)
  })

  test('looks away for one product, path and method at a time', () => {
    expect(waf.match(/"@rx \^superset\\\.lake\\\.example\\\.com\(/g)?.length).toBeGreaterThan(3)
    expect(waf).not.toMatch(/grafana|opensearch/)
    expect(waf).not.toMatch(/ctl:ruleEngine|ctl:ruleRemoveBy(?!Id=13\b)/)
    expect(waf.match(/^SecRuleRemove.*/gm)).toEqual(['SecRuleRemoveById 941160'])
  })
})

test('an exporter tells the counts of the nginx with its number, wherever both are', () => {
  const made = ingress.roles[1]?.configure?.(fakeContext(platform(), ingress, 'exporter', 1))
  expect(made?.process.argv).toContain('-web.listen-address=10.77.10.12:9113')
  expect(made?.process.argv).toContain('-nginx.scrape-uri=http://10.77.10.11:8082/stub_status')
})

test('the loss of an edge is counted from the checks that the balancer makes', () => {
  expect(edgeRecovery('fast')).toMatchObject({ hostLossMs: 5_000, instanceLossMs: 2_000 })
  expect(edgeRecovery('conservative')).toMatchObject({ hostLossMs: 8_000, instanceLossMs: 5_000 })
})
