// What people look at of the Metastore: its JVM. What it counts itself it tells to files and to Hadoop only.

import { text } from '../../model/text.ts'
import { javaPanels, type Panel, series } from '../panels.ts'

/** Its JVM, and the files and connections that it holds open. */
export const metastorePanels: readonly Panel[] = [
  ...javaPanels('hive-metastore'),
  series(
    text('Open files and connections', '열린 파일과 연결'),
    'number',
    'process_open_fds{service="hive-metastore",host=~"$hosts"}',
  ),
]
