import { describe, expect, it } from 'vitest'
import { at } from '../../model/json-at.ts'
import { renderedDeclaration } from '../../renderers/testing/rendered-kubernetes.ts'
import { type FakePlatform, fakeContext, fakeShape } from '../testing/context.ts'
import { timings, trinoFiles } from './config.ts'
import { service } from './index.ts'

const platform: FakePlatform = {
  services: [service],
  seats: { 'trino/coordinator': ['q1', 'q2'], 'trino/worker': ['q1', 'q2', 'q3'] },
  extraEndpoints: [
    { service: 'hive-metastore', name: 'thrift', virtualIp: '10.77.20.5', port: 9_083 },
    { service: 'seaweedfs', name: 's3', virtualIp: '10.77.20.5', port: 8_333 },
  ],
}

const fileOf = (role: string, name: string, number = 1, of: FakePlatform = platform) =>
  trinoFiles(fakeContext(of, service, role, number)).find(({ path }) => path.endsWith(`/${name}`))?.content ??
  ''

const seconds = (content: string, name: string) =>
  Number(new RegExp(`^${name.replaceAll('.', '\\.')}=(\\d+)s$`, 'm').exec(content)?.[1])

describe('trino', () => {
  it('has workers look for the coordinator behind the virtual IP', () => {
    expect(fileOf('worker', 'config.properties')).toContain('discovery.uri=http://10.77.20.5:8080\n')
  })

  it('has each coordinator announce itself to itself, so that the standby takes no worker', () => {
    expect(fileOf('coordinator', 'config.properties', 2)).toContain('discovery.uri=http://10.77.20.12:8080\n')
  })

  it('keeps the heap above what queries may take and the headroom', () => {
    for (const role of service.roles) {
      for (const { settings, memoryMiB } of Object.values(role.size(fakeShape(platform, service)))) {
        const [, amount = '', unit] = /-Xmx(\d+)([gm])/.exec(String(settings.jvmFlags)) ?? []
        const heapMiB = Number(amount) * (unit === 'g' ? 1_024 : 1)
        const used = Number(settings.queryMaxMemoryPerNodeMiB) + Number(settings.heapHeadroomMiB)
        expect(used).toBeLessThanOrEqual(heapMiB)
        expect(heapMiB).toBeLessThan(memoryMiB)
      }
    }
  })

  it('tells workers nothing of the failure detector: they refuse settings that only a coordinator has', () => {
    expect(fileOf('coordinator', 'config.properties')).toContain('failure-detector.')
    expect(fileOf('worker', 'config.properties')).not.toContain('failure-detector.')
  })

  it('writes secrets by reference only', () => {
    expect(fileOf('worker', 'lake.properties')).toContain('s3.aws-secret-key={{secret:s3/trino}}\n')
    expect(fileOf('worker', 'config.properties')).toContain(
      'internal-communication.shared-secret={{secret:trino/internal}}\n',
    )
  })

  it('gives up silent peers sooner in the fast profile', () => {
    const slow: FakePlatform = { ...platform, profile: 'conservative' }
    const name = 'hive.metastore.thrift.client.read-timeout'
    expect(seconds(fileOf('worker', 'lake.properties'), name)).toBeLessThan(
      seconds(fileOf('worker', 'lake.properties', 1, slow), name),
    )
  })

  it('queues what runs beyond the limit, at the coordinator', () => {
    const of = { ...platform, options: { trino: { concurrentQueries: 3, queuedQueries: 7 } } }
    expect(JSON.parse(fileOf('coordinator', 'resource-groups.json', 1, of)).rootGroups).toMatchObject([
      { hardConcurrencyLimit: 3, maxQueued: 7 },
    ])
    expect(fileOf('worker', 'resource-groups.json', 1, of)).toBe('')
  })

  it('has one decision on who is active, for workers and for everybody who asks', () => {
    const balanced = service
      .endpoints(fakeShape(platform, service))
      .filter((endpoint) => endpoint.kind === 'balanced')
    const deciding = balanced.filter(({ balancing }) => balancing.decidedBy === undefined)
    expect(deciding.map(({ backend }) => `endpoint/trino/${backend}`)).toEqual(['endpoint/trino/coordinator'])
    for (const { balancing } of balanced.filter((endpoint) => !deciding.includes(endpoint))) {
      expect(balancing).toMatchObject({ decidedBy: 'endpoint/trino/coordinator', mode: 'tcp' })
    }
  })

  it('knows the leader by the name that the balancer gives it', () => {
    const { process } = service.roles[0]?.configure?.(fakeContext(platform, service, 'coordinator', 2)) ?? {}
    expect(process?.leader).toMatchObject({
      address: '10.77.20.5',
      expectHeaders: { 'x-hanok-backend': '^trino-coordinator-2$' },
    })
  })
})

it('gives no failure detector to Trino 480 on Kubernetes, which has none and refuses to start with a property of it', () => {
  const { values } = renderedDeclaration('shape: minimum\ntarget: kubernetes\nname: lake\n')
  const extra = String(at(values('trino'), 'server', 'coordinatorExtraConfig'))
  expect(JSON.stringify(values('trino'))).not.toContain('failure-detector')
  const seconds = timings.conservative.heartbeatTimeoutS
  expect(extra).toContain(`node-manager.http-client.request-timeout=${seconds}s\n`)
})
