// `npm run evidence -- screenshots`: what people open, opened by a real browser through the edge, over TLS that it verifies against the
// platform's own authority. The pictures go to docs/pictures.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { type Browser, chromium, type Page } from 'playwright-core'
import { administrator } from '../src/catalog/superset/schema.ts'
import { flightsDashboard } from '../src/demo/flights-dashboard.ts'
import { markdownTable } from '../src/drills/evidence.ts'
import type { JsonValue, Plan } from '../src/model/plan.ts'
import { authorityCertificate } from '../src/model/secrets.ts'
import { installPackages } from '../src/software/apt.ts'

const openTimeoutMs = 120_000
const flights = /336[,.]?776/

/** One page: its picture's name, and how it is opened until it shows what it must. */
interface Subject {
  readonly name: string
  readonly service: string
  open(page: Page, address: string, secret: (name: string) => string): Promise<void>
}

const subjects: readonly Subject[] = [
  {
    name: 'superset-dashboard',
    service: 'superset',
    async open(page, address, secret) {
      await page.goto(`${address}/login/`, { timeout: openTimeoutMs })
      await page.locator('input[name=username], #username').first().fill(administrator.name)
      await page.locator('input[name=password], #password').first().fill(secret(administrator.secret))
      await page.locator('button[type=submit], input[type=submit]').first().click()
      await page.waitForURL((url) => !url.pathname.startsWith('/login'), { timeout: openTimeoutMs })
      await page.goto(`${address}/superset/dashboard/${flightsDashboard.slug}/`, { timeout: openTimeoutMs })
      await page
        .getByText(/336(\.8|,776|776)/)
        .first()
        .waitFor({ timeout: openTimeoutMs })
    },
  },
  {
    name: 'streamlit',
    service: 'streamlit',
    async open(page, address) {
      await page.goto(address, { timeout: openTimeoutMs })
      await page.getByText(flights).first().waitFor({ timeout: openTimeoutMs })
    },
  },
]

/** One page as it was opened. */
export interface PictureRow extends Readonly<Record<string, JsonValue>> {
  readonly name: string
  readonly address: string
  readonly seconds: number
  /** Why it did not show what it must; null where it did. */
  readonly failure: string | null
  /** What its scripts threw. */
  readonly errors: readonly string[]
}

/** Opens every page of the running platform, of which `secret` knows the passwords, and keeps its picture below `root`. */
export async function screenshotRows(
  plan: Plan,
  secret: (name: string) => string,
  root: string,
): Promise<readonly PictureRow[]> {
  await installPackages({ packages: ['chromium', 'libnss3-tools', 'fonts-dejavu-core'], daemons: [] })
  const endpoint = plan.endpoints.find(({ id }) => id === 'endpoint/ingress/https')
  if (endpoint?.virtualIp === undefined) throw new Error('the platform has no edge that people come to')
  const domain = String(plan.services.ingress?.domain)
  const home = mkdtempSync(join(tmpdir(), 'hanok-browser-'))
  let browser: Browser | undefined
  try {
    await trust(home, secret(authorityCertificate))
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      // As root it has no sandbox; it opens nothing but the platform.
      args: ['--no-sandbox', `--host-resolver-rules=MAP *.${domain} ${endpoint.virtualIp}`],
      env: { ...process.env, HOME: home },
    })
    const rows: PictureRow[] = []
    for (const subject of subjects.filter(({ service }) => plan.services[service] !== undefined)) {
      const address = `https://${subject.service}.${domain}:${endpoint.port}`
      rows.push(await photograph(browser, subject, address, secret, join(root, 'docs/pictures')))
    }
    return rows
  } finally {
    await browser?.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** The browser's own store of authorities: without it every page would be refused. */
async function trust(home: string, certificate: string): Promise<void> {
  const store = join(home, '.pki/nssdb')
  const file = join(home, 'authority.pem')
  mkdirSync(store, { recursive: true })
  writeFileSync(file, certificate)
  await execa('certutil', ['-N', '--empty-password', '-d', `sql:${store}`])
  await execa('certutil', ['-A', '-n', 'platform', '-t', 'C,,', '-i', file, '-d', `sql:${store}`])
}

async function photograph(
  browser: Browser,
  { name, open }: Subject,
  address: string,
  secret: (name: string) => string,
  directory: string,
): Promise<PictureRow> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 1_100 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const startMs = performance.now()
  let failure: string | null = null
  try {
    await open(page, address, secret)
  } catch (error) {
    failure = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  }
  const seconds = Math.round((performance.now() - startMs) / 100) / 10
  // Charts draw themselves in.
  await page.waitForTimeout(5_000)
  const complaints = await page.getByText(/an error occurred|data error|traceback/i).allTextContents()
  failure ??= complaints[0] ?? null
  mkdirSync(directory, { recursive: true })
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage: false })
  await page.close()
  return { name, address, seconds, failure, errors }
}

/** The page of the pictures. */
export function screenshotsPage(rows: readonly PictureRow[]): string {
  return [
    'Opened by Chromium through the edge, by name, over TLS that it verified against the platform’s own authority, after `hanok demo`.',
    '',
    markdownTable(
      ['page', 'opened as', 'shows what it must after'],
      rows.map(({ name, address, seconds, failure }) => [
        name,
        address,
        failure === null ? `${seconds} s` : `FAILED: ${failure}`,
      ]),
    ),
    '',
    ...rows.map(({ name }) => `![${name}](../pictures/${name}.png)\n`),
  ].join('\n')
}
