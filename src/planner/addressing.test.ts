import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HanokError } from '../model/errors.ts'
import { addressAt, parseSubnet, planNetworks } from './addressing.ts'

describe('addressing', () => {
  it('counts addresses through a subnet and never gives its first or last', () => {
    expect(addressAt('10.77.20.0/24', 11)).toBe('10.77.20.11')
    expect(addressAt('10.77.16.0/20', 300)).toBe('10.77.17.44')
    expect(addressAt('10.77.20.0/24', 0)).toBeUndefined()
    expect(addressAt('10.77.20.0/24', 255)).toBeUndefined()
  })

  it('gives different offsets of one subnet different addresses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 28 }), fc.nat(200), fc.nat(200), (bits, a, b) => {
        const first = addressAt(`172.20.0.0/${bits}`, a)
        const second = addressAt(`172.20.0.0/${bits}`, b)
        return a === b || first === undefined || second === undefined || first !== second
      }),
    )
  })

  it('refuses what is not an IPv4 subnet', () => {
    for (const bad of ['', '10.0.0.0', '10.0.0.0/33', '300.0.0.0/24', '10.0.0/24', 'fe80::/64']) {
      expect(parseSubnet(bad)).toBeUndefined()
    }
  })

  it('refuses two networks on one subnet', () => {
    expect(() => planNetworks({ data: { subnet: '10.77.10.0/25' } }, 5)).toThrow(HanokError)
  })

  it('gives platforms of a thousand and of five thousand hosts subnets that hold them', () => {
    for (const hosts of [1_000, 4_000, 4_001, 5_000]) {
      for (const { subnet } of planNetworks({}, hosts)) expect(addressAt(subnet, hosts + 11)).toBeDefined()
    }
  })
})
