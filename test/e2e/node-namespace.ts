// The network namespace that a real node and its control plane are in: nothing of them shows on the machine.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'

const namespace = 'hanok-node'
/** The link that its pods are on. */
export const bridge = { name: 'cni0', address: '10.99.0.1', subnet: '10.99.0.0/24' } as const

/** The words that put a program into it. */
export const enter = ['nsenter', `--net=/run/netns/${namespace}`] as const

/** Makes the network namespace. Programs started through `wrapped` are in it. */
export async function makeNamespace(): Promise<void> {
  await execa('ip', ['netns', 'delete', namespace], { reject: false })
  await execa('ip', ['netns', 'add', namespace])
  for (const words of [
    'link set lo up',
    `link add ${bridge.name} type bridge`,
    `addr add ${bridge.address}/24 dev ${bridge.name}`,
    `link set ${bridge.name} up`,
    // Addresses of Services are nowhere: a packet needs a way out before it is turned to a pod.
    `route add default dev ${bridge.name}`,
  ]) {
    await execa('ip', ['-n', namespace, ...words.split(' ')])
  }
  // From a pod to a Service and on to another pod.
  await inNamespace('sysctl', '--quiet', '--write', 'net.ipv4.ip_forward=1')
}

/** Removes the namespace, and with it every link in it. */
export async function removeNamespace(): Promise<void> {
  await execa('ip', ['netns', 'delete', namespace])
}

/** A program that starts in the namespace, as a file: whoever starts it need not know. */
export function wrapped(directory: string, program: string): string {
  const file = join(directory, `in-namespace-${program.split('/').at(-1)}`)
  mkdirSync(directory, { recursive: true })
  writeFileSync(file, `#!/bin/sh\nexec ${enter.join(' ')} ${program} "$@"\n`, {
    mode: 0o755,
  })
  return file
}

/** Runs a program in the namespace to its end; it must succeed. */
export async function inNamespace(...words: readonly string[]): Promise<string> {
  const [program, ...options] = enter
  const { stdout } = await execa(program, [...options, ...words])
  return stdout
}
