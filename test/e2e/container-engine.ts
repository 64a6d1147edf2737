// A Docker engine of the test's own: its data in a folder, its socket beside it, no rule in the machine's firewall. The base of the
// images is made from the distribution's packages, since no image registry is reached from here.

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { forbidStarting } from '../../src/software/policy-rc.ts'

/** Name of the base image, in this engine only. */
export const baseImage = 'hanok-test/debian:12'

/** What must be there, and the package that has it. */
const needed = {
  '/usr/sbin/dockerd': 'docker.io',
  '/usr/bin/docker-compose': 'docker-compose',
  '/usr/sbin/debootstrap': 'debootstrap',
  '/usr/lib/cni/bridge': 'containernetworking-plugins',
  '/usr/sbin/dnsmasq': 'dnsmasq-base',
}

/** What is needed of a process to end it. */
type Daemon = PromiseLike<unknown> & { kill(signal: NodeJS.Signals): boolean }

/** The engine while it runs. */
export class ContainerEngine {
  readonly directory: string
  readonly #daemon: Daemon

  constructor(directory: string, daemon: Daemon) {
    this.directory = directory
    this.#daemon = daemon
  }

  /** Runs the distribution's client; the result says how it ended. `DIRECTORY` is where Compose looks for its file. */
  async run(command: 'docker' | 'docker-compose', words: readonly string[], directory = this.directory) {
    return await execa(`/usr/bin/${command}`, [...words], {
      cwd: directory,
      reject: false,
      all: true,
      timeout: 15 * 60_000,
      env: {
        DOCKER_HOST: socketOf(this.directory),
        DOCKER_CONFIG: join(this.directory, 'client'),
        DOCKER_BUILDKIT: '1',
        COMPOSE_DOCKER_CLI_BUILD: '1',
        HANOK_BASE_IMAGE: baseImage,
        // Registries are reached by the machine itself.
        HANOK_BUILD_NETWORK: 'host',
        PATH: `/usr/bin:${process.env.PATH}`,
      },
    })
  }

  /** The same, for what must succeed. */
  async docker(...words: readonly string[]): Promise<string> {
    const { exitCode, all, stdout } = await this.run('docker', words)
    if (exitCode !== 0) throw new Error(`docker ${words.join(' ')}\n${all.slice(-4_000)}`)
    return stdout
  }

  /** Builds an image on the base; the result says how it ended. */
  async build(folder: string, tag: string) {
    return await this.run('docker', [
      'build',
      '--network=host',
      `--build-arg=BASE=${baseImage}`,
      `--tag=${tag}`,
      folder,
    ])
  }

  /** Builds an image from a Dockerfile alone. */
  async buildText(dockerfile: string, tag: string): Promise<void> {
    const folder = mkdtempSync(join(this.directory, 'build-'))
    writeFileSync(join(folder, 'Dockerfile'), dockerfile)
    await this.docker('build', `--tag=${tag}`, folder)
  }

  /** Ends it, with its containers, and removes its folder. */
  async stop(): Promise<void> {
    const running = await this.docker('ps', '--all', '--quiet')
    if (running !== '') await this.docker('rm', '--force', '--volumes', ...running.split('\n'))
    await this.docker('network', 'prune', '--force')
    this.#daemon.kill('SIGTERM')
    await this.#daemon
    rmSync(this.directory, { recursive: true, force: true })
  }
}

const socketOf = (directory: string) => `unix://${join(directory, 'docker.sock')}`

/** Starts an engine that holds the base image. Needs root. */
export async function startEngine(): Promise<ContainerEngine> {
  await installEngine()
  const directory = mkdtempSync(join(tmpdir(), 'hanok-engine-'))
  const at = (name: string) => join(directory, name)
  const daemon = execa(
    'setpriv',
    [
      // It ends with the test, however that ends.
      '--pdeathsig=TERM',
      ...['dockerd', `--host=${socketOf(directory)}`, `--data-root=${at('data')}`],
      ...[`--exec-root=${at('exec')}`, `--pidfile=${at('pid')}`, '--bridge=none'],
      ...['--iptables=false', '--ip6tables=false', '--ip-masq=false', '--ip-forward=false'],
    ],
    {
      reject: false,
      stdin: 'ignore',
      stdout: { file: at('log') },
      stderr: { file: at('errors') },
      buffer: false,
    },
  )
  const engine = new ContainerEngine(directory, daemon)
  for (let tries = 0; (await engine.run('docker', ['info'])).exitCode !== 0; tries += 1) {
    if (tries > 60)
      throw new Error(`dockerd is not ready\n${readFileSync(at('errors'), 'utf8').slice(-2_000)}`)
    await sleep(500)
  }
  await importBase(engine)
  return engine
}

async function installEngine(): Promise<void> {
  const missing = Object.entries(needed).flatMap(([path, name]) => (existsSync(path) ? [] : [name]))
  if (missing.length === 0) return
  const undo = forbidStarting()
  try {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await execa('apt-get', ['update'], { env })
    await execa('apt-get', ['install', '--yes', '--no-install-recommends', ...missing], { env })
  } finally {
    undo()
  }
}

/** A minimal Debian 12 with this machine's package sources and certificates. */
async function importBase(engine: ContainerEngine): Promise<void> {
  const root = join(engine.directory, 'base')
  await execa('debootstrap', ['--variant=minbase', 'bookworm', root, ...packageMirror()], {
    timeout: 10 * 60_000,
  })
  const copies = [
    ['/etc/apt/sources.list', 'etc/apt/sources.list'],
    ['/etc/apt/sources.list.d', 'etc/apt/sources.list.d'],
    ['/etc/apt/apt.conf.d', 'etc/apt/apt.conf.d'],
    ['/usr/local/share/ca-certificates', 'usr/local/share/ca-certificates'],
    ['/etc/ssl/certs/ca-certificates.crt', 'etc/ssl/certs/ca-certificates.crt'],
  ] as const
  rmSync(join(root, 'etc/apt/sources.list'), { force: true })
  for (const [from, to] of copies) {
    if (!existsSync(from)) continue
    mkdirSync(join(root, to, '..'), { recursive: true })
    cpSync(from, join(root, to), { recursive: true })
  }
  const archive = `${root}.tar`
  await execa('tar', ['--create', '--numeric-owner', '--directory', root, '--file', archive, '.'])
  await engine.docker('import', archive, baseImage)
  rmSync(root, { recursive: true })
  rmSync(archive)
}

/** The mirror that this machine's own packages come from; nothing where none is named: debootstrap has one of its own. */
function packageMirror(): readonly string[] {
  const files = ['/etc/apt/sources.list', ...filesBelow('/etc/apt/sources.list.d')].filter((file) =>
    existsSync(file),
  )
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  const [, mirror] = /^(?:URIs:|deb(?: \[[^\]]*\])?) *(\S+\/debian)\/?(?:\s|$)/m.exec(text) ?? []
  return mirror === undefined ? [] : [mirror]
}

function filesBelow(directory: string): readonly string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .filter((name) => /\.(list|sources)$/.test(name))
    .map((name) => join(directory, name))
}
