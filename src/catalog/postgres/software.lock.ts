// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'patroni-4.1.5': [
    {
      name: 'certifi-2026.10.19.post1-py3-none-any.whl',
      sha256: '1324c476b4811eff41a8bc2122cd0bbd4d9c7234c725446d99ab1612b3a7fdd2',
      bytes: 134047,
    },
    {
      name: 'charset_normalizer-3.5.3-cp311-cp311-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64.whl',
      sha256: '2a6f937e0b70133d1f826d0a253331b6fe1a4c874808cc12e16f2fb8177042f4',
      bytes: 263382,
    },
    {
      name: 'click-8.5.1-py3-none-any.whl',
      sha256: '8bb5376d2006950386f8c6427613334a2acadc5f559cb80e638d00b4df957e37',
      bytes: 126163,
    },
    {
      name: 'dnspython-2.9.2-py3-none-any.whl',
      sha256: 'af15f7d385a6ae2fb35a796fde2138004c8c42c7389090e2addc83e3b3340fd8',
      bytes: 360455,
    },
    {
      name: 'idna-3.20-py3-none-any.whl',
      sha256: 'ab7ae7122974553370f0bdb919e1a960b2cd1bc1ef0276416d896db81c14582c',
      bytes: 69583,
    },
    {
      name: 'patroni-4.1.5-py3-none-any.whl',
      sha256: '7aad8c1539e6c51c269a8005169dd54ddc7668437b7900fa6099d7894e224c84',
      bytes: 378022,
    },
    {
      name: 'prettytable-3.18.0-py3-none-any.whl',
      sha256: 'b3346e0e6f79180833aebaac088ae926340586cf6d7d991b9eb125b65f72313a',
      bytes: 37357,
    },
    {
      name: 'psutil-7.2.2-cp36-abi3-manylinux2010_x86_64.manylinux_2_12_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '076a2d2f923fd4821644f5ba89f059523da90dc9014e85f8e45a5774ca5bc6f9',
      bytes: 155560,
    },
    {
      name: 'psycopg2_binary-2.9.13-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sha256: '930e7e58b33a4f9c39e7532d7a40147925cf3372baed4229cbebe0cf3ba9ce6b',
      bytes: 4281172,
    },
    {
      name: 'py_consul-1.8.0-py2.py3-none-any.whl',
      sha256: '242f45d66c97224ecd04ba1dd4eb71053ed5a38dc7bb9b9387d2a882f7352d59',
      bytes: 56178,
    },
    {
      name: 'python-etcd-0.4.5.tar.gz',
      sha256: 'f1b5ebb825a3e8190494f5ce1509fde9069f2754838ed90402a8c11e1f52b8cb',
      bytes: 37270,
    },
    {
      name: 'python_dateutil-4.0.0-py3-none-any.whl',
      sha256: 'a5e246f79eb80475e691bf93862cead98decd8a498cf53ba0516fcdc0f50dc1c',
      bytes: 92853,
    },
    {
      name: 'pyyaml-6.0.4-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '622aa875fa6533f25fedcffe23079357d65a690d462200afed5d8e9d0e01ebee',
      bytes: 828016,
    },
    {
      name: 'requests-2.34.2-py3-none-any.whl',
      sha256: '2a0d60c172f83ac6ab31e4554906c0f3b3588d37b5cb939b1c061f4907e278e0',
      bytes: 73075,
    },
    {
      name: 'tzdata-2026.6-py2.py3-none-any.whl',
      sha256: '0a10eec6e13ef16b627fabed9a5f2ba61a62b1c67f327305f4e7e412a70b4aec',
      bytes: 348210,
    },
    {
      name: 'urllib3-2.8.0-py3-none-any.whl',
      sha256: '0cf3cae568d36aa9576b28dfb35f11328f1cb974ca7647d9475ebb86c75ac6e3',
      bytes: 135717,
    },
    {
      name: 'wcwidth-0.9.4-cp310-abi3-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sha256: 'b185c8b927b23af2721be1783499d1cfa5c028b098b0858951b4ae224477f1c2',
      bytes: 785946,
    },
    {
      name: 'ydiff-1.4.2.tar.gz',
      sha256: '369be623dcde7954d98973fb9db1780d64f0353982bf3ac85818f3d62ff452b0',
      bytes: 16207,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
