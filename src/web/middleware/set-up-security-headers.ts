import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Pages load nothing but our own style sheets and pictures, send no referrer, and stand in nobody's frame. */
export function setUpSecurityHeaders(): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  })
  // The standard forbids HSTS on plain http; whoever ends TLS in front of us tells by `trust proxy`, or sends its own.
  const transport = helmet.strictTransportSecurity({ maxAge: 63_072_000 })
  return [headers, (request, response, next) => (request.secure ? transport(request, response, next) : next())]
}
