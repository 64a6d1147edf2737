import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { service as etcd } from '../etcd/index.ts'
import { service as loadBalancer } from '../load-balancer/index.ts'
import { service as postgres } from '../postgres/index.ts'
import { type FakePlatform, fakeContext, fakePlan } from '../testing/context.ts'
import { agentProgram } from './agent.ts'
import { peerWatchConfig, watchTiming } from './config.ts'
import { service } from './index.ts'
import { peersOf } from './peers.ts'

const hosts = ['m1', 'm2', 'm3', 'e1', 'e2', 'idle']
const platform: FakePlatform = {
  services: [service, etcd, postgres, loadBalancer],
  seats: {
    'peer-watch/agent': hosts,
    'etcd/member': ['m1', 'm2', 'm3'],
    'postgres/server': ['m1', 'm2', 'm3'],
    'load-balancer/haproxy': ['e1', 'e2'],
    'load-balancer/keepalived': ['e1', 'e2'],
  },
}
const plan = fakePlan(platform)
const peersOfHost = (name: string) => {
  const host = plan.hosts.find(({ id }) => id === `host/${name}`)
  return host === undefined ? [] : peersOf(plan, host)
}

describe('peersOf', () => {
  it('is symmetric: whoever watches is watched', () => {
    for (const name of hosts) {
      for (const peer of peersOfHost(name)) {
        const back = peersOfHost(peer.host.slice('host/'.length))
        expect(back.map(({ address }) => address)).toContain(peer.local)
      }
    }
  })

  it('follows the flows, on the network of each', () => {
    const networks = (name: string, other: string) =>
      peersOfHost(name)
        .filter(({ host }) => host === `host/${other}`)
        .map(({ network }) => network)
    expect(networks('m1', 'm2')).toEqual(['data', 'management'])
    expect(networks('e1', 'm2')).toEqual(['data'])
  })

  it('leaves a host alone that nothing connects to another', () => {
    expect(peersOfHost('idle')).toEqual([])
  })
})

describe('peerWatchConfig', () => {
  const configOf = (number: number) => peerWatchConfig(fakeContext(platform, service, 'agent', number), 7_946)

  it('names the virtual IPs only where they can be held', () => {
    expect(configOf(4)).toContain('virtual-ip 10.77.20.5')
    expect(configOf(1)).not.toContain('virtual-ip')
  })

  it('takes five missed heartbeats for death, unless declared', () => {
    expect(watchTiming('conservative', {})).toEqual({ heartbeatMs: 1_000, silenceMs: 5_000 })
    expect(watchTiming('fast', {})).toEqual({ heartbeatMs: 500, silenceMs: 2_500 })
    expect(watchTiming('fast', { silenceMs: 9_000 })).toEqual({ heartbeatMs: 500, silenceMs: 9_000 })
  })
})

/** Runs Python against the agent's program, which is imported as `agent`; what it prints comes back as lines. */
function withAgent(script: string): readonly string[] {
  const program = [
    'import sys, types',
    "agent = types.ModuleType('agent')",
    `exec(compile(${JSON.stringify(agentProgram)}, 'agent.py', 'exec'), agent.__dict__)`,
    'agent.log = lambda event, **fields: print(event, *fields.values())',
    'agent.local_addresses = lambda wanted: []',
    'config = types.SimpleNamespace(node="host/me", port=1, heartbeat_s=1.0, silence_s=3.0, virtual=[])',
    'peer = agent.Peer("host/a", "data", "10.0.0.1", "10.0.0.9")',
    'other = agent.Peer("host/b", "data", "10.0.0.2", "10.0.0.9")',
    'config.peers = [peer, other]',
    'watch = agent.Agent(config)',
    'watch.close = lambda addresses, why: print("close", " ".join(addresses))',
    script,
  ].join('\n')
  const output = execFileSync('python3', ['-I', '-S', '-B', '-'], { input: program, encoding: 'utf8' })
  return output.split('\n').filter((line) => line !== '')
}

