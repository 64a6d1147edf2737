// All built-in shapes by name: how many hosts of which group, and what each group is for.

import { largeShapes } from './shapes/large.ts'
import { mediumShapes } from './shapes/medium.ts'
import { minimumShapes } from './shapes/minimum.ts'
import type { Shape } from './shapes/shape.ts'
import { singleShapes } from './shapes/single.ts'

/** All built-in shapes by name, the smallest first. */
export const shapes: ReadonlyMap<string, Shape> = new Map(
  [...singleShapes, ...minimumShapes, ...mediumShapes, ...largeShapes].map((shape) => [shape.id, shape]),
)
