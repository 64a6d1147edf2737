// Data that is lost because disks fail faster than copies are made again.

import type { CompiledCapability, CompiledDataset, CompiledPlan } from './compiled-plan.ts'
import { copyHours, diskLossesPerHour, type ReliabilityFigures } from './failure-rates.ts'

/**
 * Share of time in which a capability waits for a backup: for each dataset that it cannot do without, how often every
 * copy of something acknowledged is lost, times the hours of restoring it.
 */
export function lossShare(
  compiled: CompiledPlan,
  { datasets }: CompiledCapability,
  figures: ReliabilityFigures,
): number {
  const lossesPerHour = datasets.reduce((sum, number) => {
    const dataset = compiled.datasets[number]
    return dataset === undefined ? sum : sum + lossesPerHourOf(compiled, dataset, figures)
  }, 0)
  return Math.min(1, lossesPerHour * figures.restoreHours)
}

/**
 * A disk of each of `f` domains must be lost before the first one is copied again. With rates λ by domain and a window
 * W that is `f × W^(f-1) × e_f(λ)` an hour, e_f being the sum over all sets of f domains of the product of their rates
 * (the rate at which f rare events of length W come to overlap). It is the rate at which anything at all is lost, for
 * data that is spread over all holders.
 */
function lossesPerHourOf(
  compiled: CompiledPlan,
  dataset: CompiledDataset,
  figures: ReliabilityFigures,
): number {
  const { definition, copies, domainSizes } = dataset
  const fatal = Math.min(definition.durableCopies ?? definition.copies, copies)
  if (fatal === 0) return 0
  const perDisk = diskLossesPerHour(figures)
  const windowHours = copyHours(compiled.plan, definition, figures)
  const sets = elementarySymmetric(
    domainSizes.map((holders) => holders * perDisk),
    fatal,
  )
  return fatal * windowHours ** (fatal - 1) * sets
}

/** The sum over all sets of `order` values of their product. */
function elementarySymmetric(values: readonly number[], order: number): number {
  const sums = [1, ...new Array<number>(order).fill(0)]
  for (const value of values) {
    for (let size = order; size >= 1; size -= 1)
      sums[size] = (sums[size] ?? 0) + value * (sums[size - 1] ?? 0)
  }
  return sums[order] ?? 0
}
