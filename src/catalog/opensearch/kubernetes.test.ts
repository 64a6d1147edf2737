// OpenSearch on Kubernetes has certificates and users of its own, and knows in which rack each pod stands.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { at, listAt } from '../../model/json-at.ts'
import { rackLabel } from '../../model/kubernetes.ts'
import { authorityCertificate, certificateOf, secretPlaceholder } from '../../model/secrets.ts'
import { nodeObjects } from '../../renderers/kubernetes/nodes.ts'
import { indexPlan } from '../../renderers/plan-index.ts'
import { renderedDeclaration } from '../../renderers/testing/rendered-kubernetes.ts'
import { catalog } from '../index.gen.ts'

const { plan, of, secret, values } = renderedDeclaration('shape: minimum\ntarget: kubernetes\nname: lake\n')
const namespace = 'lake-opensearch'
const settingsOf = (release: string) =>
  parse(String(at(values(release), 'config', 'opensearch.yml'))) as Record<string, unknown>

describe.each(['manager', 'data'])('a %s node', (release) => {
  const settings = settingsOf(release)

  test('has no demo certificates, and reads files that its Secrets hold', () => {
    expect(at(values(release), 'extraEnvs')).toContainEqual({
      name: 'DISABLE_INSTALL_DEMO_CONFIG',
      value: 'true',
    })
    const [mount] = listAt(values(release), 'secretMounts')
    const files = Object.entries(settings).filter(([name]) => name.endsWith('_filepath'))
    expect(files.length).toBe(6)
    for (const [name, path] of files) {
      const [folder, file = ''] = String(path).split('/')
      expect(mount?.path, name).toBe(`/usr/share/opensearch/config/${folder}`)
      expect(secret(namespace, String(mount?.secretName))[file], name).toMatch(/^\{\{secret:/)
    }
    const held = String(at(values(release), 'securityConfig', 'config', 'securityConfigSecret'))
    expect(Object.keys(secret(namespace, held))).toContain('internal_users.yml')
  })

  test('takes the zone from its rack, and keeps copies apart by it', () => {
    expect(settings['cluster.routing.allocation.awareness.attributes']).toBe('zone')
    expect(settings['node.attr.zone']).toMatch(/ZONE/)
  })

  test('believes nobody but nodes and the administrator by their certificates', () => {
    expect(settings['plugins.security.nodes_dn']).toEqual(['CN=opensearch-node,O=lake'])
    expect(settings['plugins.security.authcz.admin_dn']).toEqual(['CN=opensearch-admin,O=lake'])
  })
})

describe('racks', () => {
  const [map] = of('ConfigMap').filter(({ metadata }) => metadata.namespace === namespace)

  test('are those of the nodes in the plan', () => {
    const nodes = nodeObjects(indexPlan(plan, catalog))
    const rackOf = (name: string) =>
      nodes.find(({ metadata }) => metadata.name === name)?.metadata.labels?.[rackLabel]
    const hosts = plan.instances
      .filter(({ service, role }) => service === 'opensearch' && role !== 'dashboards')
      .map(({ host }) => host.slice('host/'.length))
    expect(map?.data).toEqual(Object.fromEntries(hosts.map((host) => [host, rackOf(host)])))
    expect(new Set(Object.values(map?.data as object)).size).toBeGreaterThan(1)
  })

  test('reach the settings of a pod by the name of its node, and a node of no rack is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hanok-racks-'))
    try {
      mkdirSync(join(folder, 'racks'))
      writeFileSync(join(folder, 'racks/search-2'), 'r2')
      writeFileSync(join(folder, 'opensearch.yml'), String(at(values('data'), 'config', 'opensearch.yml')))
      const [container] = listAt(values('data'), 'extraInitContainers')
      const script = (at(container, 'command') as unknown as string[])
        .join('\n')
        .replace('/bin/sh\n-c\n', '')
        .replaceAll('/etc/racks', join(folder, 'racks'))
        .replaceAll('/tmp/config', folder)
      const run = (NODE: string) =>
        execFileSync('/bin/sh', ['-c', script], { env: { ...process.env, NODE }, stdio: 'pipe' })
      expect(() => run('search-9')).toThrow(/node search-9 is in no rack/)
      run('search-2')
      expect(parse(readFileSync(join(folder, 'opensearch.yml'), 'utf8'))['node.attr.zone']).toBe('r2')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('are what copies of indices are apart by; without racks it is the node', () => {
    const domainOf = (of: typeof plan) =>
      of.datasets.find(({ service }) => service === 'opensearch')?.domainKind
    const alone = renderedDeclaration('shape: compact-8\ntarget: kubernetes\n')
    expect([domainOf(plan), domainOf(alone.plan)]).toEqual(['rack', 'host'])
    expect(at(alone.values('data'), 'extraInitContainers')).toBeUndefined()
    expect(String(at(alone.values('data'), 'config', 'opensearch.yml'))).not.toContain('zone')
  })
})

test('Dashboards trust the platform’s authority, and the name by which they call is that of the certificate', () => {
  const settings = parse(String(at(values('dashboards'), 'config', 'opensearch_dashboards.yml')))
  const [host] = settings['opensearch.hosts']
  expect(secret(namespace, 'certificates')['http.crt']).toBe(
    secretPlaceholder(certificateOf(new URL(host).hostname)),
  )
  expect(settings['opensearch.ssl.verificationMode']).toBe('full')
  expect(settings['opensearch.ssl.certificateAuthorities']).toEqual([
    '/usr/share/opensearch-dashboards/config/certificates/ca.crt',
  ])
  expect(secret(namespace, 'authority')['ca.crt']).toBe(secretPlaceholder(authorityCertificate))
  expect(secret(namespace, 'dashboards').username).toBe('kibanaserver')
})

describe('users', () => {
  const files = secret(namespace, 'security')
  const read = (name: string) => parse(files[name] ?? '')

  test('are known by hashes of the passwords that their own Secrets hold', () => {
    const { _meta, ...users } = read('internal_users.yml')
    expect(Object.keys(users)).toEqual(['admin', 'kibanaserver', 'log-shipper'])
    expect(users.kibanaserver.hash).toBe('{{secret:bcrypt/opensearch/dashboards}}')
    expect(secret(namespace, 'dashboards').password).toBe('{{secret:opensearch/dashboards}}')
    expect(users['log-shipper'].hash).toBe('{{secret:bcrypt/opensearch/log-shipper}}')
  })

  test('that ship logs reach no other indices, and read none', () => {
    const { _meta, ...mapping } = read('roles_mapping.yml') as Record<string, { users?: string[] }>
    const roles = Object.keys(mapping).filter((role) => mapping[role]?.users?.includes('log-shipper'))
    expect(roles).toEqual(['logs-writer', 'logs-keeper'])
    for (const role of roles) {
      for (const { index_patterns, allowed_actions } of read('roles.yml')[role].index_permissions) {
        expect(index_patterns).toEqual(['logs-*'])
        expect(allowed_actions.join(' ')).not.toMatch(
          /data\/read|(^| )\*|indices:\*|data\/\*|write\/(delete|update)/,
        )
      }
    }
  })
})
