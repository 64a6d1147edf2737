import { describe, expect, it } from 'vitest'
import { type FakePlatform, fakeContext, fakeShape } from '../testing/context.ts'
import { service as zookeeper } from '../zookeeper/index.ts'
import { clientProperties, historyProperties, masterProperties, masterUrl, ports } from './config.ts'
import { service } from './index.ts'

const platform: FakePlatform = {
  services: [service, zookeeper],
  seats: {
    'spark/master': ['c1', 'c2'],
    'spark/worker': ['c1', 'c2', 'c3'],
    'spark/history': ['o1'],
    'zookeeper/server': ['m1', 'm2', 'm3'],
  },
  extraEndpoints: [
    { service: 'hive-metastore', name: 'thrift', virtualIp: '10.77.20.5', port: 9_083 },
    { service: 'seaweedfs', name: 's3', virtualIp: '10.77.20.5', port: 8_333 },
  ],
}

const single: FakePlatform = {
  ...platform,
  tier: 'single',
  services: [service],
  seats: { 'spark/master': ['c1'], 'spark/worker': ['c1'], 'spark/history': ['c1'] },
}

const valuesOf = (content: string) =>
  new Map(
    content
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  )

describe('spark', () => {
  it('names both masters in one address', () => {
    expect(masterUrl(fakeContext(platform, service, 'worker'))).toBe(
      'spark://10.77.20.11:7077,10.77.20.12:7077',
    )
  })

  it('has two masters elect through ZooKeeper, and one remember on disk', () => {
    const two = valuesOf(masterProperties(fakeContext(platform, service, 'master')))
    expect(two.get('spark.deploy.recoveryMode')).toBe('ZOOKEEPER')
    expect(two.get('spark.deploy.zookeeper.url')?.split(',')).toHaveLength(3)
    const one = valuesOf(masterProperties(fakeContext(single, service, 'master')))
    expect(one.get('spark.deploy.recoveryMode')).toBe('FILESYSTEM')
  })

  it('tries no port outside the ranges that are open', () => {
    const values = valuesOf(clientProperties(fakeContext(platform, service, 'worker')))
    const number = (name: string) => Number(values.get(name))
    const retries = number('spark.port.maxRetries')
    expect(number('spark.blockManager.port') + retries).toBeLessThanOrEqual(ports.executor.last)
    expect(number('spark.driver.port') + retries).toBeLessThanOrEqual(ports.driver.last)
    expect(number('spark.driver.blockManager.port') + retries).toBeLessThanOrEqual(ports.driver.last)
    const ranges = service.endpoints({} as never).filter(({ kind }) => kind === 'direct')
    expect(ranges).toContainEqual(expect.objectContaining({ name: 'executor', port: 7_200, portEnd: 7_231 }))
    expect(ranges).toContainEqual(expect.objectContaining({ name: 'driver', port: 7_300, portEnd: 7_331 }))
  })

  it('may ask the page that its wait for the masters asks', () => {
    const context = fakeContext(platform, service, 'worker', 3)
    const probe = context.probeOf('spark', 'master', '10.77.20.11')
    const open = context.plan.flows.filter(({ from }) => from === 'spark/worker').map(({ port }) => port)
    expect(open).toContain(probe.kind === 'http' ? probe.port : undefined)
  })

  it('gives drivers their own address on each host, never a name', () => {
    const second = fakeContext(platform, service, 'worker', 2)
    const values = valuesOf(clientProperties(second))
    expect(values.get('spark.driver.host')).toBe('10.77.20.12')
    const { process } = service.roles[1]?.configure?.(second) ?? {}
    expect(process?.env.SPARK_LOCAL_HOSTNAME).toBe('10.77.20.12')
  })

  it('keeps secrets out of every file but by reference', () => {
    const client = clientProperties(fakeContext(platform, service, 'worker'))
    const history = historyProperties(fakeContext(platform, service, 'history'))
    for (const content of [client, history]) {
      expect(content).toContain('spark.hadoop.fs.s3a.secret.key {{secret:s3/spark}}\n')
    }
    expect(client).toContain('spark.sql.catalog.lake.s3.secret-access-key {{secret:s3/spark}}\n')
  })

  it('gives up silent peers sooner in the fast profile', () => {
    const seconds = (profile: 'fast' | 'conservative') =>
      Number.parseInt(
        valuesOf(clientProperties(fakeContext({ ...platform, profile }, service, 'worker'))).get(
          'spark.network.timeout',
        ) ?? '',
        10,
      )
    expect(seconds('fast')).toBeLessThan(seconds('conservative'))
  })

  it('offers executors no more memory than the worker has to give', () => {
    for (const size of Object.values(service.roles[1]?.size(fakeShape(platform, service)) ?? {})) {
      const { executorMemoryMiB, workerMemoryMiB } = size.settings
      expect(Number(executorMemoryMiB)).toBeLessThanOrEqual(Number(workerMemoryMiB))
      expect(Number(workerMemoryMiB)).toBeLessThan(size.memoryMiB)
    }
  })
})
