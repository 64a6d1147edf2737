import { describe, expect, it } from 'vitest'
import { addressNumber, isWithin, overlap, subnetRange } from './address-ranges.ts'

const range = (subnet: string) => subnetRange(subnet) ?? { first: -1, last: -1, prefix: -1 }

describe('subnetRange', () => {
  it('counts from the network to the broadcast address, wherever in it the address stands', () => {
    expect(range('10.77.20.9/24')).toEqual({
      first: addressNumber('10.77.20.0'),
      last: addressNumber('10.77.20.255'),
      prefix: 24,
    })
    expect(range('0.0.0.0/0').last).toBe(2 ** 32 - 1)
    expect(range('255.255.255.255/32').first).toBe(2 ** 32 - 1)
  })

  it('refuses what is no subnet', () => {
    for (const wrong of ['10.77.20.0', '10.77.20/24', '10.77.20.0/33', '10.77.256.0/24', 'a.b.c.d/8', '']) {
      expect(subnetRange(wrong), wrong).toBeUndefined()
    }
  })
})

describe('overlap and isWithin', () => {
  it('tell neighbours from ranges that share addresses', () => {
    expect(overlap(range('10.0.0.0/24'), range('10.0.1.0/24'))).toBe(false)
    expect(overlap(range('10.0.0.0/23'), range('10.0.1.0/24'))).toBe(true)
    expect(isWithin(range('10.0.1.0/24'), range('10.0.0.0/23'))).toBe(true)
    expect(isWithin(range('10.0.0.0/23'), range('10.0.1.0/24'))).toBe(false)
  })
})
