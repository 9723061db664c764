import { z } from 'zod'
import { PROBLEMS, problemType, type WebProblemCode } from './problems.ts'

const codes = Object.keys(PROBLEMS) as [WebProblemCode, ...WebProblemCode[]]
const types = codes.map(problemType) as [string, ...string[]]
const titles = Object.values(PROBLEMS).map(({ title }) => title) as [string, ...string[]]

/** `application/problem+json` (RFC 9457). */
export const problemSchema = z
  .strictObject({
    type: z.enum(types).describe('Names the kind of problem: where this site explains it, relative to its address.'),
    title: z.enum(titles).describe('The kind in a few stable words.'),
    status: z.int().min(400).max(599).describe('The status of the answer, once more.'),
    detail: z.string().describe('What is wrong with this very request, in a sentence for people.'),
    code: z.enum(codes).describe('The kind for programs; stable.'),
    requestId: z.string().describe('The number under which the request stands in our log; the same as X-Request-Id.'),
  })
  .describe('Why a request was not answered.')
