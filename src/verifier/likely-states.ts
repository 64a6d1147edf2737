// The states that a platform is most likely in, by how many of each kind have failed, with their exact probabilities.

/** Elements that fail alike and independently of each other; it does not matter which of them have failed. */
export interface FailingUnit {
  readonly size: number
  /** Share of time that each of them is gone. */
  readonly unavailability: number
}

/** How many of some units have failed, in the order of the units; of those left out none. */
export type FailedCounts = readonly { readonly unit: number; readonly count: number }[]

/** What was found: how much of the time all of it works, does not, and what was not looked at. */
export interface StateShares {
  /** Share of time in states that were judged not to work. */
  readonly down: number
  /** Share of time in states that were not judged. */
  readonly unexamined: number
}

interface State {
  readonly failed: FailedCounts
  /** Share of time in exactly this state. */
  readonly share: number
  /** The same in this state and all that come after it: those with more failures of its last unit or of later ones. */
  readonly withLaterShare: number
}

/**
 * Adds up the shares of time by judging the likeliest states first, until what is left is no more than `tolerance` or
 * `limit` states were judged. `isDown` must hold for every state with more failures than one for which it holds: such
 * states need not be judged, their share is known.
 */
export function shareOfTimeDown(
  units: readonly FailingUnit[],
  isDown: (failed: FailedCounts) => boolean,
  bounds: { readonly tolerance: number; readonly limit: number },
): StateShares {
  const tables = units.map(binomialShares)
  const noneLater = sharesOfNoneFrom(tables)
  const open = new StateHeap()
  open.push({ failed: [], share: noneLater[0] ?? 1, withLaterShare: 1 })
  let down = 0
  let unexamined = 1
  for (let judged = 0; judged < bounds.limit && unexamined > bounds.tolerance; judged += 1) {
    const state = open.pop()
    if (state === undefined) break
    if (isDown(state.failed)) {
      down += state.withLaterShare
      unexamined -= state.withLaterShare
    } else {
      unexamined -= state.share
      for (const next of laterStates(state, tables, noneLater)) open.push(next)
    }
  }
  return { down, unexamined: Math.max(0, unexamined) }
}

/** Every state with one failure more, of the last unit that has one or of a later one: each state is met once. */
function laterStates(
  state: State,
  tables: readonly BinomialShares[],
  noneLater: readonly number[],
): readonly State[] {
  const last = state.failed.at(-1)
  return tables.slice(last?.unit ?? 0).flatMap((table, offset): State[] => {
    const unit = (last?.unit ?? 0) + offset
    const before = unit === last?.unit ? last.count : 0
    const [was = 0, is = 0] = [table.exactly[before], table.exactly[before + 1]]
    if (is === 0 || was === 0) return []
    const others = unit === last?.unit ? state.failed.slice(0, -1) : state.failed
    const share = (state.share / was) * is
    // The later units may be in any state: their shares add up to one.
    const withLaterShare = (share / is / (noneLater[unit + 1] ?? 1)) * (table.atLeast[before + 1] ?? 0)
    return [{ failed: [...others, { unit, count: before + 1 }], share, withLaterShare }]
  })
}

interface BinomialShares {
  /** Share of time with exactly so many failed. */
  readonly exactly: readonly number[]
  readonly atLeast: readonly number[]
}

/** Binomial shares, as far as they can be told from nothing. */
function binomialShares({ size, unavailability }: FailingUnit): BinomialShares {
  const odds = unavailability / (1 - unavailability)
  const exactly = [(1 - unavailability) ** size]
  for (let count = 1; count <= size; count += 1) {
    const share = ((exactly[count - 1] ?? 0) * odds * (size - count + 1)) / count
    if (share < Number.MIN_VALUE * 1e20) break
    exactly.push(share)
  }
  // Added up from the smallest share, so that nothing is rounded away.
  const atLeast: number[] = new Array(exactly.length).fill(0)
  for (let count = exactly.length - 1, sum = 0; count >= 0; count -= 1) {
    sum += exactly[count] ?? 0
    atLeast[count] = sum
  }
  return { exactly, atLeast }
}

/** For each unit, the share of time in which neither it nor a later one has a failure; 1 after the last. */
function sharesOfNoneFrom(tables: readonly BinomialShares[]): readonly number[] {
  const shares = [1]
  for (const { exactly } of tables.toReversed()) shares.unshift((shares[0] ?? 1) * (exactly[0] ?? 1))
  return shares
}

/** A binary heap, the likeliest state on top; equally likely ones in no promised order, but always the same. */
class StateHeap {
  readonly #states: State[] = []

  push(state: State): void {
    const states = this.#states
    let place = states.length
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = states[above]
      if (parent === undefined || parent.share >= state.share) break
      states[place] = parent
      place = above
    }
    states[place] = state
  }

  pop(): State | undefined {
    const states = this.#states
    const top = states[0]
    const last = states.pop()
    if (last === undefined || states.length === 0) return top
    let place = 0
    for (;;) {
      const left = states[2 * place + 1]
      const right = states[2 * place + 2]
      const larger = right !== undefined && left !== undefined && right.share > left.share ? right : left
      if (larger === undefined || larger.share <= last.share) break
      states[place] = larger
      place = larger === right ? 2 * place + 2 : 2 * place + 1
    }
    states[place] = last
    return top
  }
}

/** Probability that at least `least` of a unit's elements have failed. */
export function shareOfAtLeast(unit: FailingUnit, least: number): number {
  if (least <= 0) return 1
  return binomialShares(unit).atLeast[least] ?? 0
}
