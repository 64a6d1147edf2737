// Images built by a real engine, and the starter platform as Compose brings it up: real daemons, one container each.
// Needs root, and packages of the distribution that it installs.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../src/model/kubernetes.ts'
import type { Plan } from '../../src/model/plan.ts'
import { runQuery } from '../../src/operate/trino-client.ts'
import { ComposeRun } from './compose-run.ts'
import { type ContainerEngine, startEngine } from './container-engine.ts'
import { inNamespace } from './node-namespace.ts'
import { sandboxImage } from './node-settings.ts'
import { until } from './real-node.ts'
import {
  applyObjects,
  type Lab,
  labDeclaration,
  manifest,
  postgresImage,
  postgresStandIn,
  readyPod,
  serviceAddress,
  startLab,
} from './real-pods.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const isRoot = process.getuid?.() === 0
if (!isRoot) process.stderr.write('e2e: containers skipped, an engine needs root\n')

const work = mkdtempSync(join(tmpdir(), 'hanok-containers-'))
let engine: ContainerEngine

const hanok = (...words: readonly string[]) =>
  execa(join(root, 'hanok'), [...words], { cwd: root, reject: false, timeout: 5 * 60_000 })

beforeAll(async () => {
  if (isRoot) engine = await startEngine()
})

afterAll(async () => {
  await engine?.stop()
  rmSync(work, { recursive: true, force: true })
})

const versions: Readonly<Record<string, string>> = {
  'hive-metastore': '3.1.3',
  keepalived: '2.2.7',
  spark: '3.5.7',
  streamlit: '1.67.0',
  superset: '6.1.0',
}

/** The very reference that manifests name. */
const tagOf = (name: string) => `docker.io/hanok/${name}:${versions[name]}`

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
    const tag = tagOf(name)
    const built = await engine.build(join(images, name), tag)
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
    const built = await engine.build(join(images, 'hive-metastore'), 'hanok/spoilt:test')
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

  let running: ComposeRun
  const compose = (...words: readonly string[]) => running.run(...words)

  beforeAll(async () => {
    const rendered = await hanok('render', 'starter', '--target', 'compose', '--out', folder)
    expect(rendered.exitCode).toBe(0)
    running = new ComposeRun(engine, directory)
    await compose('build', '--parallel')
  })

  afterAll(async () => {
    if (existsSync(directory)) await compose('down', '--volumes', '--timeout=20')
  })

  test('every container becomes healthy, every job ends well', async () => {
    const began = Date.now()
    await compose('up', '--detach')
    const containers = await running.allHealthy(5 * 60_000)
    process.stderr.write(
      `compose: ${containers} containers after ${Math.round((Date.now() - began) / 1_000)} s\n`,
    )
    const jobs = [...(await running.states())].filter(([name]) => name.startsWith('job-'))
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
    await running.allHealthy(90_000)
    expect(await query('SELECT count(*) FROM lake.compose.nation')).toEqual([[25]])
  })

  test('stopped and started again, it has its data and its secrets', async () => {
    const before = await compose('run', '--rm', 'secrets', 'cat', '/run/hanok/values')
    await compose('down', '--timeout=20')
    await compose('up', '--detach')
    await running.allHealthy(5 * 60_000)
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

describe.skipIf(!isRoot)('our own manifests on a real node', () => {
  const rendered = join(work, 'lab')
  const file = join(work, 'lab.yaml')
  let lab: Lab

  const apply = (name: string, kept: (object: KubernetesObject) => boolean = () => true) =>
    applyObjects(
      lab.kubectl,
      // Nobody here knows the kinds of Prometheus' operator.
      manifest(rendered, name).filter(
        (object) => !/^(PodMonitor|PrometheusRule)$/.test(object.kind) && kept(object),
      ),
    )

  beforeAll(async () => {
    writeFileSync(file, labDeclaration)
    const target = ['--target', 'kubernetes']
    const { exitCode } = await hanok('render', file, ...target, '--size', 'rehearsal', '--out', rendered)
    expect(exitCode).toBe(0)
    const planned = await hanok('plan', file, ...target, '--json')
    const images = ['hive-metastore', 'streamlit', 'superset'].map(tagOf)
    const archive = join(work, 'images.tar')
    await engine.buildText('FROM hanok-test/debian:12\nENTRYPOINT ["/bin/sleep", "infinity"]\n', sandboxImage)
    await engine.docker('save', `--output=${archive}`, sandboxImage, postgresImage, ...images)
    lab = await startLab(work, rendered, JSON.parse(planned.stdout) as Plan, archive)
    await apply('00-namespaces.yaml')
    await apply('02-secrets.yaml')
    await apply('03-network-policies.yaml')
    await applyObjects(lab.kubectl, postgresStandIn('lab-postgres', postgresImage))
  })

  afterAll(async () => {
    await lab?.stop()
  })

  test('the Metastore makes its schema in Postgres and answers, its probes passing', async () => {
    await apply('12-hive-metastore.yaml')
    await lab.node.serveNames(lab.kubectl)
    const pod = await readyPod(lab, 'lab-hive-metastore', 'server-', 120_000)
    const where = ['--namespace=lab-hive-metastore', '--output=jsonpath={.status.podIP}']
    const address = await lab.get('pod', pod, ...where)
    const service = await serviceAddress(lab, 'lab-hive-metastore', 'hive-metastore')
    // Thrift: getName() of the Metastore's interface, asked of the pod and through its Service.
    const ask = `import socket,sys
s=socket.create_connection((sys.argv[1],9083),10); s.sendall(bytes.fromhex("80010001000000076765744e616d650000000000")); print(s.recv(99).hex())`
    for (const one of [address, service]) {
      expect(await inNamespace('python3', '-c', ask, one)).toMatch(/^80010002/)
    }
  })

  test('Streamlit answers through its Service, its probes passing, and ends when it is asked to', async () => {
    await apply('10-streamlit.yaml')
    const pod = await readyPod(lab, 'lab-streamlit', 'app-', 90_000)
    const service = await serviceAddress(lab, 'lab-streamlit', 'streamlit')
    const ask =
      'import sys,urllib.request as r; print(r.urlopen(f"http://{sys.argv[1]}:8501/_stcore/health", timeout=10).read().decode())'
    expect(await inNamespace('python3', '-c', ask, service)).toBe('ok')
    const began = Date.now()
    await lab.run('delete', 'pod', pod, '--namespace=lab-streamlit', '--wait=true')
    // Its hook holds it for ten seconds; after thirty it would have been killed.
    expect(Date.now() - began).toBeLessThan(25_000)
    await readyPod(lab, 'lab-streamlit', 'app-', 60_000)
  })

  test('a process that dies is started again by the kubelet', async () => {
    const pod = await readyPod(lab, 'lab-streamlit', 'app-', 60_000)
    await lab.node.killProcess('lab-streamlit', pod)
    await until('started again', 90_000, async () => {
      const line = await lab.get('pod', pod, '--no-headers', '--namespace=lab-streamlit')
      return / 1\/1 +Running +1 /.test(line)
    })
  })

  test('Superset brings its database up to its version and answers, its probes passing', async () => {
    // The node has two processors: what was there makes room.
    await lab.run('delete', 'deployment', 'server', '--namespace=lab-hive-metastore')
    await lab.run('delete', 'deployment', 'app', '--namespace=lab-streamlit')
    await apply('12-superset.yaml', ({ metadata }) => !['beat', 'worker'].includes(metadata.name))
    await readyPod(lab, 'lab-superset', 'web-', 6 * 60_000)
  })
})
