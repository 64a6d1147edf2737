// What people look at of the hosts, and of Prometheus itself.

import { text } from '../../model/text.ts'
import { mayBeEmpty, now, type Panel, processPanels, series } from '../panels.ts'
import { disks } from './host-rules.ts'

const perHost = (expression: string) => ({ expression, legend: '{{host}}' })
const rate = (name: string) => `rate(${name}[$__rate_interval])`
const ofServer = 'service="prometheus",role="server",host=~"$hosts"'

/** The collectors of processors and memory are switched off there (roles.ts). */
const rehearsed = 'rehearsed hosts share the processors and the memory of one machine'
const links = 'device!~"lo|veth.*|cali.*|cilium.*|docker.*",host=~"$hosts"'

/** Processors, memory, disks and network of every host, from the node exporter. */
export const hostPanels: readonly Panel[] = [
  mayBeEmpty(
    series(
      text('Processors in use', 'CPU 사용률'),
      'share',
      perHost(`1 - avg by (host) (${rate('node_cpu_seconds_total{mode="idle",host=~"$hosts"}')})`),
    ),
    rehearsed,
  ),
  mayBeEmpty(
    series(
      text('Memory in use', '메모리 사용률'),
      'share',
      perHost(
        '1 - min by (host) (node_memory_MemAvailable_bytes{host=~"$hosts"} / node_memory_MemTotal_bytes{host=~"$hosts"})',
      ),
    ),
    rehearsed,
  ),
  series(text('The fullest disk', '가장 많이 찬 디스크'), 'share', {
    expression: `1 - min by (host) (node_filesystem_avail_bytes{${disks},host=~"$hosts"} / node_filesystem_size_bytes{${disks},host=~"$hosts"})`,
    legend: '{{host}}',
  }),
  series(
    text('Network', '네트워크'),
    'bytes per second',
    {
      expression: `sum by (host) (${rate(`node_network_receive_bytes_total{${links}}`)})`,
      legend: 'in {{host}}',
    },
    {
      expression: `sum by (host) (${rate(`node_network_transmit_bytes_total{${links}}`)})`,
      legend: 'out {{host}}',
    },
  ),
]

/** What is measured, how long rules take, and whether anybody is told. */
export const prometheusPanels: readonly Panel[] = [
  series(
    text('Series in memory', '메모리에 있는 시계열'),
    'number',
    `prometheus_tsdb_head_series{${ofServer}}`,
  ),
  series(
    text('Samples that come in', '들어오는 측정값'),
    'per second',
    rate(`prometheus_tsdb_head_samples_appended_total{${ofServer}}`),
  ),
  series(text('The slowest readings', '가장 오래 걸린 수집'), 'seconds', {
    expression: 'topk(5, scrape_duration_seconds{role!="",host=~"$hosts"})',
    legend: '{{instance}}',
  }),
  series(text('Time that rules take', '규칙 평가 시간'), 'seconds', {
    expression: `sum by (instance) (prometheus_rule_group_last_duration_seconds{${ofServer}})`,
    legend: '{{instance}}',
  }),
  series(
    text('Rules that fail, messages that get lost', '실패한 규칙, 잃은 알림'),
    'number',
    {
      expression: `sum by (instance) (increase(prometheus_rule_evaluation_failures_total{${ofServer}}[$__rate_interval]))`,
      legend: 'rules {{instance}}',
    },
    {
      expression: `sum by (instance) (increase(prometheus_notifications_dropped_total{${ofServer}}[$__rate_interval]))`,
      legend: 'messages {{instance}}',
    },
  ),
  mayBeEmpty(
    now(text('Alertmanagers that see each other', '서로를 보는 Alertmanager'), 'number', {
      expression: 'min(alertmanager_cluster_members{service="prometheus"})',
      legend: 'members',
    }),
    'one alone has nobody to see',
  ),
  series(text('Alerts that Alertmanager holds', 'Alertmanager가 가진 알림'), 'number', {
    expression: 'sum by (instance, state) (alertmanager_alerts{service="prometheus",host=~"$hosts"})',
    legend: '{{state}} {{instance}}',
  }),
  ...processPanels('prometheus'),
]
