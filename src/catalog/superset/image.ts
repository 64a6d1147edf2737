// Superset's image, with the drivers that upstream's lacks.

import { hostPaths } from '../../model/artifacts.ts'
import { type ImageRecipe, serviceImage } from '../image.ts'
import { service } from './index.ts'
import { supersetConfigDirectory } from './roles.ts'
import { supersetSoftware } from './software.ts'

const home = `${hostPaths.software}/${supersetSoftware.id}`

/** `superset`, `gunicorn` and `celery` are on the path. */
export const image: ImageRecipe = {
  ...serviceImage(service, [supersetSoftware]),
  environment: { PYTHONPATH: `${supersetConfigDirectory}:${home}` },
  searchPath: [`${home}/bin`],
}
