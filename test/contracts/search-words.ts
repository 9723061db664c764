import { type Asking, asking, type EngineUnderTest } from './asking.ts'
import { loadAds, says } from './said-ads.ts'

const NAMED = { advertiserName: 'A page', disclaimer: 'Somebody' }

const FIRST = [
  says('french', 'L’Élection municipale, votez dimanche', { ...NAMED, language: 'fr' }),
  says('english', 'The elections are near. Elect honest judges!', NAMED),
  says('grid', 'The electric grid of the old dam', NAMED),
  says('german', 'Wählen gehen: die Wahl am Sonntag', { ...NAMED, language: 'de' }),
  says('markup', '=cmd|calc <script>alert(1)</script> dam old', NAMED),
]

export function wordsContract(engine: EngineUnderTest): void {
  describe('words, phrases, beginnings and what is excluded', () => {
    const asked = asking(engine, (opened) => loadAds(opened, 'first.json', FIRST))
    finds(asked, [
      ['election', 'english french'], // without its accent; and in English by its stem
      ['Élection', 'english french'],
      ['ÉLECTIONS', 'english french'],
      ['elect', 'english french'], // French and English stem it alike
      ['elect*', 'english french grid'],
      ['ÉLECT*', 'english french grid'],
      ['"old dam"', 'grid'],
      ['old-dam', 'grid'],
      ['grid-of-the-old*', 'grid'],
      ['"old da*"', ''], // within quotes a star is a mark like any other
      ['dam old', 'grid markup'],
      ['dam -electric', 'markup'],
      ['dam -"old dam"', 'markup'],
      ['dam -elec*', 'markup'],
      ['-election', 'german grid markup'],
      ['-election -dam', 'german'],
      ['wahl', 'german'],
      ['wahlen', 'german'],
      ['somebody "a page"', 'english french german grid markup'],
      ['"page somebody"', ''], // no phrase runs from one field into the next
      ['"somebody the"', ''],
      ['"a page somebody"', ''],
      ['the', 'english grid'], // no stop words
      ['"the elections are"', 'english'],
      ['"the election are"', ''], // a phrase is meant letter by letter
      ['script alert 1', 'markup'],
      ['dam dam', 'grid markup'],
      ['nothing at all', ''],
      ['', 'english french german grid markup'],
    ])
  })

  describe('words of every script', () => {
    const asked = asking(engine, (opened) => loadAds(opened, 'scripts.json', SCRIPTS))
    finds(asked, [
      ['выборов', 'russian'],
      ['ВЫБОРЫ', 'russian'],
      ['еще', 'russian'], // ё without its dots
      ['голос*', 'russian'],
      ['"приходите на выборы"', 'russian'],
      ['εκλογες', 'greek'],
      ['ΕΚΛΟΓΈΣ', 'greek'],
      ['εκλογ*', 'greek'],
      ['صوتوا', 'arabic'], // without its marks
      ['الانتخابات', 'arabic'],
      ['投票', 'chinese japanese'],
      ['票投', ''],
      ['"投票日是"', 'chinese'],
      ['星期天', 'chinese'],
      ['選挙へ', 'japanese'],
      ['ﾗｲﾌ', 'japanese'], // half a width, and the same letters
      ['เลือกตั้ง', 'thai'],
      ['วันอาทิตย์', 'thai'],
      ['선거', 'korean'],
      ['선거*', 'korean'],
      ['चुनाव', 'hindi'],
    ])
  })

  describe('words of odd letters', () => {
    const asked = asking(engine, (opened) => loadAds(opened, 'letters.json', LETTERS))
    finds(asked, [
      ['13', 'digits'],
      ['１３', 'digits'],
      ['555-0199', 'digits'],
      ['0199', 'digits'],
      ['2024*', 'digits'],
      ['"555 2024"', ''],
      ['1 2', 'fraction'],
      ['½', 'fraction'],
      ['038', ''], // the number of a mark is no word
      ['amp', ''],
      ['"pull bear"', 'entities'],
      ['"q a"', 'entities'],
      ['democracy', 'invisible'],
      ['strasse', 'apart'],
      ['STRASSE', 'apart'],
      ['straße', 'apart'],
      ['lodz', 'apart'],
      ['oresund*', 'apart'],
      ['a'.repeat(150), 'long'],
      ['a'.repeat(100), 'long'],
      ['a'.repeat(99), ''],
      ['aaa*', 'long'],
    ])
  })

  describe('words in their language and their place', () => {
    const asked = asking(engine, (opened) => loadAds(opened, 'places.json', PLACED))
    finds(asked, [
      ['run', 'en'], // a stem counts in the language of the ad alone
      ['running', 'de en none'],
      ['runs', 'en'],
      ['"running"', 'de en none'],
      ['"run"', ''],
      ['volby', 'cs'],
      ['volba', ''], // no language that we stem
      ['alpha beta', 'values'],
      ['"alpha beta"', ''], // no phrase runs from one value into the next
      ['"beta gamma"', 'values'],
      ['"gamma delta"', ''], // nor from a name into a payer, or from there into facts and texts
      ['"delta fact"', ''],
      ['"fact alpha"', ''],
      ['gamma delta fact alpha', 'values'],
      ['fact', 'values'],
      ['"label"', ''], // what a fact is called is not what it says
      ['-running', 'cs many values'],
      ['last', 'many'],
      ['beyond', ''], // of a text, so many words are searched
    ])
  })
}

function finds({ adIds }: Asking, expected: readonly (readonly [string, string])[]): void {
  test.each(expected)('“%s” finds: %s', async (text, found) => {
    expect((await adIds(text)).join(' ')).toBe(found)
  })
}

const SCRIPTS = [
  says('russian', 'Приходите на выборы! Голосуйте ещё раз', { language: 'ru' }),
  says('greek', 'Οι εκλογές είναι κοντά', { language: 'el' }),
  says('arabic', 'صوّتوا في الانتخابات', { language: 'ar' }),
  says('chinese', '投票日是星期天', { language: 'zh' }),
  says('japanese', '投票所は選挙へ。ライフ', { language: 'ja' }),
  says('thai', 'เลือกตั้งวันอาทิตย์นี้', { language: 'th' }),
  says('korean', '선거일 선거', { language: 'ko' }),
  says('hindi', 'चुनाव में वोट दें', { language: 'hi' }),
]

const LETTERS = [
  says('digits', 'Proposition 13 of 2024: call 555-0199'),
  says('fraction', 'Nothing but ½ of it'),
  says('entities', 'Pull&#038;Bear and Q&amp;A'),
  says('invisible', 'demo\u00adcra\u200bcy'),
  says('apart', 'Straße Łódź Øresundsbron', { language: null }),
  says('long', 'a'.repeat(120)),
]

const PLACED = [
  says('en', 'we are running'),
  says('de', 'wir sind running', { language: 'de' }),
  says('none', 'running', { language: null }),
  says('cs', 'volby', { language: 'cs' }),
  says('values', ['it ends with alpha', 'beta gamma begins it'], {
    advertiserName: 'The name is gamma',
    disclaimer: 'delta',
    otherFacts: { Label: 'fact' },
  }),
  says('many', `${'going on '.repeat(9_999)}to last beyond`),
]
