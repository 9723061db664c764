import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

const STEMS = [
  ['English', 'running elections nationally', 'run elect nation'],
  ['French', 'élections nationales', 'élect national'],
  ['German', 'häuser wahlen', 'haus wahl'],
  ['Dutch', 'verkiezingen lopende', 'verkiez lopend'],
  ['Russian', 'выборы политические', 'выбор политическ'],
  ['Greek', 'εκλογές πολιτικών', 'εκλογ πολιτ'],
] as const

suite('the words that the test server makes of a text', () => {
  async function tokens(request: object): Promise<string> {
    const response = await fetch(`${elasticsearch?.url}/_analyze`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const { tokens = [] } = (await response.json()) as { tokens?: { token: string }[] }
    return tokens.map(({ token }) => token).join(' ')
  }

  test.each(STEMS)('are stemmed in %s', async (language, text, stems) => {
    const filter = ['lowercase', { type: 'snowball', language }]
    expect(await tokens({ tokenizer: 'whitespace', filter, text })).toBe(stems)
  })

  test('are cut at white space alone, and folded', async () => {
    const text = 'Élection @en:vote\nco-op'
    expect(await tokens({ tokenizer: 'whitespace', filter: ['lowercase', 'asciifolding'], text })).toBe(
      'election @en:vote co-op',
    )
  })

  test('are stemmed in English where no language is named, as in production', async () => {
    expect(await tokens({ tokenizer: 'whitespace', filter: ['snowball'], text: 'running' })).toBe('run')
  })
})
