/** A state or region as told, in one spelling: `ga` of `GA` and `US-GA`, `de-by` of Bavaria's. Null where none is told. */
export function stateCode(state: string | null, country: string | null): string | null {
  const text = (state ?? '').trim().toLowerCase()
  if (text === '' || text === 'us' || text === '00') return null
  const parts = /^([a-z]{2})-(.+)$/.exec(text)
  if (parts !== null) return parts[1] === 'us' ? (parts[2] ?? null) : text
  return country === null || country.toLowerCase() === 'us' ? text : `${country.toLowerCase()}-${text}`
}
