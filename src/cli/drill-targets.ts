// The words of `hanok drill` → what is to fail, on the plan that is up.

import type { FaultKind } from '../drills/fault-kind.ts'
import { fault as kill } from '../drills/faults/kill.ts'
import { elementFaults, faultKind, faultOn, matrixElements, pairFaults } from '../drills/matrix.ts'
import type { Fault } from '../drills/run-faults.ts'
import { chooseElements, isTargetWord, seededRandom } from '../drills/targets.ts'
import { nearestWord } from '../model/nearest-word.ts'
import type { Plan } from '../model/plan.ts'
import { callErrors } from './call-errors.ts'
import { type CommandInput, optionText } from './command.ts'
import { runErrors } from './run-errors.ts'

/** What is to fail, one after another; empty where nothing is named. Throws for names and words that nothing here has. */
export function faultsAsked(plan: Plan, input: CommandInput): readonly Fault[] {
  const matrix = optionText(input, 'matrix')
  const kind = faultKind(optionText(input, 'fault') ?? 'kill') ?? kill
  const random = seededRandom(seedOf(input))
  if (matrix === 'hosts' || matrix === 'instances') return elementFaults(matrixElements(plan, matrix), kind)
  if (matrix === 'pairs') return pairFaults(plan, { fatal: true, others: pairsBesideFatal }, random)
  const targets = input.arguments.map((name) => targetOf(plan, name, kind, random))
  return input.options.together === true && targets.length > 0 ? [allOf(targets, kind)] : targets
}

/** Pairs that the verdict calls survivable are too many to try each. */
const pairsBesideFatal = 10

function seedOf(input: CommandInput): number {
  const found = optionText(input, 'seed') ?? '0'
  if (!/^\d{1,9}$/.test(found)) throw callErrors.badNumber({ option: '--seed', found })
  return Number(found)
}

/** Everything that these faults hit, at once. */
function allOf(faults: readonly Fault[], kind: FaultKind): Fault {
  return {
    id: kind.id,
    kind,
    async elements(platform) {
      const chosen = await Promise.all(
        faults.map(({ elements }) => (typeof elements === 'function' ? elements(platform) : elements)),
      )
      return [...new Set(chosen.flat())]
    },
  }
}

/** A host, an instance, a network; the hosts of a rack; or `SERVICE/ROLE:WORD`, chosen when its turn comes. */
function targetOf(plan: Plan, name: string, kind: FaultKind, random: () => number): Fault {
  const [role = '', word] = name.split(':')
  if (isTargetWord(word)) {
    const [wanted = 'host'] = kind.hits
    return {
      id: `${kind.id}-${wanted}:${name}`,
      kind,
      elements: (platform) => chooseElements(platform, role, word, wanted, random),
    }
  }
  const domain = plan.failureDomains.find(({ id }) => id === name)
  return faultOn(domain?.members ?? [elementOf(plan, name)], kind)
}

/** The id of a host, with `host/` or without it, of an instance or of a network. */
function elementOf(plan: Plan, name: string): string {
  const known: readonly string[] = [...plan.hosts, ...plan.instances, ...plan.networks].map(({ id }) => id)
  const found = known.find((id) => id === name || id === `host/${name}`)
  if (found !== undefined) return found
  const nearest = nearestWord(name, known)
  throw runErrors.unknownElement({ name, ...(nearest === undefined ? {} : { nearest }) })
}
