// Ports and ranges of addresses, at their edges.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan, PlanListen } from '../model/plan.ts'
import { type AddressRange, subnetRange } from './address-ranges.ts'
import { isPrivate, ofContainers, portConflicts, specialRange } from './host-addresses.ts'
import { planned } from './testing/planned.ts'

const starter = planned('starter')

type Ports = Pick<PlanListen, 'port' | 'protocol'> & { readonly portEnd?: number; readonly address?: string }

/** A plan whose instances open these ports, each on the same address unless it says another. */
function listening(...instances: readonly (readonly Ports[])[]): Plan {
  return {
    ...starter,
    instances: instances.flatMap((listens, index) =>
      starter.instances.slice(index, index + 1).map((instance) => ({
        ...instance,
        listens: listens.map((listen) => ({
          name: 'any',
          network: 'data' as const,
          address: '10.0.0.1',
          ...listen,
        })),
      })),
    ),
  }
}

function range(subnet: string): AddressRange {
  return subnetRange(subnet) ?? { first: 0, last: 0, prefix: 0 }
}

describe('ports of one address', () => {
  it('conflict where a port lies in the range of another instance, to the last of it', () => {
    const at = (port: number) => [{ port, protocol: 'tcp' as const }]
    const wide = [{ port: 7200, portEnd: 7231, protocol: 'tcp' as const }]
    expect(portConflicts(listening(wide, at(7231)))).toMatchObject([{ port: 7231, address: '10.0.0.1' }])
    expect(portConflicts(listening(at(7200), wide))).toHaveLength(1)
    expect(portConflicts(listening(wide, at(7232)))).toEqual([])
    expect(portConflicts(listening(wide, at(7199)))).toEqual([])
  })

  it('are seen behind a narrower range that begins later', () => {
    const plan = listening(
      [{ port: 1, portEnd: 100, protocol: 'tcp' }],
      [{ port: 10, portEnd: 11, protocol: 'udp' }],
      [{ port: 50, protocol: 'tcp' }],
    )
    expect(portConflicts(plan)).toMatchObject([{ port: 50 }])
  })

  it('do not conflict over another protocol or on another address, nor with themselves', () => {
    expect(portConflicts(listening([{ port: 1, protocol: 'tcp' }], [{ port: 1, protocol: 'udp' }]))).toEqual(
      [],
    )
    expect(
      portConflicts(
        listening([{ port: 1, protocol: 'tcp' }], [{ port: 1, protocol: 'tcp', address: '10.0.0.2' }]),
      ),
    ).toEqual([])
    expect(portConflicts(listening([1, 1].map((port) => ({ port, protocol: 'tcp' as const }))))).toEqual([])
  })

  it('conflict exactly where two ranges share a number', () => {
    const ports = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 10 }))
    fc.assert(
      fc.property(ports, ports, ([a, wideA], [b, wideB]) => {
        const plan = listening(
          [{ port: a, portEnd: a + wideA, protocol: 'tcp' }],
          [{ port: b, portEnd: b + wideB, protocol: 'tcp' }],
        )
        const shared = Array.from({ length: wideA + 1 }, (_unused, step) => a + step).some(
          (port) => port >= b && port <= b + wideB,
        )
        expect(portConflicts(plan).length > 0).toBe(shared)
      }),
    )
  })

  it('are compared without counting through a range, however long a plan says it is', () => {
    const endless = [{ port: 1, portEnd: Number.MAX_SAFE_INTEGER, protocol: 'tcp' as const }]
    expect(portConflicts(listening(endless, endless))).toHaveLength(1)
  })
})

describe('ranges of addresses', () => {
  it('are private only when they lie wholly in private space', () => {
    expect(isPrivate(range('172.31.255.0/24'))).toBe(true)
    expect(isPrivate(range('172.32.0.0/24'))).toBe(false)
    expect(isPrivate(range('172.16.0.0/11'))).toBe(false)
    expect(isPrivate(range('100.64.0.0/10'))).toBe(true)
  })

  it('are special as soon as they touch what no host can have', () => {
    expect(specialRange(range('126.0.0.0/7'))?.subnet).toBe('127.0.0.0/8')
    expect(specialRange(range('223.255.255.0/24'))).toBeUndefined()
    expect(specialRange(range('255.255.255.0/24'))?.subnet).toBe('240.0.0.0/4')
    expect(specialRange(range('169.255.0.0/16'))).toBeUndefined()
  })

  it('meet those of containers only where the target runs containers', () => {
    const on = (target: 'hosts' | 'kubernetes' | 'compose'): Plan => ({
      ...starter,
      clusters: [{ id: 'main', target }],
    })
    expect(ofContainers(range('172.17.9.0/24'), on('hosts'))).toBeUndefined()
    expect(ofContainers(range('172.17.9.0/24'), on('compose'))?.of).toBe('Docker')
    expect(ofContainers(range('10.111.255.0/24'), on('kubernetes'))?.of).toBe('kubeadm')
    expect(ofContainers(range('10.112.0.0/24'), on('kubernetes'))).toBeUndefined()
    expect(ofContainers(range('10.244.7.0/24'), on('compose'))).toBeUndefined()
  })
})
