// Container images that Hanok's users build themselves, where upstream has none that fits: the same software as on hosts, at the same
// paths, from the same locks. Pure data: renderers/images/ writes the Dockerfiles.

import type { Text } from '../model/text.ts'
import { python3 } from './runtimes/python.ts'
import type { AnyService } from './service.ts'
import type { Software } from './software.ts'

/** A file that an image brings beside its software. */
export interface ImageFile {
  /** Absolute path in the image. */
  readonly path: string
  readonly content: string
  /** Octal; 0o644 by default. */
  readonly mode?: number
}

/** What one image holds. The same recipe gives the same files, byte for byte. */
export interface ImageRecipe {
  /** Last part of its repository and name of its folder below `images/`. */
  readonly name: string
  /** Tag: the version of what it runs. */
  readonly version: string
  readonly title: Text
  readonly software: readonly Software[]
  /** Whom its processes run as. */
  readonly account: AnyService['account']
  /** Says why its processes must be root: they are not where this is left out. */
  readonly rootBecause?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Put before the standard search path. */
  readonly searchPath?: readonly string[]
  readonly files?: readonly ImageFile[]
  readonly entrypoint?: readonly string[]
}

/** Repository that images of our own are named in. Nobody publishes them there: a site builds them and pushes them to its registry. */
export const imageRepository = 'docker.io/hanok'

/** `docker.io/hanok/NAME:VERSION`. */
export function imageReference({ name, version }: Pick<ImageRecipe, 'name' | 'version'>): string {
  return `${imageRepository}/${name}:${version}`
}

/**
 * The image of a service that runs natively: all software of all of its roles, with Python, which asks the probes of Compose, under its
 * own account. Of a service that is planned only it holds nothing of its own.
 */
export function serviceImage(
  service: Pick<AnyService, 'id' | 'version' | 'title' | 'account'> & {
    readonly roles: readonly { readonly software?: readonly Software[] | undefined }[]
  },
  beside: readonly Software[] = [],
): ImageRecipe {
  const all = [...service.roles.flatMap(({ software = [] }) => software), ...beside, python3]
  const byId = new Map(all.map((software) => [software.id, software]))
  return {
    name: service.id,
    version: service.version,
    title: service.title,
    account: service.account,
    software: [...byId.values()],
  }
}
