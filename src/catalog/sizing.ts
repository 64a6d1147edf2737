// What the sizing of every service is made of: numbers that carry their formula, and the room that hosts have.

import type { Load } from '../model/load.ts'
import type { NetworkId, PlanSizing, Size } from '../model/plan.ts'
import { text } from '../model/text.ts'
import { evaluate } from './arithmetic.ts'

/** What an instance takes of its host, and what a host has to give. */
export type Room = Pick<Size, 'memoryMiB' | 'cpus' | 'diskGiB'>

/** One resource of a host. */
export type Resource = keyof Room

/** What the tightest host of a role (of the same service) has left for one instance of it; undefined before placement. */
export type RoomOf = (role: string) => Room | undefined

/** Before placement nobody knows what is left. */
export const noRoom: RoomOf = () => undefined

/** The largest heap whose object pointers the JVM still compresses, with some distance (OpenSearch, "Important settings"). */
export const compressedHeapMiB = 31 * 1024

type NumberInput = Omit<PlanSizing, 'value' | 'needed'>

/** A number that is planned as its formula says. */
export function sized(input: NumberInput): PlanSizing {
  return { ...input, value: rounded(evaluate(input.formula, input.inputs)) }
}

/** A number that the load asks for, beside what is planned: more than `value` is more than the platform can carry. */
export function needed(value: number, input: NumberInput): PlanSizing {
  return { ...input, value, needed: rounded(evaluate(input.formula, input.inputs)) }
}

/** The value of one of these numbers. Throws an `Error` when it is not among them: a mistake of ours. */
export function amountOf(numbers: readonly PlanSizing[], what: string): number {
  const found = numbers.find((number) => number.what === what)
  if (found === undefined)
    throw new Error(`no ${what} among ${numbers.map((number) => number.what).join(', ')}`)
  return found.value
}

/** Instances beyond what the load needs, so that it still fits after the loss of a host (design, "N+1"). */
export function spareOf({ tier }: { readonly tier: 'single' | 'ha' }): number {
  return tier === 'ha' ? 1 : 0
}

/** What passes the S3 endpoint in the busy hour, in MiB/s: reads of queries and applications, and what they write of the ingest. */
export function storeTraffic(load: Load): number {
  return storeReads(load) + load.ingestMiBPerSecond
}

/** What queries and applications read from object storage in the busy hour, in MiB/s. */
export function storeReads(load: Load): number {
  return (load.concurrentQueries + load.concurrentJobs) * load.scanMiBPerSecond
}

/** People who click or wait at the same moment, of those who have something open. */
export const activeUsers = 0.1

/** Three decimals are enough for anything that is bought. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** What one instance sends or receives on a network in the busy hour, whichever is more. The planner adds up a host's. */
export function traffic(
  about: PlanSizing['about'],
  network: NetworkId,
  formula: string,
  inputs: PlanSizing['inputs'],
  source: string,
): PlanSizing {
  return sized({
    about,
    what: `${network}MiBPerSecond`,
    unit: 'MiB/s',
    formula,
    inputs,
    source,
    text: text(
      `what one instance sends or receives on the ${network} network`,
      `인스턴스 하나가 ${networkNames[network]}에서 주고받는 양`,
    ),
  })
}

const networkNames: Readonly<Record<NetworkId, string>> = {
  management: '관리망',
  data: '데이터망',
  service: '서비스망',
  storage: '스토리지망',
}
