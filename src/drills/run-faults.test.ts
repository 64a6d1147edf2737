// The runner against a platform of the imagination: the faults, the clients' history and the judgement are its own.

import { expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { shapes } from '../planner/shapes.ts'
import type { Breakable } from './fault-kind.ts'
import { elementFaults, faultKind } from './matrix.ts'
import { runFaults } from './run-faults.ts'
import { attempt, pause, type Workload } from './workload.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const plan = planPlatform(parseDeclaration('shape: minimum\n', 'platform.yaml', words), catalog)
const bounds = { settleMs: 200, leastMs: 200, observeMs: 600, reviveMs: 1_000 }

interface World {
  down: boolean
  readonly told: string[]
}

const now = () => performance.timeOrigin + performance.now()

/** `reached`: what a fault reaches; `dropped`: how many packets were lost until it is healed. */
function platformOf(world: World, reached: number, dropped = 0): Breakable {
  return {
    plan,
    secret: () => '',
    forward: () => Promise.reject(new Error('nothing to reach')),
    leaderHost: async () => undefined,
    act: async (element, action) => {
      world.told.push(`${action} ${element}`)
      const breaks = ['kill', 'pause', 'cut', 'lose-packets'].includes(action)
      world.down = breaks && reached > 0
      return { reached: action === 'keep-packets' ? dropped : reached, atMs: now() }
    },
    healAll: async () => undefined,
    waitUntilAllReady: async () => undefined,
  }
}

/** Writes that work while nothing is down; one of them is forgotten where `forgets` says so. */
function writer(world: World, capability: Workload['capability'], forgets = false): Workload {
  return {
    id: 'writer',
    capability,
    prepare: async () => undefined,
    async run(context, signal) {
      for (let key = 1; !signal.aborted; key += 1) {
        await attempt(context, { workload: 'writer', kind: 'write', key: String(key) }, async () => {
          if (world.down) throw new Error('down')
        })
        await pause(20, signal)
      }
    },
    verify: async (_context, acknowledged) => (forgets ? acknowledged.slice(-1) : []),
    cleanUp: async () => undefined,
  }
}

const dies = (element: string) => elementFaults([element])
const suffers = (kind: string, element: string) => elementFaults([element], faultKind(kind))
const options = { bounds, report: () => undefined }

it('kills, watches and heals, and fails what the verdict says goes on and does not', async () => {
  const world: World = { down: false, told: [] }
  const workloads = [writer(world, 'ingest')]
  const [cell] = await runFaults(platformOf(world, 3), workloads, dies('host/query-3'), options)
  expect(world.told).toEqual(['kill host/query-3', 'revive host/query-3'])
  expect(cell).toMatchObject({
    confirmed: true,
    lost: 0,
    verdict: 'fail',
    predicted: { outcome: 'survives' },
  })
  expect(cell?.observed).toMatchObject({ outcome: 'stops', recoveryMs: null })
})

it('passes what stops until repair, as the verdict says', async () => {
  const world: World = { down: false, told: [] }
  const workloads = [writer(world, 'observe')]
  const [cell] = await runFaults(platformOf(world, 3), workloads, dies('host/operations-1'), options)
  expect(cell).toMatchObject({ verdict: 'pass', predicted: { outcome: 'stops', recoveryMs: null } })
})

it('calls a kill that hit nothing unknown', async () => {
  const world: World = { down: false, told: [] }
  const workloads = [writer(world, 'ingest')]
  const [cell] = await runFaults(platformOf(world, 0), workloads, dies('host/query-3'), options)
  expect(cell).toMatchObject({ confirmed: false, verdict: 'unknown' })
})

it('finds an acknowledged write that is gone', async () => {
  const world: World = { down: false, told: [] }
  const platform = { ...platformOf(world, 3), act: harmless }
  const [cell] = await runFaults(platform, [writer(world, 'ingest', true)], dies('host/query-3'), options)
  expect(cell).toMatchObject({ lost: 1, verdict: 'fail', observed: { outcome: 'loses' } })
})

it('fails a cell in which a client was told what cannot be, and says what', async () => {
  const world: World = { down: false, told: [] }
  const platform = { ...platformOf(world, 3), act: harmless }
  const forgetful: Workload = {
    ...writer(world, 'ingest'),
    async run(context, signal) {
      for (let number = 1; !signal.aborted; number += 1) {
        const about = { workload: 'writer', key: String(number) }
        await attempt(context, { ...about, kind: 'write', number }, async () => undefined)
        await attempt(context, { ...about, kind: 'read' }, async () => ({ number: Math.max(0, number - 1) }))
        await pause(20, signal)
      }
    },
  }
  const [cell] = await runFaults(platform, [forgetful], dies('host/query-3'), options)
  expect(cell).toMatchObject({ lost: 0, verdict: 'fail' })
  expect(cell?.breaches?.[0]).toMatch(/^stale-read: read \d+ after \d+ had been acknowledged$/)
})

/** A fault that no client notices. */
const harmless: Breakable['act'] = async () => ({ reached: 1, atMs: now() })

it('calls lost packets unknown where none was dropped until it was healed', async () => {
  for (const [dropped, confirmed] of [
    [0, false],
    [12, true],
  ] as const) {
    const world: World = { down: false, told: [] }
    const platform = platformOf(world, 3, dropped)
    const workloads = [writer(world, 'ingest')]
    const [cell] = await runFaults(platform, workloads, suffers('lose-packets', 'host/query-3'), options)
    expect(cell).toMatchObject({ fault: 'lose-packets-host', confirmed })
    expect(world.told).toEqual(['lose-packets host/query-3', 'keep-packets host/query-3'])
  }
})

it('expects of a host that hangs that its data comes back with it', async () => {
  const predictedFor = async (kind: string) => {
    const world: World = { down: false, told: [] }
    const [cell] = await runFaults(
      platformOf(world, 3),
      [writer(world, 'observe')],
      suffers(kind, 'host/operations-1'),
      options,
    )
    return cell?.predicted
  }
  expect(await predictedFor('pause')).toEqual({ outcome: 'stops', fraction: 0, recoveryMs: null })
  expect(await predictedFor('kill')).toEqual({ outcome: 'stops', fraction: 0, recoveryMs: null })
})

it('heals a fault that failed half-way', async () => {
  const world: World = { down: false, told: [] }
  const platform = platformOf(world, 3)
  const act: Breakable['act'] = async (element, action) => {
    const reached = await platform.act(element, action)
    if (action === 'cut') throw new Error('half-way')
    return reached
  }
  const workloads = [writer(world, 'ingest')]
  await expect(
    runFaults({ ...platform, act }, workloads, suffers('cut', 'host/query-3'), options),
  ).rejects.toThrow('half-way')
  expect(world.told).toEqual(['cut host/query-3', 'join host/query-3'])
})

it('refuses a fault that cannot hit such an element', () => {
  expect(() => suffers('restart', 'host/query-3')).toThrow(
    expect.objectContaining({ code: 'drills.wrongFault' }),
  )
})

it.each(['after the kill', 'while it heals'])(
  'heals what it broke and takes away what its clients wrote when it is interrupted %s',
  async (when) => {
    const world: World = { down: false, told: [] }
    const stop = new AbortController()
    const workload = {
      ...writer(world, 'ingest'),
      cleanUp: async () => {
        world.told.push('clean up')
      },
    }
    const platform = platformOf(world, 3)
    const interrupt = () => stop.abort(new Error('interrupted'))
    const act: Breakable['act'] = async (element, action) => {
      if (when === 'after the kill' && action === 'kill') setTimeout(interrupt, 50)
      return await platform.act(element, action)
    }
    const waitUntilAllReady = async () => interrupt()
    await expect(
      runFaults({ ...platform, act, waitUntilAllReady }, [workload], dies('host/query-3'), {
        ...options,
        signal: stop.signal,
      }),
    ).rejects.toThrow('interrupted')
    expect(world.told).toEqual(['kill host/query-3', 'revive host/query-3', 'clean up'])
  },
)

it('says whose work it was that could not begin, and breaks nothing', async () => {
  const world: World = { down: false, told: [] }
  const workload = { ...writer(world, 'ingest'), prepare: () => Promise.reject(new Error('timeout expired')) }
  await expect(
    runFaults(platformOf(world, 3), [workload], dies('host/query-3'), options),
  ).rejects.toMatchObject({ code: 'drills.notServing' })
  expect(world.told).toEqual([])
})
