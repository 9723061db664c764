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
    const parent = process.ppid
    const watch = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(watch)
      resolve('npm has ended')
    }, LOOK_EVERY_MS)
    watch.unref()
  })
}
