// What every edge is given, whichever server it runs: the names that it serves, and the files of their certificates.

import type { HostFile } from '../../model/artifacts.ts'
import { certificateKeyOf, certificateOf } from '../../model/secrets.ts'
import type { ConfigureContext } from '../service.ts'
import type { CertificateFiles, EdgeBasics, PublicName } from './edge-settings.ts'
import { redirects } from './endpoints.ts'
import type { IngressOptions } from './options.ts'
import { nameOf, products } from './products.ts'

type Context = ConfigureContext<IngressOptions>

/** The secrets of the user's own certificate. */
const given = { certificate: 'given/ingress/certificate', key: 'given/ingress/certificate-key' } as const

/** What does not depend on the server that the edge runs. `role` names the endpoint of TLS. */
export function edgeBasics(context: Context, role: IngressOptions['server']): EdgeBasics {
  const { options } = context
  return {
    options,
    profile: context.profile,
    size: context.size,
    address: context.address('service'),
    ports: {
      tls: context.endpoint('ingress', role).port,
      ...(redirects(options) ? { redirect: context.endpoint('ingress', 'redirect').port } : {}),
    },
    balancers: context
      .instancesOf('haproxy', 'load-balancer')
      .map((balancer) => context.addressOf(balancer, 'service')),
    dataDirectory: context.dataDirectory,
    names: publicNames(context),
    defaultCertificate: certificateFiles(context, options.domain),
  }
}

/** The products that are in the plan, in order. */
function publicNames(context: Context): readonly PublicName[] {
  return products
    .filter(({ service, endpoint }) => isThere(context, service, endpoint))
    .map((product) => {
      const host = nameOf(product, context.options)
      return {
        service: product.service,
        host,
        servers: context.list(product.service, product.endpoint),
        sticky: product.sticky === true,
        ...(product.uploads === undefined ? {} : { uploads: product.uploads }),
        certificate: certificateFiles(context, host),
      }
    })
}

/** A service may be in the plan without the role that people open. */
function isThere({ plan }: Context, service: string, endpoint: string): boolean {
  return plan.endpoints.some(
    ({ id, addresses }) => id === `endpoint/${service}/${endpoint}` && addresses.length > 0,
  )
}

function certificateFiles({ configDirectory, options }: Context, subject: string): CertificateFiles {
  const name = `${configDirectory}/${options.certificate === 'given' ? 'given' : subject}`
  return { certificate: `${name}.pem`, key: `${name}.key` }
}

/** Certificates and keys, readable to the edge alone. One that is given covers all names. */
export function certificates(context: Context, names: readonly PublicName[]): readonly HostFile[] {
  const isGiven = context.options.certificate === 'given'
  const subjects = isGiven ? ['given'] : [context.options.domain, ...names.map(({ host }) => host)]
  return subjects.flatMap((subject) => {
    const files = certificateFiles(context, subject)
    const secrets = isGiven ? given : { certificate: certificateOf(subject), key: certificateKeyOf(subject) }
    return [
      { path: files.certificate, content: `${context.secret(secrets.certificate)}\n` },
      { path: files.key, content: `${context.secret(secrets.key)}\n`, mode: 0o400 },
    ]
  })
}
