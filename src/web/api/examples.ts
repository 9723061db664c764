import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A program that can be copied and run. */
export interface Example {
  /** `page-through.sh` */
  readonly file: string
  /** Its first comment: what it does. */
  readonly title: string
  /** What runs it, in words. */
  readonly tool: string
  readonly code: string
}

/** Stands in the files for the address of the site. */
export const SITE_PLACEHOLDER = 'https://paidfor.example'

const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/\.sh$/, 'curl'],
  [/-duckdb\.py$/, 'Python with DuckDB'],
  [/\.py$/, 'Python with pandas'],
  [/\.r$/, 'R'],
]

/** The examples of the page, with the site's own address in them, in the order of their names. */
export function examplesIn(viewsFolder: string, site: string): Example[] {
  const folder = join(viewsFolder, 'examples')
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const tool = TOOLS.find(([pattern]) => pattern.test(file))?.[1]
      const code = readFileSync(join(folder, file), 'utf8')
      const [, title = file] = /^# (.+)$/m.exec(code) ?? []
      return tool === undefined ? [] : [{ file, title, tool, code: code.replaceAll(SITE_PLACEHOLDER, site) }]
    })
}
