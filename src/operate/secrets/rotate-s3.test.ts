import { describe, expect, it } from 'vitest'
import { s3CredentialsOf } from '../../model/secrets.ts'
import { currentSecret, type SecretLookup } from './make-secret.ts'
import { progressOf, type RotationSite, rotateS3 } from './rotate-s3.ts'

const { used, spare } = s3CredentialsOf('spark')
const gateways = ['seaweedfs/s3/1', 'seaweedfs/s3/2']
const clients = ['spark/history/1', 'spark/history/2']

class Killed extends Error {}

/** A platform of two gateways and two clients that says at every step whether a client would be refused; it dies before step `killAt`. */
class World {
  values: Record<string, string> = {}
  /** `key:secret` that a gateway takes; what a client signs with. */
  readonly taken = new Map<string, readonly string[]>()
  readonly signs = new Map<string, string>()
  readonly handedOut: string[] = []
  #files: { gateway: readonly string[]; client: string } = { gateway: [], client: '' }
  #steps = 0
  #killAt = Number.POSITIVE_INFINITY
  readonly down = new Set<string>()

  readonly #lookUp: SecretLookup = (name) => {
    const value = currentSecret(name, this.values[name], { platform: 'p', lookUp: this.#lookUp })
    this.values[name] = value
    return value
  }

  constructor() {
    this.#layOut()
    for (const gateway of gateways) this.taken.set(gateway, this.#files.gateway)
    for (const client of clients) this.#start(client)
  }

  site(killAt = Number.POSITIVE_INFINITY): RotationSite {
    this.#steps = 0
    this.#killAt = killAt
    return {
      lookUp: this.#lookUp,
      kept: (name) => this.values[name],
      change: (changes) => {
        this.#step()
        const all = Object.entries({ ...this.values, ...changes })
        this.values = Object.fromEntries(
          all.filter((entry): entry is [string, string] => entry[1] !== undefined),
        )
      },
      holdersOf: (names) =>
        [...gateways, ...(names.includes(used.secret) ? clients : [])].map((instance) => ({
          instance,
          host: 'h',
          reloads: true,
        })),
      layOut: () => {
        this.#step()
        this.#layOut()
      },
      reload: async (gateway) => {
        this.#step()
        this.taken.set(gateway, this.#files.gateway)
      },
      restart: async (client) => {
        this.#step()
        this.#start(client)
      },
      runs: async (instance) => !this.down.has(instance),
      leads: async (instance) => instance === clients[0],
      accepts: async ({ instance }, accessKey, secret) =>
        this.taken.get(instance)?.includes(`${accessKey}:${secret}`) ?? false,
      pause: async () => undefined,
      report: () => undefined,
    }
  }

  get steps(): number {
    return this.#steps
  }

  #step(): void {
    this.#steps++
    for (const [client, credentials] of this.signs) {
      for (const [gateway, taken] of this.taken)
        expect(taken, `${client} at ${gateway}`).toContain(credentials)
    }
    if (this.#steps === this.#killAt) throw new Killed()
  }

  #layOut(): void {
    const pair = (of: typeof used | typeof spare) =>
      `${this.#lookUp(of.accessKey)}:${this.#lookUp(of.secret)}`
    this.#files = { gateway: [pair(used), pair(spare)], client: pair(used) }
  }

  #start(client: string): void {
    this.signs.set(client, this.#files.client)
    this.handedOut.push(client)
  }
}

describe('the rotation of S3 credentials', () => {
  it('gives every client new ones, refuses none on the way, and ends with the old ones taken nowhere', async () => {
    const world = new World()
    const before = world.signs.get('spark/history/1') ?? ''
    expect(before).toMatch(/^spark:/)
    const result = await rotateS3('spark', world.site())
    expect(result).toMatchObject({ name: 's3/spark', accessKey: 'spark-2', gateways: 2 })
    for (const [, credentials] of world.signs) expect(credentials).toMatch(/^spark-2:/)
    for (const [, taken] of world.taken) expect(taken).not.toContain(before)
    expect(world.values[progressOf('spark')]).toBeUndefined()
  })

  it('goes back and forth between two access keys, with a new secret each time', async () => {
    const world = new World()
    const first = world.values[used.secret]
    await rotateS3('spark', world.site())
    const second = world.values[used.secret]
    await rotateS3('spark', world.site())
    expect(world.values[used.accessKey]).toBe('spark')
    expect(new Set([first, second, world.values[used.secret]]).size).toBe(3)
  })

  it('is finished by running it again wherever it was killed, and no client is refused meanwhile', async () => {
    const whole = new World()
    const site = whole.site()
    await rotateS3('spark', site)
    const { steps } = whole
    expect(steps).toBeGreaterThan(8)
    for (let killAt = 1; killAt <= steps; killAt++) {
      const world = new World()
      const before = world.signs.get('spark/history/1') ?? ''
      await expect(rotateS3('spark', world.site(killAt))).rejects.toThrow(Killed)
      await rotateS3('spark', world.site())
      for (const [, credentials] of world.signs) expect(credentials, `killed at ${killAt}`).not.toBe(before)
      for (const [, taken] of world.taken) expect(taken, `killed at ${killAt}`).not.toContain(before)
    }
  })

  it('restarts whoever leads last', async () => {
    const world = new World()
    world.handedOut.length = 0
    await rotateS3('spark', world.site())
    expect(world.handedOut).toEqual(['spark/history/2', 'spark/history/1'])
  })

  it('leaves alone what does not run', async () => {
    const world = new World()
    world.down.add('spark/history/2')
    world.signs.delete('spark/history/2')
    const { restarted } = await rotateS3('spark', world.site())
    expect(restarted).toEqual(['spark/history/1'])
  })

  it('changes nothing for clients while a gateway does not take the new ones', async () => {
    const world = new World()
    const deaf = { ...world.site(), reload: async () => undefined }
    await expect(rotateS3('spark', deaf)).rejects.toThrow(/does not take/)
    for (const [, credentials] of world.signs) expect(credentials).toMatch(/^spark:/)
  })
})
