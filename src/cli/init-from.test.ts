// `hanok init --from`: an inventory becomes a declaration that plans, and nothing is said only in the file.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPlan } from './load-plan.ts'
import { runCall } from './run-call.ts'
import { recordingTerminal } from './terminal.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-init-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const inventories = {
  'hosts.ini': [
    'jump',
    '[control]',
    'cp[1:3].example.com rack=r1 cpus=8 memory=32GB disks="500 GB SSD"',
    '[lb]',
    'lb[1:2]',
    '[storage]',
    'st[1:4] switches=s1,s2',
    '[trino]',
    'q[1:3]',
    '[spark]',
    'sp[1:3]',
    '[monitoring]',
    'mon[1:2]',
  ].join('\n'),
  'hosts.csv': [
    '이름,역할,랙',
    ...['cp1,제어,1', 'cp2,제어,2', 'cp3,제어,3', 'lb1,로드밸런서,1', 'lb2,로드밸런서,2'],
    ...[
      'st1,스토리지,1',
      'st2,스토리지,2',
      'st3,스토리지,3',
      'q1,쿼리,1',
      'q2,쿼리,2',
      'sp1,스파크,1',
      'sp2,스파크,2',
    ],
    ...['op1,관제,1', 'op2,관제,2', 'jump,점프,1'],
  ].join('\n'),
}

async function init(words: readonly string[], json = false) {
  const terminal = recordingTerminal({ json })
  const status = await runCall(['init', ...words], terminal)
  return { status, out: terminal.out.join('\n'), err: terminal.err.join('\n') }
}

test.each(Object.entries(inventories))('%s becomes a declaration that plans', async (name, content) => {
  const [from, to] = [join(folder, name), join(folder, `${name}.yaml`)]
  writeFileSync(from, content)
  const { status, out } = await init(['--from', from, to])
  expect(status).toBe(0)
  const text = readFileSync(to, 'utf8')
  const plan = await loadPlan(to)
  const hosts = plan.hosts.map(({ id }) => id.slice('host/'.length))
  expect(hosts).toEqual(expect.arrayContaining(['cp1', 'cp3', 'st1', 'q1', 'sp1']))
  expect(hosts).not.toContain('jump')
  expect(text).toContain('# jump: noDuty')
  expect(out).toContain('jump')
  expect(out).toContain('No host has the duty metadata: the 3 hosts with control take it too')
  expect(
    plan.failureDomains.some(({ id }) => id === (name === 'hosts.csv' ? 'rack/rack-1' : 'switch/s2')),
  ).toBe(true)
})

test('what became of an inventory is JSON for programs', async () => {
  const [from, to] = [join(folder, 'j.ini'), join(folder, 'j.yaml')]
  writeFileSync(from, '[storage]\nst1 memory_gb=64 odd=1\n')
  const { out } = await init(['--from', from, to, '--shape', 'starter'], true)
  expect(JSON.parse(out)).toMatchObject({
    file: to,
    inventory: {
      format: 'ansible-ini',
      encoding: 'UTF-8',
      hosts: 1,
      columns: [
        { column: 'memory_gb', use: 'used', field: 'memory', hosts: 1 },
        { column: 'odd', use: 'unknown', hosts: 1 },
      ],
      words: [{ word: 'storage', duties: ['storage'], hosts: 1, used: 1 }],
      assumed: [{ name: 'st1', assumed: ['cpus', 'disks'] }],
      leftOut: [],
    },
  })
})

test('nothing of an inventory gets out of its comment', async () => {
  const [from, to] = [join(folder, 'evil.json'), join(folder, 'evil.yaml')]
  const devices = [
    { name: 'st1', role: 'storage', rack: 'null' },
    { name: 'x\nname: evil\u2028y', role: 'other\nshape: starter' },
  ]
  writeFileSync(from, JSON.stringify(devices))
  expect((await init(['--from', from, to])).status).toBe(0)
  expect(readFileSync(to, 'utf8')).toMatch(/^# x name: evil y: noDuty \(other shape: starter\)$/m)
})

test('an inventory that is wrong or missing leaves no file', async () => {
  const [from, to] = [join(folder, 'w.csv'), join(folder, 'w.yaml')]
  writeFileSync(from, 'name,role,memory\na,storage,64\n')
  expect(await init(['--from', from, to])).toMatchObject({
    status: 2,
    err: expect.stringContaining(`${from}:2:11: memory: "64" has no unit`),
  })
  expect(await init(['--from', join(folder, 'none'), to])).toMatchObject({ status: 2 })
  expect(await init(['--from', folder, to])).toMatchObject({ status: 2 })
  expect(() => readFileSync(to)).toThrow()
})
