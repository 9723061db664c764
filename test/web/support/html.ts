/** Every tag of a page, attributes included. Attribute values hold no `>`: EJS writes it as an entity. */
export function tags(html: string): string[] {
  return html.match(/<[a-z][^>]*>/gi) ?? []
}

export function hrefs(html: string): string[] {
  return tags(html).flatMap((tag) =>
    [...tag.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, url]) => unescaped(url ?? '')),
  )
}

const INLINE = /<\/?(?:mark|bdi|span|strong|em|code)\b[^>]*>/g

/** The text of a page as it is read: tags gone, blocks apart, blanks made one. */
export function textOf(html: string): string {
  return unescaped(html.replace(INLINE, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')
}

export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
