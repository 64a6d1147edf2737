// Manifests as text → Kubernetes objects, each with the places of its parts.

import { readYaml } from '../../model/declaration-yaml.ts'
import { HanokErrors } from '../../model/errors.ts'
import { listAt, objectAt } from '../../model/json-at.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject, JsonValue } from '../../model/plan.ts'
import type { FindingPlace } from '../../model/verdict.ts'

/** One object of a manifest. */
export interface Manifest {
  readonly object: KubernetesObject
  /** The place of what is at a JSON pointer into the object, or of the nearest thing around it. */
  place(pointer: string): FindingPlace
  /** Derived from a chart's values or a custom resource, since nobody here made the workload itself: images and probes are not known. */
  readonly stoodInFor?: string
}

/** A text with manifests: a file, or what came by standard input. */
export interface ManifestText {
  readonly file: string
  readonly content: string
}

/**
 * All objects of the texts, in order; lists (`kind: List`) are taken apart. Documents that are no objects of Kubernetes (values of
 * charts, empty ones) are left out. Throws `HanokErrors` with the syntax errors of all texts.
 */
export function readManifests(texts: readonly ManifestText[]): readonly Manifest[] {
  const problems: HanokErrors['errors'][number][] = []
  const manifests = texts.flatMap(({ file, content }) =>
    documentsOf(content).flatMap(({ source, lineOffset }) => {
      try {
        return objectsOf(source, file, lineOffset)
      } catch (error) {
        if (!(error instanceof HanokErrors)) throw error
        problems.push(...errorsInPlace(source, file, lineOffset, error))
        return []
      }
    }),
  )
  if (problems.length > 0) throw new HanokErrors(problems)
  return manifests
}

/** Definitions of custom resources are no part of a plan, and far deeper and longer than anything else. */
const isDefinition = (lines: readonly string[]) =>
  lines.some((line) => /^kind: ["']?CustomResourceDefinition["']?\s*$/.test(line))

interface YamlDocument {
  readonly source: string
  readonly lineOffset: number
}

function documentsOf(content: string): readonly YamlDocument[] {
  const documents: YamlDocument[] = []
  let lines: string[] = []
  let lineOffset = 0
  const all = content.split('\n')
  const end = (next: number) => {
    if (lines.some((line) => /^\s*[^\s#]/.test(line)) && !isDefinition(lines))
      documents.push({ source: lines.join('\n'), lineOffset })
    lines = []
    lineOffset = next
  }
  for (const [index, line] of all.entries()) {
    if (/^(---|\.\.\.)\s*(#.*)?\r?$/.test(line)) end(index + 1)
    else lines.push(line)
  }
  end(all.length)
  return documents
}

/** Errors with lines counted from the head of the whole file: the document is read once more, moved down to where it stands. */
function errorsInPlace(source: string, file: string, lineOffset: number, error: HanokErrors) {
  if (lineOffset === 0) return error.errors
  try {
    readYaml(`${'\n'.repeat(lineOffset)}${source}`, file, { tags: 'ignore' })
  } catch (moved) {
    if (moved instanceof HanokErrors) return moved.errors
    throw moved
  }
  return error.errors
}

function objectsOf(source: string, file: string, lineOffset: number): readonly Manifest[] {
  const { value, keys, values } = readYaml(source, file, { tags: 'ignore' })
  const placeOf = (pointer: string): FindingPlace => {
    for (let path = pointer; ; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      const found = keys.get(path) ?? values.get(path)
      if (found !== undefined) return { file, line: found.line + lineOffset, column: found.column, pointer }
      if (path === '') return { file, line: lineOffset + 1, column: 1, pointer }
    }
  }
  return flattened(value, '').map(({ object, base }) => ({
    object,
    place: (pointer) => ({ ...placeOf(base + pointer), pointer }),
  }))
}

function flattened(value: JsonValue, base: string): readonly { object: KubernetesObject; base: string }[] {
  const whole = objectAt(value)
  if (typeof whole.kind !== 'string' || typeof whole.apiVersion !== 'string') return []
  if (whole.kind.endsWith('List') && Array.isArray(whole.items)) {
    return listAt(whole, 'items').flatMap((item, index) => flattened(item, `${base}/items/${index}`))
  }
  return typeof objectAt(whole, 'metadata').name === 'string' ? [{ object: asObject(whole), base }] : []
}

function asObject(whole: JsonObject): KubernetesObject {
  return whole as KubernetesObject
}

/** `Kind/namespace/name`, as findings name an object. */
export function objectName({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`
}
