// Charts as they lie on this machine: a folder of each, or helm's own cache of archives.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { JsonObject } from '../model/plan.ts'
import type { ChartFiles } from '../renderers/kubernetes/chart-keys.ts'

/** The folder in which helm keeps archives: `HELM_CACHE_HOME`, else the user's cache (Helm, "Helm environment variables"). */
export function helmCache(env: NodeJS.ProcessEnv = process.env): string {
  const home = env.HELM_CACHE_HOME || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'helm')
  return join(home, 'repository')
}

/** A chart of that name, of the wanted version where several lie there; undefined where none does. */
export function readChart(directory: string, name: string, version: string): ChartFiles | undefined {
  if (!existsSync(directory)) return undefined
  const folder = join(directory, name)
  if (existsSync(join(folder, 'Chart.yaml'))) return chartOf(name, (file) => readText(join(folder, file)))
  const archives = readdirSync(directory).filter(
    (file) => file.startsWith(`${name}-`) && file.endsWith('.tgz'),
  )
  const archive = archives.find((file) => file === `${name}-${version}.tgz`) ?? archives.sort().at(-1)
  if (archive === undefined) return undefined
  return chartOf(name, (file) => fromArchive(join(directory, archive), `${name}/${file}`))
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

const largestFileBytes = 32 * 1024 * 1024

function fromArchive(archive: string, member: string): string | undefined {
  const argv = ['--extract', '--gzip', '--to-stdout', '--file', archive, member]
  const { status, stdout } = spawnSync('tar', argv, { encoding: 'utf8', maxBuffer: largestFileBytes })
  return status === 0 ? stdout : undefined
}

function chartOf(name: string, read: (file: string) => string | undefined): ChartFiles | undefined {
  const [about, values] = [read('Chart.yaml'), read('values.yaml')]
  if (about === undefined || values === undefined) return undefined
  const { version, dependencies = [] } = parse(about) as {
    readonly version: string | number
    readonly dependencies?: readonly { readonly name: string; readonly alias?: string }[]
  }
  const schema = read('values.schema.json')
  return {
    name,
    version: String(version),
    values,
    schema: schema === undefined ? undefined : (JSON.parse(schema) as JsonObject),
    dependencies: dependencies.map((one) => one.alias ?? one.name),
  }
}
