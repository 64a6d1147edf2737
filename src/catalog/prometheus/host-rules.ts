// Alerts on hosts themselves, from the node exporter, and on the Java programs of any service.

import { text } from '../../model/text.ts'
import { type AlertRule, gauge } from '../rules.ts'

/** Labels of what is a disk: neither memory, nor packed images, nor what containers lay over others. */
export const disks = 'fstype!~"tmpfs|ramfs|squashfs|overlay|nsfs|autofs"'

/** Short of disk, of memory, of time. */
export const hostAlerts: readonly AlertRule[] = [
  {
    name: 'HostDiskNearlyFull',
    expression: `min by (host, device) (node_filesystem_avail_bytes{${disks}} / node_filesystem_size_bytes{${disks}}) < 0.1`,
    forS: 600,
    severity: 'warning',
    summary: text(
      'Less than a tenth of {{ $labels.device }} on {{ $labels.host }} is free.',
      '{{ $labels.host }}의 {{ $labels.device }}에 빈 공간이 10%도 남지 않았습니다.',
    ),
    action: text(
      'Free space or give the host more. Databases on a full disk stop, and may not start again.',
      '공간을 비우거나 디스크를 늘리세요. 디스크가 가득 차면 데이터베이스가 멈추고, 다시 뜨지 않을 수도 있습니다.',
    ),
    example: {
      series: [
        gauge(
          'node_filesystem_avail_bytes{host="h1",device="/dev/sda1",fstype="ext4",mountpoint="/"}',
          50,
          5,
        ),
        gauge('node_filesystem_size_bytes{host="h1",device="/dev/sda1",fstype="ext4",mountpoint="/"}', 100),
      ],
      labels: { host: 'h1', device: '/dev/sda1' },
    },
  },
  {
    name: 'HostMemoryShort',
    expression: 'min by (host) (node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes) < 0.05',
    forS: 300,
    severity: 'warning',
    summary: text(
      '{{ $labels.host }} has almost no memory left.',
      '{{ $labels.host }}에 남은 메모리가 거의 없습니다.',
    ),
    action: text(
      'See which process grew. The kernel ends one when nothing is left.',
      '어느 프로세스가 커졌는지 확인하세요. 메모리가 바닥나면 커널이 프로세스를 강제로 끝냅니다.',
    ),
    example: {
      series: [
        gauge('node_memory_MemAvailable_bytes{host="h1"}', 50, 2),
        gauge('node_memory_MemTotal_bytes{host="h1"}', 100),
      ],
      labels: { host: 'h1' },
    },
  },
  {
    name: 'HostClockOff',
    expression: 'max by (host) (abs(node_timex_offset_seconds)) > 0.1',
    forS: 300,
    severity: 'warning',
    summary: text(
      'The clock of {{ $labels.host }} is off by more than a tenth of a second.',
      '{{ $labels.host }}의 시계가 0.1초 넘게 틀립니다.',
    ),
    action: text(
      'Look at its time service (chrony). Leases, tokens and signatures of S3 go by the clock.',
      '시간 동기화(chrony)를 확인하세요. 임대, 토큰, S3 서명이 모두 시계를 따릅니다.',
    ),
    example: { series: [gauge('node_timex_offset_seconds{host="h1"}', 0, -0.5)], labels: { host: 'h1' } },
  },
  {
    name: 'JavaHeapNearlyFull',
    expression:
      'max by (service, role, host, instance) (jvm_memory_used_bytes{area="heap"} / jvm_memory_max_bytes{area="heap"}) > 0.95',
    forS: 600,
    severity: 'warning',
    summary: text(
      'The Java heap of {{ $labels.instance }} on {{ $labels.host }} stays full.',
      '{{ $labels.host }}의 {{ $labels.instance }}에서 Java 힙이 계속 가득 차 있습니다.',
    ),
    action: text(
      'It spends its time collecting garbage and ends when nothing is left: give it more memory, or less to do.',
      '가비지 수집에 시간을 다 쓰고, 여유가 없어지면 종료됩니다. 메모리를 늘리거나 일을 줄이세요.',
    ),
    example: {
      series: [
        gauge('jvm_memory_used_bytes{area="heap",service="a",role="b",host="h1",instance="a/b/1"}', 50, 99),
        gauge('jvm_memory_max_bytes{area="heap",service="a",role="b",host="h1",instance="a/b/1"}', 100),
      ],
      labels: { service: 'a', role: 'b', host: 'h1', instance: 'a/b/1' },
    },
  },
]
