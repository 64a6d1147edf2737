// Check: a port of an address belongs to one daemon.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { portConflicts } from '../host-addresses.ts'
import { editInstances } from '../plan-edits.ts'
import { atHosts, atService, hostNames } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'port-conflict',
  topic: 'addresses',
  rules: [],
  severity: 'error',
  title: text(
    'No two instances on a host listen on the same port.',
    '한 호스트에서 같은 포트를 듣는 인스턴스가 둘 있지 않다.',
  ),
  why: text(
    'The second one cannot bind the port and does not start.',
    '나중 것이 포트를 열지 못해 시작하지 못합니다.',
  ),
  find: ({ plan }) =>
    portConflicts(plan).map(({ first, second, address, port, protocol, hosts }) => ({
      case: 'taken',
      message: text(
        `${first.id} and ${second.id} both listen on ${protocol} ${address}:${port}${hosts.length > 1 ? `; so on ${hosts.length} hosts: ${hostNames(hosts)}` : ''}.`,
        `${first.id}, ${second.id} 둘 다 ${protocol} ${address}:${port}에서 듣습니다${hosts.length > 1 ? `(호스트 ${hosts.length}대: ${hostNames(hosts)})` : ''}.`,
      ),
      fix: text(
        'Give one of them another port, or another host.',
        '하나에 다른 포트나 다른 호스트를 주세요.',
      ),
      at: [...atService(second.service), ...atService(first.service), ...atHosts],
      data: { instances: [first.id, second.id], address, port, protocol, hosts: [...hosts] },
    })),
  failing: (plan) =>
    editInstances(plan, 'trino/worker', (instance, index) =>
      index === 0
        ? {
            ...instance,
            listens: [
              ...instance.listens,
              ...instance.listens.slice(0, 1),
              ...(plan.instances.find(
                ({ host, service }) => host === instance.host && service === 'peer-watch',
              )?.listens ?? []),
            ],
          }
        : instance,
    ),
})