describe('the agent', () => {
  it('closes connections to a peer that went silent, again and again until it is back', () => {
    const lines = withAgent(
      [
        'watch.hear(peer, [])',
        'for second in range(4): watch.judge(set(), 1.0)',
        'watch.hear(peer, [])',
        'watch.judge({"10.0.0.1"}, 1.0)',
      ].join('\n'),
    )
    expect(lines).toEqual([
      'peer-seen host/a 10.0.0.1',
      'peer-silent host/a 10.0.0.1 3.0',
      'close 10.0.0.1',
      'close 10.0.0.1',
      'peer-back host/a 10.0.0.1 4.0',
    ])
  })

  it('leaves peers alone that it never heard', () => {
    expect(withAgent('for second in range(9): watch.judge(set(), 1.0)')).toEqual([])
  })

  it('does not take its own sleep for the silence of others', () => {
    const lines = withAgent('watch.hear(peer, [])\nfor second in range(9): watch.judge(set(), 0.0)')
    expect(lines).toEqual(['peer-seen host/a 10.0.0.1'])
  })

  it('cuts connections to a virtual IP that moved from one living host to another', () => {
    const lines = withAgent('watch.hear(peer, ["10.0.0.5"])\nwatch.hear(other, ["10.0.0.5"])')
    expect(lines.at(-1)).toBe('close 10.0.0.5')
  })

  it('spares new connections to a virtual IP whose holder had died', () => {
    const lines = withAgent(
      [
        'watch.hear(peer, ["10.0.0.5"])',
        'watch.hear(other, [])',
        'for second in range(3): watch.judge({"10.0.0.2"}, 1.0)',
        'watch.hear(other, ["10.0.0.5"])',
      ].join('\n'),
    )
    expect(lines.slice(-2)).toEqual(['close 10.0.0.1 10.0.0.5', 'virtual-ip-holder 10.0.0.5 host/b'])
  })

  it('does not swing between two hosts that both claim a virtual IP', () => {
    const lines = withAgent(
      [
        'for second in range(5):',
        '    watch.hear(peer, ["10.0.0.5"])',
        '    watch.hear(other, ["10.0.0.5"])',
      ].join('\n'),
    )
    expect(lines.filter((line) => line.startsWith('close'))).toHaveLength(1)
  })

  it('closes connections to a virtual IP in the moment in which another neighbour answers for it, once', () => {
    const lines = withAgent(
      [
        'watch.hear(peer, ["10.0.0.5"])',
        'watch.answers("10.0.0.5", "02:00:00:00:00:01")',
        'watch.answers("10.0.0.5", "02:00:00:00:00:02")',
        'watch.hear(other, ["10.0.0.5"])',
        'for second in range(4): watch.judge({"10.0.0.2"}, 1.0)',
      ].join('\n'),
    )
    expect(lines.filter((line) => line.startsWith('close'))).toEqual([
      'close 10.0.0.5',
      // The old holder's own address, when its silence has lasted.
      'close 10.0.0.1',
      'close 10.0.0.1',
    ])
  })

  it('closes nothing when a host that is no virtual IP gets other hardware', () => {
    const lines = withAgent(
      'watch.answers("10.0.0.1", "02:00:00:00:00:01")\nwatch.answers("10.0.0.1", "02:00:00:00:00:02")',
    )
    expect(lines).toEqual([])
  })

  it('reads who answers for an address as the kernel tells it (6.18: ip neigh add 10.0.0.5 lladdr 02:00:00:00:00:01)', () => {
    const told =
      '4c0000001c00000000000000ee7a0000020000000300000002000001080001000a0000050a00020002000000000100000800' +
      '0400000000001400030000000000000000000000000002000000'
    const lines = withAgent(
      [
        `told = bytes.fromhex("${told}")`,
        'print([(kind, agent.neighbour_of(body)) for kind, body in agent.messages(told + told)])',
        '# Cut anywhere it is no message, and no error.',
        'print([message for end in range(len(told)) for message in agent.messages(told[:end])])',
        'failed = bytearray(told)',
        'failed[24] = 0x20',
        'print([agent.neighbour_of(body) for kind, body in agent.messages(bytes(failed))])',
      ].join('\n'),
    )
    expect(lines).toEqual([
      "[(28, ('10.0.0.5', '02:00:00:00:00:01')), (28, ('10.0.0.5', '02:00:00:00:00:01'))]",
      '[]',
      '[None]',
    ])
  })
})
