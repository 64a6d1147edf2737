// CPUs, memory and disks as people write them → the numbers of a declaration. A size without a unit is refused, never guessed.

import type { Hardware, JsonValue } from '../plan.ts'
import { type DiskKind, type SizeUnit, unitOf } from './fields.ts'

/** What reading a quantity gives: the value, or what is wrong with it. */
export type Quantity<T> = { readonly value: T } | { readonly wrong: 'noUnit' | 'noDiskKind' | 'badQuantity' }

const gib = 1024 ** 3

const bytesOf: Readonly<Record<SizeUnit, number>> = {
  M: 1e6,
  Mi: 1024 ** 2,
  G: 1e9,
  Gi: gib,
  T: 1e12,
  Ti: 1024 ** 4,
}

// Memory is sold in powers of two whatever its label says (JEDEC 100B.01); disks are sold in powers of ten.
const memoryBytesOf: Readonly<Record<SizeUnit, number>> = {
  ...bytesOf,
  M: bytesOf.Mi,
  G: bytesOf.Gi,
  T: bytesOf.Ti,
}

/** A number of CPUs: `32`, `"32 vCPU"`, `"2 x 16"`. */
export function readCpus(value: JsonValue): Quantity<number> {
  const words = plain(value).replace(/\s*(v?cpus?|v?cores?|threads?|개|코어)$/i, '')
  const match = /^(?:(\d{1,3})\s*[x×*]\s*)?(\d{1,5})(?:\.0+)?$/i.exec(words)
  const cpus = Number(match?.[1] ?? 1) * Number(match?.[2] ?? 0)
  return match !== null && cpus >= 1 && cpus <= 1024 ? { value: cpus } : { wrong: 'badQuantity' }
}

/** Memory in whole GiB, rounded down. The heading's unit holds where the cell has none. */
export function readMemoryGib(value: JsonValue, unit: SizeUnit | undefined): Quantity<number> {
  const size = readSize(plain(value), unit, memoryBytesOf)
  if ('wrong' in size) return size
  const whole = Math.floor(size.value / gib)
  return whole >= 1 && whole <= 24_576 ? { value: whole } : { wrong: 'badQuantity' }
}

type Disks = Hardware['disks']

/** Disks: `"2 x 4 TB NVMe + 500 GB SSD"`, `[{ kind: nvme, gib: 2048 }]`; a bare number takes the heading's unit and kind. */
export function readDisks(
  value: JsonValue,
  unit: SizeUnit | undefined,
  kind: DiskKind | undefined,
): Quantity<Disks> {
  const parts = Array.isArray(value) ? value : plain(value).split(/[+,;/&]|\band\b/i)
  const disks: Disks[number][] = []
  for (const part of parts as readonly JsonValue[]) {
    const read = isDisk(part) ? { value: [part] } : readDisk(plain(part), unit, kind)
    if ('wrong' in read) return read
    disks.push(...read.value)
  }
  return disks.length >= 1 && disks.length <= 64 ? { value: disks } : { wrong: 'badQuantity' }
}

function isDisk(value: JsonValue): value is Disks[number] & { readonly [key: string]: JsonValue } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { kind, gib: size, ...rest } = value as { readonly [key: string]: JsonValue }
  return (
    Object.keys(rest).length === 0 &&
    (kind === 'nvme' || kind === 'ssd' || kind === 'hdd') &&
    typeof size === 'number' &&
    Number.isInteger(size) &&
    size >= 1 &&
    size <= 1_048_576
  )
}

function readDisk(words: string, unit: SizeUnit | undefined, heading: DiskKind | undefined): Quantity<Disks> {
  const named = /nvme|ssd|hdd|하드/i.exec(words)?.[0].toLowerCase()
  const kind = (named === '하드' ? 'hdd' : named) ?? heading
  const bare = words
    .replace(/nvme|ssd|hdd|하드디스크|하드|sata|sas|pcie|m\.2|u\.2|디스크|disks?|:/gi, ' ')
    .trim()
  const match = /^(?:(\d{1,3})\s*(?:[x×*]|개)\s*)?([\d.,]+\s*[a-z]*)(?:\s*(?:[x×*]\s*)(\d{1,3}))?$/i.exec(
    bare,
  )
  if (match === null || (match[1] !== undefined && match[3] !== undefined)) return { wrong: 'badQuantity' }
  const size = readSize(match[2] ?? '', unit, bytesOf)
  if ('wrong' in size) return size
  const count = Number(match[1] ?? match[3] ?? 1)
  const each = Math.floor(size.value / gib)
  if (count < 1 || count > 64 || each < 1 || each > 1_048_576) return { wrong: 'badQuantity' }
  if (kind === undefined) return { wrong: 'noDiskKind' }
  return { value: Array.from({ length: count }, () => ({ kind: kind as DiskKind, gib: each })) }
}

function readSize(
  words: string,
  heading: SizeUnit | undefined,
  factors: Readonly<Record<SizeUnit, number>>,
): Quantity<number> {
  const match = /^(\d{1,15}|\d{1,3}(?:,\d{3})+)(\.\d{1,6})?\s*([a-z]*)$/i.exec(words.trim())
  if (match === null) return { wrong: 'badQuantity' }
  const unit = match[3] === '' ? heading : unitOf(match[3] ?? '')
  if (unit === undefined) return { wrong: match[3] === '' ? 'noUnit' : 'badQuantity' }
  return { value: Number(`${(match[1] ?? '').replaceAll(',', '')}${match[2] ?? ''}`) * factors[unit] }
}

function plain(value: JsonValue): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 200) : '?'
}
