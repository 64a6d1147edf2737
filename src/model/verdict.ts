// The verdict on a plan: what every failure does to what people use (shared contract, "Verdict"). Plain JSON but for
// the texts of findings, which are in both languages until they are printed.

import type { Capability, DatasetId, HostId, InstanceId, JsonObject, RoleId } from './plan.ts'
import type { Text } from './text.ts'

/** `degrades`: works with less capacity. `stops`: not usable for a while or until repair. `loses`: acknowledged data is gone. */
export type Outcome = 'survives' | 'degrades' | 'stops' | 'loses'

/** What one failure does to one capability. */
export interface CapabilityVerdict {
  readonly outcome: Outcome
  /** Share of the capacity that is left once the platform has recovered, 0 to 1. */
  readonly fraction: number
  /** How long it is not usable; 0 where nobody notices, null when only repair brings it back. */
  readonly recoveryMs: number | null
}

/** What the failure of one or several elements does. Capabilities that are not touched are left out. */
export interface FailureVerdict {
  readonly capabilities: Readonly<Partial<Record<Capability, CapabilityVerdict>>>
  /** Datasets of which every copy may be gone. */
  readonly lost: readonly DatasetId[]
  /** Datasets that may lose their newest acknowledged writes, as they are made to (asynchronous copies). */
  readonly atRisk: readonly DatasetId[]
}

/** The failure of one element: an instance, a host, a rack, zone or switch, or a network, by its id. */
export interface ElementVerdict extends FailureVerdict {
  readonly element: string
}

/** Two elements that fail together, where that is worse than the union of their single failures. */
export interface PairVerdict extends FailureVerdict {
  readonly elements: readonly [string, string]
}

/** `advice` is worth knowing; a `warning` is a price that was accepted; an `error` should keep one from building it. */
export type Severity = 'error' | 'warning' | 'advice'

/** Where in the user's file a finding comes from. */
export interface FindingPlace {
  readonly file: string
  readonly line: number
  readonly column: number
  /** JSON pointer into the declaration. */
  readonly pointer: string
}

/** What a check found. */
export interface Finding {
  /** Id of the check: its file's name. */
  readonly check: string
  readonly severity: Severity
  /** Language-neutral code, `CHECK.CASE`. */
  readonly code: string
  readonly message: Text
  readonly why: Text
  readonly fix: Text
  readonly at: FindingPlace
  readonly data: JsonObject
}

/** What keeps a capability from being usable all the time, each as a share of time. */
export interface AvailabilityPart {
  /** Too much has failed at once, until repair. */
  readonly downShare: number
  /** Others take over from what failed. */
  readonly takeoverShare: number
  /** Data comes back from a backup, since disks failed faster than copies were made again. */
  readonly lossShare: number
  /** States that were not judged, counted as unusable: the true availability is higher by at most so much. */
  readonly unexaminedShare: number
}

/** A role that is made to have one instance: what is not usable while its host is gone. */
export interface LeftSingle {
  readonly role: RoleId
  readonly instance: InstanceId
  readonly host: HostId
  /** Capabilities that its loss stops until repair, or of which it loses data. */
  readonly stops: readonly Capability[]
  /** Minutes of a year in which it is expected to be gone. */
  readonly minutesAYear: number
}

/** The whole verdict. */
export interface Verdict {
  readonly schemaVersion: 1
  readonly planSha256: string
  readonly elements: readonly ElementVerdict[]
  /** All pairs of hosts. `worse` lists at most 100,000 of the `worseCount` that are worse than their single failures. */
  readonly pairs: {
    readonly count: number
    readonly worseCount: number
    readonly worse: readonly PairVerdict[]
  }
  /** The smallest sets of up to three hosts whose loss stops a capability until repair, smallest first; at most 1,000 each. */
  readonly minimalSets: Readonly<Partial<Record<Capability, readonly (readonly string[])[]>>>
  /** How many such sets there are, listed or not. */
  readonly minimalSetCounts: Readonly<Partial<Record<Capability, number>>>
  /** Share of time that a capability is usable, from MTBF and MTTR. */
  readonly availability: Readonly<Partial<Record<Capability, number>>>
  /** What the rest of the time is made of. */
  readonly availabilityParts: Readonly<Partial<Record<Capability, AvailabilityPart>>>
  readonly leftSingle: readonly LeftSingle[]
  readonly findings: readonly Finding[]
}
