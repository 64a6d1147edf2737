import { describe, expect, it } from 'vitest'
import type { Capability, Plan } from '../model/plan.ts'
import type { AvailabilityPart, FailureVerdict } from '../model/verdict.ts'
import { loadHighs } from '../planner/placement/highs.ts'
import { availabilityOf, shareUsable } from './availability.ts'
import { compilePlan } from './compile-plan.ts'
import { evaluator } from './evaluate-failure.ts'
import { failureOf } from './failure.ts'
import { copyHours, defaultFigures, type ReliabilityFigures } from './failure-rates.ts'
import { planned } from './testing/planned.ts'
import { meanWithin, type SimulatedElement, seededRandom, simulateTime } from './testing/simulate-time.ts'
import { verifyPlan } from './verify-plan.ts'

function partsOf(plan: Plan, figures: ReliabilityFigures) {
  const compiled = compilePlan(plan)
  const { elements } = verifyPlan(plan)
  return availabilityOf(compiled, evaluator(compiled), elements, figures)
}

const often = (mtbfHours: number): ReliabilityFigures => ({
  ...defaultFigures,
  rates: {
    host: { mtbfHours, mttrHours: 8 },
    rack: { mtbfHours: 4 * mtbfHours, mttrHours: 4 },
    zone: { mtbfHours: 8 * mtbfHours, mttrHours: 4 },
    switch: { mtbfHours: 4 * mtbfHours, mttrHours: 4 },
    network: { mtbfHours: 8 * mtbfHours, mttrHours: 2 },
  },
})

function elementsOf(plan: Plan, { rates }: ReliabilityFigures): readonly SimulatedElement[] {
  return [
    ...plan.hosts.map(({ id }) => ({ id, ...rates.host })),
    ...plan.failureDomains.map(({ id, kind }) => ({ id, ...rates[kind] })),
    ...plan.networks.map(({ id }) => ({ id, ...rates.network })),
  ]
}

/** Shares of time that each capability is down, and in a gap while it would otherwise work, in 40 runs. */
function simulate(plan: Plan, figures: ReliabilityFigures, hours: number, seed: number) {
  const compiled = compilePlan(plan)
  const evaluate = evaluator(compiled)
  const known = new Map<string, FailureVerdict>()
  const verdictOn = (ids: readonly string[]) => {
    const verdict = known.get(ids.join()) ?? evaluate(failureOf(compiled, ids))
    known.set(ids.join(), verdict)
    return verdict
  }
  const ids = compiled.capabilities.map(({ id }) => id)
  const runs = Array.from({ length: 40 }, (_run, number) => {
    const down = new Map<Capability, number>()
    const gaps = new Map<Capability, number>()
    const add = (to: Map<Capability, number>, id: Capability, of: number) =>
      to.set(id, (to.get(id) ?? 0) + of)
    simulateTime(elementsOf(plan, figures), hours, seed + number, (gone, forHours, failed) => {
      const { capabilities } = verdictOn(gone)
      const single = failed === undefined ? {} : verdictOn([failed]).capabilities
      for (const id of ids) {
        const { outcome, recoveryMs } = capabilities[id] ?? {}
        if (outcome === 'loses' || (outcome === 'stops' && recoveryMs === null))
          add(down, id, forHours / hours)
        else add(gaps, id, Math.min(forHours, (single[id]?.recoveryMs ?? 0) / 3_600_000) / hours)
      }
    })
    return { down, gaps }
  })
  const sharesOf = (id: Capability, pick: 'down' | 'gaps') =>
    meanWithin(runs.map((run) => run[pick].get(id) ?? 0))
  return { ids, sharesOf }
}

const partOf = (parts: Partial<Record<Capability, AvailabilityPart>>, id: Capability): AvailabilityPart => {
  const part = parts[id]
  if (part === undefined) throw new Error(`no ${id}`)
  return part
}

