import { describe, expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import type { Breakable } from '../drills/fault-kind.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { shapes } from '../planner/shapes.ts'
import { faultsAsked } from './drill-targets.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const plan = planPlatform(parseDeclaration('shape: minimum-kafka\n', 'platform.yaml', words), catalog)
const platform = { plan, leaderHost: async () => 'control-2' } as unknown as Breakable
const asked = (names: readonly string[], options: Record<string, string | boolean> = {}) =>
  Promise.all(
    faultsAsked(plan, { arguments: names, options }).map(async ({ id, elements }) => ({
      id,
      elements: typeof elements === 'function' ? await elements(platform) : elements,
    })),
  )

describe('what hanok drill is to break', () => {
  it('is hosts, with their kind or without it, instances and networks, one after another', async () => {
    expect(await asked(['query-1', 'host/query-2', 'trino/worker/2'])).toEqual([
      { id: 'kill-host', elements: ['host/query-1'] },
      { id: 'kill-host', elements: ['host/query-2'] },
      { id: 'kill-instance', elements: ['trino/worker/2'] },
    ])
    expect(await asked(['network/data'], { fault: 'cut' })).toEqual([
      { id: 'cut-network', elements: ['network/data'] },
    ])
  })

  it('is the hosts of a rack at once', async () => {
    const [rack] = await asked(['rack/r3'])
    expect(rack?.elements).toEqual(plan.hosts.map(({ id }) => id).filter((id) => id.endsWith('-3')))
  })

  it('is some of a role in words, hosts or instances as the fault hits them', async () => {
    expect(await asked(['postgres/server:leader', 'kafka/broker:majority'], { seed: '4' })).toMatchObject([
      { id: 'kill-host:postgres/server:leader', elements: ['host/control-2'] },
      { elements: [expect.stringMatching('host/broker'), expect.stringMatching('host/broker')] },
    ])
    expect(await asked(['postgres/server:leader'], { fault: 'restart' })).toMatchObject([
      { id: 'restart-instance:postgres/server:leader', elements: ['postgres/server/2'] },
    ])
  })

  it('is all of it at once, each once, where it is to fail together', async () => {
    const together = await asked(['control-2', 'postgres/server:leader', 'edge-1'], { together: true })
    expect(together).toMatchObject([{ elements: ['host/control-2', 'host/edge-1'] }])
  })

  it('is every pair that the verdict calls fatal, and the same ten others for the same seed', async () => {
    const pairs = await asked([], { matrix: 'pairs' })
    const names = pairs.map(({ elements }) => elements.join('+'))
    expect(names).toContain('host/edge-1+host/edge-2')
    expect(names).toContain('host/controller-1+host/controller-3')
    expect(new Set(names).size).toBe(names.length)
    expect(await asked([], { matrix: 'pairs' })).toEqual(pairs)
    expect(await asked([], { matrix: 'pairs', seed: '5' })).not.toEqual(pairs)
  })

  it('is refused where it is not there, the fault cannot hit it, or the seed is no number', () => {
    const refused = (names: readonly string[], options: Record<string, string> = {}) => {
      try {
        return faultsAsked(plan, { arguments: names, options })
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    expect(refused(['query-9'])).toBe('cli.unknownElement')
    expect(refused(['network/data'])).toBe('drills.wrongFault')
    expect(refused(['rack/r1'], { fault: 'restart' })).toBe('drills.wrongFault')
    expect(refused(['edge-1'], { seed: 'x' })).toBe('cli.badNumber')
    expect(refused([])).toEqual([])
  })
})
