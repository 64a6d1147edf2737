// What a service is given while it is rendered for Kubernetes: answers out of the plan, and the names that others have there.

import { fixedDatabaseLogin, fixedS3Credentials } from '../../catalog/conventions.ts'
import { imageReference } from '../../catalog/image.ts'
import type {
  AnyKubernetesRenderer,
  ImageParts,
  KubernetesContext,
  PodSurroundings,
} from '../../catalog/kubernetes-context.ts'
import type { ServiceRules } from '../../catalog/rules.ts'
import type { ConfigureContext, InstanceArtifacts } from '../../catalog/service.ts'
import { hostPaths } from '../../model/artifacts.ts'
import type {
  JsonObject,
  NetworkId,
  Plan,
  PlanEndpoint,
  PlanInstance,
  PlanRole,
  RoleId,
  SizeName,
} from '../../model/plan.ts'
import { secretPlaceholder } from '../../model/secrets.ts'
import { endpointOf, probeEndpoint } from '../endpoint-of.ts'
import { renderErrors } from '../errors.ts'
import { addressOn, endpointName, type PlanIndex, roleOf, titleOf } from '../plan-index.ts'
import { podPlacement, roleLabels } from './pod-placement.ts'
import type { Registry } from './registry.ts'

/** What all services of one rendering share. */
export interface RenderingOf {
  readonly index: PlanIndex
  readonly renderers: ReadonlyMap<string, AnyKubernetesRenderer>
  readonly size: SizeName
  /** Registry that holds every image instead of its own: `registry.example:5000/mirror`. */
  readonly imageRegistry: string | undefined
  readonly registry: Registry
}

/** The namespace of a service. */
export function namespaceOf(plan: Plan, service: string): string {
  return `${plan.name}-${service}`
}

/** The context of one service. Throws `render.*` for what the plan does not have. */
export function kubernetesContext(of: RenderingOf, service: string): KubernetesContext<JsonObject> {
  const { index, registry } = of
  const { plan } = index
  const namespace = namespaceOf(plan, service)
  const missing = (what: string) => renderErrors.noSuchAddress({ instance: service, what })
  const instancesOf = (role: string, owner = service) => index.instancesByRole.get(`${owner}/${role}`) ?? []
  const roleNamed = (role: string): PlanRole => {
    const found = plan.roles.find((one) => one.service === service && one.role === role)
    if (found === undefined) throw missing(`the role ${role}`)
    return found
  }
  const firstOf = (role: string): PlanInstance => {
    const [first] = instancesOf(role)
    if (first === undefined) throw missing(`an instance of ${role}`)
    return first
  }
  const names = addressBook(of, missing)
  const image = (reference: string) => {
    const parts = imageParts(reference, of.imageRegistry)
    const whole = `${parts.registry}/${parts.repository}:${parts.tag}`
    registry.images.add(whole)
    return { parts, whole }
  }
  return {
    plan,
    options: plan.services[service] ?? {},
    profile: plan.profile,
    namespace,
    namespaceOf: (other) => namespaceOf(plan, other),
    has: (other) => plan.services[other] !== undefined,
    rulesOf: (other) => rulesOf(index, other),
    titleOf: (other) => titleOf(index, other),
    role: roleNamed,
    instancesOf,
    sizeOf: (role) => firstOf(role).size[of.size],
    endpoint: names.endpoint,
    hostOf: names.hostOf,
    addressOf: names.addressOf,
    podHosts: names.podHosts,
    backendsOf: names.backendsOf,
    pod: (role) => podPlacement(index, roleNamed(role), instancesOf(role), firstOf(role).size[of.size]),
    labels: (role) => labelsOf(plan, service, role),
    storageClass: (role) => {
      const id: RoleId = `${service}/${role}`
      registry.stored.add(id)
      return storageClassName(plan, id)
    },
    image: (reference) => image(reference).whole,
    imageParts: (reference) => image(reference).parts,
    builtImage: (recipe) => {
      const reference = image(imageReference(recipe)).whole
      registry.built.set(recipe.name, { recipe, reference })
      return reference
    },
    secretObject: (name, data, type = 'Opaque') => {
      registry.secrets.set(`${namespace}/${name}`, { namespace, name, service, data, type })
      return name
    },
    secret: secretPlaceholder,
    configured: (role, surroundings = {}) =>
      configured(of, names, instancesOf(role)[surroundings.instance ?? 0] ?? firstOf(role), surroundings),
  }
}

function labelsOf(plan: Plan, service: string, role: string | undefined): Readonly<Record<string, string>> {
  const all = roleLabels(plan.name, service, role ?? '')
  if (role !== undefined) return all
  const keep = ['app.kubernetes.io/name', 'app.kubernetes.io/part-of', 'app.kubernetes.io/managed-by']
  return Object.fromEntries(Object.entries(all).filter(([key]) => keep.includes(key)))
}

/** The storage class of a role's local volumes. */
export function storageClassName(plan: Plan, role: RoleId): string {
  return `${plan.name}-${role.replace('/', '-')}`
}

/** An image reference taken apart, from another registry where one is named. */
export function imageParts(reference: string, imageRegistry: string | undefined): ImageParts {
  const [path = '', tag = ''] = [
    reference.slice(0, reference.lastIndexOf(':')),
    reference.slice(reference.lastIndexOf(':') + 1),
  ]
  const slash = path.indexOf('/')
  const [registry, repository] = [path.slice(0, slash), path.slice(slash + 1)]
  if (imageRegistry === undefined) return { registry, repository, tag }
  const [host = '', ...folders] = imageRegistry.replace(/\/+$/, '').split('/')
  return { registry: host, repository: [...folders, repository].join('/'), tag }
}

