import type { Response } from 'express'
import type { Manifest } from '../ports/source.ts'
import { createRenderer } from './render.ts'
import { navItems } from './view-models/layout-view.ts'
import type { PageName, PageViews } from './view-models/page-views.ts'
import type { WebDeps } from './web-deps.ts'

/** A page as a route asks for it. */
export interface PageRequest<Name extends PageName> {
  readonly name: Name
  readonly title: string
  readonly description: string
  readonly canonical: string | null
  readonly isSample: boolean
  readonly view: PageViews[Name]
}

/** What routes work with: the dependencies, and a way to answer with a page. */
export interface Site extends WebDeps {
  readonly manifestOf: (source: string) => Manifest | undefined
  /** Kept by browsers, and asked about each time: the page of an ad changes when a file arrives. Or kept by nobody. */
  readonly sendPage: <Name extends PageName>(
    response: Response,
    page: PageRequest<Name>,
    caching?: 'no-cache' | 'no-store',
  ) => Promise<void>
}

/** @param assets path of the static files */
export function createSite(deps: WebDeps, assets: string): Site {
  const render = createRenderer(deps)
  return {
    ...deps,
    manifestOf: (source) => deps.manifests.find(({ id }) => id === source),
    sendPage: async (response, { name, view, title, description, canonical, isSample }, caching = 'no-cache') => {
      const nav = navItems(response.req.path)
      const html = await render({ name, view, frame: { title, description, canonical, nav, isSample, assets } })
      response.set('Cache-Control', caching).type('html').send(html)
    },
  }
}
