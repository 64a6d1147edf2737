// What renewing something needs of the platform that is up, and how its clients are restarted while it serves.

import type { SecretLookup } from './make-secret.ts'

/** An instance of the running platform that has something secret in its configuration. */
export interface Holder {
  readonly instance: string
  readonly host: string
  /** It reads its files again when it is told to. */
  readonly reloads: boolean
  /** It reads these files again by itself, within so many ms. */
  readonly watchesMs?: number
  /** Once it is ready again, those who ask it may pass it over for so many ms. */
  readonly passedOverMs?: number
}

/** The running platform, its secrets and its instances. */
export interface RunningSite {
  readonly lookUp: SecretLookup
  kept(name: string): string | undefined
  /** Keeps all of these at once; undefined takes one away. */
  change(changes: Readonly<Record<string, string | undefined>>): void
  holdersOf(names: readonly string[]): readonly Holder[]
  /** Writes the files that hold one of these anew, with the values kept. */
  layOut(names: readonly string[]): void
  /** Has an instance read its files again, which it does as it runs. */
  reload(holder: Holder): Promise<void>
  /** Restarts it and waits until it is ready, and until the balancer sends it requests again. Rejects when it is not in time. */
  restart(instance: string): Promise<void>
  /** Whether it runs or is about to: nothing is told to what is stopped or on a dead host, which reads its files as it starts. */
  runs(instance: string): Promise<boolean>
  /** Whether it leads others: it comes last. */
  leads(instance: string): Promise<boolean>
  pause(ms: number): Promise<void>
}

/** What is told of each instance on the way. */
export interface TurnStep {
  readonly kind: 'restarting' | 'down'
  readonly instance: string
}

/** Restarts those that run one at a time, each ready before the next, and whoever leads last. Gives those that were restarted. */
export async function restartInTurn(
  holders: readonly Holder[],
  site: RunningSite,
  report: (step: TurnStep) => void,
): Promise<readonly string[]> {
  const restarted: string[] = []
  for (const { instance, passedOverMs } of await followersFirst(holders, site)) {
    if (await site.runs(instance)) {
      report({ kind: 'restarting', instance })
      await site.restart(instance)
      // Also after the last: what comes next may restart it again.
      if (passedOverMs !== undefined) await site.pause(passedOverMs)
      restarted.push(instance)
    } else report({ kind: 'down', instance })
  }
  return restarted
}

async function followersFirst(holders: readonly Holder[], site: RunningSite): Promise<readonly Holder[]> {
  const seen = await Promise.all(
    holders.map(async (holder) => ({ holder, leads: await site.leads(holder.instance) })),
  )
  return [...seen.filter(({ leads }) => !leads), ...seen.filter(({ leads }) => leads)].map(
    ({ holder }) => holder,
  )
}
