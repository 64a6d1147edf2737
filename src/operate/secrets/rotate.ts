// New credentials for one client of a running platform, in steps of which each may be done again: docs/adr/0023, docs/adr/0024. Two credentials
// count all the time; the client has one, and nobody has the other.

import { databaseCredentialsOf, type RotatingCredentials, s3CredentialsOf } from '../../model/secrets.ts'
import { operateErrors } from '../errors.ts'
import { newPassword } from './make-secret.ts'
import { type Holder, type RunningSite, restartInTurn, type TurnStep } from './running-site.ts'

/** Whose credentials are renewed, and where they count. */
export interface RotatingClient {
  readonly client: string
  readonly kind: 's3' | 'postgres'
  readonly names: RotatingCredentials
  /** S3 gateways each read a file of their own. Of the servers of Postgres any changes the one database of all. */
  readonly keptBy: 'each' | 'any'
}

/** What a rotation needs of the platform that is up. */
export interface RotationSite extends RunningSite {
  /** Whether a keeper of credentials takes these. */
  accepts(keeper: Holder, login: string, secret: string): Promise<boolean>
  report(step: RotationStep): void
}

/** What a rotation tells while it goes on. */
export type RotationStep =
  | { readonly kind: 'continues' }
  | { readonly kind: 'prepared' | 'closed'; readonly keepers: number }
  | TurnStep

/** What was done. */
export interface RotationResult {
  readonly name: string
  /** The access key or role that counts now. */
  readonly login: string
  readonly keepers: number
  readonly restarted: readonly string[]
}

/** A gateway reads its identities again within half a second (SeaweedFS 4.48, seen); this is for a busy machine. */
const takenInMs = 30_000
const askEveryMs = 250

/** A client of S3. */
export function s3Client(client: string): RotatingClient {
  return { client, kind: 's3', names: s3CredentialsOf(client), keptBy: 'each' }
}

/** A service with a database in Postgres. */
export function databaseClient(client: string): RotatingClient {
  return { client, kind: 'postgres', names: databaseCredentialsOf(client), keptBy: 'any' }
}

/** Name under which is kept how far a rotation is. */
export function progressOf({ kind, client }: Pick<RotatingClient, 'kind' | 'client'>): string {
  return `rotation/${kind}/${client}`
}

/**
 * Gives the client new credentials. What was interrupted goes on where it was: each step ends with its result kept, and begins from what
 * is kept alone. Throws `operate.notTakenIn`, `operate.nobodyTakesIn`, `operate.stillTaken`, and what the site throws.
 */
export async function rotateCredentials(what: RotatingClient, site: RotationSite): Promise<RotationResult> {
  const { used, spare } = what.names
  const progress = progressOf(what)
  const old = `${progress}/old`
  const everything = [used, spare].flatMap(({ login, secret }) => [login, secret])
  const stage = () => site.kept(progress)
  if (stage() === undefined) {
    // The credentials in use are kept by name before anything changes: made up on the way they would differ each time.
    const present = Object.fromEntries(everything.map((name) => [name, site.lookUp(name)]))
    site.change({ ...present, [spare.secret]: newPassword(), [progress]: 'preparing' })
  } else site.report({ kind: 'continues' })
  const keepers = site.holdersOf([spare.secret])

  if (stage() === 'preparing') {
    const took = await takeIn(what, keepers, site)
    site.report({ kind: 'prepared', keepers: took.length })
    site.change({
      [used.login]: site.lookUp(spare.login),
      [used.secret]: site.lookUp(spare.secret),
      [spare.login]: site.lookUp(used.login),
      [spare.secret]: site.lookUp(used.secret),
      [progress]: 'handing out',
    })
  }
  let restarted: readonly string[] = []
  if (stage() === 'handing out') {
    site.layOut(everything)
    const keeps = new Set(keepers.map(({ instance }) => instance))
    const clients = site.holdersOf([used.secret]).filter(({ instance }) => !keeps.has(instance))
    restarted = await restartInTurn(clients, site, site.report)
    site.change({ [spare.secret]: newPassword(), [old]: site.lookUp(spare.secret), [progress]: 'closing' })
  }
  const took = await takeIn(what, keepers, site)
  await refuseOld(what, took, site, site.kept(old))
  site.report({ kind: 'closed', keepers: took.length })
  site.change({ [old]: undefined, [progress]: undefined })
  return { name: used.secret, login: site.lookUp(used.login), keepers: took.length, restarted }
}

/**
 * Has every keeper that runs take in what has changed, or the first where one does it for all, and asks with the spare credentials: whoever
 * takes them has forgotten what counted before. Gives those that were asked.
 */
async function takeIn(
  { client, names: { spare }, keptBy, kind }: RotatingClient,
  keepers: readonly Holder[],
  site: RotationSite,
): Promise<readonly Holder[]> {
  site.layOut([spare.secret])
  const took: Holder[] = []
  for (const keeper of keepers) {
    if (!(await site.runs(keeper.instance))) {
      site.report({ kind: 'down', instance: keeper.instance })
      continue
    }
    await site.reload(keeper)
    let waitedMs = 0
    while (!(await site.accepts(keeper, site.lookUp(spare.login), site.lookUp(spare.secret)))) {
      if (waitedMs >= takenInMs)
        throw operateErrors.notTakenIn({ instance: keeper.instance, name: `${kind}/${client}` })
      await site.pause(askEveryMs)
      waitedMs += askEveryMs
    }
    took.push(keeper)
    if (keptBy === 'any') break
  }
  if (took.length === 0 && keptBy === 'any')
    throw operateErrors.nobodyTakesIn({ name: `${kind}/${client}`, instances: keepers.map(idOf) })
  return took
}

/** Asks with what was in use before: it must count nowhere. */
async function refuseOld(
  { names: { spare }, kind, client }: RotatingClient,
  keepers: readonly Holder[],
  site: RotationSite,
  old: string | undefined,
): Promise<void> {
  if (old === undefined) return
  for (const keeper of keepers) {
    if (await site.accepts(keeper, site.lookUp(spare.login), old))
      throw operateErrors.stillTaken({ instance: keeper.instance, name: `${kind}/${client}` })
  }
}

function idOf({ instance }: Holder): string {
  return instance
}
