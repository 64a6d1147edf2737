// kubectl's diff taken apart by object, without what is no difference to anyone.

import { parseAllDocuments } from 'yaml'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { ReleaseStep } from '../../renderers/kubernetes/installation.ts'

/** One object that differs. */
export interface ObjectDifference {
  /** `apps.v1.Deployment.NAMESPACE.NAME`, as kubectl names it. */
  readonly object: string
  /** Hunks of a unified diff. */
  readonly hunks: string
}

/**
 * The objects of a `kubectl diff`. A number that the server counts up when an empty list is written again is no difference
 * (`metadata.generation`); where it is the only one, the object is left out.
 */
export function objectDifferences(diff: string): readonly ObjectDifference[] {
  return diff
    .split(/^diff .*\n/m)
    .slice(1)
    .flatMap((section): readonly ObjectDifference[] => {
      const lines = section.trimEnd().split('\n')
      const [, object = ''] = /^\+\+\+ \S*\/([^/\t]+)\t/.exec(lines[1] ?? '') ?? []
      const hunks = lines.slice(2).filter((line) => !/^[+-] {2}generation: \d+$/.test(line))
      return hunks.some((line) => /^[+-]/.test(line)) ? [{ object, hunks: hunks.join('\n') }] : []
    })
}

/** What a chart's templates make, with the marks that helm adds when it installs (Helm, "Labels and Annotations"). */
export function asInstalled(templates: string, { name, namespace }: ReleaseStep): string {
  const objects = parseAllDocuments(templates)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object): object is KubernetesObject => object !== null && typeof object.kind === 'string')
  const items = objects.map((object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: {
        ...object.metadata.annotations,
        'meta.helm.sh/release-name': name,
        'meta.helm.sh/release-namespace': namespace,
      },
    },
  }))
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
}
