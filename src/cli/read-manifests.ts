// What `--manifests` names → manifests: files of a folder, one file, or standard input; and what charts and operators would make
// of them, where it is a folder that Hanok rendered.

import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { objectAt } from '../model/json-at.ts'
import { roleLabel } from '../model/kubernetes.ts'
import type { FindingPlace } from '../model/verdict.ts'
import {
  type Release,
  releaseStandIn,
  releasesOf,
  resourceStandIn,
  type StoodIn,
} from '../rehearsal/cluster/stand-in-for.ts'
import { type Manifest, type ManifestText, readManifests } from '../verifier/manifests/manifest.ts'
import { cliErrors } from './errors.ts'
import { readBytes, readStandardInput } from './read-bytes.ts'

/** What was read. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[]
  readonly files: number
  /** Charts and custom resources whose workloads were derived from values, such as `chart/trino trino`. */
  readonly stoodIn: readonly string[]
}

/** The largest rendering here is 2 MiB; what is far above is something else. */
const limitBytes = 256 * 1024 * 1024

/**
 * Reads everything. Throws `cli.notReadable`, `cli.noManifests` where there is no object of Kubernetes at all, and syntax errors
 * with their places.
 */
export async function readManifestsFrom(path: string): Promise<ReadManifests> {
  const texts = path === '-' ? [await fromStandardInput()] : await fromPath(path)
  const found = readManifests(texts)
  if (found.length === 0) throw cliErrors.noManifests({ path, files: texts.length })
  const made = [
    ...(path === '-' ? [] : ofReleases(path)),
    ...found.flatMap((manifest) => {
      const stoodIn = resourceStandIn(manifest.object)
      return stoodIn === undefined ? [] : [{ stoodIn, place: manifest.place }]
    }),
  ]
  const real = new Set(found.flatMap(roleOf))
  const standing = made.flatMap(({ stoodIn, place }) =>
    (stoodIn.objects ?? []).map((object): Manifest => ({ object, place, stoodInFor: stoodIn.name })),
  )
  // Where a chart's own workloads are given, nothing is derived from its values beside them.
  const used = standing.filter((manifest) => roleOf(manifest).every((role) => !real.has(role)))
  const stoodIn = new Set(used.flatMap(({ stoodInFor }) => stoodInFor ?? []))
  return { manifests: [...found, ...used], files: texts.length, stoodIn: [...stoodIn] }
}

/** The role of a workload's pods. A custom resource may have a template of pods as well (a Pooler): those are made by its operator. */
function roleOf({ object }: Manifest): readonly string[] {
  if (!/^(apps|batch)\//.test(object.apiVersion)) return []
  const role = objectAt(object, 'spec', 'template', 'metadata', 'labels')[roleLabel]
  return typeof role === 'string' ? [role] : []
}

function ofReleases(
  directory: string,
): readonly { stoodIn: StoodIn; place: (pointer: string) => FindingPlace }[] {
  if (!statSync(directory).isDirectory()) return []
  return readReleases(directory).map((release) => ({
    stoodIn: releaseStandIn(release),
    place: (pointer) => ({ file: join(directory, release.file), line: 1, column: 1, pointer }),
  }))
}

/** A rendering of which somebody took files away says which. */
function readReleases(directory: string): readonly Release[] {
  try {
    return releasesOf(directory)
  } catch (cause) {
    const { code, path = directory } = cause as NodeJS.ErrnoException
    if (code === undefined) throw cause
    throw cliErrors.notReadable({ file: path, reason: code }, { cause })
  }
}

async function fromStandardInput(): Promise<ManifestText> {
  return { file: '-', content: decoded(await readStandardInput(limitBytes), '-') }
}

async function fromPath(path: string): Promise<readonly ManifestText[]> {
  const files = filesOf(path)
  const texts: ManifestText[] = []
  let bytes = 0
  for (const file of files) {
    const content = await readBytes(file)
    bytes += content.length
    if (bytes > limitBytes) throw cliErrors.tooManyManifests({ path, mostMiB: limitBytes / 1024 / 1024 })
    texts.push({ file, content: decoded(content, file) })
  }
  return texts
}

/** Files of a folder and of those below, in order of their names; a file alone is itself. */
function filesOf(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path]
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !isHidden(relative(path, file)))
      .sort()
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw cliErrors.notReadable({ file: path, reason: code ?? message }, { cause })
  }
}

/** `.git` and the like, which are beside manifests and are none. */
function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'))
}

function decoded(content: Uint8Array, file: string): string {
  if (content.length > limitBytes) {
    throw cliErrors.tooManyManifests({ path: file, mostMiB: limitBytes / 1024 / 1024 })
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch (cause) {
    throw cliErrors.notReadable({ file, reason: 'not UTF-8' }, { cause })
  }
}
