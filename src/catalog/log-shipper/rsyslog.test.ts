import { describe, expect, it } from 'vitest'
import { service as redis } from '../redis/index.ts'
import { type FakePlatform, fakeContext, fakePlan } from '../testing/context.ts'
import { service } from './index.ts'
import { flight } from './rsyslog.ts'

const platform: FakePlatform = {
  services: [service, redis],
  seats: { 'log-shipper/agent': ['a', 'b'], 'redis/server': ['a', 'b'], 'redis/sentinel': ['a'] },
  extraEndpoints: [{ service: 'opensearch', name: 'search', virtualIp: '10.77.20.5', port: 9_200 }],
}
const { files, process } = service.roles[0]?.configure?.(fakeContext(platform, service, 'agent', 1)) ?? {
  files: [],
  process: undefined,
}
const config = files.find(({ path }) => path.endsWith('/rsyslog.conf'))?.content ?? ''

describe('the shipper of a host', () => {
  it('reads the log of every instance there but its own, and those of jobs', () => {
    const read = [...config.matchAll(/type="imfile" file="([^"]*)" tag="([^"]*)"/g)].map(([, file, tag]) => [
      file,
      tag,
    ])
    expect(read).toEqual([
      ['/var/opt/hanok/log/redis-server.log', 'redis/server/1'],
      ['/var/opt/hanok/log/redis-sentinel.log', 'redis/sentinel/1'],
      ['/var/opt/hanok/log/job-*.log', 'job'],
    ])
  })

  it('sends to no store that the platform’s authority does not vouch for, and holds the password in its own file only', () => {
    expect(config).toContain(
      'server="10.77.20.5" serverport="9200" usehttps="on" tls.cacert="/etc/opt/hanok/log-shipper-agent/ca.crt"',
    )
    expect(config).not.toMatch(/allowunsignedcerts|skipverifyhost/)
    expect(config).toContain('pwd="{{secret:opensearch/log-shipper}}"')
    expect(JSON.stringify(process)).not.toContain('secret:')
  })

  it('may do nothing beside reading the logs', () => {
    expect(process?.capabilities).toEqual([])
    expect(process?.readsLogs?.keepMiB).toBe(1_024)
  })

  it('adds a line only where it is not yet, and starts over where the store did not take one', () => {
    expect(config).toContain('writeoperation="create"')
    expect(config).toContain('retryruleset="answers"')
    expect(config).toContain('template(name="id" type="string" string="a:%$!metadata!fileoffset%:%$.hash%")')
    expect(config).toContain('action.resumeRetryCount="-1"')
  })

  it('reads again more than can be on its way: the queue, what imfile hands over at once, and what it has not noted', () => {
    const [imfileBatch, noted] = [1_024, 100]
    expect(flight.lines).toBeGreaterThan(imfileBatch)
    expect(flight.readAgain).toBeGreaterThan(flight.lines + imfileBatch + noted)
  })

  it('declares each template and ruleset before what uses it', () => {
    const declared = (name: string) => config.search(new RegExp(`(template|ruleset)\\(name="${name}"`))
    const used = (text: string) => config.indexOf(text)
    for (const name of ['document', 'index', 'id'])
      expect(declared(name)).toBeLessThan(used('type="omelasticsearch"'))
    expect(declared('start-over')).toBeLessThan(used('call start-over'))
    expect(declared('answers')).toBeLessThan(used('retryruleset="answers"'))
    expect(declared('ship')).toBeLessThan(used('ruleset="ship"'))
  })
})

it('is on hosts where the platform has OpenSearch, and needs it to start only', () => {
  const [agent] = service.roles
  const shape = (has: boolean) => ({ has: (id: string) => has && id === 'opensearch', hostCount: 7 }) as never
  expect(agent?.count(shape(true))).toBe(7)
  expect(agent?.count(shape(false))).toBe(0)
  expect(agent?.needs(shape(true))).toMatchObject([{ endpoint: 'search', strength: 'startup', via: 'vip' }])
  expect(fakePlan(platform).instances.filter(({ service: id }) => id === 'log-shipper')).toHaveLength(2)
})
