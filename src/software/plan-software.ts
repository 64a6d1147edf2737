// Compares what a plan needs with what this machine has: which packages and downloads are missing.

import type { Software, SoftwareSource } from '../catalog/software.ts'
import { type MissingPackages, missingPackages } from './apt.ts'
import { isCached } from './cache.ts'

/** One download that is missing; of an archive that the user gives nothing is downloaded. */
export interface Download {
  readonly software: Software
  readonly source: Exclude<SoftwareSource, { kind: 'apt' }>
  readonly bytes: number
}

/** What is missing on this machine. */
export interface MissingSoftware {
  readonly packages: MissingPackages
  /** Biggest first, so that it does not end alone. */
  readonly downloads: readonly Download[]
  readonly totalBytes: number
}

/** What of `softwares` is missing. Changes nothing, and takes milliseconds when nothing is. */
export async function planSoftware(
  softwares: readonly Software[],
  cacheDirectory: string,
): Promise<MissingSoftware> {
  const downloads = missingDownloads(softwares, (software) => isCached(software, cacheDirectory))
  const uses = (kind: SoftwareSource['kind']) => downloads.some(({ source }) => source.kind === kind)
  const closure = downloads.some(({ source }) => source.kind === 'pip' && source.closure === true)
  const packages = await missingPackages(softwares, { maven: uses('maven'), pip: uses('pip'), closure })
  return { packages, downloads, totalBytes: downloads.reduce((sum, { bytes }) => sum + bytes, 0) }
}

/** The downloads that are not cached: each software once, biggest first. */
export function missingDownloads(
  softwares: readonly Software[],
  cached: (software: Software) => boolean,
): readonly Download[] {
  const unique = [...new Map(softwares.map((software) => [software.id, software])).values()]
  return unique
    .flatMap((software): Download[] => {
      const { source } = software
      if (source.kind === 'apt' || cached(software)) return []
      const files = source.kind === 'given' ? [] : source.files
      return [{ software, source, bytes: files.reduce((sum, file) => sum + file.bytes, 0) }]
    })
    .sort((a, b) => b.bytes - a.bytes || (a.software.id < b.software.id ? -1 : 1))
}
