import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeContext } from '../testing/context.ts'
import { brokerProperties, initialControllers } from './config.ts'
import { kafkaUuid, nodeId } from './identity.ts'
import { service } from './index.ts'
import { isActiveController } from './metrics.ts'

const platform = {
  services: [service],
  seats: {
    'kafka/controller': ['c1', 'c2', 'c3'],
    'kafka/broker': ['b1', 'b2', 'b3'],
    'kafka/connect': ['n1', 'n2'],
  },
}

describe('kafka', () => {
  it('derives ids that Kafka takes: 16 bytes, never with a dash in front', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const id = kafkaUuid('kafka cluster', name)
        return /^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/.test(id) && Buffer.from(id, 'base64url').length === 16
      }),
    )
  })

  it('gives controllers and brokers different node numbers', () => {
    expect(nodeId('controller', 'kafka/controller/1')).toBe(1)
    expect(nodeId('broker', 'kafka/broker/1')).toBe(101)
  })

  it('formats every controller with the same three voters', () => {
    const voters = [1, 2, 3].map((n) => initialControllers(fakeContext(platform, service, 'controller', n)))
    expect(new Set(voters).size).toBe(1)
    expect(voters[0]).toMatch(
      /^1@10\.77\.20\.11:9093:\S{22},2@10\.77\.20\.12:9093:\S{22},3@10\.77\.20\.13:9093:\S{22}$/,
    )
  })

  it('copies topics three times and wants two in sync', () => {
    const properties = brokerProperties(fakeContext(platform, service, 'broker'))
    expect(properties).toContain('default.replication.factor=3\n')
    expect(properties).toContain('min.insync.replicas=2\n')
    expect(properties).toContain('unclean.leader.election.enable=false\n')
  })

  it('never asks for more copies than there are brokers', () => {
    const single = { services: [service], seats: { ...platform.seats, 'kafka/broker': ['b1'] } }
    const properties = brokerProperties(fakeContext(single, service, 'broker'))
    expect(properties).toContain('default.replication.factor=1\n')
    expect(properties).toContain('min.insync.replicas=1\n')
  })

  it('recognises the controller that leads by its metrics', () => {
    const told = (count: string) =>
      `# TYPE kafka_controller_kafkacontroller_activecontrollercount gauge\nkafka_controller_kafkacontroller_activecontrollercount ${count}\n`
    expect(told('1.0')).toMatch(new RegExp(isActiveController))
    expect(told('0.0')).not.toMatch(new RegExp(isActiveController))
  })
})
