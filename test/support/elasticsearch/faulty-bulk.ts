import type { Passed } from './faulty-proxy.ts'

export interface PlantedAnswer {
  readonly status: number
  readonly error: { readonly type: string; readonly reason: string }
}

/** What an item of a bulk request is answered here; null: it is passed on. */
export type ItemFault = (item: { readonly id: string; readonly index: string }) => PlantedAnswer | null

interface Item {
  readonly action: 'index' | 'delete'
  readonly id: string
  readonly text: string
  readonly planted: PlantedAnswer | null
}

/** Passes on what is not answered here, and puts both kinds of answers in the order of the request. */
export async function answerBulk(
  body: string,
  fault: ItemFault | undefined,
  isShort: boolean,
  pass: (text: string) => Promise<Passed>,
): Promise<Passed> {
  const items = itemsOf(body, fault)
  const rest = items.filter(({ planted }) => planted === null)
  const passed = rest.length === 0 ? NOTHING : await pass(rest.map(({ text }) => text).join(''))
  if (passed.status !== 200) return passed
  const own: object[] = JSON.parse(passed.text).items ?? []
  let next = 0
  const all = items.map(({ action, id, planted }) =>
    planted === null ? own[next++] : { [action]: { _id: id, ...planted } },
  )
  return { status: 200, text: JSON.stringify({ items: isShort ? all.slice(0, -1) : all }) }
}

const NOTHING: Passed = { status: 200, text: '{"items":[]}' }

function itemsOf(body: string, fault: ItemFault | undefined): Item[] {
  const items: Item[] = []
  const lines = body.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const [[action, { _id: id, _index: index }]] = Object.entries(JSON.parse(line)) as [
      [Item['action'], { _id: string; _index: string }],
    ]
    const text = action === 'delete' ? `${line}\n` : `${line}\n${lines[++at]}\n`
    items.push({ action, id, text, planted: action === 'delete' ? null : (fault?.({ id, index }) ?? null) })
  }
  return items
}
