import { jestProof } from './support/jest-proof.mjs'

/**
 * I-10: eight weeks of 25 pages, at a library whose cursors die behind 20 pages, which answers three times as many ads as it is asked
 * for, and every fortieth call with a web page and status 400. `n` ads are asked for at once; `ratio` is all calls over one for
 * each page.
 */
export const proof = {
  unit: 'ads asked for at once',
  target: { ratio: 1.3, missing: 0 },
  fast: 10,
  full: 100,
  run: async (size) => {
    const { passed, failed, ...counted } = jestProof('test/crawling/cursor-expiry.test.ts', size)
    const ratio = Number((counted.requests / counted.ideal).toFixed(3))
    const measured = { ...counted, ratio }
    return { measured, pass: passed > 0 && failed === 0 && ratio <= 1.3 && counted.missing === 0 }
  },
}
