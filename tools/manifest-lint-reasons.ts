// What kube-score calls critical and Hanok does on purpose, each with its reason. A finding without one fails the evidence.

/** By the id of kube-score's check. */
export const reasons: Readonly<Record<string, { readonly kinds: readonly string[]; readonly why: string }>> =
  {
    'networkpolicy-targets-pod': {
      kinds: ['NetworkPolicy'],
      why: 'The pods that it selects are made by a chart or an operator, whose templates are not among these files. Whether every pod has a policy is what `hanok verify --manifests` judges.',
    },
    'service-targets-pod': {
      kinds: ['Service'],
      why: 'The pods behind it are made by an operator, by the labels that it documents.',
    },
    'ingress-targets-service': {
      kinds: ['Ingress'],
      why: 'The Service is made by a chart, whose templates are not among these files.',
    },
    'container-resources': {
      kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
      why: 'Memory is limited to what is requested. Processors are requested and not limited: a limit throttles a process in the middle of a heartbeat while its node is idle.',
    },
    'container-ephemeral-storage-request-and-limit': {
      kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
      why: 'Root file systems are read-only and every emptyDir has a size limit, so that nothing but logs can grow, which the kubelet rotates.',
    },
    'container-image-pull-policy': {
      kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
      why: 'Every image has a fixed version. A node that lost the registry must be able to start its pods again, which Always would forbid.',
    },
    'pod-probes-identical': {
      kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
      why: 'The same question, asked with different patience: readiness gives up after seconds, liveness after a minute. No service here has a second endpoint that tells less.',
    },
    'container-security-context-user-group-id': {
      kinds: ['DaemonSet'],
      why: 'Keepalived sets addresses and speaks VRRP, which takes privileges that Kubernetes gives to root alone; all others are dropped.',
    },
  }
