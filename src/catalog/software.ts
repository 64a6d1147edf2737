// Which software a role runs, and exactly which bytes that is. Pure data: src/software/ fetches it.

/** One file of a lock: what must arrive, byte for byte. */
export interface LockedFile {
  /** Maven `group:artifact:version[:extension[:classifier]]`, or a file name on the Python package index. */
  readonly name: string
  readonly sha256: string
  readonly bytes: number
}

/** Where software comes from: a package manager's own client, or the user's hands; never an address. */
export type SoftwareSource =
  | {
      readonly kind: 'maven'
      /** What is asked for. `closure`: with everything that it depends on; the lock lists what that is. */
      readonly coordinates: readonly string[]
      readonly closure?: boolean
      /** `group:artifact` left out of a closure. */
      readonly exclude?: readonly string[]
      readonly files: readonly LockedFile[]
      /** `jars`: all files side by side in the software's folder. `archive`: unpacked into it. */
      readonly layout: 'jars' | 'archive'
      /** Archives beside the first, by coordinate: the folder inside the software's folder that each is unpacked into. */
      readonly inside?: Readonly<Record<string, string>>
      /** Folder inside the archive that becomes the software's folder. */
      readonly root?: string
      /** Paths below the root that are kept; all when left out. */
      readonly keep?: readonly string[]
    }
  | {
      readonly kind: 'pip'
      /** `name==version`. */
      readonly requirement: string
      /**
       * With everything that it depends on, and with `beside`, installed side by side for the distribution's Python 3.11: the
       * software's folder belongs on PYTHONPATH, its `bin` on PATH. Otherwise the only file is unpacked.
       */
      readonly closure?: boolean
      /** `name==version` of what a closure is to hold beside, and of what it would get wrong by itself. */
      readonly beside?: readonly string[]
      readonly files: readonly LockedFile[]
      readonly root?: string
      readonly keep?: readonly string[]
    }
  | {
      /** From the distribution: its version is recorded and shown, not pinned. */
      readonly kind: 'apt'
      readonly packages: readonly string[]
      /** Absolute paths that show it is there; when all are, nothing is installed. */
      readonly provides: readonly string[]
      /** Services that the packages would start by themselves: kept off. */
      readonly daemons: readonly string[]
    }
  | {
      /** A tar archive that the user has, since no registry has it. What is in its one folder becomes the software's folder. */
      readonly kind: 'given'
      /** Absolute path on the machine that runs `hanok`. It is only read. */
      readonly path: string
      readonly sha256: string
      /** Path in the software's folder without which the archive is another software's. */
      readonly holds: string
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
