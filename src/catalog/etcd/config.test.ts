import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { fakeContext } from '../testing/context.ts'
import { etcdConfig } from './config.ts'
import { service } from './index.ts'

const platform = { services: [service], seats: { 'etcd/member': ['m1', 'm2', 'm3'] } }
const configOf = (number: number) => parse(etcdConfig(fakeContext(platform, service, 'member', number)))

describe('etcdConfig', () => {
  it('gives every member the same static cluster, and each its own name and address', () => {
    const [first, second] = [configOf(1), configOf(2)]
    expect(first['initial-cluster']).toBe(
      'member-1=http://10.77.10.11:2380,member-2=http://10.77.10.12:2380,member-3=http://10.77.10.13:2380',
    )
    expect(second['initial-cluster']).toBe(first['initial-cluster'])
    expect([first.name, second.name]).toEqual(['member-1', 'member-2'])
    expect(second['listen-client-urls']).toBe('http://10.77.10.12:2379')
  })

  it('keeps the gateway open that Patroni speaks through', () => {
    expect(configOf(1)['enable-grpc-gateway']).toBe(true)
  })

  it('is a cluster of one where there is one member', () => {
    const single = { services: [service], seats: { 'etcd/member': ['m1'] }, tier: 'single' as const }
    const config = parse(etcdConfig(fakeContext(single, service, 'member')))
    expect(config['initial-cluster']).toBe('member-1=http://10.77.10.11:2380')
  })
})

describe('etcd/member', () => {
  const member = service.roles[0]?.configure?.(fakeContext(platform, service, 'member'))

  it('is its own leader only when it names itself', () => {
    const leader = member?.process.leader
    const pattern = new RegExp(leader?.kind === 'http' ? (leader.expectBody ?? '') : '')
    expect('{"header":{"member_id":"12","revision":"3"},"leader":"12"}').toMatch(pattern)
    expect('{"header":{"member_id":"12","revision":"3"},"leader":"123"}').not.toMatch(pattern)
  })

  it('takes what differs between two renderings from the size alone', () => {
    expect(member?.process.env).toMatchObject({ GOMEMLIMIT: '64MiB' })
    expect(member?.files[0]?.content).not.toContain('64MiB')
  })
})
