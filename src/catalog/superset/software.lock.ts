// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'superset-6.1.0': [
    {
      name: 'Flask_Caching-2.3.1-py3-none-any.whl',
      sha256: 'd3efcf600e5925ea5a2fcb810f13b341ae984f5b52c00e9d9070392f3ca10761',
      bytes: 28916,
    },
    {
      name: 'Flask_Login-0.6.3-py3-none-any.whl',
      sha256: '849b25b82a436bf830a054e74214074af59097171562ab10bfa999e6b78aae5d',
      bytes: 17303,
    },
    {
      name: 'Flask_Migrate-3.1.0-py3-none-any.whl',
      sha256: 'a6498706241aba6be7a251078de9cf166d74307bca41a4ca3e403c9d39e2f897',
      bytes: 20260,
    },
    {
      name: 'PySocks-1.7.1-py3-none-any.whl',
      sha256: '2725bd0a9925919b9b51739eea5f9e2bae91e83288108a9ad338b2e3a4435ee5',
      bytes: 16725,
    },
    {
      name: 'SQLAlchemy-1.4.54-cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: 'fb59a11689ff3c58e7652260127f9e34f7f45478a2f3ef831ab6db7bcd72108f',
      bytes: 1627640,
    },
    {
      name: 'WTForms-JSON-0.3.5.tar.gz',
      sha256: '782728526a3963e9cd85948894185bff55233f3d068155175465cecec09d2234',
      bytes: 12797,
    },
    {
      name: 'XlsxWriter-3.0.9-py3-none-any.whl',
      sha256: '5eaaf3c6f791cba1dd1c3065147c35982180f693436093aabe5b7d6c16148e95',
      bytes: 152828,
    },
    {
      name: 'alembic-1.19.2-py3-none-any.whl',
      sha256: '32d553dcd577e6fe5c3c63e91468526d35e4dcecafe865d7db4e9b328fa93cb2',
      bytes: 267399,
    },
    {
      name: 'amqp-5.4.2-py3-none-any.whl',
      sha256: 'e6e756b15c89c86818b48a4947a424706238afbf67d457428d3269bc4590db9e',
      bytes: 51956,
    },
    {
      name: 'annotated_types-0.8.0-py3-none-any.whl',
      sha256: 'f072f4d804ea359e4eaf198b1af7a8b0943881a87f31bb764f8bf219bb9419e0',
      bytes: 13427,
    },
    {
      name: 'apache_superset-6.1.0-py3-none-any.whl',
      sha256: '4b5886b2d6389a32df790aeae2532ad72529bce1af93b6edf2d1b2a8bf658748',
      bytes: 103800223,
    },
    {
      name: 'apache_superset_core-0.1.0-py3-none-any.whl',
      sha256: '1ba2755792a07e6e060edfbf3341a941a27fb46a305008d45e5067b18f040706',
      bytes: 37422,
    },
    {
      name: 'apispec-6.10.1-py3-none-any.whl',
      sha256: '3fd9a4b624dfabf3a9d25610c0fcb743ac8e66495037d914ee3977ec4bf0386b',
      bytes: 33057,
    },
    {
      name: 'apsw-3.54.1.0-cp311-cp311-manylinux_2_28_x86_64.whl',
      sha256: '55f7fd02953f7f8cc188b1015afd0b5f1148412c368362bab24d3e8c69d07322',
      bytes: 3729073,
    },
    {
      name: 'async_timeout-5.0.1-py3-none-any.whl',
      sha256: '39e3809566ff85354557ec2398b55e096c8364bacac9405a7a1fa429e77fe76c',
      bytes: 6233,
    },
    {
      name: 'attrs-26.1.0-py3-none-any.whl',
      sha256: 'c647aa4a12dfbad9333ca4e71fe62ddc36f4e63b2d260a37a8b83d2f043ac309',
      bytes: 67548,
    },
    {
      name: 'babel-2.19.0-py3-none-any.whl',
      sha256: '6d49734aed1d595b2c065d012174df8c83964692f26fc461702281634dd7555b',
      bytes: 10983582,
    },
    {
      name: 'backoff-2.2.1-py3-none-any.whl',
      sha256: '63579f9a0628e06278f7e47b7d7d5b6ce20dc65c5e96a6f3ca99a6adca0396e8',
      bytes: 15148,
    },
    {
      name: 'backports_zstd-1.8.0-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '9c7fe40a58dbe1fd358e0ceb5b6b3f50a9b328f8fff42dcb3bdaeb9a022c2506',
      bytes: 493818,
    },
    {
      name: 'bcrypt-5.0.0-cp39-abi3-manylinux_2_34_x86_64.whl',
      sha256: '611f0a17aa4a25a69362dcc299fda5c8a3d4f160e2abb3831041feb77393a14a',
      bytes: 278240,
    },
    {
      name: 'billiard-4.3.2-py3-none-any.whl',
      sha256: '37735a7b4117aafa73532b3b493db4c02fb85c0e69d5f3447f113fd30ff27872',
      bytes: 90632,
    },
    {
      name: 'blinker-1.9.0-py3-none-any.whl',
      sha256: 'ba0efaa9080b619ff2f3459d1d500c57bddea4a6b424b60a91141db6fd2f08bc',
      bytes: 8458,
    },
    {
      name: 'bottleneck-1.6.0-cp311-cp311-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64.whl',
      sha256: '727363f99edc6dc83d52ed28224d4cb858c07a01c336c7499c0c2e5dd4fd3e4a',
      bytes: 375920,
    },
    {
      name: 'brotli-1.2.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sha256: '6b3c3d5794212a54434b4856f808f7bdf7ad48eacadaadb5b2346fc9a639365a',
      bytes: 1426895,
    },
    {
      name: 'cachelib-0.17.0-py3-none-any.whl',
      sha256: 'f83909b6f78741c3a5d76d292d13bf24964ffb13e00ea1d18f92e20599766ce0',
      bytes: 28221,
    },
    {
      name: 'cachetools-8.0.2-py3-none-any.whl',
      sha256: '502bf3c17c6e35d78ccdaa70da8c7001b28634541f5cde0dee33c93bb252277d',
      bytes: 19334,
    },
    {
      name: 'cattrs-26.2.1-py3-none-any.whl',
      sha256: 'a12aaa3453dc8f633a815293179f08b7421ed18d2575c459c3c736f840beac24',
      bytes: 74843,
    },
    {
      name: 'celery-5.5.3-py3-none-any.whl',
      sha256: '0b5761a07057acee94694464ca482416b959568904c9dfa41ce8413a7d65d525',
      bytes: 438775,
    },
    {
      name: 'certifi-2026.10.19.post1-py3-none-any.whl',
      sha256: '1324c476b4811eff41a8bc2122cd0bbd4d9c7234c725446d99ab1612b3a7fdd2',
      bytes: 134047,
    },
    {
      name: 'cffi-2.1.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sha256: '34e261f78cb6ceaaa36f42f2613f4380d94d9c759a9c73c769ee6e0247364632',
      bytes: 217807,
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
      name: 'click_didyoumean-0.3.1-py3-none-any.whl',
      sha256: '5c4bb6007cfea5f2fd6583a2fb6701a22a41eb98957e63d0fac41c10e7c3117c',
      bytes: 3631,
    },
    {
      name: 'click_option_group-0.5.10-py3-none-any.whl',
      sha256: '667f9dafdbe15f69c7e877e14c94175ab2e16b6a1ab4b7ffac51513ed624a8dc',
      bytes: 11531,
    },
    {
      name: 'click_plugins-1.1.1.2-py2.py3-none-any.whl',
      sha256: '008d65743833ffc1f5417bf0e78e8d2c23aab04d9745ba817bd3e71b0feb6aa6',
      bytes: 11051,
    },
    {
      name: 'click_repl-0.4.1-py3-none-any.whl',
      sha256: '5cb10881d4c5ebaa8695eceb69911af3062ee78342812b713564b17aad333eb5',
      bytes: 14988,
    },
    {
      name: 'colorama-0.4.6-py2.py3-none-any.whl',
      sha256: '4f1d9991f5acc0ca119f9d443620b77f9d6b33703e51011c16baf57afb285fc6',
      bytes: 25335,
    },
    {
      name: 'cron_descriptor-2.2.1-py3-none-any.whl',
      sha256: '23b42aca983841333aaf28095024e0457f005621d03e658edbd7316a5f2bbd42',
      bytes: 76628,
    },
    {
      name: 'croniter-7.0.0-py3-none-any.whl',
      sha256: '92090bce3cef195a037a46b78430c4cdd6250e90671d9d7dcd9e486147daaca4',
      bytes: 63225,
    },
    {
      name: 'cryptography-46.0.7-cp311-abi3-manylinux_2_34_x86_64.whl',
      sha256: '42a1e5f98abb6391717978baf9f90dc28a743b7d9be7f0751a6f56a75d14065b',
      bytes: 4459756,
    },
    {
      name: 'defusedxml-0.7.1-py2.py3-none-any.whl',
      sha256: 'a352e7e428770286cc899e2542b6cdaedb2b4953ff269a210103ec58f6198a61',
      bytes: 25604,
    },
    {
      name: 'deprecated-1.3.1-py2.py3-none-any.whl',
      sha256: '597bfef186b6f60181535a29fbe44865ce137a5079f295b479886c82729d5f3f',
      bytes: 11298,
    },
    {
      name: 'deprecation-2.1.0-py2.py3-none-any.whl',
      sha256: 'a10811591210e1fb0e768a8c25517cabeabcba6f0bf96564f8ff45189f90b14a',
      bytes: 11178,
    },
    {
      name: 'dnspython-2.9.2-py3-none-any.whl',
      sha256: 'af15f7d385a6ae2fb35a796fde2138004c8c42c7389090e2addc83e3b3340fd8',
      bytes: 360455,
    },
    {
      name: 'email_validator-2.4.0-py3-none-any.whl',
      sha256: '4454e41c4e1c6b6caee34a1dc71d5e736791562be8fd179b02e298f796522684',
      bytes: 36810,
    },
    {
      name: 'et_xmlfile-2.0.0-py3-none-any.whl',
      sha256: '7a91720bc756843502c3b7504c77b8fe44217c85c537d85037f0f536151b2caa',
      bytes: 18059,
    },
    {
      name: 'flask-3.1.3-py3-none-any.whl',
      sha256: 'f4bcbefc124291925f1a26446da31a5178f9483862233b23c0c96a20701f670c',
      bytes: 103424,
    },
    {
      name: 'flask_appbuilder-5.3.0-py3-none-any.whl',
      sha256: '85d7c9520402848d864ac91672e19c921ca518ddc9b840d631ed6c04306b89ed',
      bytes: 2218928,
    },
    {
      name: 'flask_babel-4.0.0-py3-none-any.whl',
      sha256: '638194cf91f8b301380f36d70e2034c77ee25b98cb5d80a1626820df9a6d4625',
      bytes: 9602,
    },
    {
      name: 'flask_compress-1.25-py3-none-any.whl',
      sha256: '6ca78e29728525e575a9e76e0e8e7acc6e0bf1421e0cbfd452bca0a68626166f',
      bytes: 11069,
    },
    {
      name: 'flask_cors-6.0.5-py3-none-any.whl',
      sha256: '68fcf75693e961f3af26683b23c4b9a8fb6b64de17d20d0c37b95e8de7ab2ed8',
      bytes: 16692,
    },
    {
      name: 'flask_jwt_extended-4.7.4-py2.py3-none-any.whl',
      sha256: 'daad1981117f4972d63c363d013f290de307aad781a935921b603b714817393c',
      bytes: 22699,
    },
    {
      name: 'flask_limiter-4.1.1-py3-none-any.whl',
      sha256: 'e1ae13e06e6b3e39a4902e7d240b901586b25932c2add7bd5f5eeb4bdc11111b',
      bytes: 30554,
    },
    {
      name: 'flask_session-0.8.0-py3-none-any.whl',
      sha256: '5dae6e9ddab334f8dc4dea4305af37851f4e7dc0f484caf3351184001195e3b7',
      bytes: 24410,
    },
    {
      name: 'flask_sqlalchemy-3.0.5-py3-none-any.whl',
      sha256: 'cabb6600ddd819a9f859f36515bb1bd8e7dbf30206cc679d2b081dff9e383283',
      bytes: 24842,
    },
    {
      name: 'flask_talisman-1.1.0-py2.py3-none-any.whl',
      sha256: '3c42b610ebe49b0e35ca150e179bf51aa1da01e4635b49a674868ea681046208',
      bytes: 18967,
    },
    {
      name: 'flask_wtf-1.3.0-py3-none-any.whl',
      sha256: 'dc5e3a4ce97f75c47bf6c1c72ad2c3b7bdf579a2ed13aebcc5d3d81fe2571160',
      bytes: 13959,
    },
    {
      name: 'geographiclib-2.1-py3-none-any.whl',
      sha256: 'e2a873b9b9e7fc38721ad73d5f4e6c9ed140d428a339970f505c07056997d40b',
      bytes: 40740,
    },
    {
      name: 'geopy-2.5.0-py3-none-any.whl',
      sha256: '8ad8cc226b505ca4d272ae9a2eeba08b8a2c565fc9a04eaefc33ad49c32b51aa',
      bytes: 114619,
    },
    {
      name: 'gevent-24.11.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: 'c9c935b83d40c748b6421625465b7308d87c7b3717275acd587eef2bd1c39546',
      bytes: 6761883,
    },
    {
      name: 'google_auth-2.63.0-py3-none-any.whl',
      sha256: 'cbc065325f67511946d1a66672e4f47e71ed162ef1abd2bb8404ceec407c86ba',
      bytes: 270723,
    },
    {
      name: 'greenlet-3.1.1-cp311-cp311-manylinux_2_24_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '9e8f8c9cb53cdac7ba9793c276acd90168f416b9ce36799b9b885790f8ad6c0a',
      bytes: 602413,
    },
    {
      name: 'gunicorn-27.0.1-py3-none-any.whl',
      sha256: '378b26b9a38adcf4592f28828233c1716acc55e833ea06bf48719782efaa0d10',
      bytes: 263696,
    },
    {
      name: 'h11-0.16.0-py3-none-any.whl',
      sha256: '63cf8bbe7522de3bf65932fda1d9c2772064ffb3dae62d55932da54b31cb6c86',
      bytes: 37515,
    },
    {
      name: 'hashids-1.3.1-py2.py3-none-any.whl',
      sha256: '8bddd1acba501bfc9306e7e5a99a1667f4f2cacdc20cbd70bcc5ddfa5147c94c',
      bytes: 6556,
    },
    {
      name: 'holidays-0.109-py3-none-any.whl',
      sha256: '7d39c910167116d41fa6aae18d5e72b4541700cdd37743d799c83db3419201b0',
      bytes: 1744125,
    },
    {
      name: 'humanize-4.17.0-py3-none-any.whl',
      sha256: '02d0899527760efe18011944f882df4970943b4cdff7b5a0ba7fed43a576ef98',
      bytes: 133715,
    },
    {
      name: 'idna-3.20-py3-none-any.whl',
      sha256: 'ab7ae7122974553370f0bdb919e1a960b2cd1bc1ef0276416d896db81c14582c',
      bytes: 69583,
    },
    {
      name: 'invoke-3.0.3-py3-none-any.whl',
      sha256: 'f11327165e5cbb89b2ad1d88d3292b5113332c43b8553b494da435d6ec6f5053',
      bytes: 160958,
    },
    {
      name: 'isodate-0.7.2-py3-none-any.whl',
      sha256: '28009937d8031054830160fce6d409ed342816b543597cece116d966c6d99e15',
      bytes: 22320,
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
      name: 'jsonpath_ng-1.16.0-py3-none-any.whl',
      sha256: 'c5e28ddd70ebcaeba9af3c2b880933fbfeb108b5e68c9edb84e1b57803091218',
      bytes: 86201,
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
      name: 'kombu-5.5.4-py3-none-any.whl',
      sha256: 'a12ed0557c238897d8e518f1d1fdf84bd1516c5e305af2dacd85c2015115feb8',
      bytes: 210034,
    },
    {
      name: 'limits-5.8.0-py3-none-any.whl',
      sha256: 'ae1b008a43eb43073c3c579398bd4eb4c795de60952532dc24720ab45e1ac6b8',
      bytes: 60954,
    },
    {
      name: 'lz4-4.4.5-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '75419bb1a559af00250b8f1360d508444e80ed4b26d9d40ec5b09fe7875cb989',
      bytes: 1368674,
    },
    {
      name: 'mako-1.4.3-py3-none-any.whl',
      sha256: '723296007c870bfd6b3f0c3230dba7198096e5269297ebf5e4eff9e7ffa39d4f',
      bytes: 80164,
    },
    {
      name: 'markdown-3.11.3-py3-none-any.whl',
      sha256: 'e1a31a112232504d753e5c01bb8c2de90d3f0ba986b063e10770cf7695b09e73',
      bytes: 116758,
    },
    {
      name: 'markdown_it_py-4.3.0-py3-none-any.whl',
      sha256: '7aa1511a46c39138de78d9eba92ce47e63124d8003fc98b3a351909e04239efa',
      bytes: 96951,
    },
    {
      name: 'markupsafe-3.0.4-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '6da83a088f8ef93b2d483a8232a4dbf4d69d3d8496b568a03c56becac43e1808',
      bytes: 22961,
    },
    {
      name: 'marshmallow-3.26.2-py3-none-any.whl',
      sha256: '013fa8a3c4c276c24d26d84ce934dc964e2aa794345a0f8c7e5a7191482c8a73',
      bytes: 50964,
    },
    {
      name: 'marshmallow_sqlalchemy-1.5.0-py3-none-any.whl',
      sha256: '3865232672f3dd38c4d5e4e85fdedce76904200742c3594948a2d11d0af93258',
      bytes: 16582,
    },
    {
      name: 'marshmallow_union-0.1.15.post1-py2.py3-none-any.whl',
      sha256: '1e21b759c76735305f99179c1a16759ebb9629733159628241b3f2117ff55e86',
      bytes: 4607,
    },
    {
      name: 'mdurl-0.1.2-py3-none-any.whl',
      sha256: '84008a41e51615a49fc9966191ff91509e3c40b939176e643fd50a5c2196b8f8',
      bytes: 9979,
    },
    {
      name: 'msgpack-1.0.8-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: '83b5c044f3eff2a6534768ccfd50425939e7a8b5cf9a7261c385de1e20dcfc85',
      bytes: 409267,
    },
    {
      name: 'msgspec-0.22.0-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl',
      sha256: 'a6db3806b3b76ca78064255eac6fa101a8a64fe6f698d80fbaf81fdfa21217d4',
      bytes: 225251,
    },
    {
      name: 'nh3-0.2.22-cp38-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: '0e9e93c67d1ec8db6d96e323832bd267cdfe94bdb8cc6adc88cbc0908ff59329',
      bytes: 777724,
    },
    {
      name: 'numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: '666dbfb6ec68962c033a450943ded891bed2d54e6755e35e5835d63f4f6931d5',
      bytes: 18252005,
    },
    {
      name: 'odfpy-1.4.1.tar.gz',
      sha256: 'db766a6e59c5103212f3cc92ec8dd50a0f3a02790233ed0b52148b70d3c438ec',
      bytes: 717045,
    },
    {
      name: 'openpyxl-3.1.5-py2.py3-none-any.whl',
      sha256: '5282c12b107bffeef825f4617dc029afaf41d0ea60823bbb665ef3079dc79de2',
      bytes: 250910,
    },
    {
      name: 'ordered_set-4.1.0-py3-none-any.whl',
      sha256: '046e1132c71fcf3330438a539928932caf51ddbc582496833e23de611de14562',
      bytes: 7634,
    },
    {
      name: 'orjson-3.13.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: '89bcf2d4bc6c9a7e1763c8cf534f38712e66b76a0fefda7fb7785462f0d635e4',
      bytes: 130518,
    },
    {
      name: 'outcome-1.3.0.post0-py2.py3-none-any.whl',
      sha256: 'e771c5ce06d1415e356078d3bdd68523f284b4ce5419828922b6871e65eda82b',
      bytes: 10692,
    },
    {
      name: 'packaging-26.4-py3-none-any.whl',
      sha256: '81383611a09c1bc0b08b76e0fd5829d7c6824c65b27a6aee339da133f4233ea2',
      bytes: 140049,
    },
    {
      name: 'pandas-2.1.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: 'd797591b6846b9db79e65dc2d0d48e61f7db8d10b2a9480b4e3faaddc421a171',
      bytes: 12234407,
    },
    {
      name: 'paramiko-5.1.0-py3-none-any.whl',
      sha256: 'd9fe6d67a9d0bbf3eb85b051d26ab850b678c02d060f32915b944e5ca6d0d9e1',
      bytes: 211623,
    },
    {
      name: 'parsedatetime-2.6-py3-none-any.whl',
      sha256: 'cb96edd7016872f58479e35879294258c71437195760746faffedb692aef000b',
      bytes: 42548,
    },
    {
      name: 'pgsanity-0.3.0-py3-none-any.whl',
      sha256: '660c60b5993ea7abf3602e25d0b6996277e5cc86964e1a929e5299c8f3bdf40c',
      bytes: 7233,
    },
    {
      name: 'pillow-12.3.0-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '23d27a3e0307ec2244cc51e7287b919aa68d097504ebe19df4e76a98a3eea5bd',
      bytes: 6934408,
    },
    {
      name: 'platformdirs-4.14.8-py3-none-any.whl',
      sha256: '1e34af590de4d978631b751eb2202f2fee4497537a17c1720b12fcf57b331392',
      bytes: 94267,
    },
    {
      name: 'polyline-2.0.4-py3-none-any.whl',
      sha256: 'a4e0c15b8ecb32915559f8cf210f1f8c2f5cc53d3cd32c91d7c1668d6e936e10',
      bytes: 7167,
    },
    {
      name: 'prison-0.2.1-py2.py3-none-any.whl',
      sha256: 'f90bab63fca497aa0819a852f64fb21a4e181ed9f6114deaa5dc04001a7555c5',
      bytes: 5794,
    },
    {
      name: 'prompt_toolkit-3.0.53-py3-none-any.whl',
      sha256: '01c0891d7f9237d5e339f7d3e42cdae80b7534abb1c7c0e3352efba6231492f2',
      bytes: 392288,
    },
    {
      name: 'psycopg2_binary-2.9.13-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sha256: '930e7e58b33a4f9c39e7532d7a40147925cf3372baed4229cbebe0cf3ba9ce6b',
      bytes: 4281172,
    },
    {
      name: 'pyarrow-18.1.0-cp311-cp311-manylinux_2_28_x86_64.whl',
      sha256: 'f266a2c0fc31995a06ebd30bcfdb7f615d7278035ec5b1cd71c48d56daaf30b0',
      bytes: 40076877,
    },
    {
      name: 'pyasn1-0.6.5-py3-none-any.whl',
      sha256: '4017b0fce125096b8573b39c989fdb1a4b19cf761e683398184550fea0e66587',
      bytes: 84807,
    },
    {
      name: 'pyasn1_modules-0.4.2-py3-none-any.whl',
      sha256: '29253a9207ce32b64c3ac6600edc75368f98473906e8fd1043bd6b5b1de2c14a',
      bytes: 181259,
    },
    {
      name: 'pycparser-3.12-py3-none-any.whl',
      sha256: 'a076f3f489b39b43ed13563a1dafe42447445bec2e294154ec5c57fcdda4c85e',
      bytes: 62600,
    },
    {
      name: 'pydantic-2.14.4-py3-none-any.whl',
      sha256: '653a2ad9f6d8858529c77c72717d0ea991d6c6837fe683246b2f4b2bbfc3fadc',
      bytes: 494865,
    },
    {
      name: 'pydantic_core-2.50.5-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sha256: '488319076ec92908b91fc6265ce761f1d78748f69f85518564fd16bf333e1b70',
      bytes: 2257712,
    },
    {
      name: 'pygeohash-3.5.1-cp311-cp311-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64.whl',
      sha256: '341a4d292b25e20659bdc77ae3268d2fe6e575a73558a51801296ebb46b40fef',
      bytes: 65781,
    },
    {
      name: 'pygments-2.21.0-py3-none-any.whl',
      sha256: '2363c69b61c4a97c838da3b130dcd6468f4848992b21a82f2a63ec34377137d9',
      bytes: 1250147,
    },
    {
      name: 'pyjwt-2.15.1-py3-none-any.whl',
      sha256: '42d59d631f7768a1028a64c7ff581a9bf7519804daf91fc5b6c56e30eec5e193',
      bytes: 33860,
    },
    {
      name: 'pynacl-1.6.2-cp38-abi3-manylinux_2_34_x86_64.whl',
      sha256: 'c8a231e36ec2cab018c4ad4358c386e36eede0319a0c41fed24f840b1dac59f6',
      bytes: 1402859,
    },
    {
      name: 'pyopenssl-26.2.0-py3-none-any.whl',
      sha256: '4f9d971bc5298b8bc1fab282803da04bf000c755d4ad9d99b52de2569ca19a70',
      bytes: 55823,
    },
    {
      name: 'pyparsing-3.3.3-py3-none-any.whl',
      sha256: 'ece8c00a69cf01b45d0b1dedabb469c90d8caf996d4fda40f147627a122849a4',
      bytes: 126420,
    },
    {
      name: 'python_dateutil-2.9.0.post0-py2.py3-none-any.whl',
      sha256: 'a8b2bc7bffae282281c8140a97d3aa9c14da0b136dfe83f850eea9a5f7470427',
      bytes: 229892,
    },
    {
      name: 'python_dotenv-1.2.4-py3-none-any.whl',
      sha256: '42269a8a5b3fd54ffa6f3d84b18abed50064717576b4ecf03dc4a55d8aa04fdc',
      bytes: 23266,
    },
    {
      name: 'pytz-2026.6-py2.py3-none-any.whl',
      sha256: '7fed3fee8fd6bd4a2b7b75a8d56021d0624127bf69bd5691f115db929ac570b3',
      bytes: 506321,
    },
    {
      name: 'pyxlsb-1.0.10-py2.py3-none-any.whl',
      sha256: '87c122a9a622e35ca5e741d2e541201d28af00fb46bec492cfa9586890b120b4',
      bytes: 23849,
    },
    {
      name: 'pyyaml-6.0.4-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl',
      sha256: '622aa875fa6533f25fedcffe23079357d65a690d462200afed5d8e9d0e01ebee',
      bytes: 828016,
    },
    {
      name: 'redis-5.3.1-py3-none-any.whl',
      sha256: 'dc1909bd24669cc31b5f67a039700b16ec30571096c5f1f0d9d2324bff31af97',
      bytes: 272833,
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
      name: 'requests_cache-1.3.3-py3-none-any.whl',
      sha256: 'c8df20ff874ebfc026959e3874e6c12bd6724934cdb10925915908453d4b17e4',
      bytes: 70788,
    },
    {
      name: 'rich-15.0.0-py3-none-any.whl',
      sha256: '33bd4ef74232fb73fe9279a257718407f169c09b78a87ad3d296f548e27de0bb',
      bytes: 310654,
    },
    {
      name: 'rpds_py-2026.9.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
      sha256: '136a1c3fe4402b7008bc81cb62ee538481795b61a7e83df88dff3b3f02b726ff',
      bytes: 375426,
    },
    {
      name: 'selenium-4.51.0-py3-none-any.whl',
      sha256: '5531e99df3c60a298c4bef38de825aec4aa8ca238438ac21511d650b58dbdd87',
      bytes: 11794382,
    },
    {
      name: 'shillelagh-1.4.5-py2.py3-none-any.whl',
      sha256: 'bb78ce2fa9e25241b8675ee172d6bc89f83db73a565ce34cdf34bb7139dc128c',
      bytes: 130023,
    },
    {
      name: 'simplejson-4.3.0-cp311-cp311-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64.whl',
      sha256: '06306ed92b3860802ad9dd7fe88f122a7360b01e3936b8a355d6d689bb2bb774',
      bytes: 205640,
    },
    {
      name: 'six-1.17.0-py2.py3-none-any.whl',
      sha256: '4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274',
      bytes: 11050,
    },
    {
      name: 'slack_sdk-3.48.0-py2.py3-none-any.whl',
      sha256: '1213726e5b8015eeded608fcb3665c4e9b48af7f7f383ecc1b90af886d6aaa03',
      bytes: 336355,
    },
    {
      name: 'sniffio-1.3.1-py3-none-any.whl',
      sha256: '2f6da418d1f1e0fddd844478f41680e794e6051915791a034ff65e5f100525a2',
      bytes: 10235,
    },
    {
      name: 'sortedcontainers-2.4.0-py2.py3-none-any.whl',
      sha256: 'a163dcaede0f1c021485e957a39245190e74249897e2ae4b2aa38595db237ee0',
      bytes: 29575,
    },
    {
      name: 'sqlalchemy_utils-0.42.1-py3-none-any.whl',
      sha256: '243cfe1b3a1dae3c74118ae633f1d1e0ed8c787387bc33e556e37c990594ac80',
      bytes: 91761,
    },
    {
      name: 'sqlglot-28.10.1-py3-none-any.whl',
      sha256: '214aef51fd4ce16407022f81cfc80c173409dab6d0f6ae18c52b43f43b31d4dd',
      bytes: 597053,
    },
    {
      name: 'sshtunnel-0.4.0-py2.py3-none-any.whl',
      sha256: '98e54c26f726ab8bd42b47a3a21fca5c3e60f58956f0f70de2fb8ab0046d0606',
      bytes: 24729,
    },
    {
      name: 'tabulate-0.10.0-py3-none-any.whl',
      sha256: 'f0b0622e567335c8fabaaa659f1b33bcb6ddfe2e496071b743aa113f8774f2d3',
      bytes: 39814,
    },
    {
      name: 'trino-0.340.0-py3-none-any.whl',
      sha256: '908aa292d7216e79370581f1fb089e8052d08a5f48e839c6f6713a4fa2998e1c',
      bytes: 63877,
    },
    {
      name: 'trio-0.35.0-py3-none-any.whl',
      sha256: '9a062a029487c1bdbcc1b2543b729a0bde857ce478b1512c84f391f628e0c5c9',
      bytes: 513178,
    },
    {
      name: 'trio_websocket-0.12.2-py3-none-any.whl',
      sha256: 'df605665f1db533f4a386c94525870851096a223adcb97f72a07e8b4beba45b6',
      bytes: 21221,
    },
    {
      name: 'typing_extensions-4.16.0-py3-none-any.whl',
      sha256: '481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8',
      bytes: 45571,
    },
    {
      name: 'typing_inspection-0.4.5-py3-none-any.whl',
      sha256: 'bc210535442b39e1bf2805e0c7a17dfd6a4ace760c84c7f7d16245d23a6b1c39',
      bytes: 14874,
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
      name: 'url_normalize-3.1.0-py3-none-any.whl',
      sha256: '34c386c6b2dbde760eaaaa8542dc29995c75f2baf94acceee18e5b6b29579469',
      bytes: 18692,
    },
    {
      name: 'urllib3-2.8.0-py3-none-any.whl',
      sha256: '0cf3cae568d36aa9576b28dfb35f11328f1cb974ca7647d9475ebb86c75ac6e3',
      bytes: 135717,
    },
    {
      name: 'vine-5.1.0-py3-none-any.whl',
      sha256: '40fdf3c48b2cfe1c38a49e9ae2da6fda88e4794c810050a728bd7413811fb1dc',
      bytes: 9636,
    },
    {
      name: 'watchdog-7.1.0-py3-none-manylinux_2_17_x86_64.whl',
      sha256: 'ad6d0b473cb8cde0721692b22b30fcbea8b52102430528874b3593549888bd81',
      bytes: 103269,
    },
    {
      name: 'wcwidth-0.9.4-cp310-abi3-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sha256: 'b185c8b927b23af2721be1783499d1cfa5c028b098b0858951b4ae224477f1c2',
      bytes: 785946,
    },
    {
      name: 'websocket_client-1.9.2-py3-none-any.whl',
      sha256: 'e1a673830a9c7bfa47b1cd3d5e4178f4c9651d80a4eab02c9c23a1c3ec6250ce',
      bytes: 95786,
    },
    {
      name: 'werkzeug-3.1.9-py3-none-any.whl',
      sha256: '6392e50c78460ba618e5b21f08a71f59c99ce99cdc6cf6e3dd7e6ccca8754fab',
      bytes: 228700,
    },
    {
      name: 'wrapt-2.5.2-cp311-cp311-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64.whl',
      sha256: '0743950d3dda9940e56f81f5334ba051c4fe2e1421e4e4a4ef8eb8fb86a90894',
      bytes: 240286,
    },
    {
      name: 'wsproto-1.3.2-py3-none-any.whl',
      sha256: '61eea322cdf56e8cc904bd3ad7573359a242ba65688716b0710a5eb12beab584',
      bytes: 24405,
    },
    {
      name: 'wtforms-3.3.2-py3-none-any.whl',
      sha256: '2fac992f39102d6268b06e05cdbdf37a7e9b9a4e103916d2dff1d09a080b531d',
      bytes: 172021,
    },
    {
      name: 'xlrd-2.0.2-py2.py3-none-any.whl',
      sha256: 'ea762c3d29f4cca48d82df517b6d89fbce4db3107f9d78713e48cd321d5c9aa9',
      bytes: 96555,
    },
    {
      name: 'zope_event-6.2-py3-none-any.whl',
      sha256: '5e755153ac4faf64c10a4b6dd3307680166a3edf65b38df22df592610f8fa874',
      bytes: 6525,
    },
    {
      name: 'zope_interface-8.7-cp311-cp311-manylinux1_x86_64.manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_5_x86_64.whl',
      sha256: '1613beb1fb1b4f457818c5443e985142ec9e71af391bfb26e583e0353f206792',
      bytes: 276190,
    },
    {
      name: 'zstandard-0.25.0-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sha256: '9300d02ea7c6506f00e627e287e0492a5eb0371ec1670ae852fefffa6164b072',
      bytes: 5559635,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
