import { existsSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

export const CHROMIUM = '/usr/bin/chromium'
const hasBrowser = existsSync(CHROMIUM)

/** What a suite in the browser is called: where there is none, it says how to get one. */
export const IN_CHROMIUM = hasBrowser
  ? 'in Chromium'
  : `in Chromium (skipped: no browser at ${CHROMIUM}; apt-get install chromium)`
export const inChromium = hasBrowser ? describe : describe.skip

export const WIDTHS = [390, 1280]
/** Those of axe that look at colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** On a phone and on a desk, and by night: nothing keeps anybody out, and nothing scrolls sideways. */
export async function expectOpenToAll(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    expect([width, await findings(page)]).toEqual([width, []])
  }
  // Colours by night are the same at every width, and all other rules see the same page twice.
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(['dark', await findings(page, COLOUR_RULES)]).toEqual(['dark', []])
  await page.emulateMedia({ colorScheme: 'light' })
}

/** What the examiner finds wrong, `axe.source` being on the page. @param rules the only ones; null: all */
export async function findings(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  // What passes is not told of, and style sheets are not fetched again: that is most of the work.
  const options = {
    resultTypes: ['violations'],
    selectors: false,
    preload: false,
    ...(rules === null ? {} : { runOnly: rules }),
  }
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(options)})`)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
