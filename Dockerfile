# The program, compiled, with what it needs to run: docs/installation.md says how it is used.
FROM node:24.21.0-slim AS packages
WORKDIR /paidfor
ENV NODE_ENV=production
COPY package.json package-lock.json ./
# No install scripts run. What is optional is the compiler of this system, which the next stage wants, and the built-in
# PostgreSQL, which a container has no use for: its database stands beside it.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM packages AS built
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
COPY jobs jobs
RUN node --input-type=module --eval "(await import('./scripts/build.mjs')).ensureBuilt()"

FROM node:24.21.0-slim
WORKDIR /paidfor
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0
# A volume that is new takes over the owner of the folder it is laid over.
RUN install --directory --mode=0700 --owner=node --group=node /data \
  && ln --symbolic /paidfor/scripts/run-built.mjs /usr/local/bin/paidfor
COPY --from=packages /paidfor/node_modules node_modules
COPY --from=built /paidfor/dist dist
COPY package.json LICENSE ./
COPY --chmod=0755 scripts/run-built.mjs scripts/
COPY views views
# 1000, which is the user of Elasticsearch’s image too: secrets in files are read by that number.
USER node
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["paidfor"]
CMD ["serve"]
