// The hosts renderer on a platform small enough to read.

import { describe, expect, test } from 'vitest'
import type { HostFileEntry, HostProcesses } from '../../model/artifacts.ts'
import type { HanokError } from '../../model/errors.ts'
import { smallCatalog, smallPlan } from '../testing/small-platform.ts'
import { addressRanges } from './firewall.ts'
import { renderHosts } from './render-hosts.ts'
import { commandLine } from './systemd.ts'

const plan = smallPlan()
const artifacts = renderHosts(plan, smallCatalog, 'rehearsal')
const contents = new Map(artifacts.map(({ path, content }) => [path, content]))
const contentOf = (path: string) => contents.get(path) ?? `no ${path}`
const processesOf = (host: string): HostProcesses => JSON.parse(contentOf(`hosts/${host}/processes.json`))

describe('rendering hosts', () => {
  test('gives every path once, in order, and the same bytes again', () => {
    const paths = artifacts.map(({ path }) => path)
    expect(paths).toEqual([...new Set(paths)].sort())
    expect(renderHosts(smallPlan(), smallCatalog, 'rehearsal')).toEqual(artifacts)
  })

  test('writes the files that it always wrote', () => {
    expect(
      artifacts.map(({ path }) => path).filter((path) => path.startsWith('hosts/store-1/')),
    ).toMatchSnapshot()
    expect(contentOf('hosts/store-1/units/hanok-store-member.service')).toMatchSnapshot()
    expect(contentOf('hosts/store-1/units/hanok-job-store-seed.service')).toMatchSnapshot()
    expect(contentOf('hosts/web-1/units/hanok-web-server.service')).toMatchSnapshot()
    expect(contentOf('hosts/store-1/nftables.nft')).toMatchSnapshot()
    expect(contentOf('hosts/edge-1/nftables.nft')).toMatchSnapshot()
    expect(contentOf('hosts/store-1/files/etc/opt/hanok/hosts')).toMatchSnapshot()
  })

  test('says mode and owner of every file of a host', () => {
    const entries: HostFileEntry[] = JSON.parse(contentOf('hosts/store-1/files.json'))
    const written = artifacts.filter(({ path }) => path.startsWith('hosts/store-1/files/'))
    expect(entries.map(({ path }) => `hosts/store-1/files${path}`)).toEqual(written.map(({ path }) => path))
    expect(entries).toContainEqual({
      path: '/etc/opt/hanok/store-member/store.conf',
      mode: '0640',
      owner: 'store',
    })
  })

  test('leaves secrets as references, and out of what systemd shows to all', () => {
    expect(contentOf('hosts/store-1/files/etc/opt/hanok/store-member/store.conf')).toContain(
      '{{secret:store/admin}}',
    )
    expect(contentOf('hosts/store-1/units/hanok-store-member.service')).not.toContain('secret:')
    expect(contentOf('hosts/store-1/files/etc/opt/hanok/environment/hanok-store-member.env')).toBe(
      'STORE_PASSWORD="{{secret:store/admin}}"\n',
    )
  })

  test('makes an instance wait for what it needs, then for what its role asks', () => {
    const [web] = processesOf('web-1').processes
    expect(web?.after).toEqual([
      {
        kind: 'probe',
        what: 'endpoint/store/front',
        probe: { kind: 'tcp', address: '10.77.20.5', port: 7100 },
      },
      {
        kind: 'probes',
        what: 'endpoint/store/client',
        atLeast: 2,
        probes: ['10.77.20.11', '10.77.20.12', '10.77.20.13'].map((address) => ({
          kind: 'tcp',
          address,
          port: 7000,
        })),
      },
      { kind: 'job', id: 'job/store/seed' },
    ])
  })

  test('gives a rehearsed host what its processes may take, and a server its hardware', () => {
    expect(processesOf('store-1')).toMatchObject({ memoryMiB: 384, cpus: 0.5 })
    const production = renderHosts(plan, smallCatalog, 'production').find(
      ({ path }) => path === 'hosts/store-1/processes.json',
    )
    expect(JSON.parse(production?.content ?? '')).toMatchObject({ memoryMiB: 131_072, cpus: 32 })
  })

  test('lets a balancer bind an address that it does not hold yet', () => {
    expect(processesOf('edge-1').sysctls['net.ipv4.ip_nonlocal_bind']).toBe('1')
    expect(processesOf('store-1').sysctls['net.ipv4.ip_nonlocal_bind']).toBeUndefined()
  })

  test('refuses a plan with a service that the catalog lacks', () => {
    expect(() => renderHosts(plan, smallCatalog.slice(1), 'rehearsal')).toThrow(
      expect.objectContaining({ code: 'render.unknownService' } satisfies Partial<HanokError>),
    )
  })
})

test('neighbouring addresses become ranges', () => {
  expect(addressRanges(['10.0.0.9', '10.0.0.11', '10.0.0.10', '10.0.1.1', '10.0.0.255', '10.0.1.0'])).toEqual(
    ['10.0.0.9-10.0.0.11', '10.0.0.255-10.0.1.1'],
  )
})

test('command lines keep what means something to systemd', () => {
  expect(commandLine(['/bin/a', '%h', '$HOME', 'two words', 'say "x\\y"', '', 'a\nb', ';'])).toBe(
    '/bin/a %%h $$HOME "two words" "say \\"x\\\\y\\"" "" "a\\nb" ";"',
  )
})
