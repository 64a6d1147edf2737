import { describe, expect, it } from 'vitest'
import type { CredentialNames } from '../../model/secrets.ts'
import { currentSecret, type SecretLookup } from './make-secret.ts'
import {
  databaseClient,
  progressOf,
  type RotatingClient,
  type RotationSite,
  rotateCredentials,
  s3Client,
} from './rotate.ts'

const kinds = [s3Client('spark'), databaseClient('spark')]
const keepers = ['keeper/1', 'keeper/2']
const clients = ['spark/history/1', 'spark/history/2']

class Killed extends Error {}

/**
 * A platform of two keepers of credentials and two clients that says at every step whether a client would be refused; it dies before step
 * `killAt`. What any keeper of a database takes in, all have.
 */
class World {
  values: Record<string, string> = {}
  /** `login:secret` that a keeper takes; what a client has. */
  readonly taken = new Map<string, readonly string[]>()
  readonly has = new Map<string, string>()
  readonly handedOut: string[] = []
  #files: { keeper: readonly string[]; client: string } = { keeper: [], client: '' }
  #steps = 0
  #killAt = Number.POSITIVE_INFINITY
  readonly down = new Set<string>()

  readonly #lookUp: SecretLookup = (name) => {
    const value = currentSecret(name, this.values[name], { platform: 'p', lookUp: this.#lookUp })
    this.values[name] = value
    return value
  }

  readonly #what: RotatingClient

  constructor(what: RotatingClient) {
    this.#what = what
    this.#layOut()
    for (const keeper of keepers) this.taken.set(keeper, this.#files.keeper)
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
        [...keepers, ...(names.includes(this.#what.names.used.secret) ? clients : [])].map((instance) => ({
          instance,
          host: 'h',
          reloads: true,
        })),
      layOut: () => {
        this.#step()
        this.#layOut()
      },
      reload: async ({ instance }) => {
        this.#step()
        const told = this.#what.keptBy === 'any' ? keepers : [instance]
        for (const keeper of told) this.taken.set(keeper, this.#files.keeper)
      },
      restart: async (client) => {
        this.#step()
        this.#start(client)
      },
      runs: async (instance) => !this.down.has(instance),
      leads: async (instance) => instance === clients[0],
      accepts: async ({ instance }, login, secret) =>
        this.taken.get(instance)?.includes(`${login}:${secret}`) ?? false,
      pause: async () => undefined,
      report: () => undefined,
    }
  }

  get steps(): number {
    return this.#steps
  }

  #step(): void {
    this.#steps++
    for (const [client, credentials] of this.has) {
      for (const [keeper, taken] of this.taken) expect(taken, `${client} at ${keeper}`).toContain(credentials)
    }
    if (this.#steps === this.#killAt) throw new Killed()
  }

  #layOut(): void {
    const { used, spare } = this.#what.names
    const pair = (of: CredentialNames) => `${this.#lookUp(of.login)}:${this.#lookUp(of.secret)}`
    this.#files = { keeper: [pair(used), pair(spare)], client: pair(used) }
  }

  #start(client: string): void {
    this.has.set(client, this.#files.client)
    this.handedOut.push(client)
  }
}

describe.each(kinds)('the rotation of credentials of $kind', (what) => {
  const { used } = what.names

  it('gives every client new ones, refuses none on the way, and ends with the old ones taken nowhere', async () => {
    const world = new World(what)
    const before = world.has.get('spark/history/1') ?? ''
    const [first, second] = what.kind === 's3' ? ['spark', 'spark-2'] : ['spark_1', 'spark_2']
    expect(before).toBe(`${first}:${world.values[used.secret]}`)
    const result = await rotateCredentials(what, world.site())
    expect(result).toMatchObject({ name: used.secret, login: second, restarted: clients.toReversed() })
    for (const [, credentials] of world.has)
      expect(credentials).toBe(`${second}:${world.values[used.secret]}`)
    for (const [, taken] of world.taken) expect(taken).not.toContain(before)
    expect(Object.keys(world.values).filter((name) => name.startsWith(progressOf(what)))).toEqual([])
  })

  it('goes back and forth between two logins, with a new secret each time', async () => {
    const world = new World(what)
    const [login, first] = [world.values[used.login], world.values[used.secret]]
    await rotateCredentials(what, world.site())
    const second = world.values[used.secret]
    expect(world.values[used.login]).not.toBe(login)
    await rotateCredentials(what, world.site())
    expect(world.values[used.login]).toBe(login)
    expect(new Set([first, second, world.values[used.secret]]).size).toBe(3)
  })

  it('is finished by running it again wherever it was killed, and no client is refused meanwhile', async () => {
    const whole = new World(what)
    await rotateCredentials(what, whole.site())
    const { steps } = whole
    expect(steps).toBeGreaterThan(8)
    for (let killAt = 1; killAt <= steps; killAt++) {
      const world = new World(what)
      const before = world.has.get('spark/history/1') ?? ''
      await expect(rotateCredentials(what, world.site(killAt))).rejects.toThrow(Killed)
      await rotateCredentials(what, world.site())
      for (const [, credentials] of world.has) expect(credentials, `killed at ${killAt}`).not.toBe(before)
      for (const [, taken] of world.taken) expect(taken, `killed at ${killAt}`).not.toContain(before)
      expect(Object.keys(world.values).filter((name) => name.startsWith(progressOf(what)))).toEqual([])
    }
  })

  it('restarts whoever leads last', async () => {
    const world = new World(what)
    world.handedOut.length = 0
    await rotateCredentials(what, world.site())
    expect(world.handedOut).toEqual(['spark/history/2', 'spark/history/1'])
  })

  it('leaves alone what does not run', async () => {
    const world = new World(what)
    world.down.add('spark/history/2')
    world.has.delete('spark/history/2')
    const { restarted } = await rotateCredentials(what, world.site())
    expect(restarted).toEqual(['spark/history/1'])
  })

  it('changes nothing for clients while a keeper does not take the new ones', async () => {
    const world = new World(what)
    const before = new Map(world.has)
    const deaf = { ...world.site(), reload: async () => undefined }
    await expect(rotateCredentials(what, deaf)).rejects.toThrow(/does not take/)
    expect(world.has).toEqual(before)
  })

  it('does not end while a keeper still takes the old ones', async () => {
    const world = new World(what)
    const site = world.site()
    const old = world.values[used.secret]
    const remembers: RotationSite = {
      ...site,
      accepts: async (keeper, login, secret) => secret === old || (await site.accepts(keeper, login, secret)),
    }
    await expect(rotateCredentials(what, remembers)).rejects.toThrow(/still takes/)
    await rotateCredentials(what, site)
    expect(world.values[progressOf(what)]).toBeUndefined()
  })
})

describe('the rotation of a password of Postgres', () => {
  const what = databaseClient('spark')

  it('changes it from whichever server runs, once', async () => {
    const world = new World(what)
    world.down.add('keeper/1')
    const asked: string[] = []
    const site = world.site()
    const { keepers: count } = await rotateCredentials(what, {
      ...site,
      reload: async (keeper) => {
        asked.push(keeper.instance)
        await site.reload(keeper)
      },
    })
    expect([asked, count]).toEqual([['keeper/2', 'keeper/2'], 1])
  })

  it('does not begin to hand out where no server runs', async () => {
    const world = new World(what)
    for (const keeper of keepers) world.down.add(keeper)
    const before = new Map(world.has)
    await expect(rotateCredentials(what, world.site())).rejects.toThrow(/Nobody runs/)
    expect(world.has).toEqual(before)
  })
})
