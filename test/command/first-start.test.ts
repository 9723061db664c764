import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../../src/app.ts'
import { collectSandbox } from '../../src/collect-sandbox.ts'
import { readConfig } from '../../src/config.ts'

test('a first start that is cut off is gone on with by the next, and what is whole is not collected again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-first-'))
  const app = await openApp(readConfig({ DATA_DIR: join(folder, 'data') }), () => undefined)
  const archive = await app.openSandbox()
  if (archive === null) throw new Error('no database could be made')
  const said: string[] = []
  const start = (stop: AbortController, onProgress: () => void) =>
    collectSandbox({
      archive,
      inbox: join(folder, 'inbox'),
      stop: stop.signal,
      log: (line) => said.push(line),
      show: onProgress,
    })
  try {
    const stop = new AbortController()
    let steps = 0
    const cut = start(stop, () => (++steps === 20 ? stop.abort() : undefined))
    await expect(cut).rejects.toMatchObject({ code: 'import.stopped' })
    await start(new AbortController(), () => undefined)
    const statuses = await archive.archive.sourceStatuses()
    expect(statuses.map(({ source }) => source)).toEqual(['google', 'meta-report', 'snap'])
    expect(statuses.flatMap(({ series }) => series).filter(({ files }) => files > 1).length).toBeGreaterThan(5)
    const runs = (await archive.runLog.runs('collect-snap', 10)).length
    await start(new AbortController(), () => undefined)
    expect((await archive.runLog.runs('collect-snap', 10)).length).toBe(runs)
    expect(said.filter((line) => /failed|suspect/.test(line))).toEqual([])
  } finally {
    await archive[Symbol.asyncDispose]()
    await app[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)
