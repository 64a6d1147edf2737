// Fetching locked Maven artifacts with `mvn`, every file named, nothing resolved.

import { join } from 'node:path'
import type { LockedFile } from '../software.ts'

/** One Maven coordinate, `group:artifact:version[:extension[:classifier]]`. */
export interface MavenCoordinate {
  readonly group: string
  readonly artifact: string
  readonly version: string
  readonly extension: string
  readonly classifier: string | undefined
}

/** Pinned so that the same goals run everywhere. */
const dependencyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1'

/** Reads a coordinate. Throws for one that has no version: locks are written by a tool of ours. */
export function parseCoordinate(name: string): MavenCoordinate {
  const [group, artifact, version, extension = 'jar', classifier] = name.split(':')
  if (group === undefined || artifact === undefined || version === undefined) {
    throw new Error(`not a Maven coordinate: ${name}`)
  }
  return { group, artifact, version, extension, classifier }
}

/** File name of an artifact, as Maven gives it. */
export function artifactFileName(coordinate: MavenCoordinate): string {
  const { artifact, version, extension, classifier } = coordinate
  return `${artifact}-${version}${classifier === undefined ? '' : `-${classifier}`}.${extension}`
}

/** Path of an artifact below a local Maven repository. */
export function artifactPath(repository: string, coordinate: MavenCoordinate): string {
  return join(
    repository,
    ...coordinate.group.split('.'),
    coordinate.artifact,
    coordinate.version,
    artifactFileName(coordinate),
  )
}

/** A project that copies exactly these files into `outputDirectory`: no dependency of theirs comes along. */
export function copyProject(files: readonly LockedFile[], outputDirectory: string): string {
  const items = files.map((file) => {
    const { group, artifact, version, extension, classifier } = parseCoordinate(file.name)
    const rest = `<type>${extension}</type>${classifier === undefined ? '' : `<classifier>${classifier}</classifier>`}`
    return `<artifactItem><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${rest}</artifactItem>`
  })
  return project(
    '',
    `<build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><configuration>
<outputDirectory>${outputDirectory}</outputDirectory><artifactItems>
${items.join('\n')}
</artifactItems></configuration></plugin></plugins></build>`,
  )
}

/** A project that depends on these coordinates, to find out their closure. */
export function closureProject(coordinates: readonly string[], exclude: readonly string[]): string {
  const exclusions = exclude
    .map((name) => name.split(':'))
    .map(
      ([group, artifact]) =>
        `<exclusion><groupId>${group}</groupId><artifactId>${artifact}</artifactId></exclusion>`,
    )
    .join('')
  const dependencies = coordinates.map((name) => {
    const { group, artifact, version } = parseCoordinate(name)
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version><exclusions>${exclusions}</exclusions></dependency>`
  })
  return project(`<dependencies>\n${dependencies.join('\n')}\n</dependencies>`, '')
}

function project(dependencies: string, build: string): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>hanok</groupId><artifactId>software</artifactId><version>1</version><packaging>pom</packaging>
${dependencies}${build}
</project>
`
}

/** The command that runs `goal` of a project with a local repository of its own. */
export function mavenCommand(
  goal: string,
  projectFile: string,
  repository: string,
  ...more: string[]
): string[] {
  return [
    'mvn',
    '-B',
    '-q',
    `-Dmaven.repo.local=${repository}`,
    '-f',
    projectFile,
    ...more,
    `${dependencyPlugin}:${goal}`,
  ]
}
