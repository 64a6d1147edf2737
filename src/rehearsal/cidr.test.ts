import { describe, expect, it } from 'vitest'
import { overlaps } from './cidr.ts'

describe('overlaps', () => {
  it('finds a network inside a larger one, both ways round', () => {
    expect(overlaps('10.77.20.0/24', '10.0.0.0/8')).toBe(true)
    expect(overlaps('10.0.0.0/8', '10.77.20.0/24')).toBe(true)
  })
  it('takes an address for the network of that one address', () => {
    expect(overlaps('10.77.20.0/24', '10.77.20.200')).toBe(true)
    expect(overlaps('10.77.20.0/24', '10.77.21.0/32')).toBe(false)
  })
  it('keeps neighbours apart, also above the half of the address space', () => {
    expect(overlaps('192.168.0.0/24', '192.168.1.0/24')).toBe(false)
    expect(overlaps('192.168.0.0/23', '192.168.1.77/24')).toBe(true)
  })
})
