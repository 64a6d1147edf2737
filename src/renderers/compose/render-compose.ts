// Plan → a Compose file for one developer's machine: the same software, settings and addresses as on hosts, each instance in a
// container of its own. Pure and byte-stable.

import { fixedDatabaseLogin } from '../../catalog/conventions.ts'
import { type ImageRecipe, imageReference, serviceImage } from '../../catalog/image.ts'
import type { AnyService } from '../../catalog/service.ts'
import type { Artifact, WaitFor } from '../../model/artifacts.ts'
import { planSha256 } from '../../model/canonical-json.ts'
import type { NetworkId, Plan, PlanHost, SizeName } from '../../model/plan.ts'
import { secretsIn } from '../../model/secrets.ts'
import { hanokVersion } from '../../model/version.ts'
import { writeYaml } from '../../model/yaml-text.ts'
import { configureHost } from '../hosts/host-processes.ts'
import { waitScript } from '../hosts/wait-script.ts'
import { renderImage } from '../images/render-image.ts'
import { indexPlan, type PlanIndex } from '../plan-index.ts'
import { composeService, jobName, jobService, secretsService } from './compose-services.ts'
import type { Container } from './container.ts'
import { addressOn, containerName, containerPlan } from './container-plan.ts'
import { jobScript, probesOf, processScript, secretsScript } from './start-script.ts'

/**
 * `images`: what the image of a service holds where it is more than its software.
 * `compose/{compose.yaml,.env,images/…,containers/NAME/…,wait}` and `hanok.json`, sorted by path. Secrets stay placeholders; a container makes
 * their values when the platform is first started. Throws `render.composeIsSingle`, `render.subnetTooSmall`.
 */
export function renderCompose(
  plan: Plan,
  services: readonly AnyService[],
  images: ReadonlyMap<string, ImageRecipe>,
  sizeName: SizeName,
): readonly Artifact[] {
  const { plan: contained, plannedOnly, firstFree } = containerPlan(plan, services)
  const index = indexPlan(contained, services)
  const instances = contained.hosts.map((host) => instanceContainer(index, images, host, sizeName))
  const jobs = jobContainers(contained, instances, firstFree)
  const all = [...instances, ...jobs]
  const names = [...new Set(all.flatMap(({ configured }) => configured.files.flatMap(secretsOf)))].sort()
  const recipes = new Map(instances.map(({ recipe }) => [recipe.name, recipe]))
  return [
    at('compose.yaml', composeFile(contained, instances, jobs)),
    // Every version of Compose reads the project's name from here; only newer ones from the file itself.
    at('.env', `COMPOSE_PROJECT_NAME=${plan.name}\n`),
    at('wait', waitScript, 0o755),
    at('containers/secrets/run', secretsScript(names), 0o755),
    ...all.flatMap(containerFiles),
    ...[...recipes.values()].flatMap((recipe) => renderImage(recipe, imageReference(recipe), 'compose')),
    {
      path: 'hanok.json',
      content: `${JSON.stringify(about(plan, contained, index, sizeName, plannedOnly), null, 2)}\n`,
      mode: 0o644,
    },
  ].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

function about(
  plan: Plan,
  contained: Plan,
  { services }: PlanIndex,
  size: SizeName,
  plannedOnly: readonly string[],
) {
  const ids = Object.keys(contained.services).sort()
  return {
    schemaVersion: 1,
    hanokVersion,
    target: 'compose',
    size,
    name: plan.name,
    planSha256: planSha256(plan),
    declarationSha256: plan.declarationSha256,
    catalogVersion: plan.catalogVersion,
    versions: Object.fromEntries(ids.map((id) => [id, services.get(id)?.version ?? ''])),
    plannedOnly,
  }
}

function instanceContainer(
  index: PlanIndex,
  images: ReadonlyMap<string, ImageRecipe>,
  host: PlanHost,
  sizeName: SizeName,
): Container {
  // Its script that makes secrets knows passwords only, and nothing renews them.
  const configured = configureHost(index, host, sizeName, {
    databaseLogins: (service) => [fixedDatabaseLogin(service)],
  })
  const [instance] = index.instancesByHost.get(host.id) ?? []
  const service = index.services.get(instance?.service ?? '')
  if (instance === undefined || service === undefined) throw new Error(`${host.id} has no instance`)
  return {
    name: containerName(instance),
    recipe: images.get(service.id) ?? serviceImage(service),
    legs: host.networks,
    configured,
  }
}

/** Jobs wait for instances, and instances for jobs: each is a container of its own beside the one whose files it has. */
function jobContainers(
  plan: Plan,
  instances: readonly Container[],
  firstFree: ReadonlyMap<NetworkId, number>,
): readonly Container[] {
  const all = instances.flatMap((container) =>
    container.configured.processes.jobs.map((job) => ({ container, job })),
  )
  return all.map(({ container, job }, number) => ({
    ...container,
    name: jobName(job.id),
    job,
    legs: container.legs.map(({ id }) => ({
      id,
      address: addressOn(plan, id, (firstFree.get(id) ?? 0) + number),
    })),
  }))
}

function secretsOf({ content }: { readonly content: string }): readonly string[] {
  return secretsIn(content)
}

function containerFiles({ name, configured, job }: Container): readonly Artifact[] {
  const [process] = configured.processes.processes
  if (process === undefined) return []
  const folder = `containers/${name}`
  const waits = probesOf(job?.after ?? process.after)
  const ready: readonly WaitFor[] = [{ kind: 'probe', what: process.id, probe: process.ready }]
  const run = job === undefined ? processScript(process, configured.files) : jobScript(job, configured.files)
  return [
    at(`${folder}/start/run`, run, 0o755),
    ...(waits.length === 0 ? [] : [at(`${folder}/start/waits.json`, json(waits))]),
    ...(job === undefined ? [at(`${folder}/start/ready.json`, json(ready))] : []),
    ...configured.files.map(({ path, content }) => at(`${folder}/files${path}`, content)),
  ]
}

function composeFile(plan: Plan, instances: readonly Container[], jobs: readonly Container[]): string {
  const used = new Set([...instances, ...jobs].flatMap(({ legs }) => legs.map(({ id }) => id)))
  const entries = [
    ['secrets', secretsService()] as const,
    ...instances.map((container) => [container.name, composeService(plan, container)] as const),
    ...jobs.map((container) => [container.name, jobService(container)] as const),
  ]
  const networks = plan.networks
    .map(({ id, subnet }) => ({ name: id.slice('network/'.length) as NetworkId, subnet }))
    .filter(({ name }) => used.has(name))
  return `${heading(plan)}${writeYaml({
    services: Object.fromEntries(entries),
    networks: Object.fromEntries(
      networks.map(({ name, subnet }) => [name, { ipam: { config: [{ subnet }] } }]),
    ),
    volumes: Object.fromEntries([
      ['secrets', {}],
      ...instances.map(({ name }) => [`data-${name}`, {}] as const),
    ]),
  })}`
}

function heading(plan: Plan): string {
  return `# ${plan.name} for one developer's machine. Generated by hanok; do not edit.
#   docker compose up --build --detach --wait     everything; the first time it builds the images
#   docker compose down                           stops it; what is stored stays in the volumes
#   docker compose run --rm secrets cat /run/hanok/values    shows the secrets that it made
# HANOK_BASE_IMAGE: another Debian 12 to build on. HANOK_BUILD_NETWORK: the network of builds, such as "host".
`
}

function at(path: string, content: string, mode = 0o644): Artifact {
  return { path: `compose/${path}`, content, mode }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
