// Lines of a Dockerfile.

/** One instruction, or one comment; may have several lines. */
export type DockerfileLine = string

/** A `RUN` of steps of which each must succeed, one to a line. */
export function shellSteps(steps: readonly string[]): DockerfileLine {
  return `RUN ${steps.join(' \\\n && ')}`
}