interface AddressBook {
  endpoint(service: string, name: string): PlanEndpoint
  hostOf(service: string, endpoint: string): string
  addressOf(service: string, endpoint: string): string
  podHosts(service: string, role: string): readonly string[]
  backendsOf(service: string, endpoint: string): readonly { readonly host: string; readonly pods?: number }[]
}

function addressBook({ index, renderers }: RenderingOf, missing: (what: string) => Error): AddressBook {
  const { plan } = index
  const namesOf = (service: string) => {
    const renderer = renderers.get(service)
    if (renderer === undefined) throw missing(`the names of ${service} on Kubernetes`)
    return renderer.names(plan)
  }
  const endpoint = (service: string, name: string): PlanEndpoint => {
    const found = endpointOf(index, service, name)
    if (found === undefined) throw missing(`endpoint/${service}/${name}`)
    return found
  }
  const hostOf = (service: string, name: string): string => {
    const host = namesOf(service).services[name]
    if (host === undefined) throw missing(`a Service for endpoint/${service}/${name}`)
    return `${host}.${namespaceOf(plan, service)}.svc`
  }
  return {
    endpoint,
    hostOf,
    backendsOf: (service, name) => {
      const { each, pools } = namesOf(service)
      const whole = (host: string) => `${host}.${namespaceOf(plan, service)}.svc`
      const pool = pools?.[name]
      if (pool !== undefined) return [{ host: whole(pool), pods: endpoint(service, name).addresses.length }]
      return each?.[name]?.map((host) => ({ host: whole(host) })) ?? [{ host: hostOf(service, name) }]
    },
    addressOf: (service, name) => {
      const { port, backend, virtualIp } = endpoint(service, name)
      if (virtualIp !== undefined) return `${virtualIp}:${port}`
      const opened = backend === undefined ? undefined : index.endpoints.get(backend)?.port
      return `${hostOf(service, name)}:${opened ?? port}`
    },
    podHosts: (service, role) => {
      const pods = namesOf(service).pods?.[role]
      if (pods === undefined) throw missing(`names of the pods of ${service}/${role}`)
      const count = index.instancesByRole.get(`${service}/${role}`)?.length ?? 0
      return Array.from(
        { length: count },
        (_none, number) => `${pods.set}-${number}.${pods.headless}.${namespaceOf(plan, service)}.svc`,
      )
    },
  }
}

/** The native files and process of a role, with Services in place of addresses. */
function configured(
  of: RenderingOf,
  names: AddressBook,
  instance: PlanInstance,
  surroundings: PodSurroundings,
): InstanceArtifacts {
  const { index } = of
  const { plan } = index
  const { role } = roleOf(index, instance)
  if (role.configure === undefined) throw renderErrors.plannedOnly({ instance: instance.id })
  const host = index.hosts.get(instance.host)
  if (host === undefined) throw renderErrors.noSuchAddress({ instance: instance.id, what: instance.host })
  const folder = `${instance.service}-${instance.role}`
  const address = surroundings.address ?? '0.0.0.0'
  const hostAddress = (other: PlanInstance, network: NetworkId): string => {
    const found = addressOn(index.hosts.get(other.host), network)
    if (found !== undefined) return found
    throw renderErrors.noSuchAddress({ instance: other.id, what: `an address on the ${network} network` })
  }
  const context: ConfigureContext<JsonObject> = {
    plan,
    instance,
    host,
    options: plan.services[instance.service] ?? {},
    profile: plan.profile,
    size: instance.size[of.size],
    configDirectory: surroundings.configDirectory ?? `${hostPaths.config}/${folder}`,
    dataDirectory: surroundings.dataDirectory ?? `${hostPaths.data}/${folder}`,
    softwareDirectory: ({ id }) => surroundings.software?.[id] ?? `${hostPaths.software}/${id}`,
    address: (network) => (surroundings.hostNetwork === true ? hostAddress(instance, network) : address),
    instancesOf: (name, service = instance.service) => index.instancesByRole.get(`${service}/${name}`) ?? [],
    addressOf: (other, network) =>
      surroundings.hostNetwork === true ? hostAddress(other, network) : podHostOf(names, other),
    endpoint: names.endpoint,
    vip: names.addressOf,
    list: (service, name) => {
      const { role: served, port } = names.endpoint(service, name)
      return names.podHosts(service, served).map((pod) => `${pod}:${port}`)
    },
    has: (service) => plan.services[service] !== undefined,
    secret: secretPlaceholder,
    s3Credentials: (client) => [fixedS3Credentials(client)],
    databaseLogins: (service) => [fixedDatabaseLogin(service)],
    probeOf: (service, name, at) => {
      const endpoint = names.endpoint(service, name)
      const host = at ?? (service === instance.service ? address : names.hostOf(service, name))
      return probeEndpoint(index, endpoint, endpointName(index, endpoint), host)
    },
    rulesOf: (service) => rulesOf(index, service),
    titleOf: (service) => titleOf(index, service),
  }
  return role.configure(context)
}

function rulesOf({ services, plan }: PlanIndex, id: string): ServiceRules | undefined {
  const service = services.get(id)
  return (service?.kubernetes?.rules ?? service?.rules)?.(plan)
}

function podHostOf(names: AddressBook, { service, role, id }: PlanInstance): string {
  const number = Number(id.split('/')[2]) - 1
  return names.podHosts(service, role)[number] ?? ''
}
