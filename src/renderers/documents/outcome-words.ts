// What a failure does, in words that need no legend.

import { text } from '../../model/text.ts'
import type { CapabilityVerdict, FailureVerdict } from '../../model/verdict.ts'
import { type Inline, joined, type Phrase, type Tone } from './document-model.ts'
import { bareName, type Facts } from './facts.ts'
import { effectOn, gravity, untouched, worseFirst } from './outcomes.ts'

const tones: readonly Tone[] = ['good', 'note', 'warn', 'bad', 'bad']

/** An effect as a coloured word: `약 16초 멈춤`. */
export function effectChip(facts: Facts, verdict: CapabilityVerdict): Inline {
  return { tone: tones[gravity(verdict)] ?? 'plain', label: effectWords(facts, verdict) }
}

/** What a failure does, worst first, each effect with its capabilities; what nobody notices is left out. */
export function effectsPhrase(facts: Facts, failure: FailureVerdict): Phrase {
  const touched = facts.capabilities
    .map((id) => ({ id, effect: effectOn(failure, id) }))
    .filter(({ effect }) => gravity(effect) > 0)
    .sort((a, b) => worseFirst(a.effect, b.effect))
  if (touched.length === 0) return { tone: 'plain', label: effectWords(facts, untouched) }
  const byWords = new Map<string, { readonly effect: CapabilityVerdict; readonly names: string[] }>()
  for (const { id, effect } of touched) {
    const words = effectWords(facts, effect)
    const alike = byWords.get(words)
    if (alike === undefined) byWords.set(words, { effect, names: [facts.capability(id)] })
    else alike.names.push(facts.capability(id))
  }
  const effects = [...byWords.values()].map(
    ({ effect, names }): Phrase => [effectChip(facts, effect), ` ${names.join(', ')}`],
  )
  return joined(effects, ' · ')
}

/** An effect in words. */
export function effectWords(facts: Facts, verdict: CapabilityVerdict): string {
  const { say } = facts
  switch (verdict.outcome) {
    case 'survives':
      return say(text('keeps working', '영향 없음'))
    case 'degrades':
      return leftWords(facts, verdict.fraction)
    case 'loses':
      return say(text('loses data', '데이터 손실'))
    case 'stops': {
      if (verdict.recoveryMs === null) return say(text('stops until repaired', '복구할 때까지 멈춤'))
      const pause = say(
        text(
          `pauses about ${duration(facts, verdict.recoveryMs)}`,
          `약 ${duration(facts, verdict.recoveryMs)} 멈춤`,
        ),
      )
      return verdict.fraction < 1 ? `${pause}, ${afterwards(facts, verdict.fraction)}` : pause
    }
  }
}

function leftWords(facts: Facts, fraction: number): string {
  const { say } = facts
  return fraction < 1
    ? say(text(`works at ${percent(fraction)}`, `성능 ${percent(fraction)}로 동작`))
    : say(text('works, with limits', '일부 기능 제한'))
}

function afterwards(facts: Facts, fraction: number): string {
  return facts.say(text(`then works at ${percent(fraction)}`, `그 뒤 성능 ${percent(fraction)}`))
}

/** A share as a percentage, never said larger than it is. */
export function percent(fraction: number): string {
  return `${Math.floor(fraction * 100 + 1e-9)}%`
}

/** A time as people say it, never said shorter than it is: `16초`, `2분 5초`. */
export function duration(facts: Facts, milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  if (seconds < 60) return facts.say(text(`${seconds} s`, `${seconds}초`))
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes >= 60) return hours(facts, minutes)
  return rest === 0
    ? facts.say(text(`${minutes} min`, `${minutes}분`))
    : facts.say(text(`${minutes} min ${rest} s`, `${minutes}분 ${rest}초`))
}

function hours(facts: Facts, minutes: number): string {
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60]
  return facts.say(text(`${whole} h ${rest} min`, `${whole}시간 ${rest}분`))
}

/** Datasets that a failure loses or puts at risk. */
export function dataWords(facts: Facts, failure: FailureVerdict): Phrase {
  const names = (ids: readonly string[]) => ids.map(bareName).join(', ')
  if (failure.lost.length > 0) {
    return [{ tone: 'bad', label: facts.say(text('lost', '손실')) }, ` ${names(failure.lost)}`]
  }
  if (failure.atRisk.length > 0) {
    const words = text('newest writes at risk', '최근에 쓴 내용이 위험')
    return [{ tone: 'warn', label: facts.say(words) }, ` ${names(failure.atRisk)}`]
  }
  return '–'
}
