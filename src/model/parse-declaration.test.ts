// Reading declarations: right ones with their defaults, wrong ones with every mistake in its place.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { describeError, HanokErrors } from './errors.ts'
import { parseDeclaration } from './parse-declaration.ts'

const words = {
  shapes: ['starter', 'minimum', 'minimum-kafka'],
  services: new Map<string, z.ZodType>([
    [
      'trino',
      z.object({ workers: z.int().min(1).default(3), mode: z.enum(['calm', 'quick']).default('calm') }),
    ],
    ['hive-metastore', z.strictObject({ connections: z.int().default(10) })],
  ]),
}

const parse = (text: string | Uint8Array) => parseDeclaration(text, 'platform.yaml', words)

function errorsOf(text: string | Uint8Array) {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof HanokErrors) return error.errors
    throw error
  }
  throw new Error('nothing was wrong')
}

const lines = (text: string | Uint8Array, language: 'en' | 'ko' = 'en') =>
  errorsOf(text).map((error) => describeError(error, language))

describe('a right declaration', () => {
  test('needs nothing but a name', () => {
    const declaration = parse('name: tiny\n')
    expect(declaration).toMatchObject({
      name: 'tiny',
      shape: 'starter',
      profile: 'conservative',
      services: {},
    })
    expect(declaration.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('has its services’ defaults filled in', () => {
    const declaration = parse('services:\n  trino:\n    workers: 5\n  hive-metastore: false\n')
    expect(declaration.services).toEqual({ trino: { workers: 5, mode: 'calm' }, 'hive-metastore': false })
  })

  test('may leave keys bare', () => {
    expect(parse('name: tiny\nservices:\n  trino:\nnetworks:\n  data:\nload:\n')).toMatchObject({
      services: { trino: { workers: 3 } },
      networks: {},
    })
  })

  test('names relaxed rules with or without a reason', () => {
    const { relaxes } = parse('relaxes:\n  - R-8.3\n  - { rule: R-1.A, why: no cluster here }\n')
    expect(relaxes).toEqual([
      { rule: 'R-8.3', why: 'given up in the declaration' },
      { rule: 'R-1.A', why: 'no cluster here' },
    ])
  })

  test('knows where everything stands', () => {
    const { source } = parse('name: tiny\nhosts:\n  - name: a\n    duties: [control]\n')
    expect(source['/name']).toEqual({ line: 1, column: 1 })
    expect(source['/hosts/0/duties']).toEqual({ line: 4, column: 5 })
  })

  test('may use anchors and a byte order mark', () => {
    const text =
      'hostGroups:\n  - &a { name: a, count: 1, duties: [control] }\n  - { name: b, count: 1, duties: [edge] }\n'
    expect(parse(new TextEncoder().encode(`\uFEFF${text}`)).hostGroups).toHaveLength(2)
  })
})

describe('a wrong declaration', () => {
  test('gets all its errors in one run, in order of place', () => {
    const text = [
      'nmae: x',
      'shape: minimun',
      'profile: 7',
      'hostGroups:',
      '  - name: Storage',
      '    count: 0',
      '    duties: [storge]',
      'networks:',
      '  data: { subnet: 10.77.20.5/24, vlan: 5000 }',
      'services:',
      '  trono: {}',
      '  trino:',
      '    wrokers: 3',
      '    mode: quik',
      '',
    ].join('\n')
    expect(lines(text)).toMatchInlineSnapshot(`
      [
        "platform.yaml:1:1: Found the key "nmae", expected here one of: name, shape, target, clusters, profile, relaxes, load, hostGroups, hosts, networks, services. Did you mean "name"?",
        "platform.yaml:2:8: shape: found "minimun", expected one of: starter, minimum, minimum-kafka. Did you mean "minimum"?",
        "platform.yaml:3:10: profile: found 7, expected one of: conservative, fast.",
        "platform.yaml:5:11: hostGroups[0].name: found "Storage", expected a name of at most 32 lower-case letters, digits and hyphens that begins with a letter, such as "storage-1".",
        "platform.yaml:6:12: hostGroups[0].count: found 0, expected 1 or more.",
        "platform.yaml:7:14: hostGroups[0].duties[0]: found "storge", expected one of: control, edge, observability, storage, metadata, query, compute, visualization, search, kafka-broker, kafka-controller, kafka-connect, coordination, search-dashboards. Did you mean "storage"?",
        "platform.yaml:9:19: networks.data.subnet: found "10.77.20.5/24", expected an IPv4 network with a prefix of 8 to 30 bits and no host bits, such as 10.77.20.0/24.",
        "platform.yaml:9:40: networks.data.vlan: found 5000, expected 4094 or less.",
        "platform.yaml:11:3: Found the service "trono", expected one of: trino, hive-metastore. Did you mean "trino"?",
        "platform.yaml:13:5: Found the key "wrokers", expected in services.trino one of: workers, mode. Did you mean "workers"?",
        "platform.yaml:14:11: services.trino.mode: found "quik", expected one of: calm, quick. Did you mean "quick"?",
      ]
    `)
    expect(lines(text, 'ko').slice(0, 3)).toMatchInlineSnapshot(`
      [
        "platform.yaml:1:1: 여기에 "nmae"라는 키는 쓸 수 없습니다. 쓸 수 있는 키: name, shape, target, clusters, profile, relaxes, load, hostGroups, hosts, networks, services. 혹시 "name"인가요?",
        "platform.yaml:2:8: shape: "minimun"(이)라고 적혀 있지만 다음 중 하나: starter, minimum, minimum-kafka(이)어야 합니다. 혹시 "minimum"인가요?",
        "platform.yaml:3:10: profile: 7(이)라고 적혀 있지만 다음 중 하나: conservative, fast(이)어야 합니다.",
      ]
    `)
  })

  test.each([
    ['', 'declaration.empty', '1:1'],
    ['# nothing\n', 'declaration.empty', '1:1'],
    ['just words\n', 'declaration.notAMapping', '1:1'],
    ['- a\n- b\n', 'declaration.notAMapping', '1:1'],
    ['name: x\n\tshape: y\n', 'declaration.syntax', '2:1'],
    ['name: x\nname: y\n', 'declaration.syntax', '2:1'],
    ['name: [a\n', 'declaration.syntax', '2:1'],
    ['name: x\n---\nname: y\n', 'declaration.syntax', '2:1'],
    ['name: !thing x\n', 'declaration.syntax', '1:7'],
    ['name: *nobody\n', 'declaration.syntax', '1:7'],
    ['? [a, b]\n: c\n', 'declaration.keyNotAWord', '1:3'],
    ['name: 12\n', 'declaration.wrongType', '1:7'],
    ['name:\n', 'declaration.wrongType', '1:6'],
    ['hosts: []\n', 'declaration.outOfRange', '1:8'],
    ['clusters: [{ id: a }]\n', 'declaration.missingKey', '1:12'],
    ['relaxes: [R8.3]\n', 'declaration.wrongForm', '1:11'],
    ['target: hosts\nclusters: [{ id: a, target: hosts }]\n', 'declaration.notTogether', '2:1'],
  ])('%j is refused as %s at %s', (text, code, place) => {
    const [first] = errorsOf(text)
    expect(first?.code).toBe(code)
    expect(`${first?.at?.line}:${first?.at?.column}`).toBe(place)
  })

  test('may name its keys like the methods of objects', () => {
    const named = (key: string) => `shape:\n  ${key}: 5000\nprofile: { ${key}: 1 }\n${key}: 2\n`
    for (const key of ['toString', 'valueOf', '__proto__', 'constructor', 'hasOwnProperty']) {
      expect(errorsOf(named(key)).length, key).toBeGreaterThan(0)
    }
  })

  test('with more errors than anyone reads tells the first thousand, and that there are more', () => {
    const keys = Array.from({ length: 5_000 }, (_unused, index) => `key${index}: 1`)
    const many = errorsOf(keys.join('\n'))
    expect(many.length).toBe(1_001)
    expect(many.at(-1)).toMatchObject({ code: 'declaration.moreErrors', at: { line: 1_001, column: 1 } })
    expect(errorsOf(`${'['.repeat(20)}${'}'.repeat(3_000)}`).length).toBeLessThanOrEqual(1_001)
  })

  test('that is nested without end is refused before it is read', () => {
    for (const level of ['[&a ', '{a: ', '- ', '? ', '!!seq [']) {
      expect(errorsOf(level.repeat(20_000))[0]?.code, level).toBe('declaration.tooMuch')
    }
  })

  test('that unfolds step by step is refused without delay', () => {
    const steps = Array.from({ length: 40 }, (_unused, level) =>
      level === 0 ? 'a0: &a0 [x, x]' : `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`,
    )
    const start = process.cpuUsage()
    expect(errorsOf(steps.join('\n'))[0]?.code).toBe('declaration.tooMuch')
    // Its own processor time: what else the machine does is none of its business.
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(3_000)
  })

  test('names used twice are told with the first place', () => {
    expect(lines('hosts:\n  - { name: a, duties: [edge] }\n  - { name: a, duties: [edge] }\n')).toEqual([
      'platform.yaml:3:13: hosts[1].name: found the name "a" a second time (first at hosts[0].name), expected every name once.',
    ])
  })

  test('that unfolds without end is refused', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]']
    for (let level = 1; level < 9; level += 1) {
      const previous = `*${'abcdefghij'[level - 1]}`
      bomb.push(`${'abcdefghij'[level]}: &${'abcdefghij'[level]} [${Array(10).fill(previous).join(',')}]`)
    }
    expect(errorsOf(bomb.join('\n'))[0]?.code).toBe('declaration.tooMuch')
    expect(errorsOf('a: &a [*a]\n')[0]?.code).toBe('declaration.tooMuch')
    expect(errorsOf('['.repeat(100_000))[0]?.code).toMatch(/tooMuch|syntax/)
  })

  test('that is no text is refused', () => {
    expect(errorsOf(new Uint8Array([0xff, 0xfe, 0x41]))[0]?.code).toBe('declaration.notUtf8')
    expect(errorsOf(new Uint8Array([0x41, 0x00, 0x42]))[0]?.code).toBe('declaration.notUtf8')
    expect(errorsOf(new Uint8Array(5 * 1024 * 1024))[0]?.code).toBe('declaration.tooLarge')
  })
})

describe('any text at all', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'name',
      'shape',
      ': ',
      '\n',
      '\n  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!!str ',
      '"',
      "'",
      '|\n',
    ),
    fc.constantFrom(
      'services',
      'trino',
      'hosts',
      'networks',
      'data',
      '__proto__',
      'constructor',
      '\t',
      '? ',
      '---\n',
      '#',
    ),
  )
  test('is either read or refused with places inside the file', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        try {
          parse(text)
        } catch (error) {
          if (!(error instanceof HanokErrors)) throw error
          expect(error.errors.length).toBeGreaterThan(0)
          const rows = text.split(/\r\n|\r|\n/)
          for (const { at } of error.errors) {
            expect(at?.line).toBeGreaterThanOrEqual(1)
            expect(at?.line).toBeLessThanOrEqual(rows.length)
            expect(at?.column).toBeGreaterThanOrEqual(1)
            expect(at?.column).toBeLessThanOrEqual(text.length + 1)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
