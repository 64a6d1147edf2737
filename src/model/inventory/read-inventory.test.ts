// Inventories of every form: what is read, what it becomes, and what is refused with its place.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeError, HanokErrors } from '../errors.ts'
import { parseHostPattern } from './host-range.ts'
import { mapHosts } from './map-hosts.ts'
import { readInventory } from './read-inventory.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const map = (text: string, file = 'hosts') => mapHosts(readInventory(bytes(text), file).inventory)

function refusals(
  text: string | Uint8Array,
  file = 'hosts',
  language: 'en' | 'ko' = 'en',
): readonly string[] {
  try {
    mapHosts(readInventory(typeof text === 'string' ? bytes(text) : text, file).inventory)
  } catch (error) {
    if (!(error instanceof HanokErrors)) throw error
    return error.errors.map((one) => describeError(one, language).split('\n')[0] ?? '')
  }
  throw new Error('nothing was wrong')
}

const names = (text: string, file?: string) => map(text, file).hosts.map(({ name }) => name)

describe('host ranges', () => {
  test.each([
    ['web[01:03]', ['web01', 'web02', 'web03']],
    ['n[1:9:4].x', ['n1.x', 'n5.x', 'n9.x']],
    ['[a:c]', ['a', 'b', 'c']],
    ['r[1:2]-[a:b]', ['r1-a', 'r1-b', 'r2-a', 'r2-b']],
    ['plain', ['plain']],
  ])('%s', (pattern, expected) => {
    expect(parseHostPattern(pattern)?.names()).toEqual(expected)
  })

  test.each(['a[2:1]', 'a[01:200]', 'a[1]', 'a[1:2', 'a]', 'a[a:2]', 'a[1:2:0]', 'a[Z:a]'])(
    '%s is none',
    (pattern) => {
      expect(parseHostPattern(pattern)).toBeUndefined()
    },
  )

  test('are counted before they are unfolded', () => {
    expect(parseHostPattern('a[1:1000000000]-[1:1000000000]')?.count).toBe(1e18)
  })
})

describe('an Ansible inventory in INI form', () => {
  const ini = [
    '# production',
    'bastion ansible_host=10.0.0.1',
    '[control]',
    'cp[1:3].example.com rack=r1 cpus=8 memory=32GB disk="500 GB SSD"',
    '[storage:vars]',
    'zone = east ',
    '[trino_workers]',
    'q-a:2222 note="two words" # a comment',
    '[workers:children]',
    'trino_workers',
    '[storage]',
    'st1',
    'st2 zone=west',
    '[all:vars]',
    'zone=north',
  ].join('\n')

  test('gives hosts with what their groups say, the nearest winning', () => {
    const { hosts, leftOut, renamed } = map(ini)
    expect(hosts.map(({ name, duties, zone, group }) => [name, duties.join(), zone, group])).toEqual([
      ['cp1', 'control', 'north', 'control'],
      ['cp2', 'control', 'north', 'control'],
      ['cp3', 'control', 'north', 'control'],
      ['q-a', 'query', 'north', 'trino-workers'],
      ['st1', 'storage', 'east', 'storage'],
      ['st2', 'storage', 'west', 'storage'],
    ])
    expect(hosts[0]?.hardware).toEqual({ cpus: 8, memoryGiB: 32, disks: [{ kind: 'ssd', gib: 465 }] })
    expect(leftOut).toMatchObject([{ name: 'bastion', reason: 'noDuty', at: { line: 2, column: 1 } }])
    expect(renamed).toContainEqual({ kind: 'host', from: 'cp1.example.com', to: 'cp1' })
  })

  test('has every variable accounted for', () => {
    expect(map(ini).columns.map(({ column, use }) => `${column} ${use}`)).toEqual([
      'ansible_host unused',
      'rack used',
      'cpus used',
      'memory used',
      'disk used',
      'note unknown',
      'zone used',
    ])
  })

  test('tells every mistake at once, with its place', () => {
    const wrong = '[a:x]\n[b\t]\n[control]\ncp1 oops\ncp[3:1]\ncp2 x="1\n[g:children]\nnone\n[v:vars]\nx=1\n'
    expect(refusals(wrong).map((line) => line.slice(0, 42))).toEqual([
      'hosts:1:1: Found the section [a:x], expect',
      'hosts:2:1: Found the section [b\t], expecte',
      'hosts:4:5: Found "oops", expected key=valu',
      'hosts:5:1: Found the host range "cp[3:1]",',
      'hosts:6:1: Found a quote that is not close',
      'hosts:9:1: [v:vars] sets variables of a gr',
      'hosts:8:1: [g:children] names the group "n',
    ])
  })

  test('does not run in circles', () => {
    const [line] = refusals('[storage]\nst1\n[a:children]\nb\n[b:children]\nc\n[c:children]\na\n')
    expect(line).toMatch(
      /^hosts:\d:1: The groups hold one another in a circle: (a → b → c → a|b → c → a → b|c → a → b → c)/,
    )
  })

  test.each([
    'storage[1:1000000000]',
    '[storage]\ns[1:3000]\nt[1:3000]',
    `[storage]\n${'s[1:5000] a=1 b=2 c=3\n'.repeat(100)}`,
  ])('does not unfold for ever: %j', (text) => {
    expect(refusals(text.slice(0, 4_000_000))).toHaveLength(1)
  })

  test('may name one host in several groups', () => {
    expect(map('[storage]\ns1\n[kafka]\ns1\n').hosts).toMatchObject([{ duties: ['storage', 'kafka-broker'] }])
  })
})

