// A drill's clients stand for users on machines of their own: on one machine they must not wait for the processors behind what they watch.

import { getPriority, setPriority } from 'node:os'

/** Nice enough to come before every daemon of the platform, the most urgent of which (Keepalived, the peer watch) have -10. */
const clientsNice = -15

/** Lets this process come before the platform until what is returned is called; where that is not permitted, nothing changes. */
export function favourClients(): () => void {
  const before = getPriority()
  if (!tryPriority(clientsNice)) return () => undefined
  return () => {
    tryPriority(before)
  }
}

/** Whether it could be set: only root may become more urgent. */
function tryPriority(priority: number): boolean {
  try {
    setPriority(priority)
    return true
  } catch (error) {
    if (['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}
