// What the firewall must let through: fields that hold SQL because that is what they are for. Each by product, path and method, for the
// families of rules that take it for an attack, and for nothing else.

import type { IngressOptions } from './options.ts'
import { nameOf } from './products.ts'

/** One thing that is let through. */
interface Exclusion {
  readonly service: string
  /** Regular expression over the path, without parameters. */
  readonly path: string
  readonly methods: readonly string[]
  /** Families of rules (tags of the core rule set) that do not look at … */
  readonly tags: readonly string[]
  /** … these variables. `ARGS`: every field of the body and every parameter. */
  readonly targets: readonly string[]
  /** Whether they may be longer than fields are. Then no family that reads slowly may look at them. */
  readonly anyLength?: true
}

const sql = ['attack-sqli'] as const
/** Queries name tables, files and functions, and hold texts, that other families take for something else. */
const anything = [...sql, 'attack-rce', 'attack-lfi', 'attack-xss', 'attack-injection-php'] as const

/** Superset 6.1: what its pages send, tried with bodies of the same shape. */
const superset: readonly Omit<Exclusion, 'service'>[] = [
  {
    // SQL Lab: what runs a query, estimates it, formats it, or keeps a link to it.
    path: '^/api/v1/sqllab/(?:execute|estimate|format_sql|permalink)/?$',
    methods: ['POST'],
    tags: anything,
    targets: ['ARGS:json.sql'],
    anyLength: true,
  },
  {
    // Queries that are kept: by name, in a dataset, in an alert, as a condition on rows.
    path: '^/api/v1/(?:saved_query|dataset|report|rowlevelsecurity)/[0-9]*/?$',
    methods: ['POST', 'PUT'],
    tags: anything,
    targets: ['ARGS:json.sql', 'ARGS:json.clause'],
    anyLength: true,
  },
  {
    // An editor of SQL Lab, kept while somebody types.
    path: '^/tabstateview/[0-9]*/?$',
    methods: ['POST', 'PUT'],
    tags: anything,
    targets: ['ARGS:sql'],
    anyLength: true,
  },
  {
    // Columns and measures are expressions, at any depth.
    path: '^/api/v1/(?:dataset/[0-9]*|chart/(?:data|[0-9]*)|explore/(?:form_data(?:/[^/]+)?|permalink))/?$',
    methods: ['POST', 'PUT'],
    tags: sql,
    targets: ['ARGS'],
  },
  {
    // All that a chart is, in one text each.
    path: '^/api/v1/(?:chart/[0-9]*|explore/form_data(?:/[^/]+)?)/?$',
    methods: ['POST', 'PUT'],
    tags: anything,
    targets: ['ARGS:json.params', 'ARGS:json.query_context', 'ARGS:json.form_data'],
    anyLength: true,
  },
  {
    // All that a dashboard is. Texts in Markdown may have HTML in them; Superset cleans it itself.
    path: '^/api/v1/dashboard/[0-9]*/?$',
    methods: ['POST', 'PUT'],
    tags: anything,
    targets: ['ARGS:json.position_json', 'ARGS:json.json_metadata', 'ARGS:json.css'],
    anyLength: true,
  },
  {
    // Filters of lists in Rison, whose quotes and exclamation marks look like parts of a query, and what people search for.
    path: '^/api/v1/(?:(?:query|saved_query|dataset|chart|dashboard|database)/|database/[0-9]+/(?:tables|schemas)/)$',
    methods: ['GET'],
    tags: sql,
    targets: ['ARGS:q'],
  },
  {
    // What people did on a page.
    path: '^/superset/log/?$',
    methods: ['POST'],
    tags: anything,
    targets: ['ARGS:events'],
    anyLength: true,
  },
  {
    // A password may be anything.
    path: '^/(?:login|api/v1/security/login)/?$',
    methods: ['POST'],
    tags: anything,
    targets: ['ARGS:password', 'ARGS:json.password'],
  },
]

/** From their documents, not tried: where both send queries of their own languages. */
const grafana: readonly Omit<Exclusion, 'service'>[] = [
  { path: '^/api/(?:ds/query|dashboards/db)$', methods: ['POST'], tags: sql, targets: ['ARGS'] },
]
const dashboards: readonly Omit<Exclusion, 'service'>[] = [
  {
    path: '^/(?:internal/search/[a-z-]+|internal/_msearch|api/console/proxy|api/saved_objects/.*)$',
    methods: ['POST', 'PUT'],
    tags: sql,
    targets: ['ARGS'],
  },
]

const exclusionList: readonly Exclusion[] = Object.entries({
  superset,
  grafana,
  opensearch: dashboards,
}).flatMap(([service, list]) => list.map((exclusion) => ({ service, ...exclusion })))

/** Numbers of the rules that refuse long fields, and much in all of them together. */
export const lengthRuleIds = { field: 12, together: 13 } as const

/** First number of rules of our own: 1 to 99,999 are for that (ModSecurity, "Reference Manual": id). */
const firstId = 10_000

/** The rules, before those of the core rule set, for the products that are here. */
export function exclusions(options: IngressOptions, services: readonly string[]): readonly string[] {
  return exclusionList
    .filter(({ service }) => services.includes(service))
    .map((exclusion, index) => ruleOf(exclusion, firstId + index, options))
}

function ruleOf(
  { service, path, methods, tags, targets, anyLength }: Exclusion,
  id: number,
  options: IngressOptions,
): string {
  const name = nameOf({ service }, options).replaceAll('.', String.raw`\.`)
  const actions = targets.flatMap((target) => [
    ...tags.map((tag) => `ctl:ruleRemoveTargetByTag=${tag};${target}`),
    ...(anyLength === true ? [`ctl:ruleRemoveTargetById=${lengthRuleIds.field};${target}`] : []),
  ])
  if (anyLength === true) actions.push(`ctl:ruleRemoveById=${lengthRuleIds.together}`)
  return [
    `SecRule REQUEST_HEADERS:Host "@rx ^${name}(?::[0-9]+)?$" "id:${id},phase:1,pass,nolog,t:none,t:lowercase,chain"`,
    `  SecRule REQUEST_METHOD "@rx ^(?:${methods.join('|')})$" "t:none,chain"`,
    `  SecRule REQUEST_FILENAME "@rx ${path}" "t:none,${actions.join(',')}"`,
  ].join('\n')
}
