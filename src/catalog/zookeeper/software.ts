// ZooKeeper 3.8.4: the jars of the server.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** ZooKeeper's jars, all in one folder. */
export const zookeeperSoftware: Software = {
  id: 'zookeeper-3.8.4',
  title: 'Apache ZooKeeper',
  version: '3.8.4',
  licence: 'Apache-2.0',
  source: {
    kind: 'maven',
    coordinates: [
      'org.apache.zookeeper:zookeeper:3.8.4',
      'org.xerial.snappy:snappy-java:1.1.10.5',
      'io.dropwizard.metrics:metrics-core:4.1.12.1',
    ],
    closure: true,
    files: locks['zookeeper-3.8.4'],
    layout: 'jars',
  },
}
