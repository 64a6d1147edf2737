// What can be wrong with a declaration that is well formed, yet cannot be planned.

import { defineErrors } from '../model/errors.ts'
import { type Text, text } from '../model/text.ts'

/** Errors of planning. All are the user's to mend, and say how. */
export const planErrors = defineErrors('plan', {
  unknownShape: {
    fault: 'user',
    message: (p: { shape: string; known: string }) =>
      text(
        `There is no shape named "${p.shape}"; known shapes: ${p.known}.`,
        `"${p.shape}"(이)라는 형태(shape)는 없습니다. 쓸 수 있는 형태: ${p.known}.`,
      ),
  },
  needsMissingService: {
    fault: 'user',
    message: (p: { role: string; service: string; why: string }) =>
      text(
        `${p.role} needs the service "${p.service}" (${p.why}), which this platform does not have.`,
        `${p.role}에는 "${p.service}" 서비스가 필요하지만(${p.why}) 이 플랫폼에는 없습니다.`,
      ),
    hint: (p: { service: string }) =>
      text(
        `Take \`${p.service}: false\` out of \`services\`, or choose a shape with hosts for it.`,
        `\`services\`에서 \`${p.service}: false\`를 지우거나, 그 서비스를 둘 호스트가 있는 형태를 고르세요.`,
      ),
  },
  tooFewHosts: {
    fault: 'user',
    message: (p: { role: string; count: number; hosts: number; duty: string }) =>
      text(
        `${p.role} should have ${p.count} instances, but only ${p.hosts} hosts have the duty "${p.duty}", and no host runs two of one role.`,
        `${p.role} 인스턴스는 ${p.count}개여야 하지만 "${p.duty}" 역할을 맡은 호스트는 ${p.hosts}대뿐이며, 한 호스트에 같은 역할을 둘 이상 두지 않습니다.`,
      ),
    hint: (p: { duty: string }) =>
      text(
        `Add hosts with the duty "${p.duty}" or ask for fewer instances.`,
        `"${p.duty}" 호스트를 늘리거나 인스턴스 수를 줄이세요.`,
      ),
  },
  conflict: {
    fault: 'user',
    message: (p: { demands: readonly Text[]; roles: readonly string[]; remedies: readonly Text[] }) =>
      text(
        `These cannot all hold: ${p.demands.map(({ en }) => en).join('; ')}.`,
        `다음을 모두 만족하는 배치는 없습니다: ${p.demands.map(({ ko }) => ko).join('; ')}.`,
      ),
    hint: (p: { remedies: readonly Text[] }) =>
      text(
        `Change any one of them and the rest can hold: ${[...p.remedies.map(({ en }) => `enough is that ${en}`), 'or ask for fewer instances, or give the duty to other hosts'].join('; ')}.`,
        `이 가운데 하나만 바꾸면 나머지는 지킬 수 있습니다: ${[...p.remedies.map(({ ko }) => `${ko} 이상이면 충분`), '또는 인스턴스를 줄이거나, 그 역할을 다른 호스트에 맡기세요'].join('; ')}.`,
      ),
  },
  conflictPart: {
    fault: 'user',
    message: (p: { demand: Text }) =>
      text(
        `One of the demands that cannot all hold: ${p.demand.en}.`,
        `함께 지킬 수 없는 조건 가운데 하나: ${p.demand.ko}.`,
      ),
  },
  noPlacementFound: {
    fault: 'user',
    message: (p: { hosts: number }) =>
      text(
        `No placement on these ${p.hosts} hosts was found within the solver's limit of work, and it is not proved that there is none.`,
        `호스트 ${p.hosts}대에 대한 배치를 해 찾기 한도 안에서 찾지 못했습니다. 배치가 없다고 증명된 것은 아닙니다.`,
      ),
    hint: () =>
      text(
        'Give the fullest hosts more memory, or take a duty from some of them.',
        '가장 꽉 찬 호스트의 메모리를 늘리거나, 일부 호스트에서 맡은 일을 덜어 주세요.',
      ),
  },
  solverNeeded: {
    fault: 'bug',
    message: () =>
      text(
        'These hosts need a solver to be placed, and none was given.',
        '이 호스트에 배치하려면 해를 구하는 프로그램이 필요하지만 주어지지 않았습니다.',
      ),
  },
  unknownGroup: {
    fault: 'user',
    message: (p: { cluster: string; group: string; known: string }) =>
      text(
        `The cluster "${p.cluster}" names the host group "${p.group}", which this platform does not have; its groups: ${p.known}.`,
        `클러스터 "${p.cluster}"에 적은 호스트 그룹 "${p.group}"이(가) 이 플랫폼에 없습니다. 있는 그룹: ${p.known}.`,
      ),
    hint: () =>
      text(
        'Name a group of the shape, or one of `hostGroups`.',
        '형태에 있는 그룹이나 `hostGroups`에 적은 그룹의 이름을 쓰세요.',
      ),
  },
  subnetTooSmall: {
    fault: 'user',
    message: (p: { network: string; subnet: string; hosts: number }) =>
      text(
        `The subnet ${p.subnet} of network "${p.network}" has too few addresses for ${p.hosts} hosts.`,
        `네트워크 "${p.network}"의 서브넷 ${p.subnet}에는 호스트 ${p.hosts}대를 위한 주소가 모자랍니다.`,
      ),
    hint: (p: { network: string }) =>
      text(
        `Set a larger one: networks.${p.network}.subnet.`,
        `더 큰 서브넷을 지정하세요: networks.${p.network}.subnet.`,
      ),
  },
  badSubnet: {
    fault: 'user',
    message: (p: { network: string; subnet: string }) =>
      text(
        `"${p.subnet}" is not an IPv4 subnet (network "${p.network}"); expected something like 10.77.20.0/24.`,
        `"${p.subnet}"은(는) IPv4 서브넷이 아닙니다(네트워크 "${p.network}"). 예: 10.77.20.0/24.`,
      ),
  },
  subnetsOverlap: {
    fault: 'user',
    message: (p: { first: string; second: string; subnet: string }) =>
      text(
        `Networks "${p.first}" and "${p.second}" overlap (${p.subnet}); each VLAN needs a subnet of its own (R-6).`,
        `네트워크 "${p.first}"와(과) "${p.second}"의 서브넷이 겹칩니다(${p.subnet}). VLAN마다 서로 다른 서브넷이 필요합니다(R-6).`,
      ),
  },
  missingEndpoint: {
    fault: 'bug',
    message: (p: { role: string; endpoint: string }) =>
      text(
        `The catalog is inconsistent: ${p.role} needs ${p.endpoint}, which no service offers.`,
        `카탈로그가 일관되지 않습니다: ${p.role}이(가) 필요로 하는 ${p.endpoint}을(를) 제공하는 서비스가 없습니다.`,
      ),
  },
})
