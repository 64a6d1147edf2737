// Loses and drains every node of a plan on a real control plane, one after the other, and compares what the scheduler and the
// controllers do with what the plan says of each role. Pods are placed, not run: every figure is `scheduled`.

import { setTimeout as sleep } from 'node:timers/promises'
import type { JsonValue, Plan, PlanRole } from '../model/plan.ts'
import type { PlacedPod } from '../rehearsal/cluster/pods.ts'
import { markdownTable } from './evidence.ts'

/** What the drill does to the cluster, and sees of it. */
export interface NodeDrillCluster {
  pods(): Promise<readonly PlacedPod[]>
  lose(node: string): Promise<void>
  bringBack(node: string): Promise<void>
  drain(node: string): Promise<{ readonly drained: boolean; readonly said: string }>
  open(node: string): Promise<void>
  /** Nodes that the controllers gave up at this time or later, in milliseconds since 1970. */
  lostSince(timeMs: number): Promise<readonly string[]>
  /** Has every node that is back tell of its pods: those of one that was lost by mistake count as ready again. */
  settle(): Promise<void>
}

/** What happened to one node. Times from the loss (or from the beginning of the drain). */
export interface NodeDrillRow extends Readonly<Record<string, JsonValue>> {
  readonly platform: string
  readonly node: string
  readonly action: 'lost' | 'drained'
  /** Pods that were on it, those of DaemonSets aside. */
  readonly pods: number
  /** Roles whose pods run elsewhere. */
  readonly placedAgain: readonly string[]
  /** Roles whose pods wait for the node. */
  readonly waiting: readonly string[]
  readonly placedAgainMs: number | null
  readonly backMs: number
  /** Voters of any role that were left, at worst, as `2 of 3`. */
  readonly leastVoters: string
  readonly problems: readonly string[]
  /** `unknown`: other nodes were lost meanwhile, since this machine was too busy to speak for all of them. It shows nothing. */
  readonly verdict: 'pass' | 'fail' | 'unknown'
}

const pollMs = 1_000
const settledMs = 100_000
const backWithinMs = 150_000

const calmWithinMs = 120_000
const attempts = 3

interface Watch {
  readonly wanted: ReadonlyMap<string, number>
  readonly voters: ReadonlySet<string>
  least: string
  leastShare: number
  readonly problems: string[]
}

/** Drills these nodes. Gives a row for each loss and each drain; one that shows nothing is done again, at most twice. */
export async function drillNodes(
  cluster: NodeDrillCluster,
  plan: Plan,
  nodes: readonly string[],
  report: (row: NodeDrillRow) => void,
): Promise<readonly NodeDrillRow[]> {
  const rows: NodeDrillRow[] = []
  for (const node of nodes) {
    for (const drill of [drillLoss, drillDrain]) {
      for (let attempt = 1; ; attempt += 1) {
        const row = await judged(cluster, node, () => drill(cluster, plan, node))
        report(row)
        if (row.verdict !== 'unknown' || attempt === attempts) {
          rows.push(row)
          break
        }
        await calm(cluster)
      }
    }
  }
  return rows
}

/** The row, which shows nothing where other nodes were lost meanwhile. */
async function judged(
  cluster: NodeDrillCluster,
  node: string,
  drill: () => Promise<NodeDrillRow>,
): Promise<NodeDrillRow> {
  // Events are told in whole seconds.
  const startedAtMs = Math.floor(Date.now() / 1_000) * 1_000
  const row = await drill()
  const others = (await cluster.lostSince(startedAtMs)).filter((other) => other !== node)
  if (others.length === 0) return row
  const problem = `lost meanwhile, this machine being too busy: ${others.join(', ')}`
  return { ...row, problems: [problem, ...row.problems], verdict: 'unknown' }
}

/** Waits until every pod runs, or for as long as that may take. */
async function calm(cluster: NodeDrillCluster): Promise<void> {
  const deadlineMs = performance.now() + calmWithinMs
  while (performance.now() < deadlineMs) {
    await cluster.settle()
    if ((await cluster.pods()).every(({ state }) => state === 'running')) return
    await sleep(pollMs)
  }
}

