import { X509Certificate } from 'node:crypto'
import { connect, createServer } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { describe, expect, it, vi } from 'vitest'
import { authorityCertificate, certificateKeyOf, certificateOf } from '../../model/secrets.ts'
import { certificatesAmong } from './certificate-list.ts'
import { belongsTogether } from './certificates.ts'
import { currentSecret, type SecretLookup } from './make-secret.ts'
import { type RenewalSite, renewalOf, renewCertificates } from './renew-certificate.ts'
import type { Holder } from './running-site.ts'
import { servedCertificate } from './served-certificate.ts'

// Primes are found by chance: on a busy machine a key may take long.
vi.setConfig({ testTimeout: 240_000 })

const subject = 'lake.example'
const holders: readonly Holder[] = [
  { instance: 'ingress/nginx/1', host: 'edge-1', reloads: true },
  { instance: 'opensearch/data/1', host: 'search-1', reloads: false, watchesMs: 60_000 },
  { instance: 'old/daemon/1', host: 'old-1', reloads: false },
]

class Killed extends Error {}

/** A platform of one daemon of each kind; it dies before step `killAt`. */
class World {
  values: Record<string, string> = {}
  /** What is on the disk, and what each instance serves. */
  #file = ''
  readonly serves = new Map<string, string>()
  readonly restarted: string[] = []
  readonly down = new Set<string>()
  #steps = 0
  #killAt = Number.POSITIVE_INFINITY

  readonly lookUp: SecretLookup = (name) => {
    const value = currentSecret(name, this.values[name], { platform: 'p', lookUp: this.lookUp })
    this.values[name] = value
    return value
  }

