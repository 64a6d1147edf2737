// Access to Kafka with the real daemons: who is let in, what each may do, and that Connect's exactly-once sources work with no more than
// their rights. Needs root; everything that it makes is gone afterwards.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Forward, openForward } from '../../src/operate/forward.ts'
import { Rehearsal } from '../../src/rehearsal/rehearsal.ts'

const program = fileURLToPath(new URL('../../hanok', import.meta.url))
const isRoot = process.getuid?.() === 0
if (!isRoot) process.stderr.write('e2e: skipped, the rehearsal needs root\n')

const duties = {
  control: '[control, metadata, observability]',
  edge: '[edge]',
  storage: '[storage]',
  query: '[query]',
  compute: '[compute]',
  broker: '[kafka-broker]',
  controller: '[kafka-controller]',
  connect: '[kafka-connect]',
}
const subnets = { management: 10, data: 20, service: 30, storage: 40 }
const platform = `name: access
shape: starter
hostGroups:
${Object.entries(duties)
  .map(([name, list]) => `  - { name: ${name}, count: 1, duties: ${list} }\n`)
  .join('')}networks:
${Object.entries(subnets)
  .map(([id, n]) => `  ${id}: { subnet: 10.92.${n}.0/24 }\n`)
  .join('')}`

const linesInFile = 1_000

/** Makes a user with no right at all, as the platform's own administrator. */
const makeStranger = `
import json
from kafka.admin import KafkaAdminClient, UserScramCredentialUpsertion
wanted = json.load(open("/etc/opt/hanok/kafka-broker/access.json"))
login = wanted["login"]
admin = KafkaAdminClient(bootstrap_servers=wanted["brokers"], security_protocol=login["protocol"], sasl_mechanism=login["mechanism"],
    sasl_plain_username=login["user"], sasl_plain_password=login["password"])
print(admin.alter_user_scram_credentials([UserScramCredentialUpsertion("stranger", login["mechanism"], "open sesame")]))
`

