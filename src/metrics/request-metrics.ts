import { Counter, Histogram, type Registry } from 'prom-client'
import type { AnsweredRequest } from '../web/web-deps.ts'
import { boundedLabel } from './bounded-label.ts'

export type ObserveRequest = (answered: AnsweredRequest) => void

const MOST_ROUTES = 100
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function requestMetrics(registry: Registry): ObserveRequest {
  const requests = new Counter({
    name: 'paidfor_http_requests_total',
    help: 'Requests that have been answered, by pattern of the route',
    labelNames: ['route', 'method', 'status'],
    registers: [registry],
  })
  const durations = new Histogram({
    name: 'paidfor_http_request_duration_seconds',
    help: 'From the first byte asked to the last byte answered',
    labelNames: ['route'],
    buckets: SECONDS,
    registers: [registry],
  })
  const routeLabel = boundedLabel(MOST_ROUTES)
  return ({ route, method, status, seconds }) => {
    const known = routeLabel(route)
    requests.inc({ route: known, method: methodLabel(method), status: statusLabel(status) })
    durations.observe({ route: known }, seconds)
  }
}

function methodLabel(method: string): string {
  return method === 'GET' || method === 'HEAD' ? method : 'other'
}

function statusLabel(status: number): string {
  return Number.isInteger(status) && status >= 100 && status <= 599 ? String(status) : 'other'
}
