// `hanok verify FILE --manifests PATH`: folders as Hanok renders them, files that somebody changed, and what is no manifest.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCall } from './run-call.ts'
import { recordingTerminal } from './terminal.ts'

let folder = ''
const at = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-manifests-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function call(words: readonly string[], options: { language?: 'ko' | 'en'; json?: boolean } = {}) {
  const terminal = recordingTerminal(options)
  const status = await runCall(words, terminal)
  return { status, out: terminal.out.join('\n'), err: terminal.err.join('\n') }
}

async function render(shape: string): Promise<string> {
  const directory = at(shape)
  const { status, err } = await call(['render', shape, '--target', 'kubernetes', '--out', directory])
  expect(err).toBe('')
  expect(status).toBe(0)
  return directory
}

describe('what Hanok rendered', () => {
  test.each(['starter', 'compact-6', 'minimum', 'minimum-kafka', 'medium-32', 'counted'])(
    'of %s agrees with its plan, charts and operators stood in for',
    async (shape) => {
      const { status, out } = await call(['verify', shape, '--manifests', await render(shape), '--strict'])
      expect(out).toContain('0 errors, 0 warnings, 0 pieces of advice.')
      expect(out).toContain('chart/trino trino')
      expect(status).toBe(0)
    },
  )

  test.each(['starter', 'minimum'])('of %s with Loki does, too', async (shape) => {
    const file = at(`${shape}-logs.yaml`)
    writeFileSync(file, `name: logs\nshape: ${shape}\ntarget: kubernetes\nservices: { loki: {} }\n`)
    const directory = at(`${shape}-logs`)
    await call(['render', file, '--target', 'kubernetes', '--out', directory])
    const { status, out } = await call(['verify', file, '--manifests', directory, '--strict'])
    expect(out).toContain('0 errors, 0 warnings, 0 pieces of advice.')
    expect(out).toContain('chart/loki loki')
    expect(status).toBe(0)
  })

  test('is caught where a value of a chart was changed, with the file of the values', async () => {
    const directory = await render('minimum')
    const file = join(directory, 'kubernetes/values/trino.trino.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^( *)workers: \d+$/m, '$1workers: 1'))
    const { status, out } = await call(['verify', 'minimum', '--manifests', directory])
    expect(out).toContain(`${file}:1:1: error:`)
    expect(out).toContain('[manifest-replicas.few]')
    expect(status).toBe(1)
  })

  test('is told where the values that it speaks of are gone', async () => {
    const directory = await render('starter')
    rmSync(join(directory, 'kubernetes/values/trino.trino.yaml'), { force: true })
    rmSync(join(directory, 'kubernetes/values/trino.yaml'), { force: true })
    const { status, err } = await call(['verify', 'starter', '--manifests', directory])
    expect(err).toMatch(/values\/trino\S*" cannot be read \(ENOENT\)/)
    expect(status).toBe(3)
  })

  test('is judged as JSON with objects, places and codes', async () => {
    const directory = await render('minimum')
    const file = join(directory, 'kubernetes/manifests/12-hive-metastore.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^ {2}replicas: \d+$/m, '  replicas: 7'))
    const { status, out } = await call(['verify', 'minimum', '--manifests', directory], { json: true })
    const { schemaVersion, planSha256, findings } = JSON.parse(out)
    expect([schemaVersion, planSha256.length, status]).toEqual([1, 64, 1])
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'manifest-replicas.many',
        severity: 'error',
        at: expect.objectContaining({ file, pointer: '/spec/replicas' }),
        data: expect.objectContaining({ object: 'Deployment/minimum-hive-metastore/server' }),
      }),
    )
  })
})

describe('what is no manifest', () => {
  test.each([
    ['nowhere', undefined, 3, 'cannot be read (ENOENT)'],
    ['binary.yaml', new Uint8Array([0xc3, 0x28, 0, 1]), 3, 'cannot be read (not UTF-8)'],
    ['values.yaml', 'replicas: 3\n', 2, 'No object of Kubernetes'],
    ['broken.yaml', 'kind: [\n', 2, 'broken.yaml:2:1'],
  ])('%s is told so', async (name, content, expected, said) => {
    if (content !== undefined) writeFileSync(at(name), content)
    const { status, out, err } = await call(['verify', 'minimum', '--manifests', at(name)])
    expect(err).toContain(said)
    expect(out).toBe('')
    expect(status).toBe(expected)
  })

  test('is told of an empty folder, too', async () => {
    mkdirSync(at('empty'))
    const { status, err } = await call(['verify', 'minimum', '--manifests', at('empty')])
    expect(err).toContain('No object of Kubernetes')
    expect(status).toBe(2)
  })
})
