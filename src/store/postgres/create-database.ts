import pg from 'pg'

const DUPLICATE_DATABASE = '42P04'

/** The address of database `name` on the server of `url`; made if it is not there. */
export async function createDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`).catch(unlessThere)
  } finally {
    await client.end()
  }
  const address = new URL(url)
  address.pathname = `/${encodeURIComponent(name)}`
  return address.href
}

/** Another process made it in the meantime. */
function unlessThere(error: { code?: string }): void {
  const isThere = error.code === DUPLICATE_DATABASE || error.code === '23505'
  if (!isThere) throw error
}
