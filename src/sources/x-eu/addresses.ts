/** Where the page is, and where X’s API is then. */
export const X_ADS = 'https://ads.x.com'
const X_API = 'https://api.x.com'

/** The page whose scripts tell the ids of the operations. */
export function repositoryPage(address: string): string {
  return `${address}/ads-repository`
}

/** Of an operator’s own address: below it. */
export function apiAddress(address: string): string {
  return address === X_ADS ? X_API : address
}

/** X has given download addresses without `https://`. Null: it is no address of the web. */
export function downloadAddress(told: string): string | null {
  const text = /^https?:\/\//.test(told) ? told : `https://${told}`
  return URL.canParse(text) ? text : null
}

/** The token goes to the API alone. */
export function isOfApi(url: string, address: string): boolean {
  return new URL(url).origin === new URL(apiAddress(address)).origin
}
