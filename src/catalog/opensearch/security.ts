// Who may do what in OpenSearch, and by which certificates its nodes know each other: settings and files of its security plugin.

import type { JsonObject } from '../../model/plan.ts'
import {
  authorityCertificate,
  certificateKeyOf,
  certificateOf,
  distinguishedName,
  hashOf,
} from '../../model/secrets.ts'
import { writeYaml } from '../../model/yaml-text.ts'
import { logShipper } from '../conventions.ts'

/** Subjects of certificates that are no host's: nodes among each other, and who loads the files below anew. */
export const nodeSubject = 'opensearch-node'
/** See `nodeSubject`. */
export const adminSubject = 'opensearch-admin'

/** Users that OpenSearch itself knows, and the secrets with their passwords. */
export const users = {
  admin: 'opensearch/admin',
  /** Dashboards' own: what a person does there is done with that person's rights. */
  kibanaserver: 'opensearch/dashboards',
  [logShipper.user]: logShipper.secret,
} as const

/** Users of hosts beside these, and the secrets with their passwords. */
export const hostUsers = {
  /** Sees how the cluster is, and nothing in it: the balancer's checks, readiness, and the exporter of metrics. */
  monitor: 'opensearch/monitor',
  /** Says what indices of logs look like, and deletes the old ones. */
  keeper: 'opensearch/keeper',
} as const

/** Where OpenSearch runs: on hosts there is no Index State Management, and a job loads the files below. */
export type Surroundings = 'kubernetes' | 'hosts'

/** Folder of the certificates, below the folder of `opensearch.yml`. */
export const certificatesFolder = 'certificates'

/** Files of `certificatesFolder`, with references to secrets. `httpName`: the names by which everybody reaches the nodes. */
export function certificateFiles(
  httpName: string,
  secret: (name: string) => string,
): Readonly<Record<string, string>> {
  return {
    'ca.crt': secret(authorityCertificate),
    'node.crt': secret(certificateOf(nodeSubject)),
    'node.key': secret(certificateKeyOf(nodeSubject)),
    'http.crt': secret(certificateOf(httpName)),
    'http.key': secret(certificateKeyOf(httpName)),
  }
}

/**
 * Settings of `opensearch.yml`: TLS among nodes and towards clients, with the platform's own certificates. OpenSearch, "Configuring TLS
 * certificates".
 */
export function securitySettings(platform: string, where: Surroundings): JsonObject {
  const pem = (layer: string, name: string) => ({
    [`plugins.security.ssl.${layer}.pemcert_filepath`]: `${certificatesFolder}/${name}.crt`,
    [`plugins.security.ssl.${layer}.pemkey_filepath`]: `${certificatesFolder}/${name}.key`,
    [`plugins.security.ssl.${layer}.pemtrustedcas_filepath`]: `${certificatesFolder}/ca.crt`,
  })
  return {
    ...pem('transport', 'node'),
    // Addresses of pods come and go, and one certificate is for all. Who nodes are is said by its name, below.
    'plugins.security.ssl.transport.enforce_hostname_verification': false,
    'plugins.security.ssl.http.enabled': true,
    ...pem('http', 'http'),
    // A renewed certificate is taken up without a restart.
    'plugins.security.ssl.certificates_hot_reload.enabled': true,
    'plugins.security.nodes_dn': [distinguishedName(platform, nodeSubject)],
    'plugins.security.authcz.admin_dn': [distinguishedName(platform, adminSubject)],
    // On Kubernetes the first node of a new cluster loads the files below; after that they are loaded by hand only: see README.md.
    ...(where === 'kubernetes' ? { 'plugins.security.allow_default_init_securityindex': true } : {}),
    // Refused logins and rights go where all logs go, and need no index of their own. Accepted ones are left out by default.
    'plugins.security.audit.type': 'log4j',
    'plugins.security.audit.config.log4j.logger_name': 'audit',
    'plugins.security.audit.config.log4j.level': 'WARN',
    'plugins.security.restapi.roles_enabled': ['all_access', 'security_rest_api_access'],
    'plugins.security.system_indices.enabled': true,
    'plugins.security.system_indices.indices': systemIndices,
  }
}

/** As upstream's own example has them (chart opensearch 3.6.0, values.yaml), with those of Index State Management. */
const systemIndices = [
  '.opendistro-alerting-config',
  '.opendistro-alerting-alert*',
  '.opendistro-anomaly-results*',
  '.opendistro-anomaly-detector*',
  '.opendistro-anomaly-checkpoints',
  '.opendistro-anomaly-detection-state',
  '.opendistro-reports-*',
  '.opendistro-notifications-*',
  '.opendistro-notebooks',
  '.opendistro-asynchronous-search-response*',
  '.opendistro-ism-config',
]

