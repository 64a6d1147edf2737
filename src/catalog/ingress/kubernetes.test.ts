// The ingress on Kubernetes writes its routes in either of two languages, and never in both.

import { describe, expect, test } from 'vitest'
import { at, listAt, objectAt } from '../../model/json-at.ts'
import { renderedDeclaration } from '../../renderers/testing/rendered-kubernetes.ts'

const head = 'shape: minimum\ntarget: kubernetes\nname: lake\n'
const usual = renderedDeclaration(head)
const gateway = renderedDeclaration(`${head}services:\n  ingress: { api: gateway }\n`)
const routes = gateway.of('HTTPRoute')

describe('the Gateway API', () => {
  test('takes the place of Ingress, product by product', () => {
    const names = (objects: readonly { metadata: { name: string; namespace?: string | undefined } }[]) =>
      objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    expect(names(routes)).toEqual(names(usual.of('Ingress')))
    expect(routes.length).toBeGreaterThan(2)
    expect([usual.of('HTTPRoute'), gateway.of('Ingress')]).toEqual([[], []])
  })

  test('leads to the same names and ports', () => {
    const ofIngress = usual.of('Ingress').map((object) => {
      const [rule] = listAt(object.spec, 'rules')
      const backend = objectAt(listAt(rule, 'http', 'paths')[0], 'backend', 'service')
      return { hostnames: [rule?.host], backend: { name: backend.name, port: at(backend, 'port', 'number') } }
    })
    const ofGateway = routes.map((object) => ({
      hostnames: at(object.spec, 'hostnames'),
      backend: listAt(listAt(object.spec, 'rules')[0], 'backendRefs')[0],
    }))
    expect(ofGateway).toEqual(ofIngress)
  })

  test('has one Gateway, which ends TLS with the Secret and lets in the platform’s namespaces only', () => {
    const values = gateway.values('traefik')
    const { name, listeners } = at(values, 'gateway') as { name: string; listeners: Record<string, unknown> }
    for (const route of routes) {
      expect(listAt(route.spec, 'parentRefs')[0]).toEqual({
        name,
        namespace: 'lake-ingress',
        sectionName: 'websecure',
      })
    }
    expect(listeners).toEqual({
      web: null,
      websecure: {
        port: 8_443,
        protocol: 'HTTPS',
        certificateRefs: [{ name: 'tls' }],
        namespacePolicy: {
          from: 'Selector',
          selector: { matchLabels: { 'app.kubernetes.io/part-of': 'lake' } },
        },
      },
    })
    const labelled = gateway
      .of('Namespace')
      .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/part-of'] === 'lake')
      .map(({ metadata }) => metadata.name)
    const watched = at(values, 'providers', 'kubernetesGateway', 'namespaces') as unknown as string[]
    expect(labelled).toEqual(expect.arrayContaining(watched))
    expect(watched).toEqual(expect.arrayContaining(routes.map(({ metadata }) => metadata.namespace)))
  })

  test('is off unless it is asked for', () => {
    expect(at(usual.values('traefik'), 'gateway')).toEqual({ enabled: false })
    expect(at(usual.values('traefik'), 'providers', 'kubernetesGateway')).toBeUndefined()
  })
})

describe('the plain port', () => {
  const ports = (declaration: string) =>
    at(renderedDeclaration(declaration).values('traefik'), 'ports', 'web')

  test('leads to the port that people open', () => {
    expect(at(usual.values('traefik'), 'ports', 'web')).toEqual({
      port: 8_081,
      exposedPort: 8_081,
      expose: { default: true },
      http: { redirections: { entryPoint: { to: ':443', scheme: 'https', permanent: true } } },
    })
  })

  test('is closed where that is not wanted', () => {
    expect(ports(`${head}services:\n  ingress: { redirect: false }\n`)).toEqual({
      expose: { default: false },
    })
  })
})

test('the balancer takes for well what Traefik answers: it has no page of its own on these ports', () => {
  const config = JSON.stringify(usual.values('haproxy'))
  expect(config).toMatch(/backend ingress-traefik\\n(?:(?!backend ).)*expect status 404/)
  expect(config).toMatch(/backend ingress-redirect\\n(?:(?!backend ).)*expect status 301/)
})
