// Writes the software locks anew from the declared coordinates: `npm run lock-software [-- SOFTWARE-ID …]`.
// Everything is downloaded once through the package clients; its bytes are what the lock then demands.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  artifactFileName,
  artifactPath,
  closureProject,
  copyProject,
  mavenCommand,
  parseCoordinate,
} from '../src/catalog/package-clients/maven.ts'
import type { LockedFile, Software } from '../src/catalog/software.ts'
import { sha256Of } from '../src/software/cache.ts'
import { runClient } from '../src/software/run-client.ts'
import { lockedSoftware } from './locked-software.ts'

async function run(argv: readonly string[], cwd: string): Promise<string> {
  const result = await runClient(argv, { cwd })
  if (!result.ok) throw new Error(`${argv.join(' ')}\n${result.output}`)
  return result.stdout
}

async function lockOf(software: Software): Promise<readonly LockedFile[]> {
  const { source } = software
  if (source.kind === 'apt' || source.kind === 'given') throw new Error(`${software.id} has no lock`)
  const work = mkdtempSync(join(tmpdir(), 'hanok-lock-'))
  try {
    if (source.kind === 'pip') {
      const what =
        source.closure === true
          ? [source.requirement, ...(source.beside ?? [])]
          : ['--no-deps', source.requirement]
      // The distribution's Python, which images have: what a package needs depends on the interpreter, to its last digit.
      await run(['/usr/bin/python3', '-m', 'pip', 'download', '-q', '-d', join(work, 'out'), ...what], work)
      return await Promise.all(
        readdirSync(join(work, 'out'))
          .sort()
          .map((name) => locked(name, join(work, 'out', name))),
      )
    }
    const names =
      source.closure === true
        ? await closure(source.coordinates, source.exclude ?? [], work)
        : source.coordinates
    const files = names.map((name) => ({ name, sha256: '', bytes: 0 }))
    writeFileSync(join(work, 'pom.xml'), copyProject(files, join(work, 'out')))
    await run(mavenCommand('copy', join(work, 'pom.xml'), join(work, 'm2')), work)
    return await Promise.all(
      [...names]
        .sort()
        .map((name) => locked(name, join(work, 'out', artifactFileName(parseCoordinate(name))))),
    )
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function closure(
  coordinates: readonly string[],
  exclude: readonly string[],
  work: string,
): Promise<string[]> {
  writeFileSync(join(work, 'closure.xml'), closureProject(coordinates, exclude))
  const list = join(work, 'closure.txt')
  await run(
    mavenCommand(
      'list',
      join(work, 'closure.xml'),
      join(work, 'm2'),
      '-DincludeScope=runtime',
      `-DoutputFile=${list}`,
    ),
    work,
  )
  return readFileSync(list, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(' ')[0]?.split(':') ?? [])
    .flatMap((parts) => {
      const [group, artifact, extension] = parts
      if (parts.length === 5)
        return [`${group}:${artifact}:${parts[3]}${extension === 'jar' ? '' : `:${extension}`}`]
      if (parts.length === 6) return [`${group}:${artifact}:${parts[4]}:${extension}:${parts[3]}`]
      return []
    })
    .filter((name) => !artifactPath('', parseCoordinate(name)).endsWith('.pom'))
}

async function locked(name: string, path: string): Promise<LockedFile> {
  return { name, sha256: await sha256Of(path), bytes: statSync(path).size }
}

function lockModule(locks: Readonly<Record<string, readonly LockedFile[]>>): string {
  const entries = Object.entries(locks).map(([id, files]) => {
    const lines = files.map(
      ({ name, sha256, bytes }) =>
        `    {\n      name: '${name}',\n      sha256: '${sha256}',\n      bytes: ${bytes},\n    },`,
    )
    return `  '${id}': [\n${lines.join('\n')}\n  ],`
  })
  return `// Written by tools/lock-software.ts: run \`npm run lock-software\`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
${entries.join('\n')}
} satisfies Record<string, readonly LockedFile[]>
`
}

const wanted = process.argv.slice(2)
for (const [folder, softwares] of Object.entries(lockedSoftware)) {
  if (wanted.length > 0 && !softwares.some((software) => wanted.includes(software.id))) continue
  const locks: Record<string, readonly LockedFile[]> = {}
  for (const software of softwares) {
    locks[software.id] = await lockOf(software)
    const bytes = locks[software.id]?.reduce((sum, file) => sum + file.bytes, 0) ?? 0
    process.stderr.write(
      `${software.id}: ${locks[software.id]?.length} files, ${Math.round(bytes / 1e6)} MB\n`,
    )
  }
  writeFileSync(new URL(`../src/catalog/${folder}/software.lock.ts`, import.meta.url), lockModule(locks))
}
