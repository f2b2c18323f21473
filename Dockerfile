# The service without the embedded database: it expects DATABASE_URL.
FROM node:24-bookworm-slim AS build
WORKDIR /portplan
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/worker/package.json apps/worker/
COPY libs/client/package.json libs/client/
COPY libs/documents/package.json libs/documents/
COPY libs/engine/package.json libs/engine/
COPY libs/exporters/package.json libs/exporters/
COPY libs/history/package.json libs/history/
COPY libs/importers/package.json libs/importers/
COPY libs/persistence/package.json libs/persistence/
COPY libs/planning/package.json libs/planning/
COPY libs/platform/package.json libs/platform/
# Not `npm ci`: it insists that the lock file lists the programs of every platform, on whatever registry it was made.
RUN npm install --no-save --loglevel=error
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /portplan
COPY --from=build --chown=node:node /portplan .
USER node
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --retries=12 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT ?? 8080) + '/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
