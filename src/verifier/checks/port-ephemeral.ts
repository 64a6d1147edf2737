// Check: servers keep out of the ports that the kernel hands to clients.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editInstances } from '../plan-edits.ts'
import { atService, groupBy, roleIdOf } from '../plan-facts.ts'

/** Linux' default of net.ipv4.ip_local_port_range. */
const ephemeral = { first: 32_768, last: 60_999 }

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'port-ephemeral',
  topic: 'addresses',
  rules: [],
  severity: 'warning',
  title: text(
    'No instance listens on a port from 32768 to 60999.',
    '32768~60999번 포트에서 듣는 인스턴스는 없다.',
  ),
  why: text(
    'Linux gives these ports to outgoing connections (ip-sysctl, "ip_local_port_range"): now and then one is taken when the daemon restarts, and it fails to start for no visible reason.',
    'Linux는 이 포트를 나가는 연결에 나누어 줍니다(ip-sysctl, "ip_local_port_range"). 데몬이 다시 시작할 때 어쩌다 이미 쓰이고 있으면 까닭 없이 시작에 실패합니다.',
  ),
  find: ({ plan }) => {
    const open = plan.instances.flatMap((instance) =>
      instance.listens
        .filter(({ port, portEnd = port }) => port <= ephemeral.last && portEnd >= ephemeral.first)
        .map((listen) => ({ role: roleIdOf(instance), service: instance.service, listen })),
    )
    return [...groupBy(open, ({ role, listen }) => `${role} ${listen.port}`).values()].flatMap((alike) =>
      alike.slice(0, 1).map(({ role, service, listen: { port, portEnd = port, name } }) => ({
        case: 'inside',
        message: text(
          `${role} listens on ${port === portEnd ? `port ${port}` : `ports ${port} to ${portEnd}`} (${name}) on ${alike.length} addresses.`,
          `${role} 인스턴스가 주소 ${alike.length}개의 ${port === portEnd ? port : `${port}~${portEnd}`}번 포트(${name})에서 듣습니다.`,
        ),
        fix: text(
          `Choose a port below ${ephemeral.first}, or reserve it (net.ipv4.ip_local_reserved_ports).`,
          `${ephemeral.first}번보다 낮은 포트를 쓰거나 예약하세요(net.ipv4.ip_local_reserved_ports).`,
        ),
        at: [...atService(service, 'port'), '/services'],
        data: { role, port, portEnd },
      })),
    )
  },
  failing: (plan) =>
    editInstances(plan, 'trino/worker', (instance) => ({
      ...instance,
      listens: instance.listens.map((listen) => ({ ...listen, port: 32_700, portEnd: 32_800 })),
    })),
  passing: (plan) =>
    editInstances(plan, 'trino/worker', (instance) => ({
      ...instance,
      listens: instance.listens.map((listen) => ({ ...listen, port: 32_700, portEnd: 32_767 })),
    })),
})
