// Evidence: what a drill saw, as JSON that only the program writes and tables made from it (contract, "Evidence").

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { dirname } from 'node:path'
import type { JsonValue } from '../model/plan.ts'

/** What a capability did under one fault, as predicted or as seen. */
export interface CellOutcome {
  readonly outcome: 'survives' | 'degrades' | 'stops' | 'loses'
  readonly fraction: number
  readonly recoveryMs: number | null
}

/** One fault seen through one workload. */
export interface EvidenceCell {
  readonly element: string
  readonly fault: string
  readonly capability: string
  readonly workload: string
  readonly predicted: CellOutcome | null
  readonly observed: CellOutcome
  readonly acked: number
  readonly lost: number
  readonly unknown: number
  readonly gapMs: number
  /** The longest time without a success while the element came back, milliseconds. Not judged; evidence older than 2026-12 has none. */
  readonly returnGapMs?: number
  readonly confirmed: boolean
  /** Promises that were broken, each as `checker: what the client was told`; left out where there are none. */
  readonly breaches?: readonly string[]
  readonly verdict: 'pass' | 'fail' | 'unknown'
}

/** One evidence document. */
export interface Evidence {
  readonly schemaVersion: 1
  readonly commit: string
  readonly dirty: boolean
  readonly planSha256: string
  readonly seed: number
  readonly machine: { readonly cpus: number; readonly memoryMiB: number; readonly kernel: string }
  readonly startedAt: string
  readonly finishedAt: string
  readonly cells?: readonly EvidenceCell[]
  readonly rows?: readonly Readonly<Record<string, JsonValue>>[]
}

/** The commit of the working directory; `unknown` outside of a repository. */
export function commit(): string {
  return git('rev-parse', 'HEAD')
}

/** What every evidence document begins with: the code's state and the machine. */
export function evidenceHeader(planSha256: string, startedAt: Date): Omit<Evidence, 'cells' | 'rows'> {
  return {
    schemaVersion: 1,
    commit: commit(),
    // The documents that a measurement itself writes are no change of what was measured.
    dirty: git('status', '--porcelain', '--', '.', ':!docs', ':!README*') !== '',
    planSha256,
    seed: 0,
    machine: {
      cpus: cpus().length,
      memoryMiB: Math.round(totalmem() / 1024 / 1024),
      kernel: release(),
    },
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
  }
}

function git(...argv: string[]): string {
  try {
    return execFileSync('git', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}

/** Writes an evidence document and the page made from it. */
export function writeEvidence(path: string, evidence: Evidence, page: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(evidence, null, 1)}\n`)
  writeFileSync(path.replace(/\.json$/, '.md'), page)
}

/** The page of an evidence document: what was found, and when and on what. `name` is that of its command. */
export function evidencePage(name: string, title: string, evidence: Evidence, page: string): string {
  const { commit: measured, dirty, machine, finishedAt } = evidence
  return [
    `# ${title}`,
    '',
    page,
    '',
    `Rehearsed on ${finishedAt.slice(0, 10)} on one machine with ${machine.cpus} cores and ${machine.memoryMiB} MiB, Linux ${machine.kernel}, at commit`,
    `${measured.slice(0, 12)}${dirty ? ' with changes on top' : ''}. Made by \`npm run evidence -- ${name}\`; the figures are in \`${name}.json\`.`,
    '',
  ].join('\n')
}

/** A Markdown table. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
