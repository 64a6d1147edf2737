// What Envoy and Traefik are configured to do on an edge. Whether they do it is in test/e2e/other-edges.test.ts.

import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/plan.ts'
import { service as loadBalancer } from '../load-balancer/index.ts'
import { service as streamlit } from '../streamlit/index.ts'
import { service as superset } from '../superset/index.ts'
import { fakeContext, fakeShape } from '../testing/context.ts'
import { service as ingress } from './index.ts'

const servers = ['envoy', 'traefik'] as const

function filesOf(server: (typeof servers)[number], options: JsonObject = {}) {
  const platform = {
    services: [ingress, superset, streamlit, loadBalancer],
    seats: {
      [`ingress/${server}`]: ['e1', 'e2'],
      'load-balancer/haproxy': ['e1', 'e2'],
      'superset/web': ['o1', 'o2'],
      'streamlit/app': ['o1', 'o2'],
    },
    options: { ingress: { server, ...options } },
  }
  const role = ingress.roles.find(({ id }) => id === server)
  const shape = fakeShape(platform, ingress)
  const files = role?.configure?.(fakeContext(platform, ingress, server)).files ?? []
  return { shape, files, all: files.map(({ content }) => content).join('\n') }
}

describe.each(servers)('an edge of %s', (server) => {
  const { shape, files, all } = filesOf(server)

  test('stands where nginx would, which is then nowhere', () => {
    const counts = ingress.roles.map(({ id, count }) => [id, count(shape)])
    expect(Object.fromEntries(counts)).toMatchObject({ nginx: 0, exporter: 0, [server]: 2 })
    expect(ingress.endpoints(shape).map(({ name }) => name)).toEqual(
      expect.arrayContaining([server, 'https', 'http', 'metrics']),
    )
  })

  test('has each name with its certificate, and keys for nobody else', () => {
    for (const name of ['superset.platform.internal', 'streamlit.platform.internal']) {
      expect(all).toContain(name)
      expect(files.find(({ path }) => path.endsWith(`/${name}.key`))?.mode).toBe(0o400)
    }
    expect(all).not.toContain('grafana')
    expect(all).not.toContain('PRIVATE KEY')
  })

  test('limits by address, unless it is told not to', () => {
    expect(all).toMatch(/"(burst|max_tokens)": 400/)
    expect(filesOf(server, { requestsPerSecond: 0 }).all).not.toMatch(/"(burst|max_tokens)": 400/)
  })

  test('leaves out the port that leads to TLS where there is none', () => {
    expect(all).toContain('8081')
    expect(filesOf(server, { redirect: false }).all).not.toContain('8081')
  })

  test('keeps no connection to a product', () => {
    expect(all).toMatch(/"max_requests_per_connection": 1\b|"maxIdleConnsPerHost": -1/)
  })

  test('writes no parameters and no cookies into its log', () => {
    expect(all).toMatch(/%PATH\(NQ\)%|"RequestPath": "drop"/)
    expect(all).not.toMatch(/%REQ\((COOKIE|AUTHORIZATION)\)%/i)
  })
})

test('Envoy sends again what reads, and of the rest only what nobody got', () => {
  const { content = '{}' } = filesOf('envoy').files[0] ?? {}
  const [tls] = JSON.parse(content).static_resources.listeners
  const [chain] = tls.filter_chains
  const [known] = chain.filters[0].typed_config.route_config.virtual_hosts
  const retried = known.routes.map((route: { route: { retry_policy: { retry_on: string } } }) =>
    route.route.retry_policy.retry_on.split(','),
  )
  expect(retried).toEqual([['connect-failure', 'refused-stream', 'reset'], ['connect-failure']])
  expect(known.routes[0].match.headers[0].string_match.safe_regex.regex).toBe('GET|HEAD|OPTIONS')
})
