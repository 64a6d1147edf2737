// Architecture B (R-1.B, R-1.2): what the target YARN makes of a shape, and what its failures do.

import { describe, expect, it } from 'vitest'
import { evaluateFailure } from './evaluate-failure.ts'
import { planned } from './testing/planned.ts'
import { verifyPlan } from './verify-plan.ts'

const plan = planned('minimum', { target: 'yarn' })
const hostsOf = (role: string) =>
  plan.instances
    .filter(({ service, role: own }) => `${service}/${own}` === role)
    .map(({ host }) => host.slice('host/'.length))

describe('minimum on YARN', () => {
  it('keeps its tables in HDFS and runs Spark on YARN', () => {
    expect(Object.keys(plan.services)).toEqual(expect.arrayContaining(['hdfs', 'yarn', 'zookeeper']))
    expect(plan.instances.filter(({ service }) => service === 'seaweedfs')).toEqual([])
    expect(hostsOf('spark/worker')).toEqual([])
    expect(hostsOf('spark/history')).toHaveLength(1)
    expect(plan.capabilities.store).toEqual(['endpoint/hdfs/namenode', 'endpoint/hdfs/datanode'])
    expect(plan.capabilities.compute).toEqual(['endpoint/yarn/resourcemanager', 'endpoint/yarn/nodemanager'])
  })

  it('places every daemon as Hadoop asks, and Trino on hosts of its own', () => {
    expect(hostsOf('hdfs/journalnode')).toEqual(['control-1', 'control-2', 'control-3'])
    expect(hostsOf('hdfs/datanode')).toEqual(['storage-1', 'storage-2', 'storage-3', 'storage-4'])
    expect(hostsOf('yarn/nodemanager')).toEqual(['compute-1', 'compute-2', 'compute-3'])
    const [namenodes, managers] = [hostsOf('hdfs/namenode'), hostsOf('yarn/resourcemanager')]
    expect(new Set(namenodes).size).toBe(2)
    expect(new Set(managers).size).toBe(2)
    expect(hostsOf('trino/worker').filter((host) => hostsOf('yarn/nodemanager').includes(host))).toEqual([])
  })

  it('is stopped for good by no single host or rack, but for its monitoring', () => {
    const { elements, findings } = verifyPlan(plan)
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    for (const { element, capabilities, lost } of elements) {
      if (element.startsWith('network/')) continue
      expect(lost, element).toEqual([])
      const stopped = Object.entries(capabilities).filter(
        ([id, { outcome, recoveryMs }]) => id !== 'observe' && outcome === 'stops' && recoveryMs === null,
      )
      expect(stopped, element).toEqual([])
    }
  })

  it('stops storing when both namenodes or two journalnodes are gone, not without ZooKeeper', () => {
    const outcomeOf = (ids: readonly string[]) => evaluateFailure(plan, ids).capabilities.store?.outcome
    expect(outcomeOf(['hdfs/namenode/1', 'hdfs/namenode/2'])).toBe('stops')
    expect(outcomeOf(['hdfs/journalnode/1', 'hdfs/journalnode/2'])).toBe('stops')
    expect(outcomeOf(['hdfs/journalnode/1'])).toBeUndefined()
    const keepers = ['zookeeper/server/1', 'zookeeper/server/2', 'zookeeper/server/3']
    expect(evaluateFailure(plan, keepers).capabilities.store).toMatchObject({ outcome: 'degrades' })
    expect(evaluateFailure(plan, ['hdfs/namenode/1']).capabilities.store).toMatchObject({
      outcome: 'stops',
      recoveryMs: 6_000,
    })
  })

  it('loses blocks only when three racks lose a datanode at once', () => {
    const racks = (names: readonly string[]) => evaluateFailure(plan, names).lost
    expect(racks(['host/storage-1', 'host/storage-2'])).toEqual([])
    expect(racks(['host/storage-1', 'host/storage-2', 'host/storage-3'])).toEqual(['dataset/hdfs-blocks'])
  })
})
