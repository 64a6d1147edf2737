// Who may ask Connect's REST interface: whoever has its login. Kafka, "Kafka Connect": `rest.extension.classes`; KIP-285 (without it
// anybody who reaches the port makes connectors, which read every file of the worker and hold its rights in Kafka).

import type { HostFile } from '../../model/artifacts.ts'
import { connectRestUser } from '../conventions.ts'

/** What asks for a login. Requests that a worker passes on to the one that leads keep the login with which they came. */
export const restExtension =
  'org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension'

const loginModule = 'org.apache.kafka.connect.rest.basic.auth.extension.PropertyFileLoginModule'

interface Place {
  readonly configDirectory: string
  secret(name: string): string
}

/** Files of a worker: where its logins are, which there are, and what asks it as one of them (`restProbe`). */
export function restAccessFiles(place: Place): readonly HostFile[] {
  const { configDirectory } = place
  const { user, secret } = connectRestUser
  const password = place.secret(secret)
  return [
    {
      path: `${configDirectory}/rest-jaas.conf`,
      content: `KafkaConnect {\n  ${loginModule} required file="${configDirectory}/rest-users.properties";\n};\n`,
    },
    { path: `${configDirectory}/rest-users.properties`, content: `${user}=${password}\n`, mode: 0o400 },
    // Arguments are seen by everybody on the host.
    { path: `${configDirectory}/rest-curl.conf`, content: `user = "${user}:${password}"\n`, mode: 0o400 },
  ]
}

/** The flag of the JVM that leads to them. */
export function restAccessFlag({ configDirectory }: Pick<Place, 'configDirectory'>): string {
  return `-Djava.security.auth.login.config=${configDirectory}/rest-jaas.conf`
}

/** Ready is a worker that has found its group: it answers nothing that needs a login before. */
export function restProbe(
  { configDirectory }: Pick<Place, 'configDirectory'>,
  address: string,
  port: number,
) {
  return {
    kind: 'exec',
    argv: [
      ...['/usr/bin/curl', '--silent', '--show-error', '--fail', '--max-time', '5'],
      ...['--config', `${configDirectory}/rest-curl.conf`, `http://${address}:${port}/connectors`],
    ],
    expectOutput: '^\\[',
  } as const
}
