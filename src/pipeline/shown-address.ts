/** An address as it may be told: its query may hold a secret. */
export function shownAddress(address: string): string {
  return address.replace(/[?#].*$/s, '')
}