describe('an Ansible inventory in YAML form', () => {
  test('is read with children, ranges and variables', () => {
    const text = [
      'all:',
      '  vars: { ansible_user: root, secret: !vault abc }',
      '  children:',
      '    storage:',
      '      vars: { zone: east }',
      '      hosts:',
      '        st[1:2]: { disks: [{ kind: nvme, gib: 2048 }], memory_gb: 64 }',
      '    workers:',
      '      children: { trino: { hosts: { q1: } }, odd: { hosts: { w1: { hanok_duties: [compute] } } } }',
    ].join('\n')
    expect(map(text).hosts).toMatchObject([
      { name: 'st1', zone: 'east', hardware: { memoryGiB: 64, disks: [{ kind: 'nvme', gib: 2048 }] } },
      { name: 'st2' },
      { name: 'q1', duties: ['query'] },
      { name: 'w1', duties: ['compute'] },
    ])
  })

  test('is refused where it is none', () => {
    expect(refusals('all:\n  hosts: [a, b]\n  host: {}\n', 'x.yml')).toEqual([
      'x.yml:2:3: all.hosts: expected keys with values, as in an Ansible inventory.',
      'x.yml:3:3: Found the key "host" in the group "all", expected hosts, vars or children.',
    ])
  })

  test('may be what ansible-inventory --list prints', () => {
    const list = {
      _meta: { hostvars: { s1: { rack: 'r1' } } },
      all: { children: ['ungrouped', 'storage'] },
      storage: { hosts: ['s1', 's2'] },
    }
    expect(map(JSON.stringify(list)).hosts).toMatchObject([{ name: 's1', rack: 'r1' }, { name: 's2' }])
  })
})

