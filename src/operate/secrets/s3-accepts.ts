// One signed question to an S3 gateway: does it take these credentials?

import { request } from 'node:http'
import type { Socket } from 'node:net'
import aws4 from 'aws4'

const askTimeoutMs = 5_000

/** What S3 says of an access key that it does not know, and of another secret than its own ("Amazon S3 error responses"). */
const unknown = /InvalidAccessKeyId|SignatureDoesNotMatch/

/**
 * Lists the buckets over a connection that is open, which it ends. False for credentials that the gateway does not know; those that it knows
 * may be denied the list. Rejects when it says neither.
 */
export function s3Accepts(
  socket: Socket,
  host: string,
  credentials: { readonly accessKey: string; readonly secret: string },
): Promise<boolean> {
  const { headers = {} } = aws4.sign(
    { service: 's3', region: 'us-east-1', method: 'GET', path: '/', host },
    { accessKeyId: credentials.accessKey, secretAccessKey: credentials.secret },
  )
  return new Promise((resolve, reject) => {
    const asked = request({ createConnection: () => socket, path: '/', headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString('utf8')
      })
      response.on('end', () => {
        socket.destroy()
        const status = response.statusCode ?? 0
        if (status === 200 || status === 403) resolve(status === 200 || !unknown.test(body))
        else reject(new Error(`${host} answered ${status} to a list of buckets`))
      })
    })
    asked.setTimeout(askTimeoutMs, () =>
      asked.destroy(new Error(`${host}: no answer within ${askTimeoutMs} ms`)),
    )
    asked.on('error', (error) => {
      socket.destroy()
      reject(error)
    })
    asked.end()
  })
}
