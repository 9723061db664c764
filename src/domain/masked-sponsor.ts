/**
 * MR-4: where naming the sponsor could endanger it Meta writes `an advertiser in Ukraine`. Many stand behind such a text:
 * whoever groups by it makes one giant sponsor that there is not. Source: files of July 2024 and 2025; so far Ukraine,
 * Myanmar, Venezuela, Mali, Ethiopia and Yemen.
 */
export function isMaskedSponsor(disclaimer: string): boolean {
  return /^an advertiser in \S/.test(disclaimer)
}