async function drillLoss(cluster: NodeDrillCluster, plan: Plan, node: string): Promise<NodeDrillRow> {
  const { watch, hit } = await begin(cluster, plan, node)
  const startMs = performance.now()
  await cluster.lose(node)
  const moving = rolesOf(hit).filter((role) => moves(plan, role))
  const staying = rolesOf(hit).filter((role) => !moves(plan, role))
  const waited = await until(cluster, watch, settledMs, startMs, (pods) => {
    const isAway = moving.every((role) => runningElsewhere(pods, role, node) >= (watch.wanted.get(role) ?? 0))
    return isAway && staying.every((role) => pods.every((pod) => !isBound(pod, role, node)))
  })
  const pods = await cluster.pods()
  for (const role of moving) {
    const there = runningElsewhere(pods, role, node)
    const wanted = watch.wanted.get(role) ?? 0
    if (there < wanted)
      watch.problems.push(`${role}: ${there} of ${wanted} elsewhere; ${reasonOf(pods, role)}`)
  }
  for (const role of staying) {
    const wanted = (watch.wanted.get(role) ?? 0) - hit.filter((pod) => pod.role === role).length
    const there = runningElsewhere(pods, role, node)
    // One more than were there before: it did not wait.
    if (there > wanted && holdsState(plan, role))
      watch.problems.push(`${role}: placed elsewhere, though the plan says that it waits`)
    if (there < wanted) watch.problems.push(`${role}: ${there} of ${wanted} others run`)
  }
  const backMs = await bringBack(watch, () => cluster.bringBack(node), cluster)
  return rowOf(plan, node, 'lost', {
    hit,
    placedAgain: moving,
    waiting: staying,
    placedAgainMs: moving.length > 0 ? waited : null,
    backMs,
    watch,
  })
}

async function drillDrain(cluster: NodeDrillCluster, plan: Plan, node: string): Promise<NodeDrillRow> {
  const { watch, hit } = await begin(cluster, plan, node)
  const over = new AbortController()
  const startMs = performance.now()
  const watching = watchVoters(cluster, watch, over.signal)
  const { drained, said } = await cluster.drain(node)
  const drainedMs = Math.round(performance.now() - startMs)
  over.abort()
  await watching
  if (!drained) watch.problems.push(`not drained: ${said}`)
  const pods = await cluster.pods()
  const elsewhere = rolesOf(hit).filter(
    (role) => runningElsewhere(pods, role, node) >= (watch.wanted.get(role) ?? 0),
  )
  const backMs = await bringBack(watch, () => cluster.open(node), cluster)
  return rowOf(plan, node, 'drained', {
    hit,
    placedAgain: elsewhere,
    waiting: rolesOf(hit).filter((role) => !elsewhere.includes(role)),
    placedAgainMs: drainedMs,
    backMs,
    watch,
  })
}

async function begin(cluster: NodeDrillCluster, plan: Plan, node: string) {
  const pods = await cluster.pods()
  const onEvery = new Set(plan.roles.filter(isPerHost).map(({ service, role }) => `${service}.${role}`))
  const wanted = new Map<string, number>()
  for (const { role } of pods) wanted.set(role, (wanted.get(role) ?? 0) + 1)
  const voters = new Set(
    plan.roles
      .filter(({ rule }) => rule.kind === 'majority')
      .map(({ service, role }) => `${service}.${role}`),
  )
  const watch: Watch = { wanted, voters, least: '–', leastShare: 2, problems: [] }
  const hit = pods.filter((pod) => pod.node === node && !onEvery.has(pod.role))
  return { watch, hit }
}

/** In their host's network, or on every node: nothing of them is placed anywhere else. */
function isPerHost({ rule, service }: PlanRole): boolean {
  return rule.kind === 'per-host' || service === 'load-balancer'
}

function rolesOf(pods: readonly PlacedPod[]): readonly string[] {
  return [...new Set(pods.map(({ role }) => role))].sort()
}

function moves(plan: Plan, id: string): boolean {
  return plan.roles.some(({ service, role, moves }) => `${service}.${role}` === id && moves !== undefined)
}

/** Roles that hold data or a vote: their pods must not come to life anywhere else. Others may, where there is room after all. */
function holdsState(plan: Plan, id: string): boolean {
  const held = ['majority', 'dataset', 'elected-primary', 'asynchronous-primary']
  return plan.roles.some(({ service, role, rule }) => `${service}.${role}` === id && held.includes(rule.kind))
}

function runningElsewhere(pods: readonly PlacedPod[], role: string, node: string): number {
  return pods.filter((pod) => pod.role === role && pod.state === 'running' && pod.node !== node).length
}

/** Still meant to be on the node: not yet asked to leave it. */
function isBound(pod: PlacedPod, role: string, node: string): boolean {
  return pod.role === role && pod.node === node && pod.state !== 'leaving'
}

