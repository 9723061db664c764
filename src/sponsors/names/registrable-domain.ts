import { getDomain } from 'tldts'

/**
 * The part of a host that somebody registered, by the public suffix list with its private section: two sites of one
 * hoster are two domains. Null for what is no host, an IP address, or a suffix alone.
 */
export function registrableDomain(hostOrUrl: string): string | null {
  return getDomain(hostOrUrl, { allowPrivateDomains: true })
}
