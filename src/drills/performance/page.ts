// The page of the comparison, and the rows of its evidence.

import type { JsonValue } from '../../model/plan.ts'
import { markdownTable } from '../evidence.ts'
import { type Comparison, compare, comparisonRow, type Figures, type Sample } from './comparison.ts'
import { produced } from './kafka.ts'
import { indexed } from './opensearch.ts'
import { flightsRows } from './superset.ts'
import { tpchScale, workersVariant } from './trino.ts'
import type { KeyLine } from './tuned-keys.ts'

/** What is compared with what. */
const pairs = [
  { ours: 'generated', theirs: 'defaults' },
  { ours: 'balancer', theirs: 'one gateway' },
] as const

/** All comparisons of the samples: configurations, ways to S3, and each number of workers against a single one. */
export function performanceComparisons(samples: readonly Sample[]): readonly Comparison[] {
  return [
    ...pairs.flatMap(({ ours, theirs }) => compare(samples, ours, theirs)),
    ...workerVariants(samples).flatMap((variant) => compare(samples, variant, workersVariant(1))),
  ]
}

function workerVariants(samples: readonly Sample[]): readonly string[] {
  return [...new Set(samples.map(({ variant }) => variant).filter((variant) => variant.endsWith(' workers')))]
}

/** The rows of the evidence. */
export function performanceRows(samples: readonly Sample[]): readonly Readonly<Record<string, JsonValue>>[] {
  return performanceComparisons(samples).map(comparisonRow)
}

/**
 * Why a ratio may be below 1, by service and what is compared with what: what differs between both and costs time. The share of each is not
 * measured but where the page has a row of it.
 */
const reasons: Readonly<Record<string, string>> = {
  'seaweedfs balancer':
    'The balancer is one hop more, and here its HAProxy takes its share of the same two cores as the gateways. It is there so that a gateway may die; on hosts of their own the gateways behind it add up.',
  'trino generated':
    'The sizes of a rehearsal leave out the JVM’s second compiler (`TieredStopAtLevel=1`), which saves memory and time of the start and costs peak speed. Production has it.',
  'kafka generated':
    'The sizes of a rehearsal take the serial collector and leave out the JVM’s second compiler, to hold many brokers on one machine; production has G1 and both compilers. A topic has more partitions, each with smaller batches, which pays where brokers have disks and cores of their own.',
  'opensearch generated':
    'The sizes of a rehearsal leave out the JVM’s second compiler (`TieredStopAtLevel=1`), which production has; and logs are compressed harder (`best_compression`), which trades time for disk. The row of the template alone shows the second without the first.',
  'superset generated': 'Each answer is also put into the cache, which takes a request to Redis more.',
}

