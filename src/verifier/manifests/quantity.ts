// Kubernetes' quantities ("Resource Management for Pods and Containers").

import type { JsonValue } from '../../model/plan.ts'

const bytes: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
}

/** An amount of memory in MiB, to the hundredth; undefined for what is none. */
export function mebibytes(quantity: JsonValue | undefined): number | undefined {
  const [, number, unit = ''] = /^([0-9.]+)([kMGT]i?|Ki)?$/.exec(String(quantity ?? '')) ?? []
  const factor = bytes[unit]
  if (number === undefined || factor === undefined) return undefined
  return Math.round((Number(number) * factor * 100) / 2 ** 20) / 100
}
