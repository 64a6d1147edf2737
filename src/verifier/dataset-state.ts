// What a failure leaves of a dataset (docs/verdict.md, "Datasets"). The worst placed item is what counts.

import type { CompiledPlan } from './compiled-plan.ts'
import type { Failure } from './failure.ts'

/** What can be done with every item of a dataset, the worst placed one included. */
export interface DatasetState {
  readonly isReadable: boolean
  readonly isWritable: boolean
  /** Every copy of some acknowledged write may have been destroyed. */
  readonly isLost: boolean
  /** By design, the newest acknowledged writes may be gone. */
  readonly isAtRisk: boolean
}

interface Fallen {
  readonly failure: Failure
  readonly downByRole: ReadonlyMap<number, readonly number[]>
}

const unknownDataset: DatasetState = { isReadable: false, isWritable: false, isLost: false, isAtRisk: false }

/** The state of a dataset after a failure; of one that the plan does not have, nothing works. */
export function datasetState(compiled: CompiledPlan, dataset: number, fallen: Fallen): DatasetState {
  const compiledDataset = compiled.datasets[dataset]
  if (compiledDataset === undefined) return unknownDataset
  const { definition, holder, domainOf, domainSizes, copies } = compiledDataset
  const downIn = new Map<number, number>()
  const goneIn = new Set<number>()
  for (const instance of fallen.downByRole.get(holder) ?? []) {
    const domain = domainOf.get(instance)
    if (domain === undefined) continue
    downIn.set(domain, (downIn.get(domain) ?? 0) + 1)
    if (fallen.failure.gone.has(compiled.hostOf[instance] ?? -1)) goneIn.add(domain)
  }
  const left = copies - Math.min(downIn.size, copies)
  const dead = [...downIn].filter(([domain, down]) => down === domainSizes[domain]).length
  const inSync = definition.writesMove === true ? domainSizes.length - dead : left
  const durable = Math.min(definition.durableCopies ?? definition.copies, copies)
  const isLost = goneIn.size > 0 && goneIn.size >= durable
  return {
    isReadable: left >= 1,
    isWritable: inSync >= definition.minInSync,
    isLost,
    isAtRisk: definition.asynchronous === true && downIn.size > 0 && !isLost,
  }
}
