import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { service as etcd } from '../etcd/index.ts'
import { fakeContext } from '../testing/context.ts'
import { service as trino } from '../trino/index.ts'
import { service } from './index.ts'

const platform = {
  services: [etcd, trino, service],
  seats: {
    'etcd/member': ['m1', 'm2', 'm3'],
    'trino/worker': ['q1'],
    'prometheus/server': ['o1'],
    'prometheus/alertmanager': ['o1', 'o2'],
    'prometheus/node-exporter': ['m1', 'm2', 'm3', 'q1', 'o1', 'o2'],
  },
}
const configured = (role: string, number = 1, options = {}) => {
  const of = { ...platform, options: { prometheus: options } }
  return service.roles.find(({ id }) => id === role)?.configure?.(fakeContext(of, service, role, number))
}
const fileOf = (role: string, name: string, options = {}) =>
  parse(configured(role, 1, options)?.files.find(({ path }) => path.endsWith(`/${name}`))?.content ?? '')

describe('prometheus.yml', () => {
  const config = fileOf('server', 'prometheus.yml')
  const jobs = config.scrape_configs as { job_name: string; static_configs: unknown[]; params?: unknown }[]
  const job = (name: string) => jobs.find(({ job_name }) => job_name === name)

  it('asks every endpoint that tells metrics, itself included, and no other', () => {
    expect(jobs.map(({ job_name }) => job_name)).toEqual([
      'etcd/client',
      'trino/worker-https',
      'prometheus/web',
      'prometheus/alertmanager',
      'prometheus/node-metrics',
    ])
  })

  it('says of every target which instance it is, and on which host', () => {
    expect(job('etcd/client')?.static_configs[1]).toEqual({
      targets: ['10.77.10.12:2379'],
      labels: { instance: 'etcd/member/2', host: 'm2', service: 'etcd', role: 'member' },
    })
  })

  it('says who it is where a daemon wants a name, and asks for what is wanted only', () => {
    expect(job('trino/worker-https')).toMatchObject({ basic_auth: { username: 'prometheus' } })
    expect(JSON.stringify(job('trino/worker-https')?.params)).toContain('ActiveNodeCount')
  })

  it('asks over TLS only whom the authority of the platform vouches for, with a password that only it reads', () => {
    const folder = '/etc/opt/hanok/prometheus-server'
    expect(job('trino/worker-https')).toMatchObject({
      scheme: 'https',
      tls_config: { ca_file: `${folder}/authority.crt` },
      basic_auth: { password_file: `${folder}/trino.password` },
    })
    const files = new Map(configured('server')?.files.map((file) => [file.path, file]))
    expect(files.get(`${folder}/trino.password`)).toMatchObject({
      content: '{{secret:trino/prometheus}}\n',
      mode: 0o400,
    })
    expect(files.get(`${folder}/authority.crt`)?.content).toBe('{{secret:authority/certificate}}\n')
  })

  it('tells every Alertmanager', () => {
    const [{ static_configs: told }] = config.alerting.alertmanagers
    expect(told).toEqual([{ targets: ['10.77.10.15:9093', '10.77.10.16:9093'] }])
  })

  it('reads as often as it is told to', () => {
    expect(fileOf('server', 'prometheus.yml', { scrapeSeconds: 5 }).global).toMatchObject({
      scrape_interval: '5s',
      scrape_timeout: '5s',
    })
  })
})

describe('alertmanager.yml', () => {
  it('tells nobody by default', () => {
    expect(fileOf('alertmanager', 'alertmanager.yml').receivers).toEqual([{ name: 'people' }])
  })

  it('tells whom the declaration names', () => {
    const email = { to: 'a@example.org', from: 'b@example.org', smarthost: 'mail.example.org:25' }
    const config = fileOf('alertmanager', 'alertmanager.yml', {
      receiver: { webhookUrl: 'https://chat.example.org/hook', email },
    })
    expect(config.global).toMatchObject({ smtp_from: 'b@example.org', smtp_require_tls: true })
    expect(config.receivers[0]).toMatchObject({
      webhook_configs: [{ url: 'https://chat.example.org/hook' }],
      email_configs: [{ to: 'a@example.org' }],
    })
  })
})

describe('prometheus/alertmanager', () => {
  it('gossips with its partner, and with nobody where it is alone', () => {
    expect(configured('alertmanager', 2)?.process.argv).toContain('--cluster.peer=10.77.10.15:9094')
    const alone = { ...platform, seats: { ...platform.seats, 'prometheus/alertmanager': ['o1'] } }
    const [, alertmanager] = service.roles
    const argv = alertmanager?.configure?.(fakeContext(alone, service, 'alertmanager'))?.process.argv
    expect(argv).toContain('--cluster.listen-address=')
  })
})
