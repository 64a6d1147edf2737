// Images built by a real engine, and the starter platform as Compose brings it up: real daemons, one container each.
// Needs root, and packages of the distribution that it installs.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runQuery } from '../../src/operate/trino-client.ts'
import { baseImage, type ContainerEngine, startEngine } from './container-engine.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const isRoot = process.getuid?.() === 0
if (!isRoot) process.stderr.write('e2e: containers skipped, an engine needs root\n')

const work = mkdtempSync(join(tmpdir(), 'hanok-containers-'))
let engine: ContainerEngine

const hanok = (...words: readonly string[]) =>
  execa(join(root, 'hanok'), [...words], { cwd: root, reject: false, timeout: 5 * 60_000 })

const build = (folder: string, tag: string) =>
  engine.run('docker', [
    ...['build', '--network=host', `--build-arg=BASE=${baseImage}`, `--tag=${tag}`],
    folder,
  ])

beforeAll(async () => {
  if (isRoot) engine = await startEngine()
})

afterAll(async () => {
  await engine?.stop()
  rmSync(work, { recursive: true, force: true })
})

describe.skipIf(!isRoot)('images of our own', () => {
  const folder = join(work, 'kubernetes')
  const images = join(folder, 'kubernetes/images')

  beforeAll(async () => {
    const rendered = await hanok('render', 'minimum', '--target', 'kubernetes', '--out', folder)
    expect(rendered.exitCode).toBe(0)
  })

  const answers: Readonly<Record<string, readonly [argv: readonly string[], answer: RegExp]>> = {
    'hive-metastore': [['/usr/lib/jvm/java-17-openjdk-amd64/bin/java', '--version'], /OpenJDK/],
    keepalived: [['keepalived', '--version'], /Keepalived v2\.2\.7/],
    spark: [['spark-submit', '--version'], /version 3\.5\.7/],
    streamlit: [['python3', '-c', 'import streamlit, trino; print(streamlit.__version__)'], /1\.67\.0/],
    superset: [
      [
        ...['env', 'SUPERSET_SECRET_KEY=none', 'sh', '-c'],
        'superset version && celery --version && gunicorn --version && python3 -c "import psycopg2, redis, trino.sqlalchemy"',
      ],
      /Superset 6\.1\.0[\s\S]*gunicorn/,
    ],
  }

  test('there is one for everything that upstream has none for', () => {
    expect(readdirSync(images).sort()).toEqual(Object.keys(answers))
  })

  test.each(Object.keys(answers))('%s builds, and what it holds runs without any privilege', async (name) => {
    const tag = `docker.io/hanok/${name}:test`
    const built = await build(join(images, name), tag)
    expect(built.exitCode, built.all.slice(-3_000)).toBe(0)
    const user = await engine.docker('image', 'inspect', '--format={{.Config.User}}', tag)
    expect(user).toMatch(name === 'keepalived' ? /^$/ : /^61\d{3}:61\d{3}$/)
    const [[program = '', ...rest], answer] = answers[name] ?? [[], /^$/]
    const ran = await engine.run('docker', [
      ...[
        'run',
        '--rm',
        '--network=none',
        '--read-only',
        '--tmpfs=/tmp',
        '--cap-drop=ALL',
        '--add-host=box:127.0.0.1',
      ],
      ...[
        '--hostname=box',
        '--env=HOME=/tmp',
        '--security-opt=no-new-privileges',
        `--entrypoint=${program}`,
        tag,
        ...rest,
      ],
    ])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal.
    expect(ran.all.replaceAll(/\x1b\[\d+m/g, '')).toMatch(answer)
    expect(ran.exitCode, ran.all.slice(-2_000)).toBe(0)
  })

  test('a file that is not what its lock says ends the build, which names it', async () => {
    const list = join(images, 'hive-metastore/software/hive-metastore-3.1.3/SHA256SUMS')
    const honest = readFileSync(list, 'utf8')
    writeFileSync(
      list,
      honest.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    )
    const built = await build(join(images, 'hive-metastore'), 'hanok/spoilt:test')
    writeFileSync(list, honest)
    expect(built.exitCode).not.toBe(0)
    expect(built.all).toMatch(/hive-standalone-metastore-3\.1\.3-bin\.tar\.gz: FAILED/)
  })
})

describe.skipIf(!isRoot)('the starter platform under Compose', () => {
  const folder = join(work, 'starter')
  const directory = join(folder, 'compose')
  const trino = 'http://127.0.0.1:8080'
  const query = async (sql: string) =>
    (await runQuery(trino, sql, { user: 'compose', timeoutMs: 90_000 })).rows

  const compose = async (...words: readonly string[]) => {
    const done = await engine.run('docker-compose', words, directory)
    expect(done.exitCode, done.all.slice(-3_000)).toBe(0)
    return done.stdout
  }

  /** Names of the containers with their state, `healthy` where they have a check. */
  const states = async () => {
    const lines = await engine.docker(
      'ps',
      '--all',
      '--format={{.Label "com.docker.compose.service"}} {{.Status}}',
    )
    return new Map(lines.split('\n').map((line) => [line.split(' ')[0] ?? '', line] as const))
  }

  const allHealthy = async (withinMs: number) => {
    const deadline = Date.now() + withinMs
    for (;;) {
      const all = [...(await states()).values()]
      const waiting = all.filter((line) => !/\(healthy\)|Exited \(0\)/.test(line))
      if (waiting.length === 0) return all.length
      if (Date.now() > deadline) throw new Error(`not healthy: ${waiting.join('; ')}`)
      await sleep(1_000)
    }
  }

  beforeAll(async () => {
    const rendered = await hanok('render', 'starter', '--target', 'compose', '--out', folder)
    expect(rendered.exitCode).toBe(0)
    await compose('build', '--parallel')
  })

  afterAll(async () => {
    if (existsSync(directory)) await compose('down', '--volumes', '--timeout=20')
  })

  test('every container becomes healthy, every job ends well', async () => {
    const began = Date.now()
    await compose('up', '--detach')
    const containers = await allHealthy(5 * 60_000)
    process.stderr.write(
      `compose: ${containers} containers after ${Math.round((Date.now() - began) / 1_000)} s\n`,
    )
    const jobs = [...(await states())].filter(([name]) => name.startsWith('job-'))
    expect(jobs.length).toBeGreaterThanOrEqual(3)
    expect(jobs.every(([, state]) => state.includes('Exited (0)'))).toBe(true)
  })

  test('Trino writes a table of the lake, through the balancer, and Spark reads it', async () => {
    await query('CREATE SCHEMA lake.compose')
    await query('CREATE TABLE lake.compose.nation AS SELECT * FROM tpch.tiny.nation')
    expect(await query('SELECT count(*), sum(nationkey) FROM lake.compose.nation')).toEqual([[25, 300]])
    const program =
      'from pyspark.sql import SparkSession as S; print("rows", S.builder.getOrCreate().table("lake.compose.nation").count())'
    const job = await compose(
      ...[
        'exec',
        '-T',
        'spark-worker',
        'sh',
        '-c',
        `echo '${program}' > /tmp/read.py && spark-submit /tmp/read.py`,
      ],
    )
    expect(job).toContain('rows 25')
  })

  test('a process that dies is started again', async () => {
    const id = await engine.docker(
      'ps',
      '--quiet',
      '--filter=label=com.docker.compose.service=hive-metastore-server',
    )
    const pid = Number(await engine.docker('inspect', '--format={{.State.Pid}}', id))
    process.kill(pid, 'SIGKILL')
    await sleep(2_000)
    await allHealthy(90_000)
    expect(await query('SELECT count(*) FROM lake.compose.nation')).toEqual([[25]])
  })

  test('stopped and started again, it has its data and its secrets', async () => {
    const before = await compose('run', '--rm', 'secrets', 'cat', '/run/hanok/values')
    await compose('down', '--timeout=20')
    await compose('up', '--detach')
    await allHealthy(5 * 60_000)
    expect(await compose('run', '--rm', 'secrets', 'cat', '/run/hanok/values')).toBe(before)
    expect(await query('SELECT count(*) FROM lake.compose.nation')).toEqual([[25]])
  })

  test('no value of a secret is in what is rendered, or in what the engine tells of containers', async () => {
    const values = (await compose('run', '--rm', 'secrets', 'cat', '/run/hanok/values'))
      .split('\n')
      .flatMap((line) => line.split(' ').slice(1))
    expect(values.length).toBeGreaterThan(5)
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    const rendered = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('\n')
    const ids = (await engine.docker('ps', '--all', '--quiet')).split('\n')
    const told = await engine.docker('inspect', ...ids)
    expect(values.filter((value) => rendered.includes(value) || told.includes(value))).toEqual([])
  })

  test('taken down with its volumes, nothing of it is left', async () => {
    await compose('down', '--volumes', '--timeout=20')
    expect(await engine.docker('ps', '--all', '--quiet')).toBe('')
    expect(await engine.docker('volume', 'ls', '--quiet')).toBe('')
    expect(await engine.docker('network', 'ls', '--quiet', '--filter=type=custom')).toBe('')
  })
})
