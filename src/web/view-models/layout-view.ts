/** A link of ours, or of the web once `safeUrl` has let it pass. */
export interface LinkView {
  readonly text: string
  readonly href: string
}

/** What frames every page. */
export interface LayoutView {
  readonly title: string
  readonly description: string
  /** Path of the page under its best name; null where there is none, and for pages that engines should leave out. */
  readonly canonical: string | null
  readonly nav: readonly NavItem[]
  readonly isSample: boolean
  /** Where style sheets and pictures live, with the version of their content in the path. */
  readonly assets: string
  readonly body: string
}

export interface NavItem extends LinkView {
  readonly isCurrent: boolean
}

const PLACES: readonly LinkView[] = [
  { text: 'Search', href: '/search' },
  { text: 'Spending', href: '/spending' },
  { text: 'Sponsors', href: '/sponsors' },
  { text: 'Recorded abroad', href: '/recorded-abroad' },
  { text: 'Sources', href: '/sources' },
  { text: 'Bulk', href: '/bulk' },
  { text: 'API', href: '/api' },
  { text: 'About', href: '/about' },
]

export function navItems(current: string): NavItem[] {
  return PLACES.map((place) => ({ ...place, isCurrent: place.href === current }))
}
