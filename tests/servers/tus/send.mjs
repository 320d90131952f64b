// Sends a file with the reference client of the tus protocol, as another program would.
//
// Standard input: {"endpoint", "path", "metadata", "headers", "chunkSize", "breakAt"}. At breakAt
// bytes the connection is dropped once, and the upload gone on with. Standard output:
// {"url", "offsets"} or {"error", "status", "body"}.

import { createReadStream, readFileSync } from "node:fs";

import { Upload } from "tus-js-client";

const told = JSON.parse(readFileSync(0, "utf8"));
const offsets = [];
let broken = !told.breakAt;

function say(result) {
  process.stdout.write(JSON.stringify({ ...result, offsets }));
}

const upload = new Upload(createReadStream(told.path), {
  endpoint: told.endpoint,
  metadata: told.metadata,
  headers: told.headers,
  chunkSize: told.chunkSize,
  retryDelays: [50, 200],
  onAfterResponse: (request, response) => {
    if (request.getMethod() === "HEAD") offsets.push(Number(response.getHeader("Upload-Offset")));
  },
  onProgress: (sent) => {
    if (broken || sent < told.breakAt) return;
    broken = true;
    upload.abort().then(() => upload.start());
  },
  onSuccess: () => say({ url: upload.url }),
  onError: (error) =>
    say({
      error: String(error),
      status: error.originalResponse?.getStatus(),
      body: error.originalResponse?.getBody(),
    }),
});
upload.start();