function reasonOf(pods: readonly PlacedPod[], role: string): string {
  return pods.find((pod) => pod.role === role && pod.why !== undefined)?.why ?? 'no reason given'
}

/** Counts voters and asks for pods until the condition holds; gives milliseconds since `startMs`, or null in vain. */
async function until(
  cluster: NodeDrillCluster,
  watch: Watch,
  timeoutMs: number,
  startMs: number,
  holds: (pods: readonly PlacedPod[]) => boolean,
): Promise<number | null> {
  for (;;) {
    const pods = await cluster.pods()
    countVoters(watch, pods)
    const elapsedMs = Math.round(performance.now() - startMs)
    if (holds(pods)) return elapsedMs
    if (elapsedMs > timeoutMs) return null
    await sleep(pollMs)
  }
}

async function watchVoters(cluster: NodeDrillCluster, watch: Watch, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    countVoters(watch, await cluster.pods())
    await sleep(pollMs, undefined, { signal }).catch(() => undefined)
  }
}

function countVoters(watch: Watch, pods: readonly PlacedPod[]): void {
  for (const role of watch.voters) {
    const wanted = watch.wanted.get(role) ?? 0
    if (wanted === 0) continue
    const there = pods.filter((pod) => pod.role === role && pod.state === 'running').length
    if (there / wanted < watch.leastShare) {
      watch.leastShare = there / wanted
      watch.least = `${there} of ${wanted}`
    }
    const problem = `${role}: ${there} of ${wanted} voters, no majority`
    if (2 * there <= wanted && wanted > 1 && !watch.problems.includes(problem)) watch.problems.push(problem)
  }
}

async function bringBack(
  watch: Watch,
  back: () => Promise<void>,
  cluster: NodeDrillCluster,
): Promise<number> {
  const startMs = performance.now()
  await back()
  const took = await until(cluster, watch, backWithinMs, startMs, (pods) =>
    [...watch.wanted].every(
      ([role, wanted]) =>
        pods.filter((pod) => pod.role === role && pod.state === 'running').length >= wanted &&
        pods.every((pod) => pod.role !== role || pod.state === 'running'),
    ),
  )
  if (took === null) watch.problems.push(`not whole again within ${backWithinMs / 1_000} s`)
  return took ?? backWithinMs
}

function rowOf(
  plan: Plan,
  node: string,
  action: NodeDrillRow['action'],
  seen: Pick<NodeDrillRow, 'placedAgain' | 'waiting' | 'placedAgainMs' | 'backMs'> & {
    readonly hit: readonly PlacedPod[]
    readonly watch: Watch
  },
): NodeDrillRow {
  const { hit, watch, ...rest } = seen
  return {
    platform: plan.name,
    node,
    action,
    pods: hit.length,
    ...rest,
    leastVoters: watch.least,
    problems: [...watch.problems],
    verdict: watch.problems.length === 0 ? 'pass' : 'fail',
  }
}

/** The page made from the rows. */
export function nodeDrillPage(rows: readonly NodeDrillRow[]): string {
  const seconds = (ms: number | null) => (ms === null ? '–' : (ms / 1_000).toFixed(0))
  const of = (action: string) => rows.filter((row) => row.action === action)
  const longest = (action: string) =>
    Math.max(0, ...of(action).map(({ placedAgainMs }) => placedAgainMs ?? 0))
  const passed = rows.filter(({ verdict }) => verdict === 'pass').length
  return [
    `**${passed} of ${rows.length} pass.** Every node is lost and drained in turn, on a real control plane (API server, controllers and scheduler`,
    `of Kubernetes; nodes by KWOK). Pods are placed, not run: all of it is \`scheduled\`. What has to move ran elsewhere after at most ${seconds(longest('lost'))} s,`,
    `and no drain took longer than ${seconds(longest('drained'))} s. A node counts as lost after 16 s here (50 s by default), and pods leave it after 15 s.`,
    '',
    markdownTable(
      [
        'platform',
        'node',
        'what',
        'pods',
        'placed again',
        'waits for the node',
        'after, s',
        'whole again, s',
        'least voters',
        'verdict',
      ],
      rows.map((row) => [
        row.platform,
        row.node,
        row.action,
        String(row.pods),
        row.placedAgain.join(', ') || '–',
        row.waiting.join(', ') || '–',
        seconds(row.placedAgainMs),
        seconds(row.backMs),
        row.leastVoters,
        row.verdict === 'pass' ? 'pass' : `**${row.problems.join('; ')}**`,
      ]),
    ),
  ].join('\n')
}
