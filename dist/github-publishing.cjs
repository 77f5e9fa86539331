var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all2) => {
  for (var name2 in all2)
    __defProp(target, name2, { get: all2[name2], enumerable: true });
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
  NO_REPORT_FILES: () => NO_REPORT_FILES,
  RENDERERS: () => RENDERERS,
  RUN_RENDERERS: () => RUN_RENDERERS,
  UNCHANGED_RENDERERS: () => UNCHANGED_RENDERERS,
  keepHistory: () => keepHistory,
  keepRunHistory: () => keepRunHistory,
  publish: () => publish,
  publishNoVerdict: () => publishNoVerdict,
  publishRun: () => publishRun,
  publishRunToPull: () => publishRunToPull,
  publishToPull: () => publishToPull,
  publishUnchanged: () => publishUnchanged,
  publishUnchangedComment: () => publishUnchangedComment,
  readMarker: () => readMarker,
  readPayload: () => readPayload,
  readReport: () => readReport,
  readRunEvent: () => readRunEvent,
  readRunPlace: () => readRunPlace,
  readWaiver: () => readWaiver,
  renderRunTerminal: () => renderRunTerminal,
  reportNames: () => import_shared_2.reportNames,
  runLine: () => runLine,
  summarizeNoVerdict: () => summarizeNoVerdict,
  tell: () => tell,
  toOutputs: () => toOutputs,
  toRunOutputs: () => toRunOutputs,
  writeReportFiles: () => writeReportFiles,
  writeRunReportFiles: () => writeRunReportFiles,
  writeSummary: () => writeSummary,
  writeUnchangedFiles: () => writeUnchangedFiles
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_1 = require("./shared-1.cjs");
var import_shared_2 = require("./shared-2.cjs");
var import_shared_3 = require("./shared-3.cjs");
var import_promises = require("node:fs/promises");
var import_node_crypto = require("node:crypto");
var import_node_crypto2 = require("node:crypto");
var import_node_crypto3 = require("node:crypto");
var import_node_crypto4 = require("node:crypto");
var import_promises2 = require("node:fs/promises");
var import_node_path = require("node:path");
var import_promises3 = require("node:fs/promises");
var import_node_path2 = require("node:path");
var import_node_crypto5 = require("node:crypto");
var import_node_zlib = require("node:zlib");
var import_node_crypto6 = require("node:crypto");
var import_node_crypto7 = require("node:crypto");
var import_node_crypto8 = require("node:crypto");
var import_node_crypto9 = require("node:crypto");
var import_node_fs = require("node:fs");
var import_promises4 = require("node:fs/promises");
// node_modules/pend/index.js
var require_pend = (0, import_shared_3.__commonJS)({
  "node_modules/pend/index.js"(exports2, module2) {
    module2.exports = Pend;
    function Pend() {
      this.pending = 0;
      this.max = Infinity;
      this.listeners = [];
      this.waiting = [];
      this.error = null;
    }
    Pend.prototype.go = function(fn) {
      if (this.pending < this.max) {
        pendGo(this, fn);
      } else {
        this.waiting.push(fn);
      }
    };
    Pend.prototype.wait = function(cb) {
      if (this.pending === 0) {
        cb(this.error);
      } else {
        this.listeners.push(cb);
      }
    };
    Pend.prototype.hold = function() {
      return pendHold(this);
    };
    function pendHold(self) {
      self.pending += 1;
      var called = false;
      return onCb;
      function onCb(err) {
        if (called) throw new Error("callback called twice");
        called = true;
        self.error = self.error || err;
        self.pending -= 1;
        if (self.waiting.length > 0 && self.pending < self.max) {
          pendGo(self, self.waiting.shift());
        } else if (self.pending === 0) {
          var listeners = self.listeners;
          self.listeners = [];
          listeners.forEach(cbListener);
        }
      }
      function cbListener(listener) {
        listener(self.error);
      }
    }
    function pendGo(self, fn) {
      fn(pendHold(self));
    }
  }
});
// node_modules/yauzl/fd-slicer.js
var require_fd_slicer = (0, import_shared_3.__commonJS)({
  "node_modules/yauzl/fd-slicer.js"(exports2) {
    var fs = (0, import_shared_3.__require)("fs");
    var util = (0, import_shared_3.__require)("util");
    var stream = (0, import_shared_3.__require)("stream");
    var Readable = stream.Readable;
    var PassThrough = stream.PassThrough;
    var Pend = require_pend();
    var EventEmitter = (0, import_shared_3.__require)("events").EventEmitter;
    exports2.BufferSlicer = BufferSlicer;
    exports2.FdSlicer = FdSlicer;
    util.inherits(FdSlicer, EventEmitter);
    function FdSlicer(fd) {
      EventEmitter.call(this);
      this.fd = fd;
      this.pend = new Pend();
      this.pend.max = 1;
      this.refCount = 0;
    }
    FdSlicer.prototype.read = function(buffer, offset, length, position, callback) {
      var self = this;
      self.pend.go(function(cb) {
        fs.read(self.fd, buffer, offset, length, position, function(err, bytesRead, buffer2) {
          cb();
          callback(err, bytesRead, buffer2);
        });
      });
    };
    FdSlicer.prototype.createReadStream = function(options2) {
      return new ReadStream(this, options2);
    };
    FdSlicer.prototype.ref = function() {
      this.refCount += 1;
    };
    FdSlicer.prototype.unref = function() {
      var self = this;
      self.refCount -= 1;
      if (self.refCount < 0) throw new Error("invalid unref");
      if (self.refCount > 0) return;
      fs.close(self.fd, onCloseDone);
      function onCloseDone(err) {
        if (err) {
          self.emit("error", err);
        } else {
          self.emit("close");
        }
      }
    };
    util.inherits(ReadStream, Readable);
    function ReadStream(context, options2) {
      options2 = options2 || {};
      Readable.call(this, options2);
      this.context = context;
      this.context.ref();
      this.start = options2.start || 0;
      this.endOffset = options2.end;
      this.pos = this.start;
    }
    ReadStream.prototype._read = function(n) {
      var self = this;
      var toRead = Math.min(self._readableState.highWaterMark, n);
      if (self.endOffset != null) {
        toRead = Math.min(toRead, self.endOffset - self.pos);
      }
      if (toRead <= 0) {
        self.push(null);
        this._cleanup();
        return;
      }
      self.context.pend.go(function(cb) {
        var buffer = Buffer.allocUnsafe(toRead);
        fs.read(self.context.fd, buffer, 0, toRead, self.pos, function(err, bytesRead) {
          if (err) {
            self.destroy(err);
          } else if (bytesRead === 0) {
            self.push(null);
            self._cleanup();
          } else {
            self.pos += bytesRead;
            self.push(buffer.slice(0, bytesRead));
          }
          cb();
        });
      });
    };
    ReadStream.prototype._destroy = function(err, cb) {
      this._cleanup();
      cb(err);
    };
    ReadStream.prototype._cleanup = function() {
      if (this.context != null) {
        this.context.unref();
        this.context = null;
      }
    };
    util.inherits(BufferSlicer, EventEmitter);
    function BufferSlicer(buffer) {
      EventEmitter.call(this);
      this.refCount = 0;
      this.buffer = buffer;
    }
    BufferSlicer.prototype.read = function(buffer, offset, length, position, callback) {
      if (!(0 <= offset && offset <= buffer.length)) throw new RangeError("offset outside buffer: 0 <= " + offset + " <= " + buffer.length);
      if (position < 0) throw new RangeError("position is negative: " + position);
      if (offset + length > buffer.length) {
        length = buffer.length - offset;
      }
      if (position + length > this.buffer.length) {
        length = this.buffer.length - position;
      }
      if (length <= 0) {
        setImmediate(function() {
          callback(null, 0);
        });
        return;
      }
      this.buffer.copy(buffer, offset, position, position + length);
      setImmediate(function() {
        callback(null, length);
      });
    };
    BufferSlicer.prototype.createReadStream = function(options2) {
      options2 = options2 || {};
      var readStream = new PassThrough(options2);
      readStream.start = options2.start || 0;
      readStream.endOffset = options2.end;
      readStream.pos = readStream.endOffset || this.buffer.length;
      var entireSlice = this.buffer.slice(readStream.start, readStream.pos);
      var maxChunkSize = 65536;
      var offset = 0;
      while (true) {
        var nextOffset = offset + maxChunkSize;
        if (nextOffset >= entireSlice.length) {
          if (offset < entireSlice.length) {
            readStream.write(entireSlice.slice(offset, entireSlice.length));
          }
          break;
        }
        readStream.write(entireSlice.slice(offset, nextOffset));
        offset = nextOffset;
      }
      readStream.end();
      return readStream;
    };
    BufferSlicer.prototype.ref = function() {
      this.refCount += 1;
    };
    BufferSlicer.prototype.unref = function() {
      this.refCount -= 1;
      if (this.refCount < 0) {
        throw new Error("invalid unref");
      }
    };
  }
});
// node_modules/yauzl/crc32.js
var require_crc32 = (0, import_shared_3.__commonJS)({
  "node_modules/yauzl/crc32.js"(exports2, module2) {
    var CRC_TABLE = new Int32Array([
      0,
      1996959894,
      3993919788,
      2567524794,
      124634137,
      1886057615,
      3915621685,
      2657392035,
      249268274,
      2044508324,
      3772115230,
      2547177864,
      162941995,
      2125561021,
      3887607047,
      2428444049,
      498536548,
      1789927666,
      4089016648,
      2227061214,
      450548861,
      1843258603,
      4107580753,
      2211677639,
      325883990,
      1684777152,
      4251122042,
      2321926636,
      335633487,
      1661365465,
      4195302755,
      2366115317,
      997073096,
      1281953886,
      3579855332,
      2724688242,
      1006888145,
      1258607687,
      3524101629,
      2768942443,
      901097722,
      1119000684,
      3686517206,
      2898065728,
      853044451,
      1172266101,
      3705015759,
      2882616665,
      651767980,
      1373503546,
      3369554304,
      3218104598,
      565507253,
      1454621731,
      3485111705,
      3099436303,
      671266974,
      1594198024,
      3322730930,
      2970347812,
      795835527,
      1483230225,
      3244367275,
      3060149565,
      1994146192,
      31158534,
      2563907772,
      4023717930,
      1907459465,
      112637215,
      2680153253,
      3904427059,
      2013776290,
      251722036,
      2517215374,
      3775830040,
      2137656763,
      141376813,
      2439277719,
      3865271297,
      1802195444,
      476864866,
      2238001368,
      4066508878,
      1812370925,
      453092731,
      2181625025,
      4111451223,
      1706088902,
      314042704,
      2344532202,
      4240017532,
      1658658271,
      366619977,
      2362670323,
      4224994405,
      1303535960,
      984961486,
      2747007092,
      3569037538,
      1256170817,
      1037604311,
      2765210733,
      3554079995,
      1131014506,
      879679996,
      2909243462,
      3663771856,
      1141124467,
      855842277,
      2852801631,
      3708648649,
      1342533948,
      654459306,
      3188396048,
      3373015174,
      1466479909,
      544179635,
      3110523913,
      3462522015,
      1591671054,
      702138776,
      2966460450,
      3352799412,
      1504918807,
      783551873,
      3082640443,
      3233442989,
      3988292384,
      2596254646,
      62317068,
      1957810842,
      3939845945,
      2647816111,
      81470997,
      1943803523,
      3814918930,
      2489596804,
      225274430,
      2053790376,
      3826175755,
      2466906013,
      167816743,
      2097651377,
      4027552580,
      2265490386,
      503444072,
      1762050814,
      4150417245,
      2154129355,
      426522225,
      1852507879,
      4275313526,
      2312317920,
      282753626,
      1742555852,
      4189708143,
      2394877945,
      397917763,
      1622183637,
      3604390888,
      2714866558,
      953729732,
      1340076626,
      3518719985,
      2797360999,
      1068828381,
      1219638859,
      3624741850,
      2936675148,
      906185462,
      1090812512,
      3747672003,
      2825379669,
      829329135,
      1181335161,
      3412177804,
      3160834842,
      628085408,
      1382605366,
      3423369109,
      3138078467,
      570562233,
      1426400815,
      3317316542,
      2998733608,
      733239954,
      1555261956,
      3268935591,
      3050360625,
      752459403,
      1541320221,
      2607071920,
      3965973030,
      1969922972,
      40735498,
      2617837225,
      3943577151,
      1913087877,
      83908371,
      2512341634,
      3803740692,
      2075208622,
      213261112,
      2463272603,
      3855990285,
      2094854071,
      198958881,
      2262029012,
      4057260610,
      1759359992,
      534414190,
      2176718541,
      4139329115,
      1873836001,
      414664567,
      2282248934,
      4279200368,
      1711684554,
      285281116,
      2405801727,
      4167216745,
      1634467795,
      376229701,
      2685067896,
      3608007406,
      1308918612,
      956543938,
      2808555105,
      3495958263,
      1231636301,
      1047427035,
      2932959818,
      3654703836,
      1088359270,
      936918e3,
      2847714899,
      3736837829,
      1202900863,
      817233897,
      3183342108,
      3401237130,
      1404277552,
      615818150,
      3134207493,
      3453421203,
      1423857449,
      601450431,
      3009837614,
      3294710456,
      1567103746,
      711928724,
      3020668471,
      3272380065,
      1510334235,
      755167117
    ]);
    function crc322(buf) {
      let crc = -1;
      for (let x of buf) {
        crc = CRC_TABLE[(crc ^ x) & 255] ^ crc >>> 8;
      }
      return (crc ^ -1) >>> 0;
    }
    module2.exports = crc322;
  }
});
// node_modules/yauzl/index.js
var require_yauzl = (0, import_shared_3.__commonJS)({
  "node_modules/yauzl/index.js"(exports2) {
    var fs = (0, import_shared_3.__require)("fs");
    var zlib = (0, import_shared_3.__require)("zlib");
    var fd_slicer = require_fd_slicer();
    var util = (0, import_shared_3.__require)("util");
    var EventEmitter = (0, import_shared_3.__require)("events").EventEmitter;
    var Transform = (0, import_shared_3.__require)("stream").Transform;
    var PassThrough = (0, import_shared_3.__require)("stream").PassThrough;
    var Writable = (0, import_shared_3.__require)("stream").Writable;
    var crc322 = typeof zlib.crc32 === "function" ? zlib.crc32 : require_crc32();
    exports2.open = open2;
    exports2.fromFd = fromFd;
    exports2.fromBuffer = fromBuffer;
    exports2.fromRandomAccessReader = fromRandomAccessReader;
    exports2.openPromise = openPromise;
    exports2.fromFdPromise = fromFdPromise;
    exports2.fromBufferPromise = fromBufferPromise2;
    exports2.fromRandomAccessReaderPromise = fromRandomAccessReaderPromise;
    exports2.dosDateTimeToDate = dosDateTimeToDate;
    exports2.getFileNameLowLevel = getFileNameLowLevel;
    exports2.validateFileName = validateFileName;
    exports2.parseExtraFields = parseExtraFields;
    exports2.ZipFile = ZipFile;
    exports2.Entry = Entry;
    exports2.LocalFileHeader = LocalFileHeader;
    exports2.RandomAccessReader = RandomAccessReader;
    function openPromise(path, options2) {
      return new Promise((resolve, reject) => {
        open2(path, { ...options2, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function fromFdPromise(fd, options2) {
      return new Promise((resolve, reject) => {
        fromFd(fd, { ...options2, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function fromBufferPromise2(buffer, options2) {
      return new Promise((resolve, reject) => {
        fromBuffer(buffer, { ...options2, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function fromRandomAccessReaderPromise(reader, totalSize, options2) {
      return new Promise((resolve, reject) => {
        fromRandomAccessReader(reader, totalSize, { ...options2, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function open2(path, options2, callback) {
      if (typeof options2 === "function") {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
      if (options2.autoClose == null) options2.autoClose = true;
      if (options2.lazyEntries == null) options2.lazyEntries = false;
      if (options2.decodeStrings == null) options2.decodeStrings = true;
      if (options2.validateEntrySizes == null) options2.validateEntrySizes = true;
      if (options2.strictFileNames == null) options2.strictFileNames = false;
      if (callback == null) callback = defaultCallback;
      fs.open(path, "r", function(err, fd) {
        if (err) return callback(err);
        fromFd(fd, options2, function(err2, zipfile) {
          if (err2) fs.close(fd, defaultCallback);
          callback(err2, zipfile);
        });
      });
    }
    function fromFd(fd, options2, callback) {
      if (typeof options2 === "function") {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
      if (options2.autoClose == null) options2.autoClose = false;
      if (options2.lazyEntries == null) options2.lazyEntries = false;
      if (options2.decodeStrings == null) options2.decodeStrings = true;
      if (options2.validateEntrySizes == null) options2.validateEntrySizes = true;
      if (options2.strictFileNames == null) options2.strictFileNames = false;
      if (callback == null) callback = defaultCallback;
      fs.fstat(fd, function(err, stats) {
        if (err) return callback(err);
        var reader = new fd_slicer.FdSlicer(fd);
        fromRandomAccessReader(reader, stats.size, options2, callback);
      });
    }
    function fromBuffer(buffer, options2, callback) {
      if (typeof options2 === "function") {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
      options2.autoClose = false;
      if (options2.lazyEntries == null) options2.lazyEntries = false;
      if (options2.decodeStrings == null) options2.decodeStrings = true;
      if (options2.validateEntrySizes == null) options2.validateEntrySizes = true;
      if (options2.strictFileNames == null) options2.strictFileNames = false;
      var reader = new fd_slicer.BufferSlicer(buffer);
      fromRandomAccessReader(reader, buffer.length, options2, callback);
    }
    function fromRandomAccessReader(reader, totalSize, options2, callback) {
      if (typeof options2 === "function") {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
      if (options2.autoClose == null) options2.autoClose = true;
      if (options2.lazyEntries == null) options2.lazyEntries = false;
      if (options2.decodeStrings == null) options2.decodeStrings = true;
      var decodeStrings = !!options2.decodeStrings;
      if (options2.validateEntrySizes == null) options2.validateEntrySizes = true;
      if (options2.strictFileNames == null) options2.strictFileNames = false;
      if (callback == null) callback = defaultCallback;
      if (typeof totalSize !== "number") throw new Error("expected totalSize parameter to be a number");
      if (totalSize > Number.MAX_SAFE_INTEGER) {
        throw new Error("zip file too large. only file sizes up to 2^52 are supported due to JavaScript's Number type being an IEEE 754 double.");
      }
      reader.ref();
      var eocdrWithoutCommentSize = 22;
      var zip64EocdlSize = 20;
      var maxCommentSize = 65535;
      var bufferSize = Math.min(zip64EocdlSize + eocdrWithoutCommentSize + maxCommentSize, totalSize);
      var buffer = newBuffer(bufferSize);
      var bufferReadStart = totalSize - buffer.length;
      readAndAssertNoEof(reader, buffer, 0, bufferSize, bufferReadStart, function(err) {
        if (err) return callback(err);
        for (var i = bufferSize - eocdrWithoutCommentSize; i >= 0; i -= 1) {
          if (buffer.readUInt32LE(i) !== 101010256) continue;
          var eocdrBuffer = buffer.subarray(i);
          var diskNumber = eocdrBuffer.readUInt16LE(4);
          var entryCount = eocdrBuffer.readUInt16LE(10);
          var centralDirectoryOffset = eocdrBuffer.readUInt32LE(16);
          var commentLength = eocdrBuffer.readUInt16LE(20);
          var expectedCommentLength = eocdrBuffer.length - eocdrWithoutCommentSize;
          if (commentLength !== expectedCommentLength) {
            return callback(new Error("Invalid comment length. Expected: " + expectedCommentLength + ". Found: " + commentLength + ". Are there extra bytes at the end of the file? Or is the end of central dir signature `PK\u263A\u263B` in the comment?"));
          }
          var comment = decodeStrings ? decodeBuffer(eocdrBuffer.subarray(22), false) : eocdrBuffer.subarray(22);
          if (i - zip64EocdlSize >= 0 && buffer.readUInt32LE(i - zip64EocdlSize) === 117853008) {
            var zip64EocdlBuffer = buffer.subarray(i - zip64EocdlSize, i - zip64EocdlSize + zip64EocdlSize);
            var zip64EocdrOffset = readUInt64LE(zip64EocdlBuffer, 8);
            var zip64EocdrBuffer = newBuffer(56);
            return readAndAssertNoEof(reader, zip64EocdrBuffer, 0, zip64EocdrBuffer.length, zip64EocdrOffset, function(err2) {
              if (err2) return callback(err2);
              if (zip64EocdrBuffer.readUInt32LE(0) !== 101075792) {
                return callback(new Error("invalid zip64 end of central directory record signature"));
              }
              diskNumber = zip64EocdrBuffer.readUInt32LE(16);
              if (diskNumber !== 0) {
                return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
              }
              entryCount = readUInt64LE(zip64EocdrBuffer, 32);
              centralDirectoryOffset = readUInt64LE(zip64EocdrBuffer, 48);
              return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options2.autoClose, options2.lazyEntries, decodeStrings, options2.validateEntrySizes, options2.strictFileNames));
            });
          }
          if (diskNumber !== 0) {
            return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
          }
          return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options2.autoClose, options2.lazyEntries, decodeStrings, options2.validateEntrySizes, options2.strictFileNames));
        }
        callback(new Error("End of central directory record signature not found. Either not a zip file, or file is truncated."));
      });
    }
    util.inherits(ZipFile, EventEmitter);
    function ZipFile(reader, centralDirectoryOffset, fileSize, entryCount, comment, autoClose, lazyEntries, decodeStrings, validateEntrySizes, strictFileNames) {
      var self = this;
      EventEmitter.call(self);
      self.reader = reader;
      self.reader.on("error", function(err) {
        emitError(self, err);
      });
      self.reader.once("close", function() {
        self.emit("close");
      });
      self.readEntryCursor = centralDirectoryOffset;
      self.fileSize = fileSize;
      self.entryCount = entryCount;
      self.comment = comment;
      self.entriesRead = 0;
      self.autoClose = !!autoClose;
      self.lazyEntries = !!lazyEntries;
      self.decodeStrings = !!decodeStrings;
      self.validateEntrySizes = !!validateEntrySizes;
      self.strictFileNames = !!strictFileNames;
      self.isOpen = true;
      self.emittedError = false;
      self.hasEachEntryBeenCalled = false;
      if (!self.lazyEntries) self._readEntry();
    }
    ZipFile.prototype.close = function() {
      if (!this.isOpen) return;
      this.isOpen = false;
      this.reader.unref();
    };
    function emitErrorAndAutoClose(self, err) {
      if (self.autoClose) self.close();
      emitError(self, err);
    }
    function emitError(self, err) {
      if (self.emittedError) return;
      self.emittedError = true;
      self.emit("error", err);
    }
    ZipFile.prototype.readEntry = function() {
      if (!this.lazyEntries) throw new Error("readEntry() called without lazyEntries:true");
      this._readEntry();
    };
    ZipFile.prototype._readEntry = function() {
      var self = this;
      if (self.entryCount === self.entriesRead) {
        setImmediate(function() {
          if (self.autoClose) self.close();
          if (self.emittedError) return;
          self.emit("end");
        });
        return;
      }
      if (self.emittedError) return;
      var buffer = newBuffer(46);
      readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
        if (err) return emitErrorAndAutoClose(self, err);
        if (self.emittedError) return;
        var entry = new Entry();
        var signature = buffer.readUInt32LE(0);
        if (signature !== 33639248) return emitErrorAndAutoClose(self, new Error("invalid central directory file header signature: 0x" + signature.toString(16)));
        entry.versionMadeBy = buffer.readUInt16LE(4);
        entry.versionNeededToExtract = buffer.readUInt16LE(6);
        entry.generalPurposeBitFlag = buffer.readUInt16LE(8);
        entry.compressionMethod = buffer.readUInt16LE(10);
        entry.lastModFileTime = buffer.readUInt16LE(12);
        entry.lastModFileDate = buffer.readUInt16LE(14);
        entry.crc32 = buffer.readUInt32LE(16);
        entry.compressedSize = buffer.readUInt32LE(20);
        entry.uncompressedSize = buffer.readUInt32LE(24);
        entry.fileNameLength = buffer.readUInt16LE(28);
        entry.extraFieldLength = buffer.readUInt16LE(30);
        entry.fileCommentLength = buffer.readUInt16LE(32);
        entry.internalFileAttributes = buffer.readUInt16LE(36);
        entry.externalFileAttributes = buffer.readUInt32LE(38);
        entry.relativeOffsetOfLocalHeader = buffer.readUInt32LE(42);
        if (entry.generalPurposeBitFlag & 64) return emitErrorAndAutoClose(self, new Error("strong encryption is not supported"));
        self.readEntryCursor += 46;
        buffer = newBuffer(entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength);
        readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err2) {
          if (err2) return emitErrorAndAutoClose(self, err2);
          if (self.emittedError) return;
          entry.fileNameRaw = buffer.subarray(0, entry.fileNameLength);
          var fileCommentStart = entry.fileNameLength + entry.extraFieldLength;
          entry.extraFieldRaw = buffer.subarray(entry.fileNameLength, fileCommentStart);
          entry.fileCommentRaw = buffer.subarray(fileCommentStart, fileCommentStart + entry.fileCommentLength);
          try {
            entry.extraFields = parseExtraFields(entry.extraFieldRaw);
          } catch (err3) {
            return emitErrorAndAutoClose(self, err3);
          }
          if (self.decodeStrings) {
            var isUtf8 = (entry.generalPurposeBitFlag & 2048) !== 0;
            entry.fileComment = decodeBuffer(entry.fileCommentRaw, isUtf8);
            entry.fileName = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, self.strictFileNames);
            var errorMessage = validateFileName(entry.fileName);
            if (errorMessage != null) return emitErrorAndAutoClose(self, new Error(errorMessage));
          } else {
            entry.fileComment = entry.fileCommentRaw;
            entry.fileName = entry.fileNameRaw;
          }
          entry.comment = entry.fileComment;
          self.readEntryCursor += buffer.length;
          self.entriesRead += 1;
          for (var i = 0; i < entry.extraFields.length; i++) {
            var extraField = entry.extraFields[i];
            if (extraField.id !== 1) continue;
            var zip64EiefBuffer = extraField.data;
            var index2 = 0;
            if (entry.uncompressedSize === 4294967295) {
              if (index2 + 8 > zip64EiefBuffer.length) {
                return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include uncompressed size"));
              }
              entry.uncompressedSize = readUInt64LE(zip64EiefBuffer, index2);
              index2 += 8;
            }
            if (entry.compressedSize === 4294967295) {
              if (index2 + 8 > zip64EiefBuffer.length) {
                return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include compressed size"));
              }
              entry.compressedSize = readUInt64LE(zip64EiefBuffer, index2);
              index2 += 8;
            }
            if (entry.relativeOffsetOfLocalHeader === 4294967295) {
              if (index2 + 8 > zip64EiefBuffer.length) {
                return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include relative header offset"));
              }
              entry.relativeOffsetOfLocalHeader = readUInt64LE(zip64EiefBuffer, index2);
              index2 += 8;
            }
            break;
          }
          if (self.validateEntrySizes && entry.compressionMethod === 0) {
            var expectedCompressedSize = entry.uncompressedSize;
            if (entry.isEncrypted()) {
              expectedCompressedSize += 12;
            }
            if (entry.compressedSize !== expectedCompressedSize) {
              var msg = "compressed/uncompressed size mismatch for stored file: " + entry.compressedSize + " != " + entry.uncompressedSize;
              return emitErrorAndAutoClose(self, new Error(msg));
            }
          }
          self.emit("entry", entry);
          if (!self.lazyEntries) self._readEntry();
        });
      });
    };
    ZipFile.prototype.eachEntry = function() {
      const self = this;
      if (!self.lazyEntries) throw new Error("eachEntry() requires lazyEntries: true");
      if (self.hasEachEntryBeenCalled) throw new Error("eachEntry() must only be called once per ZipFile");
      self.hasEachEntryBeenCalled = true;
      let pendingResolveReject = null;
      self.on("entry", onEntry);
      self.on("end", onEnd);
      self.on("error", onError);
      function cleanup() {
        self.removeListener("entry", onEntry);
        self.removeListener("end", onEnd);
        self.removeListener("error", onError);
        if (self.autoClose) self.close();
      }
      function onEntry(entry) {
        let { resolve } = pendingResolveReject;
        pendingResolveReject = null;
        resolve({ value: entry });
      }
      function onEnd() {
        let { resolve } = pendingResolveReject;
        pendingResolveReject = null;
        cleanup();
        resolve({ done: true });
      }
      function onError(err) {
        let { reject } = pendingResolveReject;
        pendingResolveReject = null;
        cleanup();
        reject(err);
      }
      return {
        [Symbol.asyncIterator]() {
          return this;
        },
        next() {
          const promise = new Promise((resolve, reject) => {
            if (pendingResolveReject != null) throw new Error("next() called before previous Promise was resolved.");
            pendingResolveReject = { resolve, reject };
          });
          self.readEntry();
          return promise;
        },
        return(value) {
          cleanup();
          return Promise.resolve({ done: true, value });
        },
        throw(value) {
          cleanup();
          return Promise.reject(value);
        }
      };
    };
    ZipFile.prototype.openReadStream = function(entry, options2, callback) {
      var self = this;
      var relativeStart = 0;
      var relativeEnd = entry.compressedSize;
      if (callback == null) {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) {
        options2 = {};
      } else {
        if (options2.decodeFileData === false) {
          if (options2.decrypt != null) {
            throw new Error("cannot use options.decrypt when options.decodeFileData === false");
          }
          if (options2.decompress != null) {
            throw new Error("cannot use options.decompress when options.decodeFileData === false");
          }
        } else {
          if (options2.decrypt != null) {
            if (!entry.isEncrypted()) {
              throw new Error("options.decrypt can only be specified for encrypted entries. See also option decodeFileData.");
            }
            if (options2.decrypt !== false) throw new Error("invalid options.decrypt value: " + options2.decrypt);
            if (entry.isCompressed()) {
              if (options2.decompress !== false) throw new Error("entry is encrypted and compressed, and options.decompress !== false. See also option decodeFileData.");
            }
          }
          if (options2.decompress != null) {
            if (!entry.isCompressed()) {
              throw new Error("options.decompress can only be specified for compressed entries. See also option decodeFileData.");
            }
            if (!(options2.decompress === false || options2.decompress === true)) {
              throw new Error("invalid options.decompress value: " + options2.decompress);
            }
            decompress = options2.decompress;
          }
        }
        if (options2.start != null) {
          relativeStart = options2.start;
          if (relativeStart < 0) throw new Error("options.start < 0");
          if (relativeStart > entry.compressedSize) throw new Error("options.start > entry.compressedSize");
        }
        if (options2.end != null) {
          relativeEnd = options2.end;
          if (relativeEnd < 0) throw new Error("options.end < 0");
          if (relativeEnd > entry.compressedSize) throw new Error("options.end > entry.compressedSize");
          if (relativeEnd < relativeStart) throw new Error("options.end < options.start");
        }
      }
      var rawMode = options2.decodeFileData === false || // Explicitly requested raw.
      (entry.compressionMethod === 0 || // Naturally without compression.
      entry.compressionMethod === 8 && options2.decompress === false) && (!entry.isEncrypted() || // Naturally without encryption.
      options2.decrypt === false);
      if (options2.start != null || options2.end != null) {
        if (!rawMode) throw new Error("start/end range require options.decodeFileData === false for non-trivial encoded entries.");
      }
      if (!self.isOpen) return callback(new Error("closed"));
      if (entry.isEncrypted() && !rawMode) {
        if (options2.decrypt !== false) return callback(new Error("entry is encrypted, and options.decodeFileData !== false"));
      }
      var decompress;
      if (rawMode) {
        decompress = false;
      } else if (entry.compressionMethod === 8) {
        decompress = options2.decodeFileData !== true;
      } else {
        return callback(new Error("unsupported compression method: " + entry.compressionMethod));
      }
      self.readLocalFileHeader(entry, { minimal: true }, function(err, localFileHeader) {
        if (err) return callback(err);
        self.openReadStreamLowLevel(
          localFileHeader.fileDataStart,
          entry.compressedSize,
          relativeStart,
          relativeEnd,
          decompress,
          entry.uncompressedSize,
          callback
        );
      });
    };
    ZipFile.prototype.openReadStreamLowLevel = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, callback) {
      var self = this;
      var fileDataEnd = fileDataStart + compressedSize;
      var readStream = self.reader.createReadStream({
        start: fileDataStart + relativeStart,
        end: fileDataStart + relativeEnd
      });
      var endpointStream = readStream;
      if (decompress) {
        var destroyed = false;
        var inflateFilter = zlib.createInflateRaw();
        readStream.on("error", function(err) {
          setImmediate(function() {
            if (!destroyed) inflateFilter.emit("error", err);
          });
        });
        readStream.pipe(inflateFilter);
        if (self.validateEntrySizes) {
          endpointStream = new AssertByteCountStream(uncompressedSize);
          inflateFilter.on("error", function(err) {
            setImmediate(function() {
              if (!destroyed) endpointStream.emit("error", err);
            });
          });
          inflateFilter.pipe(endpointStream);
        } else {
          endpointStream = inflateFilter;
        }
        installDestroyFn(endpointStream, function() {
          destroyed = true;
          if (inflateFilter !== endpointStream) inflateFilter.unpipe(endpointStream);
          readStream.unpipe(inflateFilter);
          readStream.destroy();
        });
      }
      callback(null, endpointStream);
    };
    ZipFile.prototype.readLocalFileHeader = function(entry, options2, callback) {
      var self = this;
      if (callback == null) {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
      self.reader.ref();
      var buffer = newBuffer(30);
      readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader, function(err) {
        try {
          if (err) return callback(err);
          var signature = buffer.readUInt32LE(0);
          if (signature !== 67324752) {
            return callback(new Error("invalid local file header signature: 0x" + signature.toString(16)));
          }
          var fileNameLength = buffer.readUInt16LE(26);
          var extraFieldLength = buffer.readUInt16LE(28);
          var fileDataStart = entry.relativeOffsetOfLocalHeader + 30 + fileNameLength + extraFieldLength;
          if (fileDataStart + entry.compressedSize > self.fileSize) {
            return callback(new Error("file data overflows file bounds: " + fileDataStart + " + " + entry.compressedSize + " > " + self.fileSize));
          }
          if (options2.minimal) {
            return callback(null, { fileDataStart });
          }
          var localFileHeader = new LocalFileHeader();
          localFileHeader.fileDataStart = fileDataStart;
          localFileHeader.versionNeededToExtract = buffer.readUInt16LE(4);
          localFileHeader.generalPurposeBitFlag = buffer.readUInt16LE(6);
          localFileHeader.compressionMethod = buffer.readUInt16LE(8);
          localFileHeader.lastModFileTime = buffer.readUInt16LE(10);
          localFileHeader.lastModFileDate = buffer.readUInt16LE(12);
          localFileHeader.crc32 = buffer.readUInt32LE(14);
          localFileHeader.compressedSize = buffer.readUInt32LE(18);
          localFileHeader.uncompressedSize = buffer.readUInt32LE(22);
          localFileHeader.fileNameLength = fileNameLength;
          localFileHeader.extraFieldLength = extraFieldLength;
          buffer = newBuffer(fileNameLength + extraFieldLength);
          self.reader.ref();
          readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader + 30, function(err2) {
            try {
              if (err2) return callback(err2);
              localFileHeader.fileName = buffer.subarray(0, fileNameLength);
              localFileHeader.extraField = buffer.subarray(fileNameLength);
              return callback(null, localFileHeader);
            } finally {
              self.reader.unref();
            }
          });
        } finally {
          self.reader.unref();
        }
      });
    };
    ZipFile.prototype.openReadStreamPromise = function(entry, options2) {
      return new Promise((resolve, reject) => {
        this.openReadStream(entry, options2, function(err, readStream) {
          if (err) return reject(err);
          resolve(readStream);
        });
      });
    };
    ZipFile.prototype.openReadStreamLowLevelPromise = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize) {
      return new Promise((resolve, reject) => {
        this.openReadStream(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, function(err, readStream) {
          if (err) return reject(err);
          resolve(readStream);
        });
      });
    };
    ZipFile.prototype.readLocalFileHeaderPromise = function(entry, options2) {
      return new Promise((resolve, reject) => {
        this.readLocalFileHeader(entry, options2, function(err, localFileHeader) {
          if (err) return reject(err);
          resolve(localFileHeader);
        });
      });
    };
    function Entry() {
    }
    Entry.prototype.getLastModDate = function(options2) {
      if (options2 == null) options2 = {};
      if (!options2.forceDosFormat) {
        for (var i = 0; i < this.extraFields.length; i++) {
          var extraField = this.extraFields[i];
          if (extraField.id === 21589) {
            var data = extraField.data;
            if (data.length < 5) continue;
            var flags = data[0];
            var HAS_MTIME = 1;
            if (!(flags & HAS_MTIME)) continue;
            var posixTimestamp = data.readInt32LE(1);
            return new Date(posixTimestamp * 1e3);
          } else if (extraField.id === 10) {
            var data = extraField.data;
            if (data.length !== 32) continue;
            if (data.readUInt16LE(4) !== 1) continue;
            if (data.readUInt16LE(6) !== 24) continue;
            var hundredNanoSecondsSince1601 = data.readUInt32LE(8) + 4294967296 * data.readInt32LE(12);
            var millisecondsSince1970 = hundredNanoSecondsSince1601 / 1e4 - 116444736e5;
            return new Date(millisecondsSince1970);
          }
        }
      }
      return dosDateTimeToDate(this.lastModFileDate, this.lastModFileTime, options2.timezone);
    };
    Entry.prototype.canDecodeFileData = function() {
      return !this.isEncrypted() && (this.compressionMethod === 0 || this.compressionMethod === 8);
    };
    Entry.prototype.isEncrypted = function() {
      return (this.generalPurposeBitFlag & 1) !== 0;
    };
    Entry.prototype.isCompressed = function() {
      return this.compressionMethod === 8;
    };
    function LocalFileHeader() {
    }
    function dosDateTimeToDate(date, time, timezone) {
      var day = date & 31;
      var month = (date >> 5 & 15) - 1;
      var year = (date >> 9 & 127) + 1980;
      var millisecond = 0;
      var second = (time & 31) * 2;
      var minute = time >> 5 & 63;
      var hour = time >> 11 & 31;
      if (timezone == null || timezone === "local") {
        return new Date(year, month, day, hour, minute, second, millisecond);
      } else if (timezone === "UTC") {
        return new Date(Date.UTC(year, month, day, hour, minute, second, millisecond));
      } else {
        throw new Error("unrecognized options.timezone: " + options.timezone);
      }
    }
    function getFileNameLowLevel(generalPurposeBitFlag, fileNameBuffer, extraFields, strictFileNames) {
      var fileName = null;
      for (var i = 0; i < extraFields.length; i++) {
        var extraField = extraFields[i];
        if (extraField.id === 28789) {
          if (extraField.data.length < 6) {
            continue;
          }
          if (extraField.data.readUInt8(0) !== 1) {
            continue;
          }
          var oldNameCrc32 = extraField.data.readUInt32LE(1);
          if (crc322(fileNameBuffer) !== oldNameCrc32) {
            continue;
          }
          fileName = decodeBuffer(extraField.data.subarray(5), true);
          break;
        }
      }
      if (fileName == null) {
        var isUtf8 = (generalPurposeBitFlag & 2048) !== 0;
        fileName = decodeBuffer(fileNameBuffer, isUtf8);
      }
      if (!strictFileNames) {
        fileName = fileName.replace(/\\/g, "/");
      }
      return fileName;
    }
    function validateFileName(fileName) {
      if (fileName.indexOf("\\") !== -1) {
        return "invalid characters in fileName: " + fileName;
      }
      if (/^[a-zA-Z]:/.test(fileName) || /^\//.test(fileName)) {
        return "absolute path: " + fileName;
      }
      if (fileName.split("/").indexOf("..") !== -1) {
        return "invalid relative path: " + fileName;
      }
      return null;
    }
    function parseExtraFields(extraFieldBuffer) {
      var extraFields = [];
      var i = 0;
      while (i < extraFieldBuffer.length - 3) {
        var headerId = extraFieldBuffer.readUInt16LE(i + 0);
        var dataSize = extraFieldBuffer.readUInt16LE(i + 2);
        var dataStart = i + 4;
        var dataEnd = dataStart + dataSize;
        if (dataEnd > extraFieldBuffer.length) throw new Error("extra field length exceeds extra field buffer size");
        var dataBuffer = extraFieldBuffer.subarray(dataStart, dataEnd);
        extraFields.push({
          id: headerId,
          data: dataBuffer
        });
        i = dataEnd;
      }
      return extraFields;
    }
    function readAndAssertNoEof(reader, buffer, offset, length, position, callback) {
      if (length === 0) {
        return setImmediate(function() {
          callback(null, newBuffer(0));
        });
      }
      reader.read(buffer, offset, length, position, function(err, bytesRead) {
        if (err) return callback(err);
        if (bytesRead < length) {
          return callback(new Error("unexpected EOF"));
        }
        callback();
      });
    }
    util.inherits(AssertByteCountStream, Transform);
    function AssertByteCountStream(byteCount) {
      Transform.call(this);
      this.actualByteCount = 0;
      this.expectedByteCount = byteCount;
    }
    AssertByteCountStream.prototype._transform = function(chunk, encoding, cb) {
      this.actualByteCount += chunk.length;
      if (this.actualByteCount > this.expectedByteCount) {
        var msg = "too many bytes in the stream. expected " + this.expectedByteCount + ". got at least " + this.actualByteCount;
        return cb(new Error(msg));
      }
      cb(null, chunk);
    };
    AssertByteCountStream.prototype._flush = function(cb) {
      if (this.actualByteCount < this.expectedByteCount) {
        var msg = "not enough bytes in the stream. expected " + this.expectedByteCount + ". got only " + this.actualByteCount;
        return cb(new Error(msg));
      }
      cb();
    };
    util.inherits(RandomAccessReader, EventEmitter);
    function RandomAccessReader() {
      EventEmitter.call(this);
      this.refCount = 0;
    }
    RandomAccessReader.prototype.ref = function() {
      this.refCount += 1;
    };
    RandomAccessReader.prototype.unref = function() {
      var self = this;
      self.refCount -= 1;
      if (self.refCount > 0) return;
      if (self.refCount < 0) throw new Error("invalid unref");
      self.close(onCloseDone);
      function onCloseDone(err) {
        if (err) return self.emit("error", err);
        self.emit("close");
      }
    };
    RandomAccessReader.prototype.createReadStream = function(options2) {
      if (options2 == null) options2 = {};
      var start = options2.start;
      var end = options2.end;
      if (start === end) {
        var emptyStream = new PassThrough();
        setImmediate(function() {
          emptyStream.end();
        });
        return emptyStream;
      }
      var stream = this._readStreamForRange(start, end);
      var destroyed = false;
      var refUnrefFilter = new RefUnrefFilter(this);
      stream.on("error", function(err) {
        setImmediate(function() {
          if (!destroyed) refUnrefFilter.emit("error", err);
        });
      });
      installDestroyFn(refUnrefFilter, function() {
        stream.unpipe(refUnrefFilter);
        refUnrefFilter.unref();
        stream.destroy();
      });
      var byteCounter = new AssertByteCountStream(end - start);
      refUnrefFilter.on("error", function(err) {
        setImmediate(function() {
          if (!destroyed) byteCounter.emit("error", err);
        });
      });
      installDestroyFn(byteCounter, function() {
        destroyed = true;
        refUnrefFilter.unpipe(byteCounter);
        refUnrefFilter.destroy();
      });
      return stream.pipe(refUnrefFilter).pipe(byteCounter);
    };
    RandomAccessReader.prototype._readStreamForRange = function(start, end) {
      throw new Error("not implemented");
    };
    RandomAccessReader.prototype.read = function(buffer, offset, length, position, callback) {
      var readStream = this.createReadStream({ start: position, end: position + length });
      var writeStream = new Writable();
      var written = 0;
      writeStream._write = function(chunk, encoding, cb) {
        chunk.copy(buffer, offset + written, 0, chunk.length);
        written += chunk.length;
        cb();
      };
      writeStream.on("finish", callback);
      readStream.on("error", function(error) {
        callback(error);
      });
      readStream.pipe(writeStream);
    };
    RandomAccessReader.prototype.close = function(callback) {
      setImmediate(callback);
    };
    util.inherits(RefUnrefFilter, PassThrough);
    function RefUnrefFilter(context) {
      PassThrough.call(this);
      this.context = context;
      this.context.ref();
      this.unreffedYet = false;
    }
    RefUnrefFilter.prototype._flush = function(cb) {
      this.unref();
      cb();
    };
    RefUnrefFilter.prototype.unref = function(cb) {
      if (this.unreffedYet) return;
      this.unreffedYet = true;
      this.context.unref();
    };
    var cp437 = "\0\u263A\u263B\u2665\u2666\u2663\u2660\u2022\u25D8\u25CB\u25D9\u2642\u2640\u266A\u266B\u263C\u25BA\u25C4\u2195\u203C\xB6\xA7\u25AC\u21A8\u2191\u2193\u2192\u2190\u221F\u2194\u25B2\u25BC !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\u2302\xC7\xFC\xE9\xE2\xE4\xE0\xE5\xE7\xEA\xEB\xE8\xEF\xEE\xEC\xC4\xC5\xC9\xE6\xC6\xF4\xF6\xF2\xFB\xF9\xFF\xD6\xDC\xA2\xA3\xA5\u20A7\u0192\xE1\xED\xF3\xFA\xF1\xD1\xAA\xBA\xBF\u2310\xAC\xBD\xBC\xA1\xAB\xBB\u2591\u2592\u2593\u2502\u2524\u2561\u2562\u2556\u2555\u2563\u2551\u2557\u255D\u255C\u255B\u2510\u2514\u2534\u252C\u251C\u2500\u253C\u255E\u255F\u255A\u2554\u2569\u2566\u2560\u2550\u256C\u2567\u2568\u2564\u2565\u2559\u2558\u2552\u2553\u256B\u256A\u2518\u250C\u2588\u2584\u258C\u2590\u2580\u03B1\xDF\u0393\u03C0\u03A3\u03C3\xB5\u03C4\u03A6\u0398\u03A9\u03B4\u221E\u03C6\u03B5\u2229\u2261\xB1\u2265\u2264\u2320\u2321\xF7\u2248\xB0\u2219\xB7\u221A\u207F\xB2\u25A0\xA0";
    function decodeBuffer(buffer, isUtf8) {
      if (isUtf8) {
        return buffer.toString("utf8");
      } else {
        var result = "";
        for (var i = 0; i < buffer.length; i++) {
          result += cp437[buffer[i]];
        }
        return result;
      }
    }
    function readUInt64LE(buffer, offset) {
      var lower32 = buffer.readUInt32LE(offset);
      var upper32 = buffer.readUInt32LE(offset + 4);
      return upper32 * 4294967296 + lower32;
    }
    var newBuffer;
    if (typeof Buffer.allocUnsafe === "function") {
      newBuffer = function(len) {
        return Buffer.allocUnsafe(len);
      };
    } else {
      newBuffer = function(len) {
        return new Buffer(len);
      };
    }
    function installDestroyFn(stream, fn) {
      if (typeof stream.destroy === "function") {
        stream._destroy = function(err, cb) {
          fn();
          if (cb != null) cb(err);
        };
      } else {
        stream.destroy = fn;
      }
    }
    function defaultCallback(err) {
      if (err) throw err;
    }
  }
});
// src/github/run-event.ts
// src/github/event.ts
var sha = (0, import_shared_2.string)().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
var repository = (0, import_shared_2.object)({ full_name: (0, import_shared_2.string)() });
var pullRequest = (0, import_shared_2.object)({
  pull_request: (0, import_shared_2.object)({
    number: (0, import_shared_2.int)().positive(),
    head: (0, import_shared_2.object)({ sha, repo: repository.nullable() }),
    base: (0, import_shared_2.object)({ sha, ref: (0, import_shared_2.string)(), repo: repository }),
    // Servers that are not GitHub may have null for none.
    labels: (0, import_shared_2.array)((0, import_shared_2.object)({ name: (0, import_shared_2.string)() })).nullish()
  })
});
var mergeGroup = (0, import_shared_2.object)({ merge_group: (0, import_shared_2.object)({ base_sha: sha, head_sha: sha }) });
var push = (0, import_shared_2.object)({ before: sha, after: sha, ref: (0, import_shared_2.string)() });
function readEvent(environment, payload) {
  const name2 = environment["GITHUB_EVENT_NAME"] ?? "";
  if (name2 === "") return { kind: "none" };
  if (name2 === "pull_request_target" || ON_THE_DEFAULT_BRANCH[name2]?.safeParse(payload).success === true) {
    throw refuse(name2);
  }
  const read2 = READERS[name2];
  return read2 === void 0 ? { kind: "other", name: name2 } : read2(payload, environment);
}
var readPullRequest = (payload, environment) => toPullRequest(parsePayload(pullRequest, environment["GITHUB_EVENT_NAME"] ?? "", payload), environment);
var READERS = {
  pull_request: readPullRequest,
  pull_request_review: readPullRequest,
  pull_request_review_comment: readPullRequest,
  merge_group: (payload) => toMergeGroup(parsePayload(mergeGroup, "merge_group", payload)),
  push: (payload) => toPush(parsePayload(push, "push", payload))
};
var ofDeployment = (0, import_shared_2.object)({ deployment: (0, import_shared_2.object)({ ref: (0, import_shared_2.string)().regex(/^(?:refs\/)?pull\/\d+\//) }) });
var pulls = (0, import_shared_2.array)((0, import_shared_2.unknown)()).min(1);
var ofPullRequest = (0, import_shared_2.union)([(0, import_shared_2.object)({ pull_requests: pulls }), (0, import_shared_2.object)({ head_branch: (0, import_shared_2._null)() })]);
var ofFork = (0, import_shared_2.object)({
  repository,
  workflow_run: (0, import_shared_2.object)({ head_repository: repository.nullable() })
}).refine((run) => run.workflow_run.head_repository?.full_name !== run.repository.full_name);
var ON_THE_DEFAULT_BRANCH = {
  issue_comment: (0, import_shared_2.object)({ issue: (0, import_shared_2.object)({ pull_request: (0, import_shared_2.looseObject)({}) }) }),
  workflow_run: (0, import_shared_2.union)([
    (0, import_shared_2.object)({ workflow_run: (0, import_shared_2.object)({ event: (0, import_shared_2.string)().startsWith("pull_request") }) }),
    ofFork
  ]),
  check_run: (0, import_shared_2.object)({ check_run: (0, import_shared_2.union)([ofPullRequest, (0, import_shared_2.object)({ check_suite: ofPullRequest })]) }),
  check_suite: (0, import_shared_2.object)({ check_suite: ofPullRequest }),
  deployment: ofDeployment,
  deployment_status: ofDeployment,
  // A fork's commit is on no branch of this repository.
  status: (0, import_shared_2.object)({ branches: (0, import_shared_2.array)((0, import_shared_2.unknown)()).length(0) }),
  repository_dispatch: (0, import_shared_2.object)({ client_payload: (0, import_shared_2.object)({ pull_request: (0, import_shared_2.looseObject)({}) }) })
};
function toPullRequest({ pull_request: pull }, { GITHUB_REF: ref, GITHUB_SHA: mergeSha }) {
  const isMerge = ref === `refs/pull/${pull.number}/merge` && sha.safeParse(mergeSha).success;
  return {
    ...isMerge && mergeSha !== void 0 && { mergeSha },
    kind: "pull_request",
    number: pull.number,
    headSha: pull.head.sha,
    baseSha: pull.base.sha,
    baseRef: pull.base.ref,
    baseRepository: pull.base.repo.full_name,
    // A head repository that was deleted is null: it cannot be ours.
    isFork: pull.head.repo?.full_name !== pull.base.repo.full_name,
    labels: (pull.labels ?? []).map((label) => label.name)
  };
}
function toMergeGroup({ merge_group: group }) {
  return { kind: "merge_group", baseSha: group.base_sha, headSha: group.head_sha };
}
function toPush({ before, after, ref }) {
  if (isZero(after)) return { kind: "other", name: "push" };
  return { kind: "push", before: isZero(before) ? null : before, after, ref };
}
function isZero(text4) {
  return /^0+$/.test(text4);
}
function parsePayload(schema, event, payload) {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const places2 = parsed.error.issues.map((issue) => `\`${issue.path.join(".") || "payload"}\``);
  throw new import_shared_3.GateError(
    "bad-input",
    `the payload of the event \`${event}\` lacks ${[...new Set(places2)].join(", ")}`,
    {
      hint: "The file that GITHUB_EVENT_PATH names must be the one that GitHub wrote for this run."
    }
  );
}
function refuse(event) {
  return new import_shared_3.GateError(
    "bad-input",
    `the event \`${event}\` runs with secrets and a write token, but building a Dockerfile runs the code of whoever opened the pull request`,
    {
      hint: "Trigger the workflow with `pull_request` instead, where measuring an image needs no permissions."
    }
  );
}
// src/github/run-event.ts
async function readRunEvent(environment) {
  return readEvent(environment, await readPayload(environment["GITHUB_EVENT_PATH"]));
}
async function readPayload(path) {
  if (path === void 0 || path === "") return void 0;
  try {
    return JSON.parse(await (0, import_promises.readFile)(path, "utf8"));
  } catch (cause) {
    const found = cause instanceof SyntaxError ? "is not JSON" : "cannot be read";
    throw new import_shared_3.GateError(
      "bad-input",
      `the event payload \`${path}\`, which GITHUB_EVENT_PATH names, ${found}`,
      {
        hint: "It must be the file that GitHub wrote for this run; outside of a workflow, unset GITHUB_ACTIONS.",
        cause
      }
    );
  }
}
// src/report/annotations.ts
var MAX_ANNOTATIONS_PER_LEVEL = 9;
var MAX_MESSAGE_CHARACTERS = 4e3;
var MAX_TITLE_CHARACTERS = 255;
function toAnnotations(report) {
  return limitAnnotations(annotationsOf(report));
}
function furtherAnnotations(report) {
  return beyondLimit(annotationsOf(report));
}
function beyondLimit(all2) {
  return LEVELS.flatMap((level) => furtherOf(all2.filter((annotation) => annotation.level === level)));
}
var LEVELS = ["error", "warning", "notice"];
function annotationsOf(report) {
  const { introduced, inherited } = (0, import_shared_2.groupFindings)(report);
  const shown = [...introduced, ...inherited.filter(({ status: status2 }) => status2 === "introduced")];
  return [
    ...report.verdict.violations.flatMap(
      (violation2) => violation2.kind === "budget" ? [budgetAnnotation(violation2.message, report)] : []
    ),
    ...shown.map((finding2) => findingAnnotation(finding2, report))
  ];
}
function limitAnnotations(all2) {
  return LEVELS.flatMap((level) => limited(all2.filter((annotation) => annotation.level === level)));
}
function limited(annotations) {
  const [first] = annotations;
  const { length } = furtherOf(annotations);
  if (first === void 0 || length === 0) return annotations;
  const shown = annotations.slice(0, -length);
  const more = `${(0, import_shared_2.counted)(length, `more ${first.level}`)}: see the JSON report`;
  return [...shown, { ...NO_PLACE, level: first.level, title: "Final Stage", message: more }];
}
function furtherOf(annotations) {
  return annotations.length <= MAX_ANNOTATIONS_PER_LEVEL ? [] : annotations.slice(MAX_ANNOTATIONS_PER_LEVEL - 1);
}
var NO_PLACE = { file: null, line: null, endLine: null };
function budgetAnnotation(message, { verdict }) {
  const level = verdict.conclusion === "failure" ? "error" : "warning";
  return { ...NO_PLACE, level, title: "Final Stage: budget exceeded", message: plain(message) };
}
function findingAnnotation(finding2, report) {
  const { primary, fix: fix3 } = finding2;
  const mark = (0, import_shared_2.isPersistingViolation)(report.verdict, finding2) ? ", persisting" : "";
  const place2 = primary && { file: primary.dockerfile, line: primary.line, endLine: primary.endLine };
  return {
    ...place2 ?? NO_PLACE,
    level: levelOf(finding2, report),
    title: (0, import_shared_3.shorten)(`${(0, import_shared_3.visible)((0, import_shared_2.nameOf)(finding2))} (${finding2.ruleId}${mark})`, MAX_TITLE_CHARACTERS),
    message: plain(`${finding2.message}. ${(0, import_shared_2.sentence)(fix3)}${(0, import_shared_2.isMended)(report, finding2) ? MENDED : ""}`)
  };
}
var MENDED = " A proven fix of it is in the report.";
function levelOf(finding2, { verdict }) {
  if (finding2.inherited && !(0, import_shared_2.isViolated)(verdict, finding2)) return "notice";
  if (finding2.severity === "note") return "notice";
  return (0, import_shared_2.isViolated)(verdict, finding2) && verdict.conclusion === "failure" ? "error" : "warning";
}
function plain(message) {
  return (0, import_shared_3.shorten)((0, import_shared_3.visible)(message).replaceAll("`", ""), MAX_MESSAGE_CHARACTERS);
}
function renderAnnotations(report) {
  return toAnnotations(report).map((annotation) => `${renderCommand(annotation)}
`).join("");
}
function renderCommand({ level, file, line: line3, endLine, title, message }) {
  const properties = Object.entries({ file, line: line3, endLine, title }).filter(([, value]) => value !== null).map(([name2, value]) => `${name2}=${escapeProperty((0, import_shared_3.visible)(String(value)))}`);
  return `::${level} ${properties.join(",")}::${escapeCommand(message)}`;
}
function escapeCommand(text4) {
  return text4.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text4) {
  return escapeCommand(text4).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
// src/report/html.ts
// src/report/html-bar.ts
function renderBar(share) {
  const width = Math.max(0, Math.min(100, Math.round(share * 1e3) / 10));
  return `<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="10"/></svg>`;
}
// src/report/html-text.ts
var ENTITIES = /* @__PURE__ */ new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"]
]);
var MAX_TEXT_CHARACTERS = 2e3;
function escapeHtml(text4) {
  return (0, import_shared_3.shorten)((0, import_shared_3.visible)(text4), MAX_TEXT_CHARACTERS).replace(/[&<>"']/g, (sign2) => ENTITIES.get(sign2) ?? "");
}
function proseHtml(sentence2) {
  const pieces2 = sentence2.split("`");
  if (pieces2.length % 2 === 0) return escapeHtml(sentence2);
  return pieces2.map((piece, index2) => index2 % 2 === 1 ? `<code>${escapeHtml(piece)}</code>` : escapeHtml(piece)).join("");
}
// src/report/html-change.ts
var MAX_NAMED = 30;
function renderBudgets(report, max) {
  const lines2 = (0, import_shared_2.budgetLines)(report).toSorted((a, b) => Number(b.isExceeded) - Number(a.isExceeded));
  if (lines2.length === 0) return "";
  const shown = lines2.slice(0, max).map(budget);
  return `<h2>Budgets</h2>
<ul class="budgets">
${shown.join("\n")}
</ul>${moreNote(lines2.length - shown.length)}`;
}
function budget({ name: name2, share, amount, isExceeded }) {
  const tone = isExceeded ? ' class="error"' : "";
  return `<li${tone}>${renderBar(share)} ${proseHtml((0, import_shared_2.sentence)(`${name2}: ${amount}${isExceeded ? ", exceeded" : ""}`))}</li>`;
}
function renderChanges(report, max) {
  return [renderRequests(report, max), renderPlaces(report, max)].filter((part) => part !== "").join("\n");
}
function renderRequests({ requested: requested2 }, max) {
  const lines2 = requested2 === null ? [] : (0, import_shared_2.requestLines)(requested2, MAX_NAMED);
  const rows = lines2.slice(0, max).map(
    ({ delta: delta2, words }) => `<tr><td>${proseHtml((0, import_shared_2.sentence)(words))}</td><td>${(0, import_shared_2.renderDelta)(delta2)}</td></tr>`
  );
  return foldedTable("What changed, by what was asked for", {
    head: ["For", "Change"],
    rows,
    more: lines2.length - rows.length
  });
}
function renderPlaces({ places: places2, baseline }, max) {
  const hasBaseline = baseline !== null;
  const rows = places2.slice(0, max).map((place2) => renderPlace(place2, places2, hasBaseline));
  return foldedTable(hasBaseline ? "What changed, by directory" : "Content size by directory", {
    head: hasBaseline ? ["Place", "Baseline", "Candidate", "Change"] : ["Place", "Content size"],
    rows,
    more: places2.length - rows.length
  });
}
function renderPlace(place2, places2, hasBaseline) {
  const { kind, files, baseline, candidate, delta: delta2 } = place2;
  const path = (0, import_shared_2.placePath)(place2);
  const inside = kind === "directory" ? ` (${(0, import_shared_2.countedIn)({ path, files }, places2.map(import_shared_2.placePath))})` : "";
  const name2 = `<code>${escapeHtml(path)}</code>${inside}`;
  const before = hasBaseline ? `<td>${baseline === null ? "" : (0, import_shared_2.renderBytes)(baseline)}</td>` : "";
  const change2 = hasBaseline ? `<td>${delta2 === null ? "" : (0, import_shared_2.renderDelta)(delta2)}</td>` : "";
  return `<tr><td>${name2}</td>${before}<td>${(0, import_shared_2.renderBytes)(candidate)}</td>${change2}</tr>`;
}
function foldedTable(title, { head, rows, more }) {
  if (rows.length === 0) return "";
  const cells = head.map((name2) => `<th scope="col">${name2}</th>`).join("");
  return `<details><summary>${title}</summary><table><thead><tr>${cells}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table>${moreNote(more)}</details>`;
}
function moreNote(more) {
  return more > 0 ? `<p class="soft">\u2026 and ${(0, import_shared_2.renderCount)(more)} more in the JSON report</p>` : "";
}
// src/report/html-composed.ts
function renderComposedFiles({ composedFiles, baseline }) {
  const files = composedFiles.filter(({ parts }) => parts.length > 0);
  if (files.length === 0) return "";
  const title = baseline === null ? "Inside the largest files" : "Inside the files that grew";
  return `<h2>${title}</h2>
${files.map((file) => renderFile(file, baseline !== null)).join("\n")}`;
}
function renderFile(file, hasBaseline) {
  const rows = file.parts.map((part) => {
    const versions3 = escapeHtml([(0, import_shared_2.versionsOf)(part), (0, import_shared_2.wordOf)(part)].filter((one2) => one2 !== "").join(", "));
    const before = hasBaseline ? `<td>${part.baseline === null ? "" : (0, import_shared_2.renderBytes)(part.baseline)}</td>` : "";
    const change2 = hasBaseline ? `<td>${part.delta === null ? "" : (0, import_shared_2.renderDelta)(part.delta)}</td>` : "";
    return `<tr><td><code>${escapeHtml(part.name)}</code> <span class="soft">${versions3}</span></td>${before}<td>${(0, import_shared_2.renderBytes)(part.candidate)}</td>${change2}</tr>`;
  });
  const head = hasBaseline ? "<th>Baseline</th><th>Candidate</th><th>Change</th>" : "<th>Bytes</th>";
  const more = file.partsOmitted > 0 ? `<p class="soft">\u2026 and ${(0, import_shared_2.renderCount)(file.partsOmitted)} more</p>` : "";
  return `<details><summary><code>${escapeHtml(file.path)}</code> ${(0, import_shared_2.growthOf)(file)}: ${escapeHtml((0, import_shared_2.measureOf)(file))}</summary><table><thead><tr><th scope="col">Part</th>${head}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table>${more}</details>`;
}
// src/report/html-dockerfile.ts
var MAX_LINES = 400;
function renderDockerfile({ breakdown: breakdown2 }) {
  const dockerfile = breakdown2?.dockerfile ?? null;
  if (dockerfile === null) return "";
  const { path, lines: lines2 } = dockerfile;
  const name2 = `<code>${escapeHtml(path)}</code>`;
  if (lines2 === null)
    return `<h2>Dockerfile</h2>
<p class="soft">${name2} cannot be shown line by line: it is too long, or a secret spans several of its lines.</p>`;
  const largest = lines2.reduce((most, { candidate }) => Math.max(most, candidate ?? 0), 1);
  const rows = lines2.slice(0, MAX_LINES).map((line3, index2) => renderLine(line3, index2 + 1, largest));
  return `<h2>Dockerfile</h2>
<figure><figcaption>${name2} with the content bytes that each line brings. Lines with a bar at their left are of the stage that is shipped.</figcaption>
<table class="listing dockerfile"><thead><tr><th scope="col">Line</th><th scope="col">Bytes</th><th scope="col">Change</th><th scope="col">Share</th><th scope="col">Instruction</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table></figure>`;
}
function renderLine(line3, number2, largest) {
  const { text: text4, isShipped } = line3;
  const bytes3 = line3.candidate ?? 0;
  const [size, bar] = bytes3 === 0 ? ["", ""] : [(0, import_shared_2.renderBytes)(bytes3), renderBar(bytes3 / largest)];
  const code4 = text4.split("	").map(escapeHtml).join("	");
  const [tone, unseen] = isShipped ? ["shipped", ""] : ["left", '<span class="unseen">, not shipped</span>'];
  return `<tr class="${tone}"><td>${number2}${unseen}</td><td>${size}</td><td>${changeOf(line3)}</td><td>${bar}</td><td>${code4}</td></tr>`;
}
function changeOf({ candidate, baseline }) {
  return candidate === null || baseline === null || candidate === baseline ? "" : (0, import_shared_2.renderDelta)(candidate - baseline);
}
// src/report/html-data.ts
var PAGE = {
  data: "page-data",
  explorer: "explorer",
  filter: "finding-filter",
  finding: "finding",
  /** On the root element where the script runs. */
  scripted: "scripted"
};
// src/report/html-findings.ts
function renderFindings(report, max) {
  if (report.findings.length === 0) return "";
  const groups = (0, import_shared_2.groupFindings)(report);
  const title = (0, import_shared_2.foremostTitle)(report, groups.introduced);
  const cards = (findings) => renderCards(findings, report, max);
  const fold = (name2, findings) => findings.length === 0 ? "" : `<details data-group><summary>${name2} (${(0, import_shared_2.renderCount)(findings.length)})</summary>
${cards(findings)}
</details>`;
  const own5 = groups.introduced.length === 0 ? "" : `<section data-group aria-labelledby="introduced"><h2 id="introduced">${title}</h2>
${cards(groups.introduced)}</section>`;
  return [
    `<div id="${PAGE.filter}" class="controls" hidden></div>`,
    own5,
    fold("Persisting: present before this change", groups.persisting),
    fold("Inherited from the base image", groups.inherited),
    fold(import_shared_2.ELSEWHERE_TITLE, groups.elsewhere),
    fold("Allowed", groups.allowed),
    renderProposals(report, max),
    fold("Resolved", groups.resolved)
  ].filter((part) => part !== "").join("\n");
}
function renderCards(findings, report, max) {
  const shown = findings.slice(0, max).map((finding2) => card(finding2, report));
  return [...shown, moreNote2(findings.length - shown.length)].filter((part) => part !== "").join("\n");
}
function card(finding2, report) {
  const { severity: severity2, status: status2, ruleId, bytes: bytes3, files, primary, fix: fix3 } = finding2;
  const amount = bytes3 === 0 && files === 0 ? "" : `${(0, import_shared_2.renderBytes)(bytes3)} in ${(0, import_shared_2.counted)(files, "file")}`;
  const place2 = primary === null ? "" : `<p><code>${escapeHtml((0, import_shared_2.placeOf)(primary))}</code> <code>${escapeHtml(primary.text)}</code></p>`;
  const mended = (0, import_shared_2.isMended)(report, finding2) ? '<p class="down">The proven fix above resolves this.</p>' : "";
  const mark = (0, import_shared_2.isPersistingViolation)(report.verdict, finding2) ? '<span class="soft">persisting</span>' : "";
  return `<article class="${PAGE.finding}" data-severity="${severity2}" data-status="${status2}">
<header><span class="severity ${severity2}">${severity2}</span><h3>${escapeHtml((0, import_shared_2.nameOf)(finding2))}</h3>${ruleName(ruleId)}${mark}<span class="amount">${amount}</span></header>
${accepted(finding2, report)}${claim(finding2)}${place2}${reason(finding2)}<p>${proseHtml((0, import_shared_2.sentence)(fix3))}</p>${mended}${evidence(finding2)}
</article>`;
}
function accepted(finding2, { verdict }) {
  const entry = (0, import_shared_2.acceptanceOf)(verdict, finding2);
  return entry === void 0 ? "" : `<p>${escapeHtml((0, import_shared_2.sentence)(`Allowed ${(0, import_shared_2.acceptanceWords)(entry)}`))}</p>`;
}
function renderProposals(report, max) {
  const all2 = (0, import_shared_2.proposals)(report);
  if (all2.length === 0) return "";
  const items = all2.slice(0, max).map(({ finding: finding2, entry }) => {
    const name2 = `<b>${escapeHtml((0, import_shared_2.nameOf)(finding2))}</b> ${ruleName(finding2.ruleId)}`;
    return `<li>${name2} ${escapeHtml((0, import_shared_2.acceptanceWords)(entry))}</li>`;
  });
  const summary2 = `<summary>${import_shared_2.PROPOSED_TITLE} (${(0, import_shared_2.renderCount)(all2.length)})</summary>`;
  return `<details>${summary2}<ul>${items.join("")}</ul>${moreNote2(all2.length - items.length)}</details>`;
}
function moreNote2(more) {
  return more > 0 ? `<p class="soft">\u2026 and ${(0, import_shared_2.renderCount)(more)} more in the JSON report</p>` : "";
}
function ruleName(id) {
  const page = (0, import_shared_2.ruleById)(id)?.url;
  const name2 = `<code>${escapeHtml(id)}</code>`;
  return page === void 0 ? name2 : `<a href="${escapeHtml(page)}" rel="noopener">${name2}</a>`;
}
function claim(finding2) {
  const text4 = (0, import_shared_2.claimOf)(finding2);
  return text4 === null ? "" : `<p>${proseHtml((0, import_shared_2.sentence)(text4))}</p>`;
}
function reason(finding2) {
  if ((0, import_shared_2.reasonLine)(finding2) === null) return "";
  const steps = (0, import_shared_2.reasonSteps)(finding2, MAX_STEPS).map((step) => `<li>${escapeHtml(step)}</li>`);
  return `<p>Why it is there:</p><ol class="why">${steps.join("")}</ol>`;
}
var MAX_STEPS = 30;
var MAX_PLACES = 20;
function evidence(finding2) {
  const { packages } = finding2;
  const { lines: lines2 } = (0, import_shared_2.placeLines)(finding2, MAX_PLACES);
  if (lines2.length === 0 && packages.length === 0) return "";
  const items = lines2.map(
    ({ path, words }) => `<li><code>${escapeHtml(path)}</code>${words === "" ? "" : ` ${escapeHtml(words)}`}</li>`
  );
  const owners = packages.slice(0, 20).map((purl) => `<li><code>${escapeHtml(purl)}</code></li>`);
  const morePackages = packages.length > owners.length ? `<li>\u2026 and ${(0, import_shared_2.renderCount)(packages.length - owners.length)} more packages</li>` : "";
  return `<details><summary>Where</summary><ul>${items.join("")}${owners.join("")}${morePackages}</ul></details>`;
}
// src/report/html-fixes.ts
var MAX_PATCH_BYTES = 2e5;
function renderFixes(report) {
  return report.fixes.map((fix3) => renderFix(fix3, report)).join("\n");
}
function renderFix(fix3, report) {
  const { contentBytes } = report.candidate;
  const mended = (0, import_shared_2.mendedBy)(fix3, report).map(
    (finding2) => `<b>${escapeHtml((0, import_shared_2.nameOf)(finding2))}</b> <code>${escapeHtml(finding2.ruleId)}</code>`
  );
  const proof = (0, import_shared_2.proofLines)(fix3, contentBytes).map((line3) => `<li>${proseHtml(line3)}</li>`);
  return `<h2>${escapeHtml((0, import_shared_2.fixTitle)(fix3))}</h2>
<p>Fixes ${mended.join(", ")}.</p>
${renderDiff(fix3)}
<ul>${proof.join("")}</ul>
${renderListing(fix3, contentBytes)}`;
}
function renderDiff(fix3) {
  const shown = (0, import_shared_2.showPatch)(fix3, MAX_PATCH_BYTES);
  if (shown === null)
    return '<p class="soft">The diff is too long to be shown here; the JSON report has it.</p>';
  const note = shown.isExact ? "" : '\n<p class="soft">Some characters are not shown as they are; the JSON report has the exact diff.</p>';
  return `<pre class="diff" tabindex="0" role="group" aria-label="Diff">${shown.lines.map(renderDiffLine).join("\n")}</pre>${note}`;
}
var TONES = /* @__PURE__ */ new Map([
  ["+", "plus"],
  ["-", "minus"],
  ["@", "hunk"]
]);
function renderDiffLine(line3) {
  const tone = TONES.get(line3.slice(0, 1));
  const text4 = line3.split("	").map(escapeHtml).join("	");
  return tone === void 0 ? text4 : `<span class="${tone}">${text4}</span>`;
}
function renderListing({ dockerfile, proof }, contentBytes) {
  if (dockerfile === null) return "";
  const { path, before, after } = dockerfile;
  const was = renderLines(before, { others: after, tone: "minus" });
  const is2 = renderLines(after, { others: before, tone: "plus" });
  const name2 = `<code>${escapeHtml(path)}</code>`;
  const size = proof.contentBytes === null ? "" : `, ${(0, import_shared_2.renderBytes)(proof.contentBytes)}`;
  return `<div class="listings">
<figure><figcaption>${name2} as it is, ${(0, import_shared_2.renderBytes)(contentBytes)}</figcaption>${was}</figure>
<figure><figcaption>${name2} with the fix${size}</figcaption>${is2}</figure>
</div>`;
}
function renderLines(lines2, { others, tone }) {
  const known = new Set(others.map(({ text: text4 }) => text4));
  const rows = lines2.map(({ text: text4, bytes: bytes3 }) => {
    const mark = known.has(text4) ? "" : ` class="${tone}"`;
    const size = bytes3 === null || bytes3 === 0 ? "" : (0, import_shared_2.renderBytes)(bytes3);
    return `<tr${mark}><td>${size}</td><td>${text4.split("	").map(escapeHtml).join("	")}</td></tr>`;
  });
  return `<table class="listing"><tbody>
${rows.join("\n")}
</tbody></table>`;
}
// src/report/html-layers.ts
var MAX_FILES = 10;
function renderLayers({ candidate, breakdown: breakdown2 }, max) {
  const { layers } = candidate;
  if (layers.length === 0) return "";
  const hidden2 = new Map((breakdown2?.hidden ?? []).map((one2) => [one2.layer, one2]));
  const largest = layers.reduce((most, { contentBytes }) => Math.max(most, contentBytes), 1);
  const rows = layers.slice(0, max).map((layer2) => renderLayer(layer2, hidden2.get(layer2.ordinal), layer2.contentBytes / largest));
  const transfer = candidate.transferEstimated ? "Transfer size, estimated" : "Transfer size";
  const more = layers.length - rows.length;
  const note = more > 0 ? `<p class="soft">\u2026 and ${(0, import_shared_2.renderCount)(more)} more in the JSON report</p>` : "";
  return `<h2>Layers</h2>
<table class="layers"><thead><tr><th scope="col">Layer</th><th scope="col">Content size</th><th scope="col">Beside the largest</th><th scope="col">${transfer}</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table>${note}`;
}
function renderLayer(layer2, hidden2, share) {
  const { ordinal, contentBytes, transferBytes } = layer2;
  return `<tr><td>${ordinal} ${origin(layer2)}${hidden2 === void 0 ? "" : renderHidden(hidden2)}</td><td>${(0, import_shared_2.renderBytes)(contentBytes)}</td><td>${renderBar(share)}</td><td>${(0, import_shared_2.renderBytes)(transferBytes)}</td></tr>`;
}
function origin({ origin: kind, instruction: instruction2 }) {
  if (instruction2 === null) return kind === "base-image" ? "base image" : "of unknown origin";
  const base = kind === "base-image" ? "base image, " : "";
  return `${base}${escapeHtml((0, import_shared_2.placeOf)(instruction2))} <code>${escapeHtml(instruction2.text)}</code>`;
}
function renderHidden({ bytes: bytes3, files, largest }) {
  const items = largest.slice(0, MAX_FILES).map(
    (file) => `<li><code>${escapeHtml(file.path)}</code> ${(0, import_shared_2.renderBytes)(file.bytes)}, ${file.visibility} later</li>`
  );
  const more = files - items.length;
  if (more > 0) items.push(`<li>\u2026 and ${(0, import_shared_2.counted)(more, "smaller file")}</li>`);
  return `<details><summary>${(0, import_shared_2.renderBytes)(bytes3)} in ${(0, import_shared_2.counted)(files, "file")} that a container does not see</summary><ul>${items.join("")}</ul></details>`;
}
// src/report/html-limits.ts
var HTML_LIMITS = [
  { findings: 200, lines: 200, fixes: 20, text: 2e3, data: 7e5 },
  { findings: 100, lines: 100, fixes: 2, text: 300, data: 7e5 },
  { findings: 5, lines: 40, fixes: 0, text: 80, data: 4e5 },
  { findings: 2, lines: 10, fixes: 0, text: 40, data: 2e5 }
];
var BOUNDED = [
  "findings",
  "composedFiles",
  "notices",
  "ledger",
  "places",
  "requested",
  "budgets",
  "breakdown",
  "candidate",
  "verdict"
];
var MAX_CHARACTERS = 2e6;
function limitsFor(report) {
  return charactersIn(report.findings, MAX_CHARACTERS) < MAX_CHARACTERS ? HTML_LIMITS : HTML_LIMITS.slice(1);
}
function charactersIn(value, max) {
  if (typeof value === "string") return value.length;
  if (value === null || typeof value !== "object") return 0;
  let sum = 0;
  for (const one2 of Object.values(value)) if ((sum += charactersIn(one2, max - sum)) >= max) break;
  return sum;
}
function boundReport(report, limits) {
  const fixes = report.fixes.slice(0, limits.fixes);
  if (limits === HTML_LIMITS[0]) return { ...report, fixes };
  const short = Object.fromEntries(BOUNDED.map((name2) => [name2, shortened(report[name2], limits.text)]));
  return { ...report, ...short, fixes };
}
function shortened(value, max) {
  if (typeof value === "string") return isDigest(value) ? value : (0, import_shared_3.shorten)(value, max);
  if (Array.isArray(value)) return value.map((one2) => shortened(one2, max));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one2]) => [key, shortened(one2, max)]));
}
function isDigest(text4) {
  return /^[0-9a-f]{64}$/.test(text4);
}
// src/report/html-script.json
var html_script_default = {
  script: '"use strict";(()=>{var E={data:"page-data",explorer:"explorer",filter:"finding-filter",finding:"finding",scripted:"scripted"};var j=["kB","MB","GB","TB","PB"];function w(e){let n=Math.abs(e),t=e<0?"\\u2212":"";if(n<1e3)return`${t}${n} B`;let r=n/1e3,i=0;for(;r>=999.95&&i<j.length-1;)r/=1e3,i++;return`${t}${r.toFixed(1)} ${j[i]??""}`}function v(e){return e>0?`+${w(e)}`:w(e)}function b(e){return String(e).replace(/\\B(?=(?:\\d{3})+$)/g,",")}function d(e,n={},...t){let r=document.createElement(e);for(let[i,a]of Object.entries(n))r.setAttribute(i,a);return r.append(...t),r}function D(e,n,t){let r=e.toLowerCase().replace(/\\W+/g,"-"),i=d("fieldset",{class:"choice"},d("legend",{},e));return n.forEach(([a,l],o)=>{let c=`${r}-${a}`,u=d("input",{type:"radio",name:r,id:c,value:a});u.checked=o===0,u.addEventListener("change",()=>{t(a)}),i.append(u,d("label",{for:c},l))}),i}function X(e,n){for(let t of e.querySelectorAll("input"))t.checked=t.value===n}function T(e,n){if(e.length<=n||ye(e,n))return e;let t=Math.floor((n-1)/2),r=n-1-t,i=Array.from(e.slice(0,2*r)).slice(0,r),a=Array.from(e.slice(-2*t)).slice(-t);return`${i.join("")}\\u2026${a.join("")}`}function ye(e,n){return e.length<=2*n&&Array.from(e).length<=n}function xe(e){var n=0,t=e.children,r=t&&t.length;if(!r)n=1;else for(;--r>=0;)n+=t[r].value;e.value=n}function we(){return this.eachAfter(xe)}function be(e,n){let t=-1;for(let r of this)e.call(n,r,++t,this);return this}function ve(e,n){for(var t=this,r=[t],i,a,l=-1;t=r.pop();)if(e.call(n,t,++l,this),i=t.children)for(a=i.length-1;a>=0;--a)r.push(i[a]);return this}function Ee(e,n){for(var t=this,r=[t],i=[],a,l,o,c=-1;t=r.pop();)if(i.push(t),a=t.children)for(l=0,o=a.length;l<o;++l)r.push(a[l]);for(;t=i.pop();)e.call(n,t,++c,this);return this}function Me(e,n){let t=-1;for(let r of this)if(e.call(n,r,++t,this))return r}function Pe(e){return this.eachAfter(function(n){for(var t=+e(n.data)||0,r=n.children,i=r&&r.length;--i>=0;)t+=r[i].value;n.value=t})}function Ae(e){return this.eachBefore(function(n){n.children&&n.children.sort(e)})}function Se(e){for(var n=this,t=Te(n,e),r=[n];n!==t;)n=n.parent,r.push(n);for(var i=r.length;e!==t;)r.splice(i,0,e),e=e.parent;return r}function Te(e,n){if(e===n)return e;var t=e.ancestors(),r=n.ancestors(),i=null;for(e=t.pop(),n=r.pop();e===n;)i=e,e=t.pop(),n=r.pop();return i}function ke(){for(var e=this,n=[e];e=e.parent;)n.push(e);return n}function Le(){return Array.from(this)}function $e(){var e=[];return this.eachBefore(function(n){n.children||e.push(n)}),e}function _e(){var e=this,n=[];return e.each(function(t){t!==e&&n.push({source:t.parent,target:t})}),n}function*Ce(){var e=this,n,t=[e],r,i,a;do for(n=t.reverse(),t=[];e=n.pop();)if(yield e,r=e.children)for(i=0,a=r.length;i<a;++i)t.push(r[i]);while(t.length)}function N(e,n){e instanceof Map?(e=[void 0,e],n===void 0&&(n=He)):n===void 0&&(n=Ie);for(var t=new $(e),r,i=[t],a,l,o,c;r=i.pop();)if((l=n(r.data))&&(c=(l=Array.from(l)).length))for(r.children=l,o=c-1;o>=0;--o)i.push(a=l[o]=new $(l[o])),a.parent=r,a.depth=r.depth+1;return t.eachBefore(Re)}function Ne(){return N(this).eachBefore(ze)}function Ie(e){return e.children}function He(e){return Array.isArray(e)?e[1]:null}function ze(e){e.data.value!==void 0&&(e.value=e.data.value),e.data=e.data.data}function Re(e){var n=0;do e.height=n;while((e=e.parent)&&e.height<++n)}function $(e){this.data=e,this.depth=this.height=0,this.parent=null}$.prototype=N.prototype={constructor:$,count:we,each:be,eachAfter:Ee,eachBefore:ve,find:Me,sum:Pe,sort:Ae,path:Se,ancestors:ke,descendants:Le,leaves:$e,links:_e,copy:Ne,[Symbol.iterator]:Ce};function Oe(e){if(typeof e!="function")throw new Error;return e}function k(){return 0}function L(e){return function(){return e}}function Be(e){e.x0=Math.round(e.x0),e.y0=Math.round(e.y0),e.x1=Math.round(e.x1),e.y1=Math.round(e.y1)}function K(e,n,t,r,i){for(var a=e.children,l,o=-1,c=a.length,u=e.value&&(r-n)/e.value;++o<c;)l=a[o],l.y0=t,l.y1=i,l.x0=n,l.x1=n+=l.value*u}function De(e,n){this._=e,this.parent=null,this.children=null,this.A=null,this.a=this,this.z=0,this.m=0,this.c=0,this.s=0,this.t=null,this.i=n}De.prototype=Object.create($.prototype);function Y(e,n,t,r,i){for(var a=e.children,l,o=-1,c=a.length,u=e.value&&(i-t)/e.value;++o<c;)l=a[o],l.x0=n,l.x1=r,l.y0=t,l.y1=t+=l.value*u}var Z=(1+Math.sqrt(5))/2;function J(e,n,t,r,i,a){for(var l=[],o=n.children,c,u,f=0,p=0,s=o.length,h,y,g=n.value,m,x,S,R,O,B,P;f<s;){h=i-t,y=a-r;do m=o[p++].value;while(!m&&p<s);for(x=S=m,B=Math.max(y/h,h/y)/(g*e),P=m*m*B,O=Math.max(S/P,P/x);p<s;++p){if(m+=u=o[p].value,u<x&&(x=u),u>S&&(S=u),P=m*m*B,R=Math.max(S/P,P/x),R>O){m-=u;break}O=R}l.push(c={value:m,dice:h<y,children:o.slice(f,p)}),c.dice?K(c,t,r,i,g?r+=y*m/g:a):Y(c,t,r,g?t+=h*m/g:i,a),g-=m,f=p}return l}var q=(function e(n){function t(r,i,a,l,o){J(n,r,i,a,l,o)}return t.ratio=function(r){return e((r=+r)>1?r:1)},t})(Z);function Q(){var e=q,n=!1,t=1,r=1,i=[0],a=k,l=k,o=k,c=k,u=k;function f(s){return s.x0=s.y0=0,s.x1=t,s.y1=r,s.eachBefore(p),i=[0],n&&s.eachBefore(Be),s}function p(s){var h=i[s.depth],y=s.x0+h,g=s.y0+h,m=s.x1-h,x=s.y1-h;m<y&&(y=m=(y+m)/2),x<g&&(g=x=(g+x)/2),s.x0=y,s.y0=g,s.x1=m,s.y1=x,s.children&&(h=i[s.depth+1]=a(s)/2,y+=u(s)-h,g+=l(s)-h,m-=o(s)-h,x-=c(s)-h,m<y&&(y=m=(y+m)/2),x<g&&(g=x=(g+x)/2),e(s,y,g,m,x))}return f.round=function(s){return arguments.length?(n=!!s,f):n},f.size=function(s){return arguments.length?(t=+s[0],r=+s[1],f):[t,r]},f.tile=function(s){return arguments.length?(e=Oe(s),f):e},f.padding=function(s){return arguments.length?f.paddingInner(s).paddingOuter(s):f.paddingInner()},f.paddingInner=function(s){return arguments.length?(a=typeof s=="function"?s:L(+s),f):a},f.paddingOuter=function(s){return arguments.length?f.paddingTop(s).paddingRight(s).paddingBottom(s).paddingLeft(s):f.paddingTop()},f.paddingTop=function(s){return arguments.length?(l=typeof s=="function"?s:L(+s),f):l},f.paddingRight=function(s){return arguments.length?(o=typeof s=="function"?s:L(+s),f):o},f.paddingBottom=function(s){return arguments.length?(c=typeof s=="function"?s:L(+s),f):c},f.paddingLeft=function(s){return arguments.length?(u=typeof s=="function"?s:L(+s),f):u},f}var Hn=(function e(n){function t(r,i,a,l,o){if((c=r._squarify)&&c.ratio===n)for(var c,u,f,p,s=-1,h,y=c.length,g=r.value;++s<y;){for(u=c[s],f=u.children,p=u.value=0,h=f.length;p<h;++p)u.value+=f[p].value;u.dice?K(u,i,a,l,g?a+=(o-a)*u.value/g:o):Y(u,i,a,g?i+=(l-i)*u.value/g:l,o),g-=u.value}else r._squarify=c=J(n,r,i,a,l,o),c.ratio=n}return t.ratio=function(r){return e((r=+r)>1?r:1)},t})(Z);var qe=150,Ge=24,ee=20,ne={width:80,height:60},I=2;function re(e,n,t){return te(e,n,{amount:t,max:qe}).map(r=>{let{width:i,height:a,place:l}=r;if(!(i>=ne.width&&a>=ne.height)||l.children.length<2)return r;let c={width:i-2*I,height:a-ee-I},u=te(l.children,c,{amount:t,max:Ge});return{...r,inner:u.map(f=>({...f,x:f.x+I,y:f.y+ee}))}})}function te(e,n,{amount:t,max:r}){let i=e.filter(o=>t(o)>0).sort((o,c)=>t(c)-t(o)).slice(0,r);if(i.length===0)return[];let a=N({place:null,children:i.map(o=>({place:o}))},o=>o.children).sum(({place:o})=>o===null?0:t(o));return Q().tile(q).size([n.width,n.height]).paddingInner(I)(a).leaves().flatMap(({data:o,x0:c,y0:u,x1:f,y1:p})=>{let s={x:c,y:u,width:f-c,height:p-u};return o.place===null||s.width<1||s.height<1?[]:[{place:o.place,...s,inner:[]}]})}function ie(e,n,t){let r=e[n];if(r===void 0)return-1;let i={index:-1,cost:1/0};return e.forEach((a,l)=>{let o=l===n?1/0:Ve(r,a,t);o<i.cost&&(i={index:l,cost:o})}),i.index}function Ve(e,n,t){let r=t==="ArrowUp"||t==="ArrowDown",[i,a]=r?["y","x"]:["x","y"],l=(s,h)=>h==="x"?s.width:s.height,o=(s,h)=>s[h]+l(s,h),u=t==="ArrowLeft"||t==="ArrowUp"?e[i]-o(n,i):n[i]-o(e,i);if(u<-1)return 1/0;let f=Math.min(o(e,a),o(n,a))-Math.max(e[a],n[a]),p=Math.abs(e[a]+l(e,a)/2-n[a]-l(n,a)/2);return u+(f>0?0:1e4-f)+p/1e3}function H({baseline:e,candidate:n,churn:t},r){return!r||e===n&&t===0?"same":e===0?"new":n===0?"gone":n>=e?"grown":"shrunk"}function ae(e,n){return n==="change"?e.churn:e[n]}function oe(e,n){return n==="change"?v(e.candidate-e.baseline):w(e[n])}function A(e,n){let t=`${b(e.files)} ${e.files===1?"file":"files"}`;return`${e.path}: ${We(e,n)}${e.kind==="file"?"":`, ${t}`}`}function We(e,n){let{baseline:t,candidate:r}=e,i=w(r);if(!n)return i;switch(H(e,n)){case"new":return`${i}, new`;case"gone":return`gone, ${w(t)} before`;case"same":return`${i}, unchanged`;default:return`${i}, ${w(t)} before (${v(r-t)})`}}function M({kind:e,name:n,files:t,parent:r}){return e==="rest"?`${b(t)} other ${t===1?"file":"files"}`:r===null&&n===""?"everything":n}var Fe=6.7,le={width:44,height:18},Ue=34,se=new WeakMap;function z(e){return se.get(e)}function ce(e,n){let{size:t,view:r,children:i}=e,a=d("div",{class:"map",role:"group","aria-label":je[r],"data-view":r});a.style.width=`${t.width}px`,a.style.height=`${t.height}px`;let l=re(i,t,c=>ae(c,r)),o=l.map((c,u)=>Ke(c,e,u===0));return a.append(...o),o.forEach((c,u)=>{let f=l[u]?.place;if(f!==void 0){se.set(c,f),c.addEventListener("click",()=>{n.open(f,r)});for(let p of["focus","pointerenter"])c.addEventListener(p,()=>{n.look(f)})}}),a.addEventListener("keydown",c=>{let u=Xe(c.key,o,l);u!==void 0&&(c.preventDefault(),V(u))}),a}var je={baseline:"Treemap of the baseline",candidate:"Treemap of the candidate",change:"Treemap of what changed"};function V(e){for(let n of e.parentElement?.children??[])n.setAttribute("tabindex","-1");e.setAttribute("tabindex","0"),e.focus()}function Xe(e,n,t){let r=n.findIndex(i=>i===document.activeElement);return e==="Home"?n[0]:e==="End"?n.at(-1):/^Arrow/.test(e)?n[ie(t,r,e)]:void 0}function Ke(e,{view:n,hasBaseline:t,size:r},i){let{place:a}=e,l=a.children.length>0,o=d("button",{type:"button",class:`tile ${H(a,t)}${l?" opens":""}`,tabindex:i?"0":"-1","data-path":a.path});ue(o,e,r);let c=`${A(a,t)}${l?"; opens":""}`;return o.append(d("span",{class:"unseen"},c),...fe(e,n),...e.inner.map(u=>Ye(u,e,{view:n,hasBaseline:t}))),o}function Ye(e,n,{view:t,hasBaseline:r}){let i=d("span",{class:`inner ${H(e.place,r)}`,"aria-hidden":"true"});return ue(i,e,n),i.append(...fe(e,t)),i}function ue(e,{x:n,y:t,width:r,height:i},a){let l=(o,c)=>`${100*o/c}%`;e.style.left=l(n,a.width),e.style.top=l(t,a.height),e.style.width=l(r,a.width),e.style.height=l(i,a.height)}function fe({place:e,width:n,height:t,inner:r},i){if(n<le.width||t<le.height)return[];let a=Math.max(2,Math.floor((n-10)/Fe)),l=M(e),o=oe(e,i);if(r.length>0||t<Ue){let c=l.length+o.length+2<=a;return[G(c?`${l}  ${o}`:T(l,a))]}return[G(T(l,a)),...o.length<=a?[G(o)]:[]]}function G(e){return d("span",{class:"label","aria-hidden":"true"},e)}var W=50;function de(e,n){let t=Je(e),r=tn(e),i=d("input",{type:"search",id:"search",autocomplete:"off",spellcheck:"false"}),a=d("p",{class:"soft",role:"status"}),l=d("ul",{class:"results","aria-label":"Search results"}),o=()=>{let u=Qe(t,i.value),f=u.slice(0,W).map(p=>en(p,e.hasBaseline,n));l.replaceChildren(...f),l.hidden=f.length===0,a.textContent=i.value.trim()===""?"":`${nn(u.length)} ${r}`};i.addEventListener("input",o);let c=d("div",{class:"search",role:"search"},d("label",{for:"search"},"Find paths and packages"),i,a,l);return c.addEventListener("keydown",u=>{u.key==="Escape"&&i.value!==""?(i.value="",o(),i.focus(),u.stopPropagation()):Ze([i,...l.querySelectorAll("button")],u.key)&&u.preventDefault()}),o(),c}function Ze(e,n){let t=n==="ArrowDown"?1:n==="ArrowUp"?-1:0,r=e.findIndex(a=>a===document.activeElement),i=r<0||t===0?void 0:e[r+t];return i?.focus(),i!==void 0}function Je({directories:e,packages:n}){let t=e.filter(({kind:i,parent:a})=>i!=="rest"&&a!==null).map(i=>({place:i,kind:i.kind,text:i.path})),r=n.filter(({kind:i,parent:a})=>i==="group"&&a?.parent===null);return[...t,...r.map(i=>({place:i,kind:"package",text:i.name}))]}function Qe(e,n){let t=n.toLowerCase().split(/\\s+/).filter(i=>i!=="");if(t.length===0)return[];let r=({place:i})=>Math.max(i.baseline,i.candidate);return e.filter(({text:i})=>t.every(a=>i.toLowerCase().includes(a))).sort((i,a)=>r(a)-r(i))}function en({place:e,kind:n,text:t},r,i){let{baseline:a,candidate:l}=e,o=r&&l!==a?` (${v(l-a)})`:"",c=d("button",{type:"button"},d("code",{},t),d("span",{class:"soft"},` ${n} `),d("span",{class:"amount"},`${w(l)}${o}`));return c.addEventListener("click",()=>{i(e)}),d("li",{},c)}function nn(e){if(e===0)return"Nothing that this page names matches.";let n=e>W?`; the ${W} largest are shown`:"";return`${b(e)} ${e===1?"match":"matches"}${n}.`}function tn({directories:e,packages:n,packageCount:t}){let r=e.filter(({kind:o})=>o==="file").length,i=(e[0]?.files??0)-r,a=n.filter(({kind:o,parent:c})=>o==="group"&&c?.parent===null).length,l=[...i>0?[`${b(i)} smaller ${i===1?"file":"files"}`]:[],...t>a?[`${b(t-a)} smaller packages`]:[]].join(" and ");return l===""?"":`${l} are only in the sums of this page.`}function he(e,n,t){let r=["Name",...n?["Baseline","Candidate","Change"]:["Bytes"],"Files"],i=d("tr",{},...r.map(o=>d("th",{scope:"col"},o))),a=e.children.map(o=>{let c=[...n?[w(o.baseline)]:[],w(o.candidate),...n?[v(o.candidate-o.baseline)]:[],b(o.files)];return d("tr",{},rn(o,t),...c.map(u=>d("td",{},u)))}),l=d("table",{},d("thead",{},i),d("tbody",{},...a));return d("details",{},d("summary",{},"As a table"),l)}function rn(e,n){let t=d("code",{},M(e));if(e.children.length===0)return d("td",{},t);let r=d("button",{type:"button",class:"plain"},t);return r.addEventListener("click",()=>{n(e)}),d("td",{},r)}var an={g:"group",d:"directory",f:"file",r:"rest"};function _(e){let n=[];e.parents.forEach((t,r)=>{let i=on(e,r,n[t]??null);i.parent?.children.push(i),n.push(i)});for(let t of n.toReversed())ln(t);return n}function on(e,n,t){let r=e.names[n]??"",i=an[e.kinds[n]??"r"];return{name:r,kind:i,parent:t,path:cn({name:r,kind:i,parent:t}),children:[],churn:0,baseline:e.baseline?.[n]??0,candidate:e.candidate[n]??0,files:e.files[n]??0}}function ln(e){e.children.length===0&&(e.churn=Math.abs(e.candidate-e.baseline)),e.parent!==null&&(e.parent.churn+=e.churn)}function C(e){return e.parent===null?[e]:[...C(e.parent),e]}var sn=500;function cn({name:e,kind:n,parent:t}){return t===null||n==="group"?e===""?"everything":e:n==="rest"?`the rest of ${t.path}`:e.startsWith("/")?e:T(`${t.path==="/"?"":t.path}/${e}`,sn)}var un=[["directories","Directories"],["instructions","Instructions"],["packages","Packages"],["classes","Classes"]],fn=420,dn=640,hn=300,pn=20,F=72;function pe(e,n){let t={directories:_(n.directories),instructions:_(n.instructions),packages:_(n.packages),classes:_(n.classes)},[r]=t.directories;if(r===void 0)return;let i=n.directories.baseline!==null,a={grouping:"directories",isChange:!1,place:r},l=gn(),o=()=>{mn(l,a,{hasBaseline:i,go:c})},c=(s,h,y="candidate")=>{a.place=s,o(),ge(l.maps,h??null,a.isChange?"change":y),l.detail.textContent=A(h??s,i)},u=D("Group by",un,s=>{let h=s;Object.assign(a,{grouping:h,place:t[h][0]??r}),o()}),f=D("Areas show",[["size","Size"],["change","Change"]],s=>{a.isChange=s==="change",o()}),p=de({...t,packageCount:n.packageCount,hasBaseline:i},s=>{a.grouping=t.directories.includes(s)?"directories":"packages",X(u,a.grouping);let h=s.children.length===0&&s.parent!==null;c(h?s.parent:s,h?s:void 0)});e.append(p,d("div",{class:"controls"},u,...i?[f]:[])),e.append(l.way,l.maps,l.detail,An(i),l.table),e.hidden=!1,Mn(e,a,c),Pn(l.maps,o),o()}function gn(){return{way:d("nav",{class:"way","aria-label":"Where you are"}),maps:d("div",{class:"maps"}),detail:d("p",{class:"detail",role:"status"},"Arrow keys move, Enter opens, Escape goes back."),table:d("div")}}function mn(e,n,{hasBaseline:t,go:r}){let{place:i}=n;e.way.replaceChildren(bn(i,r));let a={open:(f,p)=>{f.children.length>0?r(f,vn(f,p),p):e.detail.textContent=A(f,t)},look:f=>{e.detail.textContent=A(f,t),En(e.maps,f)}},l=n.isChange?["change"]:t?["baseline","candidate"]:["candidate"],o=e.maps.clientWidth,c=l.length>1&&i.baseline>0&&i.candidate>0,u=l.map(f=>{let p=wn(i,{view:f,room:o,isPair:c}),s=d("figcaption",{},xn(i,f)),h=i.children.every(g=>(f==="change"?g.churn:g[f])===0),y=ce({children:i.children,view:f,hasBaseline:t,size:p},a);return d("figure",{},s,h?d("p",{class:"soft"},yn[f]):y)});e.maps.replaceChildren(...u),e.table.replaceChildren(he(i,t,f=>{r(f)}))}var yn={baseline:"Nothing of this is in the baseline.",candidate:"Nothing of this is in the candidate.",change:"Nothing changed here."};function xn({baseline:e,candidate:n},t){return t==="change"?`Change, ${v(n-e)}`:t==="baseline"?`Baseline, ${w(e)}`:`Candidate, ${w(n)}`}function wn(e,{view:n,room:t,isPair:r}){let i=t<dn,a=i?hn:fn;if(n==="change"||!r)return{width:t,height:a};let l=p=>Math.sqrt(e[p]/Math.max(e.baseline,e.candidate,1)),o=l(n),c=t-pn,u=i?o:o/(l("baseline")+l("candidate")),f=i?t*u:Math.min(c*u,c-F);return{width:Math.max(F,f),height:Math.max(F,a*o)}}function bn(e,n){let t=C(e).map(r=>{if(r===e)return d("li",{},d("span",{"aria-current":"location"},M(r)));let i=d("button",{type:"button"},M(r)),a=C(e)[C(r).length];return i.addEventListener("click",()=>{n(r,a)}),d("li",{},i)});return d("ol",{},...t)}function vn(e,n){return e.children.toSorted((t,r)=>n==="change"?r.churn-t.churn:r[n]-t[n])[0]}function ge(e,n,t){let r=[...e.querySelectorAll(".tile")].filter(a=>n===null||z(a)===n),i=r.find(a=>a.parentElement?.dataset.view===t)??r.at(-1);i!==void 0&&V(i)}function En(e,n){for(let t of e.querySelectorAll(".tile"))t.classList.toggle("twin",z(t)===n)}function Mn(e,n,t){e.addEventListener("keydown",r=>{let{place:i}=n;if(r.key!=="Escape"||i.parent===null)return;let a=document.activeElement?.closest("[data-view]");t(i.parent,i,a?.dataset.view??"candidate")})}function Pn(e,n){let t=e.clientWidth;new ResizeObserver(()=>{if(e.clientWidth===t||e.clientWidth===0)return;t=e.clientWidth;let r=document.activeElement&&z(document.activeElement);n(),r&&ge(e,r,"candidate")}).observe(e)}function An(e){let t=(e?["new","grown","shrunk","gone","same"]:[]).flatMap(r=>[d("i",{class:r}),r]);return d("p",{class:"legend"},...t)}var U=["severity","status"],Sn=2;function me(e){let n=[...document.querySelectorAll(`.${E.finding}`)];if(n.length<Sn)return;let t=d("p",{class:"soft",role:"status"}),r=U.map(a=>Tn(a,n)),i=()=>{let a=new Map(U.map((c,u)=>[c,kn(r[u])])),l=c=>U.some(u=>a.get(u)?.has(c.dataset[u]??"")===!0);for(let c of n)c.hidden=l(c);Ln();let o=n.filter(({hidden:c})=>!c).length;t.textContent=o===n.length?"":`${b(o)} of ${b(n.length)} findings are shown.`};for(let a of r)a.addEventListener("change",i);e.append(...r,t),e.hidden=!1}function Tn(e,n){let t=[...new Set(n.map(({dataset:i})=>i[e]??""))],r=d("fieldset",{class:"choice"},d("legend",{},e==="severity"?"Severity, on this page":"Status, on this page"));for(let i of t){let a=`${e}-${i}`,l=n.filter(({dataset:c})=>c[e]===i).length,o=d("input",{type:"checkbox",id:a,value:i});o.checked=!0,r.append(o,d("label",{for:a},`${i} (${b(l)})`))}return r}function kn(e){let n=[...e?.querySelectorAll("input")??[]];return new Set(n.filter(({checked:t})=>!t).map(({value:t})=>t))}function Ln(){for(let e of document.querySelectorAll("[data-group]"))e.hidden=e.querySelector(`.${E.finding}:not([hidden])`)===null}function $n(){let e=document.getElementById(E.data),n=document.getElementById(E.explorer),t=document.getElementById(E.filter);document.documentElement.classList.add(E.scripted),e!==null&&n!==null&&pe(n,JSON.parse(e.textContent)),t!==null&&me(t)}$n();})();'
};
// src/report/html-explorer-style.ts
var EXPLORER_STYLE = `
.scripted .static { display: none; }
.controls { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 12px 0; align-items: center; } .controls > p { margin: 0; }
.choice { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 4px; min-width: 0; }
.choice legend { float: left; padding: 0 8px 0 0; color: var(--soft); font-size: 14px; }
.choice input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.choice label { padding: 4px 11px; border: 1px solid var(--line); border-radius: 6px; cursor: pointer; font-size: 14px; }
.choice input:checked + label { background: var(--card); border-color: var(--soft); font-weight: 600; }
.choice input[type="checkbox"] + label::before { content: "\u2610 "; } .choice input[type="checkbox"]:checked + label::before { content: "\u2611 "; }
.choice input:focus-visible + label, .search input:focus-visible, #explorer button:focus-visible { outline: 3px solid var(--note); outline-offset: 1px; }
#explorer button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: left; cursor: pointer; }
.search label { display: block; font-size: 14px; color: var(--soft); margin-bottom: 4px; }
.search input { width: 100%; max-width: 480px; font: inherit; padding: 6px 10px; border: 1px solid var(--soft); border-radius: 6px; background: var(--back); color: var(--ink); }
.search p { margin: 6px 0; font-size: 13px; min-height: 20px; }
.results { list-style: none; margin: 0 0 16px; padding: 0; max-height: 320px; overflow-y: auto; border: 1px solid var(--line); border-radius: 6px; }
.results li + li { border-top: 1px solid var(--line); } #explorer .results button { display: flex; gap: 10px; width: 100%; padding: 5px 10px; align-items: baseline; }
.results .amount { margin-left: auto; white-space: nowrap; font-variant-numeric: tabular-nums; } .results button:hover { background: var(--card); }
.way ol { display: flex; flex-wrap: wrap; list-style: none; margin: 0 0 12px; padding: 0; font-size: 14px; }
.way li { max-width: 100%; overflow-wrap: anywhere; } .way li + li::before { content: "\u203A"; margin: 0 8px; color: var(--soft); }
#explorer .way button { color: var(--note); text-decoration: underline; } .way span { font-weight: 600; }
.maps { display: flex; flex-wrap: wrap; gap: 20px; align-items: flex-start; } .maps figure { margin: 0; max-width: 100%; }
.map { position: relative; max-width: 100%; animation: appear .15s ease-out; } @keyframes appear { from { opacity: .3; } }
#explorer .tile, .inner { position: absolute; overflow: hidden; border-radius: 3px; background: var(--same); font-size: 12px; line-height: 16px; }
#explorer .tile { cursor: default; padding: 0; display: flex; flex-direction: column; justify-content: flex-start; align-items: stretch; } #explorer .tile.opens { cursor: zoom-in; } .inner { background: none; box-shadow: inset 0 0 0 1px var(--edge); font-size: 11px; }
.tile > .label { padding: 2px 6px; font-weight: 600; } .inner > .label { padding: 1px 4px; }
.label { display: block; white-space: pre; overflow: hidden; color: var(--ink); }
#explorer .tile.new, .inner.new { background-color: var(--new); } #explorer .tile.grown, .inner.grown { background-color: var(--grown); }
#explorer .tile.shrunk, .inner.shrunk { background-color: var(--shrunk); } #explorer .tile.gone, .inner.gone { background-color: var(--gone); }
#explorer .tile:hover, #explorer .tile.twin { box-shadow: inset 0 0 0 2px var(--ink); }
#explorer .tile:focus-visible { z-index: 1; outline-offset: -3px; }
.detail { min-height: 48px; margin: 10px 0; padding: 8px 12px; background: var(--card); border-radius: 6px; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
#explorer .plain code { text-decoration: underline; }
.dockerfile tr.shipped td:first-child { box-shadow: inset 3px 0 0 var(--note); color: var(--ink); } .dockerfile tr.left td { color: var(--soft); }
.dockerfile :is(th, td) { border: 0; padding: 1px 8px; } .listing.dockerfile :is(th, td) { text-align: right; white-space: nowrap; width: auto; }
.listing.dockerfile :is(th, td):last-child { text-align: left; width: 100%; white-space: pre-wrap; overflow-wrap: anywhere; min-width: 150px; }
`;
// src/report/html-style.ts
var STYLE = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --back: #fff; --card: #f6f8fa;
  --bad: #cf222e; --good: #1a7f37; --warn: #9a6700; --note: #0969da;
  --edge: #ffffffb0; --same: #d5dce4; --new: #f2a69b; --grown: #f6cda3; --shrunk: #b4dfc0; --gone: #8fcba0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --back: #0d1117; --card: #151b23;
  --bad: #f85149; --good: #3fb950; --warn: #d29922; --note: #4493f8;
  --edge: #0d111790; --same: #2d3540; --new: #8a3a32; --grown: #7a5223; --shrunk: #23593a; --gone: #2c7048; } }
* { box-sizing: border-box; } [hidden] { display: none !important; }
body { overflow-wrap: anywhere; margin: 0 auto; max-width: 1120px; padding: 32px 24px 64px; background: var(--back); color: var(--ink);
  font: 15px/1.55 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
h1 { font-size: 24px; line-height: 1.3; margin: 0 0 4px; } h2 { font-size: 18px; margin: 40px 0 12px; }
code, h3, b { unicode-bidi: isolate; } h1 .sign { margin-right: 8px; } .failure .sign, .error { color: var(--bad); } .success .sign { color: var(--good); }
.neutral .sign, .warning { color: var(--warn); } .note { color: var(--note); }
p { margin: 0 0 12px; } .soft, th, figcaption { color: var(--soft); } .soft { overflow-wrap: anywhere; }
code { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--card); padding: 2px 5px;
  border-radius: 5px; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 24px 0 16px; padding: 0; }
.tiles div { border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; }
.tiles dt { color: var(--soft); font-size: 13px; } .tiles dd { margin: 0; font-variant-numeric: tabular-nums; }
.tiles dd.value { font-size: 21px; font-weight: 600; } .tiles dd.change { font-size: 13px; min-height: 20px; }
.up { color: var(--bad); } .down { color: var(--good); }
article { border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; margin: 0 0 12px; }
article header { display: flex; gap: 10px; align-items: baseline; flex-wrap: wrap; }
article h3 { font-size: 16px; margin: 0; overflow-wrap: anywhere; } article .amount { margin-left: auto; font-variant-numeric: tabular-nums; }
article p { margin: 6px 0 0; } article details { margin-top: 6px; }
.severity { font-size: 12px; font-weight: 600; text-transform: uppercase; letter-spacing: .03em; }
ul { margin: 6px 0 0; padding-left: 20px; } .budgets { padding: 0; list-style: none; } .budgets .bar { margin-right: 8px; } .budgets .error rect { fill: var(--bad); } summary { cursor: pointer; color: var(--soft); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 6px 10px; border-bottom: 1px solid var(--line); font-weight: 400; white-space: nowrap; }
th { font-size: 13px; } th:first-child, td:first-child { text-align: left; white-space: normal; padding-left: 0; }
.trend :is(th, td):not(:last-child) { text-align: left; }
.views > input { position: absolute; opacity: 0; } .views > label { display: inline-block; padding: 5px 12px; margin: 0 4px 12px 0;
  border: 1px solid var(--line); border-radius: 6px; cursor: pointer; font-size: 14px; }
.views > section { display: none; }
.views > input:focus-visible + label { outline: 2px solid var(--note); }
.views > input:checked + label { background: var(--card); font-weight: 600; }
#view-0:checked ~ .view-0, #view-1:checked ~ .view-1, #view-2:checked ~ .view-2, #view-3:checked ~ .view-3 { display: block; }
figure { margin: 0 0 16px; } figcaption { font-size: 13px; margin-bottom: 4px; } svg { display: block; width: 100%; height: auto; }
svg text { font: 11px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: var(--ink); }
.same rect, i.same { fill: var(--same); background: var(--same); } .new rect, i.new { fill: var(--new); background: var(--new); }
.grown rect, i.grown { fill: var(--grown); background: var(--grown); } .shrunk rect, i.shrunk { fill: var(--shrunk); background: var(--shrunk); }
.gone rect, i.gone { fill: var(--gone); background: var(--gone); }
.legend { font-size: 13px; color: var(--soft); } .legend i { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin: 0 5px 0 14px; }
.diff, .listing { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.diff { border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 12px 14px; overflow-x: auto; }
.plus { color: var(--good); } .minus { color: var(--bad); } .hunk { color: var(--soft); }
.listings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 20px; margin-top: 16px; }
.listing tr { height: 1.7em; } .listing td { border: 0; padding: 1px 8px; vertical-align: top; } .listing td:first-child { text-align: right; color: var(--soft);
  white-space: nowrap; width: 90px; } .listing td + td { text-align: left; white-space: pre-wrap; overflow-wrap: anywhere; }
main > details { margin-top: 12px; } ol.why { margin: 2px 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; }
ol.why li + li::before { content: "\u2192"; margin: 0 8px; color: var(--soft); }
.bar { display: inline-block; width: 90px; height: 9px; vertical-align: middle; } .bar rect { fill: var(--note); }
.layers td:first-child { overflow-wrap: anywhere; } .layers code { display: inline-block; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { margin-top: 48px; color: var(--soft); font-size: 13px; }
${EXPLORER_STYLE}@media (max-width: 560px) { body { padding: 20px 12px 40px; } th, td { padding: 5px 6px; } .layers :is(th, td):nth-child(3), .dockerfile :is(th, td):is(:nth-child(3), :nth-child(4)) { display: none; } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
@media print { .views > section { display: block; } .views > input, .views > label, .controls, .search, .detail { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; } }
`;
// src/report/html-explorer.ts
var NAME_LENGTHS = [200, 60, 20];
function renderExplorer(report, maxBytes) {
  const data = toData(report);
  if (data === null) return "";
  const texts = NAME_LENGTHS.map((length) => toJson(withNames(data, length)));
  const text4 = texts.find((one2) => Buffer.byteLength(one2) <= maxBytes);
  if (text4 === void 0) return "";
  return `<div id="${PAGE.explorer}" hidden></div>
<script type="application/json" id="${PAGE.data}">${text4}</script>`;
}
function toJson(data) {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
function toData({ breakdown: breakdown2, ledger }) {
  if (breakdown2 === void 0) return null;
  return {
    directories: toPageTree(breakdown2.directories),
    instructions: toPageTree(breakdown2.instructions),
    packages: toPageTree(breakdown2.packages),
    classes: toPageTree(breakdown2.classes),
    packageCount: ledger.byOwner.length
  };
}
function toPageTree(tree2) {
  const hasBaseline = tree2[0]?.baseline !== null;
  return {
    parents: tree2.map(({ parent }) => parent),
    kinds: tree2.map(({ kind }) => kind.slice(0, 1)).join(""),
    // Names that somebody else wrote may be of any length.
    names: tree2.map(({ name: name2 }) => (0, import_shared_3.visible)((0, import_shared_3.shorten)(name2, NAME_LENGTHS[0]))),
    baseline: hasBaseline ? tree2.map(({ baseline }) => baseline ?? 0) : null,
    candidate: tree2.map(({ candidate }) => candidate),
    files: tree2.map(({ files }) => files)
  };
}
function withNames(data, length) {
  const shortened2 = (tree2) => ({ ...tree2, names: tree2.names.map((name2) => (0, import_shared_3.shorten)(name2, length)) });
  return {
    directories: shortened2(data.directories),
    instructions: shortened2(data.instructions),
    packages: shortened2(data.packages),
    classes: shortened2(data.classes),
    packageCount: data.packageCount
  };
}
// node_modules/d3-hierarchy/dist/d3-hierarchy.mjs
function count(node3) {
  var sum = 0, children = node3.children, i = children && children.length;
  if (!i) sum = 1;
  else while (--i >= 0) sum += children[i].value;
  node3.value = sum;
}
function node_count() {
  return this.eachAfter(count);
}
function node_each(callback, that) {
  let index2 = -1;
  for (const node3 of this) {
    callback.call(that, node3, ++index2, this);
  }
  return this;
}
function node_eachBefore(callback, that) {
  var node3 = this, nodes = [node3], children, i, index2 = -1;
  while (node3 = nodes.pop()) {
    callback.call(that, node3, ++index2, this);
    if (children = node3.children) {
      for (i = children.length - 1; i >= 0; --i) {
        nodes.push(children[i]);
      }
    }
  }
  return this;
}
function node_eachAfter(callback, that) {
  var node3 = this, nodes = [node3], next = [], children, i, n, index2 = -1;
  while (node3 = nodes.pop()) {
    next.push(node3);
    if (children = node3.children) {
      for (i = 0, n = children.length; i < n; ++i) {
        nodes.push(children[i]);
      }
    }
  }
  while (node3 = next.pop()) {
    callback.call(that, node3, ++index2, this);
  }
  return this;
}
function node_find(callback, that) {
  let index2 = -1;
  for (const node3 of this) {
    if (callback.call(that, node3, ++index2, this)) {
      return node3;
    }
  }
}
function node_sum(value) {
  return this.eachAfter(function(node3) {
    var sum = +value(node3.data) || 0, children = node3.children, i = children && children.length;
    while (--i >= 0) sum += children[i].value;
    node3.value = sum;
  });
}
function node_sort(compare) {
  return this.eachBefore(function(node3) {
    if (node3.children) {
      node3.children.sort(compare);
    }
  });
}
function node_path(end) {
  var start = this, ancestor = leastCommonAncestor(start, end), nodes = [start];
  while (start !== ancestor) {
    start = start.parent;
    nodes.push(start);
  }
  var k = nodes.length;
  while (end !== ancestor) {
    nodes.splice(k, 0, end);
    end = end.parent;
  }
  return nodes;
}
function leastCommonAncestor(a, b) {
  if (a === b) return a;
  var aNodes = a.ancestors(), bNodes = b.ancestors(), c = null;
  a = aNodes.pop();
  b = bNodes.pop();
  while (a === b) {
    c = a;
    a = aNodes.pop();
    b = bNodes.pop();
  }
  return c;
}
function node_ancestors() {
  var node3 = this, nodes = [node3];
  while (node3 = node3.parent) {
    nodes.push(node3);
  }
  return nodes;
}
function node_descendants() {
  return Array.from(this);
}
function node_leaves() {
  var leaves = [];
  this.eachBefore(function(node3) {
    if (!node3.children) {
      leaves.push(node3);
    }
  });
  return leaves;
}
function node_links() {
  var root2 = this, links = [];
  root2.each(function(node3) {
    if (node3 !== root2) {
      links.push({ source: node3.parent, target: node3 });
    }
  });
  return links;
}
function* node_iterator() {
  var node3 = this, current, next = [node3], children, i, n;
  do {
    current = next.reverse(), next = [];
    while (node3 = current.pop()) {
      yield node3;
      if (children = node3.children) {
        for (i = 0, n = children.length; i < n; ++i) {
          next.push(children[i]);
        }
      }
    }
  } while (next.length);
}
function hierarchy(data, children) {
  if (data instanceof Map) {
    data = [void 0, data];
    if (children === void 0) children = mapChildren;
  } else if (children === void 0) {
    children = objectChildren;
  }
  var root2 = new Node$1(data), node3, nodes = [root2], child, childs, i, n;
  while (node3 = nodes.pop()) {
    if ((childs = children(node3.data)) && (n = (childs = Array.from(childs)).length)) {
      node3.children = childs;
      for (i = n - 1; i >= 0; --i) {
        nodes.push(child = childs[i] = new Node$1(childs[i]));
        child.parent = node3;
        child.depth = node3.depth + 1;
      }
    }
  }
  return root2.eachBefore(computeHeight);
}
function node_copy() {
  return hierarchy(this).eachBefore(copyData);
}
function objectChildren(d) {
  return d.children;
}
function mapChildren(d) {
  return Array.isArray(d) ? d[1] : null;
}
function copyData(node3) {
  if (node3.data.value !== void 0) node3.value = node3.data.value;
  node3.data = node3.data.data;
}
function computeHeight(node3) {
  var height = 0;
  do
    node3.height = height;
  while ((node3 = node3.parent) && node3.height < ++height);
}
function Node$1(data) {
  this.data = data;
  this.depth = this.height = 0;
  this.parent = null;
}
Node$1.prototype = hierarchy.prototype = {
  constructor: Node$1,
  count: node_count,
  each: node_each,
  eachAfter: node_eachAfter,
  eachBefore: node_eachBefore,
  find: node_find,
  sum: node_sum,
  sort: node_sort,
  path: node_path,
  ancestors: node_ancestors,
  descendants: node_descendants,
  leaves: node_leaves,
  links: node_links,
  copy: node_copy,
  [Symbol.iterator]: node_iterator
};
function required(f) {
  if (typeof f !== "function") throw new Error();
  return f;
}
function constantZero() {
  return 0;
}
function constant(x) {
  return function() {
    return x;
  };
}
function roundNode(node3) {
  node3.x0 = Math.round(node3.x0);
  node3.y0 = Math.round(node3.y0);
  node3.x1 = Math.round(node3.x1);
  node3.y1 = Math.round(node3.y1);
}
function treemapDice(parent, x0, y0, x1, y1) {
  var nodes = parent.children, node3, i = -1, n = nodes.length, k = parent.value && (x1 - x0) / parent.value;
  while (++i < n) {
    node3 = nodes[i], node3.y0 = y0, node3.y1 = y1;
    node3.x0 = x0, node3.x1 = x0 += node3.value * k;
  }
}
function TreeNode(node3, i) {
  this._ = node3;
  this.parent = null;
  this.children = null;
  this.A = null;
  this.a = this;
  this.z = 0;
  this.m = 0;
  this.c = 0;
  this.s = 0;
  this.t = null;
  this.i = i;
}
TreeNode.prototype = Object.create(Node$1.prototype);
function treemapSlice(parent, x0, y0, x1, y1) {
  var nodes = parent.children, node3, i = -1, n = nodes.length, k = parent.value && (y1 - y0) / parent.value;
  while (++i < n) {
    node3 = nodes[i], node3.x0 = x0, node3.x1 = x1;
    node3.y0 = y0, node3.y1 = y0 += node3.value * k;
  }
}
var phi = (1 + Math.sqrt(5)) / 2;
function squarifyRatio(ratio, parent, x0, y0, x1, y1) {
  var rows = [], nodes = parent.children, row, nodeValue, i0 = 0, i1 = 0, n = nodes.length, dx, dy, value = parent.value, sumValue, minValue, maxValue, newRatio, minRatio, alpha, beta;
  while (i0 < n) {
    dx = x1 - x0, dy = y1 - y0;
    do
      sumValue = nodes[i1++].value;
    while (!sumValue && i1 < n);
    minValue = maxValue = sumValue;
    alpha = Math.max(dy / dx, dx / dy) / (value * ratio);
    beta = sumValue * sumValue * alpha;
    minRatio = Math.max(maxValue / beta, beta / minValue);
    for (; i1 < n; ++i1) {
      sumValue += nodeValue = nodes[i1].value;
      if (nodeValue < minValue) minValue = nodeValue;
      if (nodeValue > maxValue) maxValue = nodeValue;
      beta = sumValue * sumValue * alpha;
      newRatio = Math.max(maxValue / beta, beta / minValue);
      if (newRatio > minRatio) {
        sumValue -= nodeValue;
        break;
      }
      minRatio = newRatio;
    }
    rows.push(row = { value: sumValue, dice: dx < dy, children: nodes.slice(i0, i1) });
    if (row.dice) treemapDice(row, x0, y0, x1, value ? y0 += dy * sumValue / value : y1);
    else treemapSlice(row, x0, y0, value ? x0 += dx * sumValue / value : x1, y1);
    value -= sumValue, i0 = i1;
  }
  return rows;
}
var squarify = (function custom(ratio) {
  function squarify2(parent, x0, y0, x1, y1) {
    squarifyRatio(ratio, parent, x0, y0, x1, y1);
  }
  squarify2.ratio = function(x) {
    return custom((x = +x) > 1 ? x : 1);
  };
  return squarify2;
})(phi);
function index() {
  var tile = squarify, round = false, dx = 1, dy = 1, paddingStack = [0], paddingInner = constantZero, paddingTop = constantZero, paddingRight = constantZero, paddingBottom = constantZero, paddingLeft = constantZero;
  function treemap(root2) {
    root2.x0 = root2.y0 = 0;
    root2.x1 = dx;
    root2.y1 = dy;
    root2.eachBefore(positionNode);
    paddingStack = [0];
    if (round) root2.eachBefore(roundNode);
    return root2;
  }
  function positionNode(node3) {
    var p = paddingStack[node3.depth], x0 = node3.x0 + p, y0 = node3.y0 + p, x1 = node3.x1 - p, y1 = node3.y1 - p;
    if (x1 < x0) x0 = x1 = (x0 + x1) / 2;
    if (y1 < y0) y0 = y1 = (y0 + y1) / 2;
    node3.x0 = x0;
    node3.y0 = y0;
    node3.x1 = x1;
    node3.y1 = y1;
    if (node3.children) {
      p = paddingStack[node3.depth + 1] = paddingInner(node3) / 2;
      x0 += paddingLeft(node3) - p;
      y0 += paddingTop(node3) - p;
      x1 -= paddingRight(node3) - p;
      y1 -= paddingBottom(node3) - p;
      if (x1 < x0) x0 = x1 = (x0 + x1) / 2;
      if (y1 < y0) y0 = y1 = (y0 + y1) / 2;
      tile(node3, x0, y0, x1, y1);
    }
  }
  treemap.round = function(x) {
    return arguments.length ? (round = !!x, treemap) : round;
  };
  treemap.size = function(x) {
    return arguments.length ? (dx = +x[0], dy = +x[1], treemap) : [dx, dy];
  };
  treemap.tile = function(x) {
    return arguments.length ? (tile = required(x), treemap) : tile;
  };
  treemap.padding = function(x) {
    return arguments.length ? treemap.paddingInner(x).paddingOuter(x) : treemap.paddingInner();
  };
  treemap.paddingInner = function(x) {
    return arguments.length ? (paddingInner = typeof x === "function" ? x : constant(+x), treemap) : paddingInner;
  };
  treemap.paddingOuter = function(x) {
    return arguments.length ? treemap.paddingTop(x).paddingRight(x).paddingBottom(x).paddingLeft(x) : treemap.paddingTop();
  };
  treemap.paddingTop = function(x) {
    return arguments.length ? (paddingTop = typeof x === "function" ? x : constant(+x), treemap) : paddingTop;
  };
  treemap.paddingRight = function(x) {
    return arguments.length ? (paddingRight = typeof x === "function" ? x : constant(+x), treemap) : paddingRight;
  };
  treemap.paddingBottom = function(x) {
    return arguments.length ? (paddingBottom = typeof x === "function" ? x : constant(+x), treemap) : paddingBottom;
  };
  treemap.paddingLeft = function(x) {
    return arguments.length ? (paddingLeft = typeof x === "function" ? x : constant(+x), treemap) : paddingLeft;
  };
  return treemap;
}
var resquarify = (function custom2(ratio) {
  function resquarify2(parent, x0, y0, x1, y1) {
    if ((rows = parent._squarify) && rows.ratio === ratio) {
      var rows, row, nodes, i, j = -1, n, m = rows.length, value = parent.value;
      while (++j < m) {
        row = rows[j], nodes = row.children;
        for (i = row.value = 0, n = nodes.length; i < n; ++i) row.value += nodes[i].value;
        if (row.dice) treemapDice(row, x0, y0, x1, value ? y0 += (y1 - y0) * row.value / value : y1);
        else treemapSlice(row, x0, y0, value ? x0 += (x1 - x0) * row.value / value : x1, y1);
        value -= row.value;
      }
    } else {
      parent._squarify = rows = squarifyRatio(ratio, parent, x0, y0, x1, y1);
      rows.ratio = ratio;
    }
  }
  resquarify2.ratio = function(x) {
    return custom2((x = +x) > 1 ? x : 1);
  };
  return resquarify2;
})(phi);
// src/report/treemap.ts
var WIDTH = 1e3;
var HEIGHT = 420;
var MAX_CELLS = 400;
var MIN_LABEL_WIDTH = 46;
var MIN_LABEL_HEIGHT = 18;
var UNITS_PER_LETTER = 6.6;
function renderTreemap(lines2, side, share) {
  const height = Math.max(40, Math.round(HEIGHT * share));
  const cells = layOut(lines2, side, height).map(renderCell).join("\n");
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="treemap of the ${side}">
${cells}
</svg>`;
}
function layOut(lines2, side, height) {
  const bytesOf = (node3) => node3.line === null ? 0 : node3.line[side] ?? 0;
  const shown = lines2.filter((line3) => (line3[side] ?? 0) > 0).toSorted((a, b) => (b[side] ?? 0) - (a[side] ?? 0)).slice(0, MAX_CELLS);
  const root2 = hierarchy(
    { line: null, children: shown.map((line3) => ({ line: line3 })) },
    (node3) => node3.children
  );
  const laidOut = index().tile(squarify).size([WIDTH, height]).paddingInner(2)(
    root2.sum(bytesOf)
  );
  return laidOut.leaves().flatMap(({ data, x0, y0, x1, y1 }) => {
    if (data.line === null || x1 - x0 < 1 || y1 - y0 < 1) return [];
    return [{ ...describe(data.line, side), x: x0, y: y0, width: x1 - x0, height: y1 - y0 }];
  });
}
function describe(line3, side) {
  const change2 = line3.delta === null || line3.delta === 0 ? "" : `, ${(0, import_shared_2.renderDelta)(line3.delta)}`;
  const title = `${line3.label}: ${(0, import_shared_2.renderBytes)(line3[side] ?? 0)}${change2}`;
  return { label: line3.label, title, tone: toneOf(line3) };
}
function toneOf({ baseline, candidate, delta: delta2 }) {
  if (delta2 === null || delta2 === 0) return "same";
  if (baseline === 0) return "new";
  if (candidate === 0) return "gone";
  return delta2 > 0 ? "grown" : "shrunk";
}
function renderCell({ label, title, tone, x, y, width, height }) {
  const box = `x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width)}" height="${fixed(height)}"`;
  const hasText2 = width >= MIN_LABEL_WIDTH && height >= MIN_LABEL_HEIGHT;
  const letters = Math.floor((width - 10) / UNITS_PER_LETTER);
  const text4 = hasText2 ? `<text x="${fixed(x + 6)}" y="${fixed(y + 14)}">${escapeHtml((0, import_shared_3.shorten)(label, Math.max(2, letters)))}</text>` : "";
  return `<g class="${tone}"><title>${escapeHtml(title)}</title><rect ${box} rx="2"/>${text4}</g>`;
}
function fixed(value) {
  return String(Math.round(value * 10) / 10);
}
// src/report/html-views.ts
var VIEWS = [
  { name: "byDirectory", title: "Directories" },
  { name: "byInstruction", title: "Instructions" },
  { name: "byOwner", title: "Packages" },
  { name: "byClass", title: "Classes" }
];
function renderViews(report, { lines: lines2, data }) {
  const tabs = VIEWS.map(
    ({ title }, index2) => `<input type="radio" name="view" id="view-${index2}"${index2 === 0 ? " checked" : ""}><label for="view-${index2}">${title}</label>`
  );
  const sections = VIEWS.map(
    ({ name: name2 }, index2) => `<section class="view-${index2}">
${renderView(report.ledger[name2], report, lines2)}
</section>`
  );
  const explorer = renderExplorer(report, data);
  return `<h2>Where the content bytes are</h2>
<div class="views${explorer === "" ? "" : " static"}">
${[...tabs, ...sections].join("\n")}
</div>
${explorer}`;
}
function renderView(lines2, { size }, maxLines) {
  const before = size.content.baseline;
  const after = size.content.candidate;
  const largest = Math.max(before ?? 0, after, 1);
  const figures = [
    ...before === null ? [] : [figure(`Baseline, ${(0, import_shared_2.renderBytes)(before)}`, renderTreemap(lines2, "baseline", before / largest))],
    figure(`Candidate, ${(0, import_shared_2.renderBytes)(after)}`, renderTreemap(lines2, "candidate", after / largest))
  ];
  return [...figures, before === null ? "" : LEGEND, renderTable(lines2, before !== null, maxLines)].join(
    "\n"
  );
}
var LEGEND = `<p class="legend">${["new", "grown", "shrunk", "gone", "same"].map((tone) => `<i class="${tone}"></i>${tone}`).join("")}</p>`;
function figure(caption, picture) {
  return `<figure><figcaption>${caption}</figcaption>${picture}</figure>`;
}
function renderTable(lines2, hasBaseline, maxLines) {
  const rows = lines2.slice(0, maxLines).map(({ label, baseline, candidate, delta: delta2 }) => {
    const before = hasBaseline ? `<td>${baseline === null ? "" : (0, import_shared_2.renderBytes)(baseline)}</td>` : "";
    const change2 = hasBaseline ? `<td>${delta2 === null ? "" : (0, import_shared_2.renderDelta)(delta2)}</td>` : "";
    return `<tr><td><code>${escapeHtml(label)}</code></td>${before}<td>${(0, import_shared_2.renderBytes)(candidate)}</td>${change2}</tr>`;
  });
  const more = lines2.length - rows.length;
  const note = more > 0 ? `<p class="soft">\u2026 and ${(0, import_shared_2.renderCount)(more)} more in the JSON report</p>` : "";
  const head = hasBaseline ? "<th>Name</th><th>Baseline</th><th>Candidate</th><th>Change</th>" : "<th>Name</th><th>Content size</th>";
  return `<details><summary>As a table</summary><table><thead><tr>${head}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table>${note}</details>`;
}
// src/report/trend-svg.ts
var WIDTH2 = 640;
var HEIGHT2 = 180;
var ROOM = { left: 76, right: 16, top: 14, bottom: 28 };
var ALONE_STYLE = "<style>svg{color:#1f2328;background:#fff}@media(prefers-color-scheme:dark){svg{color:#e6edf3;background:#0d1117}}</style>";
function renderTrendFile(points, image2) {
  return `${chart(points, { title: `${image2}: ${(0, import_shared_2.trendTitle)(points)}`, style: ALONE_STYLE })}
`;
}
function renderTrend({ trend, candidate }) {
  if (trend.length === 0) return "";
  const rows = (0, import_shared_2.trendRows)(trend, candidate.contentBytes).map(
    ({ name: name2, date, commit, bytes: bytes3 }) => `<tr><td>${escapeHtml(name2)}</td><td>${escapeHtml(date)}</td><td>${commit === null ? "" : `<code>${escapeHtml(commit)}</code>`}</td><td>${(0, import_shared_2.renderBytes)(bytes3)}</td></tr>`
  );
  const title = (0, import_shared_2.trendTitle)(trend);
  return `<h2>${escapeHtml(title)}</h2>
<figure>${chart(trend, { title, style: "" })}</figure>
<table class="trend"><thead><tr><th scope="col">Which</th><th scope="col">Date</th><th scope="col">Commit</th><th scope="col">Content size</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table>`;
}
function chart(points, { title, style }) {
  const extent = extentOf(points);
  const { from, to, least, most } = extent;
  const isLevel = (0, import_shared_2.readAlike)(least, most);
  const x = (index2) => ROOM.left + spread(index2, points.length - 1) * (WIDTH2 - ROOM.left - ROOM.right);
  const y = (bytes3) => HEIGHT2 - ROOM.bottom - spread(bytes3 - least, isLevel ? 0 : most - least) * (HEIGHT2 - ROOM.top - ROOM.bottom);
  const line3 = points.map(
    ({ contentBytes }, index2) => `${index2 === 0 ? "M" : "L"}${at(x(index2))} ${at(y(contentBytes))}`
  );
  const level = (bytes3) => `<path d="M${ROOM.left} ${at(y(bytes3))}H${WIDTH2 - ROOM.right}" stroke="currentColor" stroke-opacity="0.2"/>` + text(ROOM.left - 8, y(bytes3) + 4, { anchor: "end", words: (0, import_shared_2.renderBytes)(bytes3) });
  return [
    `<svg${style === "" ? "" : ' xmlns="http://www.w3.org/2000/svg"'} viewBox="0 0 ${WIDTH2} ${HEIGHT2}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escapeHtml(title)}</title>`,
    `<desc>${escapeHtml(describe2(extent))}</desc>`,
    style,
    level(most),
    ...isLevel ? [] : [level(least)],
    `<path d="${line3.join("")}" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/>`,
    `<circle cx="${at(x(points.length - 1))}" cy="${at(y(extent.last))}" r="3.5" fill="currentColor"/>`,
    text(ROOM.left, HEIGHT2 - 8, { anchor: "start", words: from }),
    text(WIDTH2 - ROOM.right, HEIGHT2 - 8, { anchor: "end", words: to }),
    "</svg>"
  ].join("");
}
function extentOf(points) {
  const sizes = points.map(({ contentBytes }) => contentBytes);
  const day = (point) => point?.date.slice(0, 10) ?? "";
  return {
    ...{ from: day(points[0]), to: day(points.at(-1)) },
    ...{ least: Math.min(...sizes), most: Math.max(...sizes), last: sizes.at(-1) ?? 0 }
  };
}
function describe2({ from, to, least, most }) {
  const when = from === to ? `On ${from}` : `From ${from} to ${to}`;
  const sizes = (0, import_shared_2.readAlike)(least, most) ? (0, import_shared_2.renderBytes)(most) : `between ${(0, import_shared_2.renderBytes)(least)} and ${(0, import_shared_2.renderBytes)(most)}`;
  return `${when}: ${sizes}.`;
}
function spread(value, all2) {
  return all2 === 0 ? 0.5 : value / all2;
}
function at(value) {
  return String(Math.round(value * 10) / 10);
}
function text(x, y, { anchor, words }) {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="currentColor">${escapeHtml(words)}</text>`;
}
// src/report/html.ts
var SIGNS = { success: "\u2713", neutral: "\u25CB", failure: "\u2717" };
var MAX_BYTES = 19e5;
var MORE_FIXES = '<p class="soft">Not all proven fixes have room here; the JSON report has them.</p>';
function renderHtml(report) {
  let html2 = "";
  for (const limits of limitsFor(report)) {
    html2 = renderPage(boundReport(report, limits), { limits, fixCount: report.fixes.length });
    if (Buffer.byteLength(html2) <= MAX_BYTES) break;
  }
  return html2;
}
function renderPage(report, { limits, fixCount }) {
  const policy = `default-src 'none'; style-src 'sha256-${digest(STYLE)}'; script-src 'sha256-${digest(html_script_default.script)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Final Stage ${escapeHtml((0, import_shared_2.verdictLine)(report))}</title>
<style>${STYLE}</style>
</head>
<body>
${renderHead(report)}
<main>
${renderTiles(report)}${renderCauses(report)}
${renderBudgets(report, limits.lines)}
${renderChanges(report, limits.lines)}
${renderFixes(report)}${fixCount > report.fixes.length ? MORE_FIXES : ""}
${renderFindings(report, limits.findings)}
${renderViews(report, limits)}
${renderDockerfile(report)}
${renderLayers(report, limits.lines)}
${renderComposedFiles(report)}
${renderTrend(report)}
${renderNotices(report)}
</main>
<footer>final-stage ${escapeHtml(report.tool.version)}</footer>
<script>${html_script_default.script}</script>
</body>
</html>
`;
}
function digest(text4) {
  return (0, import_node_crypto.createHash)("sha256").update(text4).digest("base64");
}
function renderHead(report) {
  const { verdict, candidate, baseline, mode } = report;
  const sign2 = mode === "inspect" ? "\u25CB" : SIGNS[verdict.conclusion];
  const against = baseline === null ? "" : ` against <code>${escapeHtml(baseline.reference)}</code>`;
  const budgets = verdict.violations.filter(({ kind }) => kind === "budget").map(({ message }) => `<p class="error">${proseHtml((0, import_shared_2.sentence)(message))}</p>`);
  return `<header class="${verdict.conclusion}">
<h1><span class="sign">${sign2}</span>Final Stage ${escapeHtml((0, import_shared_2.verdictLine)(report))}</h1>
<p class="soft"><code>${escapeHtml(candidate.reference)}</code> ${escapeHtml(candidate.platform)}${against}</p>
${budgets.join("\n")}
</header>`;
}
function renderTiles(report) {
  const estimated = (0, import_shared_2.isTransferEstimated)(report) ? ", estimated" : "";
  const { pull } = report.size;
  const tiles = import_shared_2.SIZE_ROWS.map(({ name: name2, label }) => {
    const what = name2 === "transfer" ? `${label}${estimated}` : label;
    return renderTile(what, report.size[name2]);
  });
  const pullTile = pull === null ? "" : `<div><dt>pull size${estimated}</dt><dd class="value">${(0, import_shared_2.renderBytes)(pull)}</dd><dd class="change">what the next deploy downloads</dd></div>`;
  return `<dl class="tiles">${tiles.join("")}${pullTile}</dl>`;
}
function renderCauses(report) {
  return (0, import_shared_2.causeSentences)(report).map((words) => `
<p class="soft">${escapeHtml(words)}</p>`).join("");
}
function renderTile(label, change2) {
  const tone = (change2.delta ?? 0) > 0 ? " up" : (change2.delta ?? 0) < 0 ? " down" : "";
  const value = `<dd class="value">${(0, import_shared_2.renderBytes)(change2.candidate)}</dd>`;
  return `<div><dt>${label}</dt>${value}<dd class="change${tone}">${(0, import_shared_2.renderChange)(change2)}</dd></div>`;
}
function renderNotices({ notices }) {
  if (notices.length === 0) return "";
  const items = notices.map(({ message }) => `<li>${proseHtml((0, import_shared_2.sentence)(message))}</li>`);
  return `<h2>Notices</h2>
<ul>
${items.join("\n")}
</ul>`;
}
// src/report/patch.ts
function renderFixPatch({ fixes }) {
  return fixes.map(({ patch }) => patch).join("");
}
// src/report/encode-path.ts
function encodePath(path) {
  return path.replace(new RegExp("\\p{Cs}", "gu"), "\uFFFD").split("/").map((part) => encodeURIComponent(part)).join("/");
}
// src/report/sarif-fixes.ts
var MAX_INSERTED_CHARACTERS = 1e4;
function sarifFixes({ fixes }, { fingerprint: fingerprint2, status: status2 }) {
  const own5 = status2 === "resolved" ? [] : fixes.filter(({ fingerprints }) => fingerprints.includes(fingerprint2));
  const found = own5.filter(isShort).map(toFix);
  return found.length === 0 ? {} : { fixes: found };
}
function isShort({ edits }) {
  return edits.reduce((sum, { replacement }) => sum + replacement.length, 0) <= MAX_INSERTED_CHARACTERS;
}
function toFix(fix3) {
  const files = [...new Set(fix3.edits.map(({ file }) => file))].sort();
  return {
    description: { text: (0, import_shared_2.fixTitle)(fix3) },
    artifactChanges: files.map((file) => toChange(file, fix3))
  };
}
function toChange(file, { edits }) {
  return {
    artifactLocation: { uri: encodePath(file), uriBaseId: "%SRCROOT%" },
    replacements: edits.filter((edit2) => edit2.file === file).map(({ start, end, replacement }) => ({
      deletedRegion: { charOffset: start, charLength: end - start },
      ...replacement !== "" && { insertedContent: { text: replacement } }
    }))
  };
}
// src/report/sarif.ts
var SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
var MAX_RESULTS = 5e3;
var MAX_DESCRIPTION_CHARACTERS = 1024;
var MAX_MESSAGE_CHARACTERS2 = 4e3;
var MAX_PATHS = 5;
var HOMEPAGE = "https://github.com/final-stage/final-stage";
var LEVELS2 = { error: "error", warning: "warning", note: "note" };
var SECURITY_SEVERITIES = /* @__PURE__ */ new Map([["secret", "8.0"]]);
function renderSarif(report) {
  return `${JSON.stringify(toSarif(report), null, 2)}
`;
}
function toSarif(report) {
  const findings = reportable(report);
  const ruleIds = [...new Set(findings.map(({ ruleId }) => ruleId))].toSorted();
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "final-stage",
            informationUri: HOMEPAGE,
            semanticVersion: report.tool.version,
            rules: ruleIds.map((id) => toDescriptor(id, findings))
          }
        },
        // One category for each image: a later upload of the same category replaces the alerts.
        automationDetails: { id: `final-stage/${automationId(findings, report)}/` },
        columnKind: "utf16CodeUnits",
        results: toResults(findings, ruleIds, report)
      }
    ]
  };
}
function reportable(report) {
  const { introduced, persisting, inherited, elsewhere, allowed: allowed2 } = (0, import_shared_2.groupFindings)(report);
  return [...introduced, ...persisting, ...inherited, ...elsewhere, ...allowed2].filter((finding2) => placeIn(report, finding2) !== null).slice(0, MAX_RESULTS);
}
function automationId(findings, report) {
  const [first] = findings;
  const dockerfile = first && placeIn(report, first)?.dockerfile;
  return `${encodePath(dockerfile ?? "image")}/${(0, import_shared_3.visible)(report.candidate.platform).replaceAll("/", "-")}`;
}
function placeIn(report, finding2) {
  if (finding2.primary !== null) return finding2.primary;
  const instruction2 = report.candidate.layers.find((layer2) => layer2.instruction !== null)?.instruction;
  return instruction2 ? { ...instruction2, line: 1, endLine: 1 } : null;
}
function toDescriptor(id, findings) {
  const { headline, fix: fix3, category, severity: severity2, url } = metaOf(id, findings);
  const security = SECURITY_SEVERITIES.get(category);
  return {
    id,
    name: toPascalCase(id),
    shortDescription: { text: description(headline) },
    fullDescription: { text: description(`${headline}. ${(0, import_shared_2.sentence)(fix3)}`) },
    help: {
      text: description(`${(0, import_shared_2.sentence)(fix3)} To accept a finding, add an allow entry for ${id} to the policy.`)
    },
    ...url !== void 0 && { helpUri: url },
    defaultConfiguration: { level: LEVELS2[severity2] },
    properties: {
      tags: [category],
      precision: "high",
      ...security !== void 0 && { "security-severity": security }
    }
  };
}
function toPascalCase(id) {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_match, first) => first.toUpperCase());
}
function metaOf(id, findings) {
  const rules = import_shared_2.RULES.filter((rule) => rule.id === id);
  const reported = findings.filter(({ ruleId }) => ruleId === id).map((finding2) => ({ ...finding2, headline: id }));
  return [...rules, ...reported][0] ?? { headline: id, fix: id, category: "build-tool", severity: "warning" };
}
function description(text4) {
  return (0, import_shared_3.shorten)((0, import_shared_3.visible)(text4).replaceAll("`", ""), MAX_DESCRIPTION_CHARACTERS);
}
function toResults(findings, ruleIds, report) {
  const occurrences = /* @__PURE__ */ new Map();
  return findings.map((finding2) => {
    const occurrence = (occurrences.get(finding2.fingerprint) ?? 0) + 1;
    occurrences.set(finding2.fingerprint, occurrence);
    return { ...toResult(finding2, occurrence, report), ruleIndex: ruleIds.indexOf(finding2.ruleId) };
  });
}
function toResult(finding2, occurrence, report) {
  const acceptance = (0, import_shared_2.acceptanceOf)(report.verdict, finding2);
  return {
    ruleId: finding2.ruleId,
    level: LEVELS2[finding2.severity],
    message: { text: messageOf(finding2) },
    locations: [{ ...toLocation(placeIn(report, finding2)), ...logicalLocations(finding2) }],
    // GitHub matches alerts by the first of these, so it must not change when an introduced finding persists later.
    partialFingerprints: {
      primaryLocationLineHash: `${finding2.fingerprint.slice(0, 16)}:${occurrence}`,
      "finalStageFinding/v1": finding2.fingerprint
    },
    ...report.baseline !== null && { baselineState: finding2.status === "introduced" ? "new" : "unchanged" },
    ...sarifFixes(report, finding2),
    ...acceptance !== void 0 && {
      suppressions: [{ kind: "external", justification: (0, import_shared_3.visible)(acceptance.reason) }]
    }
  };
}
function toLocation(place2) {
  const { dockerfile, line: line3, endLine } = place2 ?? { dockerfile: "Dockerfile", line: 1, endLine: 1 };
  return {
    physicalLocation: {
      artifactLocation: { uri: encodePath(dockerfile), uriBaseId: "%SRCROOT%" },
      region: { startLine: line3, endLine: Math.max(line3, endLine) }
    }
  };
}
function logicalLocations({ locations }) {
  const fields = locations.flatMap((location2) => location2.kind === "config" ? [location2.field] : []);
  if (fields.length === 0) return {};
  return {
    logicalLocations: fields.map((field) => ({ fullyQualifiedName: (0, import_shared_3.visible)(field), kind: "member" }))
  };
}
function messageOf(finding2) {
  const { bytes: bytes3, files, primary, locations } = finding2;
  const amount = bytes3 === 0 ? "" : `, ${(0, import_shared_2.renderBytes)(bytes3)} in ${(0, import_shared_2.counted)(files, "file")}`;
  const isSet = files === 0 && locations.some(({ kind }) => kind === "config");
  const by = primary === null ? "" : `, ${isSet ? "set" : "added"} by ${(0, import_shared_2.placeOf)(primary)}`;
  const { lines: lines2, more } = (0, import_shared_2.placeLines)(finding2, MAX_PATHS);
  const paths = lines2.map(({ path, words }) => `${(0, import_shared_3.shorten)(path, 300)}${words === "" ? "" : ` (${words})`}`);
  const where = paths.length === 0 ? "" : `: ${paths.join(", ")}${more === "" ? "" : ` ${more}`}`;
  const text4 = `${(0, import_shared_2.claimOf)(finding2) ?? (0, import_shared_2.nameOf)(finding2)}${amount}${by}${where}. ${(0, import_shared_2.sentence)(finding2.fix)}`;
  return (0, import_shared_3.shorten)((0, import_shared_3.visible)(text4).replaceAll("`", ""), MAX_MESSAGE_CHARACTERS2).replace(/[\\[\]]/g, "\\$&");
}
// src/report/fit.ts
function wholeSection(name2, ...lines2) {
  return { head: lines2, items: [], tail: [], left: () => name2, omitted: 0 };
}
var MAX_NOTE_SIZE = 1e3;
var SEPARATOR = 2;
var encoder = new TextEncoder();
function fitToLimit(sections, limit) {
  const whole = sections.map((section) => renderSection(section, section.items.length));
  const text4 = joinSections(whole);
  if (sizeOf(text4) <= limit.maxSize && sections.every(({ omitted }) => omitted === 0)) return text4;
  const left = /* @__PURE__ */ new Map();
  const kept = [];
  const reserved = reservedFor(sections, limit);
  let room = limit.maxSize - MAX_NOTE_SIZE - [...reserved.values()].reduce((sum, size) => sum + size, 0);
  for (const section of sections) {
    room += reserved.get(section) ?? 0;
    const count3 = countFitting(section, room);
    const rendered = count3 === null ? "" : renderSection(section, count3);
    const missing2 = missingFrom(section, count3);
    left.set(section.left, (left.get(section.left) ?? 0) + missing2);
    kept.push(rendered);
    room -= rendered === "" ? 0 : sizeOf(rendered) + SEPARATOR;
  }
  return joinSections([...kept, limit.note(renderLeft(left))]);
}
function reservedFor(sections, { maxSize }) {
  const sizes = sections.filter(({ isReserved }) => isReserved === true).map((section) => [section, sizeOf(renderSection(section, section.items.length)) + SEPARATOR]).toSorted(([, a], [, b]) => a - b);
  let room = maxSize / 2;
  return new Map(sizes.filter(([, size]) => (room -= size) >= 0));
}
function missingFrom({ items, omitted }, count3) {
  return omitted + (count3 === null ? Math.max(1, items.length) : items.length - count3);
}
function countFitting(section, room) {
  let size = sizeOf(renderSection(section, 0)) + SEPARATOR;
  if (size > room) return null;
  let count3 = 0;
  for (const item of section.items) {
    size += sizeOf(item) + 1;
    if (size > room) break;
    count3++;
  }
  return count3 === 0 && section.items.length > 0 ? null : count3;
}
function renderSection({ head, items, tail }, count3) {
  return [...head, ...items.slice(0, count3), ...tail].join("\n");
}
function joinSections(sections) {
  return `${sections.filter((section) => section !== "").join("\n\n")}
`;
}
function sizeOf(text4) {
  return Math.max(text4.length, encoder.encode(text4).length);
}
function renderLeft(left) {
  const parts = [...left].filter(([, count3]) => count3 > 0).map(([words, count3]) => words(count3));
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
// node_modules/micromark-util-character/index.js
var asciiAlpha = regexCheck(/[A-Za-z]/);
var asciiAlphanumeric = regexCheck(/[\dA-Za-z]/);
var asciiAtext = regexCheck(/[#-'*+\--9=?A-Z^-~]/);
var asciiDigit = regexCheck(/\d/);
var asciiHexDigit = regexCheck(/[\dA-Fa-f]/);
var asciiPunctuation = regexCheck(/[!-/:-@[-`{-~]/);
function markdownLineEndingOrSpace(code4) {
  return code4 !== null && (code4 < 0 || code4 === 32);
}
var unicodePunctuation = regexCheck(new RegExp("\\p{P}|\\p{S}", "u"));
var unicodeWhitespace = regexCheck(/\s/);
function regexCheck(regex) {
  return check4;
  function check4(code4) {
    return code4 !== null && code4 > -1 && regex.test(String.fromCharCode(code4));
  }
}
// node_modules/unist-util-is/lib/index.js
var convert = (
  // Note: overloads in JSDoc can\u2019t yet use different `@template`s.
  /**
   * @type {(
   *   (<Condition extends string>(test: Condition) => (node: unknown, index?: number | null | undefined, parent?: Parent | null | undefined, context?: unknown) => node is Node & {type: Condition}) &
   *   (<Condition extends Props>(test: Condition) => (node: unknown, index?: number | null | undefined, parent?: Parent | null | undefined, context?: unknown) => node is Node & Condition) &
   *   (<Condition extends TestFunction>(test: Condition) => (node: unknown, index?: number | null | undefined, parent?: Parent | null | undefined, context?: unknown) => node is Node & Predicate<Condition, Node>) &
   *   ((test?: null | undefined) => (node?: unknown, index?: number | null | undefined, parent?: Parent | null | undefined, context?: unknown) => node is Node) &
   *   ((test?: Test) => Check)
   * )}
   */
  /**
   * @param {Test} [test]
   * @returns {Check}
   */
  (function(test) {
    if (test === null || test === void 0) {
      return ok;
    }
    if (typeof test === "function") {
      return castFactory(test);
    }
    if (typeof test === "object") {
      return Array.isArray(test) ? anyFactory(test) : (
        // Cast because `ReadonlyArray` goes into the above but `isArray`
        // narrows to `Array`.
        propertiesFactory(
          /** @type {Props} */
          test
        )
      );
    }
    if (typeof test === "string") {
      return typeFactory(test);
    }
    throw new Error("Expected function, string, or object as test");
  })
);
function anyFactory(tests) {
  const checks = [];
  let index2 = -1;
  while (++index2 < tests.length) {
    checks[index2] = convert(tests[index2]);
  }
  return castFactory(any);
  function any(...parameters) {
    let index3 = -1;
    while (++index3 < checks.length) {
      if (checks[index3].apply(this, parameters)) return true;
    }
    return false;
  }
}
function propertiesFactory(check4) {
  const checkAsRecord = (
    /** @type {Record<string, unknown>} */
    check4
  );
  return castFactory(all2);
  function all2(node3) {
    const nodeAsRecord = (
      /** @type {Record<string, unknown>} */
      /** @type {unknown} */
      node3
    );
    let key;
    for (key in check4) {
      if (nodeAsRecord[key] !== checkAsRecord[key]) return false;
    }
    return true;
  }
}
function typeFactory(check4) {
  return castFactory(type);
  function type(node3) {
    return node3 && node3.type === check4;
  }
}
function castFactory(testFunction) {
  return check4;
  function check4(value, index2, parent) {
    return Boolean(
      looksLikeANode(value) && testFunction.call(
        this,
        value,
        typeof index2 === "number" ? index2 : void 0,
        parent || void 0
      )
    );
  }
}
function ok() {
  return true;
}
function looksLikeANode(value) {
  return value !== null && typeof value === "object" && "type" in value;
}
// node_modules/unist-util-visit-parents/lib/color.node.js
function color(d) {
  return "\x1B[33m" + d + "\x1B[39m";
}
// node_modules/unist-util-visit-parents/lib/index.js
var empty = [];
var CONTINUE = true;
var EXIT = false;
var SKIP = "skip";
function visitParents(tree2, testOrEnterOrVisitors, enterOrVisitorsOrReverse, reverse) {
  if (!tree2 || typeof tree2 !== "object") {
    throw new Error("Unexpected value `" + tree2 + "` for `tree`, expected node");
  }
  let preorder = true;
  let check4;
  let visitors;
  let enter;
  let exit;
  if (typeof enterOrVisitorsOrReverse === "function" || enterOrVisitorsOrReverse && typeof enterOrVisitorsOrReverse === "object") {
    check4 = /** @type {Test} */
    testOrEnterOrVisitors;
    visitors = enterOrVisitorsOrReverse;
    if (reverse) preorder = false;
  } else {
    visitors = /** @type {Visitors | Visitor} */
    testOrEnterOrVisitors;
    if (enterOrVisitorsOrReverse) preorder = false;
  }
  if (typeof visitors === "function") {
    enter = visitors;
  } else if (visitors && typeof visitors === "object") {
    if (visitors.enter === null || visitors.enter === void 0) {
    } else if (typeof visitors.enter === "function") {
      enter = visitors.enter;
    } else {
      throw new Error(
        "Unexpected value `" + visitors.enter + "` for `visitors.enter`, expected optional visitor"
      );
    }
    if (typeof visitors.exit === "function") {
      exit = visitors.exit;
    } else {
      throw new Error(
        "Unexpected value `" + visitors.exit + "` for `visitors.exit`, expected visitor (pass a visitor directly if you only want an enter visitor)"
      );
    }
  } else {
    throw new Error(
      "Unexpected value `" + visitors + "` for `enter` or `visitors`, expected visitor or object with visitors"
    );
  }
  const is2 = convert(check4);
  const step = preorder ? 1 : -1;
  factory(tree2, void 0, [])();
  function factory(node3, index2, parents) {
    const value = (
      /** @type {Record<string, unknown>} */
      node3 && typeof node3 === "object" ? node3 : {}
    );
    if (typeof value.type === "string") {
      const name2 = (
        // `hast`
        typeof value.tagName === "string" ? value.tagName : (
          // `xast`
          typeof value.name === "string" ? value.name : void 0
        )
      );
      Object.defineProperty(visit2, "name", {
        value: "node (" + color(node3.type + (name2 ? "<" + name2 + ">" : "")) + ")"
      });
    }
    return visit2;
    function visit2() {
      const matches = !check4 || is2(node3, index2, parents[parents.length - 1] || void 0);
      let result = empty;
      if (enter && matches) {
        result = toResult2(enter(node3, parents, index2));
        if (result[0] === EXIT) {
          return result;
        }
      }
      if ("children" in node3 && node3.children) {
        const nodeAsParent = (
          /** @type {UnistParent} */
          node3
        );
        if (nodeAsParent.children && result[0] !== SKIP) {
          let offset = (preorder ? -1 : nodeAsParent.children.length) + step;
          const grandparents = [...parents, nodeAsParent];
          while (offset > -1 && offset < nodeAsParent.children.length) {
            const child = nodeAsParent.children[offset];
            const subresult = factory(child, offset, grandparents)();
            if (subresult[0] === EXIT) {
              return subresult;
            }
            offset = typeof subresult[1] === "number" ? subresult[1] : offset + step;
          }
        }
      }
      if (exit && matches) {
        const exitResult = toResult2(exit(node3, parents, index2));
        if (exitResult[0] === SKIP) {
          throw new Error(
            "Unexpected value `" + exitResult[0] + "` from `exit`, expected `CONTINUE`, `EXIT`, index, or nothing"
          );
        }
        if (exitResult[0] === EXIT || typeof exitResult[1] === "number") {
          return exitResult;
        }
      }
      return result;
    }
  }
}
function toResult2(value) {
  if (Array.isArray(value)) {
    return value;
  }
  if (typeof value === "number") {
    return [CONTINUE, value];
  }
  return value === null || value === void 0 ? empty : [value];
}
// node_modules/mdast-util-gfm-autolink-literal/lib/index.js
var inConstruct = "phrasing";
var notInConstruct = ["autolink", "link", "image", "label"];
function gfmAutolinkLiteralToMarkdown() {
  return {
    unsafe: [
      {
        character: "@",
        before: "[+\\-.\\w]",
        after: "[\\-.\\w]",
        inConstruct,
        notInConstruct
      },
      {
        character: ".",
        before: "[Ww]",
        after: "[\\-.\\w]",
        inConstruct,
        notInConstruct
      },
      {
        character: ":",
        before: "[ps]",
        after: "\\/",
        inConstruct,
        notInConstruct
      }
    ]
  };
}
// node_modules/mdast-util-gfm-footnote/lib/index.js
footnoteReference.peek = footnoteReferencePeek;
function footnoteReferencePeek() {
  return "[";
}
function footnoteReference(node3, _, state, info) {
  const tracker = state.createTracker(info);
  let value = tracker.move("[^");
  const exit = state.enter("footnoteReference");
  const subexit = state.enter("reference");
  value += tracker.move(
    state.safe(state.associationId(node3), { after: "]", before: value })
  );
  subexit();
  exit();
  value += tracker.move("]");
  return value;
}
function gfmFootnoteToMarkdown(options2) {
  let firstLineBlank = false;
  if (options2 && options2.firstLineBlank) {
    firstLineBlank = true;
  }
  return {
    handlers: { footnoteDefinition, footnoteReference },
    // This is on by default already.
    unsafe: [{ character: "[", inConstruct: ["label", "phrasing", "reference"] }]
  };
  function footnoteDefinition(node3, _, state, info) {
    const tracker = state.createTracker(info);
    let value = tracker.move("[^");
    const exit = state.enter("footnoteDefinition");
    const subexit = state.enter("label");
    value += tracker.move(
      state.safe(state.associationId(node3), { before: value, after: "]" })
    );
    subexit();
    value += tracker.move("]:");
    if (node3.children && node3.children.length > 0) {
      tracker.shift(4);
      value += tracker.move(
        (firstLineBlank ? "\n" : " ") + state.indentLines(
          state.containerFlow(node3, tracker.current()),
          firstLineBlank ? mapAll : mapExceptFirst
        )
      );
    }
    exit();
    return value;
  }
}
function mapExceptFirst(line3, index2, blank) {
  return index2 === 0 ? line3 : mapAll(line3, index2, blank);
}
function mapAll(line3, index2, blank) {
  return (blank ? "" : "    ") + line3;
}
// node_modules/mdast-util-gfm-strikethrough/lib/index.js
var constructsWithoutStrikethrough = [
  "autolink",
  "destinationLiteral",
  "destinationRaw",
  "reference",
  "titleQuote",
  "titleApostrophe"
];
handleDelete.attention = attentionDelete;
handleDelete.peek = peekDelete;
function gfmStrikethroughToMarkdown() {
  return {
    handlers: { delete: handleDelete },
    unsafe: [
      {
        character: "~",
        inConstruct: "phrasing",
        notInConstruct: constructsWithoutStrikethrough
      }
    ]
  };
}
function handleDelete(node3, _, state, info) {
  const tracker = state.createTracker(info);
  const sequence = state.stack.includes("strikethrough") ? "~" : "~~";
  const exit = state.enter("strikethrough");
  let value = tracker.move(sequence);
  value += state.containerPhrasing(node3, {
    ...tracker.current(),
    before: value,
    after: "~"
  });
  value += tracker.move(sequence);
  exit();
  return value;
}
function attentionDelete() {
  return { construct: "strikethrough", markers: ["~"], sizes: [2, 1] };
}
function peekDelete() {
  return "~";
}
// node_modules/markdown-table/index.js
function defaultStringLength(value) {
  return value.length;
}
function markdownTable(table2, options2) {
  const settings = options2 || {};
  const align = (settings.align || []).concat();
  const stringLength = settings.stringLength || defaultStringLength;
  const alignments = [];
  const cellMatrix = [];
  const sizeMatrix = [];
  const longestCellByColumn = [];
  let mostCellsPerRow = 0;
  let rowIndex = -1;
  while (++rowIndex < table2.length) {
    const row2 = [];
    const sizes2 = [];
    let columnIndex2 = -1;
    if (table2[rowIndex].length > mostCellsPerRow) {
      mostCellsPerRow = table2[rowIndex].length;
    }
    while (++columnIndex2 < table2[rowIndex].length) {
      const cell = serialize(table2[rowIndex][columnIndex2]);
      if (settings.alignDelimiters !== false) {
        const size = stringLength(cell);
        sizes2[columnIndex2] = size;
        if (longestCellByColumn[columnIndex2] === void 0 || size > longestCellByColumn[columnIndex2]) {
          longestCellByColumn[columnIndex2] = size;
        }
      }
      row2.push(cell);
    }
    cellMatrix[rowIndex] = row2;
    sizeMatrix[rowIndex] = sizes2;
  }
  let columnIndex = -1;
  if (typeof align === "object" && "length" in align) {
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = toAlignment(align[columnIndex]);
    }
  } else {
    const code4 = toAlignment(align);
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = code4;
    }
  }
  columnIndex = -1;
  const row = [];
  const sizes = [];
  while (++columnIndex < mostCellsPerRow) {
    const code4 = alignments[columnIndex];
    let before = "";
    let after = "";
    if (code4 === 99) {
      before = ":";
      after = ":";
    } else if (code4 === 108) {
      before = ":";
    } else if (code4 === 114) {
      after = ":";
    }
    let size = settings.alignDelimiters === false ? 1 : Math.max(
      1,
      longestCellByColumn[columnIndex] - before.length - after.length
    );
    const cell = before + "-".repeat(size) + after;
    if (settings.alignDelimiters !== false) {
      size = before.length + size + after.length;
      if (size > longestCellByColumn[columnIndex]) {
        longestCellByColumn[columnIndex] = size;
      }
      sizes[columnIndex] = size;
    }
    row[columnIndex] = cell;
  }
  cellMatrix.splice(1, 0, row);
  sizeMatrix.splice(1, 0, sizes);
  rowIndex = -1;
  const lines2 = [];
  while (++rowIndex < cellMatrix.length) {
    const row2 = cellMatrix[rowIndex];
    const sizes2 = sizeMatrix[rowIndex];
    const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
    columnIndex = -1;
    const line3 = [];
    while (++columnIndex < cellsInRow) {
      const cell = row2[columnIndex] || "";
      let before = "";
      let after = "";
      if (settings.alignDelimiters !== false) {
        const size = longestCellByColumn[columnIndex] - (sizes2[columnIndex] || 0);
        const code4 = alignments[columnIndex];
        if (code4 === 114) {
          before = " ".repeat(size);
        } else if (code4 === 99) {
          const half = size / 2;
          if (size % 2) {
            before = " ".repeat(half + 0.5);
            after = " ".repeat(half - 0.5);
          } else {
            before = " ".repeat(half);
            after = before;
          }
        } else {
          after = " ".repeat(size);
        }
      }
      if (settings.delimiterStart !== false && !columnIndex) {
        line3.push("|");
      }
      if (settings.padding !== false && // Don\u2019t add the opening space if we\u2019re not aligning and the cell is
      // empty: there will be a closing space.
      !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) {
        line3.push(" ");
      }
      if (settings.alignDelimiters !== false) {
        line3.push(before);
      }
      line3.push(cell);
      if (settings.alignDelimiters !== false) {
        line3.push(after);
      }
      if (settings.padding !== false) {
        line3.push(" ");
      }
      if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) {
        line3.push("|");
      }
    }
    lines2.push(
      settings.delimiterEnd === false ? line3.join("").replace(/ +$/, "") : line3.join("")
    );
  }
  return lines2.join("\n");
}
function serialize(value) {
  return value === null || value === void 0 ? "" : String(value);
}
function toAlignment(value) {
  const code4 = typeof value === "string" ? value.codePointAt(0) : 0;
  return code4 === 67 || code4 === 99 ? 99 : code4 === 76 || code4 === 108 ? 108 : code4 === 82 || code4 === 114 ? 114 : 0;
}
// node_modules/mdast-util-phrasing/lib/index.js
var phrasing = (
  /** @type {(node?: unknown) => node is Exclude<PhrasingContent, Html>} */
  convert([
    "break",
    "delete",
    "emphasis",
    // To do: next major: removed since footnotes were added to GFM.
    "footnote",
    "footnoteReference",
    "image",
    "imageReference",
    "inlineCode",
    // Enabled by `mdast-util-math`:
    "inlineMath",
    "link",
    "linkReference",
    // Enabled by `mdast-util-mdx`:
    "mdxJsxTextElement",
    // Enabled by `mdast-util-mdx`:
    "mdxTextExpression",
    "strong",
    "text",
    // Enabled by `mdast-util-directive`:
    "textDirective"
  ])
);
// node_modules/zwitch/index.js
var own = {}.hasOwnProperty;
function zwitch(key, options2) {
  const settings = options2 || {};
  function one2(value, ...parameters) {
    let fn = one2.invalid;
    const handlers = one2.handlers;
    if (value && own.call(value, key)) {
      const id = String(value[key]);
      fn = own.call(handlers, id) ? handlers[id] : one2.unknown;
    }
    if (fn) {
      return fn.call(this, value, ...parameters);
    }
  }
  one2.handlers = settings.handlers || {};
  one2.invalid = settings.invalid;
  one2.unknown = settings.unknown;
  return one2;
}
// node_modules/mdast-util-to-markdown/lib/configure.js
var own2 = {}.hasOwnProperty;
function configure(base, extension) {
  let index2 = -1;
  let key;
  if (extension.extensions) {
    while (++index2 < extension.extensions.length) {
      configure(base, extension.extensions[index2]);
    }
  }
  for (key in extension) {
    if (own2.call(extension, key)) {
      switch (key) {
        case "extensions": {
          break;
        }
        /* c8 ignore next 4 */
        case "unsafe": {
          list(base[key], extension[key]);
          break;
        }
        case "join": {
          list(base[key], extension[key]);
          break;
        }
        case "handlers": {
          map(base[key], extension[key]);
          break;
        }
        default: {
          base.options[key] = extension[key];
        }
      }
    }
  }
  return base;
}
function list(left, right) {
  if (right) {
    left.push(...right);
  }
}
function map(left, right) {
  if (right) {
    Object.assign(left, right);
  }
}
// node_modules/mdast-util-to-markdown/lib/handle/blockquote.js
function blockquote(node3, _, state, info) {
  const exit = state.enter("blockquote");
  const tracker = state.createTracker(info);
  tracker.move("> ");
  tracker.shift(2);
  const value = state.indentLines(
    state.containerFlow(node3, tracker.current()),
    map2
  );
  exit();
  return value;
}
function map2(line3, _, blank) {
  return ">" + (blank ? "" : " ") + line3;
}
// node_modules/mdast-util-to-markdown/lib/util/pattern-in-scope.js
function patternInScope(stack, pattern) {
  return listInScope(stack, pattern.inConstruct, true) && !listInScope(stack, pattern.notInConstruct, false);
}
function listInScope(stack, list4, none2) {
  if (typeof list4 === "string") {
    list4 = [list4];
  }
  if (!list4 || list4.length === 0) {
    return none2;
  }
  let index2 = -1;
  while (++index2 < list4.length) {
    if (stack.includes(list4[index2])) {
      return true;
    }
  }
  return false;
}
// node_modules/mdast-util-to-markdown/lib/handle/break.js
function hardBreak(_, _1, state, info) {
  let index2 = -1;
  while (++index2 < state.unsafe.length) {
    const pattern = state.unsafe[index2];
    if (pattern.character === "\n" && !pattern.before && !pattern.after && patternInScope(state.stack, pattern)) {
      return /[\t ]/.test(info.before) ? "" : " ";
    }
  }
  return "\\\n";
}
// node_modules/longest-streak/index.js
function longestStreak(value, substring) {
  const source = String(value);
  let index2 = source.indexOf(substring);
  let expected = index2;
  let count3 = 0;
  let max = 0;
  if (typeof substring !== "string") {
    throw new TypeError("Expected substring");
  }
  while (index2 !== -1) {
    if (index2 === expected) {
      if (++count3 > max) {
        max = count3;
      }
    } else {
      count3 = 1;
    }
    expected = index2 + substring.length;
    index2 = source.indexOf(substring, expected);
  }
  return max;
}
// node_modules/mdast-util-to-markdown/lib/util/format-code-as-indented.js
function formatCodeAsIndented(node3, state) {
  return Boolean(
    state.options.fences === false && node3.value && // If there\u2019s no info\u2026
    !node3.lang && // And there\u2019s a non-whitespace character\u2026
    /[^\n\r ]/.test(node3.value) && // And the value doesn\u2019t start or end in a blank\u2026
    !/^[\t ]*(?:[\n\r]|$)|(?:^|[\n\r])[\t ]*$/.test(node3.value)
  );
}
// node_modules/mdast-util-to-markdown/lib/util/check-fence.js
function checkFence(state) {
  const marker = state.options.fence || "`";
  if (marker !== "`" && marker !== "~") {
    throw new Error(
      "Cannot serialize code with `" + marker + "` for `options.fence`, expected `` ` `` or `~`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/code.js
function code(node3, _, state, info) {
  const marker = checkFence(state);
  const raw = node3.value || "";
  if (formatCodeAsIndented(node3, state)) {
    const exit2 = state.enter("codeIndented");
    const value2 = state.indentLines(raw, map3);
    exit2();
    return value2;
  }
  const tracker = state.createTracker(info);
  const sequence = marker.repeat(Math.max(longestStreak(raw, marker) + 1, 3));
  const exit = state.enter("codeFenced");
  const suffix = marker === "`" ? "GraveAccent" : "Tilde";
  let value = tracker.move(sequence);
  if (node3.lang) {
    const subexit = state.enter(`codeFencedLang${suffix}`);
    value += tracker.move(
      state.safe(node3.lang, {
        before: value,
        after: " ",
        encode: ["`"],
        ...tracker.current()
      })
    );
    subexit();
  }
  if (node3.lang && node3.meta) {
    const subexit = state.enter(`codeFencedMeta${suffix}`);
    value += tracker.move(" ");
    value += tracker.move(
      state.safe(node3.meta, {
        before: value,
        after: "\n",
        encode: ["`"],
        ...tracker.current()
      })
    );
    subexit();
  }
  value += tracker.move("\n");
  if (raw) {
    value += tracker.move(raw + "\n");
  }
  value += tracker.move(sequence);
  exit();
  return value;
}
function map3(line3, _, blank) {
  return (blank ? "" : "    ") + line3;
}
// node_modules/mdast-util-to-markdown/lib/util/check-quote.js
function checkQuote(state) {
  const marker = state.options.quote || '"';
  if (marker !== '"' && marker !== "'") {
    throw new Error(
      "Cannot serialize title with `" + marker + "` for `options.quote`, expected `\"`, or `'`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/definition.js
function definition(node3, _, state, info) {
  const quote = checkQuote(state);
  const suffix = quote === '"' ? "Quote" : "Apostrophe";
  const exit = state.enter("definition");
  let subexit = state.enter("label");
  const tracker = state.createTracker(info);
  let value = tracker.move("[");
  value += tracker.move(
    state.safe(state.associationId(node3), {
      before: value,
      after: "]",
      ...tracker.current()
    })
  );
  value += tracker.move("]: ");
  subexit();
  if (
    // If there\u2019s no url, or\u2026
    !node3.url || // If there are control characters or whitespace.
    /[\0- \u007F]/.test(node3.url)
  ) {
    subexit = state.enter("destinationLiteral");
    value += tracker.move("<");
    value += tracker.move(
      state.safe(node3.url, { before: value, after: ">", ...tracker.current() })
    );
    value += tracker.move(">");
  } else {
    subexit = state.enter("destinationRaw");
    value += tracker.move(
      state.safe(node3.url, {
        before: value,
        after: node3.title ? " " : "\n",
        ...tracker.current()
      })
    );
  }
  subexit();
  if (node3.title) {
    subexit = state.enter(`title${suffix}`);
    value += tracker.move(" " + quote);
    value += tracker.move(
      state.safe(node3.title, {
        before: value,
        after: quote,
        ...tracker.current()
      })
    );
    value += tracker.move(quote);
    subexit();
  }
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-emphasis.js
function checkEmphasis(state) {
  const marker = state.options.emphasis || "*";
  if (marker !== "*" && marker !== "_") {
    throw new Error(
      "Cannot serialize emphasis with `" + marker + "` for `options.emphasis`, expected `*`, or `_`"
    );
  }
  return marker;
}
// node_modules/micromark-util-classify-character/index.js
function classifyCharacter(code4) {
  if (code4 === null || markdownLineEndingOrSpace(code4) || unicodeWhitespace(code4)) {
    return 1;
  }
  if (unicodePunctuation(code4)) {
    return 2;
  }
}
// node_modules/mdast-util-to-markdown/lib/util/character.js
function firstCharacter(value) {
  const code4 = value.codePointAt(0);
  return code4 === void 0 ? "" : String.fromCodePoint(code4);
}
function lastCharacter(value) {
  const code4 = value.codePointAt(value.length - 2);
  return code4 !== void 0 && code4 > 65535 ? value.slice(-2) : value.slice(-1);
}
// node_modules/mdast-util-to-markdown/lib/util/encode-character-reference.js
function encodeCharacterReference(code4) {
  return "&#x" + code4.toString(16).toUpperCase() + ";";
}
// node_modules/mdast-util-to-markdown/lib/util/encode-info.js
function encodeInfo(outside, inside, marker) {
  const outsideKind = classifyCharacter(outside);
  const insideKind = classifyCharacter(inside);
  if (outsideKind === void 0) {
    return insideKind === void 0 ? (
      // Letter inside:
      // we have to encode *both* letters for `_` as it is looser.
      // it already forms for `*` (and GFMs `~`).
      marker === "_" ? { inside: true, outside: true } : { inside: false, outside: false }
    ) : insideKind === 1 ? (
      // Whitespace inside: encode both (letter, whitespace).
      { inside: true, outside: true }
    ) : (
      // Punctuation inside: encode outer (letter)
      { inside: false, outside: true }
    );
  }
  if (outsideKind === 1) {
    return insideKind === void 0 ? (
      // Letter inside: already forms.
      { inside: false, outside: false }
    ) : insideKind === 1 ? (
      // Whitespace inside: encode both (whitespace).
      { inside: true, outside: true }
    ) : (
      // Punctuation inside: already forms.
      { inside: false, outside: false }
    );
  }
  return insideKind === void 0 ? (
    // Letter inside: already forms.
    { inside: false, outside: false }
  ) : insideKind === 1 ? (
    // Whitespace inside: encode inner (whitespace).
    { inside: true, outside: false }
  ) : (
    // Punctuation inside: already forms.
    { inside: false, outside: false }
  );
}
// node_modules/micromark-util-html-tag-name/index.js
var htmlBlockNames = [
  "address",
  "article",
  "aside",
  "base",
  "basefont",
  "blockquote",
  "body",
  "caption",
  "center",
  "col",
  "colgroup",
  "dd",
  "details",
  "dialog",
  "dir",
  "div",
  "dl",
  "dt",
  "fieldset",
  "figcaption",
  "figure",
  "footer",
  "form",
  "frame",
  "frameset",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "head",
  "header",
  "hr",
  "html",
  "iframe",
  "legend",
  "li",
  "link",
  "main",
  "menu",
  "menuitem",
  "nav",
  "noframes",
  "ol",
  "optgroup",
  "option",
  "p",
  "param",
  "search",
  "section",
  "summary",
  "table",
  "tbody",
  "td",
  "tfoot",
  "th",
  "thead",
  "title",
  "tr",
  "track",
  "ul"
];
var htmlRawNames = ["pre", "script", "style", "textarea"];
// node_modules/mdast-util-to-markdown/lib/util/html-kind.js
function htmlKind(value) {
  if (value.charCodeAt(0) !== 60) return;
  const next = value.charCodeAt(1);
  if (next === 33) {
    const code5 = value.charCodeAt(2);
    if (code5 === 45) return 2;
    if (code5 === 91) return 5;
    if (asciiAlpha(code5)) return 4;
    return;
  }
  if (next === 63) return 3;
  const closing = next === 47;
  const start = closing ? 2 : 1;
  let end = start;
  let code4 = value.charCodeAt(end);
  if (!asciiAlpha(code4)) return;
  while (code4 === 45 || asciiAlphanumeric(code4)) {
    code4 = value.charCodeAt(++end);
  }
  const name2 = value.slice(start, end).toLowerCase();
  if (!closing && code4 !== 47 && htmlRawNames.includes(name2)) {
    return 1;
  }
  return htmlBlockNames.includes(name2) ? 6 : 7;
}
// node_modules/mdast-util-to-markdown/lib/util/container-phrasing.js
var builtins = /* @__PURE__ */ new Map([
  ["*", false],
  ["_", true]
]);
function candidates(tokens, involved, runOf) {
  const related = /* @__PURE__ */ new Set();
  for (const token of tokens) {
    const siblings = runOf.get(token);
    if (siblings && token.attention && involved.some((d) => d.attention === token.attention)) {
      for (const sibling of siblings.tokens) {
        related.add(sibling.attention);
      }
    }
  }
  const ordered = [];
  for (const token of tokens) {
    if (token.attention && related.delete(token.attention)) {
      ordered.push(token.attention);
    }
  }
  ordered.reverse();
  return ordered;
}
function check(tokens, before, after) {
  const runs = [];
  const wrong = /* @__PURE__ */ new Map();
  const runOf = /* @__PURE__ */ new Map();
  let index2 = 0;
  while (index2 < tokens.length) {
    if (!tokens[index2].attention) {
      index2++;
      continue;
    }
    const marker = tokens[index2].value.charAt(0);
    const strict = builtins.get(marker);
    let end = index2 + 1;
    while (end < tokens.length && tokens[end].attention && tokens[end].value.charAt(0) === marker) {
      end++;
    }
    const head = index2 ? tokens[index2 - 1].value : before;
    const previous = classifyCharacter(head.charCodeAt(head.length - 1));
    const next = classifyCharacter(
      (end < tokens.length ? tokens[end].value : after).charCodeAt(0)
    );
    const open2 = !next || next === 2 && Boolean(previous);
    const close = !previous || previous === 2 && Boolean(next);
    const run = {
      tokens: tokens.slice(index2, end),
      markers: [],
      start: 0,
      end: 0,
      // Underscores are strict, they cannot open or close inside words.
      open: strict ? open2 && (Boolean(previous) || !close) : open2,
      close: strict ? close && (Boolean(next) || !open2) : close,
      // All builtins can split runs.
      split: strict !== void 0
    };
    for (const token of run.tokens) {
      wrong.set(token, [...run.tokens]);
      runOf.set(token, run);
      let size = token.value.length;
      while (size--) run.markers.push(token);
    }
    run.end = run.markers.length;
    runs.push(run);
    index2 = end;
  }
  pair(runs, wrong);
  index2 = -1;
  while (++index2 < tokens.length) {
    const involved = wrong.get(tokens[index2]);
    if (involved) return { attention: candidates(tokens, involved, runOf), index: index2 };
  }
}
function containerPhrasing(parent, state, info) {
  return serialize2(phrasing2(parent, state, info), info.before, info.after);
}
function encode(tokens, start) {
  const token = tokens[start ? 0 : tokens.length - 1];
  if (!token || token.attention) return;
  const character = start ? firstCharacter(token.value) : lastCharacter(token.value);
  const reference = encodeCharacterReference(
    /** @type {number} */
    character.codePointAt(0)
  );
  if (start) {
    token.value = reference + token.value.slice(character.length);
  } else {
    let value = token.value.slice(0, token.value.length - character.length);
    let escapes = 0;
    while (value.charCodeAt(value.length - 1 - escapes) === 92) {
      escapes++;
    }
    if (escapes % 2) value += "\\";
    token.value = value + reference;
  }
}
function improve(items, chosen, mistake, before, after) {
  for (const attention3 of mistake.attention) {
    const current = chosen.get(attention3) || attention3.sequences[0];
    for (const sequence of attention3.sequences) {
      if (sequence === current) continue;
      const trial = new Map(chosen);
      trial.set(attention3, sequence);
      const tokens = render(items, trial, before, after);
      const next = check(tokens, before, after);
      if (!next || next.index > mistake.index) {
        return { chosen: trial, mistake: next, tokens };
      }
    }
  }
}
function pair(runs, wrong) {
  const openersByMarker = /* @__PURE__ */ new Map();
  for (const closer of runs) {
    const marker = closer.tokens[0].value.charAt(0);
    let openers = openersByMarker.get(marker);
    if (!openers) {
      openers = [];
      openersByMarker.set(marker, openers);
    }
    let open2 = closer.close ? openers.length : 0;
    while (open2-- && closer.start < closer.end) {
      const opener = openers[open2];
      const openerSize = opener.end - opener.start;
      const closerSize = closer.end - closer.start;
      if (closer.split ? (
        // The rule of 3, on the sizes that are left.
        (opener.close || closer.open) && closerSize % 3 && !((openerSize + closerSize) % 3)
      ) : (
        // Others pair whole runs of the same size.
        openerSize !== opener.markers.length || openerSize !== closerSize
      )) {
        continue;
      }
      const size = closer.split ? openerSize > 1 && closerSize > 1 ? 2 : 1 : closerSize;
      const opening = opener.markers.slice(opener.end - size, opener.end);
      const closing = closer.markers.slice(closer.start, closer.start + size);
      const openToken = opening[0];
      const closeToken = closing[0];
      if (
        // Whole sequences:
        // the markers of a sequence are next to each other,
        // so if the first and last marker are of one sequence of that size,
        // all markers are exactly that sequence.
        openToken === opening[size - 1] && openToken.value.length === size && closeToken === closing[size - 1] && closeToken.value.length === size && // Of the same attention, so its opening and closing sequence.
        openToken.attention === closeToken.attention
      ) {
        wrong.delete(openToken);
        wrong.delete(closeToken);
      } else {
        const involved = [.../* @__PURE__ */ new Set([...opening, ...closing])];
        for (const token of involved) {
          const list4 = wrong.get(token);
          if (list4) list4.push(...involved);
        }
      }
      opener.end -= size;
      closer.start += size;
      if (opener.start === opener.end) openers.splice(open2, 1);
      open2 = openers.length;
    }
    if (closer.open && closer.start < closer.end) openers.push(closer);
  }
}
function attentionSequences(type, markers, sizes) {
  if (markers.length === 0) {
    throw new Error(
      "Cannot serialize `" + type + "` as attention without markers, expected one or more markers"
    );
  }
  if (sizes.length === 0) {
    throw new Error(
      "Cannot serialize `" + type + "` as attention without sizes, expected one or more sizes"
    );
  }
  for (const size of sizes) {
    if (!Number.isSafeInteger(size) || size < 1) {
      throw new Error(
        "Cannot serialize `" + type + "` as attention with `" + size + "` as size, expected positive integer"
      );
    }
  }
  const sequences = [];
  for (const marker of markers) {
    if (marker.length !== 1) {
      throw new Error(
        "Cannot serialize `" + type + "` as attention with `" + marker + "` as marker, expected a single ascii character"
      );
    }
    if (!asciiPunctuation(marker.charCodeAt(0))) {
      throw new Error(
        "Cannot serialize `" + type + "` as attention with `" + marker + "` as marker, expected ascii punctuation"
      );
    }
    for (const size of sizes) {
      sequences.push(marker.repeat(size));
    }
  }
  return sequences;
}
function phrasing2(parent, state, info) {
  const indexStack = state.indexStack;
  const children = parent.children || [];
  const results = [];
  let index2 = -1;
  let before = info.before;
  indexStack.push(-1);
  let tracker = state.createTracker(info);
  while (++index2 < children.length) {
    const child = children[index2];
    let after;
    indexStack[indexStack.length - 1] = index2;
    if (index2 + 1 < children.length) {
      let handle3 = state.handle.handlers[children[index2 + 1].type];
      if (handle3 && handle3.peek) handle3 = handle3.peek;
      after = handle3 ? firstCharacter(
        handle3(children[index2 + 1], parent, state, {
          before: "",
          after: "",
          ...tracker.current()
        })
      ) : "";
    } else {
      after = info.after;
    }
    const previous = results[results.length - 1];
    if (typeof previous === "string" && (before === "\r" || before === "\n") && child.type === "html" && htmlKind(child.value) !== 7) {
      results[results.length - 1] = previous.replace(/(\r?\n|\r)$/, " ");
      before = " ";
      tracker = state.createTracker(info);
      tracker.move(serialize2(results, info.before, info.after));
    }
    const handle2 = state.handle.handlers[child.type];
    if (handle2 && handle2.attention) {
      const item = attentionItem(
        /** @type {PhrasingParents} */
        child,
        handle2.attention,
        state,
        tracker
      );
      if (!item) continue;
      results.push(item);
      before = lastCharacter(item.sequences[0]);
    } else {
      const value = state.handle(child, parent, state, {
        ...tracker.current(),
        after,
        before
      });
      if (!value) continue;
      tracker.move(value);
      results.push(value);
      before = lastCharacter(value);
    }
  }
  indexStack.pop();
  return results;
}
function attentionItem(node3, attention3, state, tracker) {
  const { construct, markers, sizes } = attention3(node3, state);
  const sequences = attentionSequences(node3.type, markers, sizes);
  const sequence = sequences[0];
  const exit = state.enter(construct);
  const inside = state.createTracker(tracker.current());
  inside.move(sequence);
  const children = phrasing2(node3, state, {
    ...inside.current(),
    before: sequence,
    after: sequence
  });
  exit();
  if (children.length === 0) return;
  tracker.move(sequence);
  tracker.move(serialize2(children, sequence, sequence));
  tracker.move(sequence);
  return { children, sequences };
}
function fix(items, chosen, before, after) {
  let tokens = render(items, chosen, before, after);
  let mistake = check(tokens, before, after);
  while (mistake) {
    const next = improve(items, chosen, mistake, before, after);
    if (!next) return;
    chosen = next.chosen;
    tokens = next.tokens;
    mistake = next.mistake;
  }
  return tokens;
}
function guess(items, chosen, before, after) {
  let previous = before;
  let index2 = -1;
  while (++index2 < items.length) {
    const item = items[index2];
    if (typeof item === "string") {
      previous = "";
      continue;
    }
    const next = index2 === items.length - 1 ? after : "";
    const sequence = item.sequences.find(function(value) {
      const marker = value.charAt(0);
      return marker !== previous.charAt(0) && marker !== next.charAt(0) || items.length === 1 && builtins.has(marker) && value.length > before.length;
    }) || item.sequences[0];
    if (sequence !== item.sequences[0]) chosen.set(item, sequence);
    guess(item.children, chosen, sequence, sequence);
    previous = sequence;
  }
}
function render(items, chosen, before, after) {
  const tokens = [];
  let encodeAfter;
  let previous = lastCharacter(before);
  let index2 = -1;
  while (++index2 < items.length) {
    const item = items[index2];
    if (typeof item === "string") {
      const token = { value: item, attention: void 0 };
      if (encodeAfter && encodeAfter === firstCharacter(item)) {
        encode([token], true);
      }
      encodeAfter = void 0;
      tokens.push(token);
      if (token.value) previous = lastCharacter(token.value);
      continue;
    }
    const sequence = chosen.get(item) || item.sequences[0];
    const marker = sequence.charAt(0);
    const next = items[index2 + 1];
    const outsideBefore = previous;
    const outsideAfter = firstCharacter(
      next === void 0 ? after : typeof next === "string" ? next : chosen.get(next) || next.sequences[0]
    );
    const inside = render(item.children, chosen, sequence, sequence);
    const head = inside[0].value;
    const open2 = encodeInfo(
      outsideBefore.charCodeAt(outsideBefore.length - 1),
      head.charCodeAt(0),
      marker
    );
    if (open2.inside) encode(inside, true);
    const tail = lastCharacter(inside[inside.length - 1].value);
    const close = encodeInfo(
      outsideAfter.charCodeAt(0),
      tail.charCodeAt(tail.length - 1),
      marker
    );
    if (close.inside) encode(inside, false);
    if (open2.outside && outsideBefore !== "\n" && outsideBefore !== "\r") {
      encode(tokens, false);
    }
    if (close.outside) encodeAfter = outsideAfter;
    tokens.push({ value: sequence, attention: item }, ...inside, {
      value: sequence,
      attention: item
    });
    previous = sequence.charAt(sequence.length - 1);
  }
  return tokens;
}
function serialize2(items, before, after) {
  const guessed = /* @__PURE__ */ new Map();
  guess(items, guessed, before, after);
  const tokens = (
    // Start from guesses (based on the preferred sequences).
    (guessed.size > 0 ? fix(items, guessed, before, after) : void 0) || // If stuck, start from the preferred sequences instead.
    fix(items, /* @__PURE__ */ new Map(), before, after) || // If stuck again, use the preferred sequences as they are.
    render(items, /* @__PURE__ */ new Map(), before, after)
  );
  let result = "";
  for (const token of tokens) result += token.value;
  return result;
}
// node_modules/mdast-util-to-markdown/lib/handle/emphasis.js
emphasis.attention = attention;
emphasis.peek = peek;
function emphasis(node3, _, state, info) {
  const exit = state.enter("phrasing");
  const item = attentionItem(node3, attention, state, state.createTracker(info));
  const value = item ? serialize2([item], info.before, info.after) : "";
  exit();
  return value;
}
function attention(_, state) {
  const marker = checkEmphasis(state);
  return {
    construct: "emphasis",
    markers: marker === "*" ? ["*", "_"] : ["_", "*"],
    sizes: [1]
  };
}
function peek(_, _1, state) {
  return state.options.emphasis || "*";
}
// node_modules/unist-util-visit/lib/index.js
function visit(tree2, testOrEnterOrVisitors, enterOrVisitorsOrReverse, maybeReverse) {
  let check4;
  let visitors;
  let reverse;
  if (typeof enterOrVisitorsOrReverse === "function" || enterOrVisitorsOrReverse && typeof enterOrVisitorsOrReverse === "object") {
    check4 = /** @type {Test} */
    testOrEnterOrVisitors;
    visitors = enterOrVisitorsOrReverse;
    reverse = maybeReverse;
  } else {
    visitors = /** @type {Visitor | Visitors} */
    testOrEnterOrVisitors;
    reverse = enterOrVisitorsOrReverse;
  }
  if (typeof visitors === "function") {
    visitParents(tree2, check4, wrap(visitors), reverse);
  } else {
    visitParents(tree2, check4, wrapVisitors(visitors), reverse);
  }
}
function wrapVisitors(visitors) {
  if (!visitors || typeof visitors !== "object") return visitors;
  return {
    enter: typeof visitors.enter === "function" ? wrap(visitors.enter) : visitors.enter,
    exit: typeof visitors.exit === "function" ? wrap(visitors.exit) : visitors.exit
  };
}
function wrap(visitor) {
  return overload;
  function overload(node3, parents, index2) {
    return visitor(node3, index2, parents[parents.length - 1]);
  }
}
// node_modules/mdast-util-to-string/lib/index.js
var emptyOptions = {};
function toString(value, options2) {
  const settings = options2 || emptyOptions;
  const includeImageAlt = typeof settings.includeImageAlt === "boolean" ? settings.includeImageAlt : true;
  const includeHtml = typeof settings.includeHtml === "boolean" ? settings.includeHtml : true;
  return one(value, includeImageAlt, includeHtml);
}
function one(value, includeImageAlt, includeHtml) {
  if (node(value)) {
    if ("value" in value) {
      return value.type === "html" && !includeHtml ? "" : value.value;
    }
    if (includeImageAlt && "alt" in value && value.alt) {
      return value.alt;
    }
    if ("children" in value) {
      return all(value.children, includeImageAlt, includeHtml);
    }
  }
  if (Array.isArray(value)) {
    return all(value, includeImageAlt, includeHtml);
  }
  return "";
}
function all(values, includeImageAlt, includeHtml) {
  const result = [];
  let index2 = -1;
  while (++index2 < values.length) {
    result[index2] = one(values[index2], includeImageAlt, includeHtml);
  }
  return result.join("");
}
function node(value) {
  return Boolean(value && typeof value === "object");
}
// node_modules/mdast-util-to-markdown/lib/util/format-heading-as-setext.js
function formatHeadingAsSetext(node3, state) {
  let literalWithBreak = false;
  visit(node3, function(node4) {
    if ("value" in node4 && /\r?\n|\r/.test(node4.value) || node4.type === "break") {
      literalWithBreak = true;
      return EXIT;
    }
  });
  return Boolean(
    (!node3.depth || node3.depth < 3) && toString(node3) && (state.options.setext || literalWithBreak)
  );
}
// node_modules/mdast-util-to-markdown/lib/handle/heading.js
function heading(node3, _, state, info) {
  const rank2 = Math.max(Math.min(6, node3.depth || 1), 1);
  const tracker = state.createTracker(info);
  if (formatHeadingAsSetext(node3, state)) {
    const exit2 = state.enter("headingSetext");
    const subexit2 = state.enter("phrasing");
    const value2 = state.containerPhrasing(node3, {
      ...tracker.current(),
      before: "\n",
      after: "\n"
    });
    subexit2();
    exit2();
    return value2 + "\n" + (rank2 === 1 ? "=" : "-").repeat(
      // The whole size\u2026
      value2.length - // Minus the position of the character after the last EOL (or
      // 0 if there is none)\u2026
      (Math.max(value2.lastIndexOf("\r"), value2.lastIndexOf("\n")) + 1)
    );
  }
  const sequence = "#".repeat(rank2);
  const exit = state.enter("headingAtx");
  const subexit = state.enter("phrasing");
  tracker.move(sequence + " ");
  let value = state.containerPhrasing(node3, {
    before: "# ",
    after: "\n",
    ...tracker.current()
  });
  const head = value.charCodeAt(0);
  if (head === 9 || head === 32) {
    value = encodeCharacterReference(head) + value.slice(1);
  }
  value = value ? sequence + " " + value : sequence;
  if (state.options.closeAtx) {
    value += " " + sequence;
  }
  subexit();
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/handle/html.js
html.peek = htmlPeek;
function html(node3) {
  return node3.value || "";
}
function htmlPeek() {
  return "<";
}
// node_modules/mdast-util-to-markdown/lib/handle/image.js
image.peek = imagePeek;
function image(node3, _, state, info) {
  const quote = checkQuote(state);
  const suffix = quote === '"' ? "Quote" : "Apostrophe";
  const exit = state.enter("image");
  let subexit = state.enter("label");
  const tracker = state.createTracker(info);
  let value = tracker.move("![");
  value += tracker.move(
    state.safe(node3.alt, { before: value, after: "]", ...tracker.current() })
  );
  value += tracker.move("](");
  subexit();
  if (
    // If there\u2019s no url but there is a title\u2026
    !node3.url && node3.title || // If there are control characters or whitespace.
    /[\0- \u007F]/.test(node3.url)
  ) {
    subexit = state.enter("destinationLiteral");
    value += tracker.move("<");
    value += tracker.move(
      state.safe(node3.url, { before: value, after: ">", ...tracker.current() })
    );
    value += tracker.move(">");
  } else {
    subexit = state.enter("destinationRaw");
    value += tracker.move(
      state.safe(node3.url, {
        before: value,
        after: node3.title ? " " : ")",
        ...tracker.current()
      })
    );
  }
  subexit();
  if (node3.title) {
    subexit = state.enter(`title${suffix}`);
    value += tracker.move(" " + quote);
    value += tracker.move(
      state.safe(node3.title, {
        before: value,
        after: quote,
        ...tracker.current()
      })
    );
    value += tracker.move(quote);
    subexit();
  }
  value += tracker.move(")");
  exit();
  return value;
}
function imagePeek() {
  return "!";
}
// node_modules/mdast-util-to-markdown/lib/handle/image-reference.js
imageReference.peek = imageReferencePeek;
function imageReference(node3, _, state, info) {
  const type = node3.referenceType;
  const exit = state.enter("imageReference");
  let subexit = state.enter("label");
  const tracker = state.createTracker(info);
  let value = tracker.move("![");
  const alt = state.safe(node3.alt, {
    before: value,
    after: "]",
    ...tracker.current()
  });
  value += tracker.move(alt + "][");
  subexit();
  const stack = state.stack;
  state.stack = stack.filter(function(d) {
    return d !== "phrasing";
  });
  subexit = state.enter("reference");
  const reference = state.safe(state.associationId(node3), {
    before: value,
    after: "]",
    ...tracker.current()
  });
  subexit();
  state.stack = stack;
  exit();
  if (type === "full" || !alt || alt !== reference) {
    value += tracker.move(reference + "]");
  } else if (type === "shortcut") {
    value = value.slice(0, -1);
  } else {
    value += tracker.move("]");
  }
  return value;
}
function imageReferencePeek() {
  return "!";
}
// node_modules/mdast-util-to-markdown/lib/handle/inline-code.js
inlineCode.peek = inlineCodePeek;
function inlineCode(node3, _, state) {
  let value = node3.value || "";
  let sequence = "`";
  let index2 = -1;
  while (new RegExp("(^|[^`])" + sequence + "([^`]|$)").test(value)) {
    sequence += "`";
  }
  if (/[^\n\r ]/.test(value) && (/^[\n\r ]/.test(value) && /[\n\r ]$/.test(value) || /^`|`$/.test(value))) {
    value = " " + value + " ";
  }
  while (++index2 < state.unsafe.length) {
    const pattern = state.unsafe[index2];
    const expression = state.compilePattern(pattern);
    if (!pattern.atBreak) continue;
    let match;
    while (match = expression.exec(value)) {
      let position = match.index;
      if (value.charCodeAt(position) === 10 && value.charCodeAt(position - 1) === 13) {
        position--;
      }
      value = value.slice(0, position) + " " + value.slice(match.index + 1);
    }
  }
  return sequence + value + sequence;
}
function inlineCodePeek() {
  return "`";
}
// node_modules/mdast-util-to-markdown/lib/util/format-link-as-autolink.js
function formatLinkAsAutolink(node3, state) {
  const raw = toString(node3);
  return Boolean(
    !state.options.resourceLink && // If there\u2019s a url\u2026
    node3.url && // And there\u2019s no title\u2026
    !node3.title && // And the content of `node` is a single text node\u2026
    node3.children && node3.children.length === 1 && node3.children[0].type === "text" && // And if the url is the same as the content\u2026
    (raw === node3.url || "mailto:" + raw === node3.url) && // And that starts w/ a protocol\u2026
    /^[a-z][+\-.a-z]+:/i.test(node3.url) && // And that doesn\u2019t contain ASCII control codes (character escapes and
    // references don\u2019t work), space, or angle brackets\u2026
    !/[\0- <>\u007F]/.test(node3.url)
  );
}
// node_modules/mdast-util-to-markdown/lib/handle/link.js
link.peek = linkPeek;
function link(node3, _, state, info) {
  const quote = checkQuote(state);
  const suffix = quote === '"' ? "Quote" : "Apostrophe";
  const tracker = state.createTracker(info);
  if (formatLinkAsAutolink(node3, state)) {
    const stack = state.stack;
    state.stack = stack.filter(function(d) {
      return d !== "phrasing";
    });
    const exit2 = state.enter("autolink");
    let value2 = tracker.move("<");
    value2 += tracker.move(
      state.containerPhrasing(node3, {
        before: value2,
        after: ">",
        ...tracker.current()
      })
    );
    value2 += tracker.move(">");
    exit2();
    state.stack = stack;
    return value2;
  }
  const exit = state.enter("link");
  let subexit = state.enter("label");
  let value = tracker.move("[");
  const text4 = state.containerPhrasing(node3, {
    before: value,
    after: "](",
    ...tracker.current()
  });
  value += tracker.move(text4);
  subexit();
  value += tracker.move("](");
  const enclose = /[\0- \u007F]/.test(node3.url);
  const last = info.before.charAt(info.before.length - 1);
  let title = node3.title || void 0;
  if (!title && !enclose && (last === "\n" || last === "\r")) {
    let index2 = 0;
    while (index2 < text4.length && text4.charCodeAt(index2) !== 93) {
      index2 += text4.charCodeAt(index2) === 92 ? 2 : 1;
    }
    if (text4.charCodeAt(index2 + 1) === 58) title = "";
  }
  if (
    // If there\u2019s no url but there is a title\u2026
    !node3.url && typeof title === "string" || // If there are control characters or whitespace.
    enclose
  ) {
    subexit = state.enter("destinationLiteral");
    value += tracker.move("<");
    value += tracker.move(
      state.safe(node3.url, { before: value, after: ">", ...tracker.current() })
    );
    value += tracker.move(">");
  } else {
    subexit = state.enter("destinationRaw");
    value += tracker.move(
      state.safe(node3.url, {
        before: value,
        after: typeof title === "string" ? " " : ")",
        ...tracker.current()
      })
    );
  }
  subexit();
  if (typeof title === "string") {
    subexit = state.enter(`title${suffix}`);
    value += tracker.move(" " + quote);
    value += tracker.move(
      state.safe(title, {
        before: value,
        after: quote,
        ...tracker.current()
      })
    );
    value += tracker.move(quote);
    subexit();
  }
  value += tracker.move(")");
  exit();
  return value;
}
function linkPeek(node3, _, state) {
  return formatLinkAsAutolink(node3, state) ? "<" : "[";
}
// node_modules/mdast-util-to-markdown/lib/handle/link-reference.js
linkReference.peek = linkReferencePeek;
function linkReference(node3, _, state, info) {
  const type = node3.referenceType;
  const exit = state.enter("linkReference");
  let subexit = state.enter("label");
  const tracker = state.createTracker(info);
  let value = tracker.move("[");
  const text4 = state.containerPhrasing(node3, {
    before: value,
    after: "]",
    ...tracker.current()
  });
  value += tracker.move(text4 + "][");
  subexit();
  const stack = state.stack;
  state.stack = stack.filter(function(d) {
    return d !== "phrasing";
  });
  subexit = state.enter("reference");
  const reference = state.safe(state.associationId(node3), {
    before: value,
    after: "]",
    ...tracker.current()
  });
  subexit();
  state.stack = stack;
  exit();
  if (type === "full" || !text4 || text4 !== reference) {
    value += tracker.move(reference + "]");
  } else if (type === "shortcut") {
    value = value.slice(0, -1);
  } else {
    value += tracker.move("]");
  }
  return value;
}
function linkReferencePeek() {
  return "[";
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet.js
function checkBullet(state) {
  const marker = state.options.bullet || "*";
  if (marker !== "*" && marker !== "+" && marker !== "-") {
    throw new Error(
      "Cannot serialize items with `" + marker + "` for `options.bullet`, expected `*`, `+`, or `-`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet-other.js
function checkBulletOther(state) {
  const bullet = checkBullet(state);
  const bulletOther = state.options.bulletOther;
  if (!bulletOther) {
    return bullet === "*" ? "-" : "*";
  }
  if (bulletOther !== "*" && bulletOther !== "+" && bulletOther !== "-") {
    throw new Error(
      "Cannot serialize items with `" + bulletOther + "` for `options.bulletOther`, expected `*`, `+`, or `-`"
    );
  }
  if (bulletOther === bullet) {
    throw new Error(
      "Expected `bullet` (`" + bullet + "`) and `bulletOther` (`" + bulletOther + "`) to be different"
    );
  }
  return bulletOther;
}
// node_modules/mdast-util-to-markdown/lib/util/check-bullet-ordered.js
function checkBulletOrdered(state) {
  const marker = state.options.bulletOrdered || ".";
  if (marker !== "." && marker !== ")") {
    throw new Error(
      "Cannot serialize items with `" + marker + "` for `options.bulletOrdered`, expected `.` or `)`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/util/check-rule.js
function checkRule(state) {
  const marker = state.options.rule || "*";
  if (marker !== "*" && marker !== "-" && marker !== "_") {
    throw new Error(
      "Cannot serialize rules with `" + marker + "` for `options.rule`, expected `*`, `-`, or `_`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/list.js
function list2(node3, parent, state, info) {
  const exit = state.enter("list");
  const bulletCurrent = state.bulletCurrent;
  let bullet = node3.ordered ? checkBulletOrdered(state) : checkBullet(state);
  const bulletOther = node3.ordered ? bullet === "." ? ")" : "." : checkBulletOther(state);
  let useDifferentMarker = parent && state.bulletLastUsed ? bullet === state.bulletLastUsed : false;
  if (!node3.ordered) {
    const firstListItem = node3.children ? node3.children[0] : void 0;
    if (
      // Bullet could be used as a thematic break marker:
      (bullet === "*" || bullet === "-") && // Empty first list item:
      firstListItem && (!firstListItem.children || !firstListItem.children[0]) && // Directly in two other list items:
      state.stack[state.stack.length - 1] === "list" && state.stack[state.stack.length - 2] === "listItem" && state.stack[state.stack.length - 3] === "list" && state.stack[state.stack.length - 4] === "listItem" && // That are each the first child.
      state.indexStack[state.indexStack.length - 1] === 0 && state.indexStack[state.indexStack.length - 2] === 0 && state.indexStack[state.indexStack.length - 3] === 0
    ) {
      useDifferentMarker = true;
    }
    if (checkRule(state) === bullet && firstListItem) {
      let index2 = -1;
      while (++index2 < node3.children.length) {
        const item = node3.children[index2];
        if (item && item.type === "listItem" && item.children && item.children[0] && item.children[0].type === "thematicBreak") {
          useDifferentMarker = true;
          break;
        }
      }
    }
  }
  if (useDifferentMarker) {
    bullet = bulletOther;
  }
  state.bulletCurrent = bullet;
  const value = state.containerFlow(node3, info);
  state.bulletLastUsed = bullet;
  state.bulletCurrent = bulletCurrent;
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-list-item-indent.js
function checkListItemIndent(state) {
  const style = state.options.listItemIndent || "one";
  if (style !== "tab" && style !== "one" && style !== "mixed") {
    throw new Error(
      "Cannot serialize items with `" + style + "` for `options.listItemIndent`, expected `tab`, `one`, or `mixed`"
    );
  }
  return style;
}
// node_modules/mdast-util-to-markdown/lib/handle/list-item.js
function listItem(node3, parent, state, info) {
  const listItemIndent = checkListItemIndent(state);
  let bullet = state.bulletCurrent || checkBullet(state);
  if (parent && parent.type === "list" && parent.ordered) {
    bullet = (typeof parent.start === "number" && parent.start > -1 ? parent.start : 1) + (state.options.incrementListMarker === false ? 0 : parent.children.indexOf(node3)) + bullet;
  }
  let size = bullet.length + 1;
  if (listItemIndent === "tab" || listItemIndent === "mixed" && (parent && parent.type === "list" && parent.spread || node3.spread)) {
    size = Math.ceil(size / 4) * 4;
  }
  const tracker = state.createTracker(info);
  tracker.move(bullet + " ".repeat(size - bullet.length));
  tracker.shift(size);
  const exit = state.enter("listItem");
  const value = state.indentLines(
    state.containerFlow(node3, tracker.current()),
    map4
  );
  exit();
  return value;
  function map4(line3, index2, blank) {
    if (index2) {
      return (blank ? "" : " ".repeat(size)) + line3;
    }
    return (blank ? bullet : bullet + " ".repeat(size - bullet.length)) + line3;
  }
}
// node_modules/mdast-util-to-markdown/lib/handle/paragraph.js
function paragraph(node3, _, state, info) {
  const exit = state.enter("paragraph");
  const subexit = state.enter("phrasing");
  const value = state.containerPhrasing(node3, info);
  subexit();
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/handle/root.js
function root(node3, _, state, info) {
  const hasPhrasing = node3.children.some(function(d) {
    return phrasing(d);
  });
  if (!hasPhrasing) return state.containerFlow(node3, info);
  const exit = state.enter("phrasing");
  const value = state.containerPhrasing(node3, info);
  exit();
  return value;
}
// node_modules/mdast-util-to-markdown/lib/util/check-strong.js
function checkStrong(state) {
  const marker = state.options.strong || "*";
  if (marker !== "*" && marker !== "_") {
    throw new Error(
      "Cannot serialize strong with `" + marker + "` for `options.strong`, expected `*`, or `_`"
    );
  }
  return marker;
}
// node_modules/mdast-util-to-markdown/lib/handle/strong.js
strong.attention = attention2;
strong.peek = peek2;
function strong(node3, _, state, info) {
  const exit = state.enter("phrasing");
  const item = attentionItem(node3, attention2, state, state.createTracker(info));
  const value = item ? serialize2([item], info.before, info.after) : "";
  exit();
  return value;
}
function attention2(_, state) {
  const marker = checkStrong(state);
  return {
    construct: "strong",
    markers: marker === "*" ? ["*", "_"] : ["_", "*"],
    sizes: [2]
  };
}
function peek2(_, _1, state) {
  return state.options.strong || "*";
}
// node_modules/mdast-util-to-markdown/lib/handle/text.js
function text2(node3, parent, state, info) {
  const siblings = parent ? parent.children : [];
  const index2 = state.indexStack[state.indexStack.length - 1];
  return state.safe(node3.value, {
    ...info,
    afterNode: siblings[index2 + 1],
    beforeNode: siblings[index2 - 1]
  });
}
// node_modules/mdast-util-to-markdown/lib/util/check-rule-repetition.js
function checkRuleRepetition(state) {
  const repetition = state.options.ruleRepetition || 3;
  if (repetition < 3) {
    throw new Error(
      "Cannot serialize rules with repetition `" + repetition + "` for `options.ruleRepetition`, expected `3` or more"
    );
  }
  return repetition;
}
// node_modules/mdast-util-to-markdown/lib/handle/thematic-break.js
function thematicBreak(_, _1, state) {
  const value = (checkRule(state) + (state.options.ruleSpaces ? " " : "")).repeat(checkRuleRepetition(state));
  return state.options.ruleSpaces ? value.slice(0, -1) : value;
}
// node_modules/mdast-util-to-markdown/lib/handle/index.js
var handle = {
  blockquote,
  break: hardBreak,
  code,
  definition,
  emphasis,
  hardBreak,
  heading,
  html,
  image,
  imageReference,
  inlineCode,
  link,
  linkReference,
  list: list2,
  listItem,
  paragraph,
  root,
  strong,
  text: text2,
  thematicBreak
};
// node_modules/mdast-util-to-markdown/lib/join.js
var join = [joinDefaults];
function joinDefaults(left, right, parent, state) {
  if (right.type === "code" && formatCodeAsIndented(right, state) && (left.type === "list" || left.type === right.type && formatCodeAsIndented(left, state))) {
    return false;
  }
  if ("spread" in parent && typeof parent.spread === "boolean") {
    if (parent.spread) return 1;
    if (left.type === "html") {
      const kind = htmlKind(left.value);
      if (kind === void 0 || kind === 6 || kind === 7) return 1;
    }
    if (left.type === "blockquote" && right.type === "blockquote") return 1;
    if ((left.type === "definition" || left.type === "paragraph") && right.type === "list" && (right.ordered && typeof right.start === "number" && right.start !== 1 || right.children.length > 0 && right.children[0].children.length === 0)) {
      return 1;
    }
    if (left.type === "paragraph" && right.type === "thematicBreak" && checkRule(state) === "-" && !state.options.ruleSpaces) {
      return 1;
    }
    let tail = left;
    while ((tail.type === "blockquote" || tail.type === "list" || tail.type === "listItem") && tail.children.length > 0) {
      tail = tail.children[tail.children.length - 1];
    }
    if (tail.type !== "definition" && tail.type !== "paragraph") return 0;
    if (right.type === "code" && formatCodeAsIndented(right, state)) return 1;
    if (right.type === "html") {
      const kind = htmlKind(right.value);
      if (kind === void 0 || kind === 7) return 1;
    }
    if ((left.type === "paragraph" || left !== tail) && (right.type === "definition" || right.type === "heading" && formatHeadingAsSetext(right, state) || right.type === "paragraph")) {
      return 1;
    }
    return 0;
  }
}
// node_modules/mdast-util-to-markdown/lib/unsafe.js
var fullPhrasingSpans = [
  "autolink",
  "destinationLiteral",
  "destinationRaw",
  "reference",
  "titleQuote",
  "titleApostrophe"
];
var unsafe = [
  { character: "	", after: "[\\r\\n]", inConstruct: "phrasing" },
  { character: "	", before: "[\\r\\n]", inConstruct: "phrasing" },
  {
    character: "	",
    inConstruct: ["codeFencedLangGraveAccent", "codeFencedLangTilde"]
  },
  {
    character: "\r",
    inConstruct: [
      "codeFencedLangGraveAccent",
      "codeFencedLangTilde",
      "codeFencedMetaGraveAccent",
      "codeFencedMetaTilde",
      "destinationLiteral",
      "headingAtx"
    ]
  },
  {
    character: "\n",
    inConstruct: [
      "codeFencedLangGraveAccent",
      "codeFencedLangTilde",
      "codeFencedMetaGraveAccent",
      "codeFencedMetaTilde",
      "destinationLiteral",
      "headingAtx"
    ]
  },
  { character: "\r", before: "[\\r\\n]", inConstruct: "phrasing" },
  { character: "\r", after: "\\r", inConstruct: "phrasing" },
  { character: "\n", before: "\\n", inConstruct: "phrasing" },
  { character: "\n", after: "[\\r\\n]", inConstruct: "phrasing" },
  { character: " ", after: "[\\r\\n]", inConstruct: "phrasing" },
  { character: " ", before: "[\\r\\n]", inConstruct: "phrasing" },
  {
    character: " ",
    inConstruct: ["codeFencedLangGraveAccent", "codeFencedLangTilde"]
  },
  // An exclamation mark can start an image, if it is followed by a link or
  // a link reference.
  {
    character: "!",
    after: "\\[",
    inConstruct: "phrasing",
    notInConstruct: fullPhrasingSpans
  },
  // A quote can break out of a title.
  { character: '"', inConstruct: "titleQuote" },
  // A number sign could start an ATX heading if it starts a line.
  { atBreak: true, character: "#" },
  { character: "#", inConstruct: "headingAtx", after: "(?:[\r\n]|$)" },
  // Dollar sign and percentage are not used in markdown.
  // An ampersand could start a character reference.
  // Labels match on their source.
  {
    character: "&",
    after: "[#A-Za-z]",
    inConstruct: [
      "codeFencedLangGraveAccent",
      "codeFencedLangTilde",
      "codeFencedMetaGraveAccent",
      "codeFencedMetaTilde",
      "destinationLiteral",
      "destinationRaw",
      "phrasing",
      "titleApostrophe",
      "titleQuote"
    ]
  },
  // An apostrophe can break out of a title.
  { character: "'", inConstruct: "titleApostrophe" },
  // A left paren could break out of a destination raw.
  { character: "(", inConstruct: "destinationRaw" },
  // A left paren followed by `]` could make something into a link or image.
  {
    before: "\\]",
    character: "(",
    inConstruct: "phrasing",
    notInConstruct: fullPhrasingSpans
  },
  // A right paren could start a list item or break out of a destination
  // raw.
  { atBreak: true, before: "\\d+", character: ")" },
  { character: ")", inConstruct: "destinationRaw" },
  // An asterisk can start thematic breaks, list items, emphasis, strong.
  { atBreak: true, character: "*", after: "(?:[ 	\r\n*])" },
  { character: "*", inConstruct: "phrasing", notInConstruct: fullPhrasingSpans },
  // A plus sign could start a list item.
  { atBreak: true, character: "+", after: "(?:[ 	\r\n])" },
  // A dash can start thematic breaks, list items, and setext heading
  // underlines.
  { atBreak: true, character: "-", after: "(?:[ 	\r\n-])" },
  // A dot could start a list item.
  { atBreak: true, before: "\\d+", character: ".", after: "(?:[ 	\r\n]|$)" },
  // Slash, colon, and semicolon are not used in markdown for constructs.
  // A less than can start html (flow or text) or an autolink.
  // HTML could start with an exclamation mark (declaration, cdata, comment),
  // slash (closing tag), question mark (instruction), or a letter (tag).
  // An autolink also starts with a letter.
  // Finally, it could break out of a destination literal.
  { atBreak: true, character: "<", after: "[!/?A-Za-z]" },
  {
    character: "<",
    after: "[!/?A-Za-z]",
    inConstruct: "phrasing",
    notInConstruct: fullPhrasingSpans
  },
  { character: "<", inConstruct: "destinationLiteral" },
  // An equals to can start setext heading underlines.
  { atBreak: true, character: "=" },
  // A greater than can start block quotes and it can break out of a
  // destination literal.
  { atBreak: true, character: ">" },
  { character: ">", inConstruct: "destinationLiteral" },
  // Question mark and at sign are not used in markdown for constructs.
  // A left bracket can start definitions, references, labels,
  { atBreak: true, character: "[" },
  { character: "[", inConstruct: "phrasing", notInConstruct: fullPhrasingSpans },
  { character: "[", inConstruct: ["label", "reference"] },
  // A backslash can start an escape (when followed by punctuation) or a
  // hard break (when followed by an eol).
  // Note: typical escapes are handled in `safe`!
  { character: "\\", after: "[\\r\\n]", inConstruct: "phrasing" },
  // A right bracket can exit labels.
  { character: "]", inConstruct: ["label", "reference"] },
  // Caret is not used in markdown for constructs.
  // An underscore can start emphasis, strong, or a thematic break.
  { atBreak: true, character: "_" },
  { character: "_", inConstruct: "phrasing", notInConstruct: fullPhrasingSpans },
  // A grave accent can start code (fenced or text), or it can break out of
  // a grave accent code fence.
  { atBreak: true, character: "`" },
  {
    character: "`",
    inConstruct: ["codeFencedLangGraveAccent", "codeFencedMetaGraveAccent"]
  },
  { character: "`", inConstruct: "phrasing", notInConstruct: fullPhrasingSpans },
  // Left brace, vertical bar, right brace are not used in markdown for
  // constructs.
  // A tilde can start code (fenced).
  { atBreak: true, character: "~" },
  { character: "<", inConstruct: "autolink" },
  { character: ">", inConstruct: "autolink" },
  { character: "\x7F", inConstruct: "autolink" }
];
var code2 = -1;
while (++code2 < 33) {
  unsafe.push({ character: String.fromCharCode(code2), inConstruct: "autolink" });
}
// node_modules/character-entities/index.js
var characterEntities = {
  AElig: "\xC6",
  AMP: "&",
  Aacute: "\xC1",
  Abreve: "\u0102",
  Acirc: "\xC2",
  Acy: "\u0410",
  Afr: "\u{1D504}",
  Agrave: "\xC0",
  Alpha: "\u0391",
  Amacr: "\u0100",
  And: "\u2A53",
  Aogon: "\u0104",
  Aopf: "\u{1D538}",
  ApplyFunction: "\u2061",
  Aring: "\xC5",
  Ascr: "\u{1D49C}",
  Assign: "\u2254",
  Atilde: "\xC3",
  Auml: "\xC4",
  Backslash: "\u2216",
  Barv: "\u2AE7",
  Barwed: "\u2306",
  Bcy: "\u0411",
  Because: "\u2235",
  Bernoullis: "\u212C",
  Beta: "\u0392",
  Bfr: "\u{1D505}",
  Bopf: "\u{1D539}",
  Breve: "\u02D8",
  Bscr: "\u212C",
  Bumpeq: "\u224E",
  CHcy: "\u0427",
  COPY: "\xA9",
  Cacute: "\u0106",
  Cap: "\u22D2",
  CapitalDifferentialD: "\u2145",
  Cayleys: "\u212D",
  Ccaron: "\u010C",
  Ccedil: "\xC7",
  Ccirc: "\u0108",
  Cconint: "\u2230",
  Cdot: "\u010A",
  Cedilla: "\xB8",
  CenterDot: "\xB7",
  Cfr: "\u212D",
  Chi: "\u03A7",
  CircleDot: "\u2299",
  CircleMinus: "\u2296",
  CirclePlus: "\u2295",
  CircleTimes: "\u2297",
  ClockwiseContourIntegral: "\u2232",
  CloseCurlyDoubleQuote: "\u201D",
  CloseCurlyQuote: "\u2019",
  Colon: "\u2237",
  Colone: "\u2A74",
  Congruent: "\u2261",
  Conint: "\u222F",
  ContourIntegral: "\u222E",
  Copf: "\u2102",
  Coproduct: "\u2210",
  CounterClockwiseContourIntegral: "\u2233",
  Cross: "\u2A2F",
  Cscr: "\u{1D49E}",
  Cup: "\u22D3",
  CupCap: "\u224D",
  DD: "\u2145",
  DDotrahd: "\u2911",
  DJcy: "\u0402",
  DScy: "\u0405",
  DZcy: "\u040F",
  Dagger: "\u2021",
  Darr: "\u21A1",
  Dashv: "\u2AE4",
  Dcaron: "\u010E",
  Dcy: "\u0414",
  Del: "\u2207",
  Delta: "\u0394",
  Dfr: "\u{1D507}",
  DiacriticalAcute: "\xB4",
  DiacriticalDot: "\u02D9",
  DiacriticalDoubleAcute: "\u02DD",
  DiacriticalGrave: "`",
  DiacriticalTilde: "\u02DC",
  Diamond: "\u22C4",
  DifferentialD: "\u2146",
  Dopf: "\u{1D53B}",
  Dot: "\xA8",
  DotDot: "\u20DC",
  DotEqual: "\u2250",
  DoubleContourIntegral: "\u222F",
  DoubleDot: "\xA8",
  DoubleDownArrow: "\u21D3",
  DoubleLeftArrow: "\u21D0",
  DoubleLeftRightArrow: "\u21D4",
  DoubleLeftTee: "\u2AE4",
  DoubleLongLeftArrow: "\u27F8",
  DoubleLongLeftRightArrow: "\u27FA",
  DoubleLongRightArrow: "\u27F9",
  DoubleRightArrow: "\u21D2",
  DoubleRightTee: "\u22A8",
  DoubleUpArrow: "\u21D1",
  DoubleUpDownArrow: "\u21D5",
  DoubleVerticalBar: "\u2225",
  DownArrow: "\u2193",
  DownArrowBar: "\u2913",
  DownArrowUpArrow: "\u21F5",
  DownBreve: "\u0311",
  DownLeftRightVector: "\u2950",
  DownLeftTeeVector: "\u295E",
  DownLeftVector: "\u21BD",
  DownLeftVectorBar: "\u2956",
  DownRightTeeVector: "\u295F",
  DownRightVector: "\u21C1",
  DownRightVectorBar: "\u2957",
  DownTee: "\u22A4",
  DownTeeArrow: "\u21A7",
  Downarrow: "\u21D3",
  Dscr: "\u{1D49F}",
  Dstrok: "\u0110",
  ENG: "\u014A",
  ETH: "\xD0",
  Eacute: "\xC9",
  Ecaron: "\u011A",
  Ecirc: "\xCA",
  Ecy: "\u042D",
  Edot: "\u0116",
  Efr: "\u{1D508}",
  Egrave: "\xC8",
  Element: "\u2208",
  Emacr: "\u0112",
  EmptySmallSquare: "\u25FB",
  EmptyVerySmallSquare: "\u25AB",
  Eogon: "\u0118",
  Eopf: "\u{1D53C}",
  Epsilon: "\u0395",
  Equal: "\u2A75",
  EqualTilde: "\u2242",
  Equilibrium: "\u21CC",
  Escr: "\u2130",
  Esim: "\u2A73",
  Eta: "\u0397",
  Euml: "\xCB",
  Exists: "\u2203",
  ExponentialE: "\u2147",
  Fcy: "\u0424",
  Ffr: "\u{1D509}",
  FilledSmallSquare: "\u25FC",
  FilledVerySmallSquare: "\u25AA",
  Fopf: "\u{1D53D}",
  ForAll: "\u2200",
  Fouriertrf: "\u2131",
  Fscr: "\u2131",
  GJcy: "\u0403",
  GT: ">",
  Gamma: "\u0393",
  Gammad: "\u03DC",
  Gbreve: "\u011E",
  Gcedil: "\u0122",
  Gcirc: "\u011C",
  Gcy: "\u0413",
  Gdot: "\u0120",
  Gfr: "\u{1D50A}",
  Gg: "\u22D9",
  Gopf: "\u{1D53E}",
  GreaterEqual: "\u2265",
  GreaterEqualLess: "\u22DB",
  GreaterFullEqual: "\u2267",
  GreaterGreater: "\u2AA2",
  GreaterLess: "\u2277",
  GreaterSlantEqual: "\u2A7E",
  GreaterTilde: "\u2273",
  Gscr: "\u{1D4A2}",
  Gt: "\u226B",
  HARDcy: "\u042A",
  Hacek: "\u02C7",
  Hat: "^",
  Hcirc: "\u0124",
  Hfr: "\u210C",
  HilbertSpace: "\u210B",
  Hopf: "\u210D",
  HorizontalLine: "\u2500",
  Hscr: "\u210B",
  Hstrok: "\u0126",
  HumpDownHump: "\u224E",
  HumpEqual: "\u224F",
  IEcy: "\u0415",
  IJlig: "\u0132",
  IOcy: "\u0401",
  Iacute: "\xCD",
  Icirc: "\xCE",
  Icy: "\u0418",
  Idot: "\u0130",
  Ifr: "\u2111",
  Igrave: "\xCC",
  Im: "\u2111",
  Imacr: "\u012A",
  ImaginaryI: "\u2148",
  Implies: "\u21D2",
  Int: "\u222C",
  Integral: "\u222B",
  Intersection: "\u22C2",
  InvisibleComma: "\u2063",
  InvisibleTimes: "\u2062",
  Iogon: "\u012E",
  Iopf: "\u{1D540}",
  Iota: "\u0399",
  Iscr: "\u2110",
  Itilde: "\u0128",
  Iukcy: "\u0406",
  Iuml: "\xCF",
  Jcirc: "\u0134",
  Jcy: "\u0419",
  Jfr: "\u{1D50D}",
  Jopf: "\u{1D541}",
  Jscr: "\u{1D4A5}",
  Jsercy: "\u0408",
  Jukcy: "\u0404",
  KHcy: "\u0425",
  KJcy: "\u040C",
  Kappa: "\u039A",
  Kcedil: "\u0136",
  Kcy: "\u041A",
  Kfr: "\u{1D50E}",
  Kopf: "\u{1D542}",
  Kscr: "\u{1D4A6}",
  LJcy: "\u0409",
  LT: "<",
  Lacute: "\u0139",
  Lambda: "\u039B",
  Lang: "\u27EA",
  Laplacetrf: "\u2112",
  Larr: "\u219E",
  Lcaron: "\u013D",
  Lcedil: "\u013B",
  Lcy: "\u041B",
  LeftAngleBracket: "\u27E8",
  LeftArrow: "\u2190",
  LeftArrowBar: "\u21E4",
  LeftArrowRightArrow: "\u21C6",
  LeftCeiling: "\u2308",
  LeftDoubleBracket: "\u27E6",
  LeftDownTeeVector: "\u2961",
  LeftDownVector: "\u21C3",
  LeftDownVectorBar: "\u2959",
  LeftFloor: "\u230A",
  LeftRightArrow: "\u2194",
  LeftRightVector: "\u294E",
  LeftTee: "\u22A3",
  LeftTeeArrow: "\u21A4",
  LeftTeeVector: "\u295A",
  LeftTriangle: "\u22B2",
  LeftTriangleBar: "\u29CF",
  LeftTriangleEqual: "\u22B4",
  LeftUpDownVector: "\u2951",
  LeftUpTeeVector: "\u2960",
  LeftUpVector: "\u21BF",
  LeftUpVectorBar: "\u2958",
  LeftVector: "\u21BC",
  LeftVectorBar: "\u2952",
  Leftarrow: "\u21D0",
  Leftrightarrow: "\u21D4",
  LessEqualGreater: "\u22DA",
  LessFullEqual: "\u2266",
  LessGreater: "\u2276",
  LessLess: "\u2AA1",
  LessSlantEqual: "\u2A7D",
  LessTilde: "\u2272",
  Lfr: "\u{1D50F}",
  Ll: "\u22D8",
  Lleftarrow: "\u21DA",
  Lmidot: "\u013F",
  LongLeftArrow: "\u27F5",
  LongLeftRightArrow: "\u27F7",
  LongRightArrow: "\u27F6",
  Longleftarrow: "\u27F8",
  Longleftrightarrow: "\u27FA",
  Longrightarrow: "\u27F9",
  Lopf: "\u{1D543}",
  LowerLeftArrow: "\u2199",
  LowerRightArrow: "\u2198",
  Lscr: "\u2112",
  Lsh: "\u21B0",
  Lstrok: "\u0141",
  Lt: "\u226A",
  Map: "\u2905",
  Mcy: "\u041C",
  MediumSpace: "\u205F",
  Mellintrf: "\u2133",
  Mfr: "\u{1D510}",
  MinusPlus: "\u2213",
  Mopf: "\u{1D544}",
  Mscr: "\u2133",
  Mu: "\u039C",
  NJcy: "\u040A",
  Nacute: "\u0143",
  Ncaron: "\u0147",
  Ncedil: "\u0145",
  Ncy: "\u041D",
  NegativeMediumSpace: "\u200B",
  NegativeThickSpace: "\u200B",
  NegativeThinSpace: "\u200B",
  NegativeVeryThinSpace: "\u200B",
  NestedGreaterGreater: "\u226B",
  NestedLessLess: "\u226A",
  NewLine: "\n",
  Nfr: "\u{1D511}",
  NoBreak: "\u2060",
  NonBreakingSpace: "\xA0",
  Nopf: "\u2115",
  Not: "\u2AEC",
  NotCongruent: "\u2262",
  NotCupCap: "\u226D",
  NotDoubleVerticalBar: "\u2226",
  NotElement: "\u2209",
  NotEqual: "\u2260",
  NotEqualTilde: "\u2242\u0338",
  NotExists: "\u2204",
  NotGreater: "\u226F",
  NotGreaterEqual: "\u2271",
  NotGreaterFullEqual: "\u2267\u0338",
  NotGreaterGreater: "\u226B\u0338",
  NotGreaterLess: "\u2279",
  NotGreaterSlantEqual: "\u2A7E\u0338",
  NotGreaterTilde: "\u2275",
  NotHumpDownHump: "\u224E\u0338",
  NotHumpEqual: "\u224F\u0338",
  NotLeftTriangle: "\u22EA",
  NotLeftTriangleBar: "\u29CF\u0338",
  NotLeftTriangleEqual: "\u22EC",
  NotLess: "\u226E",
  NotLessEqual: "\u2270",
  NotLessGreater: "\u2278",
  NotLessLess: "\u226A\u0338",
  NotLessSlantEqual: "\u2A7D\u0338",
  NotLessTilde: "\u2274",
  NotNestedGreaterGreater: "\u2AA2\u0338",
  NotNestedLessLess: "\u2AA1\u0338",
  NotPrecedes: "\u2280",
  NotPrecedesEqual: "\u2AAF\u0338",
  NotPrecedesSlantEqual: "\u22E0",
  NotReverseElement: "\u220C",
  NotRightTriangle: "\u22EB",
  NotRightTriangleBar: "\u29D0\u0338",
  NotRightTriangleEqual: "\u22ED",
  NotSquareSubset: "\u228F\u0338",
  NotSquareSubsetEqual: "\u22E2",
  NotSquareSuperset: "\u2290\u0338",
  NotSquareSupersetEqual: "\u22E3",
  NotSubset: "\u2282\u20D2",
  NotSubsetEqual: "\u2288",
  NotSucceeds: "\u2281",
  NotSucceedsEqual: "\u2AB0\u0338",
  NotSucceedsSlantEqual: "\u22E1",
  NotSucceedsTilde: "\u227F\u0338",
  NotSuperset: "\u2283\u20D2",
  NotSupersetEqual: "\u2289",
  NotTilde: "\u2241",
  NotTildeEqual: "\u2244",
  NotTildeFullEqual: "\u2247",
  NotTildeTilde: "\u2249",
  NotVerticalBar: "\u2224",
  Nscr: "\u{1D4A9}",
  Ntilde: "\xD1",
  Nu: "\u039D",
  OElig: "\u0152",
  Oacute: "\xD3",
  Ocirc: "\xD4",
  Ocy: "\u041E",
  Odblac: "\u0150",
  Ofr: "\u{1D512}",
  Ograve: "\xD2",
  Omacr: "\u014C",
  Omega: "\u03A9",
  Omicron: "\u039F",
  Oopf: "\u{1D546}",
  OpenCurlyDoubleQuote: "\u201C",
  OpenCurlyQuote: "\u2018",
  Or: "\u2A54",
  Oscr: "\u{1D4AA}",
  Oslash: "\xD8",
  Otilde: "\xD5",
  Otimes: "\u2A37",
  Ouml: "\xD6",
  OverBar: "\u203E",
  OverBrace: "\u23DE",
  OverBracket: "\u23B4",
  OverParenthesis: "\u23DC",
  PartialD: "\u2202",
  Pcy: "\u041F",
  Pfr: "\u{1D513}",
  Phi: "\u03A6",
  Pi: "\u03A0",
  PlusMinus: "\xB1",
  Poincareplane: "\u210C",
  Popf: "\u2119",
  Pr: "\u2ABB",
  Precedes: "\u227A",
  PrecedesEqual: "\u2AAF",
  PrecedesSlantEqual: "\u227C",
  PrecedesTilde: "\u227E",
  Prime: "\u2033",
  Product: "\u220F",
  Proportion: "\u2237",
  Proportional: "\u221D",
  Pscr: "\u{1D4AB}",
  Psi: "\u03A8",
  QUOT: '"',
  Qfr: "\u{1D514}",
  Qopf: "\u211A",
  Qscr: "\u{1D4AC}",
  RBarr: "\u2910",
  REG: "\xAE",
  Racute: "\u0154",
  Rang: "\u27EB",
  Rarr: "\u21A0",
  Rarrtl: "\u2916",
  Rcaron: "\u0158",
  Rcedil: "\u0156",
  Rcy: "\u0420",
  Re: "\u211C",
  ReverseElement: "\u220B",
  ReverseEquilibrium: "\u21CB",
  ReverseUpEquilibrium: "\u296F",
  Rfr: "\u211C",
  Rho: "\u03A1",
  RightAngleBracket: "\u27E9",
  RightArrow: "\u2192",
  RightArrowBar: "\u21E5",
  RightArrowLeftArrow: "\u21C4",
  RightCeiling: "\u2309",
  RightDoubleBracket: "\u27E7",
  RightDownTeeVector: "\u295D",
  RightDownVector: "\u21C2",
  RightDownVectorBar: "\u2955",
  RightFloor: "\u230B",
  RightTee: "\u22A2",
  RightTeeArrow: "\u21A6",
  RightTeeVector: "\u295B",
  RightTriangle: "\u22B3",
  RightTriangleBar: "\u29D0",
  RightTriangleEqual: "\u22B5",
  RightUpDownVector: "\u294F",
  RightUpTeeVector: "\u295C",
  RightUpVector: "\u21BE",
  RightUpVectorBar: "\u2954",
  RightVector: "\u21C0",
  RightVectorBar: "\u2953",
  Rightarrow: "\u21D2",
  Ropf: "\u211D",
  RoundImplies: "\u2970",
  Rrightarrow: "\u21DB",
  Rscr: "\u211B",
  Rsh: "\u21B1",
  RuleDelayed: "\u29F4",
  SHCHcy: "\u0429",
  SHcy: "\u0428",
  SOFTcy: "\u042C",
  Sacute: "\u015A",
  Sc: "\u2ABC",
  Scaron: "\u0160",
  Scedil: "\u015E",
  Scirc: "\u015C",
  Scy: "\u0421",
  Sfr: "\u{1D516}",
  ShortDownArrow: "\u2193",
  ShortLeftArrow: "\u2190",
  ShortRightArrow: "\u2192",
  ShortUpArrow: "\u2191",
  Sigma: "\u03A3",
  SmallCircle: "\u2218",
  Sopf: "\u{1D54A}",
  Sqrt: "\u221A",
  Square: "\u25A1",
  SquareIntersection: "\u2293",
  SquareSubset: "\u228F",
  SquareSubsetEqual: "\u2291",
  SquareSuperset: "\u2290",
  SquareSupersetEqual: "\u2292",
  SquareUnion: "\u2294",
  Sscr: "\u{1D4AE}",
  Star: "\u22C6",
  Sub: "\u22D0",
  Subset: "\u22D0",
  SubsetEqual: "\u2286",
  Succeeds: "\u227B",
  SucceedsEqual: "\u2AB0",
  SucceedsSlantEqual: "\u227D",
  SucceedsTilde: "\u227F",
  SuchThat: "\u220B",
  Sum: "\u2211",
  Sup: "\u22D1",
  Superset: "\u2283",
  SupersetEqual: "\u2287",
  Supset: "\u22D1",
  THORN: "\xDE",
  TRADE: "\u2122",
  TSHcy: "\u040B",
  TScy: "\u0426",
  Tab: "	",
  Tau: "\u03A4",
  Tcaron: "\u0164",
  Tcedil: "\u0162",
  Tcy: "\u0422",
  Tfr: "\u{1D517}",
  Therefore: "\u2234",
  Theta: "\u0398",
  ThickSpace: "\u205F\u200A",
  ThinSpace: "\u2009",
  Tilde: "\u223C",
  TildeEqual: "\u2243",
  TildeFullEqual: "\u2245",
  TildeTilde: "\u2248",
  Topf: "\u{1D54B}",
  TripleDot: "\u20DB",
  Tscr: "\u{1D4AF}",
  Tstrok: "\u0166",
  Uacute: "\xDA",
  Uarr: "\u219F",
  Uarrocir: "\u2949",
  Ubrcy: "\u040E",
  Ubreve: "\u016C",
  Ucirc: "\xDB",
  Ucy: "\u0423",
  Udblac: "\u0170",
  Ufr: "\u{1D518}",
  Ugrave: "\xD9",
  Umacr: "\u016A",
  UnderBar: "_",
  UnderBrace: "\u23DF",
  UnderBracket: "\u23B5",
  UnderParenthesis: "\u23DD",
  Union: "\u22C3",
  UnionPlus: "\u228E",
  Uogon: "\u0172",
  Uopf: "\u{1D54C}",
  UpArrow: "\u2191",
  UpArrowBar: "\u2912",
  UpArrowDownArrow: "\u21C5",
  UpDownArrow: "\u2195",
  UpEquilibrium: "\u296E",
  UpTee: "\u22A5",
  UpTeeArrow: "\u21A5",
  Uparrow: "\u21D1",
  Updownarrow: "\u21D5",
  UpperLeftArrow: "\u2196",
  UpperRightArrow: "\u2197",
  Upsi: "\u03D2",
  Upsilon: "\u03A5",
  Uring: "\u016E",
  Uscr: "\u{1D4B0}",
  Utilde: "\u0168",
  Uuml: "\xDC",
  VDash: "\u22AB",
  Vbar: "\u2AEB",
  Vcy: "\u0412",
  Vdash: "\u22A9",
  Vdashl: "\u2AE6",
  Vee: "\u22C1",
  Verbar: "\u2016",
  Vert: "\u2016",
  VerticalBar: "\u2223",
  VerticalLine: "|",
  VerticalSeparator: "\u2758",
  VerticalTilde: "\u2240",
  VeryThinSpace: "\u200A",
  Vfr: "\u{1D519}",
  Vopf: "\u{1D54D}",
  Vscr: "\u{1D4B1}",
  Vvdash: "\u22AA",
  Wcirc: "\u0174",
  Wedge: "\u22C0",
  Wfr: "\u{1D51A}",
  Wopf: "\u{1D54E}",
  Wscr: "\u{1D4B2}",
  Xfr: "\u{1D51B}",
  Xi: "\u039E",
  Xopf: "\u{1D54F}",
  Xscr: "\u{1D4B3}",
  YAcy: "\u042F",
  YIcy: "\u0407",
  YUcy: "\u042E",
  Yacute: "\xDD",
  Ycirc: "\u0176",
  Ycy: "\u042B",
  Yfr: "\u{1D51C}",
  Yopf: "\u{1D550}",
  Yscr: "\u{1D4B4}",
  Yuml: "\u0178",
  ZHcy: "\u0416",
  Zacute: "\u0179",
  Zcaron: "\u017D",
  Zcy: "\u0417",
  Zdot: "\u017B",
  ZeroWidthSpace: "\u200B",
  Zeta: "\u0396",
  Zfr: "\u2128",
  Zopf: "\u2124",
  Zscr: "\u{1D4B5}",
  aacute: "\xE1",
  abreve: "\u0103",
  ac: "\u223E",
  acE: "\u223E\u0333",
  acd: "\u223F",
  acirc: "\xE2",
  acute: "\xB4",
  acy: "\u0430",
  aelig: "\xE6",
  af: "\u2061",
  afr: "\u{1D51E}",
  agrave: "\xE0",
  alefsym: "\u2135",
  aleph: "\u2135",
  alpha: "\u03B1",
  amacr: "\u0101",
  amalg: "\u2A3F",
  amp: "&",
  and: "\u2227",
  andand: "\u2A55",
  andd: "\u2A5C",
  andslope: "\u2A58",
  andv: "\u2A5A",
  ang: "\u2220",
  ange: "\u29A4",
  angle: "\u2220",
  angmsd: "\u2221",
  angmsdaa: "\u29A8",
  angmsdab: "\u29A9",
  angmsdac: "\u29AA",
  angmsdad: "\u29AB",
  angmsdae: "\u29AC",
  angmsdaf: "\u29AD",
  angmsdag: "\u29AE",
  angmsdah: "\u29AF",
  angrt: "\u221F",
  angrtvb: "\u22BE",
  angrtvbd: "\u299D",
  angsph: "\u2222",
  angst: "\xC5",
  angzarr: "\u237C",
  aogon: "\u0105",
  aopf: "\u{1D552}",
  ap: "\u2248",
  apE: "\u2A70",
  apacir: "\u2A6F",
  ape: "\u224A",
  apid: "\u224B",
  apos: "'",
  approx: "\u2248",
  approxeq: "\u224A",
  aring: "\xE5",
  ascr: "\u{1D4B6}",
  ast: "*",
  asymp: "\u2248",
  asympeq: "\u224D",
  atilde: "\xE3",
  auml: "\xE4",
  awconint: "\u2233",
  awint: "\u2A11",
  bNot: "\u2AED",
  backcong: "\u224C",
  backepsilon: "\u03F6",
  backprime: "\u2035",
  backsim: "\u223D",
  backsimeq: "\u22CD",
  barvee: "\u22BD",
  barwed: "\u2305",
  barwedge: "\u2305",
  bbrk: "\u23B5",
  bbrktbrk: "\u23B6",
  bcong: "\u224C",
  bcy: "\u0431",
  bdquo: "\u201E",
  becaus: "\u2235",
  because: "\u2235",
  bemptyv: "\u29B0",
  bepsi: "\u03F6",
  bernou: "\u212C",
  beta: "\u03B2",
  beth: "\u2136",
  between: "\u226C",
  bfr: "\u{1D51F}",
  bigcap: "\u22C2",
  bigcirc: "\u25EF",
  bigcup: "\u22C3",
  bigodot: "\u2A00",
  bigoplus: "\u2A01",
  bigotimes: "\u2A02",
  bigsqcup: "\u2A06",
  bigstar: "\u2605",
  bigtriangledown: "\u25BD",
  bigtriangleup: "\u25B3",
  biguplus: "\u2A04",
  bigvee: "\u22C1",
  bigwedge: "\u22C0",
  bkarow: "\u290D",
  blacklozenge: "\u29EB",
  blacksquare: "\u25AA",
  blacktriangle: "\u25B4",
  blacktriangledown: "\u25BE",
  blacktriangleleft: "\u25C2",
  blacktriangleright: "\u25B8",
  blank: "\u2423",
  blk12: "\u2592",
  blk14: "\u2591",
  blk34: "\u2593",
  block: "\u2588",
  bne: "=\u20E5",
  bnequiv: "\u2261\u20E5",
  bnot: "\u2310",
  bopf: "\u{1D553}",
  bot: "\u22A5",
  bottom: "\u22A5",
  bowtie: "\u22C8",
  boxDL: "\u2557",
  boxDR: "\u2554",
  boxDl: "\u2556",
  boxDr: "\u2553",
  boxH: "\u2550",
  boxHD: "\u2566",
  boxHU: "\u2569",
  boxHd: "\u2564",
  boxHu: "\u2567",
  boxUL: "\u255D",
  boxUR: "\u255A",
  boxUl: "\u255C",
  boxUr: "\u2559",
  boxV: "\u2551",
  boxVH: "\u256C",
  boxVL: "\u2563",
  boxVR: "\u2560",
  boxVh: "\u256B",
  boxVl: "\u2562",
  boxVr: "\u255F",
  boxbox: "\u29C9",
  boxdL: "\u2555",
  boxdR: "\u2552",
  boxdl: "\u2510",
  boxdr: "\u250C",
  boxh: "\u2500",
  boxhD: "\u2565",
  boxhU: "\u2568",
  boxhd: "\u252C",
  boxhu: "\u2534",
  boxminus: "\u229F",
  boxplus: "\u229E",
  boxtimes: "\u22A0",
  boxuL: "\u255B",
  boxuR: "\u2558",
  boxul: "\u2518",
  boxur: "\u2514",
  boxv: "\u2502",
  boxvH: "\u256A",
  boxvL: "\u2561",
  boxvR: "\u255E",
  boxvh: "\u253C",
  boxvl: "\u2524",
  boxvr: "\u251C",
  bprime: "\u2035",
  breve: "\u02D8",
  brvbar: "\xA6",
  bscr: "\u{1D4B7}",
  bsemi: "\u204F",
  bsim: "\u223D",
  bsime: "\u22CD",
  bsol: "\\",
  bsolb: "\u29C5",
  bsolhsub: "\u27C8",
  bull: "\u2022",
  bullet: "\u2022",
  bump: "\u224E",
  bumpE: "\u2AAE",
  bumpe: "\u224F",
  bumpeq: "\u224F",
  cacute: "\u0107",
  cap: "\u2229",
  capand: "\u2A44",
  capbrcup: "\u2A49",
  capcap: "\u2A4B",
  capcup: "\u2A47",
  capdot: "\u2A40",
  caps: "\u2229\uFE00",
  caret: "\u2041",
  caron: "\u02C7",
  ccaps: "\u2A4D",
  ccaron: "\u010D",
  ccedil: "\xE7",
  ccirc: "\u0109",
  ccups: "\u2A4C",
  ccupssm: "\u2A50",
  cdot: "\u010B",
  cedil: "\xB8",
  cemptyv: "\u29B2",
  cent: "\xA2",
  centerdot: "\xB7",
  cfr: "\u{1D520}",
  chcy: "\u0447",
  check: "\u2713",
  checkmark: "\u2713",
  chi: "\u03C7",
  cir: "\u25CB",
  cirE: "\u29C3",
  circ: "\u02C6",
  circeq: "\u2257",
  circlearrowleft: "\u21BA",
  circlearrowright: "\u21BB",
  circledR: "\xAE",
  circledS: "\u24C8",
  circledast: "\u229B",
  circledcirc: "\u229A",
  circleddash: "\u229D",
  cire: "\u2257",
  cirfnint: "\u2A10",
  cirmid: "\u2AEF",
  cirscir: "\u29C2",
  clubs: "\u2663",
  clubsuit: "\u2663",
  colon: ":",
  colone: "\u2254",
  coloneq: "\u2254",
  comma: ",",
  commat: "@",
  comp: "\u2201",
  compfn: "\u2218",
  complement: "\u2201",
  complexes: "\u2102",
  cong: "\u2245",
  congdot: "\u2A6D",
  conint: "\u222E",
  copf: "\u{1D554}",
  coprod: "\u2210",
  copy: "\xA9",
  copysr: "\u2117",
  crarr: "\u21B5",
  cross: "\u2717",
  cscr: "\u{1D4B8}",
  csub: "\u2ACF",
  csube: "\u2AD1",
  csup: "\u2AD0",
  csupe: "\u2AD2",
  ctdot: "\u22EF",
  cudarrl: "\u2938",
  cudarrr: "\u2935",
  cuepr: "\u22DE",
  cuesc: "\u22DF",
  cularr: "\u21B6",
  cularrp: "\u293D",
  cup: "\u222A",
  cupbrcap: "\u2A48",
  cupcap: "\u2A46",
  cupcup: "\u2A4A",
  cupdot: "\u228D",
  cupor: "\u2A45",
  cups: "\u222A\uFE00",
  curarr: "\u21B7",
  curarrm: "\u293C",
  curlyeqprec: "\u22DE",
  curlyeqsucc: "\u22DF",
  curlyvee: "\u22CE",
  curlywedge: "\u22CF",
  curren: "\xA4",
  curvearrowleft: "\u21B6",
  curvearrowright: "\u21B7",
  cuvee: "\u22CE",
  cuwed: "\u22CF",
  cwconint: "\u2232",
  cwint: "\u2231",
  cylcty: "\u232D",
  dArr: "\u21D3",
  dHar: "\u2965",
  dagger: "\u2020",
  daleth: "\u2138",
  darr: "\u2193",
  dash: "\u2010",
  dashv: "\u22A3",
  dbkarow: "\u290F",
  dblac: "\u02DD",
  dcaron: "\u010F",
  dcy: "\u0434",
  dd: "\u2146",
  ddagger: "\u2021",
  ddarr: "\u21CA",
  ddotseq: "\u2A77",
  deg: "\xB0",
  delta: "\u03B4",
  demptyv: "\u29B1",
  dfisht: "\u297F",
  dfr: "\u{1D521}",
  dharl: "\u21C3",
  dharr: "\u21C2",
  diam: "\u22C4",
  diamond: "\u22C4",
  diamondsuit: "\u2666",
  diams: "\u2666",
  die: "\xA8",
  digamma: "\u03DD",
  disin: "\u22F2",
  div: "\xF7",
  divide: "\xF7",
  divideontimes: "\u22C7",
  divonx: "\u22C7",
  djcy: "\u0452",
  dlcorn: "\u231E",
  dlcrop: "\u230D",
  dollar: "$",
  dopf: "\u{1D555}",
  dot: "\u02D9",
  doteq: "\u2250",
  doteqdot: "\u2251",
  dotminus: "\u2238",
  dotplus: "\u2214",
  dotsquare: "\u22A1",
  doublebarwedge: "\u2306",
  downarrow: "\u2193",
  downdownarrows: "\u21CA",
  downharpoonleft: "\u21C3",
  downharpoonright: "\u21C2",
  drbkarow: "\u2910",
  drcorn: "\u231F",
  drcrop: "\u230C",
  dscr: "\u{1D4B9}",
  dscy: "\u0455",
  dsol: "\u29F6",
  dstrok: "\u0111",
  dtdot: "\u22F1",
  dtri: "\u25BF",
  dtrif: "\u25BE",
  duarr: "\u21F5",
  duhar: "\u296F",
  dwangle: "\u29A6",
  dzcy: "\u045F",
  dzigrarr: "\u27FF",
  eDDot: "\u2A77",
  eDot: "\u2251",
  eacute: "\xE9",
  easter: "\u2A6E",
  ecaron: "\u011B",
  ecir: "\u2256",
  ecirc: "\xEA",
  ecolon: "\u2255",
  ecy: "\u044D",
  edot: "\u0117",
  ee: "\u2147",
  efDot: "\u2252",
  efr: "\u{1D522}",
  eg: "\u2A9A",
  egrave: "\xE8",
  egs: "\u2A96",
  egsdot: "\u2A98",
  el: "\u2A99",
  elinters: "\u23E7",
  ell: "\u2113",
  els: "\u2A95",
  elsdot: "\u2A97",
  emacr: "\u0113",
  empty: "\u2205",
  emptyset: "\u2205",
  emptyv: "\u2205",
  emsp13: "\u2004",
  emsp14: "\u2005",
  emsp: "\u2003",
  eng: "\u014B",
  ensp: "\u2002",
  eogon: "\u0119",
  eopf: "\u{1D556}",
  epar: "\u22D5",
  eparsl: "\u29E3",
  eplus: "\u2A71",
  epsi: "\u03B5",
  epsilon: "\u03B5",
  epsiv: "\u03F5",
  eqcirc: "\u2256",
  eqcolon: "\u2255",
  eqsim: "\u2242",
  eqslantgtr: "\u2A96",
  eqslantless: "\u2A95",
  equals: "=",
  equest: "\u225F",
  equiv: "\u2261",
  equivDD: "\u2A78",
  eqvparsl: "\u29E5",
  erDot: "\u2253",
  erarr: "\u2971",
  escr: "\u212F",
  esdot: "\u2250",
  esim: "\u2242",
  eta: "\u03B7",
  eth: "\xF0",
  euml: "\xEB",
  euro: "\u20AC",
  excl: "!",
  exist: "\u2203",
  expectation: "\u2130",
  exponentiale: "\u2147",
  fallingdotseq: "\u2252",
  fcy: "\u0444",
  female: "\u2640",
  ffilig: "\uFB03",
  fflig: "\uFB00",
  ffllig: "\uFB04",
  ffr: "\u{1D523}",
  filig: "\uFB01",
  fjlig: "fj",
  flat: "\u266D",
  fllig: "\uFB02",
  fltns: "\u25B1",
  fnof: "\u0192",
  fopf: "\u{1D557}",
  forall: "\u2200",
  fork: "\u22D4",
  forkv: "\u2AD9",
  fpartint: "\u2A0D",
  frac12: "\xBD",
  frac13: "\u2153",
  frac14: "\xBC",
  frac15: "\u2155",
  frac16: "\u2159",
  frac18: "\u215B",
  frac23: "\u2154",
  frac25: "\u2156",
  frac34: "\xBE",
  frac35: "\u2157",
  frac38: "\u215C",
  frac45: "\u2158",
  frac56: "\u215A",
  frac58: "\u215D",
  frac78: "\u215E",
  frasl: "\u2044",
  frown: "\u2322",
  fscr: "\u{1D4BB}",
  gE: "\u2267",
  gEl: "\u2A8C",
  gacute: "\u01F5",
  gamma: "\u03B3",
  gammad: "\u03DD",
  gap: "\u2A86",
  gbreve: "\u011F",
  gcirc: "\u011D",
  gcy: "\u0433",
  gdot: "\u0121",
  ge: "\u2265",
  gel: "\u22DB",
  geq: "\u2265",
  geqq: "\u2267",
  geqslant: "\u2A7E",
  ges: "\u2A7E",
  gescc: "\u2AA9",
  gesdot: "\u2A80",
  gesdoto: "\u2A82",
  gesdotol: "\u2A84",
  gesl: "\u22DB\uFE00",
  gesles: "\u2A94",
  gfr: "\u{1D524}",
  gg: "\u226B",
  ggg: "\u22D9",
  gimel: "\u2137",
  gjcy: "\u0453",
  gl: "\u2277",
  glE: "\u2A92",
  gla: "\u2AA5",
  glj: "\u2AA4",
  gnE: "\u2269",
  gnap: "\u2A8A",
  gnapprox: "\u2A8A",
  gne: "\u2A88",
  gneq: "\u2A88",
  gneqq: "\u2269",
  gnsim: "\u22E7",
  gopf: "\u{1D558}",
  grave: "`",
  gscr: "\u210A",
  gsim: "\u2273",
  gsime: "\u2A8E",
  gsiml: "\u2A90",
  gt: ">",
  gtcc: "\u2AA7",
  gtcir: "\u2A7A",
  gtdot: "\u22D7",
  gtlPar: "\u2995",
  gtquest: "\u2A7C",
  gtrapprox: "\u2A86",
  gtrarr: "\u2978",
  gtrdot: "\u22D7",
  gtreqless: "\u22DB",
  gtreqqless: "\u2A8C",
  gtrless: "\u2277",
  gtrsim: "\u2273",
  gvertneqq: "\u2269\uFE00",
  gvnE: "\u2269\uFE00",
  hArr: "\u21D4",
  hairsp: "\u200A",
  half: "\xBD",
  hamilt: "\u210B",
  hardcy: "\u044A",
  harr: "\u2194",
  harrcir: "\u2948",
  harrw: "\u21AD",
  hbar: "\u210F",
  hcirc: "\u0125",
  hearts: "\u2665",
  heartsuit: "\u2665",
  hellip: "\u2026",
  hercon: "\u22B9",
  hfr: "\u{1D525}",
  hksearow: "\u2925",
  hkswarow: "\u2926",
  hoarr: "\u21FF",
  homtht: "\u223B",
  hookleftarrow: "\u21A9",
  hookrightarrow: "\u21AA",
  hopf: "\u{1D559}",
  horbar: "\u2015",
  hscr: "\u{1D4BD}",
  hslash: "\u210F",
  hstrok: "\u0127",
  hybull: "\u2043",
  hyphen: "\u2010",
  iacute: "\xED",
  ic: "\u2063",
  icirc: "\xEE",
  icy: "\u0438",
  iecy: "\u0435",
  iexcl: "\xA1",
  iff: "\u21D4",
  ifr: "\u{1D526}",
  igrave: "\xEC",
  ii: "\u2148",
  iiiint: "\u2A0C",
  iiint: "\u222D",
  iinfin: "\u29DC",
  iiota: "\u2129",
  ijlig: "\u0133",
  imacr: "\u012B",
  image: "\u2111",
  imagline: "\u2110",
  imagpart: "\u2111",
  imath: "\u0131",
  imof: "\u22B7",
  imped: "\u01B5",
  in: "\u2208",
  incare: "\u2105",
  infin: "\u221E",
  infintie: "\u29DD",
  inodot: "\u0131",
  int: "\u222B",
  intcal: "\u22BA",
  integers: "\u2124",
  intercal: "\u22BA",
  intlarhk: "\u2A17",
  intprod: "\u2A3C",
  iocy: "\u0451",
  iogon: "\u012F",
  iopf: "\u{1D55A}",
  iota: "\u03B9",
  iprod: "\u2A3C",
  iquest: "\xBF",
  iscr: "\u{1D4BE}",
  isin: "\u2208",
  isinE: "\u22F9",
  isindot: "\u22F5",
  isins: "\u22F4",
  isinsv: "\u22F3",
  isinv: "\u2208",
  it: "\u2062",
  itilde: "\u0129",
  iukcy: "\u0456",
  iuml: "\xEF",
  jcirc: "\u0135",
  jcy: "\u0439",
  jfr: "\u{1D527}",
  jmath: "\u0237",
  jopf: "\u{1D55B}",
  jscr: "\u{1D4BF}",
  jsercy: "\u0458",
  jukcy: "\u0454",
  kappa: "\u03BA",
  kappav: "\u03F0",
  kcedil: "\u0137",
  kcy: "\u043A",
  kfr: "\u{1D528}",
  kgreen: "\u0138",
  khcy: "\u0445",
  kjcy: "\u045C",
  kopf: "\u{1D55C}",
  kscr: "\u{1D4C0}",
  lAarr: "\u21DA",
  lArr: "\u21D0",
  lAtail: "\u291B",
  lBarr: "\u290E",
  lE: "\u2266",
  lEg: "\u2A8B",
  lHar: "\u2962",
  lacute: "\u013A",
  laemptyv: "\u29B4",
  lagran: "\u2112",
  lambda: "\u03BB",
  lang: "\u27E8",
  langd: "\u2991",
  langle: "\u27E8",
  lap: "\u2A85",
  laquo: "\xAB",
  larr: "\u2190",
  larrb: "\u21E4",
  larrbfs: "\u291F",
  larrfs: "\u291D",
  larrhk: "\u21A9",
  larrlp: "\u21AB",
  larrpl: "\u2939",
  larrsim: "\u2973",
  larrtl: "\u21A2",
  lat: "\u2AAB",
  latail: "\u2919",
  late: "\u2AAD",
  lates: "\u2AAD\uFE00",
  lbarr: "\u290C",
  lbbrk: "\u2772",
  lbrace: "{",
  lbrack: "[",
  lbrke: "\u298B",
  lbrksld: "\u298F",
  lbrkslu: "\u298D",
  lcaron: "\u013E",
  lcedil: "\u013C",
  lceil: "\u2308",
  lcub: "{",
  lcy: "\u043B",
  ldca: "\u2936",
  ldquo: "\u201C",
  ldquor: "\u201E",
  ldrdhar: "\u2967",
  ldrushar: "\u294B",
  ldsh: "\u21B2",
  le: "\u2264",
  leftarrow: "\u2190",
  leftarrowtail: "\u21A2",
  leftharpoondown: "\u21BD",
  leftharpoonup: "\u21BC",
  leftleftarrows: "\u21C7",
  leftrightarrow: "\u2194",
  leftrightarrows: "\u21C6",
  leftrightharpoons: "\u21CB",
  leftrightsquigarrow: "\u21AD",
  leftthreetimes: "\u22CB",
  leg: "\u22DA",
  leq: "\u2264",
  leqq: "\u2266",
  leqslant: "\u2A7D",
  les: "\u2A7D",
  lescc: "\u2AA8",
  lesdot: "\u2A7F",
  lesdoto: "\u2A81",
  lesdotor: "\u2A83",
  lesg: "\u22DA\uFE00",
  lesges: "\u2A93",
  lessapprox: "\u2A85",
  lessdot: "\u22D6",
  lesseqgtr: "\u22DA",
  lesseqqgtr: "\u2A8B",
  lessgtr: "\u2276",
  lesssim: "\u2272",
  lfisht: "\u297C",
  lfloor: "\u230A",
  lfr: "\u{1D529}",
  lg: "\u2276",
  lgE: "\u2A91",
  lhard: "\u21BD",
  lharu: "\u21BC",
  lharul: "\u296A",
  lhblk: "\u2584",
  ljcy: "\u0459",
  ll: "\u226A",
  llarr: "\u21C7",
  llcorner: "\u231E",
  llhard: "\u296B",
  lltri: "\u25FA",
  lmidot: "\u0140",
  lmoust: "\u23B0",
  lmoustache: "\u23B0",
  lnE: "\u2268",
  lnap: "\u2A89",
  lnapprox: "\u2A89",
  lne: "\u2A87",
  lneq: "\u2A87",
  lneqq: "\u2268",
  lnsim: "\u22E6",
  loang: "\u27EC",
  loarr: "\u21FD",
  lobrk: "\u27E6",
  longleftarrow: "\u27F5",
  longleftrightarrow: "\u27F7",
  longmapsto: "\u27FC",
  longrightarrow: "\u27F6",
  looparrowleft: "\u21AB",
  looparrowright: "\u21AC",
  lopar: "\u2985",
  lopf: "\u{1D55D}",
  loplus: "\u2A2D",
  lotimes: "\u2A34",
  lowast: "\u2217",
  lowbar: "_",
  loz: "\u25CA",
  lozenge: "\u25CA",
  lozf: "\u29EB",
  lpar: "(",
  lparlt: "\u2993",
  lrarr: "\u21C6",
  lrcorner: "\u231F",
  lrhar: "\u21CB",
  lrhard: "\u296D",
  lrm: "\u200E",
  lrtri: "\u22BF",
  lsaquo: "\u2039",
  lscr: "\u{1D4C1}",
  lsh: "\u21B0",
  lsim: "\u2272",
  lsime: "\u2A8D",
  lsimg: "\u2A8F",
  lsqb: "[",
  lsquo: "\u2018",
  lsquor: "\u201A",
  lstrok: "\u0142",
  lt: "<",
  ltcc: "\u2AA6",
  ltcir: "\u2A79",
  ltdot: "\u22D6",
  lthree: "\u22CB",
  ltimes: "\u22C9",
  ltlarr: "\u2976",
  ltquest: "\u2A7B",
  ltrPar: "\u2996",
  ltri: "\u25C3",
  ltrie: "\u22B4",
  ltrif: "\u25C2",
  lurdshar: "\u294A",
  luruhar: "\u2966",
  lvertneqq: "\u2268\uFE00",
  lvnE: "\u2268\uFE00",
  mDDot: "\u223A",
  macr: "\xAF",
  male: "\u2642",
  malt: "\u2720",
  maltese: "\u2720",
  map: "\u21A6",
  mapsto: "\u21A6",
  mapstodown: "\u21A7",
  mapstoleft: "\u21A4",
  mapstoup: "\u21A5",
  marker: "\u25AE",
  mcomma: "\u2A29",
  mcy: "\u043C",
  mdash: "\u2014",
  measuredangle: "\u2221",
  mfr: "\u{1D52A}",
  mho: "\u2127",
  micro: "\xB5",
  mid: "\u2223",
  midast: "*",
  midcir: "\u2AF0",
  middot: "\xB7",
  minus: "\u2212",
  minusb: "\u229F",
  minusd: "\u2238",
  minusdu: "\u2A2A",
  mlcp: "\u2ADB",
  mldr: "\u2026",
  mnplus: "\u2213",
  models: "\u22A7",
  mopf: "\u{1D55E}",
  mp: "\u2213",
  mscr: "\u{1D4C2}",
  mstpos: "\u223E",
  mu: "\u03BC",
  multimap: "\u22B8",
  mumap: "\u22B8",
  nGg: "\u22D9\u0338",
  nGt: "\u226B\u20D2",
  nGtv: "\u226B\u0338",
  nLeftarrow: "\u21CD",
  nLeftrightarrow: "\u21CE",
  nLl: "\u22D8\u0338",
  nLt: "\u226A\u20D2",
  nLtv: "\u226A\u0338",
  nRightarrow: "\u21CF",
  nVDash: "\u22AF",
  nVdash: "\u22AE",
  nabla: "\u2207",
  nacute: "\u0144",
  nang: "\u2220\u20D2",
  nap: "\u2249",
  napE: "\u2A70\u0338",
  napid: "\u224B\u0338",
  napos: "\u0149",
  napprox: "\u2249",
  natur: "\u266E",
  natural: "\u266E",
  naturals: "\u2115",
  nbsp: "\xA0",
  nbump: "\u224E\u0338",
  nbumpe: "\u224F\u0338",
  ncap: "\u2A43",
  ncaron: "\u0148",
  ncedil: "\u0146",
  ncong: "\u2247",
  ncongdot: "\u2A6D\u0338",
  ncup: "\u2A42",
  ncy: "\u043D",
  ndash: "\u2013",
  ne: "\u2260",
  neArr: "\u21D7",
  nearhk: "\u2924",
  nearr: "\u2197",
  nearrow: "\u2197",
  nedot: "\u2250\u0338",
  nequiv: "\u2262",
  nesear: "\u2928",
  nesim: "\u2242\u0338",
  nexist: "\u2204",
  nexists: "\u2204",
  nfr: "\u{1D52B}",
  ngE: "\u2267\u0338",
  nge: "\u2271",
  ngeq: "\u2271",
  ngeqq: "\u2267\u0338",
  ngeqslant: "\u2A7E\u0338",
  nges: "\u2A7E\u0338",
  ngsim: "\u2275",
  ngt: "\u226F",
  ngtr: "\u226F",
  nhArr: "\u21CE",
  nharr: "\u21AE",
  nhpar: "\u2AF2",
  ni: "\u220B",
  nis: "\u22FC",
  nisd: "\u22FA",
  niv: "\u220B",
  njcy: "\u045A",
  nlArr: "\u21CD",
  nlE: "\u2266\u0338",
  nlarr: "\u219A",
  nldr: "\u2025",
  nle: "\u2270",
  nleftarrow: "\u219A",
  nleftrightarrow: "\u21AE",
  nleq: "\u2270",
  nleqq: "\u2266\u0338",
  nleqslant: "\u2A7D\u0338",
  nles: "\u2A7D\u0338",
  nless: "\u226E",
  nlsim: "\u2274",
  nlt: "\u226E",
  nltri: "\u22EA",
  nltrie: "\u22EC",
  nmid: "\u2224",
  nopf: "\u{1D55F}",
  not: "\xAC",
  notin: "\u2209",
  notinE: "\u22F9\u0338",
  notindot: "\u22F5\u0338",
  notinva: "\u2209",
  notinvb: "\u22F7",
  notinvc: "\u22F6",
  notni: "\u220C",
  notniva: "\u220C",
  notnivb: "\u22FE",
  notnivc: "\u22FD",
  npar: "\u2226",
  nparallel: "\u2226",
  nparsl: "\u2AFD\u20E5",
  npart: "\u2202\u0338",
  npolint: "\u2A14",
  npr: "\u2280",
  nprcue: "\u22E0",
  npre: "\u2AAF\u0338",
  nprec: "\u2280",
  npreceq: "\u2AAF\u0338",
  nrArr: "\u21CF",
  nrarr: "\u219B",
  nrarrc: "\u2933\u0338",
  nrarrw: "\u219D\u0338",
  nrightarrow: "\u219B",
  nrtri: "\u22EB",
  nrtrie: "\u22ED",
  nsc: "\u2281",
  nsccue: "\u22E1",
  nsce: "\u2AB0\u0338",
  nscr: "\u{1D4C3}",
  nshortmid: "\u2224",
  nshortparallel: "\u2226",
  nsim: "\u2241",
  nsime: "\u2244",
  nsimeq: "\u2244",
  nsmid: "\u2224",
  nspar: "\u2226",
  nsqsube: "\u22E2",
  nsqsupe: "\u22E3",
  nsub: "\u2284",
  nsubE: "\u2AC5\u0338",
  nsube: "\u2288",
  nsubset: "\u2282\u20D2",
  nsubseteq: "\u2288",
  nsubseteqq: "\u2AC5\u0338",
  nsucc: "\u2281",
  nsucceq: "\u2AB0\u0338",
  nsup: "\u2285",
  nsupE: "\u2AC6\u0338",
  nsupe: "\u2289",
  nsupset: "\u2283\u20D2",
  nsupseteq: "\u2289",
  nsupseteqq: "\u2AC6\u0338",
  ntgl: "\u2279",
  ntilde: "\xF1",
  ntlg: "\u2278",
  ntriangleleft: "\u22EA",
  ntrianglelefteq: "\u22EC",
  ntriangleright: "\u22EB",
  ntrianglerighteq: "\u22ED",
  nu: "\u03BD",
  num: "#",
  numero: "\u2116",
  numsp: "\u2007",
  nvDash: "\u22AD",
  nvHarr: "\u2904",
  nvap: "\u224D\u20D2",
  nvdash: "\u22AC",
  nvge: "\u2265\u20D2",
  nvgt: ">\u20D2",
  nvinfin: "\u29DE",
  nvlArr: "\u2902",
  nvle: "\u2264\u20D2",
  nvlt: "<\u20D2",
  nvltrie: "\u22B4\u20D2",
  nvrArr: "\u2903",
  nvrtrie: "\u22B5\u20D2",
  nvsim: "\u223C\u20D2",
  nwArr: "\u21D6",
  nwarhk: "\u2923",
  nwarr: "\u2196",
  nwarrow: "\u2196",
  nwnear: "\u2927",
  oS: "\u24C8",
  oacute: "\xF3",
  oast: "\u229B",
  ocir: "\u229A",
  ocirc: "\xF4",
  ocy: "\u043E",
  odash: "\u229D",
  odblac: "\u0151",
  odiv: "\u2A38",
  odot: "\u2299",
  odsold: "\u29BC",
  oelig: "\u0153",
  ofcir: "\u29BF",
  ofr: "\u{1D52C}",
  ogon: "\u02DB",
  ograve: "\xF2",
  ogt: "\u29C1",
  ohbar: "\u29B5",
  ohm: "\u03A9",
  oint: "\u222E",
  olarr: "\u21BA",
  olcir: "\u29BE",
  olcross: "\u29BB",
  oline: "\u203E",
  olt: "\u29C0",
  omacr: "\u014D",
  omega: "\u03C9",
  omicron: "\u03BF",
  omid: "\u29B6",
  ominus: "\u2296",
  oopf: "\u{1D560}",
  opar: "\u29B7",
  operp: "\u29B9",
  oplus: "\u2295",
  or: "\u2228",
  orarr: "\u21BB",
  ord: "\u2A5D",
  order: "\u2134",
  orderof: "\u2134",
  ordf: "\xAA",
  ordm: "\xBA",
  origof: "\u22B6",
  oror: "\u2A56",
  orslope: "\u2A57",
  orv: "\u2A5B",
  oscr: "\u2134",
  oslash: "\xF8",
  osol: "\u2298",
  otilde: "\xF5",
  otimes: "\u2297",
  otimesas: "\u2A36",
  ouml: "\xF6",
  ovbar: "\u233D",
  par: "\u2225",
  para: "\xB6",
  parallel: "\u2225",
  parsim: "\u2AF3",
  parsl: "\u2AFD",
  part: "\u2202",
  pcy: "\u043F",
  percnt: "%",
  period: ".",
  permil: "\u2030",
  perp: "\u22A5",
  pertenk: "\u2031",
  pfr: "\u{1D52D}",
  phi: "\u03C6",
  phiv: "\u03D5",
  phmmat: "\u2133",
  phone: "\u260E",
  pi: "\u03C0",
  pitchfork: "\u22D4",
  piv: "\u03D6",
  planck: "\u210F",
  planckh: "\u210E",
  plankv: "\u210F",
  plus: "+",
  plusacir: "\u2A23",
  plusb: "\u229E",
  pluscir: "\u2A22",
  plusdo: "\u2214",
  plusdu: "\u2A25",
  pluse: "\u2A72",
  plusmn: "\xB1",
  plussim: "\u2A26",
  plustwo: "\u2A27",
  pm: "\xB1",
  pointint: "\u2A15",
  popf: "\u{1D561}",
  pound: "\xA3",
  pr: "\u227A",
  prE: "\u2AB3",
  prap: "\u2AB7",
  prcue: "\u227C",
  pre: "\u2AAF",
  prec: "\u227A",
  precapprox: "\u2AB7",
  preccurlyeq: "\u227C",
  preceq: "\u2AAF",
  precnapprox: "\u2AB9",
  precneqq: "\u2AB5",
  precnsim: "\u22E8",
  precsim: "\u227E",
  prime: "\u2032",
  primes: "\u2119",
  prnE: "\u2AB5",
  prnap: "\u2AB9",
  prnsim: "\u22E8",
  prod: "\u220F",
  profalar: "\u232E",
  profline: "\u2312",
  profsurf: "\u2313",
  prop: "\u221D",
  propto: "\u221D",
  prsim: "\u227E",
  prurel: "\u22B0",
  pscr: "\u{1D4C5}",
  psi: "\u03C8",
  puncsp: "\u2008",
  qfr: "\u{1D52E}",
  qint: "\u2A0C",
  qopf: "\u{1D562}",
  qprime: "\u2057",
  qscr: "\u{1D4C6}",
  quaternions: "\u210D",
  quatint: "\u2A16",
  quest: "?",
  questeq: "\u225F",
  quot: '"',
  rAarr: "\u21DB",
  rArr: "\u21D2",
  rAtail: "\u291C",
  rBarr: "\u290F",
  rHar: "\u2964",
  race: "\u223D\u0331",
  racute: "\u0155",
  radic: "\u221A",
  raemptyv: "\u29B3",
  rang: "\u27E9",
  rangd: "\u2992",
  range: "\u29A5",
  rangle: "\u27E9",
  raquo: "\xBB",
  rarr: "\u2192",
  rarrap: "\u2975",
  rarrb: "\u21E5",
  rarrbfs: "\u2920",
  rarrc: "\u2933",
  rarrfs: "\u291E",
  rarrhk: "\u21AA",
  rarrlp: "\u21AC",
  rarrpl: "\u2945",
  rarrsim: "\u2974",
  rarrtl: "\u21A3",
  rarrw: "\u219D",
  ratail: "\u291A",
  ratio: "\u2236",
  rationals: "\u211A",
  rbarr: "\u290D",
  rbbrk: "\u2773",
  rbrace: "}",
  rbrack: "]",
  rbrke: "\u298C",
  rbrksld: "\u298E",
  rbrkslu: "\u2990",
  rcaron: "\u0159",
  rcedil: "\u0157",
  rceil: "\u2309",
  rcub: "}",
  rcy: "\u0440",
  rdca: "\u2937",
  rdldhar: "\u2969",
  rdquo: "\u201D",
  rdquor: "\u201D",
  rdsh: "\u21B3",
  real: "\u211C",
  realine: "\u211B",
  realpart: "\u211C",
  reals: "\u211D",
  rect: "\u25AD",
  reg: "\xAE",
  rfisht: "\u297D",
  rfloor: "\u230B",
  rfr: "\u{1D52F}",
  rhard: "\u21C1",
  rharu: "\u21C0",
  rharul: "\u296C",
  rho: "\u03C1",
  rhov: "\u03F1",
  rightarrow: "\u2192",
  rightarrowtail: "\u21A3",
  rightharpoondown: "\u21C1",
  rightharpoonup: "\u21C0",
  rightleftarrows: "\u21C4",
  rightleftharpoons: "\u21CC",
  rightrightarrows: "\u21C9",
  rightsquigarrow: "\u219D",
  rightthreetimes: "\u22CC",
  ring: "\u02DA",
  risingdotseq: "\u2253",
  rlarr: "\u21C4",
  rlhar: "\u21CC",
  rlm: "\u200F",
  rmoust: "\u23B1",
  rmoustache: "\u23B1",
  rnmid: "\u2AEE",
  roang: "\u27ED",
  roarr: "\u21FE",
  robrk: "\u27E7",
  ropar: "\u2986",
  ropf: "\u{1D563}",
  roplus: "\u2A2E",
  rotimes: "\u2A35",
  rpar: ")",
  rpargt: "\u2994",
  rppolint: "\u2A12",
  rrarr: "\u21C9",
  rsaquo: "\u203A",
  rscr: "\u{1D4C7}",
  rsh: "\u21B1",
  rsqb: "]",
  rsquo: "\u2019",
  rsquor: "\u2019",
  rthree: "\u22CC",
  rtimes: "\u22CA",
  rtri: "\u25B9",
  rtrie: "\u22B5",
  rtrif: "\u25B8",
  rtriltri: "\u29CE",
  ruluhar: "\u2968",
  rx: "\u211E",
  sacute: "\u015B",
  sbquo: "\u201A",
  sc: "\u227B",
  scE: "\u2AB4",
  scap: "\u2AB8",
  scaron: "\u0161",
  sccue: "\u227D",
  sce: "\u2AB0",
  scedil: "\u015F",
  scirc: "\u015D",
  scnE: "\u2AB6",
  scnap: "\u2ABA",
  scnsim: "\u22E9",
  scpolint: "\u2A13",
  scsim: "\u227F",
  scy: "\u0441",
  sdot: "\u22C5",
  sdotb: "\u22A1",
  sdote: "\u2A66",
  seArr: "\u21D8",
  searhk: "\u2925",
  searr: "\u2198",
  searrow: "\u2198",
  sect: "\xA7",
  semi: ";",
  seswar: "\u2929",
  setminus: "\u2216",
  setmn: "\u2216",
  sext: "\u2736",
  sfr: "\u{1D530}",
  sfrown: "\u2322",
  sharp: "\u266F",
  shchcy: "\u0449",
  shcy: "\u0448",
  shortmid: "\u2223",
  shortparallel: "\u2225",
  shy: "\xAD",
  sigma: "\u03C3",
  sigmaf: "\u03C2",
  sigmav: "\u03C2",
  sim: "\u223C",
  simdot: "\u2A6A",
  sime: "\u2243",
  simeq: "\u2243",
  simg: "\u2A9E",
  simgE: "\u2AA0",
  siml: "\u2A9D",
  simlE: "\u2A9F",
  simne: "\u2246",
  simplus: "\u2A24",
  simrarr: "\u2972",
  slarr: "\u2190",
  smallsetminus: "\u2216",
  smashp: "\u2A33",
  smeparsl: "\u29E4",
  smid: "\u2223",
  smile: "\u2323",
  smt: "\u2AAA",
  smte: "\u2AAC",
  smtes: "\u2AAC\uFE00",
  softcy: "\u044C",
  sol: "/",
  solb: "\u29C4",
  solbar: "\u233F",
  sopf: "\u{1D564}",
  spades: "\u2660",
  spadesuit: "\u2660",
  spar: "\u2225",
  sqcap: "\u2293",
  sqcaps: "\u2293\uFE00",
  sqcup: "\u2294",
  sqcups: "\u2294\uFE00",
  sqsub: "\u228F",
  sqsube: "\u2291",
  sqsubset: "\u228F",
  sqsubseteq: "\u2291",
  sqsup: "\u2290",
  sqsupe: "\u2292",
  sqsupset: "\u2290",
  sqsupseteq: "\u2292",
  squ: "\u25A1",
  square: "\u25A1",
  squarf: "\u25AA",
  squf: "\u25AA",
  srarr: "\u2192",
  sscr: "\u{1D4C8}",
  ssetmn: "\u2216",
  ssmile: "\u2323",
  sstarf: "\u22C6",
  star: "\u2606",
  starf: "\u2605",
  straightepsilon: "\u03F5",
  straightphi: "\u03D5",
  strns: "\xAF",
  sub: "\u2282",
  subE: "\u2AC5",
  subdot: "\u2ABD",
  sube: "\u2286",
  subedot: "\u2AC3",
  submult: "\u2AC1",
  subnE: "\u2ACB",
  subne: "\u228A",
  subplus: "\u2ABF",
  subrarr: "\u2979",
  subset: "\u2282",
  subseteq: "\u2286",
  subseteqq: "\u2AC5",
  subsetneq: "\u228A",
  subsetneqq: "\u2ACB",
  subsim: "\u2AC7",
  subsub: "\u2AD5",
  subsup: "\u2AD3",
  succ: "\u227B",
  succapprox: "\u2AB8",
  succcurlyeq: "\u227D",
  succeq: "\u2AB0",
  succnapprox: "\u2ABA",
  succneqq: "\u2AB6",
  succnsim: "\u22E9",
  succsim: "\u227F",
  sum: "\u2211",
  sung: "\u266A",
  sup1: "\xB9",
  sup2: "\xB2",
  sup3: "\xB3",
  sup: "\u2283",
  supE: "\u2AC6",
  supdot: "\u2ABE",
  supdsub: "\u2AD8",
  supe: "\u2287",
  supedot: "\u2AC4",
  suphsol: "\u27C9",
  suphsub: "\u2AD7",
  suplarr: "\u297B",
  supmult: "\u2AC2",
  supnE: "\u2ACC",
  supne: "\u228B",
  supplus: "\u2AC0",
  supset: "\u2283",
  supseteq: "\u2287",
  supseteqq: "\u2AC6",
  supsetneq: "\u228B",
  supsetneqq: "\u2ACC",
  supsim: "\u2AC8",
  supsub: "\u2AD4",
  supsup: "\u2AD6",
  swArr: "\u21D9",
  swarhk: "\u2926",
  swarr: "\u2199",
  swarrow: "\u2199",
  swnwar: "\u292A",
  szlig: "\xDF",
  target: "\u2316",
  tau: "\u03C4",
  tbrk: "\u23B4",
  tcaron: "\u0165",
  tcedil: "\u0163",
  tcy: "\u0442",
  tdot: "\u20DB",
  telrec: "\u2315",
  tfr: "\u{1D531}",
  there4: "\u2234",
  therefore: "\u2234",
  theta: "\u03B8",
  thetasym: "\u03D1",
  thetav: "\u03D1",
  thickapprox: "\u2248",
  thicksim: "\u223C",
  thinsp: "\u2009",
  thkap: "\u2248",
  thksim: "\u223C",
  thorn: "\xFE",
  tilde: "\u02DC",
  times: "\xD7",
  timesb: "\u22A0",
  timesbar: "\u2A31",
  timesd: "\u2A30",
  tint: "\u222D",
  toea: "\u2928",
  top: "\u22A4",
  topbot: "\u2336",
  topcir: "\u2AF1",
  topf: "\u{1D565}",
  topfork: "\u2ADA",
  tosa: "\u2929",
  tprime: "\u2034",
  trade: "\u2122",
  triangle: "\u25B5",
  triangledown: "\u25BF",
  triangleleft: "\u25C3",
  trianglelefteq: "\u22B4",
  triangleq: "\u225C",
  triangleright: "\u25B9",
  trianglerighteq: "\u22B5",
  tridot: "\u25EC",
  trie: "\u225C",
  triminus: "\u2A3A",
  triplus: "\u2A39",
  trisb: "\u29CD",
  tritime: "\u2A3B",
  trpezium: "\u23E2",
  tscr: "\u{1D4C9}",
  tscy: "\u0446",
  tshcy: "\u045B",
  tstrok: "\u0167",
  twixt: "\u226C",
  twoheadleftarrow: "\u219E",
  twoheadrightarrow: "\u21A0",
  uArr: "\u21D1",
  uHar: "\u2963",
  uacute: "\xFA",
  uarr: "\u2191",
  ubrcy: "\u045E",
  ubreve: "\u016D",
  ucirc: "\xFB",
  ucy: "\u0443",
  udarr: "\u21C5",
  udblac: "\u0171",
  udhar: "\u296E",
  ufisht: "\u297E",
  ufr: "\u{1D532}",
  ugrave: "\xF9",
  uharl: "\u21BF",
  uharr: "\u21BE",
  uhblk: "\u2580",
  ulcorn: "\u231C",
  ulcorner: "\u231C",
  ulcrop: "\u230F",
  ultri: "\u25F8",
  umacr: "\u016B",
  uml: "\xA8",
  uogon: "\u0173",
  uopf: "\u{1D566}",
  uparrow: "\u2191",
  updownarrow: "\u2195",
  upharpoonleft: "\u21BF",
  upharpoonright: "\u21BE",
  uplus: "\u228E",
  upsi: "\u03C5",
  upsih: "\u03D2",
  upsilon: "\u03C5",
  upuparrows: "\u21C8",
  urcorn: "\u231D",
  urcorner: "\u231D",
  urcrop: "\u230E",
  uring: "\u016F",
  urtri: "\u25F9",
  uscr: "\u{1D4CA}",
  utdot: "\u22F0",
  utilde: "\u0169",
  utri: "\u25B5",
  utrif: "\u25B4",
  uuarr: "\u21C8",
  uuml: "\xFC",
  uwangle: "\u29A7",
  vArr: "\u21D5",
  vBar: "\u2AE8",
  vBarv: "\u2AE9",
  vDash: "\u22A8",
  vangrt: "\u299C",
  varepsilon: "\u03F5",
  varkappa: "\u03F0",
  varnothing: "\u2205",
  varphi: "\u03D5",
  varpi: "\u03D6",
  varpropto: "\u221D",
  varr: "\u2195",
  varrho: "\u03F1",
  varsigma: "\u03C2",
  varsubsetneq: "\u228A\uFE00",
  varsubsetneqq: "\u2ACB\uFE00",
  varsupsetneq: "\u228B\uFE00",
  varsupsetneqq: "\u2ACC\uFE00",
  vartheta: "\u03D1",
  vartriangleleft: "\u22B2",
  vartriangleright: "\u22B3",
  vcy: "\u0432",
  vdash: "\u22A2",
  vee: "\u2228",
  veebar: "\u22BB",
  veeeq: "\u225A",
  vellip: "\u22EE",
  verbar: "|",
  vert: "|",
  vfr: "\u{1D533}",
  vltri: "\u22B2",
  vnsub: "\u2282\u20D2",
  vnsup: "\u2283\u20D2",
  vopf: "\u{1D567}",
  vprop: "\u221D",
  vrtri: "\u22B3",
  vscr: "\u{1D4CB}",
  vsubnE: "\u2ACB\uFE00",
  vsubne: "\u228A\uFE00",
  vsupnE: "\u2ACC\uFE00",
  vsupne: "\u228B\uFE00",
  vzigzag: "\u299A",
  wcirc: "\u0175",
  wedbar: "\u2A5F",
  wedge: "\u2227",
  wedgeq: "\u2259",
  weierp: "\u2118",
  wfr: "\u{1D534}",
  wopf: "\u{1D568}",
  wp: "\u2118",
  wr: "\u2240",
  wreath: "\u2240",
  wscr: "\u{1D4CC}",
  xcap: "\u22C2",
  xcirc: "\u25EF",
  xcup: "\u22C3",
  xdtri: "\u25BD",
  xfr: "\u{1D535}",
  xhArr: "\u27FA",
  xharr: "\u27F7",
  xi: "\u03BE",
  xlArr: "\u27F8",
  xlarr: "\u27F5",
  xmap: "\u27FC",
  xnis: "\u22FB",
  xodot: "\u2A00",
  xopf: "\u{1D569}",
  xoplus: "\u2A01",
  xotime: "\u2A02",
  xrArr: "\u27F9",
  xrarr: "\u27F6",
  xscr: "\u{1D4CD}",
  xsqcup: "\u2A06",
  xuplus: "\u2A04",
  xutri: "\u25B3",
  xvee: "\u22C1",
  xwedge: "\u22C0",
  yacute: "\xFD",
  yacy: "\u044F",
  ycirc: "\u0177",
  ycy: "\u044B",
  yen: "\xA5",
  yfr: "\u{1D536}",
  yicy: "\u0457",
  yopf: "\u{1D56A}",
  yscr: "\u{1D4CE}",
  yucy: "\u044E",
  yuml: "\xFF",
  zacute: "\u017A",
  zcaron: "\u017E",
  zcy: "\u0437",
  zdot: "\u017C",
  zeetrf: "\u2128",
  zeta: "\u03B6",
  zfr: "\u{1D537}",
  zhcy: "\u0436",
  zigrarr: "\u21DD",
  zopf: "\u{1D56B}",
  zscr: "\u{1D4CF}",
  zwj: "\u200D",
  zwnj: "\u200C"
};
// node_modules/decode-named-character-reference/index.js
var own3 = {}.hasOwnProperty;
function decodeNamedCharacterReference(value) {
  return own3.call(characterEntities, value) ? characterEntities[value] : false;
}
// node_modules/micromark-util-decode-numeric-character-reference/index.js
function decodeNumericCharacterReference(value, base) {
  const code4 = Number.parseInt(value, base);
  if (
    // C0 except for HT, LF, FF, CR, space.
    code4 < 9 || code4 === 11 || code4 > 13 && code4 < 32 || // Control character (DEL) of C0, and C1 controls.
    code4 > 126 && code4 < 160 || // Lone high surrogates and low surrogates.
    code4 > 55295 && code4 < 57344 || // Noncharacters.
    code4 > 64975 && code4 < 65008 || /* eslint-disable no-bitwise */
    (code4 & 65535) === 65535 || (code4 & 65535) === 65534 || /* eslint-enable no-bitwise */
    // Out of range
    code4 > 1114111
  ) {
    return "\uFFFD";
  }
  return String.fromCodePoint(code4);
}
// node_modules/micromark-util-decode-string/index.js
var characterEscapeOrReference = /\\([!-/:-@[-`{-~])|&(#(?:\d{1,7}|x[\da-f]{1,6})|[\da-z]{1,31});/gi;
function decodeString(value) {
  return value.replace(characterEscapeOrReference, decode);
}
function decode($0, $1, $2) {
  if ($1) {
    return $1;
  }
  const head = $2.charCodeAt(0);
  if (head === 35) {
    const head2 = $2.charCodeAt(1);
    const hex = head2 === 120 || head2 === 88;
    return decodeNumericCharacterReference($2.slice(hex ? 2 : 1), hex ? 16 : 10);
  }
  return decodeNamedCharacterReference($2) || $0;
}
// node_modules/mdast-util-to-markdown/lib/util/association.js
function association(node3) {
  if (node3.label || !node3.identifier) {
    return node3.label || "";
  }
  return decodeString(node3.identifier);
}
// node_modules/mdast-util-to-markdown/lib/util/compile-pattern.js
function compilePattern(pattern) {
  if (!pattern._compiled) {
    const before = (pattern.atBreak ? "[\\r\\n][\\t ]*" : "") + (pattern.before ? "(?:" + pattern.before + ")" : "");
    pattern._compiled = new RegExp(
      (pattern.beforeNode ? "^" : before ? "(" + before + ")" : "") + (/[$()*+.?[\\\]^{|}]/.test(pattern.character) ? "\\" : "") + pattern.character + (pattern.afterNode ? "$" : pattern.after ? "(?:" + pattern.after + ")" : ""),
      pattern.unicode ? "gu" : "g"
    );
  }
  return pattern._compiled;
}
// node_modules/mdast-util-to-markdown/lib/util/container-flow.js
function containerFlow(parent, state, info) {
  const indexStack = state.indexStack;
  const children = parent.children || [];
  const tracker = state.createTracker(info);
  const results = [];
  let index2 = -1;
  indexStack.push(-1);
  while (++index2 < children.length) {
    const child = children[index2];
    indexStack[indexStack.length - 1] = index2;
    results.push(
      tracker.move(
        state.handle(child, parent, state, {
          before: "\n",
          after: "\n",
          ...tracker.current()
        })
      )
    );
    if (child.type !== "list") {
      state.bulletLastUsed = void 0;
    }
    if (index2 < children.length - 1) {
      results.push(
        tracker.move(between(child, children[index2 + 1], parent, state))
      );
    }
  }
  indexStack.pop();
  return results.join("");
}
function between(left, right, parent, state) {
  let index2 = state.join.length;
  while (index2--) {
    const result = state.join[index2](left, right, parent, state);
    if (result === true || result === 1) {
      break;
    }
    if (typeof result === "number") {
      return "\n".repeat(1 + result);
    }
    if (result === false) {
      return "\n\n<!---->\n\n";
    }
  }
  return "\n\n";
}
// node_modules/mdast-util-to-markdown/lib/util/indent-lines.js
var eol = /\r?\n|\r/g;
function indentLines(value, map4) {
  const result = [];
  let start = 0;
  let line3 = 0;
  let match;
  while (match = eol.exec(value)) {
    one2(value.slice(start, match.index));
    result.push(match[0]);
    start = match.index + match[0].length;
    line3++;
  }
  one2(value.slice(start));
  return result.join("");
  function one2(value2) {
    result.push(map4(value2, line3, !value2));
  }
}
// node_modules/mdast-util-to-markdown/lib/util/safe.js
var own4 = {}.hasOwnProperty;
function safe(state, input, config) {
  const value = (config.before || "") + (input || "") + (config.after || "");
  const positions = [];
  const result = [];
  const infos = {};
  const percentEncode = state.stack.includes("autolink");
  const offset = config.before ? config.before.length : 0;
  const end = value.length - (config.after ? config.after.length : 0);
  let index2 = -1;
  while (++index2 < state.unsafe.length) {
    const pattern = state.unsafe[index2];
    if (!patternInScope(state.stack, pattern) || !nodeInScope(pattern.beforeNode, config.beforeNode) || !nodeInScope(pattern.afterNode, config.afterNode)) {
      continue;
    }
    const expression = state.compilePattern(pattern);
    const from = pattern.beforeNode ? offset : 0;
    const subject = value.slice(from, pattern.afterNode ? end : void 0);
    let match;
    while (match = expression.exec(subject)) {
      const before = Boolean(pattern.before || pattern.atBreak);
      const after = Boolean(pattern.after);
      const position = from + match.index + (before ? match[1].length : 0);
      if (own4.call(infos, position)) {
        if (infos[position].before && !before) {
          infos[position].before = false;
        }
        if (infos[position].after && !after) {
          infos[position].after = false;
        }
      } else {
        positions.push(position);
        infos[position] = { before, after };
      }
    }
  }
  positions.sort(numerical);
  let start = offset;
  index2 = -1;
  while (++index2 < positions.length) {
    const position = positions[index2];
    if (position < start || position >= end) {
      continue;
    }
    if (value.charAt(position) === "_" && // Preceded by an unescaped character that is not punctuation or whitespace:
    position > 0 && classifyCharacter(value.charCodeAt(position - 1)) === void 0 && !own4.call(infos, position - 1) && // Characters next to attention markers can become character references
    // later, turning `a` into `&#x61;`, so those do not count.
    !(position - 1 === offset && /[*_]/.test(value.charAt(offset - 1)))) {
      let sequenceEnd = position + 1;
      while (sequenceEnd < end && value.charAt(sequenceEnd) === "_") {
        sequenceEnd++;
      }
      const skip = sequenceEnd - position - 1;
      if (
        // All underscores in the run are unsafe positions, so they can be
        // skipped.
        positions[index2 + skip] === sequenceEnd - 1 && // Rest as above.
        sequenceEnd < value.length && classifyCharacter(value.charCodeAt(sequenceEnd)) === void 0 && !own4.call(infos, sequenceEnd) && !(sequenceEnd === end - 1 && /[*_]/.test(value.charAt(end)))
      ) {
        index2 += skip;
        continue;
      }
    }
    if (position + 1 < end && positions[index2 + 1] === position + 1 && infos[position].after && !infos[position + 1].before && !infos[position + 1].after || position - 1 >= offset && positions[index2 - 1] === position - 1 && infos[position].before && !infos[position - 1].before && !infos[position - 1].after) {
      continue;
    }
    if (start !== position) {
      const slice = value.slice(start, position);
      result.push(percentEncode ? slice : escapeBackslashes(slice, "\\"));
    }
    start = position + 1;
    if (percentEncode) {
      result.push(
        "%" + value.charCodeAt(position).toString(16).toUpperCase().padStart(2, "0")
      );
    } else if (/[!-/:-@[-`{-~]/.test(value.charAt(position)) && (!config.encode || !config.encode.includes(value.charAt(position)))) {
      result.push("\\" + value.charAt(position));
    } else {
      result.push(encodeCharacterReference(value.charCodeAt(position)));
    }
  }
  const rest = value.slice(start, end);
  result.push(percentEncode ? rest : escapeBackslashes(rest, config.after));
  return result.join("");
}
function nodeInScope(types, node3) {
  if (!types) return true;
  if (!node3) return false;
  return typeof types === "string" ? types === node3.type : types.includes(node3.type);
}
function numerical(a, b) {
  return a - b;
}
function escapeBackslashes(value, after) {
  const expression = /\\(?=[!-/:-@[-`{-~])/g;
  const positions = [];
  const results = [];
  const whole = value + after;
  let index2 = -1;
  let start = 0;
  let match;
  while (match = expression.exec(whole)) {
    positions.push(match.index);
  }
  while (++index2 < positions.length) {
    if (start !== positions[index2]) {
      results.push(value.slice(start, positions[index2]));
    }
    results.push("\\");
    start = positions[index2];
  }
  results.push(value.slice(start));
  return results.join("");
}
// node_modules/mdast-util-to-markdown/lib/util/track.js
function track(config) {
  const options2 = config || {};
  const now2 = options2.now || {};
  let lineShift = options2.lineShift || 0;
  let line3 = now2.line || 1;
  let column = now2.column || 1;
  return { move, current, shift };
  function current() {
    return { now: { line: line3, column }, lineShift };
  }
  function shift(value) {
    lineShift += value;
  }
  function move(input) {
    const value = input || "";
    const chunks = value.split(/\r?\n|\r/g);
    const tail = chunks[chunks.length - 1];
    line3 += chunks.length - 1;
    column = chunks.length === 1 ? column + tail.length : 1 + tail.length + lineShift;
    return value;
  }
}
// node_modules/mdast-util-to-markdown/lib/index.js
function toMarkdown(tree2, options2) {
  const settings = options2 || {};
  const state = {
    associationId: association,
    bulletCurrent: void 0,
    bulletLastUsed: void 0,
    containerPhrasing: containerPhrasingBound,
    containerFlow: containerFlowBound,
    createTracker: track,
    compilePattern,
    enter,
    // @ts-expect-error: GFM / frontmatter are typed in `mdast` but not defined
    // here.
    handlers: { ...handle },
    // @ts-expect-error: add `handle` in a second.
    handle: void 0,
    indentLines,
    indexStack: [],
    join: [...join],
    options: {},
    safe: safeBound,
    stack: [],
    unsafe: [...unsafe]
  };
  configure(state, settings);
  if (state.options.tightDefinitions) {
    state.join.push(joinDefinition);
  }
  state.handle = zwitch("type", {
    invalid,
    unknown: unknown2,
    handlers: state.handlers
  });
  let result = state.handle(
    phrasing(tree2) ? { type: "root", children: [tree2] } : tree2,
    void 0,
    state,
    { before: "\n", after: "\n", now: { line: 1, column: 1 }, lineShift: 0 }
  );
  if (result && result.charCodeAt(result.length - 1) !== 10 && result.charCodeAt(result.length - 1) !== 13) {
    result += "\n";
  }
  return result;
  function enter(name2) {
    state.stack.push(name2);
    return exit;
    function exit() {
      state.stack.pop();
    }
  }
}
function invalid(value) {
  throw new Error("Cannot handle value `" + value + "`, expected node");
}
function unknown2(value) {
  const node3 = (
    /** @type {Nodes} */
    value
  );
  throw new Error("Cannot handle unknown node `" + node3.type + "`");
}
function joinDefinition(left, right) {
  if (left.type === "definition" && left.type === right.type) {
    return 0;
  }
}
function containerPhrasingBound(parent, info) {
  return containerPhrasing(parent, this, info);
}
function containerFlowBound(parent, info) {
  return containerFlow(parent, this, info);
}
function safeBound(value, config) {
  return safe(this, value, config);
}
// node_modules/mdast-util-gfm-table/lib/index.js
function gfmTableToMarkdown(options2) {
  const settings = options2 || {};
  const {
    tableCellPadding: padding,
    tablePipeAlign: alignDelimiters,
    stringLength
  } = settings;
  const around = padding ? " " : "|";
  return {
    handlers: {
      inlineCode: inlineCodeWithTable,
      table: handleTable,
      tableCell: handleTableCell,
      tableRow: handleTableRow
    },
    join: [joinTable],
    unsafe: [
      { character: "\r", inConstruct: "tableCell" },
      { character: "\n", inConstruct: "tableCell" },
      // A pipe, when followed by a tab or space (padding), or a dash or colon
      // (unpadded delimiter row), could result in a table.
      { atBreak: true, character: "|", after: "[	 :-]" },
      // A pipe in a cell must be encoded.
      { character: "|", inConstruct: "tableCell" },
      // A colon must be followed by a dash, in which case it could start a
      // delimiter row.
      { atBreak: true, character: ":", after: "-" },
      // A delimiter row can also start with a dash, when followed by more
      // dashes, a colon, or a pipe.
      // This is a stricter version than the built in check for lists, thematic
      // breaks, and setex heading underlines though:
      // <https://github.com/syntax-tree/mdast-util-to-markdown/blob/51a2038/lib/unsafe.js#L57>
      { atBreak: true, character: "-", after: "[:|-]" }
    ]
  };
  function handleTable(node3, _, state, info) {
    const matrix = handleTableAsData(node3, state, info);
    const head = matrix[0];
    if (head) {
      let columns = node3.align ? node3.align.length : 0;
      let index2 = -1;
      if (!columns) {
        while (++index2 < matrix.length) {
          if (matrix[index2].length > columns) columns = matrix[index2].length;
        }
      }
      while (head.length < columns) head.push("");
    }
    return serializeData(matrix, node3.align);
  }
  function handleTableRow(node3, _, state, info) {
    const row = handleTableRowAsData(node3, state, info);
    const value = serializeData([row]);
    return value.slice(0, value.indexOf("\n"));
  }
  function handleTableCell(node3, _, state, info) {
    const exit = state.enter("tableCell");
    const subexit = state.enter("phrasing");
    const value = state.containerPhrasing(node3, {
      ...info,
      before: around,
      after: around
    });
    subexit();
    exit();
    return value;
  }
  function serializeData(matrix, align) {
    return markdownTable(matrix, {
      align,
      alignDelimiters,
      fillRows: false,
      padding,
      stringLength
    });
  }
  function handleTableAsData(node3, state, info) {
    const { children } = node3;
    let index2 = -1;
    const result = [];
    const subexit = state.enter("table");
    while (++index2 < children.length) {
      result[index2] = handleTableRowAsData(children[index2], state, info);
    }
    subexit();
    return result;
  }
  function handleTableRowAsData(node3, state, info) {
    const { children } = node3;
    let index2 = -1;
    const result = [];
    const subexit = state.enter("tableRow");
    while (++index2 < children.length) {
      result[index2] = handleTableCell(children[index2], node3, state, info);
    }
    subexit();
    return result;
  }
  function inlineCodeWithTable(node3, parent, state) {
    const value = handle.inlineCode(node3, parent, state);
    if (!state.stack.includes("tableCell")) return value;
    const result = [];
    let start = 0;
    let index2 = value.indexOf("|");
    while (index2 !== -1) {
      let before = index2;
      while (before > start && value.charCodeAt(before - 1) === 92) {
        before--;
      }
      result.push(value.slice(start, index2));
      if ((index2 - before) % 2 === 0) result.push("\\");
      start = index2;
      index2 = value.indexOf("|", index2 + 1);
    }
    result.push(value.slice(start));
    return result.join("");
  }
}
function joinTable(left, right, parent, state) {
  if (left.type === "table" && parent.type === "listItem" && parent.spread === false && (right.type === "definition" || right.type === "heading" && formatHeadingAsSetext2(right, state) || right.type === "paragraph" || right.type === "table")) {
    return 1;
  }
}
function formatHeadingAsSetext2(node3, state) {
  let literalWithBreak = false;
  visit(node3, function(node4) {
    if (node4.type === "break" || "value" in node4 && /\r?\n|\r/.test(node4.value)) {
      literalWithBreak = true;
      return EXIT;
    }
  });
  return Boolean(
    (!node3.depth || node3.depth < 3) && toString(node3) && (state.options.setext || literalWithBreak)
  );
}
// node_modules/mdast-util-gfm-task-list-item/lib/index.js
function gfmTaskListItemToMarkdown() {
  return {
    handlers: { paragraph: paragraphWithTaskListItem },
    join: [joinDefinitionsBeforeTaskListItemParagraph]
  };
}
function paragraphWithTaskListItem(node3, parent, state, info) {
  if (!parent || parent.type !== "listItem" || taskListItemParagraph(parent) !== node3) {
    return handle.paragraph(node3, parent, state, info);
  }
  const checkbox = "[" + (parent.checked ? "x" : " ") + "] ";
  const tracker = state.createTracker(info);
  tracker.move(checkbox);
  const value = handle.paragraph(
    node3.children.length > 0 ? node3 : { type: "paragraph", children: [{ type: "text", value: " " }] },
    parent,
    state,
    { ...info, ...tracker.current() }
  );
  return checkbox + value;
}
function joinDefinitionsBeforeTaskListItemParagraph(left, _, parent) {
  if (!(left.type === "definition" && parent.type === "listItem")) {
    return;
  }
  const paragraph3 = taskListItemParagraph(parent);
  if (paragraph3 && parent.children.indexOf(left) < parent.children.indexOf(paragraph3)) {
    return 0;
  }
}
function taskListItemParagraph(node3) {
  if (typeof node3.checked !== "boolean") {
    return;
  }
  for (const child of node3.children) {
    if (child.type === "paragraph") {
      return child;
    }
    if (child.type !== "definition") {
      return;
    }
  }
}
// node_modules/mdast-util-gfm/lib/index.js
function gfmToMarkdown(options2) {
  return {
    extensions: [
      gfmAutolinkLiteralToMarkdown(),
      gfmFootnoteToMarkdown(options2),
      gfmStrikethroughToMarkdown(),
      gfmTableToMarkdown(options2),
      gfmTaskListItemToMarkdown()
    ]
  };
}
// src/report/markdown.ts
var MAX_CODE_CHARACTERS = 200;
var MAX_TEXT_CHARACTERS2 = 500;
var MAX_PROSE_CHARACTERS = 2e3;
var EXTENSIONS = [gfmToMarkdown({ tablePipeAlign: false })];
var WORD_JOINER = "\u2060";
function text3(value) {
  const shown = breakLinks((0, import_shared_3.shorten)((0, import_shared_3.visible)(value), MAX_TEXT_CHARACTERS2));
  const pieces2 = shown.split("$");
  const inline = pieces2.flatMap((piece, index2) => [
    // `$\u2026$` is mathematics on GitHub, and a backslash does not stop it.
    ...index2 === 0 ? [] : [{ type: "html", value: "<span>$</span>" }],
    ...piece === "" && pieces2.length > 1 ? [] : [{ type: "text", value: piece }]
  ]);
  return isolated(inline, shown);
}
var RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
function isolated(inline, shown) {
  if (!RIGHT_TO_LEFT.test(shown)) return inline;
  return [{ type: "text", value: "\u2068" }, ...inline, { type: "text", value: "\u2069" }];
}
function unbroken(value) {
  return [{ type: "text", value: value.replaceAll(" ", "\xA0") }];
}
function sizeOrDash(bytes3) {
  return bytes3 === null || bytes3 === 0 ? text3("\u2013") : unbroken((0, import_shared_2.renderBytes)(bytes3));
}
function sign(value) {
  return [{ type: "text", value }];
}
function code3(value, maxCharacters = MAX_CODE_CHARACTERS) {
  const shown = (0, import_shared_3.shorten)((0, import_shared_3.visible)(value), maxCharacters).replaceAll("<!--", `<${WORD_JOINER}!--`);
  return shown === "" ? [] : isolated([{ type: "inlineCode", value: shown }], shown);
}
function strong2(value) {
  return [{ type: "strong", children: [...text3(value)] }];
}
function prose(sentence2) {
  const pieces2 = (0, import_shared_3.shorten)(sentence2, MAX_PROSE_CHARACTERS).split("`");
  const isBalanced = pieces2.length % 2 === 1;
  if (!isBalanced) return text3(sentence2);
  return pieces2.flatMap((piece, index2) => piece === "" ? [] : index2 % 2 === 1 ? code3(piece) : text3(piece));
}
function markup(html2) {
  return [{ type: "html", value: html2 }];
}
function link2(children, url) {
  if (url === void 0 || !/^https?:\/\//.test(url)) return children;
  return [{ type: "link", url, children: [...children].filter((child) => child.type !== "link") }];
}
function fenced(language, lines2) {
  return print({ type: "code", lang: language, value: lines2.join("\n") });
}
function paragraph2(...pieces2) {
  return print({ type: "paragraph", children: pieces2.flat() });
}
function heading2(depth, ...pieces2) {
  return print({ type: "heading", depth, children: pieces2.flat() });
}
function list3(items) {
  return items.map((item) => `- ${paragraph2(item)}`);
}
function tableLines(head, rows, align) {
  const toRow2 = (cells) => ({
    type: "tableRow",
    children: cells.map((cell) => ({ type: "tableCell", children: [...cell] }))
  });
  const sides = Array.from(
    align,
    (letter) => letter === "r" ? "right" : letter === "c" ? "center" : "left"
  );
  return print({ type: "table", align: sides, children: [head, ...rows].map(toRow2) }).split("\n");
}
function print(node3) {
  return toMarkdown({ type: "root", children: [node3] }, { extensions: EXTENSIONS, bullet: "-" }).trimEnd();
}
function breakLinks(value) {
  return value.replaceAll("<!--", `<${WORD_JOINER}!--`).replace(/[@#](?=[\p{L}\p{N}_-])/gu, (sign2) => `${sign2}${WORD_JOINER}`).replace(/\b(GH)-(?=\d)/gi, `$1-${WORD_JOINER}`).replace(/:\/\//g, `:${WORD_JOINER}//`).replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}${WORD_JOINER}.`);
}
// src/report/claim.ts
function claimSection(claim2) {
  if (claim2 === void 0) return [];
  const { run, runUrl, fork, branch } = claim2;
  const whose = fork === null ? [text3(" of the workflow on the branch "), code3(branch)] : [text3(" of the workflow of the fork "), code3(fork)];
  const changed = fork === null ? "; whoever can push to the branch can change what it reports." : "; a fork can change what it reports.";
  return [
    wholeSection(
      "who reported this",
      paragraph2(text3("Reported by "), link2(text3(`run ${run}`), runUrl), ...whose, text3(changed))
    )
  ];
}
// src/report/headline.ts
var HEADLINE = /^### (?:\u2705|\u26aa|\u274c|\ud83d\udd0e) Final Stage /u;
function renderHeadline(sign2, line3) {
  return heading2(3, text3(`${sign2} Final Stage ${line3}`));
}
function hasHeadline(markdown) {
  return HEADLINE.test(markdown);
}
// src/report/markdown-details.ts
var DETAILS_TAIL = ["", "</details>"];
function detailsHead(title) {
  return [`<details><summary>${title}</summary>`, ""];
}
// src/report/markdown-budgets.ts
function exceededSection(report) {
  const violations = report.verdict.violations.filter(({ kind }) => kind === "budget");
  if (violations.length === 0) return [];
  const bars = (0, import_shared_2.budgetLines)(report).filter(({ isExceeded }) => isExceeded);
  const lines2 = violations.map(({ message }, index2) => {
    const bar = bars.length === violations.length ? bars[index2]?.bar : void 0;
    return [...bar === void 0 ? [] : [...code3(bar), ...text3(" ")], ...prose((0, import_shared_2.sentence)(message))];
  });
  const [only = [], ...others] = lines2;
  if (others.length === 0)
    return [wholeSection("the exceeded budget", paragraph2(strong2("Budget exceeded:"), text3(" "), only))];
  const head = [paragraph2(strong2("Budgets exceeded")), ""];
  return [{ head, items: list3(lines2), tail: [], left: exceededLeft, omitted: 0 }];
}
var exceededLeft = (count3) => (0, import_shared_2.counted)(count3, "exceeded budget");
var keptLeft = (count3) => (0, import_shared_2.counted)(count3, "budget that holds", "budgets that hold");
function keptSection(report) {
  const kept = (0, import_shared_2.budgetLines)(report).filter(({ isExceeded }) => !isExceeded);
  if (kept.length === 0) return [];
  const title = `Budgets that hold (${(0, import_shared_2.renderCount)(kept.length)})`;
  return [
    {
      head: detailsHead(title),
      items: list3(kept.map(pieces)),
      tail: DETAILS_TAIL,
      left: keptLeft,
      omitted: 0
    }
  ];
}
function pieces({ name: name2, bar, amount }) {
  const title = `${name2.slice(0, 1).toUpperCase()}${name2.slice(1)}`;
  return [...code3(bar), ...text3(" "), ...prose(title), ...text3(`: ${amount}`)];
}
// src/report/markdown-change.ts
function requestSections({ requested: requested2 }, { maxLines, maxPaths }) {
  if (requested2 === null) return [];
  const lines2 = (0, import_shared_2.requestLines)(requested2, maxPaths);
  const rows = lines2.slice(0, maxLines);
  const more = lines2.slice(maxLines);
  const rest = more.reduce((sum, { delta: delta2 }) => sum + delta2, 0);
  const shown = more.length === 0 ? rows : [...rows, { delta: rest, words: (0, import_shared_2.counted)(more.length, "other") }];
  const table2 = shown.map(({ delta: delta2, words }) => [unbroken((0, import_shared_2.renderDelta)(delta2)), prose((0, import_shared_2.sentence)(words))]);
  return [
    tableSection("What changed, by what was asked for", {
      head: ["Change", "For"],
      rows: table2,
      align: "rl"
    })
  ];
}
function placeSections({ places: places2, baseline }, { maxLines }) {
  if (places2.length === 0) return [];
  const hasBaseline = baseline !== null;
  const title = hasBaseline ? "What changed, by directory" : "Content size by directory";
  const head = hasBaseline ? ["", "Baseline", "Candidate", "Change"] : ["", "Content size"];
  const rows = places2.slice(0, maxLines).map((place2) => placeRow(place2, placeName(place2, places2), hasBaseline));
  const more = places2.length - rows.length;
  return [tableSection(title, { head, rows, align: hasBaseline ? "lrrr" : "lr", more })];
}
function placeRow(place2, name2, hasBaseline) {
  const { baseline, candidate, delta: delta2 } = place2;
  if (!hasBaseline) return [name2, unbroken((0, import_shared_2.renderBytes)(candidate))];
  return [
    name2,
    sizeOrDash(baseline),
    sizeOrDash(candidate),
    delta2 === null ? [] : unbroken((0, import_shared_2.renderDelta)(delta2))
  ];
}
function placeName(place2, places2) {
  const path = (0, import_shared_2.placePath)(place2);
  if (place2.kind !== "directory") return code3(path, 100);
  const files = (0, import_shared_2.countedIn)({ path, files: place2.files }, places2.map(import_shared_2.placePath));
  return [...code3(path, 100), ...text3(` (${files})`)];
}
var rowsLeft = (count3) => (0, import_shared_2.counted)(count3, "row of a table", "rows of tables");
function tableSection(title, { head, rows, align, more = 0 }) {
  const [titles = "", rule = "", ...items] = tableLines(head.map(text3), rows, align);
  const tail = more > 0 ? ["", `\u2026 and ${(0, import_shared_2.renderCount)(more)} more, each of them smaller.`] : [];
  return {
    head: [...detailsHead(title), titles, rule],
    items,
    tail: [...tail, ...DETAILS_TAIL],
    left: rowsLeft,
    omitted: 0
  };
}
// src/report/markdown-composed.ts
function composedSections({ composedFiles, baseline }, { maxLines }) {
  const hasBaseline = baseline !== null;
  return composedFiles.filter(({ parts }) => parts.length > 0).map((file) => {
    const rows = file.parts.slice(0, maxLines).map((part) => partRow(part, hasBaseline));
    const more = file.parts.length - rows.length + file.partsOmitted;
    const head = ["", ...hasBaseline ? ["Baseline", "Candidate", "Change"] : ["Bytes"]].map(text3);
    const [titles = "", rule = "", ...items] = tableLines(head, rows, hasBaseline ? "lrrr" : "lr");
    const tail = more > 0 ? ["", `\u2026 and ${(0, import_shared_2.renderCount)(more)} more, each of them smaller.`] : [];
    return {
      head: [...detailsHead(titleOf(file)), titles, rule],
      items,
      tail: [...tail, ...DETAILS_TAIL],
      left: partsLeft,
      omitted: 0
    };
  });
}
var partsLeft = (count3) => (0, import_shared_2.counted)(count3, "part of a file", "parts of files");
function titleOf(file) {
  const path = escapeHtml((0, import_shared_3.shorten)((0, import_shared_3.visible)(file.path), MAX_PATH_CHARACTERS));
  return `Inside <code>${path}</code> (${(0, import_shared_2.growthOf)(file)}): ${escapeHtml((0, import_shared_2.measureOf)(file))}`;
}
var MAX_PATH_CHARACTERS = 120;
function partRow(part, hasBaseline) {
  const { name: name2, baseline, candidate, delta: delta2 } = part;
  const [versions3, word] = [(0, import_shared_2.versionsOf)(part), (0, import_shared_2.wordOf)(part)];
  const label = [
    ...code3(name2, 100),
    ...versions3 === "" ? [] : [...text3(" "), ...code3(versions3, 60)],
    ...text3(word === "" ? "" : `, ${word}`)
  ];
  if (!hasBaseline) return [label, unbroken((0, import_shared_2.renderBytes)(candidate))];
  return [
    label,
    sizeOrDash(baseline),
    sizeOrDash(candidate),
    delta2 === null ? [] : unbroken((0, import_shared_2.renderDelta)(delta2))
  ];
}
// src/report/markdown-fixes.ts
var MAX_PATCH_BYTES2 = 16e3;
var MAX_NAMED2 = 8;
function fixSections(report) {
  return report.fixes.map((fix3) => ({
    ...wholeSection(
      "proven fix",
      ...detailsHead(`<b>${(0, import_shared_2.fixTitle)(fix3)}</b>`),
      paragraph2(text3("Fixes "), ...mendedNames(fix3, report), text3(".")),
      "",
      ...diffOf(fix3),
      "",
      ...list3((0, import_shared_2.proofLines)(fix3, report.candidate.contentBytes).map(prose)),
      ...DETAILS_TAIL
    ),
    left: fixesLeft,
    isReserved: true
  }));
}
var fixesLeft = (count3) => (0, import_shared_2.counted)(count3, "proven fix", "proven fixes");
function mendedNames(fix3, report) {
  const findings = (0, import_shared_2.mendedBy)(fix3, report);
  const named = findings.slice(0, MAX_NAMED2).map((finding2, index2) => {
    const name2 = [...strong2((0, import_shared_2.nameOf)(finding2)), ...text3(" "), ...code3(finding2.ruleId)];
    return index2 === 0 ? name2 : [...text3(", "), ...name2];
  });
  const more = findings.length - named.length;
  return more > 0 ? [...named, text3(` and ${(0, import_shared_2.renderCount)(more)} more`)] : named;
}
var FILE = "the file that the output `fix-patch` names";
function diffOf(fix3) {
  const shown = (0, import_shared_2.showPatch)(fix3, MAX_PATCH_BYTES2);
  if (shown === null)
    return [paragraph2(prose(`The diff is too long to be shown here: apply ${FILE} with \`git apply\`.`))];
  const hint = shown.isExact ? `Save it as \`fix.patch\` and run \`git apply fix.patch\`, or apply ${FILE}.` : `Some of its characters are not shown as they are: apply ${FILE} with \`git apply\`.`;
  return [fenced("diff", shown.lines), "", paragraph2(prose(hint))];
}
// src/report/markdown-allowed.ts
var MAX_ALLOWED = 200;
var entriesLeft = (count3) => (0, import_shared_2.counted)(count3, "allow entry", "allow entries");
function allowedSection(title, accepted2) {
  if (accepted2.length === 0) return [];
  const rows = accepted2.slice(0, MAX_ALLOWED).map(({ finding: finding2, entry }) => [
    [...strong2((0, import_shared_2.nameOf)(finding2)), ...text3(" "), ...code3(finding2.ruleId)],
    text3(entry.reason),
    text3(entry.expires ?? "never"),
    text3(entry.source === "inline" ? "Dockerfile" : entry.source)
  ]);
  const [titles = "", rule = "", ...items] = tableLines(
    ["Finding", "Reason", "Ends", "By"].map(text3),
    rows,
    "llll"
  );
  const head = [...detailsHead(`${title} (${(0, import_shared_2.renderCount)(accepted2.length)})`), titles, rule];
  return [{ head, items, tail: DETAILS_TAIL, left: entriesLeft, omitted: accepted2.length - rows.length }];
}
// src/report/markdown-findings.ts
var MAX_INSTRUCTION_CHARACTERS = 40;
var MAX_PLACE_CHARACTERS = 60;
var SIGNS2 = { error: "\u274C", warning: "\u26A0\uFE0F", note: "\u2139\uFE0F" };
function introducedSections(report, scope) {
  const { main, all: all2 } = splitIntroduced(report, scope);
  if (main.length === 0) return [];
  const title = (0, import_shared_2.foremostTitle)(report, all2);
  const table2 = findingTable(main, report, { ...scope, fixIs: "below" });
  return [{ ...table2, head: tableHead(title) }];
}
function splitIntroduced(report, { maxShown }) {
  const { introduced } = (0, import_shared_2.groupFindings)(report);
  const all2 = introduced.filter(({ severity: severity2 }) => severity2 !== "note");
  const count3 = all2.length === maxShown + 1 ? all2.length : maxShown;
  return {
    all: all2,
    main: all2.slice(0, count3),
    more: all2.slice(count3),
    notes: introduced.filter(({ severity: severity2 }) => severity2 === "note")
  };
}
var TABLE_ALIGN = "llrl";
var TABLE_HEAD = tableHead("Finding");
function tableHead(title) {
  return tableLines(titlesOf(title), [], TABLE_ALIGN);
}
function titlesOf(title) {
  return [[], text3(title), text3("Size"), text3("Added by")];
}
function findingTable(findings, report, scope) {
  const linked = /* @__PURE__ */ new Set();
  const rows = findings.slice(0, scope.maxFindings).map((finding2) => {
    const row = findingRow(finding2, report, { ...scope, isRuleLinked: !linked.has(finding2.ruleId) });
    linked.add(finding2.ruleId);
    return row;
  });
  const items = tableLines(titlesOf("Finding"), rows, TABLE_ALIGN).slice(TABLE_HEAD.length);
  return { head: TABLE_HEAD, items, tail: [], left: findingsLeft, omitted: findings.length - rows.length };
}
var findingsLeft = (count3) => (0, import_shared_2.counted)(count3, "finding");
function findingRow(finding2, report, scope) {
  const isPersisting = (0, import_shared_2.isPersistingViolation)(report.verdict, finding2);
  return [
    sign(finding2.inherited && !(0, import_shared_2.isViolated)(report.verdict, finding2) ? SIGNS2.note : SIGNS2[finding2.severity]),
    [
      ...strong2((0, import_shared_2.nameOf)(finding2)),
      ...text3(isPersisting ? " (persisting) " : " "),
      ...link2(code3(finding2.ruleId), scope.isRuleLinked ? (0, import_shared_2.ruleById)(finding2.ruleId)?.url : void 0),
      ...markup("<br>"),
      ...placePieces(finding2),
      ...claimPieces(finding2),
      ...reasonPieces(finding2),
      ...prose((0, import_shared_2.sentence)(finding2.fix)),
      ...mendedPieces(finding2, report, scope)
    ],
    amountOf(finding2),
    finding2.primary === null ? text3("unknown") : instructionCell(finding2.primary, scope)
  ];
}
function placePieces({ place: place2, subject }) {
  return place2 === null || subject.includes(place2) ? [] : [...code3(place2, MAX_PLACE_CHARACTERS), ...markup("<br>")];
}
function claimPieces(finding2) {
  const claim2 = (0, import_shared_2.claimOf)(finding2);
  return claim2 === null ? [] : [...prose((0, import_shared_2.sentence)(claim2)), ...markup("<br>")];
}
function reasonPieces(finding2) {
  const line3 = (0, import_shared_2.reasonLine)(finding2);
  return line3 === null ? [] : [...text3(line3), ...markup("<br>")];
}
function mendedPieces(finding2, report, { fixIs = "above" }) {
  return (0, import_shared_2.isMended)(report, finding2) ? [...markup("<br>"), ...text3(`The proven fix ${fixIs} resolves this.`)] : [];
}
function amountOf({ bytes: bytes3, files }) {
  if (bytes3 === 0 && files === 0) return text3("\u2013");
  return [...unbroken((0, import_shared_2.renderBytes)(bytes3)), ...markup("<br>"), ...unbroken((0, import_shared_2.counted)(files, "file"))];
}
function instructionCell(instruction2, scope) {
  return [
    ...link2(code3((0, import_shared_2.placeOf)(instruction2)), sourceLink(instruction2, scope)),
    ...markup("<br>"),
    ...code3(instruction2.text, MAX_INSTRUCTION_CHARACTERS)
  ];
}
function sourceLink({ dockerfile, line: line3, endLine }, { sourceUrl }) {
  if (sourceUrl === void 0 || new RegExp("\\p{Surrogate}", "u").test(dockerfile)) return void 0;
  const path = dockerfile.split("/").map(encodeURIComponent).join("/");
  return `${sourceUrl}${path}#L${line3}${endLine > line3 ? `-L${endLine}` : ""}`;
}
function foldedFindings(report, scope) {
  const groups = (0, import_shared_2.groupFindings)(report);
  const { more, notes } = splitIntroduced(report, scope);
  const fold = (title, findings, maxFindings = scope.maxFindings) => {
    if (findings.length === 0) return [];
    const head = [...detailsHead(`${title} (${(0, import_shared_2.renderCount)(findings.length)})`), ...TABLE_HEAD];
    return [{ ...findingTable(findings, report, { ...scope, maxFindings }), head, tail: DETAILS_TAIL }];
  };
  return [
    ...fold(
      more.some(({ status: status2 }) => status2 === "persisting") ? "More of those that fail" : "More that was introduced",
      more,
      scope.maxFindings - scope.maxShown
    ),
    ...fold("Notes", notes),
    ...evidenceSection(groups.introduced, scope),
    ...fold("Persisting: present before this change", groups.persisting),
    ...fold("Inherited from the base image", groups.inherited),
    ...fold(import_shared_2.ELSEWHERE_TITLE, groups.elsewhere),
    ...allowedSection("Allowed", (0, import_shared_2.acceptances)(report)),
    ...allowedSection(import_shared_2.PROPOSED_TITLE, (0, import_shared_2.proposals)(report))
  ];
}
var MAX_PATH_LISTS = 100;
var pathsLeft = (count3) => `the paths of ${(0, import_shared_2.counted)(count3, "finding")}`;
function evidenceSection(findings, { maxPaths }) {
  const listed = findings.map((finding2) => ({ finding: finding2, ...(0, import_shared_2.placeLines)(finding2, maxPaths, finding2.place) })).filter(({ lines: lines2 }) => lines2.length > 0);
  if (listed.length === 0) return [];
  const items = listed.slice(0, MAX_PATH_LISTS).map(
    ({ finding: finding2, lines: lines2, more }) => [
      `- ${paragraph2(strong2((0, import_shared_2.nameOf)(finding2)))}`,
      ...lines2.map(({ path, words }) => {
        return `  - ${paragraph2(code3(path), text3(words === "" ? "" : `, ${words}`))}`;
      }),
      ...more === "" ? [] : [`  - ${paragraph2(text3(more))}`]
    ].join("\n")
  );
  return [
    {
      head: detailsHead("Where the findings are"),
      items,
      tail: DETAILS_TAIL,
      left: pathsLeft,
      omitted: listed.length - items.length
    }
  ];
}
// src/report/markdown-resolved.ts
var MAX_RESOLVED_NAMES = 5;
function resolvedSection(report) {
  const { resolved } = (0, import_shared_2.groupFindings)(report);
  if (resolved.length === 0) return [];
  const named = resolved.slice(0, MAX_RESOLVED_NAMES).map((finding2, index2) => {
    const bytes3 = finding2.bytes === 0 ? "" : ` (${(0, import_shared_2.renderBytes)(finding2.bytes)})`;
    return [...text3(index2 === 0 ? "" : ", "), ...text3((0, import_shared_2.nameOf)(finding2)), ...text3(bytes3)];
  });
  const more = resolved.length - named.length;
  return [
    wholeSection(
      "the resolved findings",
      paragraph2(
        strong2("Resolved:"),
        text3(" "),
        ...named,
        more > 0 ? text3(` and ${(0, import_shared_2.renderCount)(more)} more`) : []
      )
    )
  ];
}
// src/report/markdown-sizes.ts
var LEAD = "the content size";
function leadSection(report) {
  const { content } = report.size;
  if (content.delta === null || content.baseline === null) return leadWithoutBaseline(report);
  const size = (0, import_shared_2.renderBytes)(content.candidate);
  const deploy = text3(`.${deployText(report)}`);
  if (content.delta === 0) {
    return wholeSection(LEAD, paragraph2(text3("Content size "), strong2(size), text3(", unchanged"), deploy));
  }
  const share = (0, import_shared_2.renderPercentChange)(content.percent);
  const change2 = [...strong2((0, import_shared_2.renderDelta)(content.delta)), ...text3(share === "" ? "" : ` (${share})`)];
  const before = `Content size ${(0, import_shared_2.renderBytes)(content.baseline)} \u2192 ${size}, `;
  return wholeSection(LEAD, paragraph2(text3(before), change2, deploy));
}
function leadWithoutBaseline({ size, candidate, mode }) {
  const files = ` in ${(0, import_shared_2.counted)(candidate.fileCount, "visible file")}`;
  const without = mode === "inspect" ? "." : ", with no baseline to compare with.";
  const bytes3 = strong2((0, import_shared_2.renderBytes)(size.content.candidate));
  return wholeSection(LEAD, paragraph2(text3("Content size "), bytes3, text3(`${files}${without}`)));
}
function deployText(report) {
  const { pull } = report.size;
  if (pull === null) return "";
  if (pull === 0) return " The next deploy pulls nothing new.";
  const estimated = (0, import_shared_2.isTransferEstimated)(report) ? "an estimated " : "";
  return ` The next deploy pulls ${estimated}${(0, import_shared_2.renderBytes)(pull)}.`;
}
function causeSections(report) {
  return (0, import_shared_2.causeSentences)(report).map(
    (words) => wholeSection("what is not of this change", paragraph2(text3(words)))
  );
}
function sizeSection(report) {
  const rows = import_shared_2.SIZE_ROWS.map(({ name: name2, label, meaning }) => {
    const isEstimated = name2 === "transfer" && (0, import_shared_2.isTransferEstimated)(report);
    return sizeRow(isEstimated ? `${label}, estimated` : label, meaning, report.size[name2]);
  });
  const estimated = (0, import_shared_2.isTransferEstimated)(report) ? ", estimated" : "";
  const { pull } = report.size;
  const pullRow = [
    [...text3(`pull size${estimated}`)],
    text3("new layers to download"),
    [],
    pull === null ? [] : unbroken((0, import_shared_2.renderBytes)(pull)),
    []
  ];
  const all2 = pull === null ? rows : [...rows, pullRow];
  const hasBaseline = report.baseline !== null;
  const head = ["Size", "", "Baseline", "Candidate", "Change"].map(text3);
  const columns = hasBaseline ? [0, 1, 2, 3, 4] : [0, 1, 3];
  const pick = (cells) => columns.map((column) => cells[column] ?? []);
  return wholeSection("the sizes", ...tableLines(pick(head), all2.map(pick), hasBaseline ? "llrrr" : "llr"));
}
function sizeRow(label, meaning, change2) {
  const { baseline, candidate } = change2;
  return [
    text3(label),
    text3(meaning),
    baseline === null ? [] : unbroken((0, import_shared_2.renderBytes)(baseline)),
    unbroken((0, import_shared_2.renderBytes)(candidate)),
    unbroken((0, import_shared_2.renderChange)(change2))
  ];
}
var LEDGERS = [
  { name: "byInstruction", title: "instruction of the Dockerfile" },
  { name: "byOwner", title: "package" },
  { name: "byClass", title: "class of file" }
];
function ledgerSections({ ledger, baseline, requested: requested2 }, { maxLines }) {
  const hasBaseline = baseline !== null;
  return LEDGERS.flatMap(({ name: name2, title }) => {
    const lines2 = ledger[name2].filter(({ delta: delta2 }) => delta2 !== 0);
    if (lines2.length === 0 || name2 === "byOwner" && requested2 !== null) return [];
    const what = hasBaseline ? `What changed, by ${title}` : `Content size by ${title}`;
    const rows = lines2.slice(0, maxLines).map((line3) => ledgerRow(line3, hasBaseline));
    const more = lines2.length - rows.length;
    const head = hasBaseline ? ["", "Baseline", "Candidate", "Change"] : ["", "Content size"];
    return [tableSection(what, { head, rows, align: hasBaseline ? "lrrr" : "lr", more })];
  });
}
function ledgerRow({ label, baseline, candidate, delta: delta2 }, hasBaseline) {
  const name2 = code3(label, 100);
  if (!hasBaseline) return [name2, unbroken((0, import_shared_2.renderBytes)(candidate))];
  return [
    name2,
    sizeOrDash(baseline),
    sizeOrDash(candidate),
    delta2 === null ? [] : unbroken((0, import_shared_2.renderDelta)(delta2))
  ];
}
// src/report/address.ts
function isAddress(url) {
  return url !== void 0 && /^https?:\/\/[^\s()<>"'`]+$/.test(url);
}
// src/report/markdown-trend.ts
function trendSections({ trend, candidate }, trendUrl) {
  if (trend.length === 0) return [];
  const rows = (0, import_shared_2.trendRows)(trend, candidate.contentBytes).map(({ name: name2, date, commit, bytes: bytes3 }) => [
    text3(name2),
    text3(date),
    commit === null ? [] : code3(commit),
    unbroken((0, import_shared_2.renderBytes)(bytes3))
  ]);
  const chart2 = isAddress(trendUrl) ? [`![Chart of the content size](${trendUrl})`, ""] : [];
  return [
    wholeSection(
      "the size history",
      ...detailsHead((0, import_shared_2.trendTitle)(trend)),
      ...chart2,
      paragraph2(code3((0, import_shared_2.sparkline)(trend.map(({ contentBytes }) => contentBytes)))),
      "",
      ...tableLines(["", "Date", "Commit", "Content size"].map(text3), rows, "lllr"),
      ...DETAILS_TAIL
    )
  ];
}
// src/report/markdown-report.ts
var SIGNS3 = { success: "\u2705", neutral: "\u26AA", failure: "\u274C" };
function markdownSections(report, scope, footer) {
  const sign2 = report.mode === "inspect" ? "\u{1F50E}" : SIGNS3[report.verdict.conclusion];
  return [
    wholeSection("the verdict", renderHeadline(sign2, (0, import_shared_2.verdictLine)(report))),
    ...claimSection(scope.claim),
    leadSection(report),
    ...causeSections(report),
    ...exceededSection(report),
    ...introducedSections(report, scope),
    ...fixSections(report),
    ...resolvedSection(report),
    sizeSection(report),
    ...noticeSection(report.notices),
    ...foldedFindings(report, scope),
    ...keptSection(report),
    ...requestSections(report, scope),
    ...placeSections(report, scope),
    ...ledgerSections(report, scope),
    ...composedSections(report, scope),
    ...trendSections(report, scope.trendUrl),
    {
      ...wholeSection("which images these are", `<sub>${paragraph2(imagesLine(report), text3(footer))}</sub>`),
      isReserved: true
    }
  ];
}
var noticesLeft = (count3) => (0, import_shared_2.counted)(count3, "notice");
function noticeSection(notices) {
  if (notices.length === 0) return [];
  const items = list3(notices.map(({ message }) => prose((0, import_shared_2.sentence)(message))));
  return [
    {
      head: [paragraph2(strong2(notices.length === 1 ? "Notice" : "Notices")), ""],
      items,
      tail: [],
      left: noticesLeft,
      omitted: 0
    }
  ];
}
function imagesLine({ candidate, baseline, tool }) {
  const against = baseline === null ? [] : [...text3(" against "), ...code3(baseline.reference)];
  return [
    ...code3(candidate.reference),
    ...text3(` ${candidate.platform}`),
    ...against,
    ...text3(` \xB7 final-stage ${tool.version}`)
  ];
}
// src/report/step-summary.ts
var MAX_SUMMARY_SIZE = 1e6;
var MAX_PATHS2 = 20;
var MAX_LINES2 = 50;
var MAX_SHOWN = 20;
var MAX_FINDINGS = 1e3;
var SCOPE = {
  maxPaths: MAX_PATHS2,
  maxLines: MAX_LINES2,
  maxShown: MAX_SHOWN,
  maxFindings: MAX_FINDINGS
};
function renderStepSummary(report, claim2) {
  return fitToLimit(markdownSections(report, { ...SCOPE, ...claim2 && { claim: claim2 } }, ""), {
    maxSize: MAX_SUMMARY_SIZE,
    note: (left) => `_Not shown here: ${left}. See the JSON report for everything._`
  });
}
// src/report/index.ts
var PLAIN_WIDTH = 100;
var RENDERERS = {
  terminal: (report) => (0, import_shared_2.renderTerminal)(report, { colour: false, width: PLAIN_WIDTH }),
  json: import_shared_2.renderJson,
  markdown: (report) => renderStepSummary(report),
  html: renderHtml,
  sarif: renderSarif,
  annotations: renderAnnotations,
  patch: renderFixPatch
};
// src/report/pr-comment.ts
var MAX_COMMENT_SIZE = 64e3;
var MAX_PATHS3 = 5;
var MAX_LINES3 = 10;
var MAX_SHOWN2 = 5;
var MAX_FINDINGS2 = 200;
var ABBREVIATED_SHA = 10;
function renderPrComment(report, place2) {
  const { headSha, reportUrl, sourceUrl, trendUrl, claim: claim2 } = place2;
  const commit = headSha === void 0 ? "" : commitNote(headSha);
  const scope = {
    maxPaths: MAX_PATHS3,
    maxLines: MAX_LINES3,
    maxShown: MAX_SHOWN2,
    maxFindings: MAX_FINDINGS2,
    ...sourceUrl !== void 0 && { sourceUrl },
    ...claim2 !== void 0 && { claim: claim2 },
    ...trendUrl !== void 0 && { trendUrl }
  };
  const where = isAddress(reportUrl) ? `the [full report](${reportUrl})` : "the JSON report";
  return fitToLimit([...markdownSections(report, scope, commit), ...linkSection(place2)], {
    maxSize: MAX_COMMENT_SIZE,
    note: (left) => `_Not shown here: ${left}. See ${where} for everything._`
  });
}
function linkSection({ reportUrl, htmlUrl }) {
  const links = [
    ...isAddress(reportUrl) ? [link2(text3("Job summary and artifacts"), reportUrl)] : [],
    ...isAddress(htmlUrl) ? [link2(text3("HTML report"), htmlUrl)] : []
  ];
  if (links.length === 0) return [];
  const line3 = links.flatMap((one2, index2) => index2 === 0 ? one2 : [...text3(" \xB7 "), ...one2]);
  return [{ ...wholeSection("the links", `<sub>${paragraph2(line3)}</sub>`), isReserved: true }];
}
function commitNote(headSha) {
  return ` \xB7 commit ${headSha.slice(0, ABBREVIATED_SHA)}`;
}
function isWholeComment(markdown, headSha) {
  return hasHeadline(markdown) && markdown.endsWith(`${commitNote(headSha)}</sub>`);
}
// src/report/no-verdict.ts
var MAX_REASON_CHARACTERS = 400;
function renderNoVerdict(reason2, { headSha, reportUrl }) {
  const commit = headSha === void 0 ? "" : ` for commit ${headSha.slice(0, ABBREVIATED_SHA)}`;
  const where = isAddress(reportUrl) ? `See the [log](${reportUrl}) for details.` : "See the log for details.";
  const why = (0, import_shared_2.sentence)((0, import_shared_3.shorten)(reason2.replace(/\s+/g, " ").trim(), MAX_REASON_CHARACTERS));
  return `${renderHeadline("\u274C", `no verdict${commit}`)}

${paragraph2(prose(why))}

${where}
`;
}
// src/github/later-run.ts
var MAX_ASKED = 3;
async function isSuperseded(client, gate, later) {
  if (later.length === 0) return false;
  for (const { marker } of later.slice(0, MAX_ASKED)) {
    if (await isRealRun(client, marker)) return true;
  }
  return !await isNewestCommit(client, gate);
}
async function isRealRun({ octokit, owner, repo }, marker) {
  if (marker.run.id === 0) return false;
  try {
    const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: marker.run.id });
    return isRunOf(marker, data);
  } catch {
    return false;
  }
}
function isRunOf({ key, headSha, run }, known) {
  const workflow = known.path.split("@")[0] ?? "";
  const isSameWorkflow = workflow !== "" && key.startsWith(`${workflow} `);
  return isSameWorkflow && known.head_sha === headSha && known.run_number === run.number && (known.run_attempt ?? 1) >= run.attempt;
}
async function isNewestCommit({ octokit, owner, repo }, { pull, marker }) {
  try {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pull });
    return data.head.sha === marker.headSha;
  } catch {
    return true;
  }
}
// src/github/marker.ts
var SEALED = /^<!-- final-stage:2 (key=(\S*) head=([0-9a-f]*) run=(\d{1,15})\.(\d{1,9}) id=(\d{1,15})) sha256=([0-9a-f]{64}) -->$/;
var FORMER = /^<!-- final-stage:1 key=(\S*) head=([0-9a-f]*) run=(\d{1,15})\.(\d{1,9}) -->$/;
function renderMarked(text4, { key, headSha, run }) {
  const shown = text4.trimEnd();
  const fields = `key=${encodeKey(key)} head=${headSha} run=${run.number}.${run.attempt} id=${run.id}`;
  return `${shown}

<!-- final-stage:2 ${fields} sha256=${sealOf(fields, shown)} -->`;
}
function parseMarked(body) {
  const whole = body.replaceAll("\r\n", "\n").trimEnd();
  const start = whole.lastIndexOf("\n") + 1;
  const line3 = whole.slice(start);
  const text4 = whole.slice(0, start).trimEnd();
  return parseSealed(line3, text4) ?? parseFormer(line3, text4);
}
function parseSealed(line3, text4) {
  const match = SEALED.exec(line3);
  if (match === null) return null;
  const [, fields = "", key = "", headSha = "", number2, attempt, id, seal] = match;
  const decoded = decodeKey(key);
  if (decoded === null || seal !== sealOf(fields, text4)) return null;
  const run = { number: Number(number2), attempt: Number(attempt), id: Number(id) };
  return { marker: { key: decoded, headSha, run }, text: text4, isSealed: true };
}
function parseFormer(line3, text4) {
  const match = FORMER.exec(line3);
  if (match === null) return null;
  const [, key = "", headSha = "", number2, attempt] = match;
  const decoded = decodeKey(key);
  if (decoded === null) return null;
  const run = { number: Number(number2), attempt: Number(attempt), id: 0 };
  return { marker: { key: decoded, headSha, run }, text: text4, isSealed: false };
}
function sealOf(fields, text4) {
  return (0, import_node_crypto2.createHash)("sha256").update(`${fields}
${text4}`).digest("hex");
}
function isLater(one2, other) {
  return one2.number > other.number || one2.number === other.number && one2.attempt > other.attempt;
}
function isSameRun(one2, other) {
  return one2.id !== 0 && one2.id === other.id && one2.attempt === other.attempt;
}
function readRunNumber(environment) {
  return {
    number: Number(environment["GITHUB_RUN_NUMBER"] ?? 0) || 0,
    attempt: Number(environment["GITHUB_RUN_ATTEMPT"] ?? 1) || 1,
    // nektos/act gives every run the number and the id 1.
    id: environment["ACT"] ? 0 : Number(environment["GITHUB_RUN_ID"] ?? 0) || 0
  };
}
function encodeKey(key) {
  return encodeURIComponent(key.replace(new RegExp("\\p{Surrogate}", "gu"), "\uFFFD")).replaceAll("-", "%2D");
}
function decodeKey(text4) {
  try {
    return decodeURIComponent(text4);
  } catch {
    return null;
  }
}
// src/github/own-comments.ts
var PER_PAGE = 100;
var WORKFLOW_BOT = "github-actions[bot]";
var BOT = "[bot]";
async function findOwnComments(client, gate) {
  const { octokit, owner, repo } = client;
  const query = { owner, repo, issue_number: gate.pull, per_page: PER_PAGE };
  const found = [];
  let login;
  for await (const page of octokit.paginate.iterator(octokit.rest.issues.listComments, query)) {
    const marked = page.data.flatMap((comment) => toMarked(comment, gate));
    if (marked.length === 0) continue;
    const author = login ??= await readOwnLogin(client);
    found.push(...marked.filter(({ comment }) => isWrittenBy(comment, author)).map(toOwn));
    if (found.some(({ marker }) => isEarlier(marker, gate))) break;
  }
  return sortByRun(found, gate);
}
function toMarked(comment, gate) {
  const marked = parseMarked(comment.body ?? "");
  return marked !== null && isOfGate(marked, gate) ? [{ comment, marker: marked.marker }] : [];
}
function isOfGate({ marker, text: text4, isSealed }, gate) {
  if (isSealed) return marker.key === gate.marker.key && hasHeadline(text4);
  return marker.key === gate.formerKey && isWholeComment(text4, marker.headSha);
}
function isWrittenBy({ user, performed_via_github_app: app }, login) {
  if (user?.login !== login) return false;
  const slug = app?.slug;
  return slug === void 0 || !login.endsWith(BOT) || `${slug}${BOT}` === login;
}
function toOwn({ comment, marker }) {
  return { id: comment.id, marker };
}
function isEarlier({ run }, gate) {
  return !isBeside(run, gate) && !isLater(run, gate.marker.run);
}
function isBeside(run, { marker, isRepeated }) {
  return isRepeated !== true && isSameRun(run, marker.run);
}
function sortByRun(found, gate) {
  const comments = found.toSorted((a, b) => a.id - b.id);
  const { run } = gate.marker;
  return {
    earlier: comments.filter(({ marker }) => isEarlier(marker, gate)),
    beside: comments.filter(({ marker }) => isBeside(marker.run, gate)),
    later: comments.filter(({ marker }) => isLater(marker.run, run))
  };
}
async function readOwnLogin({ octokit }) {
  const questions = [
    async () => (await octokit.graphql("query { viewer { login } }")).viewer.login,
    async () => (await octokit.rest.users.getAuthenticated()).data.login
  ];
  for (const ask2 of questions) {
    try {
      return await ask2();
    } catch {
      continue;
    }
  }
  return WORKFLOW_BOT;
}
// src/github/comments.ts
async function upsertComment(client, wanted) {
  const { earlier, beside, later } = await findOwnComments(client, wanted);
  const isShared = beside.length > 0;
  if (await isSuperseded(client, wanted, later)) return { kind: "superseded", isShared };
  const [found] = earlier;
  if (found !== void 0) {
    await updateComment(client, wanted, found.id);
    return { kind: "updated", isShared };
  }
  if (!wanted.isNeeded) return { kind: "not-needed", isShared };
  const known = new Set(later.map(({ id }) => id));
  return { kind: await createOne(client, wanted, known), isShared };
}
async function createOne(client, wanted, known) {
  const id = await createComment(client, wanted);
  const { earlier, later } = await findOwnComments(client, wanted);
  const [first] = earlier.filter((comment) => comment.id < id);
  const newer = later.filter((comment) => comment.id < id && !known.has(comment.id));
  const isLate = await isSuperseded(client, wanted, newer);
  if (first === void 0 && !isLate) return "created";
  if (first !== void 0 && !isLate) await updateComment(client, wanted, first.id);
  await deleteComment(client, id);
  return isLate ? "superseded" : "updated";
}
async function createComment({ octokit, owner, repo }, wanted) {
  const body = renderMarked(wanted.text, wanted.marker);
  const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: wanted.pull, body });
  return data.id;
}
async function updateComment({ octokit, owner, repo }, wanted, id) {
  const body = renderMarked(wanted.text, wanted.marker);
  await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
}
async function deleteComment({ octokit, owner, repo }, id) {
  await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
}
// src/report/run-wording.ts
function toRow(outcome2) {
  if (outcome2.kind === "no-verdict") return { content: null, delta: null, pull: null, introduced: null };
  if (outcome2.kind === "unchanged") return { content: null, delta: null, pull: null, introduced: 0 };
  const { size } = outcome2.report;
  const { candidate: content, delta: delta2 } = size.content;
  return { content, delta: delta2, pull: size.pull, introduced: introducedErrors(outcome2.report).length };
}
function introducedErrors({ findings }) {
  return findings.filter(
    ({ cause, status: status2, severity: severity2, inherited }) => status2 === "introduced" && cause === "change" && severity2 === "error" && !inherited
  );
}
var WORDS = {
  failure: "failed",
  neutral: "neutral",
  success: "passed"
};
function verdictWord(outcome2) {
  if (outcome2.kind === "unchanged") return "unchanged";
  const conclusion = (0, import_shared_2.conclusionOfOutcome)(outcome2);
  return conclusion === null ? "no verdict" : WORDS[conclusion];
}
function outcomeLine(outcome2) {
  if (outcome2.kind === "unchanged") return import_shared_2.UNCHANGED_LINE;
  return outcome2.kind === "no-verdict" ? `no verdict: ${outcome2.reason}` : (0, import_shared_2.verdictLine)(outcome2.report);
}
function runLine(run) {
  const { images } = run;
  const conclusion = (0, import_shared_2.conclusionOf)(run);
  const count3 = (word) => images.filter((outcome2) => (0, import_shared_2.conclusionOfOutcome)(outcome2) === word).length;
  const [failed, neutral, without] = [count3("failure"), count3("neutral"), count3(null)];
  const all2 = (0, import_shared_2.counted)(images.length, "image");
  if (failed + neutral + without === 0) return `passed: ${images.length === 1 ? all2 : `all ${all2}`}`;
  const parts = [
    [failed, "failed", "failed"],
    [without, "has no verdict", "have no verdict"],
    [neutral, "is neutral", "are neutral"]
  ];
  const told = parts.filter(([number2]) => number2 > 0).map(
    ([number2, one2, many], index2) => `${number2}${index2 === 0 ? ` of ${all2}` : ""} ${number2 === 1 ? one2 : many}`
  );
  return `${conclusion === null ? "no verdict" : WORDS[conclusion]}: ${told.join(", ")}`;
}
function worstFirst(images) {
  return images.toSorted((a, b) => rank(a) - rank(b));
}
var RANKS = { failure: 0, neutral: 2, success: 3 };
function rank(outcome2) {
  const conclusion = (0, import_shared_2.conclusionOfOutcome)(outcome2);
  return conclusion === null ? 1 : RANKS[conclusion];
}
// src/report/run-annotations.ts
var MAX_NAME_CHARACTERS2 = 60;
var MAX_REASON_CHARACTERS2 = 2e3;
function toRunAnnotations({ images }) {
  return limitAnnotations(worstFirst(images).flatMap(ofImage));
}
function furtherRunAnnotations({ images }) {
  return beyondLimit(worstFirst(images).flatMap(ofImage));
}
function ofImage(outcome2) {
  const name2 = (0, import_shared_3.shorten)((0, import_shared_3.visible)(outcome2.name), MAX_NAME_CHARACTERS2);
  if (outcome2.kind === "no-verdict") {
    const message = (0, import_shared_3.shorten)((0, import_shared_3.visible)(outcome2.reason).replaceAll("`", ""), MAX_REASON_CHARACTERS2);
    return [{ ...NO_PLACE2, level: "error", title: `${name2}: no verdict`, message }];
  }
  if (outcome2.kind === "unchanged") return [];
  return annotationsOf(outcome2.report).map((one2) => {
    return { ...one2, title: (0, import_shared_3.shorten)(`${name2}: ${one2.title}`, MAX_TITLE_CHARACTERS) };
  });
}
var NO_PLACE2 = { file: null, line: null, endLine: null };
function renderRunAnnotations(run) {
  return toRunAnnotations(run).map((annotation) => `${renderCommand(annotation)}
`).join("");
}
// src/report/platforms.ts
var LEG = /^(.+) \(([a-z0-9]+\/[a-z0-9_./]+)\)$/;
var MAX_FINDINGS3 = 5;
function platformDifferences(images) {
  const legs = images.flatMap((outcome2) => {
    const [, image2, platform] = LEG.exec(outcome2.name) ?? [];
    if (image2 === void 0 || platform === void 0 || outcome2.kind !== "judged") return [];
    return [{ image: image2, platform, outcome: outcome2 }];
  });
  return [...Map.groupBy(legs, ({ image: image2 }) => image2)].filter(([, group]) => group.length > 1).map(([name2, group]) => ({ name: name2, parts: partsOf(group) }));
}
function partsOf(legs) {
  const found = legs.map(({ outcome: outcome2 }) => findingsOf(outcome2));
  const everywhere = (key) => found.every((findings) => findings.has(key));
  const only = legs.flatMap(({ platform }, index2) => {
    const own5 = [...found[index2] ?? []].filter(([key]) => !everywhere(key)).map(([, finding2]) => finding2);
    if (own5.length === 0) return [];
    const names = own5.slice(0, MAX_FINDINGS3).map((finding2) => `\`${(0, import_shared_2.nameOf)(finding2).replaceAll("`", "'")}\``);
    const more = own5.length > names.length ? ` and ${own5.length - names.length} more` : "";
    const where = legs.length > 2 ? `on ${platform}, but not on all platforms` : `only on ${platform}`;
    return [`${where}: ${names.join(", ")}${more}`];
  });
  const same = only.length === 0 ? ["the findings are the same on all platforms"] : only;
  return [...same, sizesPart(legs)];
}
function findingsOf({ report }) {
  const present = report.findings.filter(({ status: status2 }) => status2 !== "resolved");
  return new Map(present.map((finding2) => [`${finding2.ruleId}\0${finding2.subject}`, finding2]));
}
function sizesPart(legs) {
  const sizes = legs.map(({ platform, outcome: outcome2 }) => ({
    platform,
    bytes: outcome2.report.size.content.candidate
  }));
  const [smallest, largest] = [
    sizes.toSorted((a, b) => a.bytes - b.bytes)[0],
    sizes.toSorted((a, b) => b.bytes - a.bytes)[0]
  ];
  if (smallest === void 0 || largest === void 0 || smallest.bytes === largest.bytes) {
    return "the content size is the same";
  }
  const difference = (0, import_shared_2.renderBytes)(largest.bytes - smallest.bytes);
  return `the content size is ${(0, import_shared_2.renderBytes)(smallest.bytes)} on ${smallest.platform} and ${difference} more on ${largest.platform}`;
}
// src/report/shares.ts
function shareRoom(needs, room) {
  const shares = /* @__PURE__ */ new Map();
  let left = room;
  const order = needs.map((need, index2) => ({ need, index: index2 })).toSorted((a, b) => a.need - b.need);
  order.forEach(({ need, index: index2 }, place2) => {
    const share = Math.min(need, Math.floor(left / (order.length - place2)));
    shares.set(index2, share);
    left -= share;
  });
  return needs.map((_need, index2) => shares.get(index2) ?? 0);
}
// src/report/run-markdown.ts
var SIGNS4 = { success: "\u2705", neutral: "\u26AA", failure: "\u274C" };
var MAX_NAME_CHARACTERS3 = 100;
var MIN_SECTION_SIZE = 3e3;
var LEAST_SECTION_SIZE = 1e3;
var MAX_NOTE_SIZE2 = 500;
function renderRunComment(run, place2) {
  const { headSha, reportUrl, sourceUrl, claim: claim2, trendUrls } = place2;
  return renderRun(run, {
    ...claim2 && { claim: claim2 },
    ...trendUrls && { trendUrls },
    details: {
      ...{ maxPaths: 5, maxLines: 10, maxShown: 5, maxFindings: 200 },
      ...sourceUrl !== void 0 && { sourceUrl }
    },
    maxSize: MAX_COMMENT_SIZE,
    footer: headSha === void 0 ? "" : ` \xB7 commit ${headSha.slice(0, ABBREVIATED_SHA)}`,
    links: linkSection(place2),
    where: isAddress(reportUrl) ? `the [full report](${reportUrl})` : "the JSON report"
  });
}
function renderRunSummary(run, more = {}) {
  return renderRun(run, {
    ...more,
    details: { maxPaths: 20, maxLines: 50, maxShown: 20, maxFindings: 1e3 },
    maxSize: MAX_SUMMARY_SIZE,
    footer: "",
    links: [],
    where: "the JSON report"
  });
}
function renderRun(run, scope) {
  const conclusion = (0, import_shared_2.conclusionOf)(run);
  const sign2 = conclusion === null ? "\u274C" : SIGNS4[conclusion];
  const head = [
    wholeSection("the verdict", renderHeadline(sign2, runLine(run))),
    ...claimSection(scope.claim),
    imageTable(run.images),
    ...platformSections(run.images),
    ...noticeSection(scope.notices ?? [])
  ];
  const foot = footOf(run, scope);
  const note = (left) => `_Not shown here: ${left}. See ${scope.where} for everything._`;
  const top = fitToLimit(head, { maxSize: scope.maxSize - Buffer.byteLength(foot) - MAX_NOTE_SIZE2, note });
  const room = scope.maxSize - MAX_NOTE_SIZE2 - Buffer.byteLength(top) - Buffer.byteLength(foot);
  const { sections, omitted } = imageSections(run.images, scope, room);
  const missing2 = omitted === 0 ? [] : [note(`the details of ${(0, import_shared_2.counted)(omitted, "image")}`)];
  return `${[top.trimEnd(), ...sections, ...missing2, foot].join("\n\n")}
`;
}
function footOf({ tool }, { links, footer }) {
  const own5 = `<sub>${paragraph2(text3(`final-stage ${tool.version}${footer}`))}</sub>`;
  return [...links.flatMap(({ head }) => head), own5].join("\n\n");
}
var TITLES = ["Image", "Verdict", "Content size", "Content change", "Pull size", "Errors introduced"].map(
  (title) => text3(title)
);
var ALIGN = "llrrrr";
var TABLE_HEAD2 = tableLines(TITLES, [], ALIGN);
function imageTable(images) {
  const rows = worstFirst(images).map(tableRow);
  const items = tableLines(TITLES, rows, ALIGN).slice(TABLE_HEAD2.length);
  return { head: TABLE_HEAD2, items, tail: [], left: imagesLeft, omitted: 0 };
}
var imagesLeft = (count3) => (0, import_shared_2.counted)(count3, "image");
function tableRow(outcome2) {
  const { content, delta: delta2, pull, introduced } = toRow(outcome2);
  const size = (bytes3, render2) => bytes3 === null ? [] : unbroken(render2(bytes3));
  return [
    code3(outcome2.name, MAX_NAME_CHARACTERS3),
    text3(`${signOf(outcome2)} ${verdictWord(outcome2)}`),
    size(content, import_shared_2.renderBytes),
    size(delta2, (bytes3) => bytes3 === 0 ? "\xB10 B" : (0, import_shared_2.renderDelta)(bytes3)),
    size(pull, import_shared_2.renderBytes),
    introduced === null ? [] : text3((0, import_shared_2.renderCount)(introduced))
  ];
}
function signOf(outcome2) {
  const conclusion = (0, import_shared_2.conclusionOfOutcome)(outcome2);
  return conclusion === null ? "\u274C" : SIGNS4[conclusion];
}
function platformSections(images) {
  return platformDifferences(images).map(
    ({ name: name2, parts }) => wholeSection(
      "what differs between platforms",
      paragraph2(
        ...[code3(name2, MAX_NAME_CHARACTERS3), text3(" by platform: ")],
        ...[prose(`${parts.join("; ")}.`)]
      )
    )
  );
}
function imageSections(images, scope, room) {
  const groups = Map.groupBy(worstFirst(images), verdictWord);
  let left = room;
  const sections = [];
  for (const all2 of groups.values()) {
    const group = all2.slice(0, Math.floor(left / LEAST_SECTION_SIZE));
    const whole = group.map((outcome2) => imageSection(outcome2, scope, Math.max(left, MIN_SECTION_SIZE)));
    const shares = sharesOf(whole, left);
    shares.forEach((share, index2) => {
      const [outcome2, fitting = ""] = [group[index2], whole[index2]];
      if (outcome2 === void 0) return;
      const isWhole = Buffer.byteLength(fitting) + 2 <= share;
      const section = isWhole ? fitting : imageSection(outcome2, scope, share);
      sections.push(section);
      left -= Buffer.byteLength(section) + 2;
    });
  }
  return { sections, omitted: images.length - sections.length };
}
function sharesOf(whole, room) {
  const needs = whole.map((section) => Buffer.byteLength(section) + 2);
  for (let count3 = needs.length; count3 > 0; count3 -= 1) {
    const first = needs.slice(0, count3);
    const shares = shareRoom(first, room);
    if (shares.every((share, index2) => share >= Math.min(first[index2] ?? 0, MIN_SECTION_SIZE))) return shares;
  }
  return [];
}
function imageSection(outcome2, scope, maxSize) {
  const name2 = escapeHtml((0, import_shared_3.shorten)(outcome2.name, MAX_NAME_CHARACTERS3));
  const head = `<details><summary>${signOf(outcome2)} <code>${name2}</code> ${verdictWord(outcome2)}</summary>`;
  const line3 = paragraph2(strong2((0, import_shared_2.sentence)((0, import_shared_3.shorten)(outcomeLine(outcome2), 400))));
  const note = (left) => `_Not shown here: ${left}. See ${scope.where} for everything._`;
  const trendUrl = scope.trendUrls?.get(outcome2.name);
  const details = { ...scope.details, ...trendUrl !== void 0 && { trendUrl } };
  const said = outcome2.kind === "no-verdict" ? [outcome2.reason] : outcome2.report.notices.map(({ message }) => message);
  const body = outcome2.kind !== "judged" ? said.map((message) => paragraph2(prose((0, import_shared_2.sentence)(message)))).join("\n\n") : fitToLimit(
    [wholeSection("the verdict", line3), ...markdownSections(outcome2.report, details, "").slice(1)],
    {
      maxSize: maxSize - Buffer.byteLength(head) - 20,
      note
    }
  );
  return [head, "", body.trimEnd(), ...DETAILS_TAIL].join("\n");
}
// src/report/check-details.ts
var MAX_ANNOTATIONS = 500;
function toCheckDetails(report, place2) {
  const said = { title: (0, import_shared_2.verdictLine)(report), toText: () => renderPrComment(report, place2) };
  return detailsOf(furtherAnnotations(report), said);
}
function toRunCheckDetails(run, place2) {
  const said = { title: runLine(run), toText: () => renderRunComment(run, place2) };
  return detailsOf(furtherRunAnnotations(run), said);
}
function detailsOf(all2, { title, toText: toText2 }) {
  const further = all2.filter(isPlaced);
  if (further.length === 0) return null;
  const annotations = further.slice(0, MAX_ANNOTATIONS);
  const more = further.length - annotations.length;
  const rest = more > 0 ? ` ${(0, import_shared_2.renderCount)(more)} more are in the JSON report.` : "";
  return {
    title: (0, import_shared_3.shorten)((0, import_shared_3.visible)(title), MAX_TITLE_CHARACTERS),
    summary: `${(0, import_shared_2.counted)(annotations.length, "annotation")} beyond those that the job itself can show.${rest}`,
    text: toText2(),
    annotations
  };
}
function isPlaced(annotation) {
  return annotation.file !== null && annotation.line !== null;
}
// src/report/suggestion.ts
var MAX_PARTS = 10;
var MAX_CHARACTERS2 = 2e4;
var FINGERPRINT_CHARACTERS = 16;
function toSuggestions(report) {
  return report.fixes.flatMap((fix3) => exactChanges(fix3).length === 0 ? [] : [suggestFix(fix3, report, [])]);
}
function exactChanges({ lineChanges }) {
  const changes = lineChanges ?? [];
  return changes.length <= MAX_PARTS && changes.every(isExact) ? changes : [];
}
function suggestFix(fix3, report, images) {
  const changes = fix3.lineChanges ?? [];
  return changes.map((change2, index2) => toSuggestion({ fix: fix3, change: change2, part: index2 + 1, images }, report));
}
function isExact({ before, after }) {
  const shown = after.join("\n");
  const isPlain = [...before, ...after].every((line3) => isVisible(line3.replaceAll("	", "")));
  const diff = after.map((line3) => `+${line3}
`).join("");
  const isOpen = (0, import_shared_2.maskPatch)(diff) === diff;
  return isPlain && isOpen && shown.length <= MAX_CHARACTERS2 && (shown !== "" || after.length === 0);
}
function isVisible(line3) {
  return (0, import_shared_3.visible)(line3) === line3;
}
function toSuggestion(one2, report) {
  const { file, before, after } = one2.change;
  const parts = one2.fix.lineChanges?.length ?? 1;
  const content = JSON.stringify([file, before, after, one2.part, parts, ...one2.images]);
  const fingerprint2 = (0, import_node_crypto3.createHash)("sha256").update(content).digest("hex").slice(0, FINGERPRINT_CHARACTERS);
  return { ...one2.change, fingerprint: fingerprint2, text: renderSuggestion(one2, parts, report) };
}
function renderSuggestion(one2, parts, report) {
  const { fix: fix3, change: change2, part, images } = one2;
  const title = parts === 1 ? (0, import_shared_2.fixTitle)(fix3) : `Part ${part} of ${parts} of a ${lowerFirst((0, import_shared_2.fixTitle)(fix3))}`;
  return [
    paragraph2(strong2(title)),
    "",
    paragraph2(text3("Fixes "), ...mendedNames(fix3, report), text3(".")),
    "",
    fenced("suggestion", change2.after),
    "",
    ...images.length === 0 ? [] : [paragraph2(...provenFor(images)), ""],
    paragraph2(prose(parts === 1 ? wholeWords(images.length) : `${(0, import_shared_2.renderCount)(parts)} ${TOGETHER}`))
  ].join("\n");
}
function provenFor(images) {
  const named = images.slice(0, MAX_NAMED3).map((name2, index2) => {
    return [...text3(index2 === 0 ? "" : ", "), ...code3(name2, MAX_NAME_CHARACTERS4)];
  });
  const more = images.length - named.length;
  const size = images.length === 1 ? "." : ". The size is that of the first.";
  return [text3("Proven for "), ...named, text3(`${more > 0 ? ` and ${(0, import_shared_2.renderCount)(more)} more` : ""}${size}`)];
}
function wholeWords(images) {
  return `${images > 1 ? "Each" : "The"} image ${WHOLE}`;
}
var MAX_NAMED3 = 10;
var MAX_NAME_CHARACTERS4 = 100;
var WHOLE = "was built with this change and compared with the one without it. The proof is in the comment of Final Stage.";
var TOGETHER = "parts were proven together, not one by one: add all of them to one batch of suggestions. The proof is in the comment of Final Stage.";
function lowerFirst(words) {
  return `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
}
// src/report/run-suggestions.ts
var MAX_SUGGESTIONS = 30;
function toRunSuggestions({ images }) {
  const chosen = [];
  for (const outcome2 of images) {
    if (outcome2.kind !== "judged") continue;
    for (const fix3 of outcome2.report.fixes) choose(chosen, fix3, { ...outcome2, images: [outcome2.name] });
  }
  return chosen.map(({ fix: fix3, report, images: names }) => suggestFix(fix3, report, names));
}
function choose(chosen, fix3, { name: name2, report, images }) {
  const changes = exactChanges(fix3);
  const identity = JSON.stringify(
    changes.map(({ file, line: line3, before, after }) => [file, line3, before, after])
  );
  const same = chosen.find((one2) => one2.identity === identity);
  if (same !== void 0 && !same.images.includes(name2)) same.images.push(name2);
  const others = chosen.filter((one2) => !one2.images.includes(name2));
  const parts = chosen.reduce((sum, one2) => sum + one2.changes.length, changes.length);
  const isFirst = same === void 0 && others.every((one2) => !overlaps(one2.changes, changes));
  if (isFirst && changes.length > 0 && parts <= MAX_SUGGESTIONS)
    chosen.push({ fix: fix3, report, changes, identity, images });
}
function overlaps(some, others) {
  return some.some(
    (a) => others.some(
      (b) => a.file === b.file && a.line < b.line + b.before.length && b.line < a.line + a.before.length
    )
  );
}
// src/github/worth-comment.ts
var QUIET_NOTICES = /* @__PURE__ */ new Set([
  ...["no-baseline", "unchanged", "history-not-kept", "history-not-read"],
  ...["fix-not-proven", "fix-budget-spent", "fix-failed", "fix-not-possible"]
]);
function hasSomethingToSay({ verdict, findings, notices }) {
  return verdict.conclusion !== "success" || verdict.violations.length > 0 || verdict.proposed.length > 0 || findings.some((finding2) => finding2.status !== "persisting" && !isBaseNote(finding2)) || notices.some((notice) => !QUIET_NOTICES.has(notice.code));
}
function isBaseNote(finding2) {
  return finding2.inherited && finding2.severity === "note";
}
// src/github/pull-texts.ts
function reportTexts(report) {
  return {
    conclusion: report.verdict.conclusion,
    isWorthTelling: hasSomethingToSay(report),
    toComment: (place2) => renderPrComment(report, place2),
    toSuggestions: () => toSuggestions(report),
    toCheckDetails: (place2) => toCheckDetails(report, place2)
  };
}
function runTexts(run) {
  return {
    conclusion: (0, import_shared_2.conclusionOf)(run) ?? "failure",
    isWorthTelling: run.images.some(isWorthTelling),
    toComment: (place2) => renderRunComment(run, place2),
    toSuggestions: () => toRunSuggestions(run),
    toCheckDetails: (place2) => toRunCheckDetails(run, place2)
  };
}
function isWorthTelling(outcome2) {
  return outcome2.kind === "judged" ? hasSomethingToSay(outcome2.report) : outcome2.kind === "no-verdict";
}
// src/github/check-run.ts
var MAX_PER_REQUEST = 50;
var MAX_NAME_CHARACTERS5 = 120;
var LEVELS3 = { error: "failure", warning: "warning", notice: "notice" };
async function publishCheckRun(client, wanted) {
  const name2 = checkName(wanted.key);
  const digest2 = digestOf(wanted);
  if (await isThere(client, { ...wanted, name: name2, digest: digest2 })) return;
  const id = await createCheck(client, wanted, { name: name2, digest: digest2 });
  const { length } = wanted.details.annotations;
  for (let start = MAX_PER_REQUEST; start < length; start += MAX_PER_REQUEST) {
    await addAnnotations(client, wanted, { id, start, digest: digest2 });
  }
}
async function retireCheckRun(client, check4) {
  const { octokit, owner, repo } = client;
  const query = { owner, repo, ref: check4.headSha, check_name: checkName(check4.key) };
  const { data } = await octokit.rest.checks.listForRef({ ...query, filter: "latest" });
  const wanted = { ...check4, details: NO_DETAILS };
  const digest2 = digestOf(wanted);
  if (data.check_runs.length === 0 || data.check_runs.some((run) => run.external_id === digest2)) return;
  await createCheck(client, wanted, { name: checkName(check4.key), digest: digest2 });
}
var NO_DETAILS = {
  title: "No further annotations",
  summary: "The job itself shows all annotations of its last run.",
  text: "",
  annotations: []
};
function checkName(key) {
  const read2 = key.replace(/^\.github\/workflows\//, "").replace(/( [0-9a-f]{7})[0-9a-f]{9}$/, "$1");
  return `Final Stage annotations (${(0, import_shared_3.shorten)((0, import_shared_3.visible)(read2), MAX_NAME_CHARACTERS5)})`;
}
function digestOf({ conclusion, details }) {
  const { title, annotations } = details;
  return (0, import_node_crypto4.createHash)("sha256").update(JSON.stringify([conclusion, title, annotations])).digest("hex");
}
async function isThere({ octokit, owner, repo }, { headSha, name: name2, digest: digest2, conclusion }) {
  const query = { owner, repo, ref: headSha, check_name: name2, filter: "latest" };
  const { data } = await octokit.rest.checks.listForRef(query);
  return data.check_runs.some((run) => run.external_id === digest2 && run.conclusion === conclusion);
}
async function createCheck({ octokit, owner, repo }, { headSha, conclusion, details, detailsUrl }, { name: name2, digest: digest2 }) {
  const { data } = await octokit.rest.checks.create({
    ...{ owner, repo, name: name2, conclusion },
    head_sha: headSha,
    status: "completed",
    ...isLast(details, 0) && { external_id: digest2 },
    ...detailsUrl !== void 0 && { details_url: detailsUrl },
    output: outputOf(details, 0)
  });
  return data.id;
}
async function addAnnotations({ octokit, owner, repo }, { details }, { id, start, digest: digest2 }) {
  await octokit.rest.checks.update({
    ...{ owner, repo, check_run_id: id },
    ...isLast(details, start) && { external_id: digest2 },
    output: outputOf(details, start)
  });
}
function isLast({ annotations }, start) {
  return start + MAX_PER_REQUEST >= annotations.length;
}
function outputOf({ title, summary: summary2, text: text4, annotations }, start) {
  const some = annotations.slice(start, start + MAX_PER_REQUEST).map(toCheckAnnotation);
  return { title, summary: summary2, text: text4, annotations: some };
}
function toCheckAnnotation({ level, file, line: line3, endLine, title, message }) {
  return {
    path: (0, import_shared_3.visible)(file),
    start_line: line3,
    end_line: Math.max(line3, endLine ?? line3),
    annotation_level: LEVELS3[level],
    title,
    message
  };
}
// src/github/diff-lines.ts
var HEAD = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/;
function readHunks(patch) {
  const hunks = [];
  for (const line3 of patch.replace(/\n$/, "").split("\n")) {
    const start = HEAD.exec(line3)?.[1];
    if (start !== void 0) hunks.push({ start: Number(start), lines: [] });
    else if (line3.startsWith(" ") || line3.startsWith("+")) hunks.at(-1)?.lines.push(line3.slice(1));
  }
  return hunks;
}
function isInHunk(hunks, { line: line3, before }) {
  return hunks.some(({ start, lines: lines2 }) => {
    const first = line3 - start;
    const isWithin = first >= 0 && first + before.length <= lines2.length;
    return isWithin && before.every((text4, index2) => lines2[first + index2] === text4);
  });
}
// src/github/outdated.ts
var MAX_HIDDEN = 30;
var PER_QUERY = 100;
var APPEARANCE = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on PullRequestReviewComment { isMinimized minimizedReason } } }";
async function readAppearances({ octokit }, suggestions) {
  const ids = suggestions.map(({ nodeId }) => nodeId);
  const nodes = [];
  try {
    for (let start = 0; start < ids.length; start += PER_QUERY) {
      const some = ids.slice(start, start + PER_QUERY);
      const answer = await octokit.graphql(APPEARANCE, {
        ids: some
      });
      nodes.push(...answer.nodes);
    }
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
  return new Map(nodes.flatMap((node3) => node3 === null ? [] : [[node3.id, toAppearance(node3)]]));
}
function toAppearance({ isMinimized, minimizedReason }) {
  if (isMinimized !== true) return "shown";
  return minimizedReason?.toLowerCase() === "outdated" ? "outdated" : "folded";
}
function isRefused(error) {
  const failure = (0, import_shared_2.toApiFailure)(error);
  if ((0, import_shared_2.isRateLimit)(failure)) return false;
  return failure.status === 403 || failure.status === 404 || error instanceof Error && "errors" in error;
}
async function hideOutdated(client, outdated, appearances) {
  const shown = outdated.filter(({ nodeId }) => appearances === null || appearances.get(nodeId) === "shown");
  if (appearances !== null && await isChanged(client, MINIMIZE, shown.slice(0, MAX_HIDDEN))) return;
  const unanswered = shown.filter(({ hasReplies }) => !hasReplies);
  for (const { id } of unanswered.slice(0, MAX_HIDDEN)) await deleteSuggestion(client, id);
}
async function showAgain(client, suggestions) {
  return isChanged(client, UNMINIMIZE, suggestions);
}
var MINIMIZE = (id) => `minimizeComment(input: { subjectId: ${id}, classifier: OUTDATED }) { minimizedComment { isMinimized } }`;
var UNMINIMIZE = (id) => `unminimizeComment(input: { subjectId: ${id} }) { unminimizedComment { isMinimized } }`;
async function isChanged({ octokit }, mutation, suggestions) {
  if (suggestions.length === 0) return true;
  const ids = suggestions.map(({ nodeId }, index2) => [`id${index2}`, nodeId]);
  const variables = ids.map(([name2]) => `$${name2}: ID!`).join(", ");
  const calls = ids.map(([name2]) => `${name2}: ${mutation(`$${name2}`)}`);
  try {
    await octokit.graphql(`mutation (${variables}) { ${calls.join(" ")} }`, Object.fromEntries(ids));
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}
async function deleteSuggestion({ octokit, owner, repo }, id) {
  await octokit.rest.pulls.deleteReviewComment({ owner, repo, comment_id: id });
}
// src/github/own-suggestions.ts
var PER_PAGE2 = 100;
var MAX_PAGES = 10;
var SEPARATOR2 = " suggestion ";
function suggestionMarker(gate, fingerprint2) {
  return { ...gate, key: `${gate.key}${SEPARATOR2}${fingerprint2}` };
}
async function findOwnSuggestions(client, { pull, marker }) {
  const { octokit, owner, repo } = client;
  const newestFirst = { sort: "created", direction: "desc" };
  const query = { owner, repo, pull_number: pull, per_page: PER_PAGE2, ...newestFirst };
  const comments = [];
  let pages = 0;
  for await (const page of octokit.paginate.iterator(octokit.rest.pulls.listReviewComments, query)) {
    comments.push(...page.data);
    if (++pages === MAX_PAGES) break;
  }
  const prefix = `${marker.key}${SEPARATOR2}`;
  const marked = comments.flatMap((comment) => toMarked2(comment, prefix));
  if (marked.length === 0) return [];
  const login = await readOwnLogin(client);
  const answered = new Set(comments.map((comment) => comment.in_reply_to_id));
  return marked.filter(({ comment }) => isWrittenBy(comment, login)).map((one2) => toOwn2(one2, prefix, answered));
}
function toMarked2(comment, prefix) {
  const marked = parseMarked(comment.body);
  return marked?.isSealed === true && marked.marker.key.startsWith(prefix) ? [{ comment, marker: marked.marker }] : [];
}
function toOwn2({ comment, marker }, prefix, answered) {
  return {
    id: comment.id,
    nodeId: comment.node_id,
    marker,
    fingerprint: marker.key.slice(prefix.length),
    line: comment.line ?? null,
    hasReplies: answered.has(comment.id)
  };
}
// src/github/review.ts
var PER_PAGE3 = 100;
var MAX_PAGES2 = 30;
var NOTHING_REFUSED = { refused: 0 };
async function publishReview(client, wanted) {
  const own5 = await findOwnSuggestions(client, wanted);
  if (own5.length + wanted.fixes.length === 0) return NOTHING_REFUSED;
  if (await isForOthers(client, wanted, own5)) return NOTHING_REFUSED;
  const fixes = await placedFixes(client, wanted);
  const appearances = await readAppearances(client, own5);
  const kept = await keep(client, standing(fixes.flat(), own5, appearances), appearances);
  const outcome2 = await suggest(client, wanted, missing(fixes, kept));
  const outdated = own5.filter((suggestion) => !kept.includes(suggestion));
  await hideOutdated(client, outdated, appearances);
  return outcome2;
}
function standing(suggestions, own5, appearances) {
  const places2 = new Set(suggestions.map(placeOf2));
  return [...places2].flatMap((place2) => {
    const same = own5.filter((one2) => placeOfOwn(one2) === place2);
    const best = same.find(({ nodeId }) => appearances?.get(nodeId) !== "outdated") ?? same[0];
    return best === void 0 ? [] : [best];
  });
}
async function keep(client, suggestions, appearances) {
  const folded = suggestions.filter(({ nodeId }) => appearances?.get(nodeId) === "outdated");
  if (await showAgain(client, folded)) return suggestions;
  return suggestions.filter((suggestion) => !folded.includes(suggestion));
}
async function isForOthers(client, wanted, own5) {
  const { octokit, owner, repo } = client;
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: wanted.pull });
  if (data.head.sha !== wanted.marker.headSha) return true;
  const later = own5.filter(({ marker }) => isLater(marker.run, wanted.marker.run));
  return isSuperseded(client, wanted, later);
}
async function placedFixes(client, { pull, fixes }) {
  const files = new Set(fixes.flat().map(({ file }) => file));
  const hunks = await readDiff(client, pull, files);
  return fixes.filter((parts) => parts.every((part) => isInHunk(hunks.get(part.file) ?? [], part)));
}
async function readDiff({ octokit, owner, repo }, pull, files) {
  const found = /* @__PURE__ */ new Map();
  if (files.size === 0) return found;
  const query = { owner, repo, pull_number: pull, per_page: PER_PAGE3 };
  let pages = 0;
  for await (const page of octokit.paginate.iterator(octokit.rest.pulls.listFiles, query)) {
    for (const { filename, patch } of page.data) {
      if (files.has(filename)) found.set(filename, readHunks(patch ?? ""));
    }
    if (++pages === MAX_PAGES2 || found.size === files.size) break;
  }
  return found;
}
function placeOf2(suggestion) {
  return placeOfOwn({ fingerprint: suggestion.fingerprint, line: lastLine(suggestion) });
}
function placeOfOwn({ fingerprint: fingerprint2, line: line3 }) {
  return `${fingerprint2} ${line3}`;
}
function lastLine({ line: line3, before }) {
  return line3 + before.length - 1;
}
function missing(fixes, kept) {
  const known = new Set(kept.map(placeOfOwn));
  return fixes.map((parts) => parts.filter((part) => !known.has(placeOf2(part)))).filter((parts) => parts.length > 0);
}
async function suggest(client, wanted, fixes) {
  if (fixes.length === 0 || await isTaken(client, wanted, fixes)) return NOTHING_REFUSED;
  let refused5 = 0;
  for (const parts of fixes) {
    const isPlaced2 = fixes.length > 1 && await isTaken(client, wanted, [parts]);
    if (!isPlaced2) refused5 += parts.length;
  }
  return { refused: refused5 };
}
var UNPROCESSABLE = 422;
async function isTaken(client, wanted, fixes) {
  try {
    await createReview(client, wanted, fixes);
    return true;
  } catch (error) {
    if ((0, import_shared_2.toApiFailure)(error).status === UNPROCESSABLE) return false;
    throw error;
  }
}
async function createReview({ octokit, owner, repo }, { pull, marker }, fixes) {
  const comments = fixes.flat().map((suggestion) => {
    const { file, line: line3, text: text4, fingerprint: fingerprint2 } = suggestion;
    const end = lastLine(suggestion);
    return {
      path: file,
      body: renderMarked(text4, suggestionMarker(marker, fingerprint2)),
      side: "RIGHT",
      line: end,
      ...end > line3 && { start_line: line3, start_side: "RIGHT" }
    };
  });
  await octokit.rest.pulls.createReview({
    owner,
    repo,
    pull_number: pull,
    commit_id: marker.headSha,
    event: "COMMENT",
    body: reviewText(fixes.length),
    comments
  });
}
function reviewText(fixes) {
  const what = fixes === 1 ? "a fix that lies" : `${fixes} fixes that lie`;
  return `Final Stage has proven ${what} within this diff.`;
}
// src/github/reviewing.ts
var REVIEW = { code: "review-not-written", what: "the review", permission: "pull-requests: write" };
var CHECK = {
  code: "check-not-written",
  what: "the check with further annotations",
  permission: "checks: write"
};
var CHECK_NOT_PERMITTED = "check-not-permitted";
function isLoud({ code: code4 }) {
  return code4 !== CHECK_NOT_PERMITTED;
}
async function publishSuggestions(texts, publication, client) {
  const { event, comment, marker, formerKey } = publication;
  const isWanted = publication.hasReview === true && comment !== "never" && event.kind === "pull_request";
  if (!isWanted || client === null) return [];
  const fixes = fixesToSuggest(texts, comment);
  try {
    const { refused: refused5 } = await publishReview(client, { pull: event.number, marker, formerKey, fixes });
    return refused5 === 0 ? [] : [refusedNotice(refused5)];
  } catch (error) {
    return [(0, import_shared_1.toNotice)(REVIEW, error, event)];
  }
}
function fixesToSuggest({ isWorthTelling: isWorthTelling2, toSuggestions: toSuggestions2 }, comment) {
  return comment === "always" || isWorthTelling2 ? toSuggestions2() : [];
}
function refusedNotice(refused5) {
  const message = `GitHub did not accept ${(0, import_shared_2.counted)(refused5, "suggestion")} (422). The comment has the whole diff of the fix`;
  return { code: "suggestion-refused", message };
}
async function publishCheck(texts, { event, marker, place: place2, hasCheckRun }, client) {
  if (hasCheckRun !== true || event.kind !== "pull_request" || client === null) return [];
  const { key, headSha } = marker;
  const check4 = { key, headSha, conclusion: texts.conclusion };
  const details = texts.toCheckDetails({ key, headSha, ...place2 });
  if (details === null) return retireCheckRun(client, check4).then(nothing, nothing);
  const { reportUrl } = place2;
  const wanted = { ...check4, details, ...reportUrl !== void 0 && { detailsUrl: reportUrl } };
  return publishCheckRun(client, wanted).then(nothing, (error) => [checkNotice(error, event)]);
}
var nothing = () => [];
function checkNotice(error, event) {
  const notice = (0, import_shared_1.toNotice)(CHECK, error, event);
  return isForbidden(error) ? { ...notice, code: CHECK_NOT_PERMITTED } : notice;
}
function isForbidden(error) {
  const failure = (0, import_shared_2.toApiFailure)(error);
  return !(0, import_shared_2.isRateLimit)(failure) && (failure.status === 403 || failure.status === 404);
}
// src/github/publish.ts
async function publish(report, publication, ports) {
  for (const annotation of toAnnotations(report)) ports.annotate(annotation);
  const unpublished = await publishToPull(report, publication, ports.client);
  for (const notice of unpublished.filter(isLoud)) ports.warn(notice.message);
  const told = { ...report, notices: [...report.notices, ...unpublished] };
  const summary2 = await writeSummary(renderStepSummary(told), ports);
  return [...unpublished, ...summary2];
}
function publishToPull(report, publication, client) {
  return publishTexts(reportTexts(report), publication, client);
}
async function publishTexts(texts, publication, client) {
  const notices = await publishComment(texts, publication, client);
  const hasComment = notices.every(({ code: code4 }) => code4 !== COMMENT.code);
  return [
    ...notices,
    ...hasComment ? await publishSuggestions(texts, publication, client) : [],
    ...await publishCheck(texts, publication, client)
  ];
}
async function publishComment({ toComment, isWorthTelling: isWorthTelling2 }, publication, client) {
  const { marker, place: place2, claim: claim2 } = publication;
  const text4 = toComment({ key: marker.key, headSha: marker.headSha, ...place2, ...claim2 && { claim: claim2 } });
  const isNeeded = publication.comment === "always" || isWorthTelling2;
  return writeComment({ text: text4, isNeeded }, publication, client);
}
async function publishNoVerdict(reason2, publication, client) {
  const { headSha } = publication.marker;
  const text4 = renderNoVerdict(reason2, { headSha, ...publication.place });
  const notices = await writeComment({ text: text4, isNeeded: false }, publication, client);
  return notices.filter(({ code: code4 }) => code4 !== "no-token");
}
async function summarizeNoVerdict(reason2, ports) {
  await writeSummary(renderNoVerdict(reason2, {}), ports);
}
async function writeComment(said, { event, comment, marker, formerKey, claim: claim2 }, client) {
  if (comment === "never" || event.kind !== "pull_request") return [];
  if (client === null) return [{ code: "no-token", message: NO_TOKEN }];
  try {
    const gate = { pull: event.number, marker, formerKey, ...claim2 && { isRepeated: true } };
    const { isShared } = await upsertComment(client, { ...gate, ...said });
    return isShared ? [SHARED] : [];
  } catch (error) {
    return [(0, import_shared_1.toNotice)(COMMENT, error, event)];
  }
}
var NO_TOKEN = "the comment could not be written, because there is no token. Give one as `github-token`, or set `comment: never`";
var SHARED = {
  code: "comment-key-shared",
  message: "another job or step of this run has the same comment key, so each of them wrote a separate comment. Give each of them a different `comment-key`"
};
var COMMENT = { code: "comment-not-written", what: "the comment", permission: "pull-requests: write" };
async function writeSummary(markdown, ports) {
  try {
    await ports.writeSummary(markdown);
    return [];
  } catch (error) {
    const reason2 = error instanceof Error ? error.message : String(error);
    const message = `the job summary could not be written: ${reason2}`;
    ports.warn(message);
    return [{ code: "summary-not-written", message }];
  }
}
// src/github/publish-unchanged.ts
// src/report/unchanged-formats.ts
var UNCHANGED_RENDERERS = {
  terminal: renderTerminal2,
  json: (report) => `${JSON.stringify(report, null, 2)}
`,
  markdown: (report) => renderMarkdown(report, ""),
  html: renderHtml2,
  // Without a run: an upload of one without results would close the alerts of the image.
  sarif: () => `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [] }, null, 2)}
`,
  annotations: () => "",
  patch: () => ""
};
function renderUnchangedComment(report, headSha, claim2) {
  const footer = headSha === void 0 ? "" : ` \xB7 commit ${headSha.slice(0, ABBREVIATED_SHA)}`;
  return renderMarkdown(report, footer, claim2);
}
function renderMarkdown({ notices, tool }, footer, claim2) {
  const lines2 = notices.map(({ message }) => paragraph2(prose((0, import_shared_2.sentence)(message))));
  const end = `<sub>${paragraph2(text3(`final-stage ${tool.version}${footer}`))}</sub>`;
  const whose = claimSection(claim2).flatMap(({ head }) => head);
  return `${[renderHeadline("\u2705", import_shared_2.UNCHANGED_LINE), ...whose, ...lines2, end].join("\n\n")}
`;
}
function renderTerminal2({ notices }) {
  const lines2 = notices.map(({ message }) => `notice: ${(0, import_shared_3.visible)(message)}`);
  return (0, import_shared_3.withoutCommands)(`${[`Final Stage ${import_shared_2.UNCHANGED_LINE}`, ...lines2].join("\n")}
`);
}
function renderHtml2({ notices, tool }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Final Stage ${escapeHtml(import_shared_2.UNCHANGED_LINE)}</title>
</head>
<body>
<main>
<h1>Final Stage ${escapeHtml(import_shared_2.UNCHANGED_LINE)}</h1>
${notices.map(({ message }) => `<p>${proseHtml((0, import_shared_2.sentence)(message))}</p>`).join("\n")}
</main>
<footer>final-stage ${escapeHtml(tool.version)}</footer>
</body>
</html>
`;
}
// src/github/report-files.ts
// src/report/run-html.ts
var SIGNS5 = { success: "\u2713", neutral: "\u25CB", failure: "\u2717" };
var MAX_PAGES_SIZE = 24e6;
var RUN_STYLE = `${STYLE}
iframe { width: 100%; height: 85vh; border: 1px solid var(--line); border-radius: 8px; background: var(--back); }
main > details { margin-top: 12px; } main > details > summary { font-size: 16px; color: var(--ink); padding: 6px 0; }
@media (max-width: 560px) { main > table :is(th, td):nth-child(n + 5) { display: none; } main > table :is(th, td) { padding: 5px 4px; } main > table td:first-child { min-width: 72px; } }
`;
function renderRunHtml(run) {
  const pages = pagesOf(run.images);
  const sources = [...pages.values()].map(policyOf);
  const policy = [
    "default-src 'none'",
    directive("style-src", [hashOf(RUN_STYLE), ...sources.flatMap(({ styles }) => styles)]),
    ...[
      directive(
        "script-src",
        sources.flatMap(({ scripts }) => scripts)
      )
    ],
    ...["base-uri 'none'", "form-action 'none'"]
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Final Stage ${escapeHtml(runLine(run))}</title>
<style>${RUN_STYLE}</style>
</head>
<body>
${renderHead2(run)}
<main>
${renderTable2(run.images)}
${worstFirst(run.images).map((outcome2, place2) => renderImage(outcome2, { page: pages.get(outcome2), isOpen: place2 < MAX_OPEN })).join("\n")}
</main>
<footer>final-stage ${escapeHtml(run.tool.version)}</footer>
</body>
</html>
`;
}
function pagesOf(images) {
  const pages = /* @__PURE__ */ new Map();
  let room = MAX_PAGES_SIZE;
  for (const outcome2 of worstFirst(images)) {
    if (outcome2.kind !== "judged") continue;
    const page = renderHtml(outcome2.report);
    room -= page.length;
    if (room >= 0) pages.set(outcome2, page);
  }
  return pages;
}
function policyOf(page) {
  const policy = /^<meta http-equiv="Content-Security-Policy" content="([^"]*)">$/m.exec(page)?.[1] ?? "";
  const hashes = (name2) => {
    const part = policy.split("; ").find((one2) => one2.startsWith(`${name2} `)) ?? "";
    return part.match(/'sha256-[A-Za-z0-9+/=]+'/g) ?? [];
  };
  return { styles: hashes("style-src"), scripts: hashes("script-src") };
}
function directive(name2, sources) {
  return `${name2} ${sources.length === 0 ? "'none'" : [...new Set(sources)].join(" ")}`;
}
function hashOf(text4) {
  return `'sha256-${(0, import_node_crypto5.createHash)("sha256").update(text4).digest("base64")}'`;
}
function renderHead2(run) {
  const conclusion = (0, import_shared_2.conclusionOf)(run);
  const sign2 = conclusion === null ? "\u2717" : SIGNS5[conclusion];
  const differences = platformDifferences(run.images).map(
    ({ name: name2, parts }) => `<p><code>${escapeHtml(name2)}</code> by platform: ${proseHtml(`${parts.join("; ")}.`)}</p>`
  );
  return `<header class="${conclusion ?? "failure"}">
<h1><span class="sign">${sign2}</span>Final Stage ${escapeHtml(runLine(run))}</h1>
${differences.join("\n")}
</header>`;
}
function renderTable2(images) {
  const rows = worstFirst(images).map((outcome2) => {
    const { content, delta: delta2, pull, introduced } = toRow(outcome2);
    const cells = [
      verdictWord(outcome2),
      content === null ? "" : (0, import_shared_2.renderBytes)(content),
      delta2 === null ? "" : (0, import_shared_2.renderDelta)(delta2),
      pull === null ? "" : (0, import_shared_2.renderBytes)(pull),
      introduced === null ? "" : (0, import_shared_2.renderCount)(introduced)
    ].map((cell) => `<td>${cell}</td>`);
    return `<tr><td><code>${escapeHtml(outcome2.name)}</code></td>${cells.join("")}</tr>`;
  });
  const head = ["Image", "Verdict", "Content size", "Content change", "Pull size", "Errors introduced"].map((title) => `<th scope="col">${title}</th>`).join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table>`;
}
var MAX_OPEN = 3;
function renderImage(outcome2, { page, isOpen: mayOpen }) {
  const conclusion = (0, import_shared_2.conclusionOfOutcome)(outcome2);
  const isOpen = mayOpen && (conclusion === null || conclusion === "failure") ? " open" : "";
  const name2 = escapeHtml(outcome2.name);
  const body = page === void 0 ? `<p>${proseHtml((0, import_shared_2.sentence)(outcome2.kind === "no-verdict" ? outcome2.reason : outcomeLine(outcome2)))}${LEFT_OUT[outcome2.kind]}</p>` : `<iframe sandbox="allow-scripts" title="Report of ${name2}" srcdoc="${toAttribute(page)}"></iframe>`;
  return `<details${isOpen}><summary><code>${name2}</code> ${verdictWord(outcome2)}</summary>
${body}
</details>`;
}
var LEFT_OUT = {
  judged: " The page of this image is left out for its size; the JSON report has everything.",
  unchanged: "",
  "no-verdict": ""
};
function toAttribute(page) {
  return page.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
// src/report/run-sarif.ts
var MAX_RUNS = 20;
function renderRunSarif(report) {
  const runs = worstFirst(report.images).flatMap(toRuns).slice(0, MAX_RUNS);
  const log = { $schema: SCHEMA2, version: "2.1.0", runs };
  return `${JSON.stringify(log, null, 2)}
`;
}
var SCHEMA2 = "https://json.schemastore.org/sarif-2.1.0.json";
function toRuns(outcome2) {
  if (outcome2.kind !== "judged") return [];
  const platform = outcome2.report.candidate.platform.replaceAll("/", "-");
  const id = `final-stage/${encodePath((0, import_shared_3.visible)(outcome2.name))}/${encodePath(platform)}/`;
  return toSarif(outcome2.report).runs.map((run) => ({ ...run, automationDetails: { id } }));
}
// src/report/run-terminal.ts
var MAX_NAME_CHARACTERS6 = 40;
function renderRunTerminal(run, shape) {
  const bold = (line3) => shape.colour ? `\x1B[1m${line3}\x1B[0m` : line3;
  const reports = worstFirst(run.images).map(
    (outcome2) => `${bold(`\u2500\u2500 ${nameOf2(outcome2)} \u2500\u2500`)}
${reportOf(outcome2, shape)}`
  );
  const differences = platformDifferences(run.images).map(
    ({ name: name2, parts }) => `${(0, import_shared_3.visible)(name2)} by platform: ${(0, import_shared_3.visible)(parts.join("; "))}`
  );
  const head = [bold(`Final Stage ${runLine(run)}`), ...table(run.images), ...differences].join("\n");
  return (0, import_shared_3.withoutCommands)(`${[head, ...reports].join("\n\n").trimEnd()}
`);
}
function reportOf(outcome2, shape) {
  if (outcome2.kind === "judged") return (0, import_shared_2.renderTerminal)(outcome2.report, shape);
  return `${(0, import_shared_3.visible)(outcomeLine(outcome2))}
`;
}
function nameOf2({ name: name2 }) {
  return (0, import_shared_3.shorten)((0, import_shared_3.visible)(name2), MAX_NAME_CHARACTERS6);
}
function table(images) {
  const ordered = worstFirst(images);
  const width = Math.max(...ordered.map((outcome2) => nameOf2(outcome2).length));
  return ordered.map((outcome2) => {
    const { content, delta: delta2 } = toRow(outcome2);
    const size = content === null ? "" : (0, import_shared_2.renderBytes)(content);
    const change2 = delta2 === null ? "" : delta2 === 0 ? "\xB10 B" : (0, import_shared_2.renderDelta)(delta2);
    const line3 = `  ${nameOf2(outcome2).padEnd(width)}  ${verdictWord(outcome2).padEnd(10)}  ${size.padStart(9)}  ${change2.padStart(10)}`;
    return line3.trimEnd();
  });
}
// src/report/run-formats.ts
var PLAIN_WIDTH2 = 100;
var RUN_RENDERERS = {
  terminal: (run) => renderRunTerminal(run, { colour: false, width: PLAIN_WIDTH2 }),
  json: (run) => `${JSON.stringify(run, null, 2)}
`,
  markdown: (run) => renderRunSummary(run),
  html: renderRunHtml,
  sarif: renderRunSarif,
  annotations: renderRunAnnotations,
  patch: renderRunPatch
};
function renderRunPatch({ images }) {
  const patches = images.flatMap(
    (outcome2) => outcome2.kind === "judged" ? [renderFixPatch(outcome2.report)] : []
  );
  return [...new Set(patches)].join("");
}
// src/github/report-files.ts
var NO_REPORT_FILES = { json: "", html: "", sarif: "", patch: "" };
function writeReportFiles(report, parent) {
  return writeTexts((format) => RENDERERS[format](report), parent);
}
function writeRunReportFiles(run, parent) {
  return writeTexts((format) => RUN_RENDERERS[format](run), parent);
}
async function writeTexts(render2, parent) {
  const patch = render2("patch");
  const folder = await (0, import_promises3.mkdtemp)((0, import_node_path2.join)(parent, "report-of-final-stage-"));
  const files = {
    json: (0, import_node_path2.join)(folder, "final-stage.json"),
    html: (0, import_node_path2.join)(folder, "final-stage.html"),
    sarif: (0, import_node_path2.join)(folder, "final-stage.sarif"),
    patch: patch === "" ? "" : (0, import_node_path2.join)(folder, "final-stage.patch")
  };
  await Promise.all([
    (0, import_promises3.writeFile)(files.json, render2("json")),
    (0, import_promises3.writeFile)(files.html, render2("html")),
    (0, import_promises3.writeFile)(files.sarif, render2("sarif")),
    ...files.patch === "" ? [] : [(0, import_promises3.writeFile)(files.patch, patch)]
  ]);
  return files;
}
// src/github/publish-unchanged.ts
async function publishUnchanged(report, publication, ports) {
  const unpublished = await publishUnchangedComment(report, publication, ports.client);
  for (const notice of unpublished) ports.warn(notice.message);
  const notices = [...report.notices, ...unpublished];
  const summary2 = await writeSummary(UNCHANGED_RENDERERS.markdown({ ...report, notices }), ports);
  return [...unpublished, ...summary2];
}
async function publishUnchangedComment(report, publication, client) {
  const text4 = renderUnchangedComment(report, publication.marker.headSha, publication.claim);
  const isNeeded = publication.comment === "always";
  const notices = await writeComment({ text: text4, isNeeded }, publication, client);
  return isNeeded ? notices : notices.filter(({ code: code4 }) => code4 !== "no-token");
}
async function writeUnchangedFiles(report, parent) {
  const folder = await (0, import_promises2.mkdtemp)((0, import_node_path.join)(parent, "report-of-final-stage-"));
  const json = (0, import_node_path.join)(folder, "final-stage.json");
  await (0, import_promises2.writeFile)(json, UNCHANGED_RENDERERS.json(report));
  return { ...NO_REPORT_FILES, json };
}
// src/report/schema-values.ts
var bytes = (0, import_shared_2.int)().min(0);
var SAYS_SOMETHING = /\S/;
var imageName = (0, import_shared_2.string)().regex(SAYS_SOMETHING).max(import_shared_2.MAX_NAME_CHARACTERS).describe("What the image is called among others of its repository.");
var count2 = (0, import_shared_2.int)().min(0);
var line = (0, import_shared_2.int)().min(1);
var delta = (0, import_shared_2.int)();
var severity = (0, import_shared_2._enum)(["error", "warning", "note"]);
var status = (0, import_shared_2._enum)(["introduced", "persisting", "resolved"]);
var sha256 = (0, import_shared_2.string)().regex(/^sha256:[0-9a-f]{64}$/);
var fingerprint = (0, import_shared_2.string)().regex(/^[0-9a-f]{64}$/);
var repositoryPath = (0, import_shared_2.string)().refine((path) => !/(?:^|\/)\.{1,2}(?:\/|$)|^\//.test(path), "leads out of the repository").describe("Path relative to the repository.");
var instruction = (0, import_shared_2.strictObject)({
  dockerfile: repositoryPath,
  line,
  endLine: line,
  keyword: (0, import_shared_2.string)(),
  stage: (0, import_shared_2.string)().describe("Name as written, or the ordinal of the stage, starting at 0."),
  text: (0, import_shared_2.string)(),
  digest: (0, import_shared_2.string)().regex(/^[0-9a-f]{64}$/).optional().describe("SHA-256 of the whole instruction, including line breaks.")
}).meta({ id: "instruction" });
// src/report/schema-breakdown.ts
var node2 = (0, import_shared_2.strictObject)({
  parent: (0, import_shared_2.int)().min(-1).describe("Index of the node that it is in; -1 for the root."),
  kind: (0, import_shared_2._enum)(["group", "directory", "file", "rest"]).describe("`rest`: everything in its parent that has no node of its own."),
  name: (0, import_shared_2.string)(),
  baseline: bytes.nullable(),
  candidate: bytes,
  files: count2.describe("How many files it stands for.")
}).meta({ id: "breakdownNode" });
var tree = (what) => (0, import_shared_2.array)(node2).describe(`${what} Parents first; the nodes in one add up to it, the root to size.content.`);
var hidden = (0, import_shared_2.strictObject)({
  layer: count2.describe("Ordinal of the layer."),
  bytes,
  files: count2,
  largest: (0, import_shared_2.array)(
    (0, import_shared_2.strictObject)({ path: (0, import_shared_2.string)(), bytes, visibility: (0, import_shared_2._enum)(["overwritten", "removed"]) })
  )
});
var line2 = (0, import_shared_2.strictObject)({
  text: (0, import_shared_2.string)(),
  candidate: bytes.nullable().describe("Of the layers whose instruction begins here; null if none does."),
  baseline: bytes.nullable().describe("Of the same instruction in the baseline."),
  isShipped: (0, import_shared_2.boolean)().describe("Whether the line is of a stage whose layers the image has.")
});
var breakdown = (0, import_shared_2.strictObject)({
  directories: tree("By path."),
  instructions: tree("By instruction, then by directory."),
  packages: tree("By package, then by directory."),
  classes: tree("By class, then by package."),
  hidden: (0, import_shared_2.array)(hidden).describe("Layers with files that a container does not see, bottom first."),
  dockerfile: (0, import_shared_2.strictObject)({
    path: (0, import_shared_2.string)(),
    lines: (0, import_shared_2.array)(line2).nullable().describe("Secrets are masked, long lines cut. Null for a file that cannot be shown by line.")
  }).nullable().describe("The candidate's; null if it is unknown.")
});
// src/report/schema-change.ts
var places = (0, import_shared_2.array)(
  (0, import_shared_2.strictObject)({
    path: (0, import_shared_2.string)(),
    kind: (0, import_shared_2._enum)(["file", "directory"]),
    files: count2.describe("Files that differ in size, or that only one image has."),
    baseline: bytes.nullable(),
    candidate: bytes,
    delta: delta.nullable()
  })
).max(25).describe(
  "Where the content size changed, or without a baseline where it is: files, and directories that stand for those of their files that no other place names. Adds up to the change."
);
var versions = (0, import_shared_2.array)((0, import_shared_2.string)()).describe("Ascending; empty if the image does not have it.");
var packageChange = (0, import_shared_2.strictObject)({
  key: (0, import_shared_2.string)().describe("Package URL without version."),
  name: (0, import_shared_2.string)(),
  versions: (0, import_shared_2.strictObject)({ baseline: versions, candidate: versions }),
  baseline: bytes,
  candidate: bytes,
  delta
}).meta({ id: "packageChange" });
var request = (0, import_shared_2.strictObject)({
  kind: (0, import_shared_2._enum)(["package", "program", "instruction", "base"]).describe(
    "A package that was asked for by name; a program that packages were linked into; an instruction that changed packages which nobody is known to have asked for; the base image."
  ),
  name: (0, import_shared_2.string)().nullable().describe("Of the package, or the path of the program."),
  instruction: instruction.nullable().describe("What asked for it; null if that is unknown."),
  gone: (0, import_shared_2.boolean)().describe("Whether the candidate does not have it any more."),
  own: packageChange.nullable().describe("The package itself; null if it did not change, or is none."),
  along: (0, import_shared_2.array)(packageChange).max(10).describe("What came along, the largest change first."),
  alongOmitted: count2,
  delta: delta.describe("Of all of them.")
});
var requested = (0, import_shared_2.strictObject)({
  requests: (0, import_shared_2.array)(request).max(30),
  others: (0, import_shared_2.strictObject)({ requests: count2, packages: count2, delta }).describe("Requests that are left out, and packages of which nobody knows who brought them."),
  unowned: (0, import_shared_2.strictObject)({ delta }).describe("What belongs to no package.")
}).nullable().describe("Packages that changed, by what asked for them; the deltas add up to size.content.delta.");
// src/report/schema-finding.ts
var configLocation = (0, import_shared_2.strictObject)({
  kind: (0, import_shared_2.literal)("config"),
  field: (0, import_shared_2.string)().describe('`config.Env.NPM_TOKEN`, `config.Labels["a.b"]`, `history[3]`.'),
  instruction: instruction.nullable().describe("What set it; null where that is unknown.")
}).meta({ id: "configLocation" });
var fileLocation = (0, import_shared_2.strictObject)({
  kind: (0, import_shared_2.literal)("file"),
  path: (0, import_shared_2.string)(),
  layer: count2,
  visibility: (0, import_shared_2._enum)(["visible", "overwritten", "removed"]),
  instruction: instruction.nullable()
});
var location = (0, import_shared_2.discriminatedUnion)("kind", [fileLocation, configLocation]);
var filePlace = fileLocation.extend({
  kind: (0, import_shared_2._enum)(["file", "directory"]),
  files: count2,
  bytes,
  layer: count2.nullable().describe("Null if the files came with several instructions.")
});
var place = (0, import_shared_2.discriminatedUnion)("kind", [filePlace, configLocation]);
var reasonLink = (0, import_shared_2.discriminatedUnion)("kind", [
  (0, import_shared_2.strictObject)({ kind: (0, import_shared_2.literal)("instruction"), instruction }),
  (0, import_shared_2.strictObject)({
    kind: (0, import_shared_2.literal)("file"),
    path: (0, import_shared_2.string)().describe("A program that it was linked into.")
  }),
  (0, import_shared_2.strictObject)({ kind: (0, import_shared_2.literal)("package"), purl: (0, import_shared_2.string)() })
]);
var finding = (0, import_shared_2.strictObject)({
  ruleId: (0, import_shared_2.string)(),
  category: (0, import_shared_2._enum)([
    "build-tool",
    "source",
    "secret",
    "base-image",
    "broken-stage",
    "context-leak",
    "dev-files",
    "waste",
    "admin-tool"
  ]),
  severity,
  status,
  inherited: (0, import_shared_2.boolean)().describe("All evidence comes from the base image."),
  subject: (0, import_shared_2.string)(),
  version: (0, import_shared_2.string)().nullable(),
  title: (0, import_shared_2.string)().nullable().describe("Common name, if that is not the subject with its version."),
  message: (0, import_shared_2.string)(),
  bytes,
  files: count2,
  packages: (0, import_shared_2.array)((0, import_shared_2.string)()).describe("Package URLs: the tool first, then the packages that only it needs or recommends."),
  because: (0, import_shared_2.array)(reasonLink).nullable().describe(
    "Why the first package is there, what was asked for first; null if there is no package, or if no record says."
  ),
  locations: (0, import_shared_2.array)(location).max(20),
  locationsOmitted: count2,
  places: (0, import_shared_2.array)(place).max(20).describe(
    "Files, and directories that stand for those of their files that no other place names: the nearest to the thing first, then the largest."
  ),
  place: (0, import_shared_2.string)().nullable(),
  fix: (0, import_shared_2.string)(),
  fingerprint,
  primary: instruction.nullable().describe("The instruction that a reader should look at."),
  cause: (0, import_shared_2._enum)(["change", "rebuild", "base"]).nullable().describe("Why it was introduced or resolved; null if it persists.")
});
// src/report/schema-fix.ts
var edit = (0, import_shared_2.strictObject)({
  file: repositoryPath,
  start: count2.describe("Where the change begins, in UTF-16 units from the start of the file."),
  end: count2.describe("Where it ends; the same as `start` if text is only added."),
  replacement: (0, import_shared_2.string)()
});
var lineChange = (0, import_shared_2.strictObject)({
  file: (0, import_shared_2.string)().describe("Path relative to the repository."),
  line: (0, import_shared_2.int)().min(1).describe("The first of the lines before."),
  before: (0, import_shared_2.array)((0, import_shared_2.string)()).min(1).describe("Whole lines of the file, without line feeds."),
  after: (0, import_shared_2.array)((0, import_shared_2.string)()).describe("What they become; none if they only go.")
});
var check2 = (0, import_shared_2.strictObject)({
  id: (0, import_shared_2._enum)(["parses", "builds", "mends", "same", "starts", "runs", "smaller"]),
  state: (0, import_shared_2._enum)(["passed", "failed", "skipped"]),
  message: (0, import_shared_2.string)()
});
var listedLine = (0, import_shared_2.strictObject)({
  text: (0, import_shared_2.string)(),
  bytes: bytes.nullable().describe("Of the layers whose instruction begins on this line; null if there is none.")
});
var lines = (0, import_shared_2.array)((0, import_shared_2.string)()).max(40).describe("The first lines, each once, without times and ids.");
var behaviour = (0, import_shared_2.strictObject)({
  exitCode: (0, import_shared_2.int)().nullable().describe("Null: it ran until it was stopped."),
  answer: (0, import_shared_2.strictObject)({ exitCode: (0, import_shared_2.int)(), lines }).nullable().describe("Of the probe; null if there is none, or it did not answer."),
  ports: (0, import_shared_2.array)(count2).nullable().describe("TCP ports that it listened on; null if nobody could see them."),
  lines
});
var ran = (0, import_shared_2.strictObject)({
  probe: (0, import_shared_2._enum)(["healthcheck", "policy", "start"]),
  denied: (0, import_shared_2.array)((0, import_shared_2._enum)(["network", "writing", "capabilities", "new privileges"])),
  unsteady: (0, import_shared_2.array)((0, import_shared_2._enum)(["exit code", "probe", "answer", "ports", "output"])).describe("What differs between runs of the candidate, too, and was not compared."),
  candidate: behaviour,
  fixed: behaviour
});
var fix2 = (0, import_shared_2.strictObject)({
  fingerprints: (0, import_shared_2.array)(fingerprint).describe("Findings that it mends."),
  remedies: (0, import_shared_2.array)((0, import_shared_2.string)()),
  edits: (0, import_shared_2.array)(edit).describe("All of them were proven together; a file that does not exist is an empty text."),
  patch: (0, import_shared_2.string)().describe("Unified diff, as `git apply` takes it."),
  lineChanges: (0, import_shared_2.array)(lineChange).nullable().describe("The same by whole instructions; null if a file is made."),
  dockerfile: (0, import_shared_2.strictObject)({ path: repositoryPath, before: (0, import_shared_2.array)(listedLine), after: (0, import_shared_2.array)(listedLine) }).nullable().describe(
    "Content bytes by line; secrets are masked, long lines cut. Null for a file of very many lines."
  ),
  proof: (0, import_shared_2.strictObject)({
    state: (0, import_shared_2._enum)(["proven", "unproven", "failed"]),
    checks: (0, import_shared_2.array)(check2),
    buildSeconds: (0, import_shared_2.number)().min(0).nullable(),
    contentBytes: bytes.nullable().describe("Of the image that was built with the edits."),
    delta: delta.nullable().describe("Against the candidate."),
    removed: count2.describe("Files of the candidate that this image does not have."),
    changed: (0, import_shared_2.array)((0, import_shared_2.string)()).max(50).describe("Paths that differ and may: the fix means to change them, or every build writes them anew."),
    changedOmitted: count2,
    ran: ran.nullable().describe("What both images did when they were started; null if they were not.")
  })
});
// src/report/schema-unchanged.ts
var none = (0, import_shared_2.array)((0, import_shared_2.never)()).max(0);
var unknownSize = (0, import_shared_2.strictObject)({ baseline: (0, import_shared_2._null)(), candidate: (0, import_shared_2._null)(), delta: (0, import_shared_2._null)(), percent: (0, import_shared_2._null)() }).meta({ id: "unknownSize" });
var unchangedSchema = (0, import_shared_2.strictObject)({
  schemaVersion: (0, import_shared_2.literal)(1),
  tool: (0, import_shared_2.strictObject)({ name: (0, import_shared_2.literal)("final-stage"), version: (0, import_shared_2.string)() }),
  mode: (0, import_shared_2.literal)("check"),
  name: imageName.exactOptional(),
  candidate: (0, import_shared_2._null)(),
  baseline: (0, import_shared_2._null)(),
  size: (0, import_shared_2.strictObject)({
    content: unknownSize,
    rootfs: unknownSize,
    hidden: unknownSize,
    transfer: unknownSize,
    pull: (0, import_shared_2._null)()
  }),
  causes: (0, import_shared_2._null)(),
  findings: none,
  ledger: (0, import_shared_2.strictObject)({ byInstruction: none, byOwner: none, byClass: none, byDirectory: none }),
  places: none,
  requested: (0, import_shared_2._null)(),
  composedFiles: none,
  budgets: none,
  verdict: (0, import_shared_2.strictObject)({
    conclusion: (0, import_shared_2.literal)("success"),
    violations: none,
    allowed: none,
    proposed: none
  }),
  trend: none,
  fixes: none,
  notices: (0, import_shared_2.array)((0, import_shared_2.strictObject)({ code: (0, import_shared_2.string)(), message: (0, import_shared_2.string)() }))
}).describe(
  "With `skip-when-unchanged`, if nothing changed that the image is built from: nothing was built, and all sizes are unknown."
);
// src/report/trend.ts
var MAX_IMAGE_CHARACTERS = 500;
var MAX_POINTS = 200;
var MAX_HISTORY_BYTES = 128 * 1024;
var bytes2 = (0, import_shared_2.int)().min(0).max(Number.MAX_SAFE_INTEGER);
var trendPoint = (0, import_shared_2.strictObject)({
  commit: (0, import_shared_2.string)().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  date: (0, import_shared_2.string)().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
  contentBytes: bytes2,
  rootfsBytes: bytes2,
  transferBytes: bytes2
});
var history = (0, import_shared_2.object)({
  schemaVersion: (0, import_shared_2.literal)(1),
  image: (0, import_shared_2.string)().max(MAX_IMAGE_CHARACTERS),
  points: (0, import_shared_2.array)(trendPoint.strip()).max(MAX_POINTS)
});
function parseHistory(text4, image2) {
  if (text4.length > MAX_HISTORY_BYTES)
    throw refused(`has ${text4.length} bytes, expected at most ${MAX_HISTORY_BYTES}`);
  const read2 = history.safeParse(toJson2(text4));
  if (!read2.success) throw refused("is not one of this version");
  if (read2.data.image !== image2) throw refused("is of another image");
  return read2.data;
}
function toJson2(text4) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text4));
  } catch {
    throw refused("is not JSON");
  }
}
function refused(found) {
  return new import_shared_3.GateError("bad-input", `the size history ${found}`, {
    hint: "Delete it: the next push to the base branch begins a new one."
  });
}
function insertPoint(known, image2, point) {
  const points = known?.points ?? [];
  const others = points.filter(({ commit }) => commit !== point.commit);
  const place2 = points.findIndex(({ commit, date }) => commit === point.commit && date === point.date);
  const index2 = place2 >= 0 ? place2 : others.findLastIndex(({ date }) => date <= point.date) + 1;
  return { schemaVersion: 1, image: image2, points: others.toSpliced(index2, 0, point).slice(-MAX_POINTS) };
}
function renderHistory({ schemaVersion, image: image2, points }) {
  const lines2 = points.map((point) => `    ${JSON.stringify(point)}`);
  const list4 = lines2.length === 0 ? "[]" : `[
${lines2.join(",\n")}
  ]`;
  return `{
  "schemaVersion": ${schemaVersion},
  "image": ${JSON.stringify(image2)},
  "points": ${list4}
}
`;
}
// src/report/schema.ts
var layer = (0, import_shared_2.strictObject)({
  ordinal: count2.describe("0 is the bottom layer."),
  diffID: sha256,
  contentBytes: bytes,
  transferBytes: bytes,
  origin: (0, import_shared_2._enum)(["base-image", "instruction", "unknown"]),
  instruction: instruction.nullable()
});
var summary = (0, import_shared_2.strictObject)({
  reference: (0, import_shared_2.string)(),
  imageID: sha256,
  platform: (0, import_shared_2.string)(),
  contentBytes: bytes.describe("Regular files in all layers; a hard link counts once."),
  rootfsBytes: bytes.describe("Bytes of the visible rows."),
  hiddenBytes: bytes.describe("Content bytes minus root filesystem bytes."),
  transferBytes: bytes.describe("Sum of the compressed layers as a registry serves them."),
  transferEstimated: (0, import_shared_2.boolean)(),
  fileCount: count2.describe("Visible regular files, counting every name of a hard link."),
  layers: (0, import_shared_2.array)(layer)
}).meta({ id: "summary" });
var change = (0, import_shared_2.strictObject)({
  baseline: bytes.nullable(),
  candidate: bytes,
  delta: delta.nullable(),
  percent: (0, import_shared_2.number)().nullable().describe("Change relative to the baseline, with two decimals; null if the baseline is 0 or unknown.")
}).meta({ id: "sizeChange" });
var causePart = (0, import_shared_2.strictObject)({
  files: count2.describe(
    "Files that differ between two builds of one instruction, or that one of them lacks."
  ),
  bytes: delta,
  layers: count2.describe("The candidate's layers that the baseline lacks."),
  pull: bytes.describe("Bytes that pulling them downloads.")
}).meta({ id: "causePart" });
var ledgerLine = (0, import_shared_2.strictObject)({
  key: (0, import_shared_2.string)(),
  label: (0, import_shared_2.string)(),
  baseline: bytes.nullable(),
  candidate: bytes,
  delta: delta.nullable()
}).meta({ id: "ledgerLine" });
var ledgerLines = (0, import_shared_2.array)(ledgerLine).describe("Adds up to size.content.");
var versions2 = (0, import_shared_2.array)((0, import_shared_2.string)()).describe("Ascending; empty if they are unknown.");
var composedFile = (0, import_shared_2.strictObject)({
  path: (0, import_shared_2.string)(),
  noun: (0, import_shared_2.string)().describe("What a part is: `Go module`, `crate`, `library`."),
  measure: (0, import_shared_2.string)().describe("Which of its bytes are counted: `machine code`."),
  bytes: change.describe("Size of the whole file; the baseline is 0 if it has no such file."),
  parts: (0, import_shared_2.array)(
    (0, import_shared_2.strictObject)({
      name: (0, import_shared_2.string)(),
      versions: (0, import_shared_2.strictObject)({ baseline: versions2, candidate: versions2 }),
      baseline: bytes.nullable(),
      candidate: bytes,
      delta: delta.nullable()
    })
  ),
  partsOmitted: count2
}).meta({ id: "composedFile" });
var violation = (0, import_shared_2.discriminatedUnion)("kind", [
  (0, import_shared_2.strictObject)({ kind: (0, import_shared_2.literal)("finding"), fingerprint, status, message: (0, import_shared_2.string)() }),
  (0, import_shared_2.strictObject)({
    kind: (0, import_shared_2.literal)("budget"),
    image: (0, import_shared_2.string)(),
    size: (0, import_shared_2.string)(),
    path: (0, import_shared_2.string)().exactOptional(),
    class: (0, import_shared_2.string)().exactOptional(),
    package: (0, import_shared_2.string)().exactOptional(),
    stage: (0, import_shared_2.string)().exactOptional(),
    limit: bytes,
    actual: bytes.describe("For growth budgets, the growth."),
    message: (0, import_shared_2.string)()
  })
]);
var sizeUnit = (0, import_shared_2._enum)(["kB", "MB", "GB", "KiB", "MiB", "GiB"]).nullable().describe("Unit in which the policy gives the limit; null for an integer of bytes.");
var budget2 = (0, import_shared_2.strictObject)({
  image: (0, import_shared_2.string)(),
  size: (0, import_shared_2.string)(),
  path: (0, import_shared_2.string)().exactOptional(),
  class: (0, import_shared_2.string)().exactOptional(),
  package: (0, import_shared_2.string)().exactOptional(),
  stage: (0, import_shared_2.string)().exactOptional(),
  max: bytes.nullable().describe("Null if only growth is limited."),
  maxUnit: sizeUnit,
  maxGrowth: (0, import_shared_2.strictObject)({ bytes: bytes.nullable(), unit: sizeUnit, percent: (0, import_shared_2.number)().nullable() }).nullable().describe("Null if growth is not limited; if both parts are given, both must be exceeded."),
  actual: bytes.nullable().describe("In the candidate; null for `pull` without a baseline."),
  baseline: bytes.nullable(),
  growth: delta.nullable().describe("What the commits added; if growth is limited, without what a rebuild or a moved base did.")
}).meta({ id: "budget" });
var allowed = (0, import_shared_2.strictObject)({
  fingerprint,
  status,
  reason: (0, import_shared_2.string)(),
  expires: (0, import_shared_2.string)().nullable().describe("ISO day in UTC, valid until its end; null if permanent."),
  source: (0, import_shared_2._enum)(["policy", "inline", "label"])
}).meta({ id: "allowed" });
var reportSchema = (0, import_shared_2.strictObject)({
  schemaVersion: (0, import_shared_2.literal)(1),
  tool: (0, import_shared_2.strictObject)({ name: (0, import_shared_2.literal)("final-stage"), version: (0, import_shared_2.string)() }),
  mode: (0, import_shared_2._enum)(["check", "compare", "inspect"]),
  name: imageName.exactOptional(),
  candidate: summary,
  baseline: summary.nullable(),
  size: (0, import_shared_2.strictObject)({
    content: change,
    rootfs: change,
    hidden: change,
    transfer: change,
    pull: bytes.nullable().describe("Transfer bytes of the candidate's layers that the baseline lacks.")
  }),
  causes: (0, import_shared_2.strictObject)({
    change: causePart.describe("What the commits change, and everything that nothing else explains."),
    rebuild: causePart.describe("What running the same instructions again changes."),
    base: causePart.describe("A base image that moved although nobody changed `FROM`.")
  }).nullable().describe("The change by cause: bytes add up to size.content.delta, pull to size.pull."),
  findings: (0, import_shared_2.array)(finding),
  ledger: (0, import_shared_2.strictObject)({
    byInstruction: ledgerLines,
    byOwner: ledgerLines,
    byClass: ledgerLines,
    byDirectory: ledgerLines
  }),
  breakdown: breakdown.exactOptional().describe(
    'Where the content bytes are, for people who look for themselves (docs/report.md, "Breakdown").'
  ),
  places,
  requested,
  composedFiles: (0, import_shared_2.array)(composedFile).describe("What the files that grew most are made of; without a baseline, the largest files."),
  budgets: (0, import_shared_2.array)(budget2).describe("Every budget of the policy with what was measured, in the policy's order."),
  verdict: (0, import_shared_2.strictObject)({
    conclusion: (0, import_shared_2._enum)(["success", "neutral", "failure"]),
    violations: (0, import_shared_2.array)(violation),
    allowed: (0, import_shared_2.array)(allowed),
    proposed: (0, import_shared_2.array)(allowed)
  }),
  trend: (0, import_shared_2.array)(trendPoint).max(MAX_POINTS).describe("Sizes of the base branch's image, the oldest first; empty if no history is kept."),
  fixes: (0, import_shared_2.array)(fix2).describe("Proven fixes, if they were asked for."),
  notices: (0, import_shared_2.array)((0, import_shared_2.strictObject)({ code: (0, import_shared_2.string)(), message: (0, import_shared_2.string)() }))
});
// src/report/schema-run.ts
var MAX_REASON_CHARACTERS3 = 1e4;
var name = imageName.describe("Distinct in this run.");
var outcome = (0, import_shared_2.discriminatedUnion)("kind", [
  (0, import_shared_2.strictObject)({ name, kind: (0, import_shared_2.literal)("judged"), report: reportSchema.meta({ id: "report" }) }),
  (0, import_shared_2.strictObject)({ name, kind: (0, import_shared_2.literal)("unchanged"), report: unchangedSchema }),
  (0, import_shared_2.strictObject)({
    name,
    kind: (0, import_shared_2.literal)("no-verdict"),
    reason: (0, import_shared_2.string)().regex(SAYS_SOMETHING).max(MAX_REASON_CHARACTERS3).describe("One sentence without its dot.")
  })
]);
var runReportSchema = (0, import_shared_2.strictObject)({
  schemaVersion: (0, import_shared_2.literal)(1),
  tool: (0, import_shared_2.strictObject)({ name: (0, import_shared_2.literal)("final-stage"), version: (0, import_shared_2.string)() }),
  images: (0, import_shared_2.array)(outcome).min(1).max(import_shared_2.MAX_IMAGES).describe("In the order in which they were asked for.")
});
// src/report/read-report.ts
var MAX_REPORT_BYTES = 32 * 1024 * 1024;
var MAX_PLACE_CHARACTERS2 = 120;
function readReport(bytes3, what) {
  const json = parseJson(bytes3, what);
  const fields = typeof json === "object" && json !== null ? json : {};
  if (Object.hasOwn(fields, "images")) return { kind: "run", run: check3(runReportSchema, json, what) };
  return "candidate" in fields && fields.candidate === null ? { kind: "unchanged", report: check3(unchangedSchema, json, what) } : { kind: "one", report: check3(reportSchema, json, what) };
}
function parseJson(bytes3, what) {
  if (bytes3.length > MAX_REPORT_BYTES) {
    throw refused2(what, `has ${bytes3.length} bytes, expected at most ${MAX_REPORT_BYTES}`);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes3));
  } catch {
    throw refused2(what, "is not JSON");
  }
}
function check3(schema, json, what) {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === void 0 ? "" : ` ${describe3(issue, json)}`;
  throw refused2(
    what,
    `is not a report of this version: it ${writtenBy(json)}differs from the schema${where}`
  );
}
function writtenBy(json) {
  const written = valueAt(json, ["tool", "version"]);
  return typeof written === "string" && VERSION_FORM.test(written) ? `was written by ${written}, and ` : "";
}
var VERSION_FORM = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/;
function describe3(issue, json) {
  const unknownKeys = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const path = [...issue.path, ...unknownKeys];
  const place2 = (0, import_shared_3.shorten)((0, import_shared_3.visible)(path.join(".")), MAX_PLACE_CHARACTERS2).replaceAll("`", "'");
  const at2 = place2 === "" ? "at the top: " : `at \`${place2}\`: `;
  if (unknownKeys.length > 0) return `${at2}found a field that it does not have`;
  const expected = /expected (.+?)(?:, received .*)?$/i.exec(issue.message)?.[1] ?? "another value";
  return `${at2}found ${kindOf(valueAt(json, path))}, expected ${(0, import_shared_3.shorten)(expected, MAX_PLACE_CHARACTERS2)}`;
}
function valueAt(json, path) {
  return path.reduce(
    (value, key) => typeof value === "object" && value !== null && Object.hasOwn(value, key) ? value[key] : void 0,
    json
  );
}
function kindOf(value) {
  if (typeof value === "string") return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return value === void 0 ? "nothing" : JSON.stringify(value);
}
function refused2(what, found) {
  return new import_shared_3.GateError("bad-input", `${what} ${found}`, {
    hint: "Give the file that the output `report` or `--format json` of the same version of Final Stage wrote."
  });
}
// src/github/archive-entry.ts
var import_yauzl = (0, import_shared_3.__toESM)(require_yauzl(), 1);
var MAX_ENTRIES = 100;
var STORED = 0;
var DEFLATED = 8;
async function takeEntry(archive, wanted) {
  try {
    const zip = await (0, import_yauzl.fromBufferPromise)(Buffer.from(archive.buffer, archive.byteOffset, archive.length), {
      strictFileNames: true,
      autoClose: false
    });
    const entry = await findEntry(zip, wanted);
    return typeof entry === "string" ? { mistake: entry } : await readEntry(zip, entry, wanted);
  } catch {
    return { mistake: "is not a whole zip archive" };
  }
}
async function findEntry(zip, { name: name2, maxBytes }) {
  if (zip.entryCount > MAX_ENTRIES) return `has ${zip.entryCount} entries, expected at most ${MAX_ENTRIES}`;
  const found = [];
  for await (const entry2 of zip.eachEntry()) if (entry2.fileName === name2) found.push(entry2);
  const [entry] = found;
  if (entry === void 0) return `has no entry \`${name2}\``;
  if (found.length > 1) return `has ${found.length} entries \`${name2}\`, expected one`;
  return whyNot(entry, maxBytes) ?? entry;
}
function whyNot(entry, maxBytes) {
  const { fileName: name2, compressionMethod: method, uncompressedSize: size } = entry;
  if (entry.isEncrypted()) return `has \`${name2}\` encrypted`;
  if (!isPlainFile(entry)) return `has \`${name2}\` as a link or a device, expected a file`;
  if (method !== STORED && method !== DEFLATED)
    return `has \`${name2}\` compressed by a method other than deflate`;
  return size <= maxBytes ? void 0 : `has \`${name2}\` with ${size} bytes, expected at most ${maxBytes}`;
}
var FILE_TYPE = 61440;
var REGULAR_FILE = 32768;
function isPlainFile({ externalFileAttributes }) {
  const type = externalFileAttributes >>> 16 & FILE_TYPE;
  return type === 0 || type === REGULAR_FILE;
}
async function readEntry(zip, entry, { name: name2, maxBytes }) {
  const header = await zip.readLocalFileHeaderPromise(entry);
  if (header.fileName.toString("latin1") !== name2)
    return { mistake: `has another name before the bytes of \`${name2}\`` };
  const chunks = [];
  let size = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) return { mistake: `has \`${name2}\` with more than ${maxBytes} bytes` };
  }
  const bytes3 = Buffer.concat(chunks);
  if ((0, import_node_zlib.crc32)(bytes3) === entry.crc32) return { bytes: bytes3 };
  return { mistake: `has \`${name2}\` with another checksum than the archive says` };
}
// src/github/measured-report.ts
var ENTRY = "final-stage.json";
var MAX_ARCHIVE_BYTES = 16 * 1024 * 1024;
var DOWNLOAD_MS = 12e4;
var PER_PAGE4 = 100;
async function fetchMeasured(client, run, name2) {
  const artifact = await findArtifact(client, run, name2);
  if (artifact === null) return { kind: "absent" };
  if (artifact === "expired") return { kind: "expired" };
  if (artifact.size > MAX_ARCHIVE_BYTES)
    return refuse2(`has ${artifact.size} bytes, expected at most ${MAX_ARCHIVE_BYTES}`);
  const archive = await download(client, artifact.id);
  if (archive === null) return refuse2(`has more than ${MAX_ARCHIVE_BYTES} bytes`);
  const entry = await takeEntry(archive, { name: ENTRY, maxBytes: MAX_REPORT_BYTES });
  if ("mistake" in entry) return refuse2(entry.mistake);
  return readEntry2(entry.bytes);
}
function readEntry2(bytes3) {
  try {
    return { kind: "report", read: readReport(bytes3, `an entry \`${ENTRY}\` that`) };
  } catch (error) {
    if (!(error instanceof import_shared_3.GateError)) throw error;
    return refuse2(`has ${error.message}`);
  }
}
function refuse2(why) {
  return { kind: "refused", why };
}
async function findArtifact({ octokit, owner, repo }, run, name2) {
  const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({
    owner,
    repo,
    run_id: run.id,
    name: name2,
    per_page: PER_PAGE4
  });
  const found = data.artifacts.filter(({ workflow_run: of }) => of?.id === run.id && of.head_sha === run.headSha).filter((artifact) => artifact.name === name2).sort((a, b) => Number(a.expired) - Number(b.expired) || b.id - a.id)[0];
  if (found === void 0) return null;
  return found.expired ? "expired" : { id: found.id, size: found.size_in_bytes };
}
async function download({ octokit, owner, repo }, id) {
  const late = () => new Error(`the artifact did not come within ${DOWNLOAD_MS / 1e3} s`);
  return await (0, import_shared_2.withEnd)(
    async () => {
      const { data } = await octokit.rest.actions.downloadArtifact({
        owner,
        repo,
        artifact_id: id,
        archive_format: "zip",
        // As a stream: what Octokit reads itself has no limit.
        request: { parseSuccessResponseBody: false }
      });
      return readBounded(data);
    },
    { milliseconds: DOWNLOAD_MS, late }
  );
}
async function readBounded(body) {
  const chunks = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_ARCHIVE_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
// src/github/measured-pull.ts
var PER_PAGE5 = 100;
async function findMeasuredPull(client, run) {
  const { octokit, owner, repo } = client;
  const [headOwner = ""] = run.headRepository.split("/");
  const { data } = await octokit.rest.pulls.list({
    owner,
    repo,
    head: `${headOwner}:${run.headBranch}`,
    state: "open",
    per_page: PER_PAGE5
  });
  const ofBranch = data.filter(({ head, base, state }) => {
    const isOfBranch = head.ref === run.headBranch && isSame(nameOf3(head.repo), run.headRepository);
    return isOfBranch && state === "open" && isSame(base.repo.full_name, `${owner}/${repo}`);
  });
  if (ofBranch.length === 0) return { none: "no open pull request has the branch that was measured" };
  const [found, ...others] = ofBranch.filter(({ head }) => head.sha === run.headSha);
  if (found === void 0)
    return { none: "the pull request has a newer commit than the one that was measured" };
  if (others.length === 0) return { pull: found.number };
  const numbers = [found, ...others].map(({ number: number2 }) => number2).sort((a, b) => a - b);
  return {
    none: `several pull requests have the commit that was measured (${numbers.join(", ")}), and GitHub does not say which of them the run was for`
  };
}
function nameOf3(repository3) {
  return repository3?.full_name ?? "";
}
function isSame(one2, other) {
  return one2.toLowerCase() === other.toLowerCase();
}
// src/github/measuring-run.ts
var repository2 = (0, import_shared_2.object)({ full_name: (0, import_shared_2.string)() });
var payloadSchema = (0, import_shared_2.object)({
  action: (0, import_shared_2.string)(),
  repository: repository2,
  workflow_run: (0, import_shared_2.object)({
    id: (0, import_shared_2.int)().positive(),
    run_number: (0, import_shared_2.int)().positive(),
    run_attempt: (0, import_shared_2.int)().positive().default(1),
    path: (0, import_shared_2.string)().default(""),
    event: (0, import_shared_2.string)(),
    conclusion: (0, import_shared_2.string)().nullable(),
    head_sha: (0, import_shared_2.string)().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/),
    head_branch: (0, import_shared_2.string)().nullable(),
    head_repository: repository2.nullable(),
    repository: repository2
  })
});
function readMeasuringRun(environment, payload) {
  const name2 = environment["GITHUB_EVENT_NAME"] ?? "";
  if (name2 !== "workflow_run") {
    throw new import_shared_3.GateError(
      "bad-input",
      `\`mode: comment\` runs on \`${name2 || "no event"}\`, expected \`workflow_run\``,
      {
        hint: "docs/forks.md has both workflows, ready to copy."
      }
    );
  }
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) {
    const places2 = parsed.error.issues.map(({ path }) => `\`${path.join(".") || "payload"}\``);
    throw new import_shared_3.GateError(
      "bad-input",
      `the payload of the event \`workflow_run\` lacks ${[...new Set(places2)].join(", ")}`,
      { hint: "The file that GITHUB_EVENT_PATH names must be the one that GitHub wrote for this run." }
    );
  }
  return toRun(parsed.data, environment["GITHUB_REPOSITORY"] ?? "");
}
function toRun({ action, repository: here, workflow_run: run }, ownRepository) {
  const { head_repository: repository3, head_branch: branch } = run;
  if (!isSame2(here.full_name, ownRepository) || !isSame2(run.repository.full_name, ownRepository))
    return { none: "the run belongs to another repository" };
  if (action !== "completed") return { none: "the run has not ended" };
  if (run.event !== "pull_request")
    return { none: "the event of the run is not `pull_request`, so it measured no pull request" };
  if (repository3 === null || branch === null)
    return { none: "the branch of the pull request, or its repository, was deleted" };
  return toMeasuringRun(run, { branch, repository: repository3.full_name, ownRepository });
}
function toMeasuringRun(run, head) {
  return {
    id: run.id,
    number: run.run_number,
    attempt: run.run_attempt,
    path: run.path.split("@")[0] ?? "",
    conclusion: run.conclusion ?? "",
    headSha: run.head_sha,
    headBranch: head.branch,
    headRepository: head.repository,
    isFork: !isSame2(head.repository, head.ownRepository)
  };
}
function isSame2(one2, other) {
  return one2.toLowerCase() === other.toLowerCase();
}
// src/github/comment-key.ts
var DIGEST_CHARACTERS = 16;
function commentKeys(environment, { parts, details, leg }) {
  const names = [workflowOf(environment), environment["GITHUB_JOB"] ?? "", ...parts];
  const former = names.filter((part) => part !== "").join(" ");
  const rest = JSON.stringify([...names, stepOf(environment), leg, ...details]);
  const digest2 = (0, import_node_crypto6.createHash)("sha256").update(rest).digest("hex").slice(0, DIGEST_CHARACTERS);
  return { key: `${former} ${digest2}`, former: leg === "" ? former : null };
}
function workflowOf(environment) {
  const file = /\/(\.github\/workflows\/[^@]+)@/.exec(environment["GITHUB_WORKFLOW_REF"] ?? "")?.[1];
  return file ?? environment["GITHUB_WORKFLOW"] ?? "";
}
function stepOf(environment) {
  const step = environment["GITHUB_ACTION"] ?? "";
  return /^__run(?:_\d+)?$/.test(step) ? "" : step;
}
// src/github/run-place.ts
function readRunPlace(environment, event) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository3, GITHUB_RUN_ID: run } = environment;
  if (!server || !repository3) return {};
  const headSha = headShaOf(event);
  return {
    ...run && { reportUrl: `${server}/${repository3}/actions/runs/${run}` },
    ...headSha !== "" && { sourceUrl: `${server}/${repository3}/blob/${headSha}/` }
  };
}
function readMarker(environment, event, identity) {
  const { key, former } = commentKeys(environment, identity);
  return { marker: { key, headSha: headShaOf(event), run: readRunNumber(environment) }, formerKey: former };
}
function headShaOf(event) {
  return event.kind === "pull_request" ? event.headSha : "";
}
// src/github/telling.ts
async function tell(telling) {
  const run = readMeasuringRun(telling.environment, telling.payload);
  if ("none" in run) return { level: "notice", message: `nothing is commented on: ${run.none}` };
  if (telling.client === null) return { level: "error", message: NO_TOKEN2 };
  const ofRun = { ...telling, run, client: telling.client };
  const pull = await ask(() => findMeasuredPull(ofRun.client, run), PULLS);
  if ("failed" in pull) return { level: "error", message: pull.failed };
  if ("none" in pull.found)
    return { level: "notice", message: `nothing is commented on: ${pull.found.none}` };
  const publication = toPublication(ofRun, pull.found.pull);
  const measured = await ask(() => fetchMeasured(ofRun.client, run, telling.artifact), ARTIFACT);
  if ("failed" in measured)
    return withoutAnswer({ level: "error", message: measured.failed }, publication, ofRun);
  return tellMeasured(measured.found, publication, ofRun);
}
var NO_TOKEN2 = "nothing can be commented, because there is no token. Omit `github-token`, or give it one that may comment";
var PULLS = { what: "the pull requests could not be listed", permission: "pull-requests: write" };
var ARTIFACT = { what: "the artifact could not be downloaded", permission: "actions: read" };
async function ask(question, { what, permission }) {
  try {
    return { found: await question() };
  } catch (error) {
    return { failed: `${what}: ${(0, import_shared_1.describeFailure)((0, import_shared_2.toApiFailure)(error), permission)}` };
  }
}
async function tellMeasured(measured, publication, ofRun) {
  const { run, artifact } = ofRun;
  switch (measured.kind) {
    case "report":
      return tellReport(measured.read, publication, ofRun);
    case "absent":
      return withoutReport({ level: "notice", message: whyAbsent(run, artifact) }, publication, ofRun);
    case "expired": {
      const message = `the artifact \`${artifact}\` of run ${run.id} has expired; run that workflow again`;
      return withoutAnswer({ level: "warning", message }, publication, ofRun);
    }
    case "refused": {
      const message = `the artifact \`${artifact}\` of run ${run.id} ${measured.why}`;
      return withoutReport({ level: "warning", message }, publication, ofRun);
    }
  }
}
async function tellReport(read2, publication, ofRun) {
  const { client, run } = ofRun;
  const summary2 = summaryOf(read2, publication, run);
  const [unpublished] = await publishRead(read2, publication, client);
  return unpublished === void 0 ? { level: "info", message: `the report of run ${run.id} is in the comment`, summary: summary2 } : { level: "error", message: unpublished.message, summary: summary2 };
}
function summaryOf(read2, { claim: claim2 }, { headSha }) {
  if (read2.kind === "run") return renderRunSummary(read2.run, { ...claim2 && { claim: claim2 } });
  return read2.kind === "one" ? renderStepSummary(read2.report, claim2) : renderUnchangedComment(read2.report, headSha, claim2);
}
function publishRead(read2, publication, client) {
  if (read2.kind === "run") return publishComment(runTexts(read2.run), publication, client);
  return read2.kind === "one" ? publishComment(reportTexts(read2.report), publication, client) : publishUnchangedComment(read2.report, publication, client);
}
async function withoutReport(told, publication, { client }) {
  const notices = await publishNoVerdict(told.message, publication, client);
  const [unpublished] = notices.filter(({ code: code4 }) => code4 !== "comment-key-shared");
  return unpublished === void 0 ? told : { level: "error", message: unpublished.message };
}
async function withoutAnswer(told, { claim: _claim, ...publication }, ofRun) {
  return withoutReport(told, publication, ofRun);
}
function whyAbsent({ conclusion, id }, artifact) {
  if (conclusion === "action_required")
    return "the run that measures the image waits for the approval of a maintainer";
  if (conclusion === "cancelled") return "the run that measures the image was cancelled";
  return `the run that measures the image, ${id}, ended without the artifact \`${artifact}\``;
}
function toPublication({ run, comment, artifact, leg, environment }, pull) {
  const event = {
    kind: "pull_request",
    number: pull,
    headSha: run.headSha,
    baseSha: "",
    baseRef: "",
    // Of the token: this run's own may write, unlike that of the run that measured.
    isFork: false,
    labels: []
  };
  const repository3 = environment["GITHUB_REPOSITORY"] ?? "";
  const measuring = {
    ...environment,
    GITHUB_WORKFLOW_REF: `${repository3}/${run.path}@`,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_RUN_ATTEMPT: String(run.attempt)
  };
  const place2 = readRunPlace(measuring, event);
  const identity = { parts: [artifact], details: [], leg };
  const claim2 = {
    run: run.id,
    runUrl: place2.reportUrl ?? "",
    fork: run.isFork ? run.headRepository : null,
    branch: run.headBranch
  };
  return { event, comment, ...readMarker(measuring, event, identity), place: place2, claim: claim2 };
}
// src/github/publish-run.ts
async function publishRun(run, publication, ports) {
  for (const annotation of toRunAnnotations(run)) ports.annotate(annotation);
  const unpublished = await publishRunToPull(run, publication, ports.client);
  const notices = [...publication.notices ?? [], ...unpublished];
  for (const notice of notices.filter(isLoud)) ports.warn(notice.message);
  const summary2 = await writeSummary(renderRunSummary(run, { notices }), ports);
  return [...unpublished, ...summary2];
}
function publishRunToPull(run, publication, client) {
  return publishTexts(runTexts(run), publication, client);
}
// src/github/outputs.ts
function toOutputs(report, files) {
  const { size, verdict } = report;
  const outcome2 = (0, import_shared_2.isUnchanged)(report) ? { name: report.name ?? "image", kind: "unchanged", report } : { name: (0, import_shared_2.reportName)(report), kind: "judged", report };
  return new Map([
    ["conclusion", verdict.conclusion],
    ["content-size", toText(size.content.candidate)],
    ["baseline-content-size", toText(size.content.baseline)],
    ["content-delta", toText(size.content.delta)],
    ["content-delta-percent", toText(size.content.percent)],
    ["transfer-size", toText(size.transfer.candidate)],
    ["pull-size", toText(size.pull)],
    ["introduced", toText(toRow(outcome2).introduced)],
    ["images", toImages([outcome2])],
    ...toPaths(files)
  ]);
}
function toRunOutputs(run, files) {
  const { images } = run;
  const [only] = images;
  const own5 = images.length === 1 && only !== void 0 && only.kind !== "no-verdict" ? toOutputs(only.report, files) : NO_SIZES;
  const introduced = images.reduce((sum, outcome2) => sum + (toRow(outcome2).introduced ?? 0), 0);
  return new Map([
    ...own5,
    ["conclusion", (0, import_shared_2.conclusionOf)(run) ?? ""],
    ["introduced", toText(introduced)],
    ["images", toImages(images)],
    ...toPaths(files)
  ]);
}
var NO_SIZES = new Map(
  ["conclusion", "content-size", "baseline-content-size", "content-delta", "content-delta-percent"].concat(["transfer-size", "pull-size"]).map((name2) => [name2, ""])
);
function toImages(images) {
  return JSON.stringify(
    images.map((outcome2) => {
      const { content, delta: delta2 } = toRow(outcome2);
      const conclusion = (0, import_shared_2.conclusionOfOutcome)(outcome2) ?? "";
      return { name: outcome2.name, conclusion, contentSize: content, contentDelta: delta2 };
    })
  );
}
function toPaths({ json, html: html2, sarif, patch }) {
  return [
    ["report", json],
    ["report-html", html2],
    ["sarif", sarif],
    ["fix-patch", patch]
  ];
}
function toText(value) {
  return value === null ? "" : String(value);
}
// src/github/waiver.ts
var PER_PAGE6 = 100;
var MAX_EVENT_PAGES = 10;
async function readWaiver(client, pull, label) {
  const labels = await readLabels(client, pull);
  const name2 = (labels ?? pull.labels).find((candidate) => isSameLabel(candidate, label));
  if (name2 === void 0) return null;
  if (client === null || labels === null) {
    return { unconfirmed: "the API did not confirm it; the token needs `pull-requests: read` for that" };
  }
  const by = await readLabeler(client, pull.number, name2);
  if (by === null) {
    return { unconfirmed: "the API did not say who set it; the token needs `pull-requests: read` for that" };
  }
  const why = by.endsWith("[bot]") ? `the bot ${by} set it, expected a person` : await whyNot2(client, by);
  return why === null ? { label: name2, by } : { unconfirmed: why };
}
var ROLES_WITHOUT_LABELS = /* @__PURE__ */ new Set(["", "none", "read"]);
async function whyNot2({ octokit, owner, repo }, login) {
  try {
    const query = { owner, repo, username: login };
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel(query);
    if (!ROLES_WITHOUT_LABELS.has(data.role_name)) return null;
    return `${login} set it, but has no role here that may set labels, expected triage or higher`;
  } catch {
    return `the API did not say which role ${login}, who set it, has here; the token needs \`metadata: read\` for that`;
  }
}
async function readLabels(client, pull) {
  if (client === null) return null;
  const { octokit, owner, repo } = client;
  try {
    const query = { owner, repo, issue_number: pull.number, per_page: PER_PAGE6 };
    return (await octokit.paginate(octokit.rest.issues.listLabelsOnIssue, query)).map(({ name: name2 }) => name2);
  } catch {
    return null;
  }
}
async function readLabeler(client, pull, label) {
  const { octokit, owner, repo } = client;
  const query = { owner, repo, issue_number: pull, per_page: PER_PAGE6 };
  let actor = null;
  let pages = 0;
  try {
    for await (const page of octokit.paginate.iterator(octokit.rest.issues.listEvents, query)) {
      for (const event of page.data) actor = toLabeler(event, label) ?? actor;
      pages += 1;
      if (pages === MAX_EVENT_PAGES) return null;
    }
  } catch {
    return null;
  }
  return actor;
}
function toLabeler(event, label) {
  if (!("event" in event) || event.event !== "labeled" || !("label" in event) || !("actor" in event))
    return null;
  const isWanted = hasText(event.label, "name") && isSameLabel(event.label.name, label);
  return isWanted && hasText(event.actor, "login") ? event.actor.login : null;
}
function hasText(value, key) {
  return typeof value === "object" && value !== null && key in value && typeof Reflect.get(value, key) === "string";
}
function isSameLabel(one2, other) {
  return one2.toLowerCase() === other.toLowerCase();
}
// src/github/keep-history.ts
// src/report/trend-badge.ts
function toBadge(report) {
  const lines2 = (0, import_shared_2.budgetLines)(report);
  const isExceeded = lines2.some((line3) => line3.isExceeded);
  return {
    schemaVersion: 1,
    label: "image size",
    message: (0, import_shared_2.renderBytes)(report.size.content.candidate),
    color: lines2.length === 0 ? "blue" : isExceeded ? "red" : "brightgreen"
  };
}
function renderBadge(report) {
  return `${JSON.stringify(toBadge(report))}
`;
}
// src/github/history-places.ts
// src/github/history-store.ts
var AT_ONCE = 8;
async function forEachOf(all2, work) {
  const results = [];
  for (let start = 0; start < all2.length; start += AT_ONCE)
    results.push(...await Promise.all(all2.slice(start, start + AT_ONCE).map(work)));
  return results;
}
function openHistoryCache(service, images, commit) {
  const prefixes = images.map((image2) => {
    const name2 = (0, import_node_crypto9.createHash)("sha256").update(image2).digest("hex").slice(0, 32);
    return `final-stage-history-${name2}-`;
  });
  const load = () => forEachOf(
    prefixes,
    async (prefix) => service.mayRestore ? (await service.restore(prefix))?.bytes ?? null : null
  );
  return {
    load,
    update: async (change2) => {
      if (!service.maySave) throw new Error("the workflow may not write to the cache");
      const files = change2(await load());
      await forEachOf([...prefixes.entries()], async ([index2, prefix]) => {
        const made = files[index2];
        if (made == null) return;
        await service.save({ key: `${prefix}${commit}`, bytes: new TextEncoder().encode(made.history) });
      });
    },
    isReplaced: true
  };
}
function openHistoryFile(path) {
  const load = async () => [await readHistoryFile(path)];
  return {
    load,
    update: async (change2) => {
      const [made] = change2(await load());
      if (made != null) await (0, import_promises4.writeFile)(path, made.history);
    },
    isReplaced: false
  };
}
var NO_WAITING = import_node_fs.constants.O_RDONLY | import_node_fs.constants.O_NONBLOCK;
async function readHistoryFile(path) {
  try {
    var _stack = [];
    try {
      const handle2 = (0, import_shared_3.__using)(_stack, await (0, import_promises4.open)(path, NO_WAITING), true);
      const status2 = await handle2.stat();
      if (!status2.isFile()) return refused3(path, "is not a file");
      if (status2.size > MAX_HISTORY_BYTES) return refused3(path, `has ${status2.size} bytes`);
      return await handle2.readFile();
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = (0, import_shared_3.__callDispose)(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    const code4 = Reflect.get(Object(error), "code");
    if (code4 === "ENOENT") return null;
    if (code4 === "ENXIO") return refused3(path, "is not a file");
    throw error;
  }
}
function refused3(path, found) {
  const expected = `expected a size history of at most ${MAX_HISTORY_BYTES} bytes`;
  return new import_shared_3.GateError("bad-input", `\`${path}\` ${found}, ${expected}`, {
    hint: "Delete it, or name another file: the next push begins a new history."
  });
}
// src/github/history-branch.ts
var MAX_ATTEMPTS = 5;
function openHistoryBranch(client, place2) {
  const read2 = (head) => forEachOf(
    place2.slugs,
    async (slug) => head === null ? null : readKept(client, head, `history-${slug}.json`)
  );
  return {
    load: async () => read2(await headOf(client, place2.branch)),
    update: async (change2) => {
      for (let attempt = 1; ; attempt += 1) {
        const head = await headOf(client, place2.branch);
        const files = change2(await read2(head));
        if (files.every((one2) => one2 === null)) return;
        try {
          await commitFiles(client, { place: place2, head, files });
          return;
        } catch (error) {
          if (attempt === MAX_ATTEMPTS) throw error;
          if (!await isOvertaken(error, { client, branch: place2.branch, head })) throw error;
        }
      }
    },
    isReplaced: false
  };
}
async function isOvertaken(error, { client, branch, head }) {
  const { status: status2 } = (0, import_shared_2.toApiFailure)(error);
  return status2 === 409 || status2 === 422 && await headOf(client, branch) !== head;
}
async function headOf({ octokit, owner, repo }, branch) {
  const found = await orNull(() => octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` }));
  return found?.data.object.sha ?? null;
}
async function readKept(client, ref, path) {
  try {
    return await readFileAt(client, ref, path);
  } catch (error) {
    if (error instanceof import_shared_3.GateError) return error;
    throw error;
  }
}
async function readFileAt({ octokit, owner, repo }, ref, path) {
  const found = await orNull(() => octokit.rest.repos.getContent({ owner, repo, path, ref }));
  if (found === null) return null;
  const { data } = found;
  if (Array.isArray(data) || data.type !== "file" || !("content" in data))
    throw refused4(`\`${path}\` is not a file`);
  if (data.size > MAX_HISTORY_BYTES)
    throw refused4(`\`${path}\` has ${data.size} bytes, expected at most ${MAX_HISTORY_BYTES}`);
  return Buffer.from(data.content, "base64");
}
function refused4(message) {
  return new import_shared_3.GateError("bad-input", message, { hint: "Delete it: the next push begins a new history." });
}
async function orNull(ask2) {
  try {
    return await ask2();
  } catch (error) {
    if ((0, import_shared_2.toApiFailure)(error).status === 404) return null;
    throw error;
  }
}
async function commitFiles(client, { place: place2, head, files }) {
  const { octokit, owner, repo } = client;
  const { branch, slugs, message } = place2;
  const tree2 = await octokit.rest.git.createTree({
    owner,
    repo,
    ...head !== null && { base_tree: await treeOf(client, head) },
    tree: slugs.flatMap((slug, index2) => toEntries(slug, files[index2] ?? null))
  });
  const parents = head === null ? [] : [head];
  const commit = await octokit.rest.git.createCommit({ owner, repo, message, tree: tree2.data.sha, parents });
  const { sha: sha2 } = commit.data;
  if (head === null) await octokit.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha: sha2 });
  else await octokit.rest.git.updateRef({ owner, repo, ref: `heads/${branch}`, sha: sha2, force: false });
}
async function treeOf({ octokit, owner, repo }, commit) {
  const { data } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: commit });
  return data.tree.sha;
}
function toEntries(slug, files) {
  if (files === null) return [];
  return [
    toEntry(`history-${slug}.json`, files.history),
    toEntry(`trend-${slug}.svg`, files.chart),
    ...files.badge === null ? [] : [toEntry(`badge-${slug}.json`, files.badge)]
  ];
}
function toEntry(path, content) {
  return { path, mode: "100644", type: "blob", content };
}
// src/github/history-places.ts
function openStore({ choice, client, environment, event }, images, facts) {
  const commit = event.kind === "push" ? event.after : "";
  if (choice.kind === "file") return openHistoryFile(choice.path);
  if (choice.kind === "cache") {
    const service = (0, import_shared_1.openCacheService)(environment);
    return service === null ? notKept(NO_CACHE) : openHistoryCache(service, images, commit);
  }
  if (choice.kind === "off" || client === null) return notKept(NO_TOKEN3);
  const taken = takenBranch(choice.branch, event, facts);
  if (taken !== null) return notKept(`${NOT_THERE} ${taken}. ${ANOTHER}`);
  const message = `Record ${sizesOf(images)} at ${commit.slice(0, 10)}`;
  return openHistoryBranch(client, { branch: choice.branch, slugs: images.map(toSlug), message });
}
function sizesOf({ length }) {
  return length === 1 ? "the image size" : `the sizes of ${length} images`;
}
var NO_CACHE = "there is no size history, because this run cannot reach GitHub's cache";
var NO_TOKEN3 = "there is no size history, because there is no token. Give one as `github-token`";
var NOT_THERE = "there is no size history, because `history` names";
var ANOTHER = "Name another one, such as `branch:size-history`";
function takenBranch(branch, event, { defaultBranch }) {
  if (branch === defaultBranch) return "the default branch";
  return branch === branchOf(event) ? `the branch \`${branch}\`, which this run is about` : null;
}
function branchOf(event) {
  if (event.kind === "pull_request") return event.baseRef;
  return event.kind === "push" ? /^refs\/heads\/(.+)$/.exec(event.ref)?.[1] : void 0;
}
function notKept(message) {
  return { code: "history-not-kept", message };
}
function chartAddress(image2, { choice, environment }, { isPublic }) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository3 } = environment;
  if (choice.kind !== "branch" || !isPublic || !server?.startsWith("https://") || !repository3)
    return void 0;
  const branch = choice.branch.split("/").map(encodeURIComponent).join("/");
  return `${server}/${repository3}/raw/${branch}/trend-${toSlug(image2)}.svg`;
}
var MAX_SLUG_CHARACTERS = 80;
function toSlug(image2) {
  const plain2 = image2.replace(/[^A-Za-z0-9._]+/g, "-").replace(/^[-.]+|-+$/g, "");
  if (plain2 === image2 && plain2.length <= MAX_SLUG_CHARACTERS) return plain2;
  const digest2 = (0, import_node_crypto8.createHash)("sha256").update(image2).digest("hex").slice(0, 8);
  return [plain2.slice(0, MAX_SLUG_CHARACTERS), digest2].filter((part) => part !== "").join("-");
}
// src/github/history.ts
async function withHistory(report, { image: name2, ...run }) {
  const { images, notices } = await withHistories([{ name: name2, report }], run);
  const [told = { report }] = images;
  return { ...told, report: noted(told.report, notices) };
}
async function withHistories(images, run) {
  const facts = await (0, import_shared_1.readRepositoryFacts)(run.environment);
  const names = images.map(({ name: name2 }) => name2);
  const opened = openStore(run, names, facts);
  if ("code" in opened) return { images, notices: [opened] };
  const isWriting = isBasePush(run, facts);
  try {
    const histories = await (isWriting ? record(opened, images, { ...run, pushedAt: facts.pushedAt }) : read(opened, names));
    const told = images.map((image2, index2) => {
      const history2 = histories[index2] ?? null;
      if (history2 instanceof import_shared_3.GateError)
        return { report: noted(image2.report, [failureOf(history2, isWriting, run)]) };
      return withTrend(image2.report, history2, chartAddress(image2.name, run, facts));
    });
    return { images: told, notices: [] };
  } catch (error) {
    return { images, notices: [failureOf(error, isWriting, run)] };
  }
}
function withTrend(report, history2, trendUrl) {
  const trend = history2?.points ?? [];
  const isCharted = trend.length > 0 && trendUrl !== void 0;
  return { report: { ...report, trend }, ...isCharted && { trendUrl } };
}
function noted(report, notices) {
  return notices.length === 0 ? report : { ...report, notices: [...report.notices, ...notices] };
}
function isBasePush({ event }, { defaultBranch }) {
  if (event.kind !== "push") return false;
  return defaultBranch === null ? event.ref.startsWith("refs/heads/") : event.ref === `refs/heads/${defaultBranch}`;
}
function commitOf({ event }) {
  return event.kind === "push" ? event.after : "";
}
function pointOf({ size }, known, push2) {
  const commit = commitOf(push2);
  const before = known?.points.find((point) => point.commit === commit);
  return {
    commit,
    date: push2.pushedAt ?? before?.date ?? `${push2.now.slice(0, 19)}Z`,
    contentBytes: size.content.candidate,
    rootfsBytes: size.rootfs.candidate,
    transferBytes: size.transfer.candidate
  };
}
async function read(store, names) {
  const kept = await store.load();
  return names.map((name2, index2) => parseKept(kept[index2] ?? null, name2));
}
async function record(store, images, push2) {
  let histories = [];
  await store.update((kept) => {
    histories = images.map(({ name: name2, report }, index2) => {
      const read2 = parseKept(kept[index2] ?? null, name2);
      if (read2 instanceof import_shared_3.GateError && !store.isReplaced) return read2;
      const known = read2 instanceof import_shared_3.GateError ? null : read2;
      return insertPoint(known, name2, pointOf(report, known, push2));
    });
    return images.map((image2, index2) => toFiles(image2, histories[index2], commitOf(push2)));
  });
  return histories;
}
function toFiles({ name: name2, report }, history2, commit) {
  if (history2 === void 0 || history2 instanceof import_shared_3.GateError) return null;
  const isNewest = history2.points.at(-1)?.commit === commit;
  return {
    history: renderHistory(history2),
    chart: renderTrendFile(history2.points, name2),
    badge: isNewest ? renderBadge(report) : null
  };
}
function parseKept(kept, name2) {
  if (kept === null || kept instanceof import_shared_3.GateError) return kept;
  try {
    return parseHistory(kept, name2);
  } catch (error) {
    if (error instanceof import_shared_3.GateError) return error;
    throw error;
  }
}
function failureOf(error, isWriting, { choice, event }) {
  const code4 = isWriting ? "history-not-kept" : "history-not-read";
  if (error instanceof import_shared_3.GateError)
    return { code: code4, message: `${error.message}. ${error.hint ?? ""}`.trim().replace(/\.$/, "") };
  const permission = isWriting ? "contents: write" : "contents: read";
  const verb = isWriting ? "written" : "read";
  if (choice.kind !== "branch")
    return { code: code4, message: `the size history could not be ${verb}: ${(0, import_shared_2.toApiFailure)(error).message}` };
  return (0, import_shared_1.toNotice)({ code: code4, what: "the size history", permission, verb }, error, event);
}
// src/github/keep-history.ts
function historyName({ parts, leg }) {
  const names = parts.map((part) => part.replace(/^\.\/|\/?Dockerfile$/g, "")).filter((part) => !["", "."].includes(part));
  const values = leg.replace(/["{}]/g, "").replace(/\s+/g, " ").trim();
  return bounded([...names, ...values === "" ? [] : [values]].join(" ") || "image");
}
var DIGEST_CHARACTERS2 = 16;
function bounded(name2) {
  if (name2.length <= MAX_IMAGE_CHARACTERS) return name2;
  const digest2 = (0, import_node_crypto7.createHash)("sha256").update(name2).digest("hex").slice(0, DIGEST_CHARACTERS2);
  const head = name2.slice(0, MAX_IMAGE_CHARACTERS - DIGEST_CHARACTERS2 - 1).replace(/[\ud800-\udbff]$/, "");
  return `${head} ${digest2}`;
}
function keepHistory(report, { history: choice, identity, request: request2 }, client) {
  const { event } = request2;
  return withHistory(report, { choice, event, image: historyName(identity), client, ...now() });
}
function now() {
  return { environment: process.env, now: (/* @__PURE__ */ new Date()).toISOString() };
}
async function keepRunHistory(run, { history: choice, event }, client) {
  const judged = run.images.filter((image2) => image2.kind === "judged");
  if (choice.kind === "off" || judged.length === 0) return { run, trendUrls: /* @__PURE__ */ new Map(), notices: [] };
  const named = judged.map(({ name: name2, report }) => ({ name: bounded(name2), report }));
  const { images, notices } = await withHistories(named, { choice, event, client, ...now() });
  const told = new Map(judged.map(({ name: name2 }, index2) => [name2, images[index2]]));
  const trendUrls = [...told].flatMap(
    ([name2, one2]) => one2?.trendUrl === void 0 ? [] : [[name2, one2.trendUrl]]
  );
  return {
    run: { ...run, images: run.images.map((image2) => withReport(image2, told.get(image2.name))) },
    trendUrls: new Map(trendUrls),
    notices
  };
}
function withReport(image2, told) {
  return image2.kind === "judged" && told !== void 0 ? { ...image2, report: told.report } : image2;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  NO_REPORT_FILES,
  RENDERERS,
  RUN_RENDERERS,
  UNCHANGED_RENDERERS,
  keepHistory,
  keepRunHistory,
  publish,
  publishNoVerdict,
  publishRun,
  publishRunToPull,
  publishToPull,
  publishUnchanged,
  publishUnchangedComment,
  readMarker,
  readPayload,
  readReport,
  readRunEvent,
  readRunPlace,
  readWaiver,
  renderRunTerminal,
  reportNames,
  runLine,
  summarizeNoVerdict,
  tell,
  toOutputs,
  toRunOutputs,
  writeReportFiles,
  writeRunReportFiles,
  writeSummary,
  writeUnchangedFiles
});
