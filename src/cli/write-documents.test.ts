// `hanok render --target documents` as a person and a program call it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCall } from './run-call.ts'
import { recordingTerminal } from './terminal.ts'

let folder = ''
const at = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-documents-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function call(words: readonly string[], options: { language?: 'ko' | 'en'; json?: boolean } = {}) {
  const terminal = recordingTerminal(options)
  const status = await runCall(words, terminal)
  return { status, out: terminal.out.join('\n') }
}

test('documents are written in both languages, for a plan of whatever target', async () => {
  const { out } = await call(['plan', 'starter', '--target', 'yarn', '--json'], { json: true })
  writeFileSync(at('yarn.json'), out)
  const asked = ['render', at('yarn.json'), '--target', 'documents', '--out', at('pages')]
  const said = await call(asked, { language: 'ko' })
  expect(said).toMatchObject({
    status: 0,
    out: expect.stringContaining('documents/index.ko.html부터 보세요'),
  })
  const { files, target } = JSON.parse((await call([...asked, '--json'], { json: true })).out)
  expect(target).toBe('documents')
  expect(files).toHaveLength(7)
  expect(readFileSync(at('pages/documents/index.ko.html'), 'utf8')).toContain('main: yarn')
  const about = JSON.parse(readFileSync(at('pages/hanok.json'), 'utf8'))
  const verdict = JSON.parse((await call(['verify', at('yarn.json'), '--json'], { json: true })).out)
  expect(about.planSha256).toBe(verdict.planSha256)
})
