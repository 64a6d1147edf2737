// FILE → plan. FILE is a declaration, a plan's JSON, or the bare name of a built-in example.

import { readdirSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { catalog } from '../catalog/index.gen.ts'
import type { ParsedDeclaration } from '../model/declaration.ts'
import { HanokError, HanokErrors } from '../model/errors.ts'
import { nearestWord } from '../model/nearest-word.ts'
import { declarationLimitBytes, parseDeclaration } from '../model/parse-declaration.ts'
import { parsePlan, planFileErrors } from '../model/parse-plan.ts'
import type { Plan, TargetId } from '../model/plan.ts'
import { type PlanOptions, planPlatform } from '../planner/plan-platform.ts'
import { shapes } from '../planner/shapes.ts'
import { cliErrors } from './errors.ts'
import { readBytes, readStandardInput } from './read-bytes.ts'

const examplesFolder = fileURLToPath(new URL('../../examples/', import.meta.url))
/** A plan of five thousand hosts takes some 20 MiB; what is larger is another file. */
const planLimitBytes = 64 * 1024 * 1024

/** Names of the built-in examples. */
export function exampleNames(): readonly string[] {
  return readdirSync(examplesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/**
 * Reads FILE and plans it unless it is a plan, as a successor of the plan in `from` where one is named. Throws user and
 * environment errors with their place.
 */
export async function loadPlan(file: string, target?: string, from?: string): Promise<Plan> {
  const { content, name } = await readPlatformFile(file)
  const plan = planInside(content, name)
  if (plan === undefined) return planAtBest(content, name, { target, from: await earlierPlanIn(from) })
  if (from !== undefined) throw cliErrors.planHasPlaces({ file: name })
  const held = plan.clusters.map((cluster) => cluster.target)
  if (target !== undefined && held.some((own) => own !== target)) {
    throw cliErrors.planHasTarget({ asked: target, held: held.join(', ') })
  }
  return plan
}

async function earlierPlanIn(file: string | undefined): Promise<Plan | undefined> {
  if (file === undefined) return undefined
  const { content, name } = await readPlatformFile(file)
  return parsePlan(new TextDecoder().decode(content), name)
}

/** What the plan of a declaration may stand on beside it. */
interface PlanTerms extends PlanOptions {
  readonly target?: string | undefined
}

/** Plans the bytes of a declaration as well as its terms allow; `file` is its name in errors. */
export function planDeclaration(content: string | Uint8Array, file: string, terms: PlanTerms = {}): Plan {
  const { target, ...options } = terms
  const declaration = parseDeclaration(content, file, {
    shapes: [...shapes.keys()],
    services: new Map(catalog.map((service) => [service.id, service.options])),
  })
  if (target !== undefined && declaration.clusters !== undefined) throw cliErrors.clustersHaveTargets({})
  const wanted = target === undefined ? declaration : { ...declaration, target: target as TargetId }
  try {
    return planPlatform(wanted, catalog, options)
  } catch (error) {
    throw withPlace(error, declaration)
  }
}

/** Plans the bytes of a declaration, and loads a solver when that finds a better placement or says why there is none. */
async function planAtBest(content: Uint8Array, file: string, terms: PlanTerms): Promise<Plan> {
  try {
    const plan = planDeclaration(content, file, terms)
    if (plan.placement?.status === 'optimal') return plan
  } catch (error) {
    if (!(error instanceof HanokError) || error.code !== 'plan.solverNeeded') throw error
  }
  const { loadHighs } = await import('../planner/placement/highs.ts')
  return planDeclaration(content, file, { ...terms, solver: await loadHighs() })
}

/** A planner's error has no place of its own; what it speaks of often stands in the file. */
function withPlace(
  error: unknown,
  { file, source, hosts, hostGroups }: Pick<ParsedDeclaration, 'file' | 'source' | 'hosts' | 'hostGroups'>,
): unknown {
  if (!(error instanceof HanokError) || error.at !== undefined || error.fault !== 'user') return error
  const { network, service, shape, second, role, cluster, duty } = error.data
  const hasDuty = ({ duties }: { readonly duties: readonly string[] }): boolean =>
    duties.some((own) => own === duty)
  const roleService = typeof role === 'string' ? role.split('/')[0] : undefined
  const pointers = [
    ...[network, second].map((name) => `/networks/${String(name)}/subnet`),
    ...[service, roleService].map((name) => `/services/${String(name)}`),
    ...(cluster === undefined ? [] : ['/clusters']),
    ...(duty === undefined
      ? []
      : [
          `/hosts/${hosts?.findIndex(hasDuty)}/duties`,
          `/hostGroups/${hostGroups?.findIndex(hasDuty)}/duties`,
        ]),
    ...(shape === undefined ? ['/hosts', '/hostGroups', '/shape'] : ['/shape']),
    '',
  ]
  const place = pointers.map((pointer) => source[pointer]).find((position) => position !== undefined)
  const { code, fault, text, hint, data } = error
  const at = { file, ...(place ?? { line: 1, column: 1 }) }
  return new HanokErrors([new HanokError({ code, fault, text, hint, data, at, cause: error })])
}

/** The plan inside a file's bytes; undefined when they are a declaration's. */
function planInside(content: Uint8Array, file: string): Plan | undefined {
  const start = new TextDecoder().decode(content.subarray(0, 4096)).trimStart()
  if (!start.startsWith('{')) return undefined
  if (!file.endsWith('.json') && !start.includes('"schemaVersion"')) return undefined
  return parsePlan(new TextDecoder().decode(content), file)
}

async function readPlatformFile(file: string): Promise<{ content: Uint8Array; name: string }> {
  if (file === '-') return { content: await readStandardInput(planLimitBytes), name: 'stdin' }
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error)
  if (!(found instanceof Error) && !found.isDirectory()) {
    if (file.endsWith('.json') && found.size > planLimitBytes) {
      const sizes = { bytes: found.size, most: planLimitBytes }
      throw planFileErrors.tooLarge(sizes, { at: { file, line: 1, column: 1 } })
    }
    if (found.size > planLimitBytes || (!file.endsWith('.json') && found.size > declarationLimitBytes)) {
      // The parser says it in its own words, and need not be given the bytes for that.
      return { content: new Uint8Array(declarationLimitBytes + 1), name: file }
    }
    return { content: await readBytes(file), name: file }
  }
  const examples = exampleNames()
  if (examples.includes(file)) {
    return {
      content: await readBytes(`${examplesFolder}${file}/platform.yaml`),
      name: `examples/${file}/platform.yaml`,
    }
  }
  if (!(found instanceof Error)) throw cliErrors.isDirectory({ file: file.replace(/\/+$/, '') })
  if (found.code === 'ENOENT' || found.code === 'ENOTDIR') {
    const nearest = nearestWord(file, examples)
    throw cliErrors.noSuchFile({ file, examples, ...(nearest === undefined ? {} : { nearest }) })
  }
  throw cliErrors.notReadable({ file, reason: found.code ?? found.message }, { cause: found })
}
