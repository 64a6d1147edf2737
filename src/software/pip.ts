// Fetching locked files of the Python package index with pip.

import type { LockedFile } from '../catalog/software.ts'

/** The requirements file of one package: no other version, and no other bytes than the lock's. */
export function requirementsText(requirement: string, files: readonly LockedFile[]): string {
  return `${requirement}${files.map((file) => ` --hash=sha256:${file.sha256}`).join('')}\n`
}

/** The command that downloads what `requirementsFile` names into `directory`. Source packages are allowed. */
export function pipDownload(requirementsFile: string, directory: string): string[] {
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-cache-dir']
  return [
    ...['python3', '-m', 'pip', 'download', ...quiet, '--no-deps', '--require-hashes'],
    ...['--requirement', requirementsFile, '--dest', directory],
  ]
}

/** What pip says when bytes differ from the lock; undefined when that is not what it says. */
export function hashMismatch(output: string): { expected: string; found: string } | undefined {
  const expected = /Expected sha256 ([0-9a-f]{64})/.exec(output)?.[1]
  const found = /Got\s+([0-9a-f]{64})/.exec(output)?.[1]
  return expected === undefined || found === undefined ? undefined : { expected, found }
}
