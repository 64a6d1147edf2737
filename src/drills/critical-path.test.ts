import { describe, expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { defaultLoad } from '../model/load.ts'
import type { InstanceId } from '../model/plan.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { runnablePart } from '../planner/runnable-part.ts'
import { criticalPath } from './critical-path.ts'

const whole = planPlatform(
  {
    file: 'platform.yaml',
    sha256: '0'.repeat(64),
    name: 'test',
    shape: 'minimum',
    profile: 'conservative',
    relaxes: [],
    load: defaultLoad,
    networks: {},
    services: {},
    source: {},
  },
  catalog,
)
const { plan } = runnablePart(whole, catalog)

describe('criticalPath', () => {
  it('is no longer than all starts together and no shorter than the longest one', () => {
    const starts = new Map<InstanceId, number>(plan.instances.map(({ id }, index) => [id, 100 + index]))
    const path = criticalPath(plan, starts)
    const values = [...starts.values()]
    expect(path.ms).toBeGreaterThanOrEqual(Math.max(...values))
    expect(path.ms).toBeLessThan(values.reduce((sum, value) => sum + value, 0))
  })

  it('goes from the consensus store over Postgres to the Metastore', () => {
    const starts = new Map<InstanceId, number>([
      ['etcd/member/1', 1_000],
      ['etcd/member/2', 2_000],
      ['etcd/member/3', 9_000],
      ...plan.instances
        .filter((instance) => instance.service === 'postgres' || instance.service === 'hive-metastore')
        .map((instance): [InstanceId, number] => [instance.id, 10_000]),
    ])
    const path = criticalPath(plan, starts)
    expect(path.ms).toBe(22_000)
    expect(path.chain.slice(0, 3)).toEqual(['etcd/member/2', 'postgres/server/1', 'hive-metastore/server/1'])
  })
})
