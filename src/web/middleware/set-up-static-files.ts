import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'

export interface StaticFiles {
  readonly router: Router
  /** Under which the files are served: it changes with their content, so that browsers may keep them for ever. */
  readonly path: string
}

const YEAR_IN_SECONDS = 31_536_000

/** Style sheets and pictures; also under plain `/assets`, for whoever has an old page or wrote a link by hand. */
export function setUpStaticFiles(viewsFolder: string, isDevelopment: boolean): StaticFiles {
  const folder = join(viewsFolder, 'assets')
  const path = `/assets/${versionOf(folder)}`
  const router = Router()
  const shared = { index: false, redirect: false, dotfiles: 'ignore' } as const
  const kept = isDevelopment ? { maxAge: 0 } : { maxAge: YEAR_IN_SECONDS * 1000, immutable: true }
  router.use(path, express.static(folder, { ...shared, ...kept }))
  router.use('/assets', express.static(folder, { ...shared, maxAge: isDevelopment ? 0 : 3_600_000 }))
  router.get('/favicon.ico', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').sendFile('icon.svg', { root: folder })
  })
  router.get('/robots.txt', (_request, response) => {
    response.type('text/plain').send(ROBOTS)
  })
  return { router, path }
}

/** Search pages are without number, and raw records are for people who came for them. */
const ROBOTS = [
  'User-agent: *',
  'Disallow: /search',
  'Disallow: /recorded-abroad',
  'Disallow: /spending?',
  'Disallow: /ads/*/records/',
  'Disallow: /advertisers/*/statements/',
  '',
].join('\n')

function versionOf(folder: string): string {
  const hash = createHash('sha256')
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const name of names.sort()) hash.update(readFileSync(name))
  return hash.digest('hex').slice(0, 12)
}
