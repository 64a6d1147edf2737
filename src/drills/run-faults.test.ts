// The runner against a platform of the imagination: the faults, the clients' history and the judgement are its own.

import { expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { shapes } from '../planner/shapes.ts'
import { type Breakable, runFaults } from './run-faults.ts'
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

/** `processes`: what a kill reaches. */
function platformOf(world: World, processes: number): Breakable {
  return {
    plan,
    secret: () => '',
    forward: () => Promise.reject(new Error('nothing to reach')),
    leaderHost: async () => undefined,
    killHost: async (host) => {
      world.told.push(`kill ${host}`)
      world.down = processes > 0
      return { processes, linksDownAtMs: performance.timeOrigin + performance.now() }
    },
    reviveHost: async (host) => {
      world.told.push(`revive ${host}`)
      world.down = false
    },
    killInstance: async () => ({ processes }),
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

const dies = (element: string) => [{ id: 'kill-host', element }]
const options = { bounds, report: () => undefined }

it('kills, watches and heals, and fails what the verdict says goes on and does not', async () => {
  const world: World = { down: false, told: [] }
  const workloads = [writer(world, 'ingest')]
  const [cell] = await runFaults(platformOf(world, 3), workloads, dies('host/query-3'), options)
  expect(world.told).toEqual(['kill query-3', 'revive query-3'])
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
  const platform = { ...platformOf(world, 3), killHost: alive(world) }
  const [cell] = await runFaults(platform, [writer(world, 'ingest', true)], dies('host/query-3'), options)
  expect(cell).toMatchObject({ lost: 1, verdict: 'fail', observed: { outcome: 'loses' } })
})

/** A death that no client notices. */
function alive(world: World): Breakable['killHost'] {
  return async (host) => {
    world.told.push(`kill ${host}`)
    return { processes: 1, linksDownAtMs: performance.timeOrigin + performance.now() }
  }
}

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
    const killHost: Breakable['killHost'] = async (host) => {
      if (when === 'after the kill') setTimeout(interrupt, 50)
      return await platform.killHost(host)
    }
    const waitUntilAllReady = async () => interrupt()
    await expect(
      runFaults({ ...platform, killHost, waitUntilAllReady }, [workload], dies('host/query-3'), {
        ...options,
        signal: stop.signal,
      }),
    ).rejects.toThrow('interrupted')
    expect(world.told).toEqual(['kill query-3', 'revive query-3', 'clean up'])
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
