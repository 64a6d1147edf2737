import { describe, expect, it } from 'vitest'
import { service as loadBalancer } from '../load-balancer/index.ts'
import { service as postgres } from '../postgres/index.ts'
import { fakeContext, fakeShape } from '../testing/context.ts'
import { filerFlags, filerToml, identitiesJson, masterFlags, masterToml, volumeFlags } from './config.ts'
import { service } from './index.ts'
import { filer } from './roles.ts'

const platform = {
  services: [loadBalancer, postgres, service],
  seats: {
    'load-balancer/haproxy': ['e1', 'e2'],
    'postgres/server': ['p1', 'p2', 'p3'],
    'seaweedfs/master': ['s1', 's2', 's3'],
    'seaweedfs/volume': ['s1', 's2', 's3', 's4'],
    'seaweedfs/filer': ['s2', 's4'],
    'seaweedfs/s3': ['s1', 's3'],
  },
}

describe('seaweedfs', () => {
  it('keeps a second copy in another rack, and one copy where there is one volume server', () => {
    expect(masterFlags(fakeContext(platform, service, 'master'))).toContain('-defaultReplication=010')
    const single = {
      ...platform,
      tier: 'single' as const,
      seats: { ...platform.seats, 'seaweedfs/volume': ['s1'] },
    }
    expect(masterFlags(fakeContext(single, service, 'master'))).toContain('-defaultReplication=000')
  })

  it('repairs missing copies by itself', () => {
    expect(masterToml(fakeContext(platform, service, 'master'))).toContain('volume.fix.replication -apply')
  })

  it('sends no telemetry', () => {
    expect(masterFlags(fakeContext(platform, service, 'master'))).toContain('-telemetry=false')
  })

  it('lets the first filer name the store: the others wait for it on their very first start, and not for ever', () => {
    const [one, other] = [1, 2].map((number) =>
      filer.configure?.(fakeContext(platform, service, 'filer', number)),
    )
    expect(one?.process.prepare).toEqual([])
    const [step] = other?.process.prepare ?? []
    expect(step?.unlessExists).toMatch(/^\/var\/opt\/hanok\/data\//)
    const script = other?.files.find(({ path }) => path === step?.argv.at(-1))?.content ?? ''
    const address = fakeContext(platform, service, 'filer', 1).address('storage')
    expect(script).toContain(`http://${address}:8888/healthz`)
    expect(script).toContain('beginning without it')
  })

  it('does not bind filers to one network, since the bind address is their source address too', () => {
    expect(filerFlags(fakeContext(platform, service, 'filer'))).toContain('-ip.bind=0.0.0.0')
    expect(volumeFlags(fakeContext(platform, service, 'volume')).join(' ')).toMatch(/-ip\.bind=10\.77\.40\./)
  })

  it('holds no secret, only references to them', () => {
    const toml = filerToml(fakeContext(platform, service, 'filer'))
    expect(toml).toContain('username = "{{secret:postgres-role/seaweedfs}}"')
    expect(toml).toContain('password = "{{secret:postgres/seaweedfs}}"')
    expect(identitiesJson(fakeContext(platform, service, 's3'))).toContain('{{secret:s3/admin}}')
  })

  it('needs every server it talks to by HTTP and by gRPC', () => {
    const gateway = service.roles.find((role) => role.id === 's3')
    const needs = gateway?.needs(fakeShape(platform, service)).map((need) => need.endpoint)
    expect(needs).toEqual(
      expect.arrayContaining(['filer', 'filer-grpc', 'master', 'master-grpc', 'volume', 'volume-grpc']),
    )
  })
})
