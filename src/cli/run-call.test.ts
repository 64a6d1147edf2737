// Calls of hanok as a person or a program makes them: what is printed, where, and the exit status.

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { reportError } from './report.ts'
import { runCall } from './run-call.ts'
import { languageOfEnvironment, recordingTerminal } from './terminal.ts'

let folder = ''
const at = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-cli-'))
  writeFileSync(at('wrong.yaml'), 'name: x\nshap: minimum\nprofile: fats\n')
  writeFileSync(at('empty.yaml'), '')
  writeFileSync(at('binary.yaml'), new Uint8Array([0xc3, 0x28, 0, 1]))
  writeFileSync(at('large.yaml'), Buffer.alloc(50 * 1024 * 1024, 'a'))
  writeFileSync(at('broken.json'), '{\n  "schemaVersion": 1,\n  oops\n}\n')
  writeFileSync(at('other.json'), '{"schemaVersion": 99}')
  writeFileSync(at('partial.json'), '{"schemaVersion": 1, "name": "x", "hosts": [{"id": "host/../../etc"}]}')
  mkdirSync(at('folder'))
  mkdirSync(at('theirs'))
  writeFileSync(at('theirs/notes.txt'), 'mine')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function call(words: readonly string[], options: { language?: 'ko' | 'en'; json?: boolean } = {}) {
  const terminal = recordingTerminal(options)
  const status = await runCall(words, terminal)
  return { status, out: terminal.out.join('\n'), err: terminal.err.join('\n') }
}

describe('a wrong call', () => {
  test.each([
    [['plann', 'x'], 'There is no command "plann". Did you mean "plan"?'],
    [['plan', 'x', '--jsn'], 'There is no option "--jsn" here. Did you mean "--json"?'],
    [['plan'], '`hanok plan` needs FILE.'],
    [['plan', 'a', 'b'], 'too many arguments'],
    [['render', 'minimum'], '`hanok render` needs --out <dir>.'],
    [['render', 'minimum', '--out', 'x', '--size', 'rehersal'], 'Did you mean "rehearsal"?'],
    [['plan', 'minimum', '--lang', 'fr'], 'expected one of: ko, en'],
    [['init', '--shape', 'minimun'], 'Did you mean "minimum"?'],
  ])('%j ends with 2 and says what was meant', async (words, said) => {
    const { status, out, err } = await call(words)
    expect(err).toContain(said)
    expect(out).toBe('')
    expect(status).toBe(2)
  })

  test('without any words shows the help and ends with 2', async () => {
    const { status, err } = await call([])
    expect(err).toContain('Commands:')
    expect(status).toBe(2)
  })

  test('is answered in Korean when asked to', async () => {
    expect((await call(['plann'], { language: 'ko' })).err).toContain(
      '"plann"라는 명령은 없습니다. 혹시 "plan"인가요?',
    )
  })

  test('is one JSON document with code and data when asked to', async () => {
    const { out } = await call(['plann'], { json: true })
    expect(JSON.parse(out).errors[0]).toMatchObject({
      code: 'cli.unknownCommand',
      data: { word: 'plann', nearest: 'plan' },
    })
  })
})

describe('a wrong file', () => {
  test('gets all its errors with file, line and column, and exit status 2', async () => {
    const { status, err } = await call(['plan', at('wrong.yaml')])
    expect(err).toContain(`${at('wrong.yaml')}:2:1: Found the key "shap"`)
    expect(err).toContain(`${at('wrong.yaml')}:3:10: profile: found "fats"`)
    expect(status).toBe(2)
  })

  test.each([
    ['nowhere.yaml', 'There is no file'],
    ['minimun', 'There is no file "minimun". Did you mean "minimum"?'],
    ['folder', 'is a directory'],
    ['empty.yaml', ':1:1: The file says nothing.'],
    ['binary.yaml', ':1:1: The file is not text in UTF-8.'],
    ['large.yaml', ':1:1: The file has'],
    ['broken.json', ':3:3: This is not JSON'],
    ['other.json', 'The plan has schemaVersion 99'],
    ['partial.json', 'This is not the JSON of a plan'],
  ])('%s is refused in clear words', async (name, said) => {
    const { status, out, err } = await call(['plan', name === 'minimun' ? name : at(name)])
    expect(err).toContain(said)
    expect(err).not.toMatch(/\n\s+at /)
    expect(out).toBe('')
    expect(status).toBe(2)
  })
})

