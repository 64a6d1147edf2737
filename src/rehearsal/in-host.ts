// Rehearsal: how a process gets into a host: its control groups first, then all of its namespaces, then its user,
// capabilities and limits. Environment values are handed on as environment, never as arguments, which all may read.

import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { commandPath, standardPath } from './command.ts'

/** Where and as whom something runs. */
export interface InHost {
  /** PID of the host's PID 1 on this machine. */
  readonly initPid: number
  /** `cgroup.procs` files to join. */
  readonly joinFiles: readonly string[]
  /** 0 is root, with all capabilities. */
  readonly uid: number
  readonly capabilities?: readonly string[]
  readonly workingDirectory: string
  readonly openFiles?: number
  readonly nice?: number
  readonly env: Readonly<Record<string, string>>
}

const join = 'while [ "$1" != -- ]; do echo 0 > "$1" || exit 125; shift; done; shift; exec "$@"'

/** The full argument list that runs `argv` in a host; argv[0] of it is a path of this machine. */
export function inHostArgv(where: InHost, argv: readonly string[]): string[] {
  const openFiles = where.openFiles === undefined ? undefined : Math.min(where.openFiles, hardOpenFiles())
  const limits = openFiles === undefined ? [] : [`--nofile=${openFiles}:${openFiles}`]
  return [
    ...[commandPath('sh'), '-c', join, 'join', ...where.joinFiles, '--'],
    ...[commandPath('nsenter'), '-t', `${where.initPid}`, '-m', '-u', '-i', '-n', '-p', '--'],
    ...(limits.length === 0 ? [] : [commandPath('prlimit'), ...limits]),
    ...(where.nice ? [commandPath('nice'), '-n', `${where.nice}`] : []),
    ...asUser(where),
    ...[commandPath('env'), `--chdir=${where.workingDirectory}`, '--', ...argv],
  ]
}

let hardLimit: number | undefined

/** The most open files that may be asked for: in a container even root may lack the capability to raise it. */
function hardOpenFiles(): number {
  if (hardLimit === undefined) {
    const [, hard = 'unlimited'] =
      /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
    hardLimit = hard === 'unlimited' ? Number.MAX_SAFE_INTEGER : Number(hard)
  }
  return hardLimit
}

function asUser(where: InHost): string[] {
  if (where.uid === 0) return []
  const kept = (where.capabilities ?? []).map((name) => `+${name.replace(/^CAP_/, '').toLowerCase()}`)
  const caps = ['-all', ...kept].join(',')
  return [
    ...[commandPath('setpriv'), `--reuid=${where.uid}`, `--regid=${where.uid}`, '--clear-groups'],
    ...[`--inh-caps=${caps}`, `--ambient-caps=${caps}`, `--bounding-set=${caps}`, '--no-new-privs', '--'],
  ]
}

/** The environment of a process in a host: its definition's own, with the few that every process has. */
export function inHostEnv(
  user: string,
  home: string,
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  return { PATH: standardPath, LANG: 'C.UTF-8', HOME: home, USER: user, LOGNAME: user, ...env }
}

/** Starts `argv` in a host, detached from our terminal and process group. `stdio` as for child_process.spawn. */
export function spawnInHost(
  where: InHost,
  argv: readonly string[],
  stdio: ('ignore' | 'pipe' | 'inherit' | number)[],
  options: { detached?: boolean } = {},
): ChildProcess {
  const [file = '', ...args] = inHostArgv(where, argv)
  return spawn(file, args, { stdio, env: where.env, cwd: '/', detached: options.detached ?? true })
}

/** What a command in a host gave. `code` 124 means that it ran out of time. */
export interface ExecResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command in a host to its end, with its output captured (bounded to 8 MiB each) unless it is inherited. */
export async function runInHost(
  where: InHost,
  argv: readonly string[],
  options: { stdin?: string; timeoutMs?: number; stdout?: 'inherit' | 'capture'; signal?: AbortSignal } = {},
): Promise<ExecResult> {
  const inherit = options.stdout === 'inherit'
  const out = inherit ? 'inherit' : 'pipe'
  const stdin = options.stdin === undefined ? (inherit ? 'inherit' : 'ignore') : 'pipe'
  const child = spawnInHost(where, argv, [stdin, out, out], { detached: !inherit })
  return await new Promise((resolve, reject) => {
    let timedOut = false
    const end = () => {
      timedOut = true
      // nsenter hands no signal on: the group, or failing that its child, is ended with it.
      killTree(child, inherit)
    }
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(end, options.timeoutMs)
    options.signal?.addEventListener('abort', end, { once: true })
    const stdout = collect(child.stdout)
    const stderr = collect(child.stderr)
    child.on('error', reject)
    child.on('close', (code, signalName) => {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', end)
      resolve({
        code: timedOut ? 124 : (code ?? (signalName === null ? 1 : 137)),
        stdout: stdout(),
        stderr: stderr(),
      })
    })
    child.stdin?.on('error', () => child.stdin?.destroy())
    child.stdin?.end(options.stdin)
  })
}

function killTree(child: ChildProcess, inherit: boolean): void {
  if (child.pid === undefined) return
  try {
    process.kill(inherit ? child.pid : -child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

const maxBytes = 8 * 1024 * 1024

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = []
  let bytes = 0
  stream?.on('data', (chunk: Buffer) => {
    if (bytes < maxBytes) chunks.push(chunk)
    bytes += chunk.length
  })
  return () => Buffer.concat(chunks).toString('utf8')
}
