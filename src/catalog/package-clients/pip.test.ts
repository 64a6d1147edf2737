// What pip is told, and what it says when bytes are wrong.

import { expect, test } from 'vitest'
import { closurePython, hashMismatch, pipDownload, pipInstall, pythonOf, requirementsText } from './pip.ts'

test('a requirements file pins the version and the bytes', () => {
  const sha256 = 'ab'.repeat(32)
  const files = [{ name: 'py4j.whl', sha256, bytes: 1 }]
  expect(requirementsText({ requirement: 'py4j==0.10.9.7', files })).toBe(
    `py4j==0.10.9.7 --hash=sha256:${sha256}\n`,
  )
})

test('a closure pins every file that belongs to it, wheels and source packages alike', () => {
  const sha256 = 'cd'.repeat(32)
  const names = ['pure_python-1.2.3-py3-none-any.whl', 'WTForms-JSON-0.3.5.tar.gz']
  const files = names.map((name) => ({ name, sha256, bytes: 1 }))
  expect(requirementsText({ requirement: 'pure-python==1.2.3', closure: true, files })).toBe(
    `pure_python==1.2.3 --hash=sha256:${sha256}\nWTForms-JSON==0.3.5 --hash=sha256:${sha256}\n`,
  )
})

test('a file that is no Python package is not guessed at', () => {
  const files = [{ name: 'weed.exe', sha256: '', bytes: 1 }]
  expect(() => requirementsText({ requirement: 'x==1', closure: true, files })).toThrow('weed.exe')
})

test('pip is asked for hashes and for no dependencies, and source packages are allowed', () => {
  const argv = pipDownload('r.txt', 'out')
  expect(argv).toContain('--require-hashes')
  expect(argv).toContain('--no-deps')
  expect(argv.join(' ')).not.toMatch(/only-binary|no-build-isolation/)
})

test('a closure is fetched and built by the Python that its daemons run on, whichever is first on the path', () => {
  expect(pythonOf({ closure: true })).toBe(closurePython)
  expect(pipDownload('r.txt', 'out', pythonOf({ closure: true }))[0]).toBe('/usr/bin/python3')
  expect(pipInstall(['x-1.tar.gz'], 'out')[0]).toBe('/usr/bin/python3')
  expect(pipDownload('r.txt', 'out')[0]).toBe('python3')
})

test("a wrong checksum is read from pip's words", () => {
  const [expected, found] = ['12'.repeat(32), '34'.repeat(32)]
  const output = `ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n    x==1 from (its repository):\n        Expected sha256 ${expected}\n             Got        ${found}\n`
  expect(hashMismatch(output)).toEqual({ expected, found })
  expect(hashMismatch('ERROR: No matching distribution found for x==1')).toBeUndefined()
})
