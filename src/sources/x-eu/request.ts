import type { ApiRequest, RequestRules } from '../../ports/crawling.ts'
import { apiAddress, isOfApi, repositoryPage } from './addresses.ts'
import { createPath, statusPath } from './operations.ts'
import type { At } from './position.ts'

/** Source: the help page of X, September 2026; the query of the status as the repository’s own scripts ask it. */
export function request(at: At, { address }: Pick<RequestRules, 'address'>): ApiRequest {
  switch (at.step) {
    case 'page':
      return { method: 'GET', url: repositoryPage(address), isOpen: true }
    case 'script':
      return { method: 'GET', url: new URL(at.script, repositoryPage(address)).href, isOpen: true }
    case 'create':
      return {
        method: 'POST',
        url: `${apiAddress(address)}${createPath(at.operations)}`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          variables: {
            user: at.user,
            geoLocation: at.country,
            deliveryRange: { start_date: at.from, end_date: at.to },
          },
        }),
      }
    case 'status':
      return { method: 'GET', url: `${apiAddress(address)}${statusPath(at.operations, at.exportId)}` }
    case 'download':
      return { method: 'GET', url: at.url, isOpen: !isOfApi(at.url, address) }
  }
}
