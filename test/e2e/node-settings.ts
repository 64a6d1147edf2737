// What the programs of a real node are told: containerd, the network of its pods, the kubelet.

import { join } from 'node:path'
import { bridge } from './node-namespace.ts'

/** Kubernetes' own name for what holds the namespaces of a pod. */
export const sandboxImage = 'localhost/pause:1'

/** containerd's own file. */
export function containerdSettings(directory: string): string {
  return `version = 2
root = "${join(directory, 'containerd')}"
state = "${join(directory, 'state')}"
[grpc]
  address = "${join(directory, 'containerd.sock')}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${sandboxImage}"
  # Machines of tests may not lower an OOM score.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${join(directory, 'cni')}"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
`
}

/** The network of pods, for CNI. */
export function networkSettings(directory: string) {
  return {
    cniVersion: '0.4.0',
    name: 'pods',
    plugins: [
      {
        type: 'bridge',
        bridge: bridge.name,
        isGateway: true,
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          dataDir: join(directory, 'ipam'),
          ranges: [[{ subnet: bridge.subnet }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
    ],
  }
}

/** The kubelet's own file. */
export function kubeletSettings(directory: string) {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: bridge.address,
    readOnlyPort: 0,
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true } },
    authorization: { mode: 'Webhook' },
    cgroupDriver: 'cgroupfs',
    containerRuntimeEndpoint: `unix://${join(directory, 'containerd.sock')}`,
    failSwapOn: false,
    clusterDNS: [bridge.address],
    clusterDomain: 'cluster.local',
    podLogsDir: join(directory, 'logs'),
    staticPodPath: '',
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    nodeStatusUpdateFrequency: '2s',
    nodeStatusReportFrequency: '5s',
    enforceNodeAllocatable: ['pods'],
  }
}
