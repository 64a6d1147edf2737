// Options of the Kubernetes control plane in a declaration: `services.kubernetes`.

import * as z from 'zod'

/** There is nothing to choose yet. */
export const kubernetesOptions = z.strictObject({})

/** Options with every default filled in. */
export type KubernetesOptions = z.output<typeof kubernetesOptions>
