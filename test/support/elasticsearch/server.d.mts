/** Where downloads and the unpacked server lie: outside the repository, `XDG_CACHE_HOME` moves it. */
export const cacheFolder: string

/** Why a real Elasticsearch cannot be had here, in one line; null when it can. The first call may fetch 107 MB. */
export function elasticsearchUnavailable(): Promise<string | null>

export interface ElasticsearchNode {
  /** `http://127.0.0.1:<port>`, the same after `start()`. */
  readonly url: string
  /** As the server says it, such as `8.19.21`. */
  readonly version: string
  /** Of the server's own Java process; another after `start()`. */
  readonly pid: number
  readonly folder: string
  /** Settles when this life of the node has ended, whoever ended it. */
  readonly exited: Promise<void>
  /** In order: what it holds is written down. */
  stop(): Promise<void>
  /** SIGKILL. Settles when the process is gone. */
  kill(): Promise<void>
  /** The same node again: same port, same data. @throws {Error} when it runs, or does not start. */
  start(): Promise<void>
}

/**
 * Starts a node whose data, settings, log (`console.log`) and snapshots (`snapshots/`, its `path.repo`) are in `folder`,
 * and waits until it answers. On Linux it ends with the process that started it, however that ends.
 *
 * @throws {Error} that says why, with the last lines of the log.
 */
export function startElasticsearch(options: {
  /** Absolute. As root the server runs as `nobody`, who gets the folder and must be able to enter it. */
  folder: string
  /** As Java writes it. */
  heap?: string
  /** Further options of the server's Java, with spaces in between. */
  javaOptions?: string
  /** 0: a free one. */
  port?: number
  /** Settings of `elasticsearch.yml`, over ours; null takes one of ours out. */
  settings?: Readonly<Record<string, string | number | boolean | readonly string[] | null>>
}): Promise<ElasticsearchNode>
