// Python of the distribution: Patroni, the peer watch and Spark's drivers run on it.

import type { Software } from '../software.ts'

/** The distribution's Python 3. */
export const python3: Software = {
  id: 'python-3',
  title: 'Python 3',
  version: '3',
  licence: 'PSF-2.0',
  source: { kind: 'apt', packages: ['python3'], provides: ['/usr/bin/python3'], daemons: [] },
}