  constructor(values: Readonly<Record<string, string>> = {}) {
    this.values = { ...values }
    this.#file = this.lookUp(certificateOf(subject))
    for (const { instance } of holders) this.serves.set(instance, this.#file)
  }

  get steps(): number {
    return this.#steps
  }

  site(killAt = Number.POSITIVE_INFINITY): RenewalSite {
    this.#steps = 0
    this.#killAt = killAt
    const take = (instance: string) => this.serves.set(instance, this.#file)
    return {
      lookUp: this.lookUp,
      kept: (name) => this.values[name],
      change: (changes) => {
        this.#step()
        const all = Object.entries({ ...this.values, ...changes })
        this.values = Object.fromEntries(
          all.filter((entry): entry is [string, string] => entry[1] !== undefined),
        )
      },
      holdersOf: () => holders,
      layOut: () => {
        this.#step()
        this.#file = this.lookUp(certificateOf(subject))
      },
      reload: async ({ instance }) => {
        this.#step()
        take(instance)
      },
      restart: async (instance) => {
        this.#step()
        this.restarted.push(instance)
        take(instance)
      },
      runs: async (instance) => !this.down.has(instance),
      leads: async () => false,
      // Time passes: whoever watches its files sees them.
      pause: async () => {
        for (const { instance, watchesMs } of holders) if (watchesMs !== undefined) take(instance)
      },
      served: async ({ instance }) => [new X509Certificate(this.serves.get(instance) ?? '').serialNumber],
      report: () => undefined,
    }
  }

  #step(): void {
    this.#steps++
    if (this.#steps === this.#killAt) throw new Killed()
  }
}

describe('the renewal of a certificate', () => {
  // A key takes its time: all begin with the same ones.
  const { values } = new World()

  it('ends with all that run serving one new certificate with a new key, and restarts only who must be', async () => {
    const world = new World(values)
    const before = { ...world.values }
    const [result] = await renewCertificates([subject], 'p', world.site())
    const [pem, key] = [certificateOf(subject), certificateKeyOf(subject)].map(
      (name) => world.values[name] ?? '',
    )
    expect(belongsTogether(pem ?? '', key ?? '')).toBe(true)
    expect(pem).not.toBe(before[certificateOf(subject)])
    expect(key).not.toBe(before[certificateKeyOf(subject)])
    expect(world.values[authorityCertificate]).toBe(before[authorityCertificate])
    expect([...new Set(world.serves.values())]).toEqual([pem])
    expect(result).toMatchObject({ subject, ports: 3, restarted: ['old/daemon/1'] })
    expect(result?.serial).toBe(new X509Certificate(pem ?? '').serialNumber)
    expect(world.restarted).toEqual(['old/daemon/1'])
    expect(world.values[renewalOf(subject)]).toBeUndefined()
  })

  it('is finished by running it again wherever it was killed, with the certificate that it had made', async () => {
    const whole = new World(values)
    await renewCertificates([subject], 'p', whole.site())
    for (let killAt = 2; killAt <= whole.steps; killAt++) {
      const world = new World(values)
      await expect(renewCertificates([subject], 'p', world.site(killAt))).rejects.toThrow(Killed)
      const made = world.values[certificateOf(subject)]
      await renewCertificates([subject], 'p', world.site())
      expect(world.values[certificateOf(subject)], `killed at ${killAt}`).toBe(made)
      expect([...new Set(world.serves.values())], `killed at ${killAt}`).toEqual([made])
    }
  })

  it('says so when an instance goes on serving the old one, and what it said', async () => {
    const world = new World(values)
    const deaf = { ...world.site(), reload: async () => undefined }
    await expect(renewCertificates([subject], 'p', deaf)).rejects.toThrow(/nginx\/1 does not serve the new/)
    const closed = { ...world.site(), served: async () => Promise.reject(new Error('refused')) }
    await expect(renewCertificates([subject], 'p', closed)).rejects.toThrow(/refused/)
  })

  it('leaves alone what does not run', async () => {
    const world = new World(values)
    for (const { instance } of holders.slice(1)) world.down.add(instance)
    const [result] = await renewCertificates([subject], 'p', world.site())
    expect([result?.holders, result?.restarted]).toEqual([['ingress/nginx/1'], []])
  })
})

describe('certificatesAmong', () => {
  const { values, lookUp } = new World()
  const names = [...Object.keys(values), 'given/ingress/certificate', 'bcrypt/x', 'certificate/not-kept']
  const given: Record<string, string> = {
    'given/ingress/certificate': lookUp(certificateOf('other.example')),
  }
  const kept = (name: string) => given[name] ?? values[name]
  const dayMs = 86_400_000
  const severities = (inDays: number) =>
    Object.fromEntries(
      certificatesAmong(names, kept, Date.now() + inDays * dayMs).map(({ name, severity }) => [
        name,
        severity,
      ]),
    )

  it('lists those that there are with whose they are, and the one that ends last at the end', () => {
    const list = certificatesAmong(names, kept, Date.now())
    expect(Object.fromEntries(list.map(({ name, origin }) => [name, origin]))).toEqual({
      [subject]: 'platform',
      'given/ingress/certificate': 'given',
      authority: 'authority',
    })
    expect(list.map(({ daysLeft }) => daysLeft)).toEqual([729, 729, 3649])
  })

  it('warns when fewer than 30 days are left, and calls an error what is over', () => {
    expect(severities(699)[subject]).toBe('fine')
    expect(severities(701)[subject]).toBe('warning')
    expect(severities(731)).toMatchObject({ [subject]: 'error', authority: 'fine' })
  })
})

describe('servedCertificate', () => {
  const { lookUp } = new World()
  const [certificate, key] = [lookUp(certificateOf(subject)), lookUp(certificateKeyOf(subject))]
  const handshake = { authority: lookUp(authorityCertificate), name: subject, own: { certificate, key } }

  async function ask(how: typeof handshake): ReturnType<typeof servedCertificate> {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      const secure = new TLSSocket(socket, {
        isServer: true,
        requestCert: true,
        rejectUnauthorized: true,
        secureContext: createSecureContext({ cert: certificate, key, ca: handshake.authority }),
      })
      secure.on('error', () => socket.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    try {
      return await servedCertificate(
        connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1'),
        how,
      )
    } finally {
      server.close()
    }
  }

  it('tells number and name of what is served, also to who wants a certificate', async () => {
    expect(await ask(handshake)).toEqual({
      serial: new X509Certificate(certificate).serialNumber,
      commonName: subject,
    })
  })

  it('rejects what another authority has signed', async () => {
    const other = new World().lookUp(authorityCertificate)
    await expect(ask({ ...handshake, authority: other })).rejects.toThrow(/certificate|issuer/)
  })
})
