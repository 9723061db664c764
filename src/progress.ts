import { Presets, SingleBar } from 'cli-progress'
import type { RunProgress } from './ports/run-log.ts'

/** How far an import is: a bar on a terminal, a line now and then elsewhere. Both on stderr. */
export interface Progress {
  readonly onProgress: (name: string, records: number) => void
  /** Takes the bar away, so that a line can be printed. */
  readonly clear: () => void
}

const LINE_EVERY = 50_000

export function progress(): Progress {
  return process.stderr.isTTY ? bar() : lines()
}

function lines(): Progress {
  return {
    onProgress: (name, records) => {
      if (records > 0 && records % LINE_EVERY === 0) process.stderr.write(`${name}: ${records} records read\n`)
    },
    clear: () => undefined,
  }
}

/** The number of records is not known before the end: the bar moves towards a guess that grows with them. */
function bar(): Progress {
  const format = '{bar} {value} records of {name}'
  const view = new SingleBar({ format, clearOnComplete: true, stream: process.stderr }, Presets.shades_classic)
  let current: string | null = null
  return {
    onProgress: (name, records) => {
      const guess = Math.max(10_000, 2 ** Math.ceil(Math.log2(records + 1)))
      if (current === null) view.start(guess, records, { name })
      current = name
      view.setTotal(guess)
      view.update(records, { name })
    },
    clear: () => {
      if (current !== null) view.stop()
      current = null
    },
  }
}

/** The same for what is pulled: bytes or parts of a known number, records of an unknown one. */
export interface CollectProgress {
  readonly onProgress: (name: string, progress: RunProgress) => void
  readonly clear: () => void
}

export function collectProgress(): CollectProgress {
  return process.stderr.isTTY ? collectBar() : collectLines()
}

/** A line for each file that is fetched, for each tenth of a large one, for each part, and for many records. */
function collectLines(): CollectProgress {
  let last = ''
  return {
    onProgress: (name, progress) => {
      const { done, unit } = progress
      const isWorthALine = unit !== 'records' || (done > 0 && done % LINE_EVERY === 0)
      const line = `${name}: ${lineOf(progress)}`
      if (isWorthALine && line !== last) process.stderr.write(`${line}\n`)
      if (isWorthALine) last = line
    },
    clear: () => undefined,
  }
}

const TENTHS_FROM = 50_000_000

function lineOf({ what, done, total, unit }: RunProgress): string {
  switch (unit) {
    case 'bytes':
      return `fetching ${what}${total === null || total < TENTHS_FROM ? '' : ` ${Math.floor((10 * done) / total)}0 %`}`
    case 'records':
      return `${done} records of ${what} read`
    case 'parts':
      return partsText(done, total) // what is at work changes with every page
  }
}

function collectBar(): CollectProgress {
  const view = new SingleBar(
    { format: '{bar} {name}', clearOnComplete: true, stream: process.stderr },
    Presets.shades_classic,
  )
  let isShown = false
  return {
    onProgress: (name, { what, done, total, unit }) => {
      const most = total ?? Math.max(10_000, 2 ** Math.ceil(Math.log2(done + 1)))
      const text = { name: `${name} ${what}: ${amount({ done, total, unit })}` }
      if (!isShown) view.start(most, done, text)
      isShown = true
      view.setTotal(most)
      view.update(done, text)
    },
    clear: () => {
      if (isShown) view.stop()
      isShown = false
    },
  }
}

function amount({ done, total, unit }: Pick<RunProgress, 'done' | 'total' | 'unit'>): string {
  switch (unit) {
    case 'bytes':
      return megabytes(done, total)
    case 'records':
      return `${done} records`
    case 'parts':
      return partsText(done, total)
  }
}

function partsText(done: number, total: number | null): string {
  return `${done} ${total === null ? '' : `of ${total} `}parts done`
}

function megabytes(done: number, total: number | null): string {
  const text = (bytes: number) => (bytes / 1_000_000).toFixed(1)
  return total === null ? `${text(done)} MB` : `${text(done)} of ${text(total)} MB`
}
