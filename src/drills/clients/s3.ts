// A plain S3 client for drills: one request, one deadline, no retry of its own, so that what is measured is the platform.

import { request } from 'node:http'
import aws4 from 'aws4'

/** Where and as whom to speak S3. `host` is signed; the connection goes to the loopback port. */
export interface S3Target {
  readonly port: number
  readonly host: string
  readonly accessKey: string
  readonly secretKey: string
  readonly timeoutMs: number
}

/** The answer to one S3 request. */
export interface S3Answer {
  readonly status: number
  readonly body: Buffer
}

/** Sends one signed request. Rejects on a broken connection or when `timeoutMs` pass without the whole answer. */
export function s3Request(
  target: S3Target,
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
  body?: Buffer,
): Promise<S3Answer> {
  const signed = aws4.sign(
    {
      service: 's3',
      region: 'us-east-1',
      method,
      path,
      host: target.host,
      headers: body === undefined ? {} : { 'content-length': String(body.length) },
      ...(body === undefined ? {} : { body: body as unknown as string }),
    },
    { accessKeyId: target.accessKey, secretAccessKey: target.secretKey },
  )
  return new Promise((resolve, reject) => {
    const headers = (signed.headers ?? {}) as Record<string, string>
    const outgoing = request(
      { host: '127.0.0.1', port: target.port, method, path, headers, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          clearTimeout(deadline)
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks) })
        })
      },
    )
    const deadline = setTimeout(
      () => outgoing.destroy(new Error(`no answer within ${target.timeoutMs} ms`)),
      target.timeoutMs,
    )
    outgoing.on('error', (error) => {
      clearTimeout(deadline)
      reject(error)
    })
    outgoing.end(body)
  })
}
