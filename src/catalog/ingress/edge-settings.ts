// What the configuration of an edge is made of, and lines that several of its servers have.

import type { Profile, Size } from '../../model/plan.ts'
import type { IngressOptions } from './options.ts'

/** What the files of an edge are made of, whichever server it runs and wherever it stands. */
export interface EdgeBasics {
  readonly options: IngressOptions
  readonly profile: Profile
  readonly size: Size
  /** Address of this edge on the service network, and its ports. Without `redirect` nothing listens in the clear. */
  readonly address: string
  readonly ports: { readonly tls: number; readonly redirect?: number }
  /** Who may say for whom it speaks: the balancers in front. Empty where clients come themselves. */
  readonly balancers: readonly string[]
  readonly dataDirectory: string
  readonly names: readonly PublicName[]
  /** Files of the certificate for whoever asks for no name that is known: the balancer does. */
  readonly defaultCertificate: CertificateFiles
}

/** What nginx has besides. */
export interface EdgeSettings extends EdgeBasics {
  /** `address:port` on which it tells its counts. */
  readonly status: string
  /** `waf.conf`; absent where the firewall is left out. */
  readonly wafFile?: string
}

/** A name that people open, and who answers behind it. */
export interface PublicName {
  /** The service, which the upstream is called after. */
  readonly service: string
  /** `superset.platform.internal`. */
  readonly host: string
  /** `address:port` of every instance. */
  readonly servers: readonly string[]
  readonly sticky: boolean
  /** Regular expression over the paths that take files, where there are any. */
  readonly uploads?: string
  readonly certificate: CertificateFiles
}

/** A certificate with its chain, and its key. */
export interface CertificateFiles {
  readonly certificate: string
  readonly key: string
}

/** `proxy_protocol` where a balancer tells who comes. */
export function proxied(balancers: readonly string[]): string {
  return balancers.length === 0 ? '' : ' proxy_protocol'
}

/** The two lines that name a certificate. */
export function certificateLines({ certificate, key }: CertificateFiles): readonly string[] {
  return [`ssl_certificate ${certificate};`, `ssl_certificate_key ${key};`]
}

/** How many requests a client may make of a server, where that is limited at all. */
export function limitLines({ requestsPerSecond }: IngressOptions): readonly string[] {
  return requestsPerSecond === 0 ? [] : [`limit_req zone=clients burst=${4 * requestsPerSecond} nodelay;`]
}

/** Lines of a block. */
export function indented(all: readonly string[]): readonly string[] {
  return all.map((line) => `  ${line}`)
}
