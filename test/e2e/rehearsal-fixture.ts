// A platform of three hosts whose daemons are Python's http.server: small enough to see the rehearsal itself.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type {
  HostFileEntry,
  HostProcesses,
  JobDefinition,
  ProcessDefinition,
} from '../../src/model/artifacts.ts'
import type { InstanceId, NetworkId, Plan, PlanEndpoint } from '../../src/model/plan.ts'

export const addresses = {
  one: '10.78.20.11',
  two: '10.78.20.12',
  edge: '10.78.20.13',
  edgeService: '10.78.30.13',
}
const account = { name: 'web', uid: 61900 }

/** An HTTP server on every address of the host that says what it read from its rendered file. */
function server(id: InstanceId, address: string, more: Partial<ProcessDefinition> = {}): ProcessDefinition {
  const [service, role] = id.split('/')
  const data = `/var/opt/hanok/data/${service}-${role}`
  return {
    id,
    user: account.name,
    argv: ['python3', '-u', '-m', 'http.server', '8080', '--bind', '0.0.0.0'],
    env: { GREETING: 'hello {{secret:web/greeting}}' },
    workingDirectory: data,
    directories: [{ path: data, mode: 0o750 }],
    prepare: [
      {
        name: 'page',
        argv: ['sh', '-c', 'echo "$GREETING" > page; cat /etc/opt/hanok/web.conf >> page; id -un >> page'],
        timeoutMs: 5_000,
      },
    ],
    capabilities: [],
    limits: { memoryMiB: 64, cpus: 1, openFiles: 1024, nice: 0 },
    ready: { kind: 'http', address, port: 8080, path: '/page', expectBody: 'hello' },
    readyTimeoutMs: 20_000,
    after: [],
    restart: { delayMs: 100, maxDelayMs: 1_000 },
    stop: { signal: 'SIGTERM', timeoutMs: 2_000 },
    ...more,
  }
}

const legs = {
  data: (address: string) => ({
    id: 'data' as NetworkId,
    vlan: 20,
    interface: 'data20',
    address,
    prefixLength: 24,
  }),
  service: (address: string) => ({
    id: 'service' as NetworkId,
    vlan: 30,
    interface: 'svc30',
    address,
    prefixLength: 24,
  }),
}

function host(
  hostname: string,
  networks: HostProcesses['networks'],
  processes: readonly ProcessDefinition[],
  jobs: readonly JobDefinition[] = [],
): HostProcesses {
  return {
    schemaVersion: 1,
    host: `host/${hostname}`,
    hostname,
    networks,
    memoryMiB: 128,
    cpus: 1,
    accounts: [account],
    sysctls: { 'net.ipv4.tcp_retries2': '8' },
    processes,
    jobs,
  }
}

const job: JobDefinition = {
  id: 'job/web/seed',
  user: account.name,
  argv: ['sh', '-c', 'echo seeded > /var/opt/hanok/data/web-server/seed'],
  env: {},
  workingDirectory: '/',
  after: [
    {
      kind: 'probe',
      what: 'endpoint/web/http',
      probe: { kind: 'http', address: addresses.one, port: 8080, path: '/page' },
    },
  ],
  timeoutMs: 5_000,
  retryDelayMs: 200,
}

const edgeServer = server('gate/server/1', addresses.edge, {
  after: [
    {
      kind: 'probes',
      what: 'endpoint/web/http',
      atLeast: 1,
      probes: [addresses.one, addresses.two].map((address) => ({ kind: 'tcp', address, port: 8080 })),
    },
    { kind: 'job', id: 'job/web/seed' },
  ],
  leader: { kind: 'alive', forMs: 1 },
})

const agent = server('watch/agent/1', addresses.two, {
  argv: ['sleep', 'infinity'],
  prepare: [],
  capabilities: ['CAP_NET_ADMIN'],
  limits: { memoryMiB: 16, cpus: 0.1, openFiles: 64, nice: -5 },
  ready: { kind: 'alive', forMs: 200 },
})

const hosts: readonly { processes: HostProcesses; open: readonly string[] }[] = [
  {
    processes: host('one', [legs.data(addresses.one)], [server('web/server/1', addresses.one)], [job]),
    open: [`iifname "data20" ip saddr ${addresses.edge} ip daddr ${addresses.one} tcp dport 8080 accept`],
  },
  {
    processes: host('two', [legs.data(addresses.two)], [server('web/server/2', addresses.two), agent]),
    open: [`iifname "data20" ip saddr ${addresses.edge} ip daddr ${addresses.two} tcp dport 8080 accept`],
  },
  {
    processes: host('edge', [legs.data(addresses.edge), legs.service(addresses.edgeService)], [edgeServer]),
    open: [`iifname "svc30" ip saddr 10.78.30.0/24 ip daddr ${addresses.edgeService} tcp dport 8080 accept`],
  },
]

function firewall(open: readonly string[]): string {
  return `table inet hanok
delete table inet hanok
table inet hanok {
	chain input {
		type filter hook input priority filter; policy drop;
		iifname "lo" accept
		ct state established,related accept
		${open.join('\n\t\t')}
	}
}
`
}

/** Writes the artifacts as `render --target hosts` does, and an empty software folder. */
export function writeFixture(folder: string): { plan: Plan; artifactsDir: string; softwareDir: string } {
  const artifactsDir = join(folder, 'artifacts')
  const softwareDir = join(folder, 'software')
  mkdirSync(join(softwareDir, 'thing-1'), { recursive: true })
  const files: readonly HostFileEntry[] = [
    { path: '/etc/opt/hanok/web.conf', mode: '0640', owner: account.name },
    { path: '/etc/opt/hanok/hosts', mode: '0644', owner: 'root' },
  ]
  const names = [`${addresses.one} one`, `${addresses.two} two`, `${addresses.edge} edge`]
  for (const { processes, open } of hosts) {
    const root = join(artifactsDir, 'hosts', processes.hostname)
    const write = (path: string, content: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), content)
    }
    write('processes.json', JSON.stringify(processes))
    write('files.json', JSON.stringify(files))
    write('nftables.nft', firewall(open))
    write('files/etc/opt/hanok/web.conf', 'password={{secret:web/password}}\n')
    write('files/etc/opt/hanok/hosts', `${names.join('\n')}\n`)
  }
  return { plan: planOf(), artifactsDir, softwareDir }
}

function planOf(): Plan {
  const endpoint: PlanEndpoint = {
    id: 'endpoint/web/http',
    service: 'web',
    role: 'server',
    network: 'data',
    addresses: [
      { instance: 'web/server/1', address: addresses.one },
      { instance: 'web/server/2', address: addresses.two },
    ],
    port: 8080,
    protocol: 'http',
    transport: 'tcp',
    tls: false,
    auth: 'none',
  }
  const plan: Pick<Plan, 'schemaVersion' | 'name' | 'networks' | 'endpoints' | 'instances'> = {
    schemaVersion: 1,
    name: 'fixture',
    networks: [
      { id: 'network/data', vlan: 20, subnet: '10.78.20.0/24', gbps: 10 },
      { id: 'network/service', vlan: 30, subnet: '10.78.30.0/24', gbps: 10 },
    ],
    endpoints: [endpoint],
    instances: [],
  }
  return plan as Plan
}
