// Redis' files: who may do what, and that what servers and Sentinels rewrite themselves survives a new rendering.

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fillSecrets, secretsIn } from '../../model/secrets.ts'
import { service as superset } from '../superset/index.ts'
import { fakeContext, fakeShape } from '../testing/context.ts'
import { sentinelAcl, serverAcl } from './access.ts'
import { followScript, recallScript, serverConfig } from './config.ts'
import { service } from './index.ts'
import { redisRecovery } from './timing.ts'

const platform = {
  services: [service, superset],
  seats: {
    'redis/server': ['o1', 'o2'],
    'redis/sentinel': ['c1', 'c2', 'c3'],
    'superset/web': ['o1', 'o2'],
  },
}
const context = (role: string, number = 1) => fakeContext(platform, service, role, number)
const [first, second] = ['10.77.20.11', '10.77.20.12']
const sentinels = ['10.77.20.13', '10.77.20.14', '10.77.20.15']

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hanok-redis-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

const stateFile = () => join(directory, 'state')
const state = () => readFileSync(stateFile(), 'utf8')

describe('access', () => {
  test.each([
    ['a server', serverAcl(context('server'))],
    ['a Sentinel', sentinelAcl(context('sentinel'))],
  ])('to %s has nobody without a password of their own', (_of, acl) => {
    const [nobody, ...users] = acl.trim().split('\n')
    expect(nobody).toBe('user default reset off')
    expect(users.map((line) => line.split(' ')[1])).toEqual(
      acl.includes('+psync')
        ? ['replication', 'sentinel', 'look', 'superset']
        : ['sentinel', 'look', 'superset'],
    )
    for (const line of users) expect(secretsIn(line)).toEqual([`redis/${line.split(' ')[1]}`])
    expect(acl).not.toMatch(/nopass|allcommands/)
  })

  test('lets a service use every key, and neither configure, stop nor empty a server', () => {
    const rules = serverAcl(context('server')).split('\n').at(-2)?.split(' ') ?? []
    expect(rules).toEqual(expect.arrayContaining(['allkeys', '-@admin', '-@dangerous']))
    expect(rules.indexOf('+@all')).toBeLessThan(rules.indexOf('-@admin'))
  })
})

describe('a server before it starts', () => {
  /** Runs the script; `answers` are what each Sentinel says, nothing where it is silent. */
  function follow(
    number: number,
    answers: readonly (readonly [primary: string, epoch: number] | undefined)[],
  ) {
    const bin = join(directory, 'bin')
    mkdirSync(bin, { recursive: true })
    const cases = answers.map((answer, index) =>
      answer === undefined
        ? `${sentinels[index]}) exit 1 ;;`
        : `${sentinels[index]}) printf 'name\\nhanok\\nip\\n${answer[0]}\\nconfig-epoch\\n${answer[1]}\\n' ;;`,
    )
    writeFileSync(join(bin, 'redis-cli'), `#!/bin/sh\ncase "$2" in\n${cases.join('\n')}\nesac\n`)
    writeFileSync(join(bin, 'sleep'), '#!/bin/sh\n')
    for (const name of ['redis-cli', 'sleep']) chmodSync(join(bin, name), 0o755)
    const script = fillSecrets(followScript(context('server', number), stateFile()), () => 'secret')
    execFileSync('/bin/sh', ['-c', script], { env: { PATH: `${bin}:/usr/bin:/bin` } })
    return state()
  }

  test('follows the first server at the very first start, unless it is the first', () => {
    expect(follow(2, [undefined, undefined, undefined])).toBe(`replicaof ${first} 6379\n`)
    rmSync(stateFile())
    expect(follow(1, [undefined, undefined, undefined])).toBe('')
  })

  test('that led when it died follows whom the Sentinels name, and the newest of them is believed', () => {
    writeFileSync(stateFile(), '')
    expect(follow(1, [[first, 1], [second, 2], undefined])).toBe(`replicaof ${second} 6379\n`)
    expect(follow(2, [[first, 1], [second, 2], undefined])).toBe('')
  })

  test('goes on as it was where no Sentinel answers', () => {
    writeFileSync(stateFile(), `replicaof ${second} 6379\n`)
    expect(follow(1, [undefined, undefined, undefined])).toBe(`replicaof ${second} 6379\n`)
  })
})

describe('a Sentinel before it starts', () => {
  function recall(settings = 'sentinel down-after-milliseconds hanok 1\n') {
    const made = context('sentinel')
    writeFileSync(join(directory, 'sentinel.conf'), settings)
    execFileSync('/bin/sh', ['-c', recallScript({ ...made, configDirectory: directory }, stateFile())])
    return state().trim().split('\n')
  }
  const learned = (primary: string, replica: string) =>
    [
      `sentinel monitor hanok ${primary} 6379 2`,
      'port 1',
      'sentinel auth-pass hanok old',
      'sentinel myid abc',
      'sentinel config-epoch hanok 7',
      'sentinel current-epoch 7',
      `sentinel known-replica hanok ${replica} 6379`,
      `sentinel known-sentinel hanok ${sentinels[1]} 26379 def`,
      'sentinel known-sentinel hanok 10.77.20.99 26379 gone',
    ].join('\n')

  test('watches the first server when it knows nothing', () => {
    expect(recall()).toEqual([
      `sentinel monitor hanok ${first} 6379 2`,
      'sentinel down-after-milliseconds hanok 1',
    ])
  })

  test('keeps who leads and whom it knows, and takes its settings anew from the plan', () => {
    writeFileSync(stateFile(), learned(second, first))
    expect(recall()).toEqual([
      'sentinel myid abc',
      'sentinel current-epoch 7',
      `sentinel monitor hanok ${second} 6379 2`,
      'sentinel config-epoch hanok 7',
      `sentinel known-replica hanok ${first} 6379`,
      `sentinel known-sentinel hanok ${sentinels[1]} 26379 def`,
      'sentinel down-after-milliseconds hanok 1',
    ])
    expect(recall()).toEqual(recall())
  })

  test('forgets servers that the plan no longer has, and begins anew with the first', () => {
    writeFileSync(stateFile(), learned('10.77.20.98', first))
    expect(recall()).toEqual([
      'sentinel myid abc',
      'sentinel current-epoch 7',
      `sentinel monitor hanok ${first} 6379 2`,
      'sentinel down-after-milliseconds hanok 1',
    ])
  })
})

test('what the plan says of a server is read after what it rewrote itself, and says nothing of who leads', () => {
  const made = context('server')
  const { process } = service.roles[0]?.configure?.(made) ?? {}
  expect(process?.argv.slice(1)).toEqual([
    '/var/opt/hanok/data/redis-server/redis.conf',
    '--include',
    '/etc/opt/hanok/redis-server/redis.conf',
  ])
  expect(serverConfig(made)).not.toMatch(/replicaof|slaveof|requirepass/)
})

test('a dead host costs the silence that is rendered and a vote, a dead process less', () => {
  const { options } = fakeShape(platform, service)
  expect(redisRecovery('fast', options)).toMatchObject({ hostLossMs: 8_000, instanceLossMs: 3_000 })
  expect(redisRecovery('conservative', options)).toMatchObject({ hostLossMs: 33_000, instanceLossMs: 3_000 })
})
