// What the user declares, in one YAML file, once it has been read and every default filled in.
// The planner takes this and nothing else; `parseDeclaration` makes it.

import type { Load } from './load.ts'
import type { Duty, Hardware, JsonObject, NetworkId, Profile, SourcePosition, TargetId } from './plan.ts'

/** A count that the planner chooses: as few as will do. Without `min` two where the platform is to survive failures, else one. */
export interface CountRange {
  readonly min?: number | undefined
  readonly max: number
}

/** Some hosts that are alike: `NAME-1` … `NAME-COUNT`. */
export interface DeclaredHostGroup {
  readonly name: string
  readonly count: number | CountRange
  /** What one of its hosts costs beside those of other groups, in any unit; 1 unless said. */
  readonly price?: number | undefined
  readonly duties: readonly Duty[]
  readonly hardware?: Hardware | undefined
}

/** One of several clusters of a platform (R-1.C). */
export interface DeclaredCluster {
  readonly id: string
  readonly target: TargetId
  /** The host groups that are in it. A cluster that names none has all hosts that no other names. */
  readonly groups?: readonly string[] | undefined
}

/** One host by name, where the user says more than a group can. */
export interface DeclaredHost {
  readonly name: string
  readonly group?: string | undefined
  readonly duties: readonly Duty[]
  readonly rack?: string | undefined
  readonly zone?: string | undefined
  readonly switches?: readonly string[] | undefined
  readonly hardware?: Hardware | undefined
}

/** What the user wants otherwise about one network. */
export interface DeclaredNetwork {
  readonly vlan?: number | undefined
  /** IPv4 in CIDR notation. */
  readonly subnet?: string | undefined
  readonly gbps?: number | undefined
  /** The address that the balancers of this network share. */
  readonly virtualIp?: string | undefined
}

/** A declaration as the planner takes it: valid in itself, every default filled in. */
export interface ParsedDeclaration {
  /** The file it came from, as the user named it. */
  readonly file: string
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly sha256: string
  readonly name: string
  readonly shape: string
  readonly target?: TargetId | undefined
  readonly clusters?: readonly DeclaredCluster[] | undefined
  readonly profile: Profile
  readonly relaxes: readonly { readonly rule: string; readonly why: string }[]
  readonly load: Load
  /** In place of the shape's groups. Never beside `hosts`. */
  readonly hostGroups?: readonly DeclaredHostGroup[] | undefined
  /** In place of the shape's groups. Never beside `hostGroups`. */
  readonly hosts?: readonly DeclaredHost[] | undefined
  readonly networks: Readonly<Partial<Record<NetworkId, DeclaredNetwork | undefined>>>
  /** What the user says of each service: options (defaults filled in), or `false` to leave it out. */
  readonly services: Readonly<Record<string, JsonObject | false>>
  /** JSON pointer into the file → where it stands. */
  readonly source: Readonly<Record<string, SourcePosition>>
}
