import { describe, expect, it } from 'vitest'
import { service as etcd } from '../etcd/index.ts'
import { service as loadBalancer } from '../load-balancer/index.ts'
import { service as postgres } from '../postgres/index.ts'
import { type FakePlatform, fakeContext } from '../testing/context.ts'
import { thriftCheck } from './balancing.ts'
import { coreSite, metastoreSite } from './config.ts'
import { service } from './index.ts'
import { schemaSql } from './schema.ts'

const platform: FakePlatform = {
  services: [etcd, postgres, service, loadBalancer],
  seats: {
    'etcd/member': ['m1', 'm2', 'm3'],
    'postgres/server': ['m1', 'm2', 'm3'],
    'hive-metastore/server': ['m1', 'm2'],
    'load-balancer/haproxy': ['e1', 'e2'],
  },
  extraEndpoints: [{ service: 'seaweedfs', name: 's3', virtualIp: '10.77.20.5', port: 8_333 }],
}
const contextOf = (number = 1) => fakeContext(platform, service, 'server', number)
const artifactsOf = (number: number) => service.roles[0]?.configure?.(contextOf(number))

describe('metastoreSite', () => {
  it('reaches Postgres over its virtual IP and notices when it is gone', () => {
    const site = metastoreSite(contextOf())
    expect(site).toContain('jdbc:postgresql://10.77.20.5:5432/hive_metastore?')
    expect(site).toContain('tcpKeepAlive=true&amp;')
    expect(site).toContain('socketTimeout=15')
  })
})

describe('coreSite', () => {
  it('takes s3:// and s3a:// for the same storage, with its own identity', () => {
    const site = coreSite(contextOf())
    expect(site).toContain('<name>fs.s3.impl</name>')
    expect(site).toContain('http://10.77.20.5:8333')
    expect(site).toContain('{{secret:s3/hive-metastore}}')
  })
})

describe('thriftCheck', () => {
  it('is a strict call of getName, and expects a reply', () => {
    const bytes = Buffer.from(thriftCheck.sendHex, 'hex')
    expect(bytes.readUInt32BE(0)).toBe(0x80010001)
    expect(bytes.readUInt32BE(4)).toBe(7)
    expect(bytes.subarray(8, 15).toString()).toBe('getName')
    expect(bytes.readUInt32BE(15)).toBe(0)
    expect(bytes.subarray(19).toString('hex')).toBe('00')
    expect(Buffer.from(thriftCheck.expectHex, 'hex').readUInt32BE(0)).toBe(0x80010002)
  })
})

describe('the schema job', () => {
  it('is one transaction that does nothing when the schema is there', () => {
    const sql = schemaSql('/opt/metastore')
    const order = ['BEGIN;', '\\if :missing', '\\i /opt/metastore/', '\\endif', 'COMMIT;']
    const places = order.map((part) => sql.indexOf(part))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
  })

  it('comes from the first instance, after the databases, and holds no password on its command line', () => {
    const [job] = artifactsOf(1)?.jobs ?? []
    expect(job?.id).toBe('job/hive-metastore/schema')
    expect(job?.after).toEqual([{ kind: 'job', id: 'job/postgres/databases' }])
    expect(JSON.stringify(job)).not.toContain('{{secret')
    expect(artifactsOf(2)?.jobs ?? []).toEqual([])
  })

  it('is waited for by every instance', () => {
    expect(artifactsOf(2)?.process.after).toEqual([{ kind: 'job', id: 'job/hive-metastore/schema' }])
  })
})
