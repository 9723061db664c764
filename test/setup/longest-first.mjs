import { relative } from 'node:path'
import Sequencer from '@jest/test-sequencer'
import { root } from '../../scripts/install.mjs'

/** Where suites take longest, on a machine that has not run them yet: started last, one would be waited for alone. */
const LONG = [
  'test/command',
  'test/real-data',
  'test/crawling',
  'test/pipeline',
  'test/exports',
  'test/browser',
  'test/store',
  'test/search',
]

/** Jest's own order knows nothing but the size of files, until it has run them. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => LONG.findIndex((folder) => relative(root, path).startsWith(folder))
    const place = (test) => (rank(test) < 0 ? LONG.length : rank(test))
    return super.sort(tests).toSorted((a, b) => place(a) - place(b))
  }
}
