# The image of the gateway: no build step, since Node 24 runs TypeScript as it is.
# Node alone on Alpine, without npm and yarn: what is not there has no holes, and the image stays under 200 MB (test/deploy/dockerfile.test.ts).
FROM node:24-alpine3.23 AS node
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# types, source maps and read-me files are a fifth of it, and nothing loads them
RUN npm ci --omit=dev --ignore-scripts \
  && find node_modules -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' -o -iname 'README*' -o -iname 'CHANGELOG*' \) -delete

FROM alpine:3.23
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/lib/libstdc++.so.6 /usr/lib/libgcc_s.so.1 /usr/lib/
# Compiled code is kept where /tmp can be written, and started without where it cannot: the root may be read-only.
ENV NODE_ENV=production NODE_COMPILE_CACHE=/tmp/node-compile-cache
WORKDIR /app
COPY --from=node /app/node_modules ./node_modules
COPY package.json LICENSE THIRD-PARTY-LICENCES.md ./
COPY schema/operations ./schema/operations
COPY src ./src
# a number, since Kubernetes' runAsNonRoot believes no name
USER 1000:1000
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# docs/operations.md#memory says why
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size-percentage=50", "src/main.ts"]
