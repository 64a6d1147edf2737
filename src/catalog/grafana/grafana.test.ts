import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { service as etcd } from '../etcd/index.ts'
import { service as prometheus } from '../prometheus/index.ts'
import { isRunnable } from '../service.ts'
import { fakeContext } from '../testing/context.ts'
import { service } from './index.ts'

const archive = { path: '/srv/grafana.tar.gz', sha256: 'ab'.repeat(32) }
const platform = {
  services: [etcd, prometheus, service],
  seats: {
    'etcd/member': ['m1'],
    'prometheus/server': ['o1', 'o2'],
    'grafana/server': ['o1', 'o2'],
  },
  options: { grafana: { archive } },
  extraEndpoints: [{ service: 'postgres', name: 'primary', virtualIp: '10.77.20.5', port: 5432 }],
}
const configured = (number: number) =>
  service.roles[0]?.configure?.(fakeContext(platform, service, 'server', number))
const fileOf = (name: string, number = 1) =>
  configured(number)?.files.find(({ path }) => path.endsWith(name))?.content ?? ''

describe('grafana', () => {
  it('runs where its archive is given, and is planned only where it is not', () => {
    expect(isRunnable(service as never, { archive })).toBe(true)
    expect(isRunnable(service as never, {})).toBe(false)
  })

  it('runs the program of the archive that is given', () => {
    expect(configured(1)?.process.argv).toEqual([
      '/opt/hanok/grafana-abababababab/bin/grafana',
      'server',
      '--homepath=/opt/hanok/grafana-abababababab',
      '--config=/etc/opt/hanok/grafana-server/grafana.ini',
    ])
  })
})

describe('grafana.ini', () => {
  it('keeps everything in the platform’s Postgres, so that several instances are one', () => {
    expect(fileOf('/grafana.ini')).toContain(
      '[database]\ntype = postgres\nhost = 10.77.20.5:5432\nname = grafana\n',
    )
    // Its own address is all that one instance differs in from another.
    const without = (number: number) => fileOf('/grafana.ini', number).replace(/http_addr = .*/, '')
    expect(without(2)).toBe(without(1))
    expect(fileOf('/grafana.ini', 2)).not.toBe(fileOf('/grafana.ini', 1))
  })

  it('names secrets, can be read by Grafana alone, and seals with a key of the platform’s own', () => {
    expect(fileOf('/grafana.ini')).toContain('admin_password = {{secret:grafana/admin}}')
    expect(fileOf('/grafana.ini')).toContain('secret_key = {{secret:grafana/secret-key}}')
    expect(configured(1)?.files.find(({ path }) => path.endsWith('.ini'))?.mode).toBe(0o600)
  })
})

describe('what is provisioned', () => {
  it('is every Prometheus: the first under the name that panels ask, the second to be chosen while it is away', () => {
    expect(parse(fileOf('datasources/hanok.yaml')).datasources).toMatchObject([
      { name: 'Prometheus', uid: 'prometheus', url: 'http://10.77.10.12:9090', isDefault: true },
      { name: 'Prometheus 2', uid: 'prometheus2', url: 'http://10.77.10.13:9090' },
    ])
  })

  it('is the dashboards, in the folder that its provider names', () => {
    const [{ options }] = parse(fileOf('provisioning/dashboards/hanok.yaml')).providers
    expect(fileOf(`${options.path}/hanok-etcd.json`)).toContain('etcd_server_has_leader')
    expect(fileOf(`${options.path}/hanok-platform.json`)).toContain('node_filesystem_avail_bytes')
  })
})