describe('help', () => {
  test('is there for every command in both languages', async () => {
    for (const language of ['ko', 'en'] as const) {
      for (const command of commands) {
        const { status, out } = await call([command.name, '--help'], { language })
        expect(out).toContain(command.summary[language])
        expect(out).toContain(language === 'ko' ? '사용법:' : 'Usage:')
        expect(status).toBe(0)
      }
    }
  })
})

describe('init', () => {
  test('writes a declaration that can be planned, and never over another file', async () => {
    const file = at('new.yaml')
    expect(await call(['init', file, '--shape', 'starter'], { language: 'ko' })).toMatchObject({ status: 0 })
    expect((await call(['plan', file, '--json'], { json: true })).status).toBe(0)
    const before = readFileSync(file, 'utf8')
    expect(await call(['init', file])).toMatchObject({
      status: 2,
      err: expect.stringContaining('exists already'),
    })
    expect(readFileSync(file, 'utf8')).toBe(before)
  })
})

describe('plan and render', () => {
  test('a plan’s JSON plans to itself, and renders to what its declaration renders to', async () => {
    const { out } = await call(['plan', 'starter', '--json'], { json: true })
    writeFileSync(at('plan.json'), out)
    expect((await call(['plan', at('plan.json'), '--json'], { json: true })).out).toBe(out)
    for (const [file, directory] of [
      ['starter', 'a'],
      [at('plan.json'), 'b'],
    ] as const) {
      expect((await call(['render', file, '--out', at(directory)])).status).toBe(0)
    }
    const files = (await call(['render', 'starter', '--out', at('a'), '--json'], { json: true })).out
    for (const path of JSON.parse(files).files as string[]) {
      expect(readFileSync(at(`b/${path}`), 'utf8')).toBe(readFileSync(at(`a/${path}`), 'utf8'))
    }
  })

  test('render names the services that are planned only, in the user’s language and as data', async () => {
    const english = await call(['render', 'starter', '--out', at('c')])
    expect(english.out).toContain('In the plan, but not run yet: grafana.')
    const korean = await call(['render', 'starter', '--out', at('c')], { language: 'ko' })
    expect(korean.out).toContain('아직 실행하지 않는 서비스: grafana')
    const data = await call(['render', 'starter', '--out', at('c'), '--json'], { json: true })
    expect(JSON.parse(data.out).plannedOnly).toEqual(['grafana'])
    expect(JSON.parse(readFileSync(at('c/hanok.json'), 'utf8')).plannedOnly).toHaveLength(1)
  })

  test('render runs Grafana where its archive is named, says how where it is not, and finds a wrong digest in the file', async () => {
    const file = at('grafana.yaml')
    const rendered = async (archive: string) => {
      writeFileSync(file, `shape: starter\nservices:\n  grafana: { archive: { ${archive} } }\n`)
      return await call(['render', file, '--out', at('g')])
    }
    const given = await rendered(`path: /srv/grafana.tar.gz, sha256: ${'ab'.repeat(32)}`)
    expect(given.status).toBe(0)
    expect(given.out).not.toContain('grafana')
    expect(readFileSync(at('g/hanok.json'), 'utf8')).not.toContain('"plannedOnly": [\n    "grafana"')
    expect((await call(['render', 'starter', '--out', at('c')])).out).toContain('services.grafana.archive')
    expect(await rendered('path: /srv/grafana.tar.gz, sha256: abc')).toMatchObject({
      status: 2,
      err: expect.stringContaining('grafana.yaml:3:'),
    })
    expect(await rendered(`path: grafana.tar.gz, sha256: ${'ab'.repeat(32)}`)).toMatchObject({ status: 2 })
  })

  test('a plan whose virtual IPs are elsewhere is not rendered for hosts alone', async () => {
    const declaration = 'shape: starter\nservices:\n  load-balancer: { kind: hardware }\n'
    writeFileSync(at('hardware.yaml'), declaration)
    expect(await call(['render', at('hardware.yaml'), '--out', at('d')])).toMatchObject({
      status: 2,
      err: expect.stringContaining('on a hardware L4 outside it'),
    })
    expect((await call(['explain', at('hardware.yaml'), 'load-balancer'])).out).toContain('hardware L4')
  })

  test('a cluster that names a group which is not there is shown in the file', async () => {
    const declaration = 'shape: minimum\nclusters:\n  - { id: a, target: hosts, groups: [storge] }\n'
    writeFileSync(at('clusters.yaml'), declaration)
    expect(await call(['plan', at('clusters.yaml')])).toMatchObject({
      status: 2,
      err: expect.stringMatching(/clusters\.yaml:2:1: .*names the host group "storge"/),
    })
  })

  test('another target than a plan’s own is refused', async () => {
    const { out } = await call(['plan', 'starter', '--json'], { json: true })
    writeFileSync(at('plan.json'), out)
    expect(await call(['plan', at('plan.json'), '--target', 'yarn'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('was made for the target hosts'),
    })
  })

  test('a directory with other people’s files is left alone', async () => {
    const { status, err } = await call(['render', 'starter', '--out', at('theirs')])
    expect(err).toContain('holds files that hanok did not write')
    expect(status).toBe(2)
    expect(readFileSync(at('theirs/notes.txt'), 'utf8')).toBe('mine')
  })

  test('a directory where nothing can be made is refused at once', async () => {
    const { status, err } = await call(['render', 'starter', '--out', '/proc/hanok/out'])
    expect(err).toContain('cannot be written (ENOENT)')
    expect(status).toBe(3)
  })

  test('a directory that cannot be written is the environment’s fault', async () => {
    writeFileSync(at('file'), '')
    chmodSync(at('file'), 0o400)
    const { status, err } = await call(['render', 'starter', '--out', at('file/below')])
    expect(err).toMatch(/cannot be written|did not write/)
    expect([2, 3]).toContain(status)
  })

  test('tables are in the language asked for', async () => {
    expect((await call(['plan', 'starter'], { language: 'ko' })).out).toContain('호스트')
    expect((await call(['plan', 'starter'], { language: 'en' })).out).toContain('HOST')
  })

  test('explain says why something is where it is, and knows the nearest name', async () => {
    const { status, out } = await call(['explain', 'minimum', 'trino/coordinator/1'])
    expect(out).toContain('trino/coordinator/1 → host/query-')
    expect(status).toBe(0)
    expect((await call(['explain', 'minimum', 'storge-1'])).err).toContain('Did you mean "storage-1"?')
  })
})

test('what nobody declared is a bug of ours: 70, and no stack', () => {
  process.env.XDG_STATE_HOME = at('state')
  const terminal = recordingTerminal()
  expect(reportError(terminal, new TypeError('x is not a function'))).toBe(70)
  expect(terminal.err.join('\n')).toContain("This is a bug of hanok's: x is not a function")
  expect(terminal.err.join('\n')).not.toMatch(/\n\s+at /)
})

test('a full disk is the environment’s fault', () => {
  const terminal = recordingTerminal()
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  expect(reportError(terminal, error)).toBe(3)
  expect(terminal.err.join('\n')).toContain('no space left on device')
})

test.each([
  [{ LC_ALL: 'ko_KR.UTF-8', LANG: 'C' }, 'ko'],
  [{ LC_ALL: '', LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LC_MESSAGES: 'C', LANG: 'ko_KR.UTF-8' }, 'en'],
  [{ LANG: 'POSIX' }, 'en'],
  [{ LANG: 'kok_IN' }, 'en'],
  [{}, 'en'],
] as const)('the locale %j means %s', (environment, language) => {
  expect(languageOfEnvironment(environment)).toBe(language)
})
