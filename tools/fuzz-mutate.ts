// Mutations: of the text, of the bytes, of the values in it, and files that were never right.

import { parseDocument, stringify } from 'yaml'
import type { Random } from './fuzz-random.ts'
import type { Seed } from './fuzz-seeds.ts'

const words = [
  ...[
    'null',
    '~',
    'true',
    'NaN',
    '.inf',
    '-.inf',
    '-1',
    '0',
    '1e308',
    '1e999',
    '0x1F',
    '9007199254740993',
    '5000',
    '100000',
  ],
  ...[
    '""',
    "''",
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '[]',
    '{}',
    ',',
    ':',
    ': ',
    '- ',
    '? ',
    '|',
    '>',
    '#',
    '%YAML 1.2',
    '---',
    '...',
  ],
  ...['&a ', '*a', '*b', '<<: *a', '!!binary ', '!vault ', '!!js/function ', '!!set ', '!<tag:x> '],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'prototype',
    'length',
    '__proto__: {}',
    '__proto__: [1]',
  ],
  ...[
    '\t',
    '\r',
    '\n',
    '\r\n',
    '\u0000',
    '\uFEFF',
    '\u2028',
    '\u202E',
    '\uD800',
    '가',
    '😀',
    ' ',
    '\\',
    '/',
    '~1',
    '%s',
    '$(id)',
  ],
  ...[
    '[1:1000000000]',
    '[a:z]-[0:9]',
    '[01:2]',
    '[all:vars]',
    '[a:children]',
    '[control]',
    'a=b',
    '=',
    'host:22',
    '::1',
  ],
  ...[
    'hosts:',
    'hostGroups:',
    'services:',
    'duties: [control]',
    'count: 5000',
    'count: 99999999',
    'subnet: 10.0.0.0/30',
  ],
  ...['2 x 4 TB NVMe', '999999999999 TB', '-5 GB', '64', '1,000,000', 'x'.repeat(70), '1'.repeat(400)],
]

const values: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1,
    5000,
    1e9,
    1e308,
    -0.5,
    Number.MAX_SAFE_INTEGER,
    '',
    'a',
    'x'.repeat(5000),
    '가나다',
  ],
  ...[
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    { toString: 1 },
    ['control', 'edge'],
    [{ name: 'x' }],
    '10.0.0.0/8',
    '0.0.0.0/0',
  ],
  ...[
    '2026-11-23',
    '1e3',
    'no',
    '../..',
    'a\nb',
    '\u0000',
    Array(300).fill('control'),
    Array(100).fill({ name: 'a', count: 1 }),
  ],
]

/** Mutates a seed into the bytes of one case. */
export function mutate(
  random: Random,
  all: readonly Seed[],
): { readonly seed: Seed; readonly bytes: Uint8Array } {
  const seed = random.pick(all)
  // Once in a while a file of the other kind: people give the wrong one.
  const text = random.once(20) ? random.pick(all).text : seed.text
  return { seed, bytes: bytesOf(random, wholeMutation(random, text, seed.kind)) }
}

function wholeMutation(random: Random, text: string, kind: Seed['kind']): string {
  if (random.once(12)) return bomb(random, kind)
  let mutated = random.once(3) ? mutateValues(random, text) : text
  for (let times = 1 + random.below(4); times > 0; times -= 1) mutated = mutateText(random, mutated)
  return mutated
}

function mutateText(random: Random, text: string): string {
  const lines = text.split('\n')
  const at = random.below(lines.length)
  const place = random.below(text.length + 1)
  switch (random.below(12)) {
    case 0:
      return lines.toSpliced(at, 1 + random.below(3)).join('\n')
    case 1:
      return lines.toSpliced(at, 0, ...lines.slice(at, at + 1 + random.below(4))).join('\n')
    case 2:
      return lines.toSpliced(at, 1, lines[random.below(lines.length)] ?? '').join('\n')
    case 3:
      return text.slice(0, place)
    case 4:
      return text.slice(0, place) + text.slice(place + 1 + random.below(20))
    case 5:
      return lines.with(at, `${' '.repeat(random.below(9))}${lines[at] ?? ''}`).join('\n')
    case 6:
      return lines
        .with(
          at,
          (lines[at] ?? '').replace(/[:=,]\s*[^,}\]]+/, () => `: ${random.pick(words)}`),
        )
        .join('\n')
    case 7:
      return lines.with(at, (lines[at] ?? '').repeat(1 + random.below(random.once(5) ? 2000 : 4))).join('\n')
    case 8:
      return random.once(30) ? text.repeat(1 + random.below(200)) : `${text}${text}`
    case 9:
      return text.replace(/\d+/g, (digits) => (random.once(4) ? String(random.pick(words)) : digits))
    default:
      return text.slice(0, place) + random.pick(words) + text.slice(place)
  }
}

/** Changes the values of a text that is YAML or JSON; any other text stays as it is. */
function mutateValues(random: Random, text: string): string {
  const document = parseDocument(text, { logLevel: 'silent' })
  if (document.errors.length > 0) return text
  const root = document.toJS({ maxAliasCount: 100 }) as unknown
  if (typeof root !== 'object' || root === null) return text
  const changed = { root: structuredClone(root) as unknown }
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    let [holder, key]: [Record<string, unknown>, string] = [changed, 'root']
    while (!random.once(4)) {
      const inner = holder[key]
      if (typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) break
      holder = inner as Record<string, unknown>
      key = random.pick(Object.keys(holder))
    }
    if (random.once(5) && !Array.isArray(holder)) {
      const name = random.pick([
        '__proto__x',
        'constructor',
        'toString',
        'x'.repeat(2000),
        '',
        '가',
        'name',
        'hosts',
        '0',
      ])
      holder[name] = structuredClone(random.pick(values))
    } else holder[key] = structuredClone(random.pick(values))
  }
  const out = text.trimStart().startsWith('{') ? JSON.stringify(changed.root) : stringify(changed.root)
  return out ?? ''
}

