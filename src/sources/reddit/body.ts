/** What a post says of its ad: values by label, and the communities it was shown in. */
export interface Body {
  /** By the label in plain form, `start_date`; with the label as it was written, and all that stands behind it. */
  readonly said: ReadonlyMap<string, { readonly label: string; readonly values: readonly string[] }>
  readonly subreddits: readonly string[]
}

const HEADINGS = ['ad_buyer_information_and_related_data', 'ad_duration', 'subreddits']

/** Headings, `Label: value` lines, and `r/name` lines, in Markdown. Source: the one public parser of these posts. */
export function bodyOf(markdown: string): Body {
  const lines = markdown.split('\n').map(withoutMarks)
  const said = new Map<string, { readonly label: string; readonly values: readonly string[] }>()
  for (const line of lines) {
    const [, label = '', value = ''] = /^([^:]{1,60}):(.*)$/.exec(line)?.map((part) => part.trim()) ?? []
    const [name, values] = [plain(label), value === '' ? [] : [value]]
    if (name === '' || HEADINGS.includes(name)) continue
    const before = said.get(name) ?? { label, values: [] }
    said.set(name, { label: before.label, values: [...before.values, ...values] })
  }
  const subreddits = [...lines.join('\n').matchAll(/(?<![\w/])\/?r\/(\w{2,30})/g)].map(([, name]) => `r/${name}`)
  return { said, subreddits: [...new Set(subreddits)] }
}

/** Bullets, bold, headings and backslashes are no part of what is said. */
function withoutMarks(line: string): string {
  return line
    .replace(/^\s*(?:[*+-]|#+|>)\s+/, '')
    .replaceAll('**', '')
    .replace(/\\(?=[^A-Za-z\d\s])/g, '')
    .trim()
}

/** `Start Date` and `start-date` are one label. */
function plain(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_+|_+$/g, '')
}
