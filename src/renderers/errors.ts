// What can go wrong while a plan becomes files.

import { defineErrors } from '../model/errors.ts'
import { text } from '../model/text.ts'

/** Errors of the hosts renderer. */
export const renderErrors = defineErrors('render', {
  unknownService: {
    fault: 'user',
    message: (p: { service: string; known: string }) =>
      text(
        `The plan has the service "${p.service}", which this version of hanok does not know (it knows ${p.known}).`,
        `계획에 이 버전의 hanok이 모르는 서비스 "${p.service}"가 있습니다(아는 서비스: ${p.known}).`,
      ),
    hint: () =>
      text(
        'Plan again from the declaration with this version.',
        '이 버전으로 선언 파일에서 계획을 다시 만드세요.',
      ),
  },
  noSuchAddress: {
    fault: 'bug',
    message: (p: { instance: string; what: string }) =>
      text(
        `${p.instance} asks for ${p.what}, which the plan does not have.`,
        `${p.instance}이(가) 계획에 없는 ${p.what}을(를) 요구합니다.`,
      ),
  },
  hardwareBalancer: {
    fault: 'user',
    message: () =>
      text(
        'The virtual IPs of this plan are on a hardware L4 outside it, so its hosts alone do not work; and whom they may let in from it is not known.',
        '이 계획의 가상 IP는 계획 밖의 하드웨어 L4에 있어서 호스트만으로는 동작하지 않으며, 그 장비의 주소를 알 수 없어 접근을 허용할 수도 없습니다.',
      ),
    hint: () =>
      text(
        'Take `kind: hardware` out of `services.load-balancer` to render or rehearse it with HAProxy and Keepalived.',
        '`services.load-balancer`에서 `kind: hardware`를 빼면 HAProxy와 Keepalived로 만들거나 리허설할 수 있습니다.',
      ),
  },
  composeIsSingle: {
    fault: 'user',
    message: (p: { role: string; count: number }) =>
      text(
        `Compose is for one developer's machine, with one of everything; this plan has ${p.count} of ${p.role}.`,
        `Compose는 개발자 한 명의 컴퓨터에서 모든 것을 하나씩 돌리기 위한 것인데, 이 계획에는 ${p.role}이(가) ${p.count}개 있습니다.`,
      ),
    hint: () =>
      text(
        'Render the shape `starter` for it; `hanok up` runs a whole platform, with its hosts, on one machine.',
        '`starter` 형태를 사용하세요. 호스트까지 갖춘 플랫폼 전체를 한 대에서 돌리려면 `hanok up`을 쓰세요.',
      ),
  },
  subnetTooSmall: {
    fault: 'user',
    message: (p: { subnet: string; containers: number }) =>
      text(
        `The subnet ${p.subnet} has no room for container number ${p.containers}.`,
        `서브넷 ${p.subnet}에 ${p.containers}번째 컨테이너의 주소가 없습니다.`,
      ),
    hint: () => text('Declare a larger one under `networks`.', '`networks`에 더 큰 서브넷을 선언하세요.'),
  },
  plannedOnly: {
    fault: 'bug',
    message: (p: { instance: string }) =>
      text(
        `${p.instance} is planned only: its role cannot be configured yet.`,
        `${p.instance}은(는) 계획에만 있습니다. 이 역할은 아직 구성할 수 없습니다.`,
      ),
  },
  fileTwice: {
    fault: 'bug',
    message: (p: { host: string; path: string }) =>
      text(
        `Two roles on ${p.host} write ${p.path} with different content.`,
        `${p.host}의 두 역할이 ${p.path}에 서로 다른 내용을 씁니다.`,
      ),
  },
})
