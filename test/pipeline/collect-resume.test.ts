import { sourceId } from '../../src/domain/ids.ts'
import { archiveDigest } from '../support/digest.ts'
import { BLOCK_BYTES, openPulling } from '../support/pulling.ts'

const DAY = '2026-11-24'

test('stopped at every checkpoint of a file, one after another, it goes on where it got to, and ends with the same archive', async () => {
  const whole = await openPulling(DAY)
  const cut = await openPulling(DAY)
  try {
    await whole.pull('google')
    let stops = 0
    for (;;) {
      const stop = new AbortController()
      let first: number | null = null
      const report = await cut.pull('google', {
        signal: stop.signal,
        onBlock: (done) => {
          first ??= done
          if (done > first + BLOCK_BYTES) stop.abort() // in the middle of a block, with at least one more kept
        },
      })
      if (report.outcome !== 'stopped') {
        expect(report).toMatchObject({ outcome: 'done', message: null })
        break
      }
      stops++
      expect(stops).toBeLessThan(1_000)
    }
    expect(stops).toBeGreaterThan(3)
    expect(await archiveDigest(cut.archive.database)).toEqual(await archiveDigest(whole.archive.database))
    const sent = (pulling: typeof cut) => pulling.sandbox.requests.reduce((sum, { bytes }) => sum + bytes, 0)
    expect(sent(cut) - sent(whole)).toBeLessThanOrEqual(stops * BLOCK_BYTES)
  } finally {
    await whole.close()
    await cut.close()
  }
})

test('stopped while it reads what was fetched, nothing of that is in, and nothing is fetched again', async () => {
  const pulling = await openPulling(DAY)
  try {
    const stop = new AbortController()
    const report = await pulling.pull('google', {
      signal: stop.signal,
      onRecord: () => stop.abort(),
    })
    expect(report.outcome).toBe('stopped')
    const fetched = pulling.sandbox.requests.length
    expect(await pulling.pull('google')).toMatchObject({ outcome: 'done', message: null })
    expect(pulling.sandbox.requests.slice(fetched).reduce((sum, { bytes }) => sum + bytes, 0)).toBe(0)
  } finally {
    await pulling.close()
  }
})

test('on schedule a file is asked for when its time has come, and its source says whether there is news', async () => {
  const pulling = await openPulling(DAY)
  try {
    await pulling.pull('snap', { now: '2026-11-24T06:00:00Z' })
    const first = pulling.sandbox.requests.length
    expect(await pulling.pull('snap', { isByHand: false, now: '2026-11-24T07:00:00Z' })).toMatchObject({
      outcome: 'unchanged',
    })
    const askedAgain = pulling.sandbox.requests.slice(first).map(({ path }) => path)
    expect(askedAgain.filter((path) => /202[56]/.test(path))).toEqual([]) // of the others nobody has answered yet
    expect(await pulling.pull('snap', { isByHand: false, now: '2026-11-25T06:00:00Z' })).toMatchObject({
      outcome: 'unchanged',
    })
    expect(pulling.sandbox.requests.slice(first).some(({ status }) => status === 304)).toBe(true)
    const known = await pulling.knownFiles.known(sourceId('snap'), '2026')
    expect(known?.checkedAt).toBe('2026-11-25T06:00:00Z')
    expect(known?.changedAt).toBe('2026-11-24T06:00:00Z')
  } finally {
    await pulling.close()
  }
})