/** Empty where the process ended meanwhile, or is one that root of this container may not look into: none of the platform's. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}

describe.skipIf(!isRoot)('access to kafka', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hanok-kafka-'))
  const rehearsal = new Rehearsal()
  let forward: Forward
  let secrets: Readonly<Record<string, string>>
  let brokers: string[]

  async function hanok(...words: readonly string[]) {
    const { exitCode } = await execa(program, [...words], {
      cwd: folder,
      reject: false,
      stderr: 'inherit',
      timeout: 10 * 60_000,
    })
    return exitCode
  }

  function logIn(username?: string, password = secrets[`kafka/${username}`] ?? ''): Kafka {
    return new Kafka({
      brokers,
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
      ...(username === undefined ? {} : { sasl: { mechanism: 'scram-sha-512', username, password } }),
      socketFactory: ({ onConnect }) => connect({ host: '127.0.0.1', port: forward.port }, onConnect),
    })
  }

  /** What a user is told who asks for the names of the topics that he may see. */
  async function topicsOf(kafka: Kafka): Promise<readonly string[]> {
    const admin = kafka.admin()
    try {
      await admin.connect()
      return await admin.listTopics()
    } finally {
      await admin.disconnect()
    }
  }

  async function makeTopic(kafka: Kafka, topic: string): Promise<void> {
    const admin = kafka.admin()
    try {
      await admin.connect()
      await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] })
    } finally {
      await admin.disconnect()
    }
  }

  async function write(kafka: Kafka, topic: string): Promise<void> {
    const producer = kafka.producer({ allowAutoTopicCreation: false })
    try {
      await producer.connect()
      await producer.send({ topic, acks: -1, messages: [{ value: 'a line' }] })
    } finally {
      await producer.disconnect()
    }
  }

  beforeAll(async () => {
    writeFileSync(join(folder, 'platform.yaml'), platform)
    expect(await hanok('up', 'platform.yaml', '--only', 'kafka')).toBe(0)
    secrets = JSON.parse(readFileSync(join(folder, '.hanok', 'access.secrets.json'), 'utf8')).values
    const endpoint = rehearsal.plan().endpoints.find(({ id }) => id === 'endpoint/kafka/broker')
    const address = endpoint?.addresses[0]?.address ?? ''
    brokers = [`${address}:${endpoint?.port}`]
    const dial = (host: string, to: string, port: number) => rehearsal.dial(host, to, port)
    forward = await openForward(dial, () => 'connect-1', address, endpoint?.port ?? 0)
  })

  afterAll(async () => {
    await forward?.close()
    await hanok('down')
    rmSync(folder, { recursive: true, force: true })
  })

  test('lets nobody in without a login, or with a wrong password', async () => {
    await expect(topicsOf(logIn())).rejects.toThrow()
    await expect(topicsOf(logIn('admin', 'admin'))).rejects.toThrow(/authentication failed/i)
    await expect(topicsOf(logIn('nobody', ''))).rejects.toThrow(/authentication failed/i)
    expect(await topicsOf(logIn('admin'))).toEqual(
      expect.arrayContaining(['connect-configs', 'connect-offsets', 'connect-status']),
    )
  })

  test('has controllers that tell nobody without a login who leads them', async () => {
    const endpoint = rehearsal.plan().endpoints.find(({ id }) => id === 'endpoint/kafka/controller')
    const socket = await rehearsal.dial(
      'broker-1',
      endpoint?.addresses[0]?.address ?? '',
      endpoint?.port ?? 0,
    )
    let answered = 0
    socket.on('data', (bytes: Buffer) => {
      answered += bytes.length
    })
    // DescribeQuorum, version 0, of the only partition of `__cluster_metadata`.
    const topic = Buffer.from('__cluster_metadata')
    const body = Buffer.concat([
      Buffer.from('0037000000000002ffff0002', 'hex'),
      Buffer.from([topic.length + 1]),
      topic,
      Buffer.from('0200000000000000', 'hex'),
    ])
    const size = Buffer.alloc(4)
    size.writeInt32BE(body.length)
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.write(Buffer.concat([size, body]))
    await closed
    expect(answered).toBe(0)
  })

  test('denies what no right names: to a user without any, and to connect what it does not need', async () => {
    await makeTopic(logIn('admin'), 'lines')
    const made = await rehearsal.exec('broker-1', ['python3', '-B', '-c', makeStranger], {
      user: 'root',
      env: { PYTHONPATH: '/opt/hanok/kafka-python-3.0.12' },
    })
    expect(made.stdout).toContain("{'stranger': None}")
    const stranger = logIn('stranger', 'open sesame')
    expect(await topicsOf(stranger)).toEqual([])
    await expect(write(stranger, 'lines')).rejects.toThrow(/not authorized to access topic/i)
    await write(logIn('connect'), 'lines')
    await expect(makeTopic(logIn('connect'), 'others')).rejects.toThrow()
    expect(await topicsOf(logIn('admin'))).not.toContain('others')
  })

  test('lets connect bring a file into a topic, records and position in one transaction', async () => {
    const lines = Array.from({ length: linesInFile }, (_, at) => `line ${at}`)
    const file = '/var/opt/hanok/data/kafka-connect/inbox/lines.txt'
    await rehearsal.exec('connect-1', ['sh', '-c', `cat > ${file}`], {
      user: 'kafka',
      stdin: `${lines.join('\n')}\n`,
    })
    const { addresses, port } =
      rehearsal.plan().endpoints.find(({ id }) => id === 'endpoint/kafka/connect') ?? {}
    const config = {
      'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
      'exactly.once.support': 'required',
      'tasks.max': '1',
      file,
      topic: 'lines',
    }
    const put = async (login: string) =>
      await rehearsal.exec(
        'connect-1',
        [
          ...['curl', '--silent', '--show-error', '--max-time', '60', '--request', 'PUT', '--config', '-'],
          ...['--header', 'Content-Type: application/json', '--data', JSON.stringify(config)],
          ...['--write-out', '\\n%{http_code}'],
          `http://${addresses?.[0]?.address}:${port}/connectors/lines/config`,
        ],
        { stdin: login },
      )
    for (const login of ['', 'user = "hanok:hanok"\n', 'user = "admin:admin"\n']) {
      expect((await put(login)).stdout).toMatch(/401$/)
    }
    const answer = await put(`user = "hanok:${secrets['kafka/connect-rest']}"\n`)
    expect(answer.stdout).toMatch(/20[01]$/)
    const consumer = logIn('admin').consumer({ groupId: 'reader' })
    const seen = new Set<string>()
    await consumer.connect()
    await consumer.subscribe({ topic: 'lines', fromBeginning: true })
    await consumer.run({ eachMessage: async ({ message }) => void seen.add(String(message.value)) })
    for (const deadline = Date.now() + 90_000; seen.size <= linesInFile && Date.now() < deadline; )
      await sleep(200)
    await consumer.disconnect()
    expect(lines.filter((line) => !seen.has(line))).toEqual([])
  })

  test('makes no right twice', async () => {
    const argv = [
      '/usr/bin/python3',
      '-B',
      ...['access.py', 'access.json'].map((name) => `/etc/opt/hanok/kafka-broker/${name}`),
    ]
    const again = await rehearsal.exec('broker-1', argv, {
      user: 'kafka',
      env: { PYTHONPATH: '/opt/hanok/kafka-python-3.0.12' },
    })
    expect(again.stdout).toMatch(/1 users; 0 rights given, 0 taken away/)
    expect(again.code, again.stderr).toBe(0)
  })

  test('shows its passwords in no process', () => {
    const values = Object.entries(secrets).flatMap(([name, value]) =>
      name.startsWith('kafka/') ? [value] : [],
    )
    expect(values.length).toBeGreaterThan(3)
    const shown = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => ['cmdline', 'environ'].map((name) => `/proc/${pid}/${name}`))
      .filter((file) => values.some((value) => contentOf(file).includes(value)))
    expect(shown).toEqual([])
  })
})
