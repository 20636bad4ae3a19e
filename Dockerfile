# log360-server: packed as for npm, installed without this repository, run by an ordinary user on a read-only file system.
#
#   docker build --tag log360-server .
#   docker run --rm --read-only --tmpfs /tmp --volume log360-data:/data --publish 127.0.0.1:8095:8095 log360-server

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY scripts scripts
COPY server server
RUN npm run build:server \
	&& mkdir /packed \
	&& npm pack --workspace log360-server --ignore-scripts --pack-destination /packed \
	&& mv /packed/*.tgz /packed/log360-server.tgz

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
# Clients of the engines that several servers share, for instance "pg@8 @opensearch-project/opensearch@3".
ARG ENGINES=""
WORKDIR /app
COPY --from=build /packed/log360-server.tgz /tmp/
# The versions of the clients are the argument's.
# hadolint ignore=DL3016,SC2086
RUN npm install --ignore-scripts --no-audit --no-fund --omit=dev /tmp/log360-server.tgz ${ENGINES} \
	&& npm cache clean --force \
	&& rm /tmp/log360-server.tgz \
	&& install --directory --owner=node --group=node /data
USER 1000:1000
VOLUME /data
EXPOSE 8095
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
	CMD ["node", "-e", "fetch('http://127.0.0.1:8095/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/node_modules/log360-server/bin/log360-server.js"]
CMD ["start", "--host", "0.0.0.0", "--port", "8095", "--data", "/data"]
