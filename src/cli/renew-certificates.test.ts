import { describe, expect, it } from 'vitest'
import type { Balancing } from '../model/plan.ts'
import { portsOf } from './renew-certificates.ts'
import { backAtBalancerMs } from './running-platform.ts'

const at = (instance: `${string}/${string}/${number}`, address: string) => ({ instance, address })

describe('portsOf', () => {
  it('gives the ports of an instance itself with TLS or that want a certificate, and not those of its balancer', () => {
    const addresses = [at('search/data/1', '10.0.0.1'), at('search/data/2', '10.0.0.2')]
    const base = { addresses, auth: 'none', tls: true } as const
    const endpoints = [
      { ...base, id: 'endpoint/search/http' as const, port: 9_200 },
      {
        ...base,
        id: 'endpoint/search/nodes' as const,
        port: 9_300,
        tls: false,
        auth: 'certificate' as const,
      },
      { ...base, id: 'endpoint/search/metrics' as const, port: 9_114, tls: false },
      {
        ...base,
        id: 'endpoint/search/https' as const,
        port: 443,
        backend: 'endpoint/search/http' as const,
        balancing: { tellsClient: true } as Balancing,
      },
    ]
    expect(portsOf(endpoints, 'search/data/2')).toEqual([
      { address: '10.0.0.2', port: 9_200, tellsClient: true },
      { address: '10.0.0.2', port: 9_300, tellsClient: false },
    ])
  })
})

describe('backAtBalancerMs', () => {
  it('is as long as the slowest balancer in front of it takes to believe in it again, and nothing without one', () => {
    const endpoint = (instance: `${string}/${string}/${number}`, intervalMs: number, rise: number) =>
      ({ addresses: [at(instance, '10.0.0.1')], balancing: { intervalMs, rise } }) as never
    const endpoints = [endpoint('trino/coordinator/1', 1_000, 3), endpoint('trino/coordinator/1', 500, 2)]
    expect(backAtBalancerMs({ endpoints }, 'trino/coordinator/1')).toBe(3_500)
    expect(backAtBalancerMs({ endpoints }, 'seaweedfs/filer/1')).toBe(0)
  })
})
