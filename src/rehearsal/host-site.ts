// Rehearsal: one host as its runners see it: where it is on this machine and how to get into it.

import { appendFileSync, existsSync } from 'node:fs'
import type { AccountDefinition } from '../model/artifacts.ts'
import type { HostId } from '../model/plan.ts'
import type { Cgroups } from './cgroups.ts'
import { rehearsalErrors } from './errors.ts'
import { uidOf } from './host-files.ts'
import { onMachine, type Place } from './place.ts'
import type { ProcessRef } from './proc.ts'

/** A host's whereabouts. Its PID 1 changes when it dies and comes back. */
export class HostSite {
  readonly place: Place
  readonly id: HostId
  readonly hostname: string
  readonly cgroups: Cgroups
  readonly #accounts: readonly AccountDefinition[]
  init: ProcessRef | undefined

  constructor(
    place: Place,
    host: { id: HostId; hostname: string; accounts: readonly AccountDefinition[] },
    cgroups: Cgroups,
  ) {
    this.place = place
    this.id = host.id
    this.hostname = host.hostname
    this.cgroups = cgroups
    this.#accounts = host.accounts
  }

  /** PID of its PID 1 on this machine. Throws `hostDown`. */
  initPid(): number {
    if (this.init === undefined) throw rehearsalErrors.hostDown({ host: this.hostname })
    return this.init.pid
  }

  uidOf(account: string): number {
    return uidOf(this.#accounts, account)
  }

  /** The `cgroup.procs` files of a leaf of this host. */
  joinFiles(leaf: string): string[] {
    return this.cgroups.joinFiles(this.hostname, leaf)
  }

  /** Where a path of one of its private trees lies on this machine. Throws for other paths: a mistake of ours. */
  folderOf(path: string): string {
    const found = onMachine(this.place, this.hostname, path)
    if (found === undefined)
      throw rehearsalErrors.badArtifacts({ folder: path, why: 'it is no private tree' })
    return found
  }

  /** Whether a path exists as the host sees it. */
  exists(path: string): boolean {
    const own = onMachine(this.place, this.hostname, path)
    if (own !== undefined && !path.startsWith('/opt/')) return existsSync(own)
    return existsSync(`/proc/${this.initPid()}/root${path}`)
  }

  /** Adds text to a log file (a path of this machine). */
  appendLog(file: string, text: string): void {
    if (text !== '') appendFileSync(file, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o640 })
  }
}
