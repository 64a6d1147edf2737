// What a shape is, and the hardware that shapes are made of. Pure data.

import type { Duty, Hardware, PlanRelax } from '../../model/plan.ts'
import type { Text } from '../../model/text.ts'

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
  readonly relaxes: readonly ShapeRelax[]
}

/** A rule that a shape gives up, and why. */
export type ShapeRelax = PlanRelax & { readonly text: Text }

const ssd = (gib: number) => ({ kind: 'ssd', gib }) as const
const nvme = (gib: number) => ({ kind: 'nvme', gib }) as const
const hdd = (gib: number) => ({ kind: 'hdd', gib }) as const

/** Hardware of each kind of host: within, the lower end unless services share the host. */
export const standardHardware = {
  /** */
  control: { cpus: 8, memoryGiB: 32, disks: [ssd(500)] },
  /** */
  compute: { cpus: 32, memoryGiB: 128, disks: [nvme(2048)] },
  /** the upper end: where Trino shares a host with Spark or with what people look at. */
  pool: { cpus: 64, memoryGiB: 256, disks: [nvme(4096)] },
  /** */
  storage: { cpus: 16, memoryGiB: 64, disks: [hdd(20_480), ssd(500)] },
  /** the upper end of cores and memory: where the metadata database shares the only storage host. */
  sharedStorage: { cpus: 32, memoryGiB: 128, disks: [hdd(20_480), ssd(500)] },
  /** */
  operations: { cpus: 8, memoryGiB: 32, disks: [ssd(1024)] },
  /** the upper end: where monitoring shares its hosts with search or visualization. */
  sharedOperations: { cpus: 16, memoryGiB: 64, disks: [ssd(2048)] },
  /** */
  edge: { cpus: 8, memoryGiB: 16, disks: [ssd(200)] },
  /** R-4 names no hardware for a metadata database of its own: fast disks, and memory for the cache. */
  metadata: { cpus: 16, memoryGiB: 64, disks: [nvme(1024)] },
  /** Search wants SSD and page cache; R-4 names no hardware for it. */
  search: { cpus: 16, memoryGiB: 64, disks: [nvme(4096)] },
  /** R-4 names no hardware for visualization: that of operations, with room to grow. */
  visualization: { cpus: 16, memoryGiB: 64, disks: [ssd(500)] },
  /** Brokers are sensitive to IO and network; R-4 names no hardware for them. */
  broker: { cpus: 16, memoryGiB: 64, disks: [nvme(2048)] },
} as const satisfies Record<string, Hardware>

/** A group of alike hosts. */
export function group(
  name: string,
  count: number,
  duties: readonly Duty[],
  hardware: keyof typeof standardHardware,
  extra?: ShapeGroup['extra'],
): ShapeGroup {
  const alike = { name, count, duties, hardware: standardHardware[hardware] }
  return extra === undefined ? alike : { ...alike, extra }
}

/** The same reason for several rules. */
export function relax(why: Text, ...rules: readonly string[]): readonly ShapeRelax[] {
  return rules.map((rule) => ({ rule, why: why.en, text: why }))
}
