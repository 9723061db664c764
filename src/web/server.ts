import compression from 'compression'
import express, { type Express } from 'express'
import { allowReadingOnly } from './middleware/allow-reading-only.ts'
import { setUpErrors, setUpNotFound } from './middleware/set-up-errors.ts'
import { setUpRateLimit } from './middleware/set-up-rate-limit.ts'
import { setUpRequestLog } from './middleware/set-up-request-log.ts'
import { setUpSecurityHeaders } from './middleware/set-up-security-headers.ts'
import { setUpStaticFiles } from './middleware/set-up-static-files.ts'
import { aboutRoutes } from './routes/about.ts'
import { adRoutes } from './routes/ads.ts'
import { advertiserRoutes } from './routes/advertisers.ts'
import { apiRoutes } from './routes/api.ts'
import { bulkRoutes } from './routes/bulk.ts'
import { declaredAnswers, declaredRoutes } from './routes/declared.ts'
import { healthRoutes } from './routes/health.ts'
import { homeRoutes } from './routes/home.ts'
import { operatorRoutes } from './routes/operators.ts'
import { qualityRoutes } from './routes/quality.ts'
import { registriesRoutes } from './routes/registries.ts'
import { reviewRoutes } from './routes/review.ts'
import { reviewDecisionRoutes } from './routes/review-decisions.ts'
import { runsRoutes } from './routes/runs.ts'
import { searchRoutes } from './routes/search.ts'
import { sourcesRoutes } from './routes/sources.ts'
import { spendingRoutes } from './routes/spending.ts'
import { whyRoutes } from './routes/spending-why.ts'
import { sponsorAdsRoutes } from './routes/sponsor-ads.ts'
import { sponsorListRoutes } from './routes/sponsor-list.ts'
import { sponsorRoutes } from './routes/sponsors.ts'
import { createSite } from './site.ts'
import type { WebDeps } from './web-deps.ts'

export type { WebDeps } from './web-deps.ts'

/** The site: what a request passes, in this order. Nothing listens yet. */
export function createServer(deps: WebDeps): Express {
  const files = setUpStaticFiles(deps.viewsFolder, deps.isDevelopment)
  const site = createSite(deps, files.path)
  const limit = setUpRateLimit(deps.limits)
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('trust proxy', deps.limits.trustedProxies)
  app.use(setUpRequestLog(deps.log, deps.observe))
  app.use(setUpSecurityHeaders())
  app.use(limit.ofRefused)
  app.use(operatorRoutes(site))
  if (deps.hasReviewDesk) app.use(reviewDecisionRoutes(site))
  app.use(declaredAnswers(site))
  app.use(allowReadingOnly())
  app.use(healthRoutes(deps.health))
  app.use(compression())
  app.use(files.router)
  app.use(limit.ofRead)
  app.use(homeRoutes(site))
  app.use(searchRoutes(site))
  app.use(spendingRoutes(site))
  app.use(whyRoutes(site))
  app.use(sponsorListRoutes(site))
  app.use(sponsorRoutes(site))
  app.use(sponsorAdsRoutes(site))
  if (deps.hasReviewDesk) app.use(reviewRoutes(site))
  app.use(declaredRoutes(site))
  app.use(advertiserRoutes(site))
  app.use(adRoutes(site))
  app.use(registriesRoutes(site))
  app.use(sourcesRoutes(site))
  app.use(runsRoutes(site))
  app.use(qualityRoutes(site))
  app.use(bulkRoutes(site))
  app.use(aboutRoutes(site))
  app.use(apiRoutes(site))
  app.use(setUpNotFound())
  app.use(setUpErrors(site))
  return app
}
