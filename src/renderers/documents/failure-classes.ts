// What happens when one element of a kind fails.

import type { Capability } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ElementVerdict } from '../../model/verdict.ts'
import type { ElementKind } from './elements.ts'
import type { Facts } from './facts.ts'
import { effectOn, type Worst, worstOf } from './outcomes.ts'

/** `호스트 한 대`, as the subject of what happens. */
export function kindWords(facts: Facts, kind: ElementKind): string {
  const words = {
    instance: text('one process', '프로세스 하나'),
    host: text('one host', '호스트 한 대'),
    rack: text('one rack', '랙 하나'),
    zone: text('one zone', '존 하나'),
    switch: text('one switch', '스위치 하나'),
    network: text('one network', '네트워크 하나'),
  }
  return facts.say(words[kind])
}

/** The worst that the failure of one element of a kind does to a capability. */
export function worstOfKind(elements: readonly ElementVerdict[], capability: Capability): Worst {
  return worstOf(elements.map((element) => effectOn(element, capability)))
}
