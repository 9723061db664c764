/** What a post says of its ad: values by label, and the communities it was shown in. */
export interface Body {
  /** By the label in plain form, `start_date`; with the label as it was written. */
  readonly said: ReadonlyMap<string, { readonly label: string; readonly value: string }>
  readonly subreddits: readonly string[]
}

const HEADINGS = ['ad_buyer_information_and_related_data', 'ad_duration', 'subreddits']

/** Headings, `Label: value` lines, and `r/name` lines, in Markdown. Source: the one public parser of these posts. */
export function bodyOf(markdown: string): Body {
  const lines = markdown.split('\n').map(withoutMarks)
  const labelled = lines.flatMap((line) => {
    const [, label = '', value = ''] = /^([^:]{1,60}):(.*)$/.exec(line) ?? []
    const name = plain(label)
    return name === '' || HEADINGS.includes(name) ? [] : [[name, { label: label.trim(), value: value.trim() }] as const]
  })
  const subreddits = lines.flatMap((line) =>
    [...line.matchAll(/(?<![\w/])\/?r\/(\w{2,30})/g)].map(([, name]) => `r/${name}`),
  )
  return { said: new Map(labelled), subreddits: [...new Set(subreddits)] }
}

/** Bullets, bold, headings and backslashes are no part of what is said. */
function withoutMarks(line: string): string {
  return line
    .replace(/^\s*(?:[*+-]|#+|>)\s+/, '')
    .replaceAll('**', '')
    .replace(/\\(?=[^\w\s])/g, '')
    .trim()
}

/** `Start Date` and `start-date` are one label. */
function plain(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_+|_+$/g, '')
}
