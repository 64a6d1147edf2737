// Rehearsal: what can be done to a host without killing it, and undone: stopping its processes, taking it off the switch, losing its packets.
// Each says what it reached, so that a fault that hit nothing is seen as such. Each may be undone although it was not done.

import { setTimeout as sleep } from 'node:timers/promises'
import { command, tryCommand } from './command.ts'
import { isolateHost, joinHost, type NetworkHost, portsOf } from './network.ts'
import { netnsDir, type Place } from './place.ts'
import { runStateOf, signal } from './proc.ts'

const hostActions = [
  'pause',
  'resume',
  'cut',
  'join',
  'lose-packets',
  'mute',
  'deaf',
  'keep-packets',
] as const

/** What can be done to a host, besides killing and reviving it. */
export type HostAction = (typeof hostActions)[number]

/** Whether a word is one of them. */
export function isHostAction(word: string | undefined): word is HostAction {
  return hostActions.some((action) => action === word)
}

/** What an action reached. */
export interface HostReached {
  /** Processes stopped or woken, links cut or joined, packets dropped. */
  readonly reached: number
  /** From when on, in ms since 1970. */
  readonly atMs: number
}

const stopTimeoutMs = 5_000
const lostPercent = 10

/** Stops every process (SIGSTOP), also those that were being forked meanwhile. Gives how many are seen stopped; bounded. */
export async function stopAll(pids: () => readonly number[]): Promise<number> {
  const deadlineMs = Date.now() + stopTimeoutMs
  for (;;) {
    const running = pids().filter((pid) => !['T', 't', 'Z', undefined].includes(runStateOf(pid)))
    for (const pid of running) signal(pid, 'SIGSTOP')
    if (running.length === 0 || Date.now() > deadlineMs) break
    await sleep(20)
  }
  return pids().filter((pid) => runStateOf(pid) === 'T').length
}

/** Lets stopped processes go on. */
export function wakeAll(pids: readonly number[]): number {
  return pids.filter((pid) => signal(pid, 'SIGCONT')).length
}

/** Does something to a host. `pids` are its processes. */
export async function actOnHost(
  place: Place,
  host: NetworkHost,
  pids: () => readonly number[],
  action: HostAction,
): Promise<HostReached> {
  const reached = (count: number): HostReached => ({ reached: count, atMs: Date.now() })
  switch (action) {
    case 'pause':
      return reached(await stopAll(pids))
    case 'resume':
      return reached(wakeAll(pids()))
    case 'cut':
      await isolateHost(place, host)
      return reached(host.networks.length)
    case 'join':
      await joinHost(place, host)
      return reached(host.networks.length)
    case 'lose-packets':
    case 'mute':
    case 'deaf':
      await dropPackets(place, host, action)
      return reached(host.networks.length)
    case 'keep-packets':
      return reached(await keepPackets(place, host))
  }
}

const tableOf = ({ index }: NetworkHost): string => `hanok-loss-${index}`

/**
 * Packets from a host, to it, or one of ten of both are dropped on the switch and counted. (Not netem: many kernels come without it.) What the
 * switch itself answers for a host, such as on the service network's own address, is not asked here.
 */
async function dropPackets(
  place: Place,
  host: NetworkHost,
  which: 'lose-packets' | 'mute' | 'deaf',
): Promise<void> {
  await keepPackets(place, host)
  const ports = portsOf(host).join(', ')
  const share = which === 'lose-packets' ? `numgen random mod 100 < ${lostPercent} ` : ''
  const from = which === 'deaf' ? '' : `iifname { ${ports} } ${share}counter drop`
  const to = which === 'mute' ? '' : `oifname { ${ports} } ${share}counter drop`
  const rules = `table bridge ${tableOf(host)} {
  chain forward {
    type filter hook forward priority 0; policy accept;
    ${from}
    ${to}
  }
}
`
  await command(inSwitch(place, ['nft', '-f', '-']), { input: rules })
}

/** Ends the loss; gives how many packets were dropped. */
async function keepPackets(place: Place, host: NetworkHost): Promise<number> {
  const table = tableOf(host)
  const listed = await tryCommand(inSwitch(place, ['nft', 'list', 'table', 'bridge', table]))
  if (listed.code !== 0) return 0
  await command(inSwitch(place, ['nft', 'delete', 'table', 'bridge', table]))
  return [...listed.stdout.matchAll(/packets (\d+)/g)].reduce((sum, [, packets]) => sum + Number(packets), 0)
}

function inSwitch({ switchNetns }: Place, argv: readonly string[]): readonly string[] {
  return ['nsenter', `--net=${netnsDir}/${switchNetns}`, ...argv]
}
