// The Metastore's image: upstream's has neither the drivers of S3 nor that of Postgres.

import { serviceImage } from '../image.ts'
import { service } from './index.ts'

/** The same software as on hosts, at the same paths. */
export const image = serviceImage(service)
