// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'streamlit-1.67.0': [
    {
      name: 'altair-6.3.0-py3-none-any.whl',
      sha256: '7defb6ca730676dfc99a299768e2769f51585fcb3dc960ea71aacc368929d65e',
      bytes: 797192,
    },
    {
      name: 'anyio-4.16.0-py3-none-any.whl',
      sha256: 'c66ae634e0b8228396b801741beb3294326d4b6102f7bba4041c0dfb58c29026',
      bytes: 134521,
    },
    {
      name: 'attrs-26.1.0-py3-none-any.whl',
      sha256: 'c647aa4a12dfbad9333ca4e71fe62ddc36f4e63b2d260a37a8b83d2f043ac309',
      bytes: 67548,
    },
    {
      name: 'certifi-2026.10.19.post1-py3-none-any.whl',
      sha256: '1324c476b4811eff41a8bc2122cd0bbd4d9c7234c725446d99ab1612b3a7fdd2',
      bytes: 134047,
    },
    {
      name: 'charset_normalizer-3.5.2-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '211d5a3eb6af8f513b8d4ca19a8c1b7accab1b5f0d3175f9826b03c1a920dc1f',
      bytes: 269972,
    },
    {
      name: 'click-8.5.1-py3-none-any.whl',
      sha256: '8bb5376d2006950386f8c6427613334a2acadc5f559cb80e638d00b4df957e37',
      bytes: 126163,
    },
    {
      name: 'h11-0.16.0-py3-none-any.whl',
      sha256: '63cf8bbe7522de3bf65932fda1d9c2772064ffb3dae62d55932da54b31cb6c86',
      bytes: 37515,
    },
    {
      name: 'idna-3.20-py3-none-any.whl',
      sha256: 'ab7ae7122974553370f0bdb919e1a960b2cd1bc1ef0276416d896db81c14582c',
      bytes: 69583,
    },
    {
      name: 'itsdangerous-2.2.0-py3-none-any.whl',
      sha256: 'c6242fc49e35958c8b15141343aa660db5fc54d4f13a1db01a3f5891b98700ef',
      bytes: 16234,
    },
    {
      name: 'jinja2-3.1.6-py3-none-any.whl',
      sha256: '85ece4451f492d0c13c5dd7c13a64681a86afae63a5f347908daf103ce6d2f67',
      bytes: 134899,
    },
    {
      name: 'jsonschema-4.26.0-py3-none-any.whl',
      sha256: 'd489f15263b8d200f8387e64b4c3a75f06629559fb73deb8fdfb525f2dab50ce',
      bytes: 90630,
    },
    {
      name: 'jsonschema_specifications-2025.9.1-py3-none-any.whl',
      sha256: '98802fee3a11ee76ecaca44429fda8a41bff98b00a0f2838151b113f210cc6fe',
      bytes: 18437,
    },
    {
      name: 'lz4-4.4.5-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '75419bb1a559af00250b8f1360d508444e80ed4b26d9d40ec5b09fe7875cb989',
      bytes: 1368674,
    },
    {
      name: 'markupsafe-3.0.4-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '6da83a088f8ef93b2d483a8232a4dbf4d69d3d8496b568a03c56becac43e1808',
      bytes: 22961,
    },
    {
      name: 'narwhals-2.29.0-py3-none-any.whl',
      sha256: '1c69b3dc30240f6e848c5a673cafc86affa44184ecce721e25b7194663ad10dc',
      bytes: 501718,
    },
    {
      name: 'numpy-2.4.6-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '89cd468399cfd2504718f0ba50e410dca55a170b61a02ad92bb18c8a65186e93',
      bytes: 16918164,
    },
    {
      name: 'orjson-3.13.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: '89bcf2d4bc6c9a7e1763c8cf534f38712e66b76a0fefda7fb7785462f0d635e4',
      bytes: 130518,
    },
    {
      name: 'packaging-26.3-py3-none-any.whl',
      sha256: 'd7193f7c8e4e93f444fde0262bf90af30e16fa0ad0ad44cb553c87339b23cd1c',
      bytes: 129956,
    },
    {
      name: 'pandas-3.1.1-cp311-cp311-manylinux_2_24_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '4f1602f614bb83f443381dbcbb94c4ac764b2e50c8d6c965614c5cd83e328c47',
      bytes: 12356904,
    },
    {
      name: 'pillow-13.0.0-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl',
      sha256: 'a625df9a2a5597fa5e5266e01aefc82604bb85d291e3547981e863560d75da6c',
      bytes: 7140667,
    },
    {
      name: 'protobuf-7.36.2-cp310-abi3-manylinux2014_x86_64.whl',
      sha256: '89f23aa53c24553a2416fd4fd1ec06f74fa42b14b546d8883128813f775bbfd2',
      bytes: 343223,
    },
    {
      name: 'pyarrow-26.0.1-cp311-cp311-manylinux_2_28_x86_64.whl',
      sha256: '39cb0f2418282c24bea6ceda77b03e5a8f0a5766b63a8bf194d4e2a2c423548c',
      bytes: 55016622,
    },
    {
      name: 'pydeck-0.9.3-py2.py3-none-any.whl',
      sha256: 'd8a47c11c81fb12d51b1feb42427ff4f0e13cb599e48931021b2cba98b6849a6',
      bytes: 11428091,
    },
    {
      name: 'python_dateutil-4.0.0-py3-none-any.whl',
      sha256: 'a5e246f79eb80475e691bf93862cead98decd8a498cf53ba0516fcdc0f50dc1c',
      bytes: 92853,
    },
    {
      name: 'python_multipart-0.0.34-py3-none-any.whl',
      sha256: 'ebacd224bd686eee2f9aa1066a657affe07435a185834e05e5235e2e59173e91',
      bytes: 32585,
    },
    {
      name: 'pytz-2026.6-py2.py3-none-any.whl',
      sha256: '7fed3fee8fd6bd4a2b7b75a8d56021d0624127bf69bd5691f115db929ac570b3',
      bytes: 506321,
    },
    {
      name: 'referencing-0.37.0-py3-none-any.whl',
      sha256: '381329a9f99628c9069361716891d34ad94af76e461dcb0335825aecc7692231',
      bytes: 26766,
    },
    {
      name: 'requests-2.34.2-py3-none-any.whl',
      sha256: '2a0d60c172f83ac6ab31e4554906c0f3b3588d37b5cb939b1c061f4907e278e0',
      bytes: 73075,
    },
    {
      name: 'rpds_py-2026.9.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: '136a1c3fe4402b7008bc81cb62ee538481795b61a7e83df88dff3b3f02b726ff',
      bytes: 375426,
    },
    {
      name: 'starlette-1.10.0-py3-none-any.whl',
      sha256: '478c0ab3b4ced6e82719849c118fa406f0278a3499c1a898cd15cd31bdc38ce4',
      bytes: 80571,
    },
    {
      name: 'streamlit-1.67.0-py3-none-any.whl',
      sha256: 'f29da87c443bfbdfc52738616e3d65745d438e718da8faf69e2be0da1e52ce64',
      bytes: 11235773,
    },
    {
      name: 'trino-0.340.0-py3-none-any.whl',
      sha256: '908aa292d7216e79370581f1fb089e8052d08a5f48e839c6f6713a4fa2998e1c',
      bytes: 63877,
    },
    {
      name: 'typing_extensions-4.16.0-py3-none-any.whl',
      sha256: '481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8',
      bytes: 45571,
    },
    {
      name: 'tzdata-2026.6-py2.py3-none-any.whl',
      sha256: '0a10eec6e13ef16b627fabed9a5f2ba61a62b1c67f327305f4e7e412a70b4aec',
      bytes: 348210,
    },
    {
      name: 'tzlocal-5.4.5-py3-none-any.whl',
      sha256: 'ecab534f6d65d9deb4c4ea52c121ab6dd5958e9b878e71dcb102578269752454',
      bytes: 18215,
    },
    {
      name: 'urllib3-2.8.0-py3-none-any.whl',
      sha256: '0cf3cae568d36aa9576b28dfb35f11328f1cb974ca7647d9475ebb86c75ac6e3',
      bytes: 135717,
    },
    {
      name: 'uvicorn-0.54.0-py3-none-any.whl',
      sha256: '505bdb0f318731d45f1f712071fc781a8981f6847a31c902c9f5e652d4f67faf',
      bytes: 87427,
    },
    {
      name: 'watchdog-7.1.0-py3-none-manylinux_2_17_x86_64.whl',
      sha256: 'ad6d0b473cb8cde0721692b22b30fcbea8b52102430528874b3593549888bd81',
      bytes: 103269,
    },
    {
      name: 'websockets-17.4-cp311-cp311-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64.whl',
      sha256: 'cebad8f4796248b91fc2168515e507e5cb6b663a32befd09f3b1e7920acdcb1a',
      bytes: 226041,
    },
    {
      name: 'zstandard-0.25.0-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sha256: '9300d02ea7c6506f00e627e287e0492a5eb0371ec1670ae852fefffa6164b072',
      bytes: 5559635,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
