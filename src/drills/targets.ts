// Targets in words: who is hit is known only when its turn comes, such as the leader of a role, or most of its instances.

import type { Plan } from '../model/plan.ts'
import { drillErrors } from './errors.ts'
import type { Breakable, ElementKind } from './fault-kind.ts'

/** Words for some instances of a role. */
export const targetWords = ['leader', 'follower', 'one', 'minority', 'majority', 'all'] as const

/** One of them. */
export type TargetWord = (typeof targetWords)[number]

/** Whether a text is such a word. */
export function isTargetWord(word: string | undefined): word is TargetWord {
  return targetWords.some((known) => known === word)
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Some of the list in an order of chance; the same for the same numbers. */
export function sample<T>(list: readonly T[], count: number, random: () => number): readonly T[] {
  const rest = [...list]
  const taken: T[] = []
  while (taken.length < count && rest.length > 0) {
    taken.push(...rest.splice(Math.floor(random() * rest.length), 1))
  }
  return taken
}

/**
 * The instances of a role (`service/role`) that a word means, or their hosts where hosts are wanted. `minority` is the most that a majority
 * survives, `majority` the fewest that leave none. Throws `drills.noSuchRole`, and `drills.nobodyLeads` where a leader is asked for.
 */
export async function chooseElements(
  platform: Pick<Breakable, 'plan' | 'leaderHost'>,
  role: string,
  word: TargetWord,
  wanted: ElementKind,
  random: () => number,
): Promise<readonly string[]> {
  const instances = instancesOf(platform.plan, role)
  if (instances.length === 0) throw drillErrors.noSuchRole({ role })
  const chosen = await chosenOf(platform, role, instances, word, random)
  if (wanted === 'instance') return chosen.map(({ id }) => id)
  return [...new Set(chosen.map(({ host }) => host))]
}

type Instance = Plan['instances'][number]

function instancesOf({ instances }: Plan, role: string): readonly Instance[] {
  return instances.filter((instance) => `${instance.service}/${instance.role}` === role)
}

async function chosenOf(
  platform: Pick<Breakable, 'plan' | 'leaderHost'>,
  role: string,
  instances: readonly Instance[],
  word: TargetWord,
  random: () => number,
): Promise<readonly Instance[]> {
  const most = Math.floor(instances.length / 2) + 1
  switch (word) {
    case 'all':
      return instances
    case 'one':
      return sample(instances, 1, random)
    case 'minority':
      return sample(instances, instances.length - most, random)
    case 'majority':
      return sample(instances, most, random)
    case 'leader':
    case 'follower': {
      const leader = await platform.leaderHost(role)
      if (leader === undefined) throw drillErrors.nobodyLeads({ role })
      const leads = ({ host }: Instance): boolean => host === `host/${leader}`
      if (word === 'leader') return instances.filter(leads)
      return sample(
        instances.filter((instance) => !leads(instance)),
        1,
        random,
      )
    }
  }
}
