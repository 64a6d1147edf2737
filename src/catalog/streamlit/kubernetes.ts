// Streamlit on Kubernetes: manifests of our own around the platform's application image.

import { defineKubernetes } from '../kubernetes-context.ts'
import { deployment, podTemplate, restrictedContainer, serviceObject } from '../kubernetes-objects.ts'
import { image } from './image.ts'
import type { StreamlitOptions } from './options.ts'

const port = 8_501

/** How Streamlit is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<StreamlitOptions>({
  names: () => ({ services: { app: 'streamlit' } }),
  render: (context) => {
    const health = { httpGet: { path: '/_stcore/health', port }, timeoutSeconds: 3 }
    const trino = context.has('trino')
      ? [{ name: 'TRINO_URL', value: `http://${context.addressOf('trino', 'http')}` }]
      : []
    const container = {
      name: 'app',
      image: context.builtImage(image),
      imagePullPolicy: 'IfNotPresent',
      args: [
        '--server.address=0.0.0.0',
        `--server.port=${port}`,
        '--server.headless=true',
        '--browser.gatherUsageStats=false',
      ],
      env: [{ name: 'HOME', value: '/tmp' }, ...trino],
      ports: [{ name: 'http', containerPort: port }],
      startupProbe: { ...health, periodSeconds: 5, failureThreshold: 24 },
      readinessProbe: { ...health, periodSeconds: 5, failureThreshold: 2 },
      livenessProbe: { ...health, periodSeconds: 10, failureThreshold: 6 },
      // The address leaves the Service before sessions are cut.
      lifecycle: { preStop: { exec: { command: ['sleep', '10'] } } },
      securityContext: restrictedContainer,
      resources: context.pod('app').resources,
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    }
    const template = podTemplate(context, {
      role: 'app',
      uid: image.account.uid,
      graceSeconds: 30,
      containers: [container],
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }],
    })
    return {
      releases: [],
      objects: [
        serviceObject(context, 'streamlit', 'app', [{ name: 'http', port }]),
        deployment(context, 'app', template),
      ],
    }
  },
})
