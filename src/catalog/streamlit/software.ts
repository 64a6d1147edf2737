// Streamlit and what its applications ask with, as the Python package index has them.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** Streamlit with Trino's client. The folder belongs on PYTHONPATH. */
export const streamlitSoftware: Software = {
  id: 'streamlit-1.67.0',
  title: 'Streamlit',
  version: '1.67.0',
  licence: 'Apache-2.0',
  source: {
    kind: 'pip',
    requirement: 'streamlit==1.67.0',
    closure: true,
    beside: ['trino==0.340.0'],
    files: locks['streamlit-1.67.0'],
  },
}
