// New keys and certificates from the platform's authority, on a platform that serves: docs/adr/0025. Each step begins from what
// is kept, and may be done again.

import { X509Certificate } from 'node:crypto'
import { authorityCertificate, authorityKey, certificateKeyOf, certificateOf } from '../../model/secrets.ts'
import { operateErrors } from '../errors.ts'
import { certificateFrom, newPrivateKey } from './certificates.ts'
import { type Holder, type RunningSite, restartInTurn, type TurnStep } from './running-site.ts'

/** What a renewal needs of the platform that is up. */
export interface RenewalSite extends RunningSite {
  /**
   * Serial numbers of the certificates for this name that an instance serves, one for each port that does; none where it serves it on no port.
   * Rejects while a port does not answer.
   */
  served(holder: Holder, subject: string): Promise<readonly string[]>
  report(step: RenewalStep): void
}

/** What a renewal tells while it goes on. */
export type RenewalStep =
  | { readonly kind: 'continues'; readonly subject: string }
  | { readonly kind: 'serves'; readonly instance: string; readonly subject: string; readonly ports: number }
  | TurnStep

/** What was done. */
export interface RenewalResult {
  readonly subject: string
  readonly serial: string
  readonly notAfterMs: number
  /** Instances that run and have it, and how many ports of theirs were seen to serve it. */
  readonly holders: readonly string[]
  readonly ports: number
  readonly restarted: readonly string[]
}

/** From a signal to new workers it takes nginx well under a second, and what was restarted serves as soon as it is ready; this is for a busy machine. */
const takenUpInMs = 30_000
const askEveryMs = 500

/** Name under which is kept that a new certificate is not yet served by all. */
export function renewalOf(subject: string): string {
  return `renewal/${subject}`
}

/**
 * Renews the certificates of these names. All are made and laid out first, so that those who look by themselves do so meanwhile. Nobody meets an
 * interruption where the daemon reads its files again; others are restarted one at a time. Throws `operate.oldCertificateServed`, and what the
 * site throws.
 */
export async function renewCertificates(
  subjects: readonly string[],
  platform: string,
  site: RenewalSite,
): Promise<readonly RenewalResult[]> {
  for (const subject of subjects) {
    if (site.kept(renewalOf(subject)) === undefined) makeAnew(subject, platform, site)
    else site.report({ kind: 'continues', subject })
  }
  site.layOut(subjects.flatMap(namesOf))
  const results: RenewalResult[] = []
  for (const subject of subjects) results.push(await takeUp(subject, site))
  return results
}

function namesOf(subject: string): readonly [string, string] {
  return [certificateOf(subject), certificateKeyOf(subject)]
}

function makeAnew(subject: string, platform: string, site: RenewalSite): void {
  const [certificateName, keyName] = namesOf(subject)
  const key = newPrivateKey()
  const authority = { certificate: site.lookUp(authorityCertificate), key: site.lookUp(authorityKey) }
  const certificate = certificateFrom(authority, { platform, subject, key })
  site.change({ [certificateName]: certificate, [keyName]: key, [renewalOf(subject)]: 'handing out' })
}

/** Has everyone who has it read it again, and sees that they do. */
async function takeUp(subject: string, site: RenewalSite): Promise<RenewalResult> {
  const { serialNumber: serial, validTo } = new X509Certificate(site.lookUp(certificateOf(subject)))
  const holders = site.holdersOf(namesOf(subject))
  const restarted = await restartInTurn(
    holders.filter((holder) => !readsAgain(holder)),
    site,
    site.report,
  )
  const seen: { readonly instance: string; readonly ports: number }[] = []
  for (const holder of holders) {
    const { instance } = holder
    if (await site.runs(instance)) {
      if (holder.reloads) await site.reload(holder)
      const ports = await waitForNew(holder, { subject, serial }, site)
      site.report({ kind: 'serves', instance, subject, ports })
      seen.push({ instance, ports })
    } else if (readsAgain(holder)) site.report({ kind: 'down', instance })
  }
  site.change({ [renewalOf(subject)]: undefined })
  return {
    subject,
    serial,
    notAfterMs: Date.parse(validTo),
    holders: seen.map(({ instance }) => instance),
    ports: seen.reduce((sum, { ports }) => sum + ports, 0),
    restarted,
  }
}

/** Whoever does not is restarted. */
function readsAgain({ reloads, watchesMs }: Holder): boolean {
  return reloads || watchesMs !== undefined
}

/** Shakes hands until every port that serves this name serves the new certificate. Gives how many do. */
async function waitForNew(
  holder: Holder,
  { subject, serial }: { readonly subject: string; readonly serial: string },
  site: RenewalSite,
): Promise<number> {
  const withinMs = holder.watchesMs ?? takenUpInMs
  for (let waitedMs = 0; ; waitedMs += askEveryMs) {
    const served = await site.served(holder, subject).catch((error: Error) => error)
    if (!(served instanceof Error) && served.every((one) => one === serial)) return served.length
    if (waitedMs >= withinMs) {
      const saw = served instanceof Error ? served.message : served.join(', ')
      throw operateErrors.oldCertificateServed({ instance: holder.instance, subject, saw })
    }
    await site.pause(askEveryMs)
  }
}
