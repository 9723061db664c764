import { readdirSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAds } from './multiplied.mjs'
import { importBy, millions, openScratch, seconds } from './scratch.mjs'

/** The limit is the first load: the same files again, then the same rows under the name of another day. */
export async function bench({ count, kept }) {
  const scratch = await openScratch({ kept })
  const folder = join(scratch.folder, 'files')
  const sources = [...new Set((await writeAds(folder, count)).map(({ source }) => source))]
  const load = async () => {
    const reports = []
    for (const source of sources) reports.push(...(await importBy(scratch, source, join(folder, source))).reports)
    return reports
  }
  const [first] = await seconds(load)
  const [again] = await seconds(load)
  for (const source of sources) {
    for (const name of readdirSync(join(folder, source))) {
      await rename(join(folder, source, name), join(folder, source, name.replace('2024-11-04', '2024-11-05')))
    }
  }
  const [nextDay, reports] = await seconds(load)
  const unchanged = reports.reduce((sum, report) => sum + report.unchanged, 0)
  console.log(`first load of ${count} ads: ${first.toFixed(1)} s, ${millions(count / first)} rows/s`)
  console.log(`the same files again: ${again.toFixed(1)} s, ${(first / again).toFixed(0)} times as fast (wanted 10)`)
  console.log(
    `the same rows of another day: ${nextDay.toFixed(1)} s, ${millions(count / nextDay)} rows/s, ` +
      `${(first / nextDay).toFixed(1)} times as fast; ${unchanged} of ${count} reported unchanged`,
  )
  await scratch.close()
}
