// People who have the app’s page loaded anew, through the edge.

import { askEdge } from '../clients/edge.ts'
import { attempt, keepTrying, type Workload, type WorkloadContext } from '../workload.ts'

const operationTimeoutMs = 10_000
const rhythm = { pauseMs: 400, patienceMs: 2_000, atOnce: 4 }

/** Reads of the page and of what its server says of itself (apps). The app keeps nothing: there is nothing to write. */
export function streamlitWorkload(): Workload {
  const id = 'streamlit'
  const open = async (context: WorkloadContext) => {
    for (const path of ['/', '/_stcore/health']) {
      const { status } = await askEdge(context.platform, id, { path }, operationTimeoutMs)
      if (status !== 200) throw new Error(`GET ${path}: status ${status}`)
    }
  }
  return {
    id,
    capability: 'apps',
    prepare: open,
    async run(context, signal) {
      await keepTrying(signal, rhythm, () =>
        attempt(context, { workload: id, kind: 'read' }, () => open(context)),
      )
    },
    verify: async () => [],
    cleanUp: async () => undefined,
  }
}
