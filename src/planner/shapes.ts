// The built-in shapes: how many hosts of which group, and what each group is for. Pure data.

import type { Duty, Hardware } from '../model/plan.ts'

/** One group of alike hosts in a shape. */
export interface ShapeGroup {
  readonly name: string
  readonly count: number
  readonly duties: readonly Duty[]
  readonly hardware: Hardware
  /** More duties of single hosts of the group, by their number from 1. */
  readonly extra?: Readonly<Record<number, readonly Duty[]>>
}

/** A named shape of platform. */
export interface Shape {
  readonly id: string
  /** `single`: one instance of each role, nothing survives. `ha`: voters, copies, virtual IPs. */
  readonly tier: 'single' | 'ha'
  readonly racks: number
  readonly groups: readonly ShapeGroup[]
  /** Rules of the requirements that the shape itself gives up, and why (R-7's table). */
  readonly relaxes: readonly { readonly rule: string; readonly why: string }[]
}

const ssd = (gib: number) => ({ kind: 'ssd', gib }) as const
const nvme = (gib: number) => ({ kind: 'nvme', gib }) as const
const hdd = (gib: number) => ({ kind: 'hdd', gib }) as const

/** Hardware of each kind of host: the lower end of. */
export const standardHardware = {
  /** */
  control: { cpus: 8, memoryGiB: 32, disks: [ssd(500)] },
  /** */
  compute: { cpus: 32, memoryGiB: 128, disks: [nvme(2048)] },
  /** */
  storage: { cpus: 16, memoryGiB: 64, disks: [hdd(20_480), ssd(500)] },
  /** */
  operations: { cpus: 8, memoryGiB: 32, disks: [ssd(1024)] },
  /** */
  edge: { cpus: 8, memoryGiB: 16, disks: [ssd(200)] },
  /** Brokers are sensitive to IO and network; R-4 names no hardware for them. */
  broker: { cpus: 16, memoryGiB: 64, disks: [nvme(2048)] },
} as const satisfies Record<string, Hardware>

const minimumGroups: readonly ShapeGroup[] = [
  { name: 'control', count: 3, duties: ['control', 'metadata'], hardware: standardHardware.control },
  { name: 'edge', count: 2, duties: ['edge'], hardware: standardHardware.edge },
  { name: 'storage', count: 4, duties: ['storage'], hardware: standardHardware.storage },
  { name: 'query', count: 3, duties: ['query'], hardware: standardHardware.compute },
  { name: 'compute', count: 3, duties: ['compute'], hardware: standardHardware.compute },
  {
    name: 'operations',
    count: 2,
    duties: ['observability', 'visualization', 'search'],
    hardware: standardHardware.operations,
  },
]

const kafkaGroups: readonly ShapeGroup[] = [
  { name: 'broker', count: 3, duties: ['kafka-broker'], hardware: standardHardware.broker },
  { name: 'controller', count: 3, duties: ['kafka-controller'], hardware: standardHardware.control },
  { name: 'connect', count: 2, duties: ['kafka-connect'], hardware: standardHardware.control },
]

const minimumRelaxes = [
  { rule: 'R-7.5', why: 'the metadata database shares the control plane hosts' },
  { rule: 'R-7.8', why: 'visualization shares the operations hosts' },
  { rule: 'R-8.4', why: 'search shares the operations hosts' },
]

const shapeList: readonly Shape[] = [
  {
    id: 'starter',
    tier: 'single',
    racks: 1,
    groups: [
      {
        name: 'control',
        count: 1,
        duties: ['control', 'metadata', 'observability'],
        hardware: standardHardware.control,
      },
      { name: 'edge', count: 1, duties: ['edge'], hardware: standardHardware.edge },
      { name: 'storage', count: 1, duties: ['storage'], hardware: standardHardware.storage },
      { name: 'query', count: 1, duties: ['query'], hardware: standardHardware.compute },
      { name: 'compute', count: 1, duties: ['compute'], hardware: standardHardware.compute },
    ],
    relaxes: [{ rule: 'R-9.9', why: 'for learning: one instance of each role, nothing survives a failure' }],
  },
  { id: 'minimum', tier: 'ha', racks: 3, groups: minimumGroups, relaxes: minimumRelaxes },
  {
    id: 'minimum-kafka',
    tier: 'ha',
    racks: 3,
    groups: [...minimumGroups, ...kafkaGroups],
    relaxes: minimumRelaxes,
  },
]

/** All built-in shapes by name. */
export const shapes: ReadonlyMap<string, Shape> = new Map(shapeList.map((shape) => [shape.id, shape]))
