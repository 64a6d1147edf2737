import { describe, expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { shapes } from '../planner/shapes.ts'
import { chooseElements, sample, seededRandom } from './targets.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const plan = planPlatform(parseDeclaration('shape: minimum-kafka\n', 'platform.yaml', words), catalog)
const platform = { plan, leaderHost: async () => 'control-2' as string | undefined }
const choose = (word: Parameters<typeof chooseElements>[2], seed = 1, role = 'postgres/server') =>
  chooseElements(platform, role, word, 'host', seededRandom(seed))

describe('targets in words', () => {
  it('finds who leads, and one who does not', async () => {
    expect(await choose('leader')).toEqual(['host/control-2'])
    for (let seed = 0; seed < 20; seed += 1) {
      expect(['host/control-1', 'host/control-3']).toContain((await choose('follower', seed))[0])
    }
  })

  it('takes as few as leave no majority, and as many as leave one', async () => {
    expect(await choose('minority')).toHaveLength(1)
    expect(await choose('majority')).toHaveLength(2)
    expect(await choose('one')).toHaveLength(1)
    expect(await choose('all')).toEqual(['host/control-1', 'host/control-2', 'host/control-3'])
    expect(await choose('minority', 1, 'ingress/nginx')).toEqual([])
  })

  it('takes instances where the fault hits those', async () => {
    const random = seededRandom(1)
    expect(await chooseElements(platform, 'postgres/server', 'leader', 'instance', random)).toEqual([
      'postgres/server/2',
    ])
  })

  it('says what is wrong with a role that is not there, or that nobody leads', async () => {
    await expect(choose('one', 1, 'postgres/serve')).rejects.toMatchObject({ code: 'drills.noSuchRole' })
    const leaderless = { plan, leaderHost: async () => undefined }
    await expect(
      chooseElements(leaderless, 'postgres/server', 'leader', 'host', seededRandom(1)),
    ).rejects.toMatchObject({ code: 'drills.nobodyLeads' })
  })
})

describe('chance', () => {
  it('is the same for the same seed, and another for another', () => {
    const drawn = (seed: number) => sample([1, 2, 3, 4, 5, 6, 7, 8, 9], 4, seededRandom(seed))
    expect(drawn(7)).toEqual(drawn(7))
    expect(new Set([1, 2, 3, 4, 5].map((seed) => drawn(seed).join())).size).toBeGreaterThan(1)
  })

  it('takes each once, all of them where more are asked for, and each about as often as the others', () => {
    const random = seededRandom(3)
    expect([...sample([1, 2, 3], 9, random)].sort()).toEqual([1, 2, 3])
    const counts = [0, 0, 0, 0]
    for (let draw = 0; draw < 4_000; draw += 1) {
      const [first = 0] = sample([0, 1, 2, 3], 1, random)
      counts[first] = (counts[first] ?? 0) + 1
    }
    for (const count of counts) expect(count).toBeGreaterThan(850)
  })
})
