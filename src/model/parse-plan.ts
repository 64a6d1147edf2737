// The JSON of a plan → a plan, for whoever gives one in place of a declaration. It must be whole: stages after this
// one trust it.

import * as z from 'zod'
import { defineErrors } from './errors.ts'
import { type Plan, planSchemaVersion } from './plan.ts'
import { text } from './text.ts'

/** Errors of reading a plan's JSON. */
export const planFileErrors = defineErrors('planFile', {
  notJson: {
    fault: 'user',
    message: (p: { reason: string }) =>
      text(`This is not JSON: ${p.reason}.`, `JSON이 아닙니다: ${p.reason}.`),
    hint: () =>
      text(
        '`hanok plan FILE --json` writes a plan.',
        '`hanok plan FILE --json`으로 계획을 만들 수 있습니다.',
      ),
  },
  notAPlan: {
    fault: 'user',
    message: (p: { path: string; reason: string }) =>
      text(
        `This is not the JSON of a plan: at ${p.path}: ${p.reason}.`,
        `계획의 JSON이 아닙니다. ${p.path}: ${p.reason}.`,
      ),
    hint: () =>
      text('`hanok plan FILE --json` writes one.', '`hanok plan FILE --json`으로 만들 수 있습니다.'),
  },
  tooLarge: {
    fault: 'user',
    message: (p: { bytes: number; most: number }) =>
      text(
        `The file has ${p.bytes} bytes; the JSON of a plan has at most ${p.most}.`,
        `파일이 ${p.bytes}바이트입니다. 계획의 JSON은 최대 ${p.most}바이트입니다.`,
      ),
    hint: () => text('Is this the right file?', '파일을 제대로 골랐나요?'),
  },
  otherVersion: {
    fault: 'user',
    message: (p: { found: string; expected: number }) =>
      text(
        `The plan has schemaVersion ${p.found}; this version of hanok reads ${p.expected}.`,
        `계획의 schemaVersion이 ${p.found}입니다. 이 버전의 hanok은 ${p.expected}을(를) 읽습니다.`,
      ),
    hint: () => text('Plan again from the declaration.', '선언 파일에서 계획을 다시 만드세요.'),
  },
})

const record = z.record(z.string(), z.unknown())
const networkId = z.enum(['management', 'data', 'service', 'storage'])
const capability = z.enum([
  'store',
  'catalog',
  'query',
  'compute',
  'ingest',
  'search',
  'dashboards',
  'apps',
  'observe',
])
const port = z.int().min(0).max(65_535)
const count = z.int().min(0)
const rule = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.enum(['any', 'majority', 'standby', 'single', 'per-host']) }),
  z.looseObject({
    kind: z.literal('elected-primary'),
    consensus: z.string(),
    synchrony: z.enum(['strict', 'relaxed']),
  }),
  z.looseObject({ kind: z.literal('asynchronous-primary'), consensus: z.string() }),
  z.looseObject({ kind: z.literal('dataset'), dataset: z.string() }),
  z.looseObject({ kind: z.literal('capacity'), minimum: z.number() }),
])
const recovery = z.looseObject({
  hostLossMs: z.number(),
  instanceLossMs: z.number().optional(),
  source: z.string(),
})
const balancing = z.looseObject({
  mode: z.enum(['tcp', 'http']),
  policy: z.enum(['round-robin', 'least-connections', 'active-standby', 'leader']),
  check: z.looseObject({ kind: z.enum(['http', 'binary', 'connect']) }),
  intervalMs: z.number(),
  fall: z.number(),
  rise: z.number(),
  checkTimeoutMs: z.number(),
  connectTimeoutMs: z.number(),
  idleTimeoutMs: z.number(),
})
const size = z.looseObject({
  memoryMiB: z.number(),
  cpus: z.number(),
  diskGiB: z.number(),
  settings: z.record(z.string(), z.union([z.string(), z.number()])),
})
const address = z.looseObject({ instance: z.string(), address: z.ipv4() })
const leg = z.looseObject({ id: networkId, address: z.ipv4() })

const costs = z.looseObject({
  rules: z.number(),
  spread: z.number(),
  moves: z.number(),
  sharing: z.number(),
  balance: z.number(),
})
const placement = z.looseObject({
  status: z.enum(['optimal', 'feasible']),
  gap: z.number(),
  fitsLoad: z.boolean(),
  hosts: z.number(),
  counting: z
    .looseObject({
      status: z.enum(['optimal', 'feasible']),
      groups: z.array(z.looseObject({ group: z.string(), count: z.number() })),
    })
    .optional(),
  costs,
  bounds: costs,
  together: z.array(
    z.looseObject({
      rule: z.string(),
      level: z.enum(['rules', 'sharing']),
      roles: z.tuple([z.string(), z.string()]),
      hosts: z.number(),
    }),
  ),
})
const seat = z.looseObject({ id: z.string(), host: z.string() })
const moves = z.looseObject({
  hosts: z.looseObject({
    added: z.array(z.string()),
    removed: z.array(z.string()),
    readdressed: z.array(
      z.looseObject({ id: z.string(), network: z.string(), from: z.string(), to: z.string() }),
    ),
  }),
  instances: z.looseObject({
    added: z.array(seat),
    removed: z.array(seat),
    moved: z.array(z.looseObject({ id: z.string(), from: z.string(), to: z.string() })),
  }),
})

