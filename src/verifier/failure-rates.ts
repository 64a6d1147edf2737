// How often things fail and how long they take to repair: what availability is computed from. One place, so that a
// user's own figures can take their place.

import type { Plan, PlanDataset } from '../model/plan.ts'

/** How often one element fails, and for how long it is gone. */
export interface FailureRate {
  /** Mean time between its repair and its next failure. */
  readonly mtbfHours: number
  readonly mttrHours: number
}

/** Kinds of elements that fail by themselves. */
export type FailingKind = 'host' | 'rack' | 'zone' | 'switch' | 'network'

/** All figures that availability stands on. */
export interface ReliabilityFigures {
  readonly rates: Readonly<Record<FailingKind, FailureRate>>
  /** Hosts of a hundred whose data disk has to be replaced in a year. */
  readonly diskLossPercentPerYear: number
  /** Data of which every copy is gone is back after so long, from a backup. */
  readonly restoreHours: number
  /** Share of a network that copying again may take from the work that goes on. */
  readonly copyShare: number
}

const yearHours = 8_766

/**
 * The defaults.
 *
 * - Host: 1,000 failures of machines a year in a cluster of about 1,800 (J. Dean, "Designs, Lessons and Advice from
 *   Building Large Distributed Systems", LADIS 2009; the size as reported with the same figures by CNET, 2008). Hardware
 *   alone is rarer, 8 % of servers a year (Vishwanath and Nagappan, SoCC 2010). Repaired within a working day: assumption.
 * - Rack: 20 a year in that cluster of about 45 racks, 1 to 6 hours each (Dean, as above).
 * - Switch: 5 % of top-of-rack switches fail in a year (Gill, Jain and Nagappan, SIGCOMM 2011). Half a day: assumption.
 * - Network (a whole VLAN: a loop, a wrong change) and zone (a room's power or cooling): assumptions.
 * - Disks: 2 to 4 % are replaced in a year (Schroeder and Gibson, FAST 2007).
 * - Restoring from a backup within a day, copying at half of a network's bandwidth: assumptions.
 *
 * A process that dies is started again within seconds by its host and is not counted.
 */
export const defaultFigures: ReliabilityFigures = {
  rates: {
    host: { mtbfHours: 1.8 * yearHours, mttrHours: 8 },
    rack: { mtbfHours: 2.25 * yearHours, mttrHours: 3.5 },
    zone: { mtbfHours: 10 * yearHours, mttrHours: 6 },
    switch: { mtbfHours: 20 * yearHours, mttrHours: 12 },
    network: { mtbfHours: 5 * yearHours, mttrHours: 1 },
  },
  diskLossPercentPerYear: 4,
  restoreHours: 24,
  copyShare: 0.5,
}

/** Share of time that an element is gone. */
export function unavailabilityOf({ mtbfHours, mttrHours }: FailureRate): number {
  return mttrHours / (mtbfHours + mttrHours)
}

/** Failures of an element in an hour of calendar time: it can only fail while it works. */
export function failuresPerHour({ mtbfHours, mttrHours }: FailureRate): number {
  return 1 / (mtbfHours + mttrHours)
}

/** Losses of a host's data disk in an hour. */
export function diskLossesPerHour({ diskLossPercentPerYear }: ReliabilityFigures): number {
  return diskLossPercentPerYear / 100 / yearHours
}

/**
 * Hours until what a lost disk held has its copies again: the repair of its host, then the planned disk, full, over a
 * share of the slowest network of its service (GiB × 8.59 Gbit / (Gbit/s × share) / 3600). A store that copies to other
 * hosts before the repair is quicker: the formula errs on the long side.
 */
export function copyHours(plan: Plan, dataset: PlanDataset, figures: ReliabilityFigures): number {
  const isOwn = ({ service }: { readonly service: string }) => service === dataset.service
  const diskGiB = Math.max(0, ...plan.instances.filter(isOwn).map(({ size }) => size.production.diskGiB))
  const networks = new Set<string>(plan.endpoints.filter(isOwn).map(({ network }) => `network/${network}`))
  const gbps = plan.networks.filter(({ id }) => networks.has(id)).map((network) => network.gbps)
  const gigabits = diskGiB * 8.589934592
  return figures.rates.host.mttrHours + gigabits / (Math.min(...gbps) * figures.copyShare) / 3_600
}
