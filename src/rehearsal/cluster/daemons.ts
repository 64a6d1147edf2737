// The command lines of a control plane on loopback: etcd, API server, controllers, scheduler, and KWOK in place of kubelets.

import { join } from 'node:path'
import type { ClusterPlace, ClusterPorts, DaemonName } from './cluster-place.ts'

/** Paths of the programs. */
export type Programs = Readonly<Record<DaemonName, string>>

/** How soon a silent node counts as lost, and how often one is looked at. */
export interface NodeTiming {
  readonly graceS: number
  readonly periodS: number
  /** Validity of a node's lease; it is renewed four times as often. */
  readonly leaseS: number
  /** How long pods that say nothing themselves stay bound to a lost node; Kubernetes' own is 300 s. */
  readonly tolerationS: number
}

/**
 * Short for a rehearsal of tens of nodes; Kubernetes' own 50 s for more, where KWOK cannot renew every lease that often
 * (tried: with 16 s and a thousand nodes some flap).
 */
export function nodeTiming(nodes: number): NodeTiming {
  return nodes <= 100
    ? { graceS: 16, periodS: 2, leaseS: 12, tolerationS: 15 }
    : { graceS: 180, periodS: 5, leaseS: 120, tolerationS: 300 }
}

/** The arguments of each program. */
export function daemonArguments(
  place: ClusterPlace,
  ports: ClusterPorts,
  timing: NodeTiming,
): Readonly<Record<DaemonName, readonly string[]>> {
  const at = (name: string) => join(place.directory, name)
  const etcd = `http://127.0.0.1:${ports.etcd}`
  const peer = `http://127.0.0.1:${ports.etcdPeer}`
  return {
    etcd: [
      `--data-dir=${at('etcd')}`,
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      // A rehearsal that a power cut ends is begun anew.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    'kube-apiserver': [
      `--etcd-servers=${etcd}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.api}`,
      '--advertise-address=127.0.0.1',
      `--cert-dir=${at('certificates')}`,
      `--token-auth-file=${at('tokens.csv')}`,
      '--authorization-mode=Node,RBAC',
      '--anonymous-auth=false',
      '--service-cluster-ip-range=10.96.0.0/16',
      `--service-account-key-file=${at('service-account.key')}`,
      `--service-account-signing-key-file=${at('service-account.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      '--endpoint-reconciler-type=none',
      `--default-not-ready-toleration-seconds=${timing.tolerationS}`,
      `--default-unreachable-toleration-seconds=${timing.tolerationS}`,
      '--event-ttl=1h',
      '--v=0',
    ],
    'kube-controller-manager': [
      `--kubeconfig=${at('controller-manager.kubeconfig')}`,
      '--use-service-account-credentials',
      `--service-account-private-key-file=${at('service-account.key')}`,
      `--secure-port=${ports.controllerManager}`,
      '--bind-address=127.0.0.1',
      `--cert-dir=${at('certificates')}`,
      '--leader-elect=false',
      `--node-monitor-grace-period=${timing.graceS}s`,
      `--node-monitor-period=${timing.periodS}s`,
      '--v=0',
    ],
    'kube-scheduler': [
      `--kubeconfig=${at('scheduler.kubeconfig')}`,
      `--secure-port=${ports.scheduler}`,
      '--bind-address=127.0.0.1',
      `--cert-dir=${at('certificates')}`,
      '--leader-elect=false',
      '--v=0',
    ],
    kwok: [
      `--kubeconfig=${place.kubeconfig}`,
      `--config=${at('stages.yaml')}`,
      '--manage-all-nodes=false',
      '--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake',
      `--node-lease-duration-seconds=${timing.leaseS}`,
      `--server-address=127.0.0.1:${ports.kwok}`,
    ],
  }
}
