// Kafka on Kubernetes knows its clients, each by a password of its own and with the rights that it needs.

import { describe, expect, test } from 'vitest'
import { at, listAt } from '../../model/json-at.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import { renderedDeclaration } from '../../renderers/testing/rendered-kubernetes.ts'

const { of, secret } = renderedDeclaration('shape: minimum-kafka\ntarget: kubernetes\nname: lake\n')
const users = of('KafkaUser')
const userOf = (name: string) => users.find(({ metadata }) => metadata.name === name)

interface Rule {
  readonly type: string
  readonly operations: readonly string[]
  readonly resource: { readonly type: string; readonly name: string; readonly patternType: string }
}
const rulesOf = (user: KubernetesObject | undefined) =>
  at(user, 'spec', 'authorization', 'acls') as unknown as Rule[]

function passwordOf(user: KubernetesObject | undefined): string | undefined {
  const { name, key } = at(user, 'spec', 'authentication', 'password', 'valueFrom', 'secretKeyRef') as {
    name: string
    key: string
  }
  return secret('lake-kafka', name)[key]
}

describe('Kafka on Kubernetes', () => {
  test('asks who its clients are, and gives no right that is not named', () => {
    const [kafka] = of('Kafka')
    expect(at(kafka, 'spec', 'kafka', 'authorization')).toEqual({ type: 'simple' })
    const listeners = listAt(kafka, 'spec', 'kafka', 'listeners')
    expect(listeners.map(({ authentication }) => authentication)).toEqual([{ type: 'scram-sha-512' }])
    expect(users.map(({ metadata }) => metadata.name)).toEqual(['connect', 'spark'])
    for (const rule of users.flatMap(rulesOf)) {
      expect(rule.operations).not.toContain('All')
      expect(rule.resource.type).not.toBe('cluster')
    }
  })

  test('lets Connect log in as its user, with the topics and the group of its own', () => {
    const [connect] = of('KafkaConnect')
    const { username, passwordSecret } = at(connect, 'spec', 'authentication') as {
      username: string
      passwordSecret: { secretName: string; password: string }
    }
    expect(secret('lake-kafka', passwordSecret.secretName)[passwordSecret.password]).toBe(
      passwordOf(userOf(username)),
    )
    const mayUse = (name: unknown, operation: string) =>
      rulesOf(userOf(username)).some(
        ({ resource, operations }) => resource.name === name && operations.includes(operation),
      )
    for (const key of ['configStorageTopic', 'offsetStorageTopic', 'statusStorageTopic']) {
      expect(mayUse(at(connect, 'spec', key), 'Write'), key).toBe(true)
    }
    expect(mayUse(at(connect, 'spec', 'groupId'), 'Read')).toBe(true)
  })

  test('lets Spark read topics but Connect’s own, with the password in a file of Spark’s namespace', () => {
    const spark = userOf('spark')
    const jaas = secret('lake-spark', 'spark-kafka')['jaas.conf'] ?? ''
    expect(jaas).toContain(`username="spark" password="${passwordOf(spark)}"`)
    expect(rulesOf(spark).flatMap(({ operations }) => operations)).not.toContain('Write')
    expect(rulesOf(spark)).toContainEqual(
      expect.objectContaining({
        type: 'deny',
        resource: { type: 'topic', name: 'connect-', patternType: 'prefix' },
      }),
    )
    const [server] = of('SparkConnect')
    for (const part of ['server', 'executor']) {
      const pod = at(server, 'spec', part, 'template', 'spec')
      expect(JSON.stringify(pod), part).toContain('"secretName":"spark-kafka"')
      expect(JSON.stringify(pod), part).toContain('"mountPath":"/etc/kafka-client"')
    }
    // The nightly upkeep reads no topic.
    expect(JSON.stringify(of('ScheduledSparkApplication'))).not.toContain('kafka-client')
  })

  test('leaves nothing of itself where the platform has none', () => {
    const without = renderedDeclaration('shape: minimum\ntarget: kubernetes\n')
    expect(without.of('KafkaUser')).toEqual([])
    expect(JSON.stringify(without.objects)).not.toContain('jaas')
  })
})
