// Fetching locked files of the Python package index with pip.

import type { LockedFile, SoftwareSource } from '../software.ts'

/** The requirements file of a software: no other version, and no other bytes than the lock's. A closure has a line for each file. */
export function requirementsText(
  source: Pick<Extract<SoftwareSource, { kind: 'pip' }>, 'requirement' | 'closure' | 'files'>,
): string {
  const line = (requirement: string, files: readonly LockedFile[]) =>
    `${requirement}${files.map((file) => ` --hash=sha256:${file.sha256}`).join('')}\n`
  if (source.closure !== true) return line(source.requirement, source.files)
  return source.files.map((file) => line(requirementOf(file.name), [file])).join('')
}

/** `name==version` out of the name of a wheel or of a source package (PEP 427, PEP 625). Throws for other names. */
function requirementOf(file: string): string {
  const [, name, version] =
    /^([^-]+)-([^-]+)-.*\.whl$/.exec(file) ?? /^(.+)-([^-]+)\.tar\.gz$/.exec(file) ?? []
  if (name === undefined || version === undefined) throw new Error(`not a Python package: ${file}`)
  return `${name}==${version}`
}

/**
 * The Python that a closure is made for, and that its daemons run on: the distribution's, whatever else a user has first on the path. Source
 * packages are built with what it has of `setuptools` and `wheel`.
 */
export const closurePython = '/usr/bin/python3'

/** Which Python fetches a software. */
export function pythonOf({ closure }: Pick<Extract<SoftwareSource, { kind: 'pip' }>, 'closure'>): string {
  return closure === true ? closurePython : 'python3'
}

/** The command that downloads what `requirementsFile` names into `directory`. Source packages are allowed. */
export function pipDownload(requirementsFile: string, directory: string, python = 'python3'): string[] {
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-cache-dir']
  return [
    ...[python, '-m', 'pip', 'download', ...quiet, '--no-deps', '--require-hashes'],
    ...['--requirement', requirementsFile, '--dest', directory],
  ]
}

/** What pip says when bytes differ from the lock; undefined when that is not what it says. */
export function hashMismatch(output: string): { expected: string; found: string } | undefined {
  const expected = /Expected sha256 ([0-9a-f]{64})/.exec(output)?.[1]
  const found = /Got\s+([0-9a-f]{64})/.exec(output)?.[1]
  return expected === undefined || found === undefined ? undefined : { expected, found }
}

/**
 * The command that installs the downloaded files of a closure side by side into `directory`, and asks no index. It compiles them: daemons run as
 * others and may write nothing there, so that each start would compile all that it imports (Superset: 8 s of a processor in place of 3 s).
 */
export function pipInstall(files: readonly string[], directory: string): string[] {
  const quiet = ['--quiet', '--disable-pip-version-check', '--root-user-action=ignore']
  const exactly = ['--no-deps', '--no-index', '--no-build-isolation']
  return [closurePython, '-m', 'pip', 'install', ...quiet, ...exactly, '--target', directory, ...files]
}
