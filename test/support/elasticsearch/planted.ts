/** What is done to an index behind the product's back: every call goes straight to the server. */
export interface Behind {
  readonly call: (method: string, path: string, body?: object) => Promise<{ status: number; json: unknown }>
  /** @throws {Error} when the server does not do to each document what it is told */
  readonly bulk: (lines: readonly object[]) => Promise<void>
}

export function behind(url: string): Behind {
  const send = async (method: string, path: string, type: string, body: string | null) => {
    const response = await fetch(url + path, {
      method,
      ...(body === null ? {} : { body, headers: { 'content-type': type } }),
    })
    return { status: response.status, json: (await response.json()) as unknown }
  }
  return {
    call: (method, path, body) =>
      send(method, path, 'application/json', body === undefined ? null : JSON.stringify(body)),
    bulk: async (lines) => {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      const { json } = await send('POST', '/_bulk', 'application/x-ndjson', text)
      const { errors, items } = json as { errors: boolean; items: readonly object[] }
      if (errors) throw new Error(`not all was planted: ${JSON.stringify(items).slice(0, 500)}`)
    },
  }
}

/** The lines of a bulk request that make a document say this, whatever it said before. */
export function saying(index: string, id: string, version: number, body: string | object): object[] {
  const action = { index: { _index: index, _id: id, version, version_type: 'external_gte' } }
  return [action, typeof body === 'string' ? (JSON.parse(body) as object) : body]
}
