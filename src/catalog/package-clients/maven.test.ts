// The projects that Maven is given.

import { expect, test } from 'vitest'
import { artifactFileName, artifactPath, closureProject, copyProject, parseCoordinate } from './maven.ts'

const file = (name: string) => ({ name, sha256: 'a'.repeat(64), bytes: 1 })

test('a coordinate without an extension is a jar, one with a classifier keeps it', () => {
  expect(artifactFileName(parseCoordinate('org.apache.kafka:kafka-clients:3.4.1'))).toBe(
    'kafka-clients-3.4.1.jar',
  )
  expect(artifactFileName(parseCoordinate('g:hive-standalone-metastore:3.1.3:tar.gz:bin'))).toBe(
    'hive-standalone-metastore-3.1.3-bin.tar.gz',
  )
  expect(artifactPath('repo', parseCoordinate('io.trino:trino-server:476:tar.gz'))).toBe(
    'repo/io/trino/trino-server/476/trino-server-476.tar.gz',
  )
})

test('a coordinate without a version is refused', () => {
  expect(() => parseCoordinate('io.trino:trino-server')).toThrow('io.trino:trino-server')
})

test('the copying project names every locked file and nothing else, so that no dependency comes along', () => {
  const pom = copyProject([file('a:b:1'), file('c:d:2:tar.gz:bin')], '/out')
  expect(pom.match(/<artifactItem>/g)).toHaveLength(2)
  expect(pom).toContain(
    '<groupId>c</groupId><artifactId>d</artifactId><version>2</version><type>tar.gz</type><classifier>bin</classifier>',
  )
  expect(pom).toContain('<outputDirectory>/out</outputDirectory>')
  expect(pom).not.toContain('<dependency>')
})

test('the closure project asks for each coordinate and leaves out what is excluded', () => {
  const pom = closureProject(['a:b:1', 'c:d:2'], ['x:y'])
  expect(pom.match(/<dependency>/g)).toHaveLength(2)
  expect(pom.match(/<exclusion><groupId>x<\/groupId><artifactId>y<\/artifactId><\/exclusion>/g)).toHaveLength(
    2,
  )
})
