import { readFileSync } from 'node:fs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const LOOK_EVERY_MS = 500

/**
 * Settles once, with the reason, when somebody wants this process to end: by a signal, or, under npm, by ending npm, whose
 * shell passes no signal on. The second signal ends the process as if nobody had listened.
 */
export function stopRequest(isUnderNpm: boolean): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve(signal))
    if (!isUnderNpm) return
    const before = ancestors()
    const watch = setInterval(() => {
      if (ancestors() === before) return
      clearInterval(watch)
      resolve('npm has ended')
    }, LOOK_EVERY_MS)
    watch.unref()
  })
}

/** Who started us, and who started them: npm starts a shell that outlives it. The latter is known on Linux only. */
function ancestors(): string {
  try {
    const [, grandparent = ''] = /\) \w (\d+)/.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8')) ?? []
    return `${process.ppid} ${grandparent}`
  } catch {
    return String(process.ppid)
  }
}
