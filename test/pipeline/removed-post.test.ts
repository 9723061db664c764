import request from 'supertest'
import { openTestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'

const WORDS = 'Vote for the Quibbling Ferry'

/** Made by hand, in the shape of Reddit's listing. */
function listing(title: string, selftext: string): string {
  const post = { name: 't3_zz1', title, selftext, created_utc: 1_789_000_000, edited: false }
  return JSON.stringify({ kind: 'Listing', data: { after: null, children: [{ kind: 't3', data: post }] } })
}

const fileOf = (day: string) => `reddit~new~${day}T060000Z~whole.jsonl`

test('of a post that was removed at its source, no earlier word is shown, on its page, in its data or in its records', async () => {
  const opened = await openTestArchive()
  try {
    const body = `Ad Buyer Information and Related Data:\nBuyer Name: Ferry Friends\nStart Date: 09/14/2026`
    await opened.importText('reddit', fileOf('2026-11-20'), listing(WORDS, body))
    const site = request(siteOver(opened))
    expect((await site.get('/ads/reddit/t3_zz1')).text).toContain(WORDS)
    expect((await site.get('/ads/reddit/t3_zz1/records/1')).text).toContain(WORDS)
    await opened.importText('reddit', fileOf('2026-11-21'), listing('[deleted]', '[deleted]'))
    const shown = await site.get('/ads/reddit/t3_zz1')
    expect(shown.status).toBe(200)
    expect(shown.text).toMatch(/removed/)
    for (const path of ['', '?format=json', '?format=csv', '/records/1', '/records/2']) {
      const { text } = await site.get(`/ads/reddit/t3_zz1${path}`)
      expect(text).not.toContain(WORDS)
      expect(text).not.toContain('Ferry Friends')
    }
    expect((await site.get('/ads/reddit/t3_zz1/records/1')).status).toBe(404)
    expect((await site.get('/ads/reddit/t3_zz1/records/2')).status).toBe(200)
    expect((await site.get('/search?q=Quibbling')).text).not.toContain(WORDS)
  } finally {
    await opened.close()
  }
})

test('of a post that left the list, and is withdrawn, no word is shown either', async () => {
  const opened = await openTestArchive()
  try {
    const body = `Ad Buyer Information and Related Data:\nBuyer Name: Ferry Friends\nStart Date: 09/14/2026`
    const empty = JSON.stringify({ kind: 'Listing', data: { after: null, children: [] } })
    await opened.importText('reddit', fileOf('2026-11-20'), listing(WORDS, body))
    const site = request(siteOver(opened))
    await opened.importText('reddit', fileOf('2026-11-21'), empty)
    expect((await site.get('/ads/reddit/t3_zz1')).text).toContain(WORDS) // missing once proves nothing
    await opened.importText('reddit', fileOf('2026-11-22'), `${empty} `)
    for (const path of [
      '/ads/reddit/t3_zz1',
      '/ads/reddit/t3_zz1?format=json',
      '/search?q=Quibbling',
      '/search?platform=reddit',
    ]) {
      const { status, text } = await site.get(path)
      expect([path, status]).toEqual([path, 200])
      expect(text).not.toContain('Ferry Friends')
      expect(text.replaceAll('Quibbling', '')).not.toContain('Vote for the')
    }
    expect((await site.get('/ads/reddit/t3_zz1/records/1')).status).toBe(404)
  } finally {
    await opened.close()
  }
})
