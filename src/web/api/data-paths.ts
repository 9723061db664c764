/** Addresses at which there is data and no page. */
export function isDataPath(path: string): boolean {
  return path === '/api/openapi.json' || path === '/healthz/sources' || path.startsWith('/bulk/')
}
