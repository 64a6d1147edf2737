// All software that has a lock, by the folder of the catalog whose software.lock.ts holds it.

import { flightsData } from '../src/catalog/flights.ts'
import { hadoopLibrarySoftware, hiveMetastoreSoftware } from '../src/catalog/hive-metastore/software.ts'
import { envoySoftware, traefikSoftware } from '../src/catalog/ingress/software.ts'
import { kafkaPythonSoftware, kafkaSoftware } from '../src/catalog/kafka/software.ts'
import { opensearchSoftware } from '../src/catalog/opensearch/software.ts'
import { patroniSoftware } from '../src/catalog/postgres/software.ts'
import { java25 } from '../src/catalog/runtimes/java.ts'
import { jmxExporterSoftware } from '../src/catalog/runtimes/jmx-exporter.ts'
import { seaweedfsSoftware } from '../src/catalog/seaweedfs/software.ts'
import type { Software } from '../src/catalog/software.ts'
import {
  py4jSoftware,
  sparkConnectSoftware,
  sparkLakehouseSoftware,
  sparkSoftware,
} from '../src/catalog/spark/software.ts'
import { streamlitSoftware } from '../src/catalog/streamlit/software.ts'
import { supersetSoftware } from '../src/catalog/superset/software.ts'
import { trinoSoftware } from '../src/catalog/trino/software.ts'
import { zookeeperSoftware } from '../src/catalog/zookeeper/software.ts'

/** Which software is locked in which folder of the catalog. */
export const lockedSoftware: Readonly<Record<string, readonly Software[]>> = {
  runtimes: [java25, jmxExporterSoftware, flightsData],
  seaweedfs: [seaweedfsSoftware],
  'hive-metastore': [hiveMetastoreSoftware, hadoopLibrarySoftware],
  trino: [trinoSoftware],
  spark: [sparkSoftware, py4jSoftware, sparkLakehouseSoftware, sparkConnectSoftware],
  streamlit: [streamlitSoftware],
  superset: [supersetSoftware],
  ingress: [envoySoftware, traefikSoftware],
  kafka: [kafkaSoftware, kafkaPythonSoftware],
  opensearch: [opensearchSoftware],
  postgres: [patroniSoftware],
  zookeeper: [zookeeperSoftware],
}
