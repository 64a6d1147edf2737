import { text } from '../../model/text.ts'
import { type FaultKind, kindOfElement } from '../fault-kind.ts'

/** Sudden death: of a host with its links first, or of every process of an instance, which is started again by itself. */
export const fault: FaultKind = {
  id: 'kill',
  title: text('sudden death', '갑작스러운 죽음'),
  hits: ['host', 'instance'],
  mode: 'dead',
  strike: (platform, element) => platform.act(element, 'kill'),
  async heal(platform, element) {
    if (kindOfElement(element) === 'host') await platform.act(element, 'revive')
    return undefined
  },
}
