import { NOT_DISCLOSED, WITHHELD } from '../../../src/domain/disclosure.ts'
import { anAd, country, day, type KeptAd, moment, money, region, times } from './builders.ts'

const LONG_TEXT = [
  'Georgia, early voting ends on Friday. We have knocked on 400,000 doors, from Savannah to the mountains, and we ' +
    'heard the same thing on every porch: the price of insulin, the wait at the hospital, the school that closed.',
  'Find your polling place, bring a friend, and bring a friend of that friend. Elections are won in the last week by ' +
    'people who decided to turn up. Polls open at 7 am. If you are in line by 7 pm, you have the right to vote.',
  'Paid for by people like you, and not by any candidate or candidate’s committee.',
].join('\n\n')

export const HOSTILE = `"><script>alert('x')</script><img src=x onerror=alert(1)> & 'quoted' \u202etxt.exe`

/** Ads that look like the real ones: long, short, foreign, open at the top, empty, and hostile. */
export function sampleAds(): KeptAd[] {
  return [georgia(), arabic(), french(), snap(), hostile(), zero(), ...many()]
}

const DELIVERED = {
  audience: [
    { age: '18-24', gender: 'female', share: 0.21 },
    { age: '25-34', gender: 'male', share: 0.1234 },
    { age: '65+', gender: 'unknown', share: 0.0001 },
  ],
  targeting: [
    { criterion: 'Interest', mode: 'included', values: ['Public health', 'Rural life'] },
    { criterion: 'Location', mode: 'excluded', values: ['Atlanta'] },
  ],
} as const

function georgia(): KeptAd {
  const fields = {
    advertiserName: 'Friends of the Dam',
    advertiserId: '104821',
    disclaimer: 'Friends of the Dam PAC',
    texts: [
      {
        part: 'title',
        text: 'Your vote decides what happens to the hospital in Macon, and to every hospital after it',
      },
      { part: 'body', text: LONG_TEXT },
      { part: 'caption', text: 'friendsofthedam.example' },
    ],
    spend: money('1234', '5678'),
    impressions: times(100000, 124999),
    reach: NOT_DISCLOSED,
    payerAddress: WITHHELD,
    countries: [country('US')],
    regions: [region('US-GA', 0.8123), region('US-AL', 0.15), region('US-FL', 0.0002)],
    startsOn: day('2024-10-21'),
    endsOn: day('2024-11-05'),
    landingUrls: ['https://friendsofthedam.example/vote?utm_source=fb', 'javascript:alert(1)'],
    languages: ['en'],
    ...DELIVERED,
    remarks: ['payer_cut_at_32_characters'],
  } as const
  const { audience, ...older } = fields
  const before = [
    { ...older, spend: money('900', '999'), impressions: times(80000, 89999), endsOn: NOT_DISCLOSED },
    { ...older, spend: money('100', '199'), disclaimer: 'Friends of the Damn PAC', regions: [region('US-GA', 1)] },
  ]
  return anAd({ adId: '2811045', fields, before, language: 'en', seenOn: '2024-10-22', lastSeenOn: '2024-11-06' })
}

function arabic(): KeptAd {
  const fields = {
    advertiserName: 'حملة المستقبل للكويت',
    disclaimer: 'حملة المستقبل',
    texts: [{ part: 'body', text: 'صوّتوا يوم الخميس: مستقبل الكويت يبدأ بصوتك. الانتخابات فرصة للتغيير (Vote).' }],
    spend: money('2000', null, 'KWD'),
    impressions: times(1000000, null),
    countries: [country('KW')],
    regions: [{ name: 'Al Jahra Gov.', code: null, share: null }],
    startsOn: day('2024-03-28'),
    endsOn: NOT_DISCLOSED,
    languages: ['ar'],
  } as const
  return anAd({ adId: '7700', fields, language: 'ar' })
}

function french(): KeptAd {
  const fields = {
    advertiserName: 'Énergie pour tous',
    disclaimer: NOT_DISCLOSED,
    texts: [{ part: 'body', text: 'Les élections approchent : exigez une énergie propre, maintenant.' }],
    spend: money('99.5', '250.75', 'EUR'),
    countries: [country('FR'), country('BE'), country('CH'), country('LU'), country('CA')],
    formats: ['image'],
    startsOn: day('2024-06-01'),
    endsOn: day('2024-06-09'),
  } as const
  return anAd({ adId: '88-fr', fields, language: 'fr' })
}

const SNAP_ID = '5a3b029c7fa9b2b2efb87c0f25b98380800c282bd660e8f59a0cd562be4ce7dc'