/**
 * The security plugin's own files: users with the hashes of their passwords, roles, and who has which. Static roles (`all_access`,
 * `kibana_server`) are upstream's. OpenSearch, "Modifying YAML files", "Permissions".
 */
export function securityFiles(
  secret: (name: string) => string,
  where: Surroundings,
): Readonly<Record<string, string>> {
  const onHosts = where === 'hosts'
  const user = (name: string, passwordSecret: string, more: JsonObject = {}) => ({
    [name]: { hash: secret(hashOf(passwordSecret)), reserved: true, ...more },
  })
  return {
    'config.yml': file('config', {
      config: {
        dynamic: {
          http: { anonymous_auth_enabled: false },
          authc: {
            internal: {
              http_enabled: true,
              order: 0,
              http_authenticator: { type: 'basic', challenge: true },
              authentication_backend: { type: 'internal' },
            },
          },
        },
      },
    }),
    'internal_users.yml': file('internalusers', {
      ...user('admin', users.admin, { backend_roles: ['admin'] }),
      ...user('kibanaserver', users.kibanaserver),
      ...user(logShipper.user, logShipper.secret),
      ...(onHosts
        ? { ...user('monitor', hostUsers.monitor), ...user('keeper', hostUsers.keeper) }
        : undefined),
    }),
    'roles.yml': file('roles', {
      'logs-writer': logsWriter,
      'logs-keeper': onHosts ? logsKeeperOnHosts : logsKeeper,
      ...(onHosts ? { monitor } : undefined),
    }),
    'roles_mapping.yml': file('rolesmapping', {
      all_access: { backend_roles: ['admin'] },
      kibana_server: { users: ['kibanaserver'], reserved: true },
      'logs-writer': { users: [logShipper.user] },
      'logs-keeper': { users: [onHosts ? 'keeper' : logShipper.user] },
      ...(onHosts ? { monitor: { users: ['monitor'] } } : undefined),
    }),
    'action_groups.yml': file('actiongroups', {}),
    'tenants.yml': file('tenants', {}),
    ...(onHosts ? loadedBesides : undefined),
  }
}

function file(type: string, content: JsonObject): string {
  return writeYaml({ _meta: { type, config_version: 2 }, ...content })
}

/** `securityadmin` of 2.19 refuses a folder without these. */
const loadedBesides = {
  'nodes_dn.yml': file('nodesdn', {}),
  'whitelist.yml': file('whitelist', { config: { enabled: false, requests: {} } }),
}

/** Makes daily indices and adds documents to them. It reads and removes none; who knows the id of one can write over it. */
const logsWriter: JsonObject = {
  cluster_permissions: [
    'cluster:monitor/main',
    'cluster:monitor/health',
    'indices:data/write/bulk',
    // It begins when the rules for its indices are there.
    'indices:admin/index_template/get',
  ],
  index_permissions: [
    {
      index_patterns: [logShipper.indices],
      allowed_actions: [
        'indices:admin/create',
        'indices:admin/auto_create',
        'indices:admin/mapping/put',
        'indices:admin/mapping/auto_put',
        'indices:data/write/index',
        'indices:data/write/bulk*',
      ],
    },
  ],
}

const logTemplates = [
  'indices:admin/index_template/get',
  'indices:admin/index_template/put',
  'cluster:admin/component_template/get',
  'cluster:admin/component_template/put',
]

/**
 * Says what new indices look like and when they go. Index State Management acts with the rights of who wrote the policy, so that these
 * must reach as far as removing old indices ("Index State Management: security").
 */
const logsKeeper: JsonObject = {
  cluster_permissions: [
    ...logTemplates,
    'cluster:admin/opendistro/ism/policy/get',
    'cluster:admin/opendistro/ism/policy/write',
  ],
  index_permissions: [
    {
      index_patterns: [logShipper.indices],
      allowed_actions: [
        'indices:admin/get',
        'indices:admin/delete',
        'indices:admin/rollover',
        'indices:admin/settings/update',
        'indices:monitor/stats',
        'cluster:admin/opendistro/ism/managedindex/*',
      ],
    },
  ],
}

/** The same without Index State Management: who deletes old indices asks which there are, and which manager leads. */
const logsKeeperOnHosts: JsonObject = {
  cluster_permissions: [...logTemplates, 'cluster:monitor/health', 'cluster:monitor/state'],
  index_permissions: [
    {
      index_patterns: [logShipper.indices],
      allowed_actions: ['indices:admin/get', 'indices:admin/delete', 'indices:monitor/*'],
    },
  ],
}

const monitor: JsonObject = {
  cluster_permissions: ['cluster:monitor/*'],
  index_permissions: [{ index_patterns: ['*'], allowed_actions: ['indices:monitor/*'] }],
}
