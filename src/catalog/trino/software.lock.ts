// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'trino-476': [
    {
      name: 'io.trino:trino-server:476:tar.gz',
      sha256: 'cfd5accde17e8ebd251eeeb78aed1f490e77bb3a164d95a0f454bf8a7c1cbd3f',
      bytes: 821045832,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
