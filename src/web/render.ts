import { join } from 'node:path'
import ejs from 'ejs'
import { strictView } from './strict-view.ts'
import type { LayoutView } from './view-models/layout-view.ts'
import { PAGE_NAMES, type PageName, type PageViews } from './view-models/page-views.ts'

export interface RenderSettings {
  readonly viewsFolder: string
  readonly isDevelopment: boolean
}

/** One page: which template, what it may read, and what frames it. */
export interface Page<Name extends PageName> {
  readonly name: Name
  readonly view: PageViews[Name]
  readonly frame: Omit<LayoutView, 'body'>
}

export type RenderPage = <Name extends PageName>(page: Page<Name>) => Promise<string>

/**
 * Page name → typed view → HTML. Templates see one fresh object, `{ view }`, and nothing of the request; their names
 * come from a closed list.
 */
export function createRenderer({ viewsFolder, isDevelopment }: RenderSettings): RenderPage {
  const options = {
    cache: !isDevelopment,
    views: [viewsFolder],
    strict: true,
    _with: false,
    destructuredLocals: ['view'],
    rmWhitespace: true,
  }
  const guarded = isDevelopment ? strictView : <View>(view: View): View => view
  return async ({ name, view, frame }) => {
    if (!PAGE_NAMES.has(name)) throw new TypeError('no such page')
    const body = await ejs.renderFile(join(viewsFolder, 'pages', `${name}.ejs`), { view: guarded(view) }, options)
    const layout: LayoutView = { ...frame, body }
    return await ejs.renderFile(join(viewsFolder, 'layout.ejs'), { view: guarded(layout) }, options)
  }
}
