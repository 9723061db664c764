import fc from 'fast-check'
import type { DisclosureFields } from '../../src/domain/disclosure.ts'
import { fingerprint } from '../../src/domain/fingerprint.ts'

const share = (value: number): DisclosureFields => ({ audience: [{ age: '18-24', gender: 'female', share: value }] })

test('a fingerprint does not depend on the order of keys or of sets', () => {
  const entries = fc.dictionary(fc.string(), fc.string(), { maxKeys: 8 })
  fc.assert(
    fc.property(entries, fc.shuffledSubarray(['en', 'ar', 'fr', 'es'], { minLength: 4 }), (facts, languages) => {
      const turned = Object.fromEntries(Object.entries(facts).reverse())
      expect(fingerprint({ otherFacts: facts, languages })).toBe(
        fingerprint({ languages: ['ar', 'en', 'es', 'fr'], otherFacts: turned }),
      )
    }),
  )
})

test('MA-16: a share told with three decimals or with six is the same news', () => {
  expect(fingerprint(share(0.162996))).toBe(fingerprint(share(0.163)))
  expect(fingerprint(share(0.162996))).not.toBe(fingerprint(share(0.17)))
})

test('absences differ from each other, from zero, and from a field that is not there', () => {
  const all: DisclosureFields[] = [
    {},
    { impressions: { absent: 'not_disclosed' } },
    { impressions: { absent: 'withheld' } },
    { impressions: { lower: 0n, upper: 0n } },
    { impressions: { lower: 0n, upper: null } },
  ]
  expect(new Set(all.map(fingerprint)).size).toBe(all.length)
})
