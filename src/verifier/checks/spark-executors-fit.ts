// Check: executors that do not fit their worker never start.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { withSize } from '../host-sums.ts'
import { atHosts, atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'spark-executors-fit',
  topic: 'sizes',
  rules: ['R-2.4'],
  severity: 'error',
  title: text('At least one executor fits a Spark worker.', 'Spark 워커마다 실행기가 하나 이상 들어간다.'),
  why: text(
    'A job asks for executors that no worker can give, and waits for ever.',
    '어느 워커도 줄 수 없는 실행기를 기다리며 작업이 영영 시작하지 못합니다.',
  ),
  find: (facts) => {
    const [size] = facts.instancesOf('spark/worker').map((instance) => instance.size.production.settings)
    const [memory, executor, cores, executorCores] = [
      'workerMemoryMiB',
      'executorMemoryMiB',
      'workerCores',
      'executorCores',
    ].map((name) => Number(size?.[name] ?? 0))
    if (
      size === undefined ||
      memory === undefined ||
      executor === undefined ||
      cores === undefined ||
      executorCores === undefined
    )
      return []
    if (executor <= memory && executorCores <= cores) return []
    return [
      {
        case: executor > memory ? 'memory' : 'cores',
        message: text(
          `An executor wants ${executor} MiB and ${executorCores} cores; a worker gives ${memory} MiB and ${cores}.`,
          `실행기에는 ${executor} MiB와 코어 ${executorCores}개가 필요한데 워커는 ${memory} MiB와 ${cores}개를 줍니다.`,
        ),
        fix: text(
          'Take larger hosts for Spark, or smaller jobs (`load.jobMemoryGiB`).',
          'Spark 호스트를 키우거나 작업 크기(`load.jobMemoryGiB`)를 줄이세요.',
        ),
        at: ['/load/jobMemoryGiB', '/load', ...atService('spark'), ...atHosts],
        data: { memoryMiB: memory, executorMiB: executor, cores, executorCores },
      },
    ]
  },
  failing: (plan) =>
    withSize(plan, 'spark/worker', {
      settings: { workerMemoryMiB: 8192, executorMemoryMiB: 16384, workerCores: 4, executorCores: 4 },
    }),
})
