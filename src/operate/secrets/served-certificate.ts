// One TLS handshake: which certificate is served?

import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'

const handshakeTimeoutMs = 10_000

/** Who asks for it, and with what. All PEM. */
export interface Handshake {
  /** Authority that must vouch for what is served. */
  readonly authority: string
  /** Name that is asked for. Addresses and words that are no DNS names are not sent (RFC 6066, section 3). */
  readonly name: string
  /** Certificate and key shown to those that want one. */
  readonly own: { readonly certificate: string; readonly key: string }
}

/** What was served. */
export interface ServedCertificate {
  /** Hexadecimal, in capitals. */
  readonly serial: string
  readonly commonName: string
}

/** Shakes hands on a connection that is open, which it ends. Rejects where there is no TLS, or nobody whom the authority vouches for. */
export function servedCertificate(
  socket: Socket,
  { authority, name, own }: Handshake,
): Promise<ServedCertificate> {
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      ca: authority,
      cert: own.certificate,
      key: own.key,
      // Which names a certificate is for was settled when it was made: here it counts which one it is.
      checkServerIdentity: () => undefined,
      ...(isIP(name) === 0 && name.includes('.') ? { servername: name } : {}),
    })
    const end = () => {
      clearTimeout(timer)
      secure.destroy()
      socket.destroy()
    }
    const timer = setTimeout(
      () => secure.destroy(new Error(`no handshake within ${handshakeTimeoutMs} ms`)),
      handshakeTimeoutMs,
    )
    secure.on('secureConnect', () => {
      const { serialNumber: serial, subject } = secure.getPeerCertificate()
      end()
      resolve({ serial, commonName: String(subject.CN) })
    })
    secure.on('error', (error) => {
      end()
      reject(error)
    })
  })
}
