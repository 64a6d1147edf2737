// Check: whoever may hold a virtual IP can also forward what comes to it.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, hostNames, hostsOf } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vip-holder-forwards',
  topic: 'balancing',
  rules: ['R-5.1'],
  severity: 'error',
  title: text(
    'HAProxy runs on exactly the hosts where Keepalived does.',
    'HAProxy와 Keepalived는 같은 호스트들에서 돈다.',
  ),
  why: text(
    'A virtual IP that moves to a host without HAProxy is answered by a closed port; an HAProxy without Keepalived is never given an address (Keepalived, keepalived.conf(5), "vrrp_script").',
    '가상 IP가 HAProxy 없는 호스트로 옮겨 가면 닫힌 포트만 남고, Keepalived 없는 HAProxy는 주소를 받지 못합니다(Keepalived, keepalived.conf(5), "vrrp_script").',
  ),
  find: (facts) => {
    const holders = hostsOf(facts.instancesOf('load-balancer/keepalived'))
    const forwarders = hostsOf(facts.instancesOf('load-balancer/haproxy'))
    const mute = holders.filter((host) => !forwarders.includes(host))
    const idle = holders.length === 0 ? [] : forwarders.filter((host) => !holders.includes(host))
    return [
      ...(mute.length === 0
        ? []
        : [
            {
              case: 'mute',
              message: text(
                `Keepalived without HAProxy, where a virtual IP may come and nothing forwards: ${hostNames(mute)}.`,
                `${hostNames(mute)}: 가상 IP를 받을 수 있지만 연결을 넘길 HAProxy가 없습니다.`,
              ),
              fix: text(
                'Plan both on the hosts with the duty `edge`.',
                '`edge` 임무를 가진 호스트에 둘 다 두세요.',
              ),
              at: atHosts,
              data: { hosts: [...mute] },
            },
          ]),
      ...(idle.length === 0
        ? []
        : [
            {
              case: 'idle',
              severity: 'warning' as const,
              message: text(
                `HAProxy without Keepalived, where no virtual IP can come: ${hostNames(idle)}.`,
                `${hostNames(idle)}: HAProxy는 있지만 Keepalived가 없어 가상 IP가 올 수 없습니다.`,
              ),
              fix: text(
                'Plan both on the hosts with the duty `edge`.',
                '`edge` 임무를 가진 호스트에 둘 다 두세요.',
              ),
              at: atHosts,
              data: { hosts: [...idle] },
            },
          ]),
    ]
  },
  failing: (plan) => keepInstances(plan, 'load-balancer/haproxy', 1),
})
