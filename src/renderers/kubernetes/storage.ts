// Local volumes: a storage class for each role that holds data, and one volume on each of its hosts. So a pod comes back to
// its data, and waits for its host where that is gone, as the plan says.

import { hostPaths } from '../../model/artifacts.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { RoleId, SizeName } from '../../model/plan.ts'
import type { PlanIndex } from '../plan-index.ts'
import { storageClassName } from './context.ts'

/** The storage classes and volumes of these roles. */
export function localStorage(
  index: PlanIndex,
  roles: Iterable<RoleId>,
  size: SizeName,
): readonly KubernetesObject[] {
  return [...roles].sort().flatMap((role) => [storageClass(index, role), ...volumes(index, role, size)])
}

function labels(index: PlanIndex, role: RoleId) {
  const [service = '', name = ''] = role.split('/')
  return {
    'app.kubernetes.io/name': service,
    'app.kubernetes.io/component': name,
    'app.kubernetes.io/part-of': index.plan.name,
    'app.kubernetes.io/managed-by': 'hanok',
  }
}

function storageClass(index: PlanIndex, role: RoleId): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: storageClassName(index.plan, role), labels: labels(index, role) },
    provisioner: 'kubernetes.io/no-provisioner',
    // The scheduler chooses the node first; otherwise a claim may be bound where its pod cannot run.
    volumeBindingMode: 'WaitForFirstConsumer',
    reclaimPolicy: 'Retain',
  }
}

function volumes(index: PlanIndex, role: RoleId, size: SizeName): readonly KubernetesObject[] {
  return (index.instancesByRole.get(role) ?? []).map((instance) => {
    const node = instance.host.slice('host/'.length)
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        name: `${storageClassName(index.plan, role)}-${node}`,
        labels: labels(index, role),
      },
      spec: {
        capacity: { storage: `${instance.size[size].diskGiB}Gi` },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: storageClassName(index.plan, role),
        volumeMode: 'Filesystem',
        local: { path: `${hostPaths.data}/${role.replace('/', '-')}` },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] },
            ],
          },
        },
      },
    }
  })
}
