// A receiver as one writes it with Express: the same verification, over the bytes that express.raw hands out.
// Prints its port, then answers every delivery with the SHA-256 of what it has read.
'use strict';

const { createHash, createHmac, timingSafeEqual } = require('node:crypto');
const express = require('express');

const { SECRET, HEADER } = process.env;
const app = express();

function verify(body, signature) {
  const expected = createHmac('sha256', SECRET).update(body).digest('hex');
  const [a, b] = [Buffer.from(expected), Buffer.from(signature)];
  return a.length === b.length && timingSafeEqual(a, b);
}

app.post('/hook', express.raw({ type: () => true, limit: '16mb' }), (request, response) => {
  // Without a body there is nothing that express.raw would have read.
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (!verify(body, request.get(HEADER) ?? '')) {
    response.status(401).send('bad signature');
    return;
  }
  response.type('text').send(createHash('sha256').update(body).digest('hex'));
});

const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
