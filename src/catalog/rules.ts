// What a service has worked out of its metrics and whom it has told: rules of Prometheus, declared beside the service.

import type { Text } from '../model/text.ts'
import type { Panel } from './panels.ts'

/** A series that Prometheus works out at every evaluation, so that alerts and dashboards ask for the same thing by one name. */
export interface RecordingRule {
  /** `level:metric:operations` (Prometheus, "Recording rules": naming). */
  readonly record: string
  /** PromQL. */
  readonly expression: string
}

/** One reason to tell people. Prometheus, "Alerting rules". */
export interface AlertRule {
  /** Unique in the catalog, the service first: `EtcdNoLeader`. */
  readonly name: string
  /** PromQL: a series for each thing that is wrong, and none while all is well. */
  readonly expression: string
  /** How long it must hold until people are told. */
  readonly forS: number
  /** `critical`: people miss something now, or data is at risk. `warning`: one more failure, and they do. */
  readonly severity: 'critical' | 'warning'
  /** What is wrong, in one sentence. `{{ $labels.host }}` and the like stand for the alert's labels. */
  readonly summary: Text
  /** What to look at and do. */
  readonly action: Text
  /** The alert's test: what the metrics are like while it is wrong. */
  readonly example: AlertExample
}

/**
 * Metrics that are well, then ill, then well again, and the labels of the one alert that must fire meanwhile. `promtool test rules` runs
 * it: quiet before, firing while ill, resolved after (rules.test.ts in Prometheus' folder).
 */
export interface AlertExample {
  readonly series: readonly ExampleSeries[]
  /** All labels of the alert but its name and severity. */
  readonly labels: Readonly<Record<string, string>>
}

/** One input series. `none`: the series is not there. */
export interface ExampleSeries {
  /** With all labels that the expression looks at: `up{service="etcd",host="control-1"}`. */
  readonly name: string
  /** `gauge`: values as they are. `counter`: what it grows by each minute. */
  readonly kind: 'gauge' | 'counter'
  readonly well: number | 'none'
  readonly ill: number | 'none'
}

/** All rules of one service, and what people look at. */
export interface ServiceRules {
  readonly recordings?: readonly RecordingRule[]
  readonly alerts: readonly AlertRule[]
  /** Panels of its dashboard; that it answers, and what is wrong with it, is on every dashboard anyway. */
  readonly panels?: readonly Panel[]
  /** Panels of the platform's own dashboard, of what is no single service's: the hosts. */
  readonly hostPanels?: readonly Panel[]
}

/** A series of values as they are. */
export function gauge(name: string, well: number | 'none', ill: number | 'none' = well): ExampleSeries {
  return { name, kind: 'gauge', well, ill }
}

/** A series that grows by so much each minute. */
export function counter(name: string, well: number, ill: number = well): ExampleSeries {
  return { name, kind: 'counter', well, ill }
}