describe('a NetBox export', () => {
  const device = (name: string | null, role: string, more: object = {}) => ({
    name,
    role: { name: role, slug: role.toLowerCase().replaceAll(' ', '-') },
    site: { name: 'Seoul' },
    rack: { name: 'R1' },
    status: { value: 'active', label: 'Active' },
    ...more,
  })

  test('of the API gives servers, and names what is left out', () => {
    const list = {
      count: 4,
      next: null,
      results: [
        device('st1.example.com', 'Storage', { custom_fields: { memory_gb: 64, team: 'x' } }),
        device('sw1', 'Storage Switch'),
        device('st2', 'Storage', { status: { value: 'offline', label: 'Offline' } }),
        device('st3', 'Server', { site: { name: 'Busan' }, tags: [{ name: '검색', slug: 'search' }] }),
      ],
    }
    const { hosts, leftOut, columns } = map(JSON.stringify(list, null, 1), 'devices.json')
    expect(hosts).toMatchObject([
      { name: 'st1', rack: 'seoul-r1', zone: 'seoul', hardware: { memoryGiB: 64 } },
      { name: 'st3', rack: 'busan-r1', zone: 'busan', duties: ['search'] },
    ])
    expect(leftOut).toMatchObject([
      { name: 'sw1', reason: 'device' },
      { name: 'st2', reason: 'status' },
    ])
    expect(columns).toContainEqual({
      column: 'custom_fields.team',
      use: 'unknown',
      field: undefined,
      hosts: 1,
    })
  })

  test('of the API is refused when it is one page, or has devices without a name', () => {
    const list = { count: 120, next: 'https://netbox/api/?offset=50', results: [device(null, 'Storage')] }
    expect(refusals(JSON.stringify(list), 'd.json')).toEqual([
      'd.json:1:21: This is one page of a longer list: 1 devices of 120.',
      'd.json:1:64: Entry 1 of the list is no device with a name.',
    ])
  })

  test('of the UI is read by its labels', () => {
    const csv =
      'Name,Status,Site,Location,Rack,Role,Type,IP Address\nst-1,Active,Seoul,Hall,R01,Storage,R740,10.0.0.1/24\n'
    const { format, hosts, columns } = map(csv, 'devices.csv')
    expect(format).toBe('netbox-csv')
    expect(hosts).toMatchObject([{ name: 'st-1', rack: 'r01', zone: 'seoul', duties: ['storage'] }])
    expect(columns.filter(({ use }) => use !== 'used').map(({ column }) => column)).toEqual([
      'Location',
      'Type',
      'IP Address',
    ])
  })
})

describe('a CSV file', () => {
  test('may have Korean headings, semicolons and quotes', () => {
    const csv =
      '호스트명;역할;랙;코어;메모리(GB);HDD(TB);SSD(GB);담당자\nst-1;스토리지;"1번랙";16;64;20;500;"김, 이"\n\n'
    const { hosts, columns } = map(csv)
    expect(hosts).toMatchObject([
      {
        name: 'st-1',
        duties: ['storage'],
        rack: 'rack-1',
        hardware: {
          cpus: 16,
          memoryGiB: 64,
          disks: [
            { kind: 'ssd', gib: 465 },
            { kind: 'hdd', gib: 18_626 },
          ],
        },
      },
    ])
    expect(columns.filter(({ use }) => use === 'unknown').map(({ column }) => column)).toEqual(['담당자'])
  })

  test('is refused where a size has no unit or a disk no kind: once a column, at the first place', () => {
    const csv = 'name,role,memory,disk_tb\na,storage,64,4\nb,storage,32,4\nc,storage,x GB,4 TB nvme\n'
    expect(refusals(csv)).toEqual([
      'hosts:2:11: memory: "64" has no unit, nor have those of 1 more hosts; it could be MB, GB or TB.',
      'hosts:2:14: disk_tb: "4" does not say what kind of disk it is, nor do those of 1 more hosts.',
      'hosts:4:11: memory: found "x GB", expected memory from 1 GiB to 24 TiB, such as 128 GiB.',
    ])
    expect(refusals(csv, 'hosts', 'ko')[0]).toBe(
      'hosts:2:11: memory: "64"에 단위가 없습니다(다른 호스트 1대도 같음). MB, GB, TB 가운데 무엇인지 알 수 없습니다.',
    )
  })

  test('is refused where two names become one, with both places', () => {
    expect(refusals('name,role,rack\na.x,storage,R-1\na.y,storage,R 1\n노드,storage,r2\n')).toEqual([
      'hosts:3:1: "a.y" and "a.x" (line 2) would both become the host "a".',
      'hosts:3:13: "R 1" and "R-1" (line 2) would both become the rack "r-1".',
      'hosts:4:1: "노드" cannot become a host\'s name: at most 32 letters, digits and hyphens.',
    ])
  })

  test('is refused where rows and heading do not match', () => {
    expect(refusals('name,name,rack\na,b,c\n', 'x.csv')).toEqual([
      'x.csv:1:6: Found the column "name" a second time.',
    ])
    expect(refusals('name,role\na,storage,x\n,storage\n"b\n', 'x.csv')[0]).toMatch(
      /^x\.csv:\d+:1: This is not CSV/,
    )
    expect(refusals('name,role\na,storage,x\n,storage\n')).toEqual([
      'hosts:2:1: Found 3 cells in this row, expected 2 as in the heading.',
      'hosts:3:1: This host has no name.',
    ])
    expect(refusals('rack,role\nr1,storage\n', 'x.csv')).toEqual([
      'x.csv:1:1: Found no column of host names among: rack, role.',
    ])
  })

  test('finds the line of a row below cells with line breaks', () => {
    expect(refusals('name,note,memory_gb\na,"one\ntwo\nthree",64\n\nb,x,none\n', 'x.csv')).toEqual([
      'x.csv:1:1: None of the 2 hosts has a group, role or tag that says what it is for. Found: nothing.',
    ])
    expect(
      refusals('name,role,note,memory_gb\na,storage,"one\ntwo\nthree",64\n\nb,storage,x,lots\n', 'x.csv'),
    ).toEqual(['x.csv:6:13: memory_gb: found "lots", expected memory from 1 GiB to 24 TiB, such as 128 GiB.'])
  })

  test('may name duties itself, and only duties', () => {
    expect(map('name,duties\na,"query,compute"\n').hosts).toMatchObject([{ duties: ['query', 'compute'] }])
    expect(refusals('name,duties\na,"query,serch"\n')).toEqual([
      expect.stringMatching(/^hosts:2:3: duties: found the duty "serch".*Did you mean "search"\?$/),
    ])
  })
})

