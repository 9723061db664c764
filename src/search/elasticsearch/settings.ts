/** How Elasticsearch is reached, and how the index in it is laid out. */
export interface ElasticsearchSettings {
  /** Addresses of nodes, without a slash at the end. At least one. */
  readonly nodes: readonly string[]
  /** Null: it asks for none. */
  readonly auth: null | { readonly user: string; readonly password: string } | { readonly apiKey: string }
  /** Path of a PEM file with the authority that its certificates are signed by; null: those that Node knows. */
  readonly caFile: string | null
  /** What names of indices and aliases begin with. */
  readonly index: string
  readonly shards: number
  /** Copies of each shard on other nodes. */
  readonly replicas: number
}

export interface EngineOptions {
  /** How long a page may wait for it, in all. */
  readonly findMs?: number
  /** How long any other request may take. */
  readonly requestMs?: number
  /** How long the engine keeps a point in time for us. */
  readonly pointSeconds?: number
}
