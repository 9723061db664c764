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
const SCHEMES = ['light', 'dark'] as const
/** Those of axe that look at colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** On a phone and on a desk, by day and by night: nothing keeps anybody out, and nothing scrolls sideways. */
export async function expectOpenToAll(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme })
      const rules = colorScheme === 'dark' ? COLOUR_RULES : null // all the others see the same page twice
      expect([width, colorScheme, await findings(page, rules)]).toEqual([width, colorScheme, []])
    }
  }
}

/** What the examiner finds wrong, `axe.source` being on the page. @param rules the only ones; null: all */
export async function findings(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  const options = rules === null ? {} : { runOnly: rules }
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(options)})`)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
