var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  findDaemonPair: () => findDaemonPair,
  openDaemonImage: () => openDaemonImage
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_2 = require("./shared-2.cjs");
var import_shared_3 = require("./shared-3.cjs");
var import_node_stream = require("node:stream");
var import_node_net = require("node:net");
var import_node_crypto = require("node:crypto");
var import_promises = require("node:fs/promises");
var import_node_path = require("node:path");
var import_node_fs = require("node:fs");
var import_node_fs2 = require("node:fs");
var import_promises2 = require("node:fs/promises");
var import_promises3 = require("node:stream/promises");
var import_node_util = require("node:util");
var import_node_zlib = require("node:zlib");
// src/image-source/engine/daemon-save.ts
// src/image-source/engine/socket-response.ts
// src/image-source/engine/chunked-body.ts
var MAX_LINE_BYTES = 16 * 1024;
var LINE_FEED = 10;
function createChunkedBody() {
  const state = { phase: "size", rest: 0, line: "", lineBytes: 0 };
  return {
    take: (bytes, at) => state.phase === "data" ? takeData(state, bytes, at) : takeByte(state, bytes, at),
    isDone: () => state.phase === "done"
  };
}
function takeData(state, bytes, at) {
  const end = Math.min(at + state.rest, bytes.length);
  state.rest -= end - at;
  if (state.rest === 0) state.phase = "data-end";
  return { start: at, end, next: end };
}
function takeByte(state, bytes, at) {
  const byte = bytes[at] ?? 0;
  state.lineBytes++;
  if (byte === LINE_FEED) endLine(state);
  else if (state.phase !== "done") state.line += String.fromCharCode(byte);
  if (state.lineBytes > MAX_LINE_BYTES && state.phase !== "done")
    throw new RangeError("a line of the chunked coding has no end");
  return { start: at, end: at, next: at + 1 };
}
function endLine(state) {
  const { phase } = state;
  const line = state.line.replace(/\r$/, "");
  state.line = "";
  if (phase !== "trailers") state.lineBytes = 0;
  if (phase === "size") startChunk(state, line);
  else if (phase === "trailers" && line === "") state.phase = "done";
  else if (phase === "data-end") {
    if (line !== "") throw new RangeError("a chunk is longer than its size");
    state.phase = "size";
  }
}
function startChunk(state, line) {
  const size = /^([0-9a-fA-F]{1,12})[ \t]*(?:;.*)?$/.exec(line)?.[1];
  if (size === void 0) throw new RangeError(`a chunk has size \`${line.slice(0, 40)}\``);
  state.rest = Number.parseInt(size, 16);
  state.phase = state.rest === 0 ? "trailers" : "data";
}
// src/image-source/engine/socket-response.ts
var BUFFER_BYTES = 256 * 1024;
var MAX_HEAD_BYTES = 64 * 1024;
var END_OF_HEAD = "\r\n\r\n";
async function readSocketResponse({ socketPath, target, signal }, options) {
  const { state, ended } = openAnswer(socketPath, options.explain);
  state.socket.write(`GET ${target} HTTP/1.1\r
Host: docker\r
Connection: close\r
\r
`);
  const isBody = await untilAborted(state, signal, () => ended.catch(() => false));
  if (isBody) return (sink) => untilAborted(state, options.signal, () => readBody(state, options, sink));
  state.socket.destroy();
  return void 0;
}
async function untilAborted({ socket }, signal, work) {
  var _stack = [];
  try {
    const _stopping = (0, import_shared_3.__using)(_stack, (0, import_shared_2.onAbort)(signal, () => socket.destroy()));
    try {
      return await work();
    } finally {
      signal?.throwIfAborted();
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
  }
}
function openAnswer(socketPath, explain) {
  const { promise: ended, ...settle } = Promise.withResolvers();
  const socket = (0, import_node_net.connect)({
    path: socketPath,
    onread: {
      buffer: Buffer.alloc(BUFFER_BYTES),
      callback: (count, buffer) => take(state, buffer.subarray(0, count))
    }
  });
  const state = {
    socket,
    body: createChunkedBody(),
    explain,
    pace: void 0,
    head: "",
    early: void 0,
    sink: void 0,
    settle
  };
  socket.on("error", (cause) => {
    state.settle.reject(explain(cause));
  });
  socket.on("close", () => {
    state.settle.reject(explain(new Error("the connection was closed before the end")));
  });
  return { state, ended };
}
function take(state, bytes) {
  if (state.sink !== void 0) return passOn(state, bytes, state.sink);
  state.head += Buffer.from(bytes).toString("latin1");
  const end = state.head.indexOf(END_OF_HEAD);
  if (end < 0) {
    if (state.head.length > MAX_HEAD_BYTES) state.settle.resolve(false);
    return state.head.length <= MAX_HEAD_BYTES;
  }
  const bodyBytes = state.head.length - end - END_OF_HEAD.length;
  state.early = bytes.subarray(bytes.length - bodyBytes);
  state.settle.resolve(isChunked(state.head.slice(0, end)));
  return false;
}
function isChunked(head) {
  return /^HTTP\/1\.1 200 /.test(head) && /^transfer-encoding:[ \t]*chunked[ \t]*$/im.test(head);
}
async function readBody(state, { watch }, sink) {
  const { promise: ended, ...settle } = Promise.withResolvers();
  state.settle = settle;
  state.sink = sink;
  state.pace = watch?.((cause) => {
    settle.reject(cause);
  });
  try {
    const isReady = passOn(state, state.early ?? new Uint8Array(0), sink);
    if (state.socket.closed) settle.reject(state.explain(new Error("the connection was closed")));
    else if (isReady) state.socket.resume();
    await ended;
  } finally {
    state.pace?.stop();
    state.socket.destroy();
  }
}
function passOn(state, bytes, sink) {
  state.pace?.took(bytes.length);
  const wait = drain(state, { bytes, at: 0 }, sink);
  state.pace?.setBusy(wait !== void 0);
  wait?.then(
    () => {
      state.pace?.setBusy(false);
      state.socket.resume();
    },
    (error) => {
      state.settle.reject(error);
    }
  );
  return wait === void 0;
}
function drain(state, cursor, sink) {
  try {
    const { bytes } = cursor;
    while (cursor.at < bytes.length && !state.body.isDone()) {
      const { start, end, next } = takePart(state, cursor);
      cursor.at = next;
      const wait = end > start ? sink(bytes.subarray(start, end)) : void 0;
      if (wait !== void 0) return wait.then(() => drain(state, cursor, sink));
    }
    if (state.body.isDone()) state.settle.resolve(true);
    return void 0;
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}
function takePart({ body, explain }, { bytes, at }) {
  try {
    return body.take(bytes, at);
  } catch (cause) {
    throw explain(cause);
  }
}
// src/image-source/engine/daemon-save.ts
var PREPARATION_SECONDS = 30 * 60;
var SAVE_FLOOR = { bytes: 300 * 1024, seconds: 300 };
async function openSave(names, options) {
  const what = joinNames(names);
  const explain = (cause) => cause instanceof import_shared_3.GateError ? cause : brokenOff(what, cause);
  const watch = (stop) => (0, import_shared_2.watchPace)(
    SAVE_FLOOR,
    (bytes) => {
      stop(tooSlow(what, bytes));
    },
    options.clock
  );
  const asking = { ...options, what };
  const path = savePath(names);
  const daemon = options.daemon ?? await (0, import_shared_2.askDaemon)(asking, () => (0, import_shared_2.openDocker)());
  const socket = await (0, import_shared_2.socketOf)(daemon);
  const reading = { explain, watch, signal: options.signal };
  const save = async (signal) => {
    const answer = socket === void 0 ? void 0 : await readSocketResponse({ socketPath: socket, target: path, signal }, reading);
    if (answer !== void 0) return answer;
    const stream = await (0, import_shared_2.askEngine)(daemon, { path, signal, isStream: true });
    return (0, import_shared_2.fromStream)(stream instanceof import_node_stream.Readable ? stream : new import_node_stream.Readable().wrap(stream), reading);
  };
  return (0, import_shared_2.askDaemon)(asking, save, PREPARATION_SECONDS * names.length);
}
function joinNames(names) {
  return names.map((name) => `\`${name}\``).join(" and ");
}
function savePath(names) {
  const [first = ""] = names;
  if (names.length === 1) return `/images/${encodeURI(first)}/get`;
  return `/images/get?${names.map((name) => `names=${encodeURIComponent(name)}`).join("&")}`;
}
function tooSlow(what, bytes) {
  const { bytes: least, seconds } = SAVE_FLOOR;
  return new import_shared_3.GateError(
    "image-unreadable",
    `the Docker engine is too slow: it sent ${bytes} bytes of ${what} in ${seconds} s, expected at least ${least}`,
    { hint: "Check the engine's log, and restart the engine if it hangs." }
  );
}
function brokenOff(what, cause) {
  return new import_shared_3.GateError("image-unreadable", `the Docker engine closed the connection while it sent ${what}`, {
    hint: "Check the engine's log; often the disk is full.",
    cause
  });
}
// src/image-source/in-place/overlay2-store.ts
// src/image-source/in-place/layer-folder.ts
var SLASH = 47;
var DOT = 46;
var SMALL_BYTES = 4096;
var MAX_FOLDERS = 1e5;
function openLayerFolder(directory, what) {
  const root = Buffer.from(`${directory}/`);
  const state = {
    path: root,
    rootLength: root.length,
    what,
    folders: /* @__PURE__ */ new Set(),
    lastFolder: Buffer.alloc(0),
    descriptor: -1,
    small: new Uint8Array(SMALL_BYTES),
    smallLength: 0
  };
  const close = () => {
    closeFile(state);
  };
  return {
    open: (name, size) => {
      close();
      openFile(state, isInLastFolder(state, name) ? name : toChecked(state, name), size);
    },
    readAt: (into, position) => {
      if (state.descriptor < 0) readSmall(state, into, position);
      else readAll(state.descriptor, into, { position, what });
    },
    close
  };
}
function closeFile(state) {
  const { descriptor } = state;
  state.smallLength = 0;
  state.descriptor = -1;
  if (descriptor >= 0) (0, import_node_fs.closeSync)(descriptor);
}
function openFile(state, name, size) {
  const { small, what } = state;
  state.descriptor = opened(() => (0, import_node_fs.openSync)(toPath(state, name, name.length), FLAGS), what);
  let isLeftOpen = false;
  try {
    if (size < SMALL_BYTES && readSome(state.descriptor, small) === size) return;
    checkPlain(state.descriptor, size, what);
    isLeftOpen = true;
  } finally {
    if (!isLeftOpen) closeFile(state);
    state.smallLength = isLeftOpen ? 0 : size;
  }
}
function toPath(state, name, length) {
  const end = state.rootLength + length;
  if (end > state.path.length) state.path = Buffer.concat([state.path, Buffer.alloc(end)]);
  name.copy(state.path, state.rootLength, 0, length);
  return state.path.subarray(0, end);
}
function readSome(descriptor, into) {
  try {
    return (0, import_node_fs.readSync)(descriptor, into, 0, into.length, 0);
  } catch {
    return -1;
  }
}
function readSmall({ small, smallLength, what }, into, position) {
  if (position + into.length > smallLength) throw notPlain(what, "ends early");
  into.set(small.subarray(position, position + into.length));
}
function isInLastFolder({ lastFolder }, name) {
  const { length } = lastFolder;
  if (name.length <= length || name[length] === DOT) return false;
  for (let at = length; at < name.length; at++) if (name[at] === SLASH) return false;
  for (let at = length - 1; at >= 0; at--) if (name[at] !== lastFolder[at]) return false;
  return true;
}
function toChecked(state, written) {
  const name = toRelative(written, state.what);
  checkFolders(state, name);
  state.lastFolder = Buffer.from(name.subarray(0, name.lastIndexOf(SLASH) + 1));
  return name;
}
function checkFolders(state, name) {
  const { folders, what } = state;
  const last = name.lastIndexOf(SLASH);
  if (last < 0 || folders.has(name.toString("latin1", 0, last))) return;
  if (folders.size >= MAX_FOLDERS) folders.clear();
  for (let end = name.indexOf(SLASH); end >= 0; end = name.indexOf(SLASH, end + 1)) {
    const folder = name.toString("latin1", 0, end);
    if (folders.has(folder)) continue;
    const status = opened(() => (0, import_node_fs.lstatSync)(toPath(state, name, end)), what);
    if (status.isSymbolicLink()) throw notPlain(what, "is reached by a link");
    folders.add(folder);
  }
}
function toRelative(name, what) {
  if (isClean(name)) return name;
  const parts = name.toString("latin1").split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0 || parts.includes("..")) throw notPlain(what, "leads out of its layer");
  return Buffer.from(parts.join("/"), "latin1");
}
function isClean(name) {
  let previous = SLASH;
  for (let at = 0; at < name.length; at++) {
    const byte = name[at] ?? 0;
    if (previous === SLASH && (byte === SLASH || byte === DOT)) return false;
    previous = byte;
  }
  return name.length > 0 && previous !== SLASH;
}
var FLAGS = import_node_fs.constants.O_RDONLY | import_node_fs.constants.O_NOFOLLOW | import_node_fs.constants.O_NONBLOCK;
function opened(work, what) {
  try {
    return work();
  } catch (cause) {
    throw notPlain(what, `cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
function checkPlain(descriptor, size, what) {
  const status = (0, import_node_fs.fstatSync)(descriptor);
  if (!status.isFile()) throw notPlain(what, "is not a regular file");
  if (status.size !== size) throw notPlain(what, `has ${status.size} bytes, expected ${size}`);
}
function readAll(descriptor, into, { position, what }) {
  for (let at = 0; at < into.length; ) {
    const count = (0, import_node_fs.readSync)(descriptor, into, at, into.length - at, position + at);
    if (count === 0) throw notPlain(what, "ends early");
    at += count;
  }
}
function notPlain(what, found) {
  return (0, import_shared_2.unreadable)(`a file of ${what} ${found}`);
}
// src/image-source/in-place/overlay2-layer.ts
var CHUNK_BYTES = 64 * 1024;
var ZEROS = new Uint8Array(1024 * 1024);
async function readOverlay2Layer({ diffID, directory, what }, split, options) {
  const size = await split.readSize();
  const content = createContent(openLayerFolder(directory, what));
  const { notedBlobBytes: _noted, ...required } = options.required;
  const reader = (0, import_shared_2.createLayerReader)({
    paths: options.paths,
    required,
    what,
    claimedSum: content.sum,
    readAt: content.readAt
  });
  const feed = {
    reader,
    content,
    estimate: (0, import_shared_2.createTransferEstimate)(size),
    position: 0,
    buffer: new Uint8Array(CHUNK_BYTES)
  };
  await split.readPieces((piece) => {
    options.signal?.throwIfAborted();
    return piece.kind === "segment" ? push(feed, piece.bytes) : pushFile(feed, piece);
  });
  const table = reader.finish(diffID);
  const blob = feed.estimate.end().then((transferBytes) => ({
    ...{ digest: diffID, size, compression: "none", table },
    ...{ transferBytes, transferEstimated: true }
  }));
  return { blob };
}
function createContent(folder) {
  let placed;
  let isOpen = false;
  return {
    place: (file, position) => {
      placed = { file, position };
    },
    readAt: (into, position) => {
      if (placed === void 0) throw new RangeError("there is no content");
      if (!isOpen) folder.open(placed.file.name, placed.file.size);
      isOpen = true;
      folder.readAt(into, position - placed.position);
    },
    sum: () => placed?.file.sum() ?? 0,
    close: () => {
      isOpen = false;
      folder.close();
    }
  };
}
function push(feed, bytes) {
  feed.reader.push(bytes);
  feed.position += bytes.length;
  return feed.estimate.write(bytes);
}
function pushFile(feed, file) {
  const { content, position } = feed;
  content.place(file, position);
  let wait;
  try {
    wait = pushContent(feed, position + file.size);
  } finally {
    if (wait === void 0) content.close();
  }
  return wait?.finally(content.close);
}
function pushContent(feed, end) {
  while (feed.position < end) {
    const idle = Math.min(feed.reader.idle(), end - feed.position);
    const wait = idle > 0 ? skip(feed, idle) : push(feed, readNext(feed, end - feed.position));
    if (wait !== void 0) return wait.then(() => pushContent(feed, end));
  }
  return void 0;
}
function skip(feed, idle) {
  const { estimate, position, reader } = feed;
  const most = estimate.isEager(position, ZEROS.length) ? CHUNK_BYTES : ZEROS.length;
  const length = Math.min(idle, most);
  const bytes = estimate.isEager(position, length) ? readNext(feed, length) : ZEROS.subarray(0, length);
  reader.skip(length);
  feed.position += length;
  return estimate.write(bytes);
}
function readNext({ buffer, content, position }, length) {
  const bytes = buffer.subarray(0, length);
  content.readAt(bytes, position);
  return bytes;
}
// src/image-source/in-place/tar-split.ts
// src/image-source/in-place/tar-lines.ts
var MAX_LINE_BYTES2 = 64 * 1024 * 1024;
var MEMORY_BYTES = 64 * 1024;
var NEWLINE = 10;
async function readTarLines(chunks, take2, what) {
  const rest = createRest(what);
  const memory = Buffer.allocUnsafe(MEMORY_BYTES);
  for await (const chunk of chunks) {
    if (!chunk.includes(NEWLINE)) {
      rest.add(chunk);
      continue;
    }
    const lines = { text: rest.take(chunk), at: 0, memory };
    await take2(lines);
    rest.add(lines.text.subarray(lines.at));
  }
  const last = rest.take(NOTHING);
  if (last.length > 0) await take2({ text: Buffer.concat([last, Buffer.of(NEWLINE)]), at: 0, memory });
}
var NOTHING = Buffer.alloc(0);
function createRest(what) {
  let parts = [];
  let length = 0;
  return {
    add: (bytes) => {
      length += bytes.length;
      if (length > MAX_LINE_BYTES2)
        throw (0, import_shared_2.unreadable)(`${what} has a line of more than ${MAX_LINE_BYTES2} bytes`);
      if (bytes.length > 0) parts.push(bytes);
    },
    take: (bytes) => {
      const all = parts.length === 0 ? bytes : Buffer.concat([...parts, bytes]);
      parts = [];
      length = 0;
      return all;
    }
  };
}
// src/image-source/in-place/tar-piece.ts
function parseTarPiece(cursor, what) {
  return toSegment(cursor) ?? toFile(cursor) ?? parseLine(cursor, what);
}
function parsePieceSize(cursor, what) {
  const start = after(cursor, cursor.at, SEGMENT);
  const end = findQuote(cursor, start);
  if ((end - start) % 4 === 0 && endLine2(cursor, end + 1)) return base64Bytes(cursor, start, end);
  const piece = toFile(cursor) ?? parseLine(cursor, what);
  return piece?.kind === "segment" ? piece.bytes.length : piece?.size;
}
var SEGMENT = Buffer.from('{"type":2,"payload":"');
var FILE = Buffer.from('{"type":1,"name":"');
var SIZE = Buffer.from('","size":');
var PAYLOAD = Buffer.from(',"payload":"');
var NO_PAYLOAD = Buffer.from('","payload":null');
var POSITION = Buffer.from(',"position":');
var END = Buffer.from("}\n");
var NEWLINE2 = 10;
var QUOTE = 34;
var BACKSLASH = 92;
var EQUALS = 61;
var ZERO = 48;
var SPACE = 32;
function toSegment(cursor) {
  const { text, memory } = cursor;
  const start = after(cursor, cursor.at, SEGMENT);
  const end = findQuote(cursor, start);
  if (end < 0) return void 0;
  const payload = text.toString("latin1", start, end);
  const isSmall = payload.length < memory.length;
  const bytes = isSmall ? memory.subarray(0, memory.write(payload, "base64")) : Buffer.from(payload, "base64");
  if (payload.length % 4 !== 0 || bytes.length !== base64Bytes(cursor, start, end)) return void 0;
  return endLine2(cursor, end + 1) ? { kind: "segment", bytes } : void 0;
}
function base64Bytes({ text }, start, end) {
  if (end === start) return 0;
  const padding = text[end - 1] !== EQUALS ? 0 : text[end - 2] !== EQUALS ? 1 : 2;
  return (end - start) / 4 * 3 - padding;
}
function toFile(cursor) {
  const { text } = cursor;
  const start = after(cursor, cursor.at, FILE);
  const end = findTextEnd(cursor, start);
  const digits = after(cursor, end, SIZE);
  const digitsEnd = findDigitsEnd(cursor, digits);
  const sum = after(cursor, digitsEnd, PAYLOAD);
  const sumEnd = findTextEnd(cursor, sum);
  if (endLine2(cursor, sumEnd + 1)) {
    const size = toNumber(cursor, digits, digitsEnd);
    const toSum = () => foldSum(text.toString("latin1", sum, sumEnd));
    return { kind: "file", name: text.subarray(start, end), size, sum: toSum };
  }
  if (!endLine2(cursor, after(cursor, end, NO_PAYLOAD))) return void 0;
  return { kind: "file", name: text.subarray(start, end), size: 0, sum: NO_SUM };
}
var NO_SUM = () => 0;
function after({ text }, at, expected) {
  if (at < 0) return -1;
  for (let index = 0; index < expected.length; index++) if (text[at + index] !== expected[index]) return -1;
  return at + expected.length;
}
function findQuote({ text }, from) {
  return from < 0 ? -1 : text.indexOf(QUOTE, from);
}
function findTextEnd({ text }, from) {
  if (from < 0) return -1;
  for (let at = from; at < text.length; at++) {
    const code = text[at] ?? 0;
    if (code === QUOTE) return at;
    if (code === BACKSLASH || code < SPACE) return -1;
  }
  return -1;
}
function findDigitsEnd({ text }, from) {
  if (from < 0) return -1;
  let at = from;
  while (isDigit(text[at] ?? 0)) at++;
  const isPadded = at - from > 1 && text[from] === ZERO;
  return at > from && at - from <= MAX_DIGITS && !isPadded ? at : -1;
}
function isDigit(code) {
  return code >= ZERO && code <= 57;
}
var MAX_DIGITS = 15;
function toNumber({ text }, start, end) {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + (text[at] ?? 0) - ZERO;
  return value;
}
function endLine2(cursor, at) {
  const number = after(cursor, at > 0 ? at : -1, POSITION);
  const end = after(cursor, findDigitsEnd(cursor, number), END);
  if (end >= 0) cursor.at = end;
  return end >= 0;
}
function parseLine(cursor, what) {
  const { text, at } = cursor;
  const end = text.indexOf(NEWLINE2, at);
  if (end < 0) return void 0;
  cursor.at = end + 1;
  return toPiece(parseEntry(text.toString("utf8", at, end), what), what);
}
function parseEntry(line, what) {
  try {
    const entry = JSON.parse(line);
    if (typeof entry === "object" && entry !== null) return entry;
  } catch {
    throw (0, import_shared_2.unreadable)(`${what} has a line that is not JSON`);
  }
  throw (0, import_shared_2.unreadable)(`${what} has a line that is not an entry`);
}
function toPiece({ type, name, name_raw: raw, size, payload }, what) {
  const text = typeof payload === "string" ? payload : "";
  if (type === 2) return { kind: "segment", bytes: toBytes(text, what) };
  if (type !== 1) throw (0, import_shared_2.unreadable)(`${what} has an entry of a type other than 1 and 2`);
  return { kind: "file", name: toName(name, raw), size: toCount(size, what), sum: () => foldSum(text) };
}
function toBytes(payload, what) {
  const bytes = Buffer.from(payload, "base64");
  if (payload.length % 4 === 0 && bytes.length === Buffer.byteLength(payload, "base64")) return bytes;
  throw (0, import_shared_2.unreadable)(`${what} has a segment that is not base64`);
}
function toCount(size, what) {
  if (size === void 0) return 0;
  if (typeof size === "number" && Number.isSafeInteger(size) && size >= 0) return size;
  throw (0, import_shared_2.unreadable)(`${what} has a file with an invalid size`);
}
function toName(name, raw) {
  if (typeof raw === "string" && raw !== "") return Buffer.from(raw, "base64");
  return Buffer.from(typeof name === "string" ? name : "", "utf8");
}
function foldSum(payload) {
  const bytes = Buffer.from(payload, "base64");
  return bytes.length === 8 ? (bytes.readUInt32BE(0) ^ bytes.readUInt32BE(4)) >>> 0 : 0;
}
// src/image-source/in-place/tar-split.ts
var MAX_KEPT_BYTES = 32 * 1024 * 1024;
var MAX_KEPT_FILE_BYTES = 4 * 1024 * 1024;
var CHUNK_BYTES2 = 256 * 1024;
function openTarSplit(file, what) {
  const kept = explained(what, readKept(file));
  kept.catch(() => void 0);
  const read = async (take2) => {
    const text = await kept;
    await explained(what, readTarLines(text === void 0 ? decompressed(file) : [text], take2, what));
  };
  return {
    readSize: async () => {
      let sum = 0;
      await read((lines) => {
        for (let size = parsePieceSize(lines, what); size !== void 0; size = parsePieceSize(lines, what))
          sum += size;
        return void 0;
      });
      return sum;
    },
    readPieces: (sink) => read((lines) => passOn2(lines, sink, what))
  };
}
async function passOn2(lines, sink, what) {
  for (let piece = parseTarPiece(lines, what); piece !== void 0; piece = parseTarPiece(lines, what)) {
    const wait = sink(piece);
    if (wait !== void 0) await wait;
  }
}
async function explained(what, work) {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof import_shared_3.GateError) throw cause;
    throw (0, import_shared_2.unreadable)(`${what} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
async function readKept(file) {
  if ((await (0, import_promises2.stat)(file)).size > MAX_KEPT_FILE_BYTES) return void 0;
  const packed = await (0, import_promises2.readFile)(file);
  const claimed = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4);
  const chunkSize = Math.max(CHUNK_BYTES2, Math.min(claimed + 1, MAX_KEPT_BYTES));
  try {
    return await (0, import_node_util.promisify)(import_node_zlib.gunzip)(packed, { chunkSize, maxOutputLength: MAX_KEPT_BYTES });
  } catch (cause) {
    if (cause.code === "ERR_BUFFER_TOO_LARGE") return void 0;
    throw cause;
  }
}
async function* decompressed(file) {
  const source = (0, import_node_fs2.createReadStream)(file);
  const stream = source.pipe((0, import_node_zlib.createGunzip)({ chunkSize: CHUNK_BYTES2 }));
  source.on("error", (error) => stream.destroy(error));
  try {
    for await (const chunk of stream) yield chunk;
  } finally {
    source.destroy();
    await (0, import_promises3.finished)(source).catch(() => void 0);
  }
}
// src/image-source/in-place/overlay2-store.ts
async function openOverlay2Image({ name, daemon, read, ask }, options) {
  const what = `\`${name}\``;
  const image = await ask(`/images/${encodeURI(name)}/json`);
  const { Id: id } = image;
  const folders = await findFolders({ daemon, ask }, image);
  if (!(0, import_shared_2.isDigest)(id)) throw (0, import_shared_2.unreadable)(`${what} has no config digest`);
  const config = await readSmallFile((0, import_node_path.join)(folders.images, hexOf(id)));
  const diffIDs = readDiffIDs(config, what);
  const layers = await Promise.all(
    chainIDs(diffIDs).map((chainID, ordinal) => findLayer(folders, chainID, `layer ${ordinal} of ${what}`))
  );
  const archive = [
    { Config: `${hexOf(id)}.json`, RepoTags: [], Layers: layers.map((_, ordinal) => String(ordinal)) }
  ];
  const parts = /* @__PURE__ */ new Map([
    ["manifest.json", Buffer.from(JSON.stringify(archive))],
    [`${hexOf(id)}.json`, config]
  ]);
  await readLayers(layers, read, options);
  return {
    what,
    readJson: (path) => Promise.resolve(parts.get(path)),
    readLayer: (path) => {
      const layer = layers[Number(path)];
      return Promise.resolve(layer && read.get(layer.diffID));
    }
  };
}
async function readLayers(layers, read, options) {
  const byDigest = new Map(layers.map((layer) => [layer.diffID, layer]));
  const unread = [...byDigest.values()].filter(({ diffID }) => !read.has(diffID));
  const start = (layer) => layer && { layer, split: openTarSplit(layer.tarSplit, layer.what) };
  let last = Promise.resolve();
  let current = start(unread[0]);
  for (let index = 1; current !== void 0; index++) {
    const { layer, split } = current;
    current = start(unread[index]);
    const { blob } = await readOverlay2Layer(layer, split, options);
    await last;
    last = blob.then((known) => read.set(layer.diffID, known));
  }
  await last;
}
async function findFolders({ daemon, ask }, image) {
  if (await (0, import_shared_2.socketOf)(daemon) === void 0)
    throw (0, import_shared_2.unreadable)("the Docker engine is not reached through a socket of this machine");
  const root = await asked((0, import_promises.realpath)(rootOf(image.GraphDriver) ?? await askRoot(ask)));
  const folders = {
    layers: (0, import_node_path.join)(root, "image", "overlay2", "layerdb", "sha256"),
    contents: (0, import_node_path.join)(root, "overlay2"),
    images: (0, import_node_path.join)(root, "image", "overlay2", "imagedb", "content", "sha256")
  };
  for (const folder of Object.values(folders)) await asked((0, import_promises.access)(folder, import_promises.constants.R_OK | import_promises.constants.X_OK));
  return folders;
}
function rootOf(driver) {
  const { Name: name, Data: found } = driver ?? {};
  const directory = found?.["UpperDir"];
  if (name !== "overlay2" || typeof directory !== "string") return void 0;
  return /^(\/.+)\/overlay2\/[0-9a-z]+\/diff$/.exec(directory)?.[1];
}
async function askRoot(ask) {
  const info = await ask("/info");
  const { Driver: driver, DockerRootDir: found } = info;
  if (driver !== "overlay2" || typeof found !== "string")
    throw (0, import_shared_2.unreadable)(`the Docker engine stores images with \`${String(driver)}\`, expected \`overlay2\``);
  return found;
}
async function asked(work) {
  try {
    return await work;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw (0, import_shared_2.unreadable)(`the Docker engine's folders cannot be read: ${reason}`);
  }
}
async function readSmallFile(path) {
  const { size } = await asked((0, import_promises.stat)(path));
  if (size > import_shared_2.MAX_JSON_BYTES)
    throw (0, import_shared_2.unreadable)(`\`${path}\` has ${size} bytes, expected at most ${import_shared_2.MAX_JSON_BYTES}`);
  return asked((0, import_promises.readFile)(path));
}
function readDiffIDs(config, what) {
  const parsed = JSON.parse(config.toString("utf8"));
  const diffIDs = parsed.rootfs?.diff_ids ?? [];
  if (!diffIDs.every(import_shared_2.isDigest)) throw (0, import_shared_2.unreadable)(`config of ${what} has layers that are not digests`);
  return diffIDs;
}
function chainIDs(diffIDs) {
  const chain = [];
  for (const diffID of diffIDs) {
    const below = chain.at(-1);
    const hash = (0, import_node_crypto.createHash)("sha256");
    chain.push(below === void 0 ? hexOf(diffID) : hash.update(`sha256:${below} ${diffID}`).digest("hex"));
  }
  return chain;
}
async function findLayer(folders, chainID, what) {
  const folder = (0, import_node_path.join)(folders.layers, chainID);
  const diffID = (await readSmallFile((0, import_node_path.join)(folder, "diff"))).toString("utf8").trim();
  if (!(0, import_shared_2.isDigest)(diffID)) throw (0, import_shared_2.unreadable)(`${what} has no diffID in the engine's folders`);
  const cacheID = (await readSmallFile((0, import_node_path.join)(folder, "cache-id"))).toString("utf8").trim();
  if (!/^[0-9a-z]{25,64}$/.test(cacheID)) throw (0, import_shared_2.unreadable)(`${what} has no folder among those of the engine`);
  const directory = (0, import_node_path.join)(folders.contents, cacheID, "diff");
  if (await asked((0, import_promises.realpath)(directory)) !== directory) throw (0, import_shared_2.unreadable)(`the folder of ${what} is a link`);
  return { diffID, directory, tarSplit: (0, import_node_path.join)(folder, "tar-split.json.gz"), what };
}
function hexOf(digest) {
  return digest.slice("sha256:".length);
}
// src/image-source/engine/docker-daemon.ts
async function openDaemonImage(reference, options) {
  const name = (0, import_shared_2.nameOf2)(reference);
  return await openInPlace(name, options) ?? await openSavedImage(name, options);
}
async function openSavedImage(name, options) {
  return (0, import_shared_2.readArchiveStream)(await openSave([name], options), options, { what: `\`${name}\`` });
}
async function openInPlace(name, options) {
  return options.inPlace && tryInPlace(name, options, options.inPlace);
}
async function tryInPlace(name, options, { read, notify }) {
  try {
    const daemon = options.daemon ?? await (0, import_shared_2.openDocker)();
    const asking = { ...options, what: `\`${name}\`` };
    const ask = (path) => (0, import_shared_2.askDaemon)(asking, (signal) => (0, import_shared_2.askEngine)(daemon, { path, signal }));
    const store = await openOverlay2Image({ name, daemon, read, ask }, options);
    notify({ code: "read-in-place", message: IN_PLACE });
    return store;
  } catch (error) {
    if (!(error instanceof import_shared_3.GateError && error.code === "image-unreadable")) throw error;
    notify({
      code: "not-read-in-place",
      message: `images are read through the engine and not in place: ${error.message}`
    });
    return void 0;
  }
}
var IN_PLACE = "layers were read from the engine's own folders: their digests are those that the engine reports and were not verified";
// src/image-source/layout/one-of-several.ts
async function narrowStore(store, wanted) {
  const bounded = (0, import_shared_2.boundJson)(store);
  const index = await narrowIndex(bounded, wanted.id);
  const archive = await narrowArchive(bounded, /* @__PURE__ */ new Set([wanted.id, ...index.configs]));
  if (index.count + archive.count === 0) throw notSent(store, wanted);
  const lists = /* @__PURE__ */ new Map([
    ["index.json", index.bytes],
    ["manifest.json", archive.bytes]
  ]);
  const named = (work) => work.catch((error) => {
    throw ofImage(wanted.what, error);
  });
  return {
    what: wanted.what,
    readJson: (path, kind) => lists.has(path) ? Promise.resolve(lists.get(path)) : named(store.readJson(path, kind)),
    readLayer: (path, descriptor) => named(store.readLayer(path, descriptor))
  };
}
async function narrowIndex(store, id) {
  const bytes = await store.readJson("index.json", "manifest");
  if (bytes === void 0) return { bytes, count: 0, configs: [] };
  const top = (0, import_shared_2.parseManifest2)(bytes, `manifest of ${store.what}`);
  if (top.kind === "manifest") throw (0, import_shared_2.unreadable)(`\`index.json\` of ${store.what} is not an index`);
  if (top.manifests.length > import_shared_2.MAX_MANIFESTS) throw tooMany(store, top.manifests.length);
  const configs = await Promise.all(top.manifests.map((descriptor) => readConfigDigest(store, descriptor)));
  const isOwn = (place) => top.manifests[place]?.digest === id || configs[place] === id;
  const own = top.manifests.filter((_, place) => isOwn(place));
  const isKept = (place) => {
    const descriptor = top.manifests[place];
    return isOwn(place) || own.some(({ digest }) => descriptor !== void 0 && (0, import_shared_2.isAbout)(descriptor, digest));
  };
  const json = JSON.parse(Buffer.from(bytes).toString("utf8"));
  return {
    bytes: toBytes2({ ...json, manifests: keep(json.manifests, isKept) }),
    count: own.length,
    configs: configs.filter((config, place) => config !== void 0 && isOwn(place))
  };
}
async function readConfigDigest(store, descriptor) {
  if (!(0, import_shared_2.isManifestType)(descriptor.mediaType)) return void 0;
  const bytes = await (0, import_shared_2.readPresent)(store, descriptor, { name: "manifest", kind: "manifest" });
  const manifest = bytes && (0, import_shared_2.parseManifest2)(bytes, `manifest \`${descriptor.digest}\` of ${store.what}`);
  return manifest?.kind === "manifest" ? manifest.config.digest : void 0;
}
async function narrowArchive(store, configs) {
  const bytes = await store.readJson("manifest.json", "blob");
  if (bytes === void 0) return { bytes, count: 0 };
  const entries = (0, import_shared_2.parseDockerArchiveManifest)(bytes, `\`manifest.json\` of ${store.what}`);
  const isKept = (place) => {
    const claimed = (0, import_shared_2.claimedConfigDigest)(entries[place]?.config ?? "");
    return claimed !== void 0 && (0, import_shared_2.isDigest)(claimed) && configs.has(claimed);
  };
  const kept = keep(JSON.parse(Buffer.from(bytes).toString("utf8")), isKept);
  return { bytes: toBytes2(kept), count: kept.length };
}
function keep(list, isKept) {
  return Array.isArray(list) ? list.filter((_, place) => isKept(place)) : [];
}
function toBytes2(json) {
  return Buffer.from(JSON.stringify(json));
}
function notSent(store, { what, id }) {
  return new import_shared_3.GateError(
    "image-unreadable",
    `the Docker engine did not send ${what} (\`${id}\`) when it was asked for ${store.what}`,
    { hint: "Run this again. If that does not help, restart Docker and build the image again." }
  );
}
function tooMany({ what }, count) {
  return new import_shared_3.GateError(
    "image-unreadable",
    `index of ${what} leads to ${count} manifests, expected at most ${import_shared_2.MAX_MANIFESTS}`
  );
}
function ofImage(what, error) {
  if (!(error instanceof import_shared_3.GateError)) return error;
  const hint = error.hint === void 0 ? {} : { hint: error.hint };
  return new import_shared_3.GateError(error.code, `${what} cannot be read: ${error.message}`, { ...hint, cause: error });
}
// src/image-source/engine/daemon-pair.ts
async function findDaemonPair(references, options) {
  try {
    const [one, other] = await Promise.all([
      findImage(references[0], options),
      findImage(references[1], options)
    ]);
    return one && other && isShared(one, other) ? { open: (both) => openPair([one, other], both) } : void 0;
  } catch (error) {
    options.signal?.throwIfAborted();
    if (mayBeElsewhere(error, references)) return void 0;
    throw error;
  }
}
function mayBeElsewhere(error, references) {
  if (!(error instanceof import_shared_3.GateError)) return false;
  return error.code !== "engine-unavailable" || references.some(({ isBare }) => isBare === true);
}
async function findImage(reference, options) {
  const image = await (0, import_shared_2.readDaemonImage)(reference, options);
  return (0, import_shared_2.isDigest)(image.id) ? { ...image, id: image.id, reference } : void 0;
}
function isShared(one, other) {
  const layers = new Set(one.layers);
  return one.id === other.id || other.layers.some((layer) => layers.has(layer));
}
async function openPair(pair, options) {
  const stores = await openBothInPlace(pair, options) ?? await openSavedPair(pair, options[0]);
  if (stores === void 0) return void 0;
  const open = (at) => {
    const { platform, label = (0, import_shared_3.renderImageReference)(pair[at].reference) } = options[at];
    return (0, import_shared_2.readImage)((0, import_shared_2.boundJson)(stores[at]), platform === void 0 ? {} : { platform }, label);
  };
  return [await open(0), await open(1)];
}
async function openBothInPlace([one, other], [oneOptions, otherOptions]) {
  const first = await openInPlace(one.name, oneOptions);
  const second = await openInPlace(other.name, otherOptions);
  if (first === void 0 && second === void 0) return void 0;
  return [
    first ?? await openSavedImage(one.name, oneOptions),
    second ?? await openSavedImage(other.name, otherOptions)
  ];
}
async function openSavedPair(pair, options) {
  const names = [...new Map(pair.map(({ id, name }) => [id, name])).values()];
  const source = await orRefused(() => openSave(names, options), options);
  if (source === void 0) return void 0;
  const archive = { what: joinNames(names), images: names.length };
  const store = await (0, import_shared_2.readArchiveStream)(source, options, archive);
  const narrow = ({ id, name }) => narrowStore(store, { id, what: joinNames([name]) });
  return [await narrow(pair[0]), await narrow(pair[1])];
}
async function orRefused(open, { signal }) {
  try {
    return await open();
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof import_shared_3.GateError && error.code !== "engine-unavailable") return void 0;
    throw error;
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  findDaemonPair,
  openDaemonImage
});
