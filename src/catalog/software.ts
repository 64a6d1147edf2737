// Which software a role runs, and exactly which bytes that is. Pure data: src/software/ fetches it.

/** One file of a lock: what must arrive, byte for byte. */
export interface LockedFile {
  /** Maven `group:artifact:version[:extension[:classifier]]`, or a file name on the Python package index. */
  readonly name: string
  readonly sha256: string
  readonly bytes: number
}

/** Where software comes from: a package manager's own client, never an address. */
export type SoftwareSource =
  | {
      readonly kind: 'maven'
      readonly files: readonly LockedFile[]
      /** `jars`: all files side by side in the software's folder. `archive`: the only file is unpacked into it. */
      readonly layout: 'jars' | 'archive'
      /** Leading path parts dropped from an archive's entries. */
      readonly stripComponents?: number
      /** Of an archive, only these paths (prefixes relative to the root after stripping) are kept. */
      readonly keep?: readonly string[]
    }
  | {
      readonly kind: 'pip'
      /** `name==version`. */
      readonly requirement: string
      readonly files: readonly LockedFile[]
      readonly stripComponents?: number
      readonly keep?: readonly string[]
    }
  | {
      /** From the distribution: its version is recorded and shown, not pinned. */
      readonly kind: 'apt'
      readonly packages: readonly string[]
      /** Absolute paths or command names that show it is there; when all are, nothing is installed. */
      readonly provides: readonly string[]
      /** systemd units and init scripts that the packages would start by themselves: kept off. */
      readonly daemons: readonly string[]
    }

/** One piece of software. `id` is its folder below `/opt/hanok`, so it holds the version: `trino-476`. */
export interface Software {
  readonly id: string
  readonly title: string
  readonly version: string
  /** SPDX expression. */
  readonly licence: string
  readonly source: SoftwareSource
}
