// Kubernetes' quantities ("Resource Management for Pods and Containers").

import type { JsonValue } from '../../model/plan.ts'

const factors: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
}

/** An amount of anything in its own unit: processors, bytes; undefined for what is none. */
export function amountOf(quantity: JsonValue | undefined): number | undefined {
  const [, number, unit = ''] = /^([0-9.]+)(m|[kMGT]i?|Ki)?$/.exec(String(quantity ?? '')) ?? []
  const factor = factors[unit]
  return number === undefined || factor === undefined ? undefined : Number(number) * factor
}

/** An amount of memory in MiB, to the hundredth; undefined for what is none. */
export function mebibytes(quantity: JsonValue | undefined): number | undefined {
  const amount = amountOf(quantity)
  return amount === undefined ? undefined : Math.round((amount * 100) / 2 ** 20) / 100
}
