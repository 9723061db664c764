import { currency } from '../../src/domain/money.ts'
import { countryCode } from '../../src/domain/place.ts'
import { worldMap } from '../../src/web/charts/world-map.ts'
import { worldShapes } from '../../src/web/charts/world-shapes.ts'

const EUR = currency('EUR')
const spent = (country: string, lower: bigint, upper: bigint | null = lower) => ({
  ...{ country: countryCode(country), lower, upper },
})

test('every country is drawn once, under its own code, but for land that has none', () => {
  const codes = worldShapes().flatMap(({ country }) => country ?? [])
  expect(codes.length).toBeGreaterThan(170)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes).toEqual(expect.arrayContaining(['US', 'DE', 'XK', 'TW', 'GE']))
  for (const { path, finePath } of worldShapes()) expect(`${path}${finePath}`).toMatch(/^M[\d.,MLZ-]+$/)
})

test('a country is the fuller, the more is certain; where nothing is, it has an outline alone', () => {
  const map = worldMap([spent('DE', 500n), spent('FR', 90n, 400n), spent('PL', 0n, 10n)], EUR)
  const steps = Object.fromEntries((map?.countries ?? []).map(({ text, step }) => [text.split(':')[0], step]))
  expect(steps).toEqual({ Germany: 5, France: 1, Poland: 0 })
  expect(map?.countries.map(({ text }) => text)).toContain('France: EUR 0.90–4.00')
})

test('the part of the world is drawn of which something is told; of far ends, all of it', () => {
  const [near, far] = [
    worldMap([spent('DE', 1n), spent('FR', 1n)], EUR),
    worldMap([spent('US', 1n), spent('AU', 1n)], EUR),
  ]
  expect(far?.viewBox).toBe('0 0 1000 460')
  expect(Number(near?.viewBox.split(' ')[2])).toBeLessThan(400)
  expect((near?.rest ?? '').length).toBeLessThan((far?.rest ?? '').length)
})

test('what is too small to be drawn is named, and one country alone makes no map', () => {
  expect(worldMap([spent('DE', 1n), spent('FR', 1n), spent('MT', 1n)], EUR)?.undrawn).toContain('Malta')
  expect(worldMap([spent('DE', 1n), spent('MT', 1n)], EUR)).toBeNull()
  expect(worldMap([], EUR)).toBeNull()
})