describe('availability', () => {
  it.each(['starter', 'minimum', 'minimum-kafka'])(
    'of %s is down for as long as in a simulation of years',
    (shape) => {
      const plan = planned(shape)
      const figures = often(800)
      const parts = partsOf(plan, figures)
      const { ids, sharesOf } = simulate(plan, figures, 400_000, 7)
      for (const id of ids) {
        const { mean, margin } = sharesOf(id, 'down')
        const { downShare, unexaminedShare } = partOf(parts, id)
        expect(downShare, `${id} at most`).toBeLessThanOrEqual(mean + margin)
        expect(downShare + unexaminedShare, `${id} at least`).toBeGreaterThanOrEqual(mean - margin)
        expect(margin / mean, `${id} is told precisely`).toBeLessThan(0.2)
      }
    },
    60_000,
  )

  it('loses as much time to takeovers as a simulation of years', () => {
    const plan = planned('minimum')
    const figures = often(20_000)
    const parts = partsOf(plan, figures)
    const { ids, sharesOf } = simulate(plan, figures, 2_000_000, 11)
    for (const id of ids) {
      const { mean, margin } = sharesOf(id, 'gaps')
      // Gaps while something else is down are counted too: a few in a thousand too many.
      expect(Math.abs(partOf(parts, id).takeoverShare - mean), id).toBeLessThanOrEqual(margin + 0.01 * mean)
    }
  }, 60_000)

  it('leaves less than a millionth of the time unexamined, also with a thousand hosts', async () => {
    const hostGroups = [
      { name: 'control', count: 3, duties: ['control', 'metadata'] as const },
      { name: 'edge', count: 2, duties: ['edge'] as const },
      { name: 'storage', count: 400, duties: ['storage'] as const },
      { name: 'query', count: 295, duties: ['query'] as const },
      { name: 'compute', count: 300, duties: ['compute'] as const },
    ].map((group) => ({
      hardware: { cpus: 16, memoryGiB: 64, disks: [{ kind: 'ssd' as const, gib: 4096 }] },
      ...group,
    }))
    const parts = partsOf(planned('minimum', { hostGroups }, { solver: await loadHighs() }), defaultFigures)
    for (const part of Object.values(parts)) expect(part.unexaminedShare).toBeLessThan(1e-6)
  }, 60_000)

  it('counts what was not examined, takeovers and restoring as time in which nothing works', () => {
    const part = { downShare: 0.1, takeoverShare: 0.02, lossShare: 0.003, unexaminedShare: 0.0004 }
    expect(shareUsable(part)).toBeCloseTo(0.8766, 12)
  })

  it('is better where everything has a second', () => {
    const [single, double] = [verifyPlan(planned('starter')), verifyPlan(planned('minimum'))]
    for (const [id, share] of Object.entries(double.availability)) {
      // Starter has no search.
      const alone = single.availability[id as Capability]
      if (alone !== undefined) expect(share, id).toBeGreaterThan(alone)
    }
  })
})

describe('data loss', () => {
  it('comes as often as disks that fail at random overlap until their copy is made again', () => {
    const plan = planned('minimum')
    // So many disks fail that a simulation sees it; all that is lost is restored within an hour.
    const figures = { ...defaultFigures, diskLossPercentPerYear: 2_000, restoreHours: 1 }
    const { lossShare } = partOf(partsOf(plan, figures), 'catalog')
    const rate = (volumes: number, fatal: number, windowHours: number, seed: number) =>
      overlapsPerHour(volumes, 20 / 8_766, fatal, windowHours, seed)
    const windows = new Map(plan.datasets.map((one) => [one.id, copyHours(plan, one, figures)]))
    const expected =
      rate(3, 2, windows.get('dataset/postgres') ?? 0, 3) + rate(3, 2, windows.get('dataset/etcd') ?? 0, 5)
    expect(Math.abs(lossShare - expected) / expected).toBeLessThan(0.05)
  })

  it('takes longer to be mended the larger the disk and the slower the network', () => {
    const plan = planned('minimum')
    const [volumes] = plan.datasets.filter(({ service }) => service === 'seaweedfs')
    if (volumes === undefined) throw new Error('no volumes')
    const slow = {
      ...plan,
      networks: plan.networks.map((network) => ({ ...network, gbps: network.gbps / 2 })),
    }
    const mttr = defaultFigures.rates.host.mttrHours
    expect(copyHours(slow, volumes, defaultFigures) - mttr).toBeCloseTo(
      2 * (copyHours(plan, volumes, defaultFigures) - mttr),
    )
  })
})

/** How often a disk is lost while those of `fatal - 1` other places are still being copied. */
function overlapsPerHour(
  places: number,
  perHour: number,
  fatal: number,
  windowHours: number,
  seed: number,
): number {
  const random = seededRandom(seed)
  const hours = 20_000_000
  const until = new Array<number>(places).fill(0)
  let losses = 0
  for (let now = 0; now < hours; ) {
    now += -Math.log(1 - random()) / (places * perHour)
    const place = Math.floor(random() * places)
    const open = until.filter((end, other) => other !== place && end > now).length
    if (open >= fatal - 1) losses += 1
    until[place] = now + windowHours
  }
  return losses / hours
}
