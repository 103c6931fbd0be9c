# The server as an image, for any number of machines behind a balancer: npm pack && docker build -t local-face-analyzer .
FROM node:24-slim
COPY local-face-analyzer-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund /tmp/local-face-analyzer-*.tgz
ENV NODE_ENV=production
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["local-face-analyzer", "serve", "--host", "0.0.0.0"]
