FROM node:20-slim
COPY public /app/public
COPY <<EOF /app/server.mjs
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
const page = readFileSync('/app/public/index.html');
createServer((_, response) => response.end(page)).listen(80);
EOF
EXPOSE 80
CMD ["node", "--watch", "/app/server.mjs"]