/** As much of a plan's shape as keeps later stages from meeting something undefined. */
const planSchema = z.looseObject({
  schemaVersion: z.literal(planSchemaVersion),
  declarationFile: z.string(),
  declarationSha256: z.string(),
  catalogVersion: z.string(),
  name: z.string().regex(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/),
  shape: z.string(),
  profile: z.enum(['conservative', 'fast']),
  load: z.record(z.string(), z.number()),
  services: z.record(z.string(), record),
  capabilities: z.partialRecord(capability, z.array(z.string())),
  roles: z.array(
    z.looseObject({
      service: z.string(),
      role: z.string(),
      rule,
      recovery: recovery.optional(),
      moves: z.looseObject({ afterMs: z.number() }).optional(),
    }),
  ),
  clusters: z.array(z.looseObject({ id: z.string(), target: z.string() })).min(1),
  failureDomains: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.enum(['rack', 'zone', 'switch']),
      members: z.array(z.string()),
    }),
  ),
  hosts: z.array(
    z.looseObject({
      // A host's name becomes a folder and a namespace: nothing else may stand in it.
      id: z.string().regex(/^host\/[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/),
      group: z.string(),
      cluster: z.string(),
      hardware: z.looseObject({
        cpus: z.number(),
        memoryGiB: z.number(),
        disks: z.array(z.looseObject({ kind: z.string(), gib: z.number() })),
      }),
      networks: z.array(leg),
    }),
  ),
  networks: z.array(
    z.looseObject({
      id: z.templateLiteral(['network/', networkId]),
      vlan: z.int().min(1).max(4094),
      subnet: z.cidrv4(),
      gbps: z.number(),
    }),
  ),
  instances: z.array(
    z.looseObject({
      id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+\/\d+$/),
      service: z.string(),
      role: z.string(),
      host: z.string(),
      cluster: z.string(),
      realisation: z.string(),
      version: z.string(),
      size: z.looseObject({ production: size, rehearsal: size }),
      listens: z.array(
        z.looseObject({
          name: z.string(),
          network: networkId,
          address: z.ipv4(),
          port,
          portEnd: port.optional(),
          protocol: z.enum(['tcp', 'udp']),
        }),
      ),
      needs: z.array(
        z.looseObject({
          endpoint: z.string(),
          strength: z.enum(['hard', 'soft', 'startup']),
          via: z.enum(['vip', 'list', 'first']),
        }),
      ),
    }),
  ),
  endpoints: z.array(
    z.looseObject({
      id: z.string(),
      service: z.string(),
      role: z.string(),
      network: networkId,
      addresses: z.array(address),
      port,
      portEnd: port.optional(),
      protocol: z.string(),
      transport: z.enum(['tcp', 'udp']),
      tls: z.boolean(),
      auth: z.enum(['none', 'password', 'access-key', 'certificate']),
      virtualIp: z.ipv4().optional(),
      balancing: balancing.optional(),
      metrics: z
        .looseObject({
          path: z.string(),
          username: z.string().optional(),
          parameters: z.record(z.string(), z.array(z.string())).optional(),
        })
        .optional(),
    }),
  ),
  datasets: z.array(
    z.looseObject({
      id: z.string(),
      service: z.string(),
      copies: count,
      minInSync: count,
      durableCopies: count.optional(),
      domainKind: z.enum(['host', 'rack', 'zone']),
    }),
  ),
  flows: z.array(
    z.looseObject({
      from: z.string(),
      to: z.string(),
      network: networkId,
      protocol: z.enum(['tcp', 'udp', 'vrrp']),
      port: port.optional(),
      portEnd: port.optional(),
      why: z.string(),
    }),
  ),
  placement: placement.optional(),
  moves: moves.optional(),
  relaxes: z.array(
    z.looseObject({
      rule: z.string(),
      why: z.string(),
      text: z.looseObject({ en: z.string(), ko: z.string() }).optional(),
    }),
  ),
  decisions: z.array(z.looseObject({ about: z.string(), why: z.string(), source: z.string() })),
  sizing: z
    .array(
      z.looseObject({
        about: z.string(),
        what: z.string(),
        value: z.number(),
        needed: z.number().optional(),
        unit: z.string(),
        formula: z.string(),
        inputs: z.record(z.string(), z.number()),
        source: z.string(),
        text: z.looseObject({ en: z.string(), ko: z.string() }),
      }),
    )
    .optional(),
  source: z.record(z.string(), z.looseObject({ line: z.number(), column: z.number() })),
})

/** Reads a plan. Throws `planFile.*` errors at the place of a JSON mistake, or with the path of what is not a plan's. */
export function parsePlan(content: string, file: string): Plan {
  const value = parseJson(content, file)
  const at = { file, line: 1, column: 1 }
  const version = (value as { schemaVersion?: unknown } | null)?.schemaVersion
  if (version !== undefined && version !== planSchemaVersion) {
    throw planFileErrors.otherVersion({ found: JSON.stringify(version), expected: planSchemaVersion }, { at })
  }
  const [issue] = planSchema.safeParse(value).error?.issues ?? []
  if (issue !== undefined) {
    throw planFileErrors.notAPlan(
      { path: `/${issue.path.map(String).join('/')}`, reason: issue.message },
      { at },
    )
  }
  return value as Plan
}

function parseJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const offset = Number(/position (\d+)/.exec(reason)?.[1] ?? content.length)
    const before = content.slice(0, offset).split('\n')
    const at = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    throw planFileErrors.notJson({ reason }, { at, cause })
  }
}