function snap(): KeptAd {
  const zips = Array.from({ length: 400 }, (_, index) => String(89000 + index))
  const fields = {
    advertiserName: 'Harbour & Sons Media',
    disclaimer: 'Committee for a Longer Summer and for the Very Long Name That No Column Was Made For',
    payerAddress: WITHHELD,
    billingCountry: country('US'),
    mediaUrls: [`https://www.snap.example/political-ads/asset/${SNAP_ID}?mediaType=mp4`],
    formats: ['video'],
    spend: money('187', '187'),
    impressions: times(7400, 7400),
    startsOn: day('2024-04-13'),
    endsOn: day('2024-04-27'),
    countries: [country('US')],
    regions: ['US-AL', 'US-AR', 'US-FL', 'US-GA', 'US-KY'].map((code) => region(code)),
    targeting: [{ criterion: 'Postal codes', mode: 'included', values: zips }],
    otherFacts: { Candidate: 'Proposition 12', 'Electoral districts': 'NV-3' },
  } as const
  return anAd({ source: 'snap', adId: SNAP_ID, fields })
}

function hostile(): KeptAd {
  const fields = {
    advertiserName: HOSTILE,
    advertiserId: HOSTILE,
    disclaimer: HOSTILE,
    texts: [
      { part: 'title', text: HOSTILE },
      { part: 'body', text: `vote ${HOSTILE} vote` },
    ],
    landingUrls: [`javascript:${HOSTILE}`, 'https://user@evil.example/', `https://ok.example/?q=${HOSTILE}`],
    mediaUrls: ['data:text/html,<script>alert(1)</script>'],
    countries: [{ name: HOSTILE, code: null }],
    regions: [{ name: HOSTILE, code: null, share: 0.5 }],
    placements: [HOSTILE],
    languages: [HOSTILE],
    targeting: [{ criterion: HOSTILE, mode: 'included', values: [HOSTILE] }],
    audience: [{ age: HOSTILE, gender: HOSTILE, share: 0.5 }],
    otherFacts: { [HOSTILE]: HOSTILE },
    spend: money('10', '20'),
    startsOn: day('2024-09-01'),
    endsOn: day('2024-09-02'),
  } as const
  return anAd({ adId: 'hostile', fields, language: 'en' })
}

function zero(): KeptAd {
  const fields = {
    advertiserName: 'Nobody in Particular',
    disclaimer: NOT_DISCLOSED,
    payerAddress: WITHHELD,
    spend: money('0', '0'),
    impressions: times(0, 999),
    startsOn: day('2024-08-01'),
    endsOn: day('2024-08-01'),
    countries: [country('GB')],
  } as const
  return anAd({ adId: 'zero', fields })
}

const PAYERS = [
  'Citizens for Rail',
  'The Library Lobby',
  'North Shore Labour',
  'Parents for Later Mornings',
  '=HYPERLINK("x")',
]
const STATES = ['US-GA', 'US-OH', 'US-PA', 'US-NV', 'US-AZ', 'US-WI', 'US-MI', 'US-NC', 'US-TX', 'US-CA']
const CURRENCIES = ['USD', 'USD', 'USD', 'EUR', 'GBP', 'CZK', 'CHF']

const SERIES = { series: '2024' }
const MISSING = { kind: 'missing', at: moment('2024-11-06'), fileName: 'meta-2024-11-06.csv.gz', ...SERIES } as const
const WITHDRAWN = {
  kind: 'withdrawn',
  at: moment('2024-11-08'),
  fileName: 'meta-2024-11-08.csv.gz',
  ...SERIES,
} as const
const HELD = { kind: 'held', at: moment('2024-11-05'), fileName: 'meta-2024-11-05-b.csv.gz', ...SERIES } as const
const REJECTED = { kind: 'hold_rejected', at: moment('2024-11-05'), fileName: null, ...SERIES } as const

/** One ad was withdrawn after a false alarm, one is missing from one file. */
const FATES: Readonly<Record<number, Partial<Parameters<typeof anAd>[0]>>> = {
  7: {
    seenOn: '2024-10-20',
    lastSeenOn: '2024-11-04',
    listing: { missingSince: MISSING.at, withdrawnAt: WITHDRAWN.at },
    events: [WITHDRAWN, MISSING, REJECTED, HELD],
  },
  9: { lastSeenOn: '2024-11-05', listing: { missingSince: MISSING.at, withdrawnAt: null }, events: [MISSING] },
}

function many(): KeptAd[] {
  return Array.from({ length: 60 }, (_, index) => {
    const least = 100 * (index % 7) + 50
    const fields = {
      advertiserName: `Page number ${index % 9}`,
      disclaimer: PAYERS[index % PAYERS.length] ?? '',
      texts: [
        { part: 'body', text: `Vote for option ${index}: trains that run, and a library that opens on Sundays.` },
      ],
      spend: money(String(least), index % 11 === 0 ? null : String(least + 99), CURRENCIES[index % CURRENCIES.length]),
      impressions: times(1000 * index, 1000 * index + 999),
      formats: [index % 3 === 0 ? 'video' : 'image'],
      ...(index % 20 === 4 ? { billingCountry: country('GB') } : {}),
      countries: [country('US')],
      regions: [region(STATES[index % STATES.length] ?? 'US-GA')],
      startsOn: day(`2024-10-${String(1 + (index % 28)).padStart(2, '0')}`),
      endsOn: day('2024-11-04'),
    } as const
    const source = index % 4 === 0 ? 'snap' : 'meta'
    return anAd({ source, adId: `made-${index}`, fields, language: 'en', ...FATES[index] })
  })
}
