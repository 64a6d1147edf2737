// Streamlit's image: an application that looks into the lake, to be replaced by the site's own.

import { hostPaths } from '../../model/artifacts.ts'
import { type ImageRecipe, serviceImage } from '../image.ts'
import { application } from './application.ts'
import { service } from './index.ts'
import { streamlitSoftware } from './software.ts'

const directory = `${hostPaths.software}/streamlit-app`

/** Arguments of a container are options of `streamlit run`. */
export const image: ImageRecipe = {
  ...serviceImage(service, [streamlitSoftware]),
  environment: {
    PYTHONPATH: `${hostPaths.software}/${streamlitSoftware.id}`,
    // Outside of site-packages it takes itself for a checkout of its developers (streamlit/config.py).
    STREAMLIT_GLOBAL_DEVELOPMENT_MODE: 'false',
  },
  files: [{ path: `${directory}/app.py`, content: application({ locked: false }) }],
  entrypoint: ['/usr/bin/python3', '-m', 'streamlit', 'run', `${directory}/app.py`],
}
