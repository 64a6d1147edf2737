import { describe, expect, it } from 'vitest'
import { service as spark } from '../spark/index.ts'
import { fakeContext } from '../testing/context.ts'
import { clientServices, connectGroup, connectTopics, rightsOf } from './access.ts'
import { brokerProperties, connectProperties, controllerProperties } from './config.ts'
import { service } from './index.ts'
import { broker, connect, controller } from './roles.ts'

const seats = {
  'kafka/controller': ['c1', 'c2', 'c3'],
  'kafka/broker': ['b1', 'b2', 'b3'],
  'kafka/connect': ['n1', 'n2'],
}
const platform = { services: [service], seats }
const withSpark = { services: [service, spark], seats: { ...seats, 'spark/worker': ['w1'] } }

const settingOf = (properties: string, name: string) =>
  properties
    .split('\n')
    .find((line) => line.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** What the access job is given on a host. */
function wantedOn(number: number, on: typeof withSpark | typeof platform) {
  const { files } = broker.configure?.(fakeContext(on, service, 'broker', number)) ?? { files: [] }
  const file = files.find(({ path }) => path.endsWith('/access.json'))
  return file === undefined ? undefined : JSON.parse(file.content)
}

describe('access to kafka on hosts', () => {
  it('has no listener that lets anybody in without a login', () => {
    for (const properties of [
      controllerProperties(fakeContext(platform, service, 'controller')),
      brokerProperties(fakeContext(platform, service, 'broker')),
    ]) {
      const names = (settingOf(properties, 'listeners') ?? '').split(',').map((each) => each.split('://')[0])
      const protocols = new Map(
        settingOf(properties, 'listener.security.protocol.map')
          ?.split(',')
          .map((each) => each.split(':') as [string, string]),
      )
      for (const name of [...names, settingOf(properties, 'controller.listener.names')])
        expect(protocols.get(String(name)), name).toMatch(/^SASL_/)
      expect(settingOf(properties, 'authorizer.class.name')).toMatch(/StandardAuthorizer$/)
      expect(settingOf(properties, 'allow.everyone.if.no.acl.found')).toBe('false')
    }
  })

  it('gives every right to brokers, controllers and the administrator, and to no client', () => {
    const properties = brokerProperties(fakeContext(platform, service, 'broker'))
    const users = settingOf(properties, 'super.users')?.split(';')
    expect(users).toEqual(['User:broker', 'User:admin', 'User:quorum'])
    for (const client of clientServices) expect(users).not.toContain(`User:${client}`)
  })

  it('keeps passwords out of the arguments and the environment of every process', () => {
    for (const role of [controller, broker, connect]) {
      const made = role.configure?.(fakeContext(platform, service, role.id))
      const { argv, env, prepare } = made?.process ?? { argv: [], env: {}, prepare: [] }
      const jobs = made?.jobs ?? []
      const open = [argv, env, prepare, jobs.map((job) => [job.argv, job.env])]
      expect(JSON.stringify(open), role.id).not.toContain('{{secret:')
    }
  })

  it('makes the users that must be there before the first broker when a controller is formatted', () => {
    const made = controller.configure?.(fakeContext(platform, service, 'controller'))
    const format = made?.process.prepare.find(({ name }) => name === 'format')?.argv ?? []
    const file = format.find((word) => word.startsWith('@'))?.slice(1)
    const content = made?.files.find(({ path }) => path === file)?.content
    expect(content).toContain('SCRAM-SHA-512=[name=broker,password={{secret:kafka/broker}}]\n')
    expect(content).toContain('SCRAM-SHA-512=[name=admin,password={{secret:kafka/admin}}]\n')
  })

  it('asks whoever comes to the REST interface of connect for a login, which only files of its account hold', () => {
    const made = connect.configure?.(fakeContext(platform, service, 'connect'))
    const file = (name: string) => made?.files.find(({ path }) => path.endsWith(`/${name}`))
    const properties = file('connect.properties')?.content ?? ''
    expect(settingOf(properties, 'rest.extension.classes')).toMatch(/BasicAuthSecurityRestExtension$/)
    expect(file('rest-users.properties')).toMatchObject({
      content: 'hanok={{secret:kafka/connect-rest}}\n',
      mode: 0o400,
    })
    expect(file('rest-jaas.conf')?.content).toContain(`file="${file('rest-users.properties')?.path}"`)
    expect(made?.process.argv).toContain(`-Djava.security.auth.login.config=${file('rest-jaas.conf')?.path}`)
    expect(made?.process.ready).toMatchObject({ kind: 'exec' })
  })

  it('gives connect a login for the worker itself and for all that its connectors use', () => {
    const properties = connectProperties(fakeContext(platform, service, 'connect'))
    for (const prefix of ['', 'producer.', 'consumer.', 'admin.']) {
      expect(settingOf(properties, `${prefix}security.protocol`)).toBe('SASL_PLAINTEXT')
      expect(settingOf(properties, `${prefix}sasl.jaas.config`)).toContain('username="connect"')
    }
  })

  it('gives connect rights on what its own settings name, transactions among them', () => {
    const properties = connectProperties(fakeContext(platform, service, 'connect'))
    const may = (resource: string, name: string, operation: string) =>
      rightsOf('connect', 'hosts').some(
        (right) =>
          right.type === 'allow' &&
          right.resource === resource &&
          right.operations.includes(operation) &&
          (right.pattern === 'prefix' ? name.startsWith(right.name) : ['*', name].includes(right.name)),
      )
    const group = settingOf(properties, 'group.id') ?? ''
    expect(may('group', group, 'Read')).toBe(true)
    expect(may('transactionalId', `connect-cluster-${group}`, 'Write')).toBe(true)
    expect(may('transactionalId', `${group}-files-0`, 'Write')).toBe(true)
    expect(may('transactionalId', 'application-1', 'Write')).toBe(false)
    for (const topic of ['config', 'offset', 'status'].map(
      (kind) => settingOf(properties, `${kind}.storage.topic`) ?? '',
    )) {
      for (const operation of ['Create', 'Read', 'Write', 'DescribeConfigs'])
        expect(may('topic', topic, operation), `${operation} ${topic}`).toBe(true)
    }
    expect(may('topic', 'flights', 'Create')).toBe(false)
  })

  it('lets spark read topics, but not those in which connectors may have put passwords', () => {
    const rights = rightsOf('spark', 'hosts')
    expect(rights.flatMap(({ operations }) => operations)).not.toContain('Write')
    const denied = rights.find(({ type }) => type === 'deny')
    for (const topic of connectTopics) expect(topic.startsWith(denied?.name ?? '?')).toBe(true)
    expect(denied).toMatchObject({ name: `${connectGroup}-`, pattern: 'prefix' })
  })

  it('has the same clients on hosts as on kubernetes, and gives each there all that it has here of what both know', () => {
    for (const client of clientServices) {
      const onHosts = JSON.stringify(rightsOf(client, 'hosts'))
      for (const { name } of rightsOf(client, 'kubernetes')) expect(onHosts).toContain(`"${name}"`)
    }
  })

  it('says on the host of the first broker alone who is to be made, and takes away whom the plan has no more', () => {
    expect(wantedOn(2, withSpark)).toBeUndefined()
    expect(wantedOn(1, withSpark).users.map(({ name }: { name: string }) => name)).toEqual([
      'connect',
      'spark',
    ])
    expect(wantedOn(1, withSpark).gone).toEqual([])
    expect(wantedOn(1, platform).users.map(({ name }: { name: string }) => name)).toEqual(['connect'])
    expect(wantedOn(1, platform).gone).toEqual(['spark'])
  })
})
