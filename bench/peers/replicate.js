// One replication by PouchDB, in a process of its own: `node replicate.js push|pull http://…/database`. Documents to push
// come as JSON on stdin; what it took stands on stdout. Plain JavaScript: nothing of the project's install is needed.
import { text } from 'node:stream/consumers';
import httpAdapter from 'pouchdb-adapter-http';
import memoryAdapter from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';

PouchDB.plugin(memoryAdapter).plugin(httpAdapter).plugin(replication);

const [direction, address] = process.argv.slice(2);
const docs = JSON.parse(await text(process.stdin));
const local = new PouchDB('phone', { adapter: 'memory' });
await local.bulkDocs(docs);
const remote = new PouchDB(address, {
  skip_setup: true, // the database is there: asking for it would cost a round trip
  // Node's own: it keeps connections open, as a browser does and PouchDB's default in Node does not.
  fetch: (url, options) => fetch(url, options),
});
const [from, to] = direction === 'push' ? [local, remote] : [remote, local];
const began = performance.now();
const { ok, docs_written: written } = await PouchDB.replicate(from, to); // batch_size 100, batches_limit 10: its defaults
const ms = performance.now() - began;
const known = (await local.info()).doc_count;
console.log(JSON.stringify({ ok, ms, written, known }));
process.exit(0); // connections are kept open
