// One node of a cluster that is real: a kubelet with containerd, kube-proxy and a name server, all in a network namespace of the test's
// own together with the control plane, so that nothing of it shows on the machine.

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { stringify } from 'yaml'
import type { KubernetesObject } from '../../src/model/kubernetes.ts'
import { type Kubectl, listObjects, tryKubectl } from '../../src/rehearsal/cluster/kubectl.ts'
import { bridge, enter } from './node-namespace.ts'
import { containerdSettings, kubeletSettings, networkSettings } from './node-settings.ts'

/** Programs of a node. */
export interface NodePrograms {
  readonly kubelet: string
  readonly 'kube-proxy': string
}

type Daemon = PromiseLike<unknown> & { kill(signal: NodeJS.Signals): boolean }

/** The node while it runs. */
export class RealNode {
  readonly directory: string
  readonly #daemons = new Map<string, Daemon>()

  constructor(directory: string) {
    this.directory = directory
    mkdirSync(directory, { recursive: true })
  }

  #at(name: string): string {
    return join(this.directory, name)
  }

  #start(name: string, ...words: readonly string[]): void {
    const daemon = execa('setpriv', ['--pdeathsig=KILL', ...enter, ...words], {
      reject: false,
      stdin: 'ignore',
      stdout: { file: this.#at(`${name}.log`) },
      stderr: { file: this.#at(`${name}.log`) },
      buffer: false,
    })
    this.#daemons.set(name, daemon)
  }

  /** containerd with the images of these archives (`docker save`). */
  async startRuntime(archives: readonly string[]): Promise<void> {
    mkdirSync(this.#at('cni'))
    writeFileSync(this.#at('containerd.toml'), containerdSettings(this.directory))
    writeFileSync(this.#at('cni/10-bridge.conflist'), JSON.stringify(networkSettings(this.directory)))
    this.#start('containerd', 'containerd', `--config=${this.#at('containerd.toml')}`)
    await until('containerd', 30_000, async () => (await this.#ctr('version')).exitCode === 0)
    for (const archive of archives) {
      const done = await this.#ctr('--namespace=k8s.io', 'images', 'import', archive)
      if (done.exitCode !== 0) throw new Error(done.stderr)
    }
  }

  /** The kubelet under this name, kube-proxy, and a name server for the Services that are there now. */
  async join(kubectl: Kubectl, node: KubernetesObject, programs: NodePrograms): Promise<void> {
    const { name } = node.metadata
    writeFileSync(this.#at('kubelet.yaml'), stringify(kubeletSettings(this.directory)))
    this.#start(
      'kubelet',
      programs.kubelet,
      `--kubeconfig=${kubectl.place.kubeconfig}`,
      ...[`--config=${this.#at('kubelet.yaml')}`, `--root-dir=${this.#at('kubelet')}`],
      ...[
        `--cert-dir=${this.#at('certificates')}`,
        `--hostname-override=${name}`,
        `--node-ip=${bridge.address}`,
      ],
    )
    this.#start(
      'kube-proxy',
      programs['kube-proxy'],
      ...[
        `--kubeconfig=${kubectl.place.kubeconfig}`,
        '--proxy-mode=nftables',
        `--cluster-cidr=${bridge.subnet}`,
      ],
      // Pods share a link: without it an answer would come from another address than the one that was asked.
      ...['--masquerade-all', `--hostname-override=${name}`, '--conntrack-max-per-core=0'],
    )
  }

  /** Names of Services, fixed at this moment: it stands in for the cluster's name server. */
  async serveNames(kubectl: Kubectl): Promise<void> {
    this.#daemons.get('dnsmasq')?.kill('SIGTERM')
    await this.#daemons.get('dnsmasq')
    interface Service extends KubernetesObject {
      readonly spec: { readonly clusterIP?: string }
    }
    const records = (await listObjects<Service>(kubectl, 'services')).flatMap(({ metadata, spec }) =>
      /^\d/.test(spec.clusterIP ?? '')
        ? [`--host-record=${metadata.name}.${metadata.namespace}.svc.cluster.local,${spec.clusterIP}`]
        : [],
    )
    this.#start(
      'dnsmasq',
      ...['dnsmasq', '--keep-in-foreground', '--user=root', '--pid-file', '--no-resolv', '--no-hosts'],
      ...[
        `--listen-address=${bridge.address}`,
        '--bind-interfaces',
        '--local=/cluster.local/',
        '--conf-file=/dev/null',
      ],
      ...records,
    )
  }

  /** What a pod's container has written so far. */
  logOf(pod: string): string {
    const folder = this.#at('logs')
    if (!existsSync(folder)) return ''
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.includes(pod) && file.endsWith('.log'))
      .map((file) => `${file}\n${readFileSync(join(folder, file), 'utf8').slice(-3_000)}`)
      .join('\n')
  }

  /** Kills the process of a pod's only container, as a crash would. */
  async killProcess(podNamespace: string, pod: string): Promise<void> {
    const { stdout } = await this.#ctr('--namespace=k8s.io', 'containers', 'list', '--quiet')
    for (const id of stdout.split('\n').filter(Boolean)) {
      const { stdout: told } = await this.#ctr('--namespace=k8s.io', 'containers', 'info', id)
      const { Labels = {} } = JSON.parse(told) as { readonly Labels?: Readonly<Record<string, string>> }
      const ours =
        Labels['io.kubernetes.pod.namespace'] === podNamespace && Labels['io.kubernetes.pod.name'] === pod
      if (!ours || Labels['io.cri-containerd.kind'] !== 'container') continue
      await this.#ctr('--namespace=k8s.io', 'tasks', 'kill', '--signal=SIGKILL', id)
    }
  }

  /** The last lines of one of the node's own programs. */
  tailOf(name: string): string {
    return readFileSync(this.#at(`${name}.log`), 'utf8')
      .split('\n')
      .slice(-12)
      .join('\n')
  }

  /** Ends everything and removes all that it left. */
  async stop(kubectl: Kubectl): Promise<void> {
    // The kubelet itself takes its pods down, links and mounts included.
    await tryKubectl(kubectl, [
      'delete',
      'deployments,statefulsets',
      '--all',
      '--all-namespaces',
      '--wait=false',
    ])
    await tryKubectl(kubectl, [
      'delete',
      'pods',
      '--all',
      '--all-namespaces',
      '--grace-period=1',
      '--wait=false',
    ])
    await until('pods gone', 60_000, async () => (await this.#tasks()).length === 0).catch(() => undefined)
    for (const name of ['kubelet', 'kube-proxy', 'dnsmasq']) await this.#end(name)
    for (const task of await this.#tasks()) {
      await this.#ctr('--namespace=k8s.io', 'tasks', 'delete', '--force', task)
    }
    await this.#end('containerd')
    for (const mount of mountsBelow(this.directory)) await execa('umount', ['--lazy', mount])
    removeCgroups()
    rmSync(this.directory, { recursive: true, force: true })
  }

  async #tasks(): Promise<readonly string[]> {
    const { stdout } = await this.#ctr('--namespace=k8s.io', 'tasks', 'list', '--quiet')
    return stdout.split('\n').filter(Boolean)
  }

  async #end(name: string): Promise<void> {
    const daemon = this.#daemons.get(name)
    daemon?.kill('SIGTERM')
    await daemon
  }

  #ctr(...words: readonly string[]) {
    return execa('ctr', [`--address=${this.#at('containerd.sock')}`, ...words], {
      reject: false,
      timeout: 300_000,
    })
  }
}

/** Asks until it holds. */
export async function until(what: string, withinMs: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs / 1_000} s`)
    await sleep(500)
  }
}

function mountsBelow(directory: string): readonly string[] {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${directory}/`))
    .reverse()
}

/** The kubelet's groups of pods, in every hierarchy, from the leaves up. */
function removeCgroups(): void {
  const root = '/sys/fs/cgroup'
  const hierarchies = readdirSync(root).map((name) => join(root, name))
  for (const top of [root, ...hierarchies].map((folder) => join(folder, 'kubepods'))) removeGroup(top)
}

function removeGroup(group: string): void {
  if (!existsSync(group)) return
  for (const name of readdirSync(group)) {
    if (statSync(join(group, name)).isDirectory()) removeGroup(join(group, name))
  }
  rmdirSync(group)
}