describe('sizes', () => {
  const hardware = (heading: string, cell: string) =>
    map(`name;role;${heading}\na;storage;${cell}\n`).hosts[0]?.hardware

  test.each([
    ['memory', '128 GiB', { memoryGiB: 128 }],
    ['memory', '131072MB', { memoryGiB: 128 }],
    ['ansible_memtotal_mb', '128654', { memoryGiB: 125 }],
    ['RAM (TiB)', '1.5', { memoryGiB: 1536 }],
    ['CPU', '2 x 16', { cpus: 32 }],
    ['vCPUs', '32.0', { cpus: 32 }],
    [
      'disks',
      '2 x 4 TB NVMe + 500 GB SSD',
      {
        disks: [
          { kind: 'nvme', gib: 3725 },
          { kind: 'nvme', gib: 3725 },
          { kind: 'ssd', gib: 465 },
        ],
      },
    ],
    ['nvme_gib', '2048', { disks: [{ kind: 'nvme', gib: 2048 }] }],
    ['hdd_tb', '0', {}],
  ])('%s = %s', (heading, cell, expected) => {
    expect(hardware(heading, cell)).toEqual(expected)
  })
})

describe('whatever the bytes are', () => {
  test.each([
    ['', 'hosts:1:1: The inventory has no hosts.'],
    ['\n\n# only comments\n', 'hosts:1:1: The inventory has no hosts.'],
    [
      Uint8Array.from([0x50, 0x4b, 0, 0, 0xff]),
      'hosts:1:1: The file is no text in UTF-8, UTF-16 or CP949 (EUC-KR).',
    ],
    ['{"a": 1}', 'hosts:1:1: Found no inventory: expected'],
    ['{"a": ', 'hosts:1:7: This is not JSON'],
  ])('%j is refused', (content, expected) => {
    const [line = ''] = refusals(content)
    expect(line.slice(0, expected.length)).toBe(expected)
  })

  test('nothing else than errors with a place comes of it', () => {
    const part = fc.constantFrom(
      '[a]',
      '[a:children]',
      '\n',
      'name,role',
      'storage',
      ',',
      '"',
      '{',
      '}',
      ':',
      ' ',
      'all:',
      '  hosts:',
      '[1:9]',
      '=',
      '가',
      '__proto__',
      'constructor',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 4 })), { maxLength: 40 }), (parts) => {
        try {
          map(parts.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(HanokErrors)
          for (const one of (error as HanokErrors).errors) expect(one.at?.line).toBeGreaterThan(0)
        }
      }),
      { numRuns: 500, seed: 7 },
    )
  })

  test('names keep their order', () => {
    expect(names('name,role\nb,storage\na,storage\n')).toEqual(['b', 'a'])
  })
})
