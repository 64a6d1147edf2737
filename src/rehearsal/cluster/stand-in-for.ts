// What stands in for charts and operators that are not here: the releases of a rendered directory, and custom resources.

import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { standIns } from '../stand-ins/index.gen.ts'

/** A release of a chart with its values. */
export interface Release {
  readonly chart: string
  readonly name: string
  readonly namespace: string
  readonly version: string
  readonly values: JsonObject
  /** The same as it was written. */
  readonly valuesText: string
  /** File of the values, relative to the rendered directory. */
  readonly file: string
}

/** What a chart or an operator would make, as far as it is stood in for. */
export interface StoodIn {
  /** Such as `chart/trino trino`. */
  readonly name: string
  /** Undefined where nothing stands in for it. */
  readonly objects: readonly KubernetesObject[] | undefined
}

/** The releases of a rendered directory, out of its helmfile; none where it has no helmfile. */
export function releasesOf(renderedDirectory: string): readonly Release[] {
  const folder = join(renderedDirectory, 'kubernetes')
  const file = join(folder, 'helmfile.yaml')
  if (!existsSync(file)) return []
  const { releases = [] } = parse(readFileSync(file, 'utf8')) as {
    readonly releases?: readonly {
      readonly name: string
      readonly namespace: string
      readonly chart: string
      readonly version: string
      readonly values: readonly string[]
    }[]
  }
  return releases.map(({ name, namespace, chart, version, values: [values = ''] }) => {
    const valuesText = readFileSync(join(folder, values), 'utf8')
    return {
      chart: basename(chart),
      version,
      name,
      namespace,
      values: withoutNulls(parse(valuesText) as JsonObject),
      valuesText,
      file: join('kubernetes', values),
    }
  })
}

/** A null takes a key of the chart's own away (Helm, "Values files"); templates see neither. */
function withoutNulls(values: JsonObject): JsonObject {
  const kept = Object.entries(values).filter(([, value]) => value !== null)
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      typeof value === 'object' && !Array.isArray(value) ? withoutNulls(value as JsonObject) : value,
    ]),
  )
}

const bySource = new Map(standIns.map((standIn) => [standIn.source, standIn]))

/** What a release of a chart makes. */
export function releaseStandIn({ chart, name, namespace, values }: Release): StoodIn {
  const standIn = bySource.get(`chart/${chart}`)
  return { name: `chart/${chart} ${name}`, objects: standIn?.objects({ namespace, name, value: values }) }
}

/** What an operator makes of an object; undefined where the object is of no kind that is stood in for. */
export function resourceStandIn(object: KubernetesObject): StoodIn | undefined {
  const source = kindOf(object)
  const standIn = bySource.get(source)
  if (standIn === undefined) return undefined
  const { name, namespace = '' } = object.metadata
  return { name: `${source} ${name}`, objects: standIn.objects({ namespace, name, value: object }) }
}

/** `group/Kind`, without the version. */
export function kindOf({ apiVersion, kind }: KubernetesObject): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : ''
  return `${group}/${kind}`
}