/** Files that were made to break a reader. */
function bomb(random: Random, kind: Seed['kind']): string {
  const size = random.pick([10, 100, 1000, 10_000, 100_000])
  const open = random.pick([
    '[',
    '{a: ',
    '- ',
    '{"a":',
    '[{"a":',
    '? ',
    '"',
    '&a [',
    '>\n ',
    '[[,',
    '!!seq [',
  ])
  const levels = random.pick([3, 9, 25, 60])
  const aliases = Array.from({ length: levels }, (_unused, index) => {
    const before = index === 0 ? 'x' : `*a${index - 1}`
    return `a${index}: &a${index} [${Array(random.pick([2, 9]))
      .fill(before)
      .join(', ')}]`
  })
  const nested = Array.from(
    { length: Math.min(size, 2000) },
    (_unused, index) => `${' '.repeat(index)}a${index}:`,
  )
  const chain = Array.from(
    { length: size },
    (_unused, index) => `[g${index}:children]\ng${(index + 1) % size}`,
  )
  const hosts = Array.from(
    { length: size / 10 },
    (_unused, index) => `  - { name: h${index}, duties: [control, storage] }`,
  )
  const wide = Array.from({ length: size }, (_unused, index) => `column${index}`)
  return random.pick([
    () => open.repeat(size),
    () => `hosts: ${open.repeat(size)}`,
    () => aliases.join('\n'),
    () => `${aliases.join('\n')}\nhosts: *a${levels - 1}\nservices: *a${levels - 1}`,
    () => 'a: &a { b: *a }\nhosts: *a\n',
    () => nested.join('\n'),
    () => `hosts:\n${hosts.join('\n')}\n`,
    () => `hosts:\n${'  - { name: same, duties: [control] }\n'.repeat(size / 10)}`,
    () =>
      `hostGroups:\n${'  - { name: g, count: 5000, duties: [control, storage, edge, query, compute] }\n'.repeat(size % 7)}`,
    () => `name: ${'n'.repeat(size * 10)}`,
    () => `${'k'.repeat(size)}: 1`,
    () => `# ${'c'.repeat(size * 10)}\nname: a`,
    () => Array.from({ length: size }, (_unused, index) => `key${index}: 1`).join('\n'),
    () => '\n'.repeat(size * 10),
    () => `${wide.join(',')}\n${wide.join(',')}`,
    () => `name,role\n${'a,storage\n'.repeat(size)}`,
    () => `name,role\n${','.repeat(size)}`,
    () =>
      `name,role,note\n${Array.from({ length: Math.min(size, 5000) }, (_unused, index) => `h${index},storage,x`).join('\n')}`,
    () => `name,role\n"${'a'.repeat(size)}`,
    () => chain.join('\n'),
    () => `[storage]\n${'h[1:5000] a=1 b=2\n'.repeat(size % 97)}`,
    () => `[storage]\nh[1:99]-[1:99]-[1:99]\n[a]\nh[1:1000000000000]\n`,
    () =>
      `[storage]\n${Array.from({ length: size }, (_unused, index) => `h${index} rack=r${index} memory=64GB`).join('\n')}`,
    () => `{"results": [${Array(size).fill('{"name":"a","role":"storage"}').join(',')}]}`,
    () =>
      JSON.stringify({
        results: Array.from({ length: size }, (_unused, index) => ({
          name: `d${index}`,
          role: { slug: 'storage' },
          custom_fields: { memory_gb: 1 },
        })),
      }),
    () => `${'[{},'.repeat(size)}`,
    () =>
      `all: { children: { ${Array.from({ length: size }, (_unused, index) => `g${index}: { hosts: { h${index}: } }`).join(', ')} } }`,
    () => (kind === 'declaration' ? '{"schemaVersion": 1, "hosts": []}' : '{"_meta": {"hostvars": {}}}'),
    () => '',
  ])()
}

function bytesOf(random: Random, text: string): Uint8Array {
  const plain = new TextEncoder().encode(text)
  switch (random.below(24)) {
    case 0:
      return Uint8Array.from(plain, (byte) => (random.once(50) ? random.below(256) : byte))
    case 1:
      return Uint8Array.from({ length: random.below(3000) }, () => random.below(256))
    case 2: {
      const wide = new Uint8Array(text.length * 2 + 2)
      const view = new DataView(wide.buffer)
      const little = random.once(2)
      view.setUint16(0, 0xfeff, little)
      for (let index = 0; index < text.length; index += 1) {
        view.setUint16(index * 2 + 2, text.charCodeAt(index), little)
      }
      return random.once(3) ? wide.subarray(0, wide.length - 1) : wide
    }
    case 3:
      return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
    case 4:
      return new TextEncoder().encode(`\uFEFF${text.replaceAll('\n', '\r\n')}`)
    case 5:
      return plain.subarray(0, random.below(plain.length + 1))
    default:
      return plain
  }
}
