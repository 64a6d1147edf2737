// Mistakes planted into the verifier, each of which the comparison with the oracle must find (mutants.test.ts).

import type { Mutant } from './mutate.ts'

const state = 'platform-state.ts'
const outcome = 'evaluate-failure.ts'
const datasets = 'dataset-state.ts'
const holders = 'compile-datasets.ts'
const plan = 'compile-plan.ts'
const failure = 'failure.ts'
const closure = 'capability-closures.ts'
const classes = 'host-classes.ts'
const pairs = 'host-pairs.ts'
const sets = 'minimal-sets.ts'
const whole = 'verify-plan.ts'

/** Files of what lists failures; what the others get wrong shows in single failures already. */
export const listingFiles: readonly string[] = [classes, pairs, sets, whole]

/** The mutants, in the order of the rules that they break. */
export const mutants: readonly Mutant[] = [
  {
    name: 'takes a host that is cut off for one that is gone',
    file: failure,
    search: "if (mode === 'dead') return { gone, cut, networks, instances }",
    replace:
      "if (mode === 'dead') return { gone: new Set([...gone, ...cut]), cut: new Set(), networks, instances }",
  },
  {
    name: 'cuts a host on two switches with one of them',
    file: failure,
    search: '.every((one) => switches.has(one))',
    replace: '.some((one) => switches.has(one))',
  },
  {
    name: 'takes a rack that fails for a switch',
    file: failure,
    search: "kind === 'switch'",
    replace: "kind === 'switch' || kind === 'rack'",
  },
  {
    name: 'counts soft needs as hard',
    file: plan,
    search: "hard: compile(example.needs, 'hard'),",
    replace: "hard: [...compile(example.needs, 'hard'), ...compile(example.needs, 'soft')],",
  },
  {
    name: 'counts needs at startup as hard',
    file: plan,
    search: "hard: compile(example.needs, 'hard'),",
    replace: "hard: [...compile(example.needs, 'hard'), ...compile(example.needs, 'startup')],",
  },
  {
    name: 'forgets what only one instance of a role needs',
    file: plan,
    search: 'const needs = instance.needs.map(',
    replace: 'const needs = instance.needs.slice(0, 0).map(',
  },
  {
    name: 'looks at needs only once',
    file: state,
    search: 'fell = falls.length > 0',
    replace: 'fell = false',
  },
  {
    name: 'walks a list where only the first address is tried',
    file: state,
    search: "if (via === 'first') return first !== undefined && this.#works(first)",
    replace: '',
  },
  {
    name: 'takes a need on an endpoint that is not there for met',
    file: state,
    search: 'if (compiled === undefined || !this.#isServed(endpoint)) return false',
    replace: 'if (compiled === undefined) return true\nif (!this.#isServed(endpoint)) return false',
  },
  {
    name: 'does not ask whether the role works that a need leads to',
    file: state,
    search: '!this.failure.networks.has(network) && this.roleWorks(role)',
    replace: '!this.failure.networks.has(network)',
  },
  {
    name: 'does not mind the network of an endpoint',
    file: state,
    search: '!this.failure.networks.has(network) && this.roleWorks(role)',
    replace: 'network !== null && this.roleWorks(role)',
  },
  {
    name: 'counts the role where an endpoint has only some of its instances',
    file: plan,
    search:
      'addresses.length === whole.length && addresses.every((address, index) => address === whole[index])',
    replace: 'addresses.length > 0',
  },
  {
    name: 'takes half of the voters for a majority',
    file: state,
    search: '2 * working > instances.length',
    replace: '2 * working >= instances.length',
  },
  {
    name: 'lets a strict primary write without its standbys',
    file: state,
    search: "rule.synchrony === 'strict' ? Math.max(1, inSync) : 1",
    replace: '1',
  },
  {
    name: 'treats relaxed synchrony as strict',
    file: state,
    search: "rule.synchrony === 'strict' ? Math.max(1, inSync) : 1",
    replace: 'Math.max(1, inSync)',
  },
  {
    name: 'elects a primary without consensus',
    file: state,
    search: "!('consensus' in rule) || works[consensus]",
    replace: 'true || works[consensus]',
  },
  {
    name: 'follows consensus one step only',
    file: state,
    search: 'works[number] = false\n        fell = true',
    replace: 'works[number] = false',
  },
  {
    name: 'does not mind the networks within a group',
    file: state,
    search: 'compiled.ownNetworks.some((one) => this.failure.networks.has(one))',
    replace: 'false',
  },
  {
    name: 'minds all flows of a group, not only those within it',
    file: plan,
    search: 'if (roleOfEndpoint.get(to) !== from) continue',
    replace: '',
  },
  {
    name: 'lets a group of one instance depend on its own wires',
    file: plan,
    search: '.length > 1 && isGroupRule',
    replace: '.length > 0 && isGroupRule',
  },
  {
    name: 'stops what runs on every host with its last instance',
    file: state,
    search: "case 'per-host':\n        return true",
    replace: "case 'per-host':\n        return working >= 1",
  },
  {
    name: 'holds a VIP by halves on two hosts',
    file: state,
    search: 'roles.every((instances) => instances.some((instance) => this.#works(instance))),',
    replace: 'roles.some((instances) => instances.some((instance) => this.#works(instance))),',
  },
  {
    name: 'reaches a VIP that nobody holds',
    file: state,
    search: "if (via === 'vip' && compiled.hasVirtualIp && !this.#virtualIpsHeld()) return false",
    replace: '',
  },
  {
    name: 'takes an endpoint for working while nobody holds its VIP',
    file: state,
    search: 'if (compiled.hasVirtualIp && !this.#virtualIpsHeld()) return false\n    return this.#isServed',
    replace: 'return this.#isServed',
  },
  {
    name: 'remembers who held the VIP before',
    file: state,
    search: '    this.#virtualIps = undefined\n',
    replace: '',
  },
  {
    name: 'takes every copy for one on a host of its own',
    file: holders,
    search: 'const names = spread ? declared : hostsOf.map(String)',
    replace: 'const names = hostsOf.map(String)',
  },
  {
    name: 'spreads copies over racks although there are too few',
    file: holders,
    search: 'new Set(declared).size >= definition.copies',
    replace: 'new Set(declared).size >= 1',
  },
  {
    name: 'spreads the copies of a primary over racks, too',
    file: holders,
    search: 'const spread = holder.isSpread &&',
    replace: 'const spread =',
  },
  {
    name: 'takes the last of the racks that a host is in',
    file: holders,
    search: 'if (!domains.has(member)) domains.set(member, id)',
    replace: 'domains.set(member, id)',
  },
  {
    name: 'looks for the voters of a service before its primary',
    file: holders,
    search: "['elected-primary', 'asynchronous-primary', 'majority'] as const",
    replace: "['majority', 'asynchronous-primary', 'elected-primary'] as const",
  },
  {
    name: 'expects more copies than there are domains',
    file: holders,
    search: 'copies: Math.min(definition.copies, numbers.size)',
    replace: 'copies: definition.copies',
  },
  {
    name: 'takes a domain for dead only with all of its holders when it reads',
    file: datasets,
    search: 'const left = copies - Math.min(downIn.size, copies)',
    replace:
      'const whole = [...downIn].filter(([domain, down]) => down === domainSizes[domain]).length\n  const left = copies - Math.min(whole, copies)',
  },
  {
    name: 'takes a domain for dead with the first of its holders when it writes elsewhere',
    file: datasets,
    search: '.filter(([domain, down]) => down === domainSizes[domain]).length',
    replace: '.length',
  },
  {
    name: 'never writes elsewhere',
    file: datasets,
    search: 'definition.writesMove === true ?',
    replace: 'false ?',
  },
  {
    name: 'writes without enough copies in sync',
    file: datasets,
    search: 'isWritable: inSync >= definition.minInSync',
    replace: 'isWritable: inSync >= 1',
  },
  {
    name: 'takes every copy for durable at once',
    file: datasets,
    search: 'definition.durableCopies ?? definition.copies',
    replace: 'definition.copies',
  },
  {
    name: 'takes what cannot be reached for lost',
    file: datasets,
    search: 'if (fallen.failure.gone.has(compiled.hostOf[instance] ?? -1)) goneIn.add(domain)',
    replace: 'goneIn.add(domain)',
  },
  {
    name: 'takes what is lost for at risk, too',
    file: datasets,
    search: 'downIn.size > 0 && !isLost',
    replace: 'downIn.size > 0',
  },
  {
    name: 'counts one worker too many',
    file: outcome,
    search: 'state.working(role) / rule.minimum',
    replace: '(state.working(role) + 1) / rule.minimum',
  },
  {
    name: 'takes a coordinator without workers for whole',
    file: outcome,
    search: 'if (!isOfOtherCapacityRole(compiled, needed, role)) continue',
    replace: 'if (role !== absent) continue',
  },
  {
    name: 'counts a role once for each of its ports that is needed',
    file: outcome,
    search: 'left = Math.min(left, ownFraction(compiled, state, endpoint))',
    replace: 'left *= ownFraction(compiled, state, endpoint)',
  },
  {
    name: 'takes the best of the ports by which a role is needed',
    file: outcome,
    search: 'let left = 1\n    for (const endpoint of endpoints) left = Math.min(',
    replace: 'let left = 0\n    for (const endpoint of endpoints) left = Math.max(',
  },
  {
    name: 'counts what a capacity role needs of itself twice',
    file: outcome,
    search: "return needed !== role && rule?.kind === 'capacity'",
    replace: "return rule?.kind === 'capacity'",
  },
  {
    name: 'lets workers of another service do the work',
    file: outcome,
    search: "rule?.kind === 'capacity' && service === compiled.roles[role]?.service",
    replace: "rule?.kind === 'capacity' && service !== undefined",
  },
  {
    name: 'does not notice a soft need that is unmet',
    file: outcome,
    search: 'if (fraction < 1 || isLimited(state, view)) {',
    replace: 'if (fraction < 1) {',
  },
  {
    name: 'is limited by what an instance that is down would like to have',
    file: outcome,
    search: '!instances.every((instance) => state.down.has(instance)) && needs',
    replace: 'instances.length > 0 && needs',
  },
  {
    name: 'is limited by its own role',
    file: outcome,
    search: 'return needed !== role && !isOfOther',
    replace: 'return !isOfOther',
  },
  {
    name: 'is limited by workers whose share counts already',
    file: outcome,
    search: 'return needed !== role && !isOfOtherCapacityRole(compiled, endpoint, role)',
    replace: 'return needed !== role',
  },
  {
    name: 'takes the best endpoint of a capability for all',
    file: outcome,
    search:
      'let fraction = 1\n  for (const served of view.served) fraction = Math.min(fraction, servedFraction(compiled, state, served))',
    replace:
      'let fraction = 0\n  for (const served of view.served) fraction = Math.max(fraction, servedFraction(compiled, state, served))',
  },
  {
    name: 'stops before it loses',
    file: outcome,
    search: 'if (view.datasets.some((dataset) => state.dataset(dataset).isLost)) {',
    replace: 'if (fraction > 0 && view.datasets.some((dataset) => state.dataset(dataset).isLost)) {',
  },
  {
    name: 'waits for no workers',
    file: outcome,
    search: 'awaited: [...new Set([...capability.closure, ...workers])]',
    replace: 'awaited: [...capability.closure]',
  },
  {
    name: 'adds takeovers up',
    file: outcome,
    search: 'longestMs = Math.max(longestMs, gapMs)',
    replace: 'longestMs += gapMs',
  },
  {
    name: 'waits for roles that nothing happened to',
    file: outcome,
    search:
      'const down = state.downByRole.get(role)\n    if (recovery === undefined || down === undefined) continue',
    replace: 'const down = state.downByRole.get(role) ?? []\n    if (recovery === undefined) continue',
  },
  {
    name: 'notices a process as late as a host',
    file: outcome,
    search: '(recovery.instanceLossMs ?? recovery.hostLossMs)',
    replace: 'recovery.hostLossMs',
  },
  {
    name: 'notices a host that is cut off as soon as a process',
    file: outcome,
    search: 'gone.has(host) || cut.has(host)',
    replace: 'gone.has(host)',
  },
  {
    name: 'notices a network that fails as soon as a process',
    file: outcome,
    search: 'networks.size > 0 ||',
    replace: '',
  },
  {
    name: 'forgets the balancer in front',
    file: closure,
    search: 'if (byVirtualIp && hasVirtualIp) for',
    replace: 'if (byVirtualIp && hasVirtualIp && endpoint < 0) for',
  },
  {
    name: 'waits for the balancer also where it is gone round',
    file: closure,
    search: "take(endpoint, via === 'vip')",
    replace: "take(endpoint, via !== 'first')",
  },
  {
    name: 'forgets the consensus behind',
    file: closure,
    search: 'if (consensus !== absent) closure.add(consensus)',
    replace: '',
  },
  {
    name: 'follows soft needs to what may be lost',
    file: closure,
    search: 'for (const { hard } of known',
    replace: 'for (const { soft: hard } of known',
  },
  {
    name: 'takes hosts in different racks for alike',
    file: classes,
    search: 'domains[host]?.push(number)',
    replace: 'domains[host]?.push(members.length - members.length)',
  },
  {
    name: 'takes a host that others are pinned to for any other',
    file: classes,
    search: 'if (pinned.has(number)) mark',
    replace: 'if (number < 0) mark',
  },
  {
    name: 'takes a host that is softly pinned to for any other',
    file: classes,
    search: '[...hard, ...soft].flatMap',
    replace: '[...hard].flatMap',
  },
  {
    name: 'takes a host that an endpoint lists for one that it does not',
    file: classes,
    search: 'if (!isWholeRole) for',
    replace: 'if (number < 0) for',
  },
  {
    name: 'takes instances of one role for alike wherever they are',
    file: whole,
    search: 'classOf[compiled.hostOf[number] ?? -1]',
    replace: 'classOf[0]',
  },
  {
    name: 'lists networks before failure domains',
    file: whole,
    search: '[...plan.failureDomains, ...plan.networks].map',
    replace: '[...plan.networks, ...plan.failureDomains].map',
  },
  {
    name: 'fails one host in place of two that are alike',
    file: pairs,
    search: 'hosts[other === one ? 1 : 0]',
    replace: 'hosts[0]',
  },
  {
    name: 'lists pairs that are as bad as one of them',
    file: pairs,
    search: 'outcomeRank[verdict.outcome] > worst',
    replace: 'outcomeRank[verdict.outcome] >= worst',
  },
  {
    name: 'takes a stop for less than a limit',
    file: pairs,
    search: 'degrades: 1, stops: 2',
    replace: 'degrades: 2, stops: 1',
  },
  {
    name: 'does not tell a stop until repair from one for a while',
    file: pairs,
    search: 'if (bothStop && verdict.recoveryMs === null',
    replace: 'if (bothStop && verdict.recoveryMs === -1',
  },
  {
    name: 'lists pairs that leave what two losses leave',
    file: pairs,
    search: 'verdict.fraction < first + second - 1 - fractionTolerance',
    replace: 'verdict.fraction < Math.min(first, second)',
  },
  {
    name: 'does not mind less capacity than two losses leave',
    file: pairs,
    search: 'return verdict.fraction < first + second - 1 - fractionTolerance',
    replace: 'return false && first < second',
  },
  {
    name: 'does not mind what only a pair loses',
    file: pairs,
    search: '!one.lost.includes(dataset) && !other.lost.includes(dataset)',
    replace: 'dataset.length === 0',
  },
  {
    name: 'lists pairs of which one loses data by itself',
    file: pairs,
    search: '!one.lost.includes(dataset) && !other',
    replace: '!one.lost.includes(dataset) || !other',
  },
  {
    name: 'counts pairs of alike hosts twice',
    file: pairs,
    search: 'one === other ? (size * (size - 1)) / 2 : size * otherSize',
    replace: 'size * otherSize',
  },
  {
    name: 'takes only loss for fatal, not a stop until repair',
    file: sets,
    search: "(outcome === 'stops' && recoveryMs === null)",
    replace: 'recoveryMs === -1',
  },
  {
    name: 'takes only a stop for fatal, not loss',
    file: sets,
    search: "outcome === 'loses' ||",
    replace: '',
  },
  {
    name: 'takes a takeover for fatal',
    file: sets,
    search: "outcome === 'stops' && recoveryMs === null",
    replace: "outcome === 'stops' && recoveryMs !== 0",
  },
  {
    name: 'lists pairs of which one host is enough',
    file: sets,
    search: '.filter((set) => !set.some((own) => alone.has(own)))',
    replace: '',
  },
  {
    name: 'lists triples of which two hosts are enough',
    file: sets,
    search: 'three.filter(isMinimal(id, singles, pairs, classes.length))',
    replace: 'three',
  },
  {
    name: 'takes no two hosts of a triple from one class',
    file: sets,
    search: 'matters.slice(first + second))',
    replace: 'matters.slice(first + second + 1))',
  },
  {
    name: 'takes voters for safe that three losses leave half of',
    file: sets,
    search: '2 * left <= instances.length',
    replace: '2 * left < instances.length',
  },
  {
    name: 'takes every role for safe',
    file: sets,
    search: 'fragile[compiled.roleOf[instance] ?? absent]',
    replace: 'false',
  },
  {
    name: 'counts choices among alike hosts as if one could be chosen twice',
    file: sets,
    search: '(size - place) / (place + 1)',
    replace: 'size / (place + 1)',
  },
  {
    name: 'lists sets class by class',
    file: sets,
    search: 'hosts.sort(inPlanOrder)',
    replace: 'hosts',
  },
]
