// Packs the compiled program into few files: a command starts twice as fast as from some six hundred. Run by ./hanok after the
// compiler: `node tools/bundle.mjs DIST`. What is compiled stays beside it, for what is started as a process of its own.

import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { build } from 'esbuild'

const dist = process.argv[2]
if (dist === undefined) throw new Error('usage: node tools/bundle.mjs DIST')
const out = join(dist, 'bundle')

/**
 * A module that asks where it stands means its own place, not the bundle's: scripts and examples are found from there.
 * @type {import('esbuild').Plugin}
 */
const ownPlace = {
  name: 'own-place',
  setup(bundle) {
    bundle.onLoad({ filter: /\.js$/ }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined
      const contents = await readFile(path, 'utf8')
      if (!contents.includes('import.meta.url')) return undefined
      const place = JSON.stringify(relative(out, path))
      return { contents: contents.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`) }
    })
  },
}

/**
 * Zod's own words are asked for in the two languages that hanok speaks. Fifty of them would be read at every start.
 * @type {import('esbuild').Plugin}
 */
const twoLanguages = {
  name: 'two-languages',
  setup(bundle) {
    const contents = "export { default as en } from './en.js'; export { default as ko } from './ko.js'"
    bundle.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, ({ path }) => ({
      contents,
      resolveDir: dirname(path),
    }))
  },
}

await build({
  entryPoints: [join(dist, 'cli/main.js')],
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Names stay as they are: a stack trace of a bug must be readable.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'linked',
  // HiGHS finds its WebAssembly beside itself; the others are needed only by commands that take their time.
  external: ['highs', 'execa', 'kafkajs', 'pg', 'aws4', 'tsx'],
  // Packages in CommonJS ask for Node's own modules by `require`.
  banner: {
    js: `import { createRequire as hanokRequire } from 'node:module'; const require = hanokRequire(import.meta.url);`,
  },
  plugins: [ownPlace, twoLanguages],
  logLevel: 'error',
})
