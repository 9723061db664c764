import type { RequestHandler } from 'express'
import { HttpProblem } from '../http-problem.ts'

/** Nothing that follows can be changed from outside: every other method is refused. */
export function allowReadingOnly(): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') {
      next()
      return
    }
    response.set('Allow', 'GET, HEAD')
    throw new HttpProblem(405, `This archive can only be read: use GET, not ${request.method}.`)
  }
}
