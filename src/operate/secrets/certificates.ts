// The platform's own certificate authority: small, and nothing but what its certificates need. Made with node-forge (writing X.509)
// and Node's own cryptography (keys).

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  X509Certificate,
} from 'node:crypto'
import { isIPv4 } from 'node:net'
import forge from 'node-forge'
import { commonName, namesOf } from '../../model/secrets.ts'

/** A certificate of the authority may be this old. */
const authorityDays = 3_650
/** NIST SP 800-57, Part 1, section 5.3.6: one to two years for keys that authenticate. */
const certificateDays = 730
/** Before its end by how much a certificate is made anew: a third, as cert-manager does. */
const renewBeforeDays = Math.floor(certificateDays / 3)
const dayMs = 86_400_000

/** An authority: its own certificate and key, both PEM. */
export interface Authority {
  readonly certificate: string
  readonly key: string
}

/** A new RSA private key as PEM, PKCS #8, which Java and Go read alike. 2048 bits: 112 bits of strength (NIST SP 800-57). */
export function newPrivateKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey
}

/** Certificate of a platform's authority, signed with its own key. It may sign certificates of ends only. */
export function authorityCertificateOf(platform: string, key: string): string {
  const certificate = certificateFor(key, authorityDays)
  const name = nameOf(platform, 'Hanok authority')
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { name: 'subjectKeyIdentifier' },
  ])
  return signed(certificate, key)
}

/** Certificate of one subject: its names are the subject's alternative names, as addresses where they are. */
export function certificateFrom(
  authority: Authority,
  { platform, subject, key }: { readonly platform: string; readonly subject: string; readonly key: string },
): string {
  const issuer = forge.pki.certificateFromPem(authority.certificate)
  const certificate = certificateFor(key, certificateDays)
  certificate.setSubject(nameOf(platform, commonName(subject)))
  certificate.setIssuer(issuer.subject.attributes)
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
    {
      name: 'subjectAltName',
      altNames: namesOf(subject).map((name) =>
        isIPv4(name) ? { type: 7, ip: name } : { type: 2, value: name },
      ),
    },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ])
  return signed(certificate, authority.key)
}

/** Whether a certificate is that of this key and was signed by this authority, with enough of its life left. */
export function isGoodCertificate(pem: string, key: string, authority: string, nowMs: number): boolean {
  const certificate = parsed(pem)
  const issuer = parsed(authority)
  if (certificate === undefined || issuer === undefined) return false
  const belongs = certificate.checkPrivateKey(createPrivateKey(key))
  const isSigned = certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
  return belongs && isSigned && Date.parse(certificate.validTo) - nowMs > renewBeforeDays * dayMs
}

/** Whether a certificate is that of this key. */
export function belongsTogether(pem: string, key: string): boolean {
  return parsed(pem)?.checkPrivateKey(createPrivateKey(key)) ?? false
}

function parsed(pem: string): X509Certificate | undefined {
  return pem.startsWith('-----BEGIN CERTIFICATE-----') ? new X509Certificate(pem) : undefined
}

function nameOf(platform: string, name: string): forge.pki.CertificateField[] {
  return [
    { name: 'organizationName', value: platform },
    { name: 'commonName', value: name },
  ]
}

function certificateFor(key: string, days: number): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate()
  const publicKey = createPublicKey(createPrivateKey(key)).export({ type: 'spki', format: 'pem' })
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey.toString())
  // Positive, and never the same again (RFC 5280, 4.1.2.2).
  certificate.serialNumber = `4${randomBytes(16).toString('hex').slice(1)}`
  // Clocks differ: valid from yesterday on.
  const nowMs = Date.now()
  certificate.validity.notBefore = new Date(nowMs - dayMs)
  certificate.validity.notAfter = new Date(nowMs + days * dayMs)
  return certificate
}

function signed(certificate: forge.pki.Certificate, key: string): string {
  certificate.sign(forge.pki.privateKeyFromPem(key), forge.md.sha256.create())
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n')
}
