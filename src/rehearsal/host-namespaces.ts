// Rehearsal: a host's namespaces and the process that holds them. PID 1 of a host is a sleep that ignores SIGCHLD, so
// that the kernel reaps orphans; when it dies, everything of the host dies with it (pid_namespaces(7)).

import { spawn } from 'node:child_process'
import { command, commandPath, standardPath } from './command.ts'
import { rehearsalErrors } from './errors.ts'
import { hostDir, netnsDir, netnsOf, type Place } from './place.ts'
import { childrenOf, type ProcessRef, pidsInNetns, processRef, signal, waitGone } from './proc.ts'

// Runs as root in the host's new namespaces and ends as its PID 1. Mounts vanish with the mount namespace.
// $1 the host's folder, $2 the software, $3 the host's name, $4 the rendered firewall.
const setUp = `
set -eu
umount -R -l /run/netns 2>/dev/null || true
mkdir -p "$1/opt/hanok"
mount --bind "$2" "$1/opt/hanok"
mount -o remount,bind,ro "$1/opt/hanok"
while read -r path value; do
  if [ -w "/proc/sys/$path" ]; then echo "$value" > "/proc/sys/$path"; else echo "sysctl $path is not per host here" >&2; fi
done < "$1/sysctl"
nft -f "$4"
hostname "$3"
# A file bound over /etc/passwd is lost when a package replaces the machine's own; a layer over /etc is not.
mkdir -p "$1/machine-etc.work"
mount -t overlay -o "lowerdir=/etc,upperdir=$1/machine-etc,workdir=$1/machine-etc.work" overlay /etc 2>/dev/null ||
for file in hosts resolv.conf passwd group; do
  [ ! -e "/etc/$file" ] || mount --bind "$1/machine-etc/$file" "/etc/$file"
done
mount -t tmpfs -o size=512m,mode=1777 tmpfs /dev/shm
mount --rbind "$1/opt" /opt
mount --bind "$1/etc" /etc/opt
mount --bind "$1/var" /var/opt
mkdir -p -m 1777 "$1/tmp"
chmod 1777 "$1/tmp"
mount --bind "$1/tmp" /tmp
mount -t tmpfs -o size=64m,mode=755 tmpfs /run
mkdir -m 1777 /run/lock
cd /
echo ready
exec env --ignore-signal=CHLD sleep infinity > /dev/null 2>&1 < /dev/null
`

/** What of a host must be known to start it. */
export interface HostToStart {
  readonly hostname: string
  readonly softwareDir: string
  /** The rendered `nftables.nft`. */
  readonly firewallFile: string
}

/** Starts a host's namespaces around its PID 1, which is given back. Its network namespace must exist. Throws `hostDidNotStart`. */
export async function startHost(place: Place, host: HostToStart): Promise<ProcessRef> {
  const folder = hostDir(place, host.hostname)
  const child = spawn(
    commandPath('nsenter'),
    [
      `--net=${netnsDir}/${netnsOf(place, host.hostname)}`,
      ...[
        commandPath('unshare'),
        '--mount',
        '--uts',
        '--ipc',
        '--pid',
        '--fork',
        '--kill-child',
        '--mount-proc',
      ],
      ...[commandPath('sh'), '-c', setUp, 'host-setup'],
      ...[folder, host.softwareDir, host.hostname, host.firewallFile],
    ],
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: standardPath, LC_ALL: 'C' }, cwd: '/' },
  )
  const said = await readUntilReady(child)
  const wrapper = child.pid
  const init = wrapper === undefined ? undefined : childrenOf(wrapper)[0]
  const found = init === undefined ? undefined : processRef(init)
  if (!said.ready || found === undefined) {
    child.kill('SIGKILL')
    throw rehearsalErrors.hostDidNotStart({
      host: host.hostname,
      said: said.text.trim().slice(-400) || 'nothing said',
    })
  }
  child.unref()
  return found
}

function readUntilReady(child: ReturnType<typeof spawn>): Promise<{ ready: boolean; text: string }> {
  return new Promise((resolve) => {
    let text = ''
    const done = (ready: boolean) => {
      clearTimeout(timer)
      child.stdout?.destroy()
      child.stderr?.destroy()
      resolve({ ready, text })
    }
    const timer = setTimeout(() => done(false), 30_000)
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').includes('ready')) done(true)
    })
    child.on('error', (error) => {
      text += error.message
      done(false)
    })
    child.on('exit', () => done(false))
  })
}

/** Whether this process is the living PID 1 of the host, in the network namespace that carries the host's name now. */
export function isHostInit(place: Place, hostname: string, init: ProcessRef | undefined): boolean {
  if (init === undefined || processRef(init.pid)?.startTime !== init.startTime) return false
  return pidsInNetns(`${netnsDir}/${netnsOf(place, hostname)}`).includes(init.pid)
}

/**
 * Kills everything in a network namespace by killing whatever holds it, PID 1 first, and waits until nothing of it
 * lives. `others` are further processes known to belong there. Gives how many were killed. Throws `leftOver`.
 */
export async function killNamespace(
  netns: string,
  init: ProcessRef | undefined,
  others: readonly number[],
  timeoutMs = 10_000,
): Promise<number> {
  const deadline = Date.now() + timeoutMs
  const members = () =>
    [...new Set([...pidsInNetns(`${netnsDir}/${netns}`), ...others])].flatMap((pid) => processRef(pid) ?? [])
  const seen = members()
  if (init !== undefined && seen.some((one) => one.pid === init.pid && one.startTime === init.startTime)) {
    signal(init.pid, 'SIGKILL')
  }
  let left = await waitGone(seen, init === undefined ? 0 : 1_000)
  while (left.length > 0 && Date.now() < deadline) {
    for (const one of left) signal(one.pid, 'SIGKILL')
    left = await waitGone(left, 500)
    // What was being forked while we looked.
    if (left.length === 0)
      left = members().filter((one) => pidsInNetns(`${netnsDir}/${netns}`).includes(one.pid))
  }
  if (left.length > 0) {
    throw rehearsalErrors.leftOver({ what: `${netns}: PID ${left.map((one) => one.pid).join(', ')}` })
  }
  return seen.length
}

/** Unmounts and removes the folder of named namespaces that we made, if nothing is left in it. */
export async function removeNetnsDir(): Promise<void> {
  await command(['umount', netnsDir]).catch(() => undefined)
  await command(['rmdir', netnsDir]).catch(() => undefined)
}
