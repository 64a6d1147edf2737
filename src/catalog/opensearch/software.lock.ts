// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'opensearch-2.19.1': [
    {
      name: 'org.opensearch.distribution.integ-test-zip:opensearch:2.19.1:zip',
      sha256: 'af7152d8b7f6f1cee09d47276b32b70479fe6dd8cdbb61213f84eb7f8098b261',
      bytes: 51391430,
    },
    {
      name: 'org.opensearch.plugin:opensearch-security:2.19.1.0:zip',
      sha256: '94a04f12ac6033902209fac1e4e512618d45beee604bbf0e42c3ed79c55220cf',
      bytes: 43828219,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
