// What the fuzzer mutates: every example, a declaration that uses every key, and a small inventory of every form.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text that is right, before it is mutated. */
export interface Seed {
  readonly kind: 'declaration' | 'inventory'
  /** With the extension that the reader looks at. */
  readonly file: string
  readonly text: string
}

const everyKey = `name: every-key
shape: minimum
profile: fast
relaxes:
  - R-8.3
  - { rule: R-7.5, why: "small" }
load: { storedGiB: 2000, ingestMiBPerSecond: 20.5, concurrentQueries: 5, concurrentJobs: 1, users: 10 }
clusters:
  - { id: main, target: hosts }
networks:
  data: { vlan: 21, subnet: 10.80.20.0/24, gbps: 25, virtualIp: 10.80.20.5 }
  service: { gbps: 10 }
services:
  trino: {}
  kafka: false
hosts:
  - &control { name: c1, group: control, duties: [control, metadata], rack: r1, zone: z1, switches: [s1, s2], hardware: { cpus: 8, memoryGiB: 32, disks: [{ kind: ssd, gib: 500 }] } }
  - { name: c2, duties: [control, metadata], rack: r2 }
  - { name: c3, duties: [control, metadata], rack: r3 }
  - { name: e1, duties: [edge] }
  - { name: e2, duties: [edge] }
  - { name: s1, duties: [storage] }
  - { name: s2, duties: [storage] }
  - { name: s3, duties: [storage] }
  - { name: s4, duties: [storage] }
  - { name: q1, duties: [query, compute] }
  - { name: q2, duties: [query, compute] }
  - { name: q3, duties: [query, compute] }
  - { name: o1, duties: [observability, visualization, search] }
  - { name: o2, duties: [observability, visualization, search] }
`

const counted = `name: counted
shape: minimum
load: { storedGiB: 30000, growthGiBPerDay: 20, retentionDays: 365, ingestMiBPerSecond: 50, concurrentQueries: 40, queryMemoryGiB: 8, concurrentJobs: 6, jobMemoryGiB: 64, users: 300, searchGiBPerDay: 10, searchRetentionDays: 30 }
hostGroups:
  - { name: control, count: 3, duties: [control, metadata], hardware: { cpus: 16, memoryGiB: 64, disks: [{ kind: ssd, gib: 500 }] } }
  - { name: edge, count: 2, duties: [edge] }
  - { name: storage, count: auto, price: 3, duties: [storage], hardware: { cpus: 16, memoryGiB: 64, disks: [{ kind: hdd, gib: 20480 }] } }
  - { name: query, count: { min: 2, max: 9 }, price: 5.5, duties: [query] }
  - { name: compute, count: { min: 3 }, duties: [compute] }
  - { name: operations, count: auto, duties: [observability, visualization, search] }
`

const ini = `# inventory
jump ansible_host=10.0.0.1
[control]
cp[1:3].example.com rack=r1 cpus=8 memory=32GB disks="500 GB SSD"
[lb]
lb[01:02]
[storage]
st[1:4]:2222 switches="s1,s2" memory_gb=64
[trino]
q-[a:c]
[spark]
sp[1:3]
[workers:children]
trino
spark
[all:vars]
zone=seoul
`

const ansibleYaml = `all:
  vars: { ansible_user: root }
  children:
    control: { hosts: { "cp[1:3]": { rack: r1 } } }
    storage:
      vars: { zone: east }
      hosts:
        st[1:4]: { disks: [{ kind: nvme, gib: 2048 }], memory_gb: 64 }
    workers:
      children: { trino: { hosts: { q1: , q2: } }, spark: { hosts: { s1: } } }
`

const ansibleList = JSON.stringify({
  _meta: { hostvars: { s1: { rack: 'r1', memory_gb: 64 }, c1: {} } },
  all: { children: ['ungrouped', 'storage', 'control'] },
  storage: { hosts: ['s1', 's2'], vars: {} },
  control: { hosts: ['c1'] },
})

const netbox = JSON.stringify(
  {
    count: 2,
    next: null,
    previous: null,
    results: ['st-1', 'st-2'].map((name, index) => ({
      id: index,
      display: name,
      name,
      device_type: { id: 1, model: 'R740', display: 'R740' },
      role: { id: 1, name: '스토리지', slug: 'storage' },
      site: { id: 1, name: 'Seoul', slug: 'seoul' },
      rack: { id: 1, name: 'R1' },
      status: { value: 'active', label: 'Active' },
      tags: [{ id: 1, name: 'kafka', slug: 'kafka' }],
      custom_fields: { memory_gb: 64, cpus: 16, nvme_tb: '2' },
    })),
  },
  null,
  1,
)

const netboxCsv = `Name,Status,Tenant,Site,Location,Rack,Role,Manufacturer,Type,IP Address
st-1,Active,—,Seoul,Hall,R01,Storage,Dell,R740,10.0.0.1/24
cp-1,Active,—,Seoul,Hall,R02,Control Plane,Dell,R740,10.0.0.2/24
`

const koreanCsv = `호스트명,역할,랙,코어,메모리(GB),HDD(TB),SSD(GB),담당자
st-1,스토리지,1번랙,16,64,20,500,"김, 이"
cp-1,제어,2번랙,8,32,,480,박
q-1,쿼리,3번랙,32,128,,2000,최
`

/** Every seed, in an order that does not change. `plan`: the JSON of a plan, which any command takes as well. */
export function seeds(root: string, plan: string): readonly Seed[] {
  const examples = join(root, 'examples')
  return [
    ...readdirSync(examples)
      .sort()
      .map((name): Seed => {
        const text = readFileSync(join(examples, name, 'platform.yaml'), 'utf8')
        return { kind: 'declaration', file: 'platform.yaml', text }
      }),
    { kind: 'declaration', file: 'platform.yaml', text: everyKey },
    { kind: 'declaration', file: 'platform.yaml', text: counted },
    { kind: 'declaration', file: 'plan.json', text: plan },
    { kind: 'inventory', file: 'hosts', text: ini },
    { kind: 'inventory', file: 'hosts.ini', text: ini },
    { kind: 'inventory', file: 'hosts.yml', text: ansibleYaml },
    { kind: 'inventory', file: 'list.json', text: ansibleList },
    { kind: 'inventory', file: 'devices.json', text: netbox },
    { kind: 'inventory', file: 'devices.csv', text: netboxCsv },
    { kind: 'inventory', file: 'servers.csv', text: koreanCsv },
    { kind: 'inventory', file: 'servers', text: koreanCsv },
  ]
}
