// The same releases and manifests for those who install by helmfile or by Argo CD.

import type { ChartRelease, KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject, Plan } from '../../model/plan.ts'
import { namespaceOf } from './context.ts'

/** A release with its service and its place in the order of installation. */
export interface OrderedRelease extends ChartRelease {
  readonly service: string
  readonly wave: number
}

/** `helmfile.yaml`: every release with its values, in the order of what needs what. */
export function helmfile(
  plan: Plan,
  releases: readonly OrderedRelease[],
  valuesFile: (release: OrderedRelease) => string,
): JsonObject {
  const repositories = new Map(
    releases.map(({ chart }) => [chart.repository, repositoryName(chart.repository)]),
  )
  const waves = [...new Set(releases.map(({ wave }) => wave))].sort((a, b) => a - b)
  const before = (wave: number) => waves.filter((one) => one < wave).at(-1)
  const nameOf = (release: OrderedRelease) => `${namespaceOf(plan, release.service)}/${release.name}`
  return {
    repositories: [...repositories]
      .filter(([url]) => !url.startsWith('oci://'))
      .map(([url, name]) => ({ name, url })),
    helmDefaults: { wait: true, timeout: 900, createNamespace: false },
    releases: releases.map((release) => ({
      name: release.name,
      namespace: namespaceOf(plan, release.service),
      chart: release.chart.repository.startsWith('oci://')
        ? `${release.chart.repository}/${release.chart.name}`
        : `${repositories.get(release.chart.repository)}/${release.chart.name}`,
      version: release.chart.version,
      values: [`values/${valuesFile(release)}`],
      needs: releases.filter(({ wave }) => wave === before(release.wave)).map(nameOf),
    })),
  }
}

/** Name of a repository by its address: the part that tells it from others. */
export function repositoryName(url: string): string {
  const { hostname, pathname } = new URL(url.replace(/^oci:/, 'https:'))
  return `${hostname}${pathname}`
    .replaceAll(/[^a-z0-9]+/gi, '-')
    .replace(/-+$/, '')
    .toLowerCase()
}

/**
 * Argo CD applications, one for each release and one for the manifests. `repository` of the manifests is for the user to name: this
 * directory in a Git repository of theirs.
 */
export function argoApplications(
  plan: Plan,
  releases: readonly OrderedRelease[],
  valuesFile: (release: OrderedRelease) => string,
): readonly KubernetesObject[] {
  const application = (name: string, wave: number, spec: JsonObject): KubernetesObject => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: 'argocd',
      annotations: { 'argocd.argoproj.io/sync-wave': String(wave) },
      labels: { 'app.kubernetes.io/part-of': plan.name, 'app.kubernetes.io/managed-by': 'hanok' },
    },
    spec: {
      project: 'default',
      syncPolicy: {
        automated: { prune: false, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'CreateNamespace=false'],
      },
      ...spec,
    },
  })
  const own = 'https://git.example/platform.git'
  return [
    application(`${plan.name}-manifests`, 0, {
      source: { repoURL: own, targetRevision: 'main', path: 'kubernetes/manifests' },
      destination: { server: 'https://kubernetes.default.svc' },
    }),
    ...releases.map((release) =>
      application(`${plan.name}-${release.service}-${release.name}`, release.wave, {
        sources: [
          {
            repoURL: release.chart.repository.replace(/^oci:\/\//, ''),
            chart: release.chart.name,
            targetRevision: release.chart.version,
            helm: {
              releaseName: release.name,
              valueFiles: [`$values/kubernetes/values/${valuesFile(release)}`],
            },
          },
          { repoURL: own, targetRevision: 'main', ref: 'values' },
        ],
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: namespaceOf(plan, release.service),
        },
      }),
    ),
  ]
}
