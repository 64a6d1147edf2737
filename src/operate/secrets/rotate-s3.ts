// New S3 credentials for one client of a running platform, in steps of which each may be done again: docs/adr/0023. Two credentials count at
// the gateways all the time; the client has one, and nobody has the other.

import { s3CredentialsOf } from '../../model/secrets.ts'
import { operateErrors } from '../errors.ts'
import { newPassword, type SecretLookup } from './make-secret.ts'

/** An instance of the running platform that has the credentials in its configuration. */
export interface Holder {
  readonly instance: string
  readonly host: string
  readonly reloads: boolean
}

/** What a rotation needs of the platform that is up. */
export interface RotationSite {
  readonly lookUp: SecretLookup
  kept(name: string): string | undefined
  /** Keeps all of these at once; undefined takes one away. */
  change(changes: Readonly<Record<string, string | undefined>>): void
  holdersOf(names: readonly string[]): readonly Holder[]
  /** Writes the files that hold one of these anew, with the values kept. */
  layOut(names: readonly string[]): void
  reload(instance: string): Promise<void>
  /** Restarts it and waits until it is ready. Rejects when it is not in time. */
  restart(instance: string): Promise<void>
  /** Whether it runs or is about to: nothing is told to what is stopped or on a dead host, which reads its files as it starts. */
  runs(instance: string): Promise<boolean>
  /** Whether it leads others: it comes last. */
  leads(instance: string): Promise<boolean>
  /** Whether a gateway takes these credentials. */
  accepts(gateway: Holder, accessKey: string, secret: string): Promise<boolean>
  pause(ms: number): Promise<void>
  report(step: RotationStep): void
}

/** What a rotation tells while it goes on. */
export type RotationStep =
  | { readonly kind: 'continues' }
  | { readonly kind: 'prepared' | 'closed'; readonly gateways: number }
  | { readonly kind: 'restarting' | 'down'; readonly instance: string }

/** What was done. */
export interface RotationResult {
  readonly name: string
  readonly accessKey: string
  readonly gateways: number
  readonly restarted: readonly string[]
}

/** A gateway reads its identities again within half a second (SeaweedFS 4.48, seen); this is for a busy machine. */
const takenInMs = 30_000
const askEveryMs = 250

/** Name under which is kept how far a rotation is. */
export function progressOf(client: string): string {
  return `rotation/s3/${client}`
}

/**
 * Gives the client new credentials. What was interrupted goes on where it was: each step ends with its result kept, and begins from what
 * is kept alone. Throws `operate.notTakenIn`, and what the site throws.
 */
export async function rotateS3(client: string, site: RotationSite): Promise<RotationResult> {
  const { used, spare } = s3CredentialsOf(client)
  const progress = progressOf(client)
  const stage = () => site.kept(progress)
  if (stage() === undefined) {
    // The credentials in use are kept by name before anything changes: made up on the way they would differ each time.
    const values = [used, spare].flatMap(({ accessKey, secret }) => [accessKey, secret])
    const present = Object.fromEntries(values.map((name) => [name, site.lookUp(name)]))
    site.change({ ...present, [spare.secret]: newPassword(), [progress]: 'preparing' })
  } else site.report({ kind: 'continues' })
  const everywhere = [used, spare].flatMap(({ accessKey, secret }) => [accessKey, secret])
  const gateways = site.holdersOf([spare.secret])

  if (stage() === 'preparing') {
    const count = await takeIn(client, gateways, site)
    site.report({ kind: 'prepared', gateways: count })
    site.change({
      [used.accessKey]: site.lookUp(spare.accessKey),
      [used.secret]: site.lookUp(spare.secret),
      [spare.accessKey]: site.lookUp(used.accessKey),
      [spare.secret]: site.lookUp(used.secret),
      [progress]: 'handing out',
    })
  }
  const restarted: string[] = []
  if (stage() === 'handing out') {
    site.layOut(everywhere)
    const isGateway = new Set(gateways.map(({ instance }) => instance))
    const clients = site.holdersOf([used.secret]).filter(({ instance }) => !isGateway.has(instance))
    for (const { instance } of await followersFirst(clients, site)) {
      if (await site.runs(instance)) {
        site.report({ kind: 'restarting', instance })
        await site.restart(instance)
        restarted.push(instance)
      } else site.report({ kind: 'down', instance })
    }
    site.change({ [spare.secret]: newPassword(), [progress]: 'closing' })
  }
  const closed = await takeIn(client, gateways, site)
  site.report({ kind: 'closed', gateways: closed })
  site.change({ [progress]: undefined })
  return { name: used.secret, accessKey: site.lookUp(used.accessKey), gateways: closed, restarted }
}

/**
 * Has every gateway that runs read its identities, and asks each with the spare credentials, which have just changed: whoever takes them has
 * read the file, and has forgotten what stood there before.
 */
async function takeIn(client: string, gateways: readonly Holder[], site: RotationSite): Promise<number> {
  const { spare } = s3CredentialsOf(client)
  site.layOut([spare.secret])
  let count = 0
  for (const gateway of gateways) {
    if (!(await site.runs(gateway.instance))) {
      site.report({ kind: 'down', instance: gateway.instance })
      continue
    }
    await site.reload(gateway.instance)
    let waitedMs = 0
    while (!(await site.accepts(gateway, site.lookUp(spare.accessKey), site.lookUp(spare.secret)))) {
      if (waitedMs >= takenInMs) throw operateErrors.notTakenIn({ instance: gateway.instance, client })
      await site.pause(askEveryMs)
      waitedMs += askEveryMs
    }
    count++
  }
  return count
}

async function followersFirst(holders: readonly Holder[], site: RotationSite): Promise<readonly Holder[]> {
  const seen = await Promise.all(
    holders.map(async (holder) => ({ holder, leads: await site.leads(holder.instance) })),
  )
  return [...seen.filter(({ leads }) => !leads), ...seen.filter(({ leads }) => leads)].map(
    ({ holder }) => holder,
  )
}
