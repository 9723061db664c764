/** Every way in which a request can fail, as a program sees it. Codes and titles are stable. */
export const PROBLEMS = {
  'request.invalid': {
    status: 400,
    title: 'The request cannot be answered as it stands',
    meaning: 'A parameter is unknown, repeated, or has a value that cannot be used. The detail names it.',
  },
  'request.not_found': {
    status: 404,
    title: 'There is nothing at this address',
    meaning: 'No such ad, advertiser, record, file or page, or not at the moment asked about.',
  },
  'request.refused': {
    status: 405,
    title: 'The archive can only be read',
    meaning: 'Only GET and HEAD are answered; the field Allow says so.',
  },
  'request.forbidden': {
    status: 403,
    title: 'Only the operator may do this',
    meaning: 'Pausing and resuming are for whoever sits at the machine that the site runs on; all else can be read.',
  },
  'request.decided': {
    status: 409,
    title: 'This has been decided already',
    meaning: 'Somebody else was faster, or it is undone by now. Look at what was decided, and go on from there.',
  },
  'request.gone': {
    status: 410,
    title: 'This is no longer kept',
    meaning:
      'The token of a list of changes is older than what is kept, or the order of a list by relevance is lost. The detail says how to start again.',
  },
  'request.bad_range': {
    status: 416,
    title: 'The file is shorter than that range',
    meaning: 'Ask for the range again without an end, or for the whole file.',
  },
  'request.too_many': {
    status: 429,
    title: 'Too many requests from your network',
    meaning: 'Wait as many seconds as Retry-After says; nothing that you have got is lost.',
  },
  'request.too_slow': {
    status: 503,
    title: 'The question takes too long',
    meaning: 'Narrow it: a filter, a shorter period, fewer words.',
  },
  'request.busy': {
    status: 503,
    title: 'Too much is asked for at this moment',
    meaning: 'As many files are being written as the site writes at once. Wait as many seconds as Retry-After says.',
  },
  internal: {
    status: 500,
    title: 'The archive could not answer',
    meaning: 'A fault of ours. It is in our log under the requestId.',
  },
} as const satisfies Readonly<
  Record<string, { readonly status: number; readonly title: string; readonly meaning: string }>
>

export type WebProblemCode = keyof typeof PROBLEMS

/** Where a kind of problem is explained: a part of the page about the API. */
export function problemType(code: WebProblemCode): string {
  return `/api#${problemAnchor(code)}`
}

export function problemAnchor(code: WebProblemCode): string {
  return `problem-${code}`
}
