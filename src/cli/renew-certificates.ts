// `hanok certificates`: which there are on the rehearsal that is up, and new ones for those that its authority has signed.

import type { PlanEndpoint } from '../model/plan.ts'
import {
  authorityCertificate,
  certificateKeyOf,
  certificateOf,
  commonName,
  namesOf,
} from '../model/secrets.ts'
import { type Text, text } from '../model/text.ts'
import { type CertificateEntry, certificatesAmong } from '../operate/secrets/certificate-list.ts'
import {
  type RenewalResult,
  type RenewalSite,
  type RenewalStep,
  renewCertificates as renewAll,
} from '../operate/secrets/renew-certificate.ts'
import type { Holder } from '../operate/secrets/running-site.ts'
import { servedCertificate } from '../operate/secrets/served-certificate.ts'
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { certificateErrors } from './certificate-errors.ts'
import { runningSite, secretsOfRunning, turnWords } from './running-platform.ts'
import type { SecretStore } from './secret-store.ts'
import type { Terminal } from './terminal.ts'

/** A certificate, and the instances that have it. */
export interface HeldCertificate extends CertificateEntry {
  readonly holders: readonly string[]
}

/** The certificates of the platform that is up, those that end first in front. Throws as `Rehearsal`. */
export function runningCertificates(): readonly HeldCertificate[] {
  const rehearsal = new Rehearsal()
  return heldCertificates(rehearsal, secretsOfRunning(rehearsal))
}

function heldCertificates(rehearsal: Rehearsal, store: SecretStore): readonly HeldCertificate[] {
  const names = [...new Set([authorityCertificate, ...rehearsal.secretsHeld()])]
  return certificatesAmong(names, store.kept, Date.now()).map((entry) => ({
    ...entry,
    holders: rehearsal.holdersOf([entry.secret]).map(({ instance }) => instance),
  }))
}

/**
 * Renews the certificates that the platform's authority has signed, all or one by its name. Throws `cli.certificateNotOurs`, `cli.authorityNotRenewed`,
 * `cli.noCertificate`, and what renewing throws.
 */
export async function renewCertificates(
  terminal: Terminal,
  name?: string,
): Promise<readonly RenewalResult[]> {
  const rehearsal = new Rehearsal()
  const { name: platform } = rehearsal.plan()
  const store = secretsOfRunning(rehearsal)
  const subjects = subjectsOf(heldCertificates(rehearsal, store), name)
  const unlock = rehearsal.lock('renew')
  try {
    return await renewAll(subjects, platform, siteOf(rehearsal, store, terminal))
  } finally {
    unlock()
  }
}

function subjectsOf(all: readonly HeldCertificate[], wanted: string | undefined): readonly string[] {
  const own = all.filter(({ origin }) => origin === 'platform').map(({ name }) => name)
  if (wanted === undefined) return own
  const found = all.find(({ name }) => name === wanted)
  if (found === undefined) throw certificateErrors.noCertificate({ found: wanted, known: own })
  if (found.origin === 'given') throw certificateErrors.certificateNotOurs({ name: wanted })
  if (found.origin === 'authority')
    throw certificateErrors.authorityNotRenewed({ until: dayOf(found.notAfterMs) })
  return [wanted]
}

function siteOf(rehearsal: Rehearsal, store: SecretStore, terminal: Terminal): RenewalSite {
  return {
    ...runningSite(rehearsal, store, terminal),
    served: (holder, subject) => servedBy(rehearsal, store, holder, subject),
    report: (step) => terminal.note(terminal.say(wordsOf(step))),
  }
}

/** Asks from the instance's own host, at each of its own ports with TLS, past the balancer. */
async function servedBy(
  rehearsal: Rehearsal,
  { lookUp }: SecretStore,
  { instance, host }: Holder,
  subject: string,
): Promise<readonly string[]> {
  const handshake = {
    authority: lookUp(authorityCertificate),
    name: namesOf(subject)[0] ?? '',
    own: { certificate: lookUp(certificateOf(subject)), key: lookUp(certificateKeyOf(subject)) },
  }
  const served = await Promise.all(
    portsOf(rehearsal.plan().endpoints, instance).map(async ({ address, port, tellsClient }) => {
      const socket = await rehearsal.dial(host, address, port)
      // HAProxy, "The PROXY protocol", 2.1: somebody of whom nothing is said.
      if (tellsClient) socket.write('PROXY UNKNOWN\r\n')
      return await servedCertificate(socket, handshake)
    }),
  )
  return served.filter((one) => one.commonName === commonName(subject)).map(({ serial }) => serial)
}

/** A port of an instance itself. */
interface OwnPort {
  readonly address: string
  readonly port: number
  /** Connections begin with who the client is, as its balancer says it. */
  readonly tellsClient: boolean
}

/** Where an instance itself listens over TLS. Who wants a certificate of its clients has one, too. */
export function portsOf(
  endpoints: readonly Pick<
    PlanEndpoint,
    'id' | 'addresses' | 'port' | 'tls' | 'auth' | 'backend' | 'balancing'
  >[],
  instance: string,
): readonly OwnPort[] {
  const told = new Set(
    endpoints.flatMap(({ backend, balancing }) => (balancing?.tellsClient === true ? [backend] : [])),
  )
  return endpoints
    .filter(({ tls, auth, backend }) => backend === undefined && (tls || auth === 'certificate'))
    .flatMap(({ id, addresses, port }) =>
      addresses
        .filter((each) => each.instance === instance)
        .map(({ address }) => ({ address, port, tellsClient: told.has(id) })),
    )
}

/** `2028-11-29`, the day of a point in time in UTC. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function wordsOf(step: RenewalStep): Text {
  switch (step.kind) {
    case 'continues':
      return text(
        `Going on with the renewal of ${step.subject}, which was interrupted.`,
        `중단된 ${step.subject} 인증서 교체를 이어서 합니다.`,
      )
    case 'serves':
      return step.ports === 0
        ? text(
            `${step.instance} has the new certificate of ${step.subject}; none of its endpoints serves it.`,
            `${step.instance}에 ${step.subject}의 새 인증서가 있습니다(이 인증서를 내보내는 엔드포인트는 없음).`,
          )
        : text(
            `${step.instance} serves the new certificate of ${step.subject}.`,
            `${step.instance}이(가) ${step.subject}의 새 인증서를 내보냅니다.`,
          )
    default:
      return turnWords(step, 'certificate')
  }
}
