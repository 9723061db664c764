import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../scripts/install.mjs'

/** Days of two years' files; each day lacks some ads of the one before, changes some and has some new. */
const FILES = ['2024-10-01_2023.csv', '2024-10-01_2024.csv', '2024-10-02_2023.csv', '2024-10-02_2024.csv']

/** Four files of Snap's shape with `rows` rows each, by hand from those of the small election. */
export function writeSnapFiles(folder, rows) {
  mkdirSync(folder, { recursive: true })
  const [header, ...lines] = readFileSync(
    join(root, 'test', 'pipeline', 'fixtures', 'small-election', 'snap-2024-11-04_2024.csv'),
    'utf8',
  )
    .split(/\r?\n/)
    .filter((line) => line !== '')
  const whole = lines.filter((line) => /^[0-9a-f]{64},/.test(line) && (line.match(/"/g) ?? []).length % 2 === 0)
  for (const [number, name] of FILES.entries()) {
    const first = number < 2 ? 0 : Math.round(rows * 0.01)
    const year = number % 2
    const own = Array.from({ length: rows }, (_, index) => {
      const at = first + index
      const line = whole[at % whole.length]
      const id = createHash('sha256').update(`${year} ${at}`).digest('hex')
      const isChanged = number >= 2 && at % 10 === 0
      return id + (isChanged ? line.slice(64).replace(/,(\d+),(\d+),(\d{4}\/)/, ',$10,$20,$3') : line.slice(64))
    })
    writeFileSync(join(folder, name), `${[header, ...own].join('\n')}\n`)
  }
}
