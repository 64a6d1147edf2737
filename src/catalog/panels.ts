// What people look at of a service: panels, declared beside its rules. Grafana's dashboards are made of them, and nothing in them is Grafana's
// but two variables in the expressions.

import { type Text, text } from '../model/text.ts'

/** What a number is. `share`: a part of one, shown in percent. */
export type PanelUnit = 'number' | 'per second' | 'bytes' | 'bytes per second' | 'seconds' | 'share'

/** One question to Prometheus. */
export interface PanelQuery {
  /** PromQL. `$hosts` stands for the hosts that are looked at, as a regular expression, and `$__rate_interval` for the window of a rate. */
  readonly expression: string
  /** Name of each series: `{{host}}` and the like stand for its labels. */
  readonly legend: string
}

/** One picture. */
export interface Panel {
  readonly title: Text
  /** `series`: how it went. `now`: the newest number alone. `table`: the newest number of each series, with its labels. */
  readonly kind: 'series' | 'now' | 'table'
  readonly unit: PanelUnit
  readonly queries: readonly PanelQuery[]
  /** Says why there may be no series though all is well; everything else must show something (`askPanels`). */
  readonly mayBeEmpty?: string
}

/** What an instance's series are told apart by. */
const perInstance = '{{instance}}'

/** How something went; each instance by itself unless a legend says otherwise. */
export function series(title: Text, unit: PanelUnit, ...queries: readonly (string | PanelQuery)[]): Panel {
  return { title, kind: 'series', unit, queries: queries.map(queryOf) }
}

/** Numbers of now. */
export function now(title: Text, unit: PanelUnit, ...queries: readonly (string | PanelQuery)[]): Panel {
  return { title, kind: 'now', unit, queries: queries.map(queryOf) }
}

function queryOf(query: string | PanelQuery): PanelQuery {
  return typeof query === 'string' ? { expression: query, legend: perInstance } : query
}

/** The panel, with the reason for which it may be empty. */
export function mayBeEmpty(panel: Panel, why: string): Panel {
  return { ...panel, mayBeEmpty: why }
}

/** An expression that Prometheus understands by itself: of all hosts, and over five minutes. */
export function askable({ expression }: Pick<PanelQuery, 'expression'>): string {
  return expression.replaceAll('$hosts', '.*').replaceAll('$__rate_interval', '5m')
}

/** Memory, heap and garbage of the Java programs of a service that the JMX exporter's agent tells of. */
export function javaPanels(service: string): readonly Panel[] {
  const of = `service="${service}",host=~"$hosts"`
  return [
    series(
      text('Java heap in use', '사용 중인 Java 힙'),
      'share',
      `jvm_memory_used_bytes{area="heap",${of}} / jvm_memory_max_bytes{area="heap",${of}}`,
    ),
    series(
      text('Time spent on collecting garbage', '가비지 수집에 쓴 시간'),
      'share',
      `sum by (instance) (rate(jvm_gc_collection_seconds_sum{${of}}[$__rate_interval]))`,
    ),
    series(text('Threads', '스레드'), 'number', `jvm_threads_current{${of}}`),
    ...processPanels(service),
  ]
}

/** Memory and processors of the programs of a service that tell the usual metrics of a process. */
export function processPanels(service: string): readonly Panel[] {
  const of = `service="${service}",host=~"$hosts"`
  return [
    series(text('Memory', '메모리'), 'bytes', `process_resident_memory_bytes{${of}}`),
    series(
      text('Processors in use', '사용 중인 CPU'),
      'number',
      `rate(process_cpu_seconds_total{${of}}[$__rate_interval])`,
    ),
  ]
}
