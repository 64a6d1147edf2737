// Rules of services as Prometheus reads them, and as promtool tests them.

import type { JsonObject } from '../../model/plan.ts'
import { writeYaml } from '../../model/yaml-text.ts'
import type { AlertRule, ExampleSeries, ServiceRules } from '../rules.ts'

/** Whether there is anything for Prometheus to work out. */
export function hasRules(rules: ServiceRules | undefined): rules is ServiceRules {
  return rules !== undefined && rules.alerts.length + (rules.recordings ?? []).length > 0
}

/** A file of the rules of one service. */
export function rulesFile(service: string, rules: ServiceRules, intervalS: number): string {
  return writeYaml({ groups: [ruleGroup(service, rules, intervalS)] })
}

/**
 * The rules of one service: recordings first, since alerts ask for them. Worked out as often as everything else unless `intervalS` says otherwise.
 * Prometheus, "Recording rules": `rule_group`.
 */
export function ruleGroup(service: string, rules: ServiceRules, intervalS?: number): JsonObject {
  return {
    name: service,
    ...(intervalS === undefined ? {} : { interval: `${intervalS}s` }),
    rules: [
      ...(rules.recordings ?? []).map(({ record, expression }) => ({ record, expr: expression })),
      ...rules.alerts.map((alert) => ({
        alert: alert.name,
        expr: alert.expression,
        for: `${alert.forS}s`,
        labels: { severity: alert.severity },
        annotations: annotationsOf(alert),
      })),
    ],
  }
}

/** Every alert speaks both languages: whoever receives it chooses. */
function annotationsOf({ summary, action }: AlertRule): Readonly<Record<string, string>> {
  return { summary: summary.en, summary_ko: summary.ko, action: action.en, action_ko: action.ko }
}

/** The story of every example, in minutes: all is well, then something is wrong for long enough, then it is well again. */
const story = { wellFrom: 0, illFrom: 5, wellAgainFrom: 25, end: 45 } as const

/** When an example is looked at: just before it turns ill, at the end of it, and when all windows have forgotten it. */
const looks = { quiet: story.illFrom - 1, firing: story.wellAgainFrom - 1, resolved: story.end - 1 } as const

/** A file for `promtool test rules`: for each alert its example, in which it is quiet, fires and resolves. */
export function testsFile(rules: ServiceRules, ruleFile: string): string {
  return writeYaml({
    rule_files: [ruleFile],
    evaluation_interval: '1m',
    tests: rules.alerts.map((alert) => testOf(alert)),
  })
}

function testOf(alert: AlertRule): JsonObject {
  const { name: alertname, severity, example } = alert
  const firing = { exp_labels: { ...example.labels, severity }, exp_annotations: expandedAnnotations(alert) }
  return {
    name: alertname,
    interval: '1m',
    input_series: example.series.map((series) => ({ series: series.name, values: valuesOf(series) })),
    alert_rule_test: [
      { eval_time: `${looks.quiet}m`, alertname },
      { eval_time: `${looks.firing}m`, alertname, exp_alerts: [firing] },
      { eval_time: `${looks.resolved}m`, alertname },
    ],
  }
}

/** What Prometheus makes of the texts with the labels of the example. */
function expandedAnnotations(alert: AlertRule): JsonObject {
  const { labels } = alert.example
  return Object.fromEntries(
    Object.entries(annotationsOf(alert)).map(([name, words]) => [
      name,
      words.replace(/\{\{ \$labels\.(\w+) \}\}/g, (_all, label: string) => labels[label] ?? ''),
    ]),
  )
}

/** One value a minute, in promtool's notation (Prometheus, "Unit testing for rules": `series`). */
function valuesOf({ kind, well, ill }: ExampleSeries): string {
  const parts = [
    { value: well, minutes: story.illFrom - story.wellFrom },
    { value: ill, minutes: story.wellAgainFrom - story.illFrom },
    { value: well, minutes: story.end - story.wellAgainFrom },
  ]
  let total = 0
  return parts
    .map(({ value, minutes }) => {
      // `axn` is n further values after the first.
      if (value === 'none') return `_x${minutes}`
      if (kind === 'gauge') return `${value}x${minutes - 1}`
      const from = total + value
      total += value * minutes
      return `${from}+${value}x${minutes - 1}`
    })
    .join(' ')
}
