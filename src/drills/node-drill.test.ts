import { describe, expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { shapes } from '../planner/shapes.ts'
import type { PlacedPod } from '../rehearsal/cluster/pods.ts'
import { drillNodes, type NodeDrillCluster, type NodeDrillRow } from './node-drill.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const plan = planPlatform(parseDeclaration('shape: starter\n', 'platform.yaml', words), catalog)

/** A cluster on which nothing runs; `beside` says, drill after drill, which other nodes were lost meanwhile. */
function emptyCluster(beside: readonly (readonly string[])[]): NodeDrillCluster {
  const left = [...beside]
  const nothing = async () => undefined
  return {
    pods: async (): Promise<readonly PlacedPod[]> => [],
    lose: nothing,
    bringBack: nothing,
    drain: async () => ({ drained: true, said: '' }),
    open: nothing,
    settle: nothing,
    lostSince: async () => ['control-1', ...(left.shift() ?? [])],
  }
}

describe('drilling a node', () => {
  it('does again what shows nothing, since other nodes were lost meanwhile', async () => {
    const reported: NodeDrillRow[] = []
    const rows = await drillNodes(emptyCluster([['query-1']]), plan, ['control-1'], (row) =>
      reported.push(row),
    )
    expect(reported.map(({ action, verdict }) => `${action} ${verdict}`)).toEqual([
      'lost unknown',
      'lost pass',
      'drained pass',
    ])
    expect(reported[0]?.problems[0]).toContain('query-1')
    expect(rows.map(({ verdict }) => verdict)).toEqual(['pass', 'pass'])
  })

  it('says that it shows nothing where that happens every time', async () => {
    const busy = Array.from({ length: 6 }, () => ['query-1'])
    const rows = await drillNodes(emptyCluster(busy), plan, ['control-1'], () => undefined)
    expect(rows.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown'])
  })
})
