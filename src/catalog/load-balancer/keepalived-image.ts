// Keepalived's image: upstream publishes none.

import { text } from '../../model/text.ts'
import type { ImageRecipe } from '../image.ts'
import { service } from './index.ts'
import { keepalivedSoftware } from './software.ts'

/** Keepalived of the distribution; the tag is the version that Debian 12 has. */
export const keepalivedImage: ImageRecipe = {
  name: 'keepalived',
  version: '2.2.7',
  title: text('Keepalived', 'Keepalived'),
  software: [keepalivedSoftware],
  account: service.account,
  rootBecause: 'it sets addresses and speaks VRRP; the pod drops every other privilege.',
}
