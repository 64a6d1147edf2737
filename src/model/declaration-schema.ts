// The schema of a declaration (shared contract, "Declarations"). Every key has a default or may be left out.

import * as z from 'zod'
import type { CountRange } from './declaration.ts'
import { loadSchema } from './load.ts'
import type { Duty, NetworkId, TargetId } from './plan.ts'
import { type Text, text } from './text.ts'

/** What a failed check of ours says was expected, in both languages; read back by declaration-issues.ts. */
export interface ExpectedParams {
  readonly expected: Text
}

const targets = [
  'hosts',
  'kubernetes',
  'yarn',
  'aws',
  'gcp',
  'azure',
  'compose',
] as const satisfies readonly TargetId[]

const duties = [
  'control',
  'edge',
  'observability',
  'storage',
  'metadata',
  'query',
  'compute',
  'visualization',
  'search',
  'kafka-broker',
  'kafka-controller',
  'kafka-connect',
  'coordination',
  'search-dashboards',
] as const satisfies readonly Duty[]

/** A text that must hold something; `expected` is told where it does not. */
export function textThat(holds: (value: string) => boolean, expected: Text): z.ZodType<string> {
  return z.string().refine(holds, { params: { expected } satisfies ExpectedParams })
}

// Names become host names (RFC 1123 labels) and parts of interface and namespace names.
const name = textThat(
  (value) => /^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/.test(value),
  text(
    'a name of at most 32 lower-case letters, digits and hyphens that begins with a letter, such as "storage-1"',
    '영문 소문자로 시작하고 소문자, 숫자, 하이픈으로 된 32자 이하의 이름(예: "storage-1")',
  ),
)

const rule = textThat(
  (value) => /^R-\d+(\.(\d+|[A-Z]))?$/.test(value),
  text('the number of a requirement, such as "R-8.3"', '요구사항 번호(예: "R-8.3")'),
)

/** Octets of an IPv4 address; undefined when it is none. */
function octetsOf(address: string): readonly number[] | undefined {
  if (!/^(\d{1,3}\.){3}\d{1,3}$/.test(address)) return undefined
  const octets = address.split('.').map(Number)
  return octets.every((octet) => octet <= 255) ? octets : undefined
}

/** Whether a text is an IPv4 network: an address whose host bits are zero, and a prefix of 8 to 30 bits. */
function isSubnet(value: string): boolean {
  const [address = '', prefix = '', ...rest] = value.split('/')
  const octets = octetsOf(address)
  if (octets === undefined || rest.length > 0 || !/^\d{1,2}$/.test(prefix)) return false
  const bits = Number(prefix)
  const number = octets.reduce((sum, octet) => sum * 256 + octet, 0)
  return bits >= 8 && bits <= 30 && number % 2 ** (32 - bits) === 0
}

const network = z.strictObject({
  vlan: z.int().min(1).max(4094).optional(),
  subnet: textThat(
    isSubnet,
    text(
      'an IPv4 network with a prefix of 8 to 30 bits and no host bits, such as 10.77.20.0/24',
      '접두사가 8~30비트이고 호스트 비트가 0인 IPv4 네트워크(예: 10.77.20.0/24)',
    ),
  ).optional(),
  gbps: z.number().min(0.1).max(800).optional(),
  virtualIp: textThat(
    (value) => octetsOf(value) !== undefined,
    text('an IPv4 address, such as 10.77.20.5', 'IPv4 주소(예: 10.77.20.5)'),
  ).optional(),
})

const networks = z.strictObject({
  management: network.optional(),
  data: network.optional(),
  service: network.optional(),
  storage: network.optional(),
} satisfies Record<NetworkId, unknown>)

const hardware = z.strictObject({
  cpus: z.int().min(1).max(1024),
  memoryGiB: z.int().min(1).max(24_576),
  disks: z
    .array(z.strictObject({ kind: z.enum(['ssd', 'nvme', 'hdd']), gib: z.int().min(1).max(1_048_576) }))
    .min(1)
    .max(64),
})

const mostHosts = 5000
const range = z
  .looseObject({
    min: z.int().min(0).max(mostHosts).optional(),
    max: z.int().min(1).max(mostHosts).default(mostHosts),
  })
  .refine((value) => Object.keys(value).every((key) => key === 'min' || key === 'max'), {
    params: {
      expected: text('`min` and `max`, and nothing else', '`min`과 `max`만'),
    } satisfies ExpectedParams,
  })
  .transform(({ min, max }) => ({ max, ...(min === undefined ? {} : { min }) }))
  .refine(({ min = 0, max }) => min <= max, {
    params: {
      expected: text('a `min` that is not above `max`', '`max`보다 크지 않은 `min`'),
    } satisfies ExpectedParams,
  })
const automatic = textThat(
  (value) => value === 'auto',
  text(
    'a whole number, auto, or a range such as { min: 2, max: 8 }',
    '정수, auto, 또는 범위(예: { min: 2, max: 8 })',
  ),
)
const fixedCount = z.int().min(1).max(mostHosts)

/** A number; or `auto` or a range, from which the planner takes as few as will do. Each kind with errors of its own. */
const hostCount = z.unknown().transform((value, context): number | CountRange => {
  const isRange = typeof value === 'object' && value !== null && !Array.isArray(value)
  const kind = isRange ? range : typeof value === 'string' ? automatic : fixedCount
  const result = kind.safeParse(value)
  if (!result.success) {
    for (const issue of result.error.issues)
      context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue)
    return z.NEVER
  }
  return typeof result.data === 'string' ? { max: mostHosts } : result.data
})

const hostGroup = z.strictObject({
  name,
  count: hostCount,
  price: z.number().min(0).max(1e9).optional(),
  duties: z.array(z.enum(duties)).min(1),
  hardware: hardware.optional(),
})

const host = z.strictObject({
  name,
  group: name.optional(),
  duties: z.array(z.enum(duties)).min(1),
  rack: name.optional(),
  zone: name.optional(),
  switches: z.array(name).min(1).max(8).optional(),
  hardware: hardware.optional(),
})

const relax = z.strictObject({ rule, why: z.string().min(1).default('given up in the declaration') })

/** The schema for these shapes. The options of services are checked apart, each by its own service's schema. */
export function declarationSchema(shapes: readonly string[]) {
  return z.strictObject({
    name: name.default('hanok'),
    shape: z.enum(shapes).default('starter'),
    target: z.enum(targets).optional(),
    clusters: z
      .array(z.strictObject({ id: name, target: z.enum(targets), groups: z.array(name).min(1).optional() }))
      .min(1)
      .max(16)
      .optional(),
    profile: z.enum(['conservative', 'fast']).default('conservative'),
    relaxes: z
      .array(z.preprocess((value) => (typeof value === 'string' ? { rule: value } : value), relax))
      .default([]),
    load: loadSchema.prefault({}),
    hostGroups: z.array(hostGroup).min(1).max(200).optional(),
    hosts: z.array(host).min(1).max(5000).optional(),
    networks: networks.default({}),
    services: z.record(z.string(), z.unknown()).default({}),
  })
}