/** The page; `keys` are the tuned keys of each service with what is generated. */
export function performancePage(
  samples: readonly Sample[],
  keys: Readonly<Record<string, readonly KeyLine[]>>,
): string {
  const comparisons = performanceComparisons(samples)
  const settings = comparisons.filter(({ theirs }) => theirs.variant !== workersVariant(1))
  const workers = comparisons.filter(({ theirs }) => theirs.variant === workersVariant(1))
  return [
    'What Hanok generates against what each upstream sets by default, on the same hosts, memory and cores, in one run, the two taking turns',
    '(A B A B). Each figure is the median of its rounds, with the least and the most. **A ratio above 1 says that Hanok’s is better.** Where the',
    'rounds of both overlap the difference may be chance, and the page says so.',
    '',
    'Every daemon is run at the size of a rehearsal and shares the cores of one machine with all others and with the clients: the figures say',
    'how two configurations compare here, not what servers of their own reach.',
    '',
    comparisonTable(settings),
    '',
    ...belowOne(settings),
    ...workersSection(workers),
    '## What was done',
    '',
    `- S3: objects put and read by several clients in a host, through the balancer to every gateway and straight at one gateway.`,
    `- Trino: the 22 queries of TPC-H, one after another, on Iceberg tables made by Trino’s own generator at scale ${tpchScale} (scale 1 does not`,
    '  fit the time of the measurement), once after a start and then once more. Heaps are the same on both sides.',
    `- Kafka: ${produced.records} records of ${produced.bytes} bytes by \`kafka-producer-perf-test\`, \`acks=all\`, ${produced.copies} copies of which ${produced.minInSync} in sync, by SCRAM, into a topic that`,
    '  names no partitions. Copies are the same on both sides: they are there for safety, not for speed.',
    `- Superset: the data of the demo’s dashboard, each chart one after another, through the edge over TLS; ${flightsRows} rows made by Trino.`,
    `- OpenSearch: ${indexed.documents} log lines in bulk requests of ${indexed.bulk} by ${indexed.clients} clients over TLS through the balancer, one replica. As generated they go`,
    '  into an index of the template of logs, by upstream’s defaults into an index without one.',
    '',
    '## What is tuned',
    '',
    'Upstream’s side is the same files with these keys as upstream leaves them. Addresses, security, folders, timeouts of fault detection, copies',
    'and the sizes of heaps are the same on both sides.',
    '',
    ...Object.entries(keys).flatMap(([service, lines]) => [
      `**${service}**`,
      '',
      markdownTable(
        ['where', 'key', 'generated', 'upstream'],
        lines.map(({ where, key, generated, upstream }) => [where, `\`${key}\``, code(generated), upstream]),
      ),
      '',
    ]),
    '**seaweedfs**: no key; compared is the balancer in front of the gateways, which upstream does not set up. **opensearch**, beside the keys:',
    'the template of logs (`dynamic: false` with fixed fields, `refresh_interval` 5 s, `best_compression`) against an index without template',
    '(fields found out from documents, refreshed each second).',
  ].join('\n')
}

function code(value: string): string {
  return value === '–' ? value : `\`${value.replaceAll('|', '\\|')}\``
}

function comparisonTable(comparisons: readonly Comparison[]): string {
  return markdownTable(
    ['service', 'work', 'Hanok’s', 'the other', 'ratio'],
    comparisons.map((comparison) => {
      const { service, workload, unit, ours, theirs, apart } = comparison
      return [
        service,
        workload,
        `${figuresText(ours)} ${unit} (${ours.variant})`,
        `${figuresText(theirs)} ${unit} (${theirs.variant})`,
        `${ratioText(comparison)}${apart ? '' : ' (may be chance)'}`,
      ]
    }),
  )
}

/** Every ratio below 1, with the reason. */
function belowOne(comparisons: readonly Comparison[]): readonly string[] {
  const below = comparisons.filter(({ ratio }) => ratio < 1)
  if (below.length === 0) return []
  const lines = new Map<string, string[]>()
  for (const comparison of below) {
    const key = `${comparison.service} ${comparison.ours.variant}`
    lines.set(key, [...(lines.get(key) ?? []), `${comparison.workload} (${ratioText(comparison)})`])
  }
  return [
    'Below 1:',
    '',
    ...[...lines].map(
      ([key, what]) => `- ${key.split(' ')[0]}, ${what.join('; ')}: ${reasons[key] ?? 'no reason is known.'}`,
    ),
    '',
  ]
}

function workersSection(comparisons: readonly Comparison[]): readonly string[] {
  if (comparisons.length === 0) return []
  return [
    '## More workers',
    '',
    comparisonTable(comparisons),
    '',
    'More workers add memory here, and no core: all of them share those of one machine, and what they exchange has to be sent. In each round',
    'there are all workers first, then one fewer each time, so that fewer are also those that have run for longer.',
    '',
  ]
}

function figuresText({ median, least, most, rounds }: Figures): string {
  const spread = rounds === 1 ? '1 round' : `${shown(least)}–${shown(most)}, ${rounds} rounds`
  return `${shown(median)} [${spread}]`
}

function shown(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2)
}

function ratioText({ ratio }: Comparison): string {
  return ratio.toFixed(2)
}
