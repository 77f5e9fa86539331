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
  breakDownReport: () => breakDownReport,
  explainChange: () => explainChange,
  findUnchanged: () => findUnchanged,
  recordAndNotify: () => recordAndNotify,
  renderWhyJson: () => renderWhyJson,
  renderWhyText: () => renderWhyText,
  runWhy: () => runWhy,
  whyDoubted: () => whyDoubted,
  withReasons: () => withReasons
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_2 = require("./shared-2.cjs");
var import_shared_3 = require("./shared-3.cjs");
// src/compare/changed-places.ts
var MIN_SHARE = 1 / 24;
function comparePlaces(baseline, candidate) {
  const { paths } = candidate.catalog;
  const before = bytesByNode(baseline, paths.size);
  const after = bytesByNode(candidate, paths.size);
  const piles = firstPiles(paths, { before, after });
  const total = [...piles.values()].reduce((sum, pile) => sum + weightOf(pile), 0);
  const places = heap(paths, piles, total * MIN_SHARE).map(([node, pile]) => toPlace(paths, node, pile));
  const hasBaseline = baseline !== null;
  return places.filter(({ delta }) => delta !== 0).toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || (a.path < b.path ? -1 : 1)).map((place) => hasBaseline ? place : { ...place, baseline: null, delta: null });
}
function weightOf({ before, after }) {
  return Math.abs(after - before);
}
function bytesByNode(ledger, size) {
  const bytes = new Float64Array(size);
  if (ledger === null) return bytes;
  const { catalog } = ledger;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node = catalog.node(row);
    bytes[node] = (bytes[node] ?? 0) + catalog.bytes(row);
  }
  return bytes;
}
function firstPiles(paths, { before, after }) {
  const piles = /* @__PURE__ */ new Map();
  for (let node = 0; node < paths.size; node += 1) {
    const [was, is] = [before[node] ?? 0, after[node] ?? 0];
    if (was === is) continue;
    addTo(piles, (0, import_shared_2.unitOf)(paths, node), { file: node, files: 1, before: was, after: is });
  }
  return piles;
}
function heap(paths, piles, least) {
  const placed = [];
  for (const node of withParents(paths, [...piles.keys()])) {
    const pile = piles.get(node);
    if (pile === void 0) continue;
    const isLarge = weightOf(pile) >= least && !(0, import_shared_2.isHashed)(paths.name(node));
    if (isLarge || node === 0) placed.push([node, pile]);
    else addTo(piles, paths.parent(node), pile);
  }
  return placed;
}
function withParents(paths, nodes) {
  const all = /* @__PURE__ */ new Set();
  for (const node of nodes) for (let at = node; at >= 0 && !all.has(at); at = paths.parent(at)) all.add(at);
  return [...all].sort((a, b) => b - a);
}
function addTo(piles, node, pile) {
  const known = piles.get(node);
  if (known === void 0) piles.set(node, { ...pile });
  else {
    known.file = -1;
    known.files += pile.files;
    known.before += pile.before;
    known.after += pile.after;
  }
}
function toPlace(paths, node, { file, files, before, after }) {
  const isFile = file >= 0 && !(0, import_shared_2.isHashed)(paths.name(file));
  return {
    path: paths.path(isFile ? file : node),
    kind: isFile ? "file" : "directory",
    ...{ files, baseline: before, candidate: after, delta: after - before }
  };
}
// src/packages/node-graph.ts
var MANIFEST = "/package.json";
var IN_MODULES = "/node_modules/";
var MAX_LOOKUP_CHARACTERS = 1e8;
function nodeGraph(catalog, owner) {
  const reading = { catalog, owner, left: MAX_LOOKUP_CHARACTERS };
  const manifests = catalog.factRows.filter(
    (row) => catalog.visibility(row) === "visible" && catalog.path(row).endsWith(MANIFEST)
  );
  const direct = [];
  const asked = /* @__PURE__ */ new Map();
  const ask = (number, isAsked) => {
    if (number >= 0) asked.set(number, isAsked || asked.get(number) === true);
  };
  const projects = /* @__PURE__ */ new Set();
  for (const row of manifests.filter((one) => !catalog.path(one).includes(IN_MODULES))) {
    const { needs, development } = manifestOf(catalog, row);
    const from = directoryOf(catalog.path(row));
    projects.add(from);
    for (const to of find(reading, [...needs, ...development], from)) ask(to, true);
  }
  for (const row of manifests.filter((one) => (0, import_shared_2.isNpmPackage)(catalog.path(one)))) {
    const [path, number] = [catalog.path(row), owner(row)];
    if (isGlobal(path)) ask(number, true);
    else if (isAnswered(path, projects)) ask(number, false);
    const needed = number < 0 ? [] : find(reading, manifestOf(catalog, row).needs, directoryOf(path));
    for (const to of needed) direct.push([number, to]);
  }
  return { direct, isAskedFor: (number) => asked.get(number) };
}
function directoryOf(manifest) {
  return manifest.slice(0, -MANIFEST.length);
}
function isGlobal(path) {
  return /^(?:\/[^/]+)*\/lib\/node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(path) && isTop(path);
}
function isTop(path) {
  return path.indexOf(IN_MODULES) === path.lastIndexOf(IN_MODULES);
}
function isAnswered(path, projects) {
  const top = path.slice(0, path.indexOf(IN_MODULES));
  return projects.has(top) || top.endsWith("/lib");
}
function manifestOf(catalog, row) {
  const content = (catalog.facts(row) ?? catalog.facts(catalog.groupOf(row)))?.content;
  return (0, import_shared_2.parseManifest)(content === void 0 ? "" : (0, import_shared_2.decodePathText)(content));
}
function find(reading, names2, from) {
  const folders = names2.length === 0 ? [] : foldersAbove(reading.catalog, from);
  return names2.map((name) => findPackage(reading, name, folders)).filter((number) => number >= 0);
}
function foldersAbove({ paths }, from) {
  const folders = [];
  for (let at = from; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const isFolder = !at.endsWith("/node_modules") && paths.find(`${at}/node_modules`) >= 0;
    if (isFolder) folders.push(`${at}${IN_MODULES}`);
    if (at === "") return folders;
  }
}
function findPackage(reading, name, folders) {
  for (const folder of folders) {
    const path = `${folder}${name}${MANIFEST}`;
    reading.left -= path.length;
    if (reading.left < 0) return -1;
    const row = reading.catalog.resolve(path);
    if (row >= 0) return reading.owner(row);
  }
  return -1;
}
// src/packages/reason-chain.ts
function createReasonChains(view) {
  const isRoot = createRoots(view);
  return {
    isRoot,
    chainTo: (target) => {
      if (view.arrivals.layer(target) < 0) return null;
      const chain = search(view, isRoot, { graph: view.graph, target });
      return chain ?? search(view, isRoot, { graph: view.wideGraph(), target });
    }
  };
}
function createRoots({ packages, arrivals, graph }) {
  const isAsked = packages.map((_, number) => arrivals.isAskedFor(number));
  const unasked = /* @__PURE__ */ new Map();
  for (const number of byName(packages, [...packages.keys()])) {
    const layer = arrivals.layer(number);
    if (isAsked[number] !== void 0 || layer < 0) continue;
    const known = unasked.get(layer);
    if (known === void 0) unasked.set(layer, [number]);
    else known.push(number);
  }
  const tops = /* @__PURE__ */ new Map();
  return (number) => {
    if (isAsked[number] !== void 0) return isAsked[number];
    const layer = arrivals.layer(number);
    const known = tops.get(layer) ?? (0, import_shared_2.topsOf)(graph, unasked.get(layer) ?? []);
    tops.set(layer, known);
    return known.has(number);
  };
}
function byName(packages, numbers) {
  const nameOf2 = (number) => `${packages[number]?.name} ${packages[number]?.purl}`;
  return numbers.sort((a, b) => nameOf2(a) < nameOf2(b) ? -1 : nameOf2(a) > nameOf2(b) ? 1 : a - b);
}
function search({ packages, arrivals }, isRoot, { graph, target }) {
  const layer = arrivals.layer(target);
  const isEarlier = (number) => {
    const own = arrivals.layer(number);
    return own >= 0 && own <= layer;
  };
  const steps = createSteps(graph, target, isEarlier);
  let other = null;
  for (let step = [target]; step.length > 0; step = steps.next(step)) {
    for (const number of byName(packages, step)) {
      if (!isRoot(number)) continue;
      if (arrivals.layer(number) === layer) return steps.chain(number);
      other ??= steps.chain(number);
    }
  }
  return other;
}
function createSteps(graph, target, isIn) {
  const seen = new Uint8Array(graph.nodes);
  const towards = /* @__PURE__ */ new Map();
  seen[target] = 1;
  const enter = (found, node, from) => {
    if (seen[node] === 1 || !isIn(node)) return;
    seen[node] = 1;
    towards.set(node, from);
    found.push(node);
  };
  const needing2 = (node) => {
    if (node < graph.packages) return [node];
    if (seen[node] === 1) return [];
    seen[node] = 1;
    return graph.neededBy.of(node);
  };
  const next = (step) => {
    const found = [];
    for (const number of step) {
      for (const node of graph.neededBy.of(number))
        for (const one of needing2(node)) enter(found, one, number);
    }
    return found;
  };
  const chain = (start) => {
    const numbers = [];
    for (let at = start; at !== void 0; at = towards.get(at)) numbers.push(at);
    return numbers;
  };
  return { next, chain };
}
// src/ledger/reasons.ts
var NO_NAMES = [];
var needsOf = ({ depends, alsoNeeds = NO_NAMES }) => [...depends, ...alsoNeeds];
var wishesOf = (pkg) => [...needsOf(pkg), ...pkg.recommends ?? NO_NAMES];
function createReasons(ledger) {
  const ofNode = once(
    () => createView(
      ledger,
      nodeGraph(ledger.catalog, (row) => ledger.ownerIndex(row))
    )
  );
  const ofOthers = once(() => createView(ledger, null));
  const viewOf = (number = -1) => ledger.packages[number]?.type === "npm" ? ofNode() : ofOthers();
  return {
    chainTo: (number) => viewOf(number).chainTo(number),
    isAskedFor: (number) => viewOf(number).isAskedFor(number),
    neededBy: (numbers) => viewOf(numbers[0]).neededBy(numbers),
    recommendedBy: (numbers) => viewOf(numbers[0]).recommendedBy(numbers),
    onlyFor: (numbers) => viewOf(numbers[0]).onlyFor(numbers)
  };
}
function once(make) {
  let made;
  return () => made ??= make();
}
function createView(ledger, node) {
  const { packages, arrivals } = ledger;
  const direct = node?.direct ?? [];
  const isAskedFor = (number) => node?.isAskedFor(number) ?? arrivals.isAskedFor(number);
  const seen = { ...arrivals, isAskedFor };
  const graphOf = (namesOf, isExact) => (0, import_shared_2.dependencyGraph)(packages, { namesOf, isExact, direct });
  const graph = once(() => graphOf(needsOf, true));
  const wideGraph = once(() => graphOf(wishesOf, true));
  const anyGraph = once(() => graphOf(wishesOf, false));
  const chains = once(() => createReasonChains({ packages, arrivals: seen, graph: graph(), wideGraph }));
  const isThere = (number) => ledger.isInstalled(number);
  return {
    isAskedFor,
    chainTo: (number) => chains().chainTo(number),
    neededBy: (numbers) => needing(graph(), numbers).filter(isThere),
    recommendedBy: (numbers) => {
      const needed = new Set(needing(graph(), numbers));
      return needing(wideGraph(), numbers).filter((one) => isThere(one) && !needed.has(one));
    },
    onlyFor: (numbers) => (0, import_shared_2.soleDependenciesOf)(packages, numbers, {
      graph: anyGraph(),
      isThere,
      isRequested: (index) => chains().isRoot(index)
    }).filter(isThere)
  };
}
function needing({ packages, neededBy }, numbers) {
  const nodes = new Set(numbers.flatMap((number) => [...neededBy.of(number)]));
  const found = /* @__PURE__ */ new Set();
  for (const node of nodes) {
    if (node < packages) found.add(node);
    else for (const behind of neededBy.of(node)) found.add(behind);
  }
  for (const number of numbers) found.delete(number);
  return [...found].sort((a, b) => a - b);
}
// src/scan/because.ts
function createWhy(ledger) {
  const reasons = createReasons(ledger);
  let programs;
  const ofPackage = (number) => {
    const pkg = ledger.packages[number];
    if (pkg?.type !== "golang" && pkg?.type !== "cargo") return linksOf(ledger, reasons.chainTo(number));
    programs ??= linkedPrograms(ledger.catalog);
    const program = programs.get(pkg.purl);
    return program === void 0 ? null : programLinks(ledger, program, pkg.purl);
  };
  return { reasons, because: ofPackage };
}
function withReasons(ledger, findings) {
  const why = createWhy(ledger);
  const wanted = new Set(findings.flatMap(({ packages }) => packages.slice(0, 1)));
  const numbers = /* @__PURE__ */ new Map();
  ledger.packages.forEach(({ purl }, number) => {
    if (wanted.has(purl) && !numbers.has(purl)) numbers.set(purl, number);
  });
  return findings.map((finding) => {
    const number = numbers.get(finding.packages[0] ?? "");
    return number === void 0 ? finding : { ...finding, because: why.because(number) };
  });
}
function instructionLink(ledger, layer) {
  const instruction = (0, import_shared_2.instructionOf)(ledger, layer);
  return instruction === null ? [] : [{ kind: "instruction", instruction }];
}
function linksOf(ledger, chain) {
  const [root] = chain ?? [];
  if (chain === null || root === void 0) return null;
  return [
    ...instructionLink(ledger, ledger.arrivals.layer(root)),
    ...endsOf(chain).flatMap((one) => toLink(ledger, one))
  ];
}
var MAX_CHAIN = 100;
function endsOf(chain) {
  const half = MAX_CHAIN / 2;
  return chain.length <= MAX_CHAIN ? chain : [...chain.slice(0, half), ...chain.slice(-half)];
}
function toLink({ packages }, number) {
  const pkg = packages[number];
  return pkg === void 0 ? [] : [{ kind: "package", purl: pkg.purl }];
}
function linkedPrograms(catalog) {
  const programs = /* @__PURE__ */ new Map();
  for (const row of catalog.factRows) {
    const linked = linkedIn(catalog.facts(row));
    if (linked === void 0) continue;
    const main = linked.main?.purl ?? null;
    const program = { path: catalog.path(row), layer: catalog.layer(row), main };
    for (const purl of [...linked.needed.map((one) => one.purl), ...main === null ? [] : [main]])
      programs.set(purl, earlier(program, programs.get(purl)));
  }
  return programs;
}
function linkedIn(facts) {
  const crates = facts?.derived?.[import_shared_2.AUDITED_PROGRAMS.id];
  if (crates !== void 0) return (0, import_shared_2.rustPackages)(crates);
  const modules = facts?.elf?.goModules;
  return modules && (0, import_shared_2.goPackages)(modules);
}
function earlier(one, other) {
  return other === void 0 || isBefore(one, other) ? one : other;
}
function isBefore(one, other) {
  return one.layer < other.layer || one.layer === other.layer && one.path < other.path;
}
function programLinks(ledger, { path, layer, main }, purl) {
  return [
    ...instructionLink(ledger, layer),
    { kind: "file", path },
    ...main === null || main === purl ? [] : [{ kind: "package", purl: main }],
    { kind: "package", purl }
  ];
}
// src/compare/package-sums.ts
function keyOf(purl) {
  return purl.replace(/[@?#].*$/, "");
}
function createPackageSums(ledger) {
  const { amounts, unowned } = bytesByOwner(ledger);
  const sums = /* @__PURE__ */ new Map();
  ledger.packages.forEach(({ purl, name, version }, number) => {
    const bytes = amounts[number] ?? 0;
    if (bytes === 0) return;
    const key = keyOf(purl);
    const known = sums.get(key);
    const isLarger = known === void 0 || bytes > (amounts[known.largest] ?? 0);
    const largest = isLarger ? number : known.largest;
    sums.set(key, { name, ...withOneMore(known, version, bytes), largest });
  });
  return { keys: () => sums.keys(), get: (key) => sums.get(key), unowned };
}
function withOneMore(known, version, bytes) {
  return {
    versions: [.../* @__PURE__ */ new Set([...known?.versions ?? [], version])].sort(),
    bytes: (known?.bytes ?? 0) + bytes
  };
}
function bytesByOwner(ledger) {
  const { catalog, packages } = ledger;
  const amounts = new Float64Array(packages.length);
  let unowned = 0;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (owner < 0) unowned += catalog.bytes(row);
    else amounts[owner] = (amounts[owner] ?? 0) + catalog.bytes(row);
  }
  return { amounts, unowned };
}
// src/compare/requested-changes.ts
var MAX_REQUESTS = 30;
var MAX_ALONG = 10;
var MAX_EXPLAINED = 2e3;
function compareRequests(baseline, candidate) {
  const [before, after] = [createPackageSums(baseline), createPackageSums(candidate)];
  const changes = [.../* @__PURE__ */ new Set([...after.keys(), ...before.keys()])].map((key) => toChange(key, before, after)).filter(({ delta }) => delta !== 0).toSorted(byDelta);
  if (changes.length === 0) return null;
  const sides = { before: toSide(baseline, before), after: toSide(candidate, after) };
  const groups = groupByRequest(changes.slice(0, MAX_EXPLAINED), sides);
  const isGone = createIsGone(candidate);
  const all = groups.map((group) => toRequest(group, isGone)).toSorted(byDelta);
  const requests = all.slice(0, MAX_REQUESTS);
  const shown2 = requests.map(packagesOf).reduce((sum, count) => sum + count, 0);
  return {
    requests,
    others: {
      requests: all.length - requests.length,
      packages: changes.length - shown2,
      delta: sumOf(changes) - sumOf(requests)
    },
    unowned: { delta: after.unowned - before.unowned }
  };
}
function toSide(ledger, sums) {
  let made;
  return { ledger, sums, why: () => made ??= createWhy(ledger) };
}
function toChange(key, before, after) {
  const [old, now] = [before.get(key), after.get(key)];
  const [baseline, candidate] = [amountOf(old), amountOf(now)];
  return {
    key,
    name: (now ?? old)?.name ?? key,
    versions: { baseline: baseline.versions, candidate: candidate.versions },
    baseline: baseline.bytes,
    candidate: candidate.bytes,
    delta: candidate.bytes - baseline.bytes
  };
}
function amountOf(sum) {
  return sum ?? { versions: [], bytes: 0 };
}
function sumOf(changes) {
  return changes.reduce((sum, { delta }) => sum + delta, 0);
}
function byDelta(a, b) {
  const [one, other] = [a.name ?? "", b.name ?? ""];
  return Math.abs(b.delta) - Math.abs(a.delta) || (one < other ? -1 : one > other ? 1 : 0);
}
function groupByRequest(changes, { before, after }) {
  const groups = /* @__PURE__ */ new Map();
  const add = (change, side) => {
    const asked = askedFor(change.key, side);
    if (asked === null) return;
    const group = groups.get(asked.id) ?? { asked, changes: [] };
    group.changes.push(change);
    groups.set(asked.id, group);
  };
  const isThere = ({ key }) => after.sums.get(key) !== void 0;
  for (const change of changes) if (isThere(change)) add(change, after);
  for (const change of changes) if (!isThere(change)) add(change, before);
  return [...groups.values()];
}
function askedFor(key, side) {
  const { ledger, sums } = side;
  const number = largestOf(key, sums);
  const layer = ledger.arrivals.layer(number);
  const own = layer < 0 ? null : (0, import_shared_2.instructionOf)(ledger, layer);
  if (ledger.origins[layer]?.kind === "base-image") return fromBase(own);
  const because = side.why().because(number) ?? [];
  return byReason(because, key, sums) ?? byInstruction(own ?? instructionIn(because));
}
function largestOf(key, sums) {
  return sums.get(key)?.largest ?? -1;
}
function instructionIn(because) {
  return because.flatMap((link) => link.kind === "instruction" ? [link.instruction] : [])[0] ?? null;
}
function byReason(because, key, sums) {
  const by = instructionIn(because);
  const asked = because.find(({ kind }) => kind !== "instruction");
  if (asked === void 0 || by?.keyword === "FROM") return null;
  if (asked.kind === "file")
    return { id: `program ${asked.path}`, kind: "program", name: asked.path, instruction: by };
  const root = asked.kind === "package" ? keyOf(asked.purl) : key;
  return { id: `package ${root}`, kind: "package", name: nameOf(root, sums), instruction: by };
}
function fromBase(instruction) {
  return { id: "base", kind: "base", name: null, instruction };
}
function byInstruction(instruction) {
  if (instruction === null) return null;
  if (instruction.keyword === "FROM") return fromBase(instruction);
  const { stage, text } = instruction;
  return { id: `instruction ${stage}: ${text}`, kind: "instruction", name: null, instruction };
}
function nameOf(key, sums) {
  return sums.get(key)?.name ?? key.replace(/^.*\//, "");
}
function createIsGone({ packages, catalog }) {
  const there = new Set(packages.map(({ purl }) => `package ${keyOf(purl)}`));
  return ({ kind, id, name }) => {
    if (kind === "package") return !there.has(id);
    const node = kind === "program" && name !== null ? catalog.paths.find(name) : null;
    return node !== null && (node < 0 || catalog.visibleRow(node) < 0);
  };
}
function toRequest({ asked, changes }, isGone) {
  const { id, kind, name, instruction } = asked;
  const isOwn = ({ key }) => kind === "package" && id === `package ${key}`;
  const along = changes.filter((change) => !isOwn(change)).toSorted(byDelta);
  return {
    ...{ kind, name, instruction },
    gone: isGone(asked),
    own: changes.find(isOwn) ?? null,
    along: along.slice(0, MAX_ALONG),
    alongOmitted: Math.max(0, along.length - MAX_ALONG),
    delta: sumOf(changes)
  };
}
function packagesOf({ own, along, alongOmitted }) {
  return (own === null ? 0 : 1) + along.length + alongOmitted;
}
// src/scan/why-files.ts
var MAX_VERSIONS = 20;
function findPath(ledger, path) {
  const { catalog } = ledger;
  const node = nodeOf(catalog, path);
  const rows = node < 0 ? [] : rowsOf(catalog, node);
  const type = rows.length === 0 ? "directory" : catalog.type(rows.at(-1) ?? 0);
  const below = type === "directory" && node >= 0 ? rowsBelow(catalog, node) : [];
  if (rows.length + below.length === 0) return null;
  const target = catalog.resolve(path);
  const versions = rows.slice(0, MAX_VERSIONS).map((row) => ({
    layer: catalog.layer(row),
    visibility: catalog.visibility(row),
    bytes: catalog.bytes(row)
  }));
  const own = [target, ...rows.toReversed()].map((row) => row < 0 ? -1 : ledger.ownerIndex(row));
  return {
    path: catalog.paths.path(node),
    leadsTo: leadsTo(catalog, target, { node, below }),
    ...{ type, versions, versionsOmitted: rows.length - versions.length },
    owners: [.../* @__PURE__ */ new Set([...own, ...ownersOf(ledger, below)])].filter((number) => number >= 0)
  };
}
function leadsTo(catalog, target, { node, below }) {
  if (target >= 0) return catalog.path(target);
  return below.some((row) => catalog.isVisible(row)) ? catalog.paths.path(node) : null;
}
function nodeOf(catalog, path) {
  const plain = path.replace(/\/+$/, "");
  const slash = plain.lastIndexOf("/");
  if (slash < 0) return 0;
  const directory = catalog.resolve(plain.slice(0, slash));
  const parent = directory < 0 ? plain.slice(0, slash) : catalog.path(directory);
  const found = catalog.paths.find(`${parent}/${plain.slice(slash + 1)}`);
  return found >= 0 ? found : catalog.paths.find(plain);
}
function rowsOf(catalog, node) {
  const rows = [];
  for (let row = 0; row < catalog.rowCount; row += 1) if (catalog.node(row) === node) rows.push(row);
  return rows;
}
function rowsBelow(catalog, directory) {
  const { paths } = catalog;
  const isBelow = new Uint8Array(paths.size);
  for (let node = directory + 1; node < paths.size; node += 1) {
    const parent = paths.parent(node);
    if (parent === directory || isBelow[parent] === 1) isBelow[node] = 1;
  }
  const rows = [];
  for (let row = 0; row < catalog.rowCount; row += 1) if (isBelow[catalog.node(row)] === 1) rows.push(row);
  return rows;
}
function ownersOf(ledger, rows) {
  const amounts = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const owner = ledger.ownerIndex(row);
    if (owner >= 0) amounts.set(owner, (amounts.get(owner) ?? 0) + ledger.catalog.bytes(row));
  }
  return [...amounts].sort(([a, x], [b, y]) => y - x || a - b).map(([owner]) => owner);
}
function namesNear({ catalog }, path, max) {
  const { paths } = catalog;
  const parts = path.split("/").filter((part) => part !== "");
  let directory = 0;
  for (const part of parts) {
    const row = catalog.resolve(`${paths.path(directory)}/${part}`);
    if (row < 0) break;
    directory = catalog.node(row);
  }
  const found = [];
  const seen = /* @__PURE__ */ new Set();
  for (let row = 0; row < catalog.rowCount && found.length < max; row += 1) {
    const node = catalog.node(row);
    if (paths.parent(node) !== directory || seen.has(node)) continue;
    seen.add(node);
    found.push(paths.path(node));
  }
  return found;
}
// src/scan/why-answer.ts
var MAX_PACKAGES = 20;
var MAX_LISTED = 50;
var MAX_PLACES = 5;
function answerWhy(ledger, query) {
  if (!query.startsWith("/")) {
    const numbers = matching(ledger, query);
    if (numbers.length === 0) return null;
    const rank = ([number = -1]) => `${ledger.isInstalled(number) ? 0 : 1}${ledger.packages[number]?.purl ?? ""}`;
    const groups = byPurl(ledger, numbers).toSorted((a, b) => rank(a) < rank(b) ? -1 : 1);
    return { file: null, ...describePackages(ledger, groups) };
  }
  const found = findPath(ledger, query);
  return found && { file: toFile(ledger, found), ...describePackages(ledger, byPurl(ledger, found.owners)) };
}
function toFile(ledger, { path, leadsTo: leadsTo2, type, versions, versionsOmitted }) {
  const written = versions.map(({ layer, ...rest }) => ({ layer: layerOf(ledger, layer), ...rest }));
  return { path, leadsTo: leadsTo2, type, versions: written, versionsOmitted };
}
function layerOf(ledger, ordinal) {
  const diffID = ledger.layers[ordinal]?.diffID ?? "";
  return { ordinal, diffID, instruction: (0, import_shared_2.instructionOf)(ledger, ordinal) };
}
function matching({ packages }, query) {
  return packages.flatMap((pkg, number) => isCalled(pkg, query) ? [number] : []);
}
function byPurl({ packages }, numbers) {
  const groups = new Map(numbers.map((number) => [packages[number]?.purl, []]));
  packages.forEach(({ purl, isDevelopment }, number) => {
    if (isDevelopment === true) groups.get(purl)?.push(number);
    else groups.get(purl)?.unshift(number);
  });
  return [...groups.values()];
}
function isCalled({ type, name, version, purl }, query) {
  if (query === name || query === `${name}@${version}`) return true;
  if (query.startsWith("pkg:"))
    return query === purl || query === purl.replace(/\?.*$/, "") || isOfAnyVersion(purl, query);
  return type === "pypi" && (0, import_shared_2.normalise)(query) === name;
}
function isOfAnyVersion(purl, query) {
  return query === purl.replace(/\?.*$/, "").replace(/@[^@/]*$/, "");
}
function nearestTo(ledger, query) {
  const names2 = query.startsWith("/") ? namesNear(ledger, query, MAX_COMPARED) : [...new Set(ledger.packages.slice(0, MAX_COMPARED).map(({ name }) => name))];
  const containing = names2.filter((name) => query.length > 2 && name.includes(query));
  const near = (0, import_shared_2.nearestName)(query, names2);
  const all = /* @__PURE__ */ new Set([...near === void 0 ? [] : [near], ...containing.sort()]);
  return [...all].slice(0, MAX_NEAREST);
}
var MAX_COMPARED = 2e4;
var MAX_NEAREST = 5;
function describePackages(ledger, groups) {
  const shown2 = groups.slice(0, MAX_PACKAGES);
  const why = createWhy(ledger);
  const rows = rowsByOwner(ledger, new Set(shown2.flat()));
  const amounts = bytesByOwner2(ledger);
  const bytesOf = (numbers) => numbers.reduce((sum, one) => sum + (amounts[one] ?? 0), 0);
  return {
    packages: shown2.map((numbers) => {
      const onlyFor = why.reasons.onlyFor(numbers);
      return {
        ...standing(ledger, why, numbers[0] ?? -1),
        ...listed("neededBy", ledger, why.reasons.neededBy(numbers)),
        ...listed("recommendedBy", ledger, why.reasons.recommendedBy(numbers)),
        ...listed("onlyFor", ledger, onlyFor),
        bytes: bytesOf(numbers),
        bytesWithIt: bytesOf([...numbers, ...onlyFor]),
        places: placesIn(
          ledger,
          numbers.flatMap((number) => rows.get(number) ?? [])
        )
      };
    }),
    packagesOmitted: groups.length - shown2.length
  };
}
function placesIn(ledger, rows) {
  const places = (0, import_shared_2.placesOf)(
    ledger,
    rows.toSorted((a, b) => a - b)
  ).slice(0, MAX_PLACES);
  return places.map(({ path, kind }) => kind === "directory" && path !== "/" ? `${path}/` : path);
}
function standing(ledger, why, number) {
  const layer = ledger.arrivals.layer(number);
  return {
    purl: ledger.packages[number]?.purl ?? "",
    installed: ledger.isInstalled(number),
    requested: why.reasons.isAskedFor(number) ?? null,
    layer: layer < 0 ? null : layerOf(ledger, layer),
    because: why.because(number)
  };
}
function listed(name, { packages }, numbers) {
  const purls = [...new Set(numbers.map((number) => packages[number]?.purl ?? ""))].sort();
  const shown2 = purls.slice(0, MAX_LISTED);
  return { [name]: shown2, [`${name}Omitted`]: purls.length - shown2.length };
}
function rowsByOwner(ledger, wanted) {
  const rows = /* @__PURE__ */ new Map();
  for (const number of wanted) rows.set(number, []);
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) rows.get(ledger.ownerIndex(row))?.push(row);
  return rows;
}
function bytesByOwner2(ledger) {
  const { catalog } = ledger;
  const amounts = new Float64Array(ledger.packages.length);
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (owner >= 0) amounts[owner] = (amounts[owner] ?? 0) + catalog.bytes(row);
  }
  return amounts;
}
// src/compare/breakdown/pick-nodes.ts
var MIN_NAMELESS_SHARE = 1 / 100;
var MAX_NAME_CHARACTERS = 200;
function addUp(tree) {
  const columns = [
    tree.candidate,
    tree.churn,
    tree.files,
    ...tree.baseline === null ? [] : [tree.baseline]
  ];
  for (let node = tree.size - 1; node > 0; node--) {
    const parent = tree.parent(node);
    for (const column of columns) column[parent] = (column[parent] ?? 0) + (column[node] ?? 0);
  }
}
function pickNodes(tree, max) {
  const weights = weigh(tree);
  const picked = heaviest(weights, max);
  const children = /* @__PURE__ */ new Map();
  for (const node of picked) {
    const siblings = children.get(tree.parent(node));
    if (siblings === void 0) children.set(tree.parent(node), [node]);
    else siblings.push(node);
  }
  const heavier = (a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || byName2(tree, a, b);
  for (const siblings of children.values()) siblings.sort(heavier);
  return toTree(tree, children);
}
function byName2(tree, a, b) {
  const [one, other] = [tree.name(a), tree.name(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
function weigh(tree) {
  const weights = new Float64Array(tree.size);
  const weightOf2 = (node) => Math.max(tree.candidate[node] ?? 0, tree.baseline?.[node] ?? 0) + (tree.churn[node] ?? 0);
  const least = weightOf2(0) * MIN_NAMELESS_SHARE;
  weights[0] = weightOf2(0);
  for (let node = 1; node < tree.size; node++) {
    if ((weights[tree.parent(node)] ?? 0) === 0) continue;
    const weight = weightOf2(node);
    if (weight >= least || weight > 0 && !tree.isNameless(node)) weights[node] = weight;
  }
  return weights;
}
function heaviest(weights, max) {
  const least = weights.length > max ? weights.toSorted()[weights.length - max] ?? 0 : 0;
  let ties = max - weights.reduce((count, weight) => count + (weight > least ? 1 : 0), 0);
  const picked = [];
  weights.forEach((weight, node) => {
    const isTie = weight === least && (weight > 0 || node === 0);
    if (weight > least || isTie && ties-- > 0) picked.push(node);
  });
  return picked;
}
function toTree(tree, children) {
  const nodes = [];
  const open = [{ node: 0, parent: -1 }];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    const below = children.get(next.node) ?? [];
    const index = nodes.length;
    nodes.push(next.node < 0 ? restOf(tree, children, next) : toNode(tree, next));
    if (next.node < 0 || below.length === 0) continue;
    open.push({ node: -1 - next.node, parent: index });
    open.push(...below.toReversed().map((node) => ({ node, parent: index })));
  }
  return withoutEmpty(nodes);
}
function toNode(tree, { node, parent }) {
  return {
    parent,
    kind: tree.kind(node),
    name: shortened(tree.name(node)),
    baseline: tree.baseline === null ? null : tree.baseline[node] ?? 0,
    candidate: tree.candidate[node] ?? 0,
    files: tree.files[node] ?? 0
  };
}
function restOf(tree, children, { node, parent }) {
  const whole = -1 - node;
  const below = children.get(whole) ?? [];
  const left = (column) => below.reduce((rest, child) => rest - (column[child] ?? 0), column[whole] ?? 0);
  return {
    parent,
    kind: "rest",
    name: "",
    baseline: tree.baseline && left(tree.baseline),
    candidate: left(tree.candidate),
    files: left(tree.files)
  };
}
function withoutEmpty(nodes) {
  const places = /* @__PURE__ */ new Map([[-1, -1]]);
  const kept = [];
  nodes.forEach((node, index) => {
    const isEmpty = node.kind === "rest" && node.files === 0 && node.candidate === 0 && !node.baseline;
    if (isEmpty) return;
    places.set(index, kept.length);
    kept.push({ ...node, parent: places.get(node.parent) ?? -1 });
  });
  return kept;
}
function shortened(name) {
  if (name.length <= MAX_NAME_CHARACTERS) return name;
  const half = MAX_NAME_CHARACTERS / 2 - 1;
  const characters = Array.from(name);
  return `${characters.slice(0, half).join("")}\u2026${characters.slice(-half).join("")}`;
}
// src/compare/breakdown/directory-tree.ts
function directoryTree(baseline, candidate) {
  const { paths } = candidate.catalog;
  const nodes = baseline && nodesIn(paths, baseline.catalog);
  const { size } = paths;
  const after = bytesByNode2(candidate.catalog, size, (node) => node);
  const before = baseline && nodes && bytesByNode2(baseline.catalog, size, (node) => nodes[node] ?? 0);
  const tree = {
    size,
    candidate: after,
    baseline: before,
    churn: before === null ? new Float64Array(size) : after.map((bytes, node) => Math.abs(bytes - (before[node] ?? 0))),
    files: after.map((bytes, node) => bytes > 0 || (before?.[node] ?? 0) > 0 ? 1 : 0),
    parent: (node) => paths.parent(node),
    name: (node) => node === 0 ? "/" : paths.name(node),
    kind: (node) => node === 0 || paths.firstChild(node) >= 0 ? "directory" : "file",
    isNameless: (node) => (0, import_shared_2.isHashed)(paths.name(node))
  };
  addUp(tree);
  return tree;
}
function nodesIn(paths, { paths: own }) {
  const nodes = new Int32Array(own.size);
  for (let node = 1; node < own.size; node++) {
    nodes[node] = own === paths ? node : paths.child(nodes[own.parent(node)] ?? 0, own.name(node));
  }
  return nodes;
}
function bytesByNode2(catalog, size, place) {
  const sums = new Float64Array(size);
  for (let row = 0; row < catalog.rowCount; row++) {
    const bytes = catalog.bytes(row);
    if (bytes === 0) continue;
    const node = place(catalog.node(row));
    sums[node] = (sums[node] ?? 0) + bytes;
  }
  return sums;
}
// src/compare/breakdown/group-tree.ts
function groupTree(baseline, candidate, columns) {
  const groups = /* @__PURE__ */ new Map();
  addRows(groups, { ledger: candidate, side: "after" }, columns);
  if (baseline !== null) addRows(groups, { ledger: baseline, side: "before" }, columns);
  const tree = toSumTree(groups, { hasBaseline: baseline !== null, isByPath: columns.inner === "directory" });
  addUp(tree);
  return tree;
}
function addRows(groups, { ledger, side }, { outer, inner }) {
  const { catalog } = ledger;
  const [outerKey, innerKey] = [(0, import_shared_2.keysBy)(ledger, outer), (0, import_shared_2.keysBy)(ledger, inner)];
  for (let row = 0; row < catalog.rowCount; row++) {
    const bytes = catalog.bytes(row);
    if (bytes === 0) continue;
    const amount = innerOf(groups, outerKey(row), innerKey(row))[side];
    amount.bytes += bytes;
    amount.files++;
  }
}
function innerOf(groups, outer, inner) {
  let group = groups.get(outer.key);
  if (group === void 0) groups.set(outer.key, group = { label: outer.label, inner: /* @__PURE__ */ new Map() });
  let found = group.inner.get(inner.key);
  if (found === void 0) {
    found = { label: inner.label, before: { bytes: 0, files: 0 }, after: { bytes: 0, files: 0 } };
    group.inner.set(inner.key, found);
  }
  return found;
}
function toSumTree(groups, { hasBaseline, isByPath }) {
  const outer = [...groups.values()];
  const nodes = [
    { label: "", parent: -1, inner: null },
    ...outer.map(({ label }) => ({ label, parent: 0, inner: null })),
    ...outer.flatMap(
      ({ inner }, index) => [...inner.values()].map((one) => ({ label: one.label, parent: index + 1, inner: one }))
    )
  ];
  const column = (value) => Float64Array.from(nodes, ({ inner }) => inner === null ? 0 : value(inner));
  return {
    size: nodes.length,
    candidate: column(({ after }) => after.bytes),
    baseline: hasBaseline ? column(({ before }) => before.bytes) : null,
    churn: column(({ before, after }) => hasBaseline ? Math.abs(after.bytes - before.bytes) : 0),
    files: column(({ before, after }) => Math.max(before.files, after.files)),
    parent: (node) => nodes[node]?.parent ?? -1,
    name: (node) => nodes[node]?.label ?? "",
    kind: (node) => node > outer.length && isByPath ? "directory" : "group",
    isNameless: () => false
  };
}
// src/compare/breakdown/hidden-files.ts
var MAX_LAYERS = 200;
var MAX_FILES = 10;
function hiddenFiles({ catalog }) {
  const layers = [];
  for (let layer = 0; layer < catalog.layerCount && layers.length < MAX_LAYERS; layer++) {
    const rows = [];
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row++)
      if (catalog.bytes(row) > 0 && !catalog.isVisible(row)) rows.push(row);
    if (rows.length > 0) layers.push(sumUp(layer, rows, catalog));
  }
  return layers;
}
function sumUp(layer, rows, catalog) {
  const largest = rows.toSorted((a, b) => catalog.bytes(b) - catalog.bytes(a) || a - b).slice(0, MAX_FILES).map((row) => ({
    path: catalog.path(row),
    bytes: catalog.bytes(row),
    visibility: catalog.visibility(row) === "overwritten" ? "overwritten" : "removed"
  }));
  return {
    layer,
    bytes: rows.reduce((sum, row) => sum + catalog.bytes(row), 0),
    files: rows.length,
    largest
  };
}
// src/compare/breakdown/break-down.ts
var MAX_NODES = { directories: 2e3, instructions: 400, packages: 600, classes: 200 };
function breakDown(baseline, candidate) {
  const byGroup = (columns, max) => pickNodes(groupTree(baseline, candidate, columns), max);
  return {
    directories: pickNodes(directoryTree(baseline, candidate), MAX_NODES.directories),
    instructions: byGroup({ outer: "instruction", inner: "directory" }, MAX_NODES.instructions),
    packages: byGroup({ outer: "owner", inner: "directory" }, MAX_NODES.packages),
    classes: byGroup({ outer: "class", inner: "owner" }, MAX_NODES.classes),
    hidden: hiddenFiles(candidate)
  };
}
// src/report/dockerfile-listing.ts
function listDockerfileOf({ path, text }, candidate, baseline) {
  const texts = (0, import_shared_2.maskedLines)(text);
  if (texts === null) return { path, lines: null };
  const after = new Map((0, import_shared_2.bytesByLine)(candidate).map(({ line: line2, bytes }) => [line2, bytes]));
  const before = baseline && baselineByLine(candidate, baseline);
  const shipped = shippedLines({ path, text }, candidate);
  const lines = texts.map((line2, index) => ({
    text: line2,
    candidate: after.get(index + 1) ?? null,
    baseline: after.has(index + 1) ? before?.get(index + 1) ?? null : null,
    isShipped: shipped(index + 1)
  }));
  return { path, lines };
}
function baselineByLine(candidate, baseline) {
  const sums = (0, import_shared_2.sumBy)(baseline, "instruction");
  const byLine = /* @__PURE__ */ new Map();
  (0, import_shared_2.instructionKeys)(candidate).forEach(({ key }, ordinal) => {
    const line2 = lineOf(candidate.origins[ordinal]);
    if (line2 !== null) byLine.set(line2, (byLine.get(line2) ?? /* @__PURE__ */ new Set()).add(key));
  });
  const bytesOf = (keys) => [...keys].reduce((sum, key) => sum + (sums.get(key)?.bytes ?? 0), 0);
  return new Map([...byLine].map(([line2, keys]) => [line2, bytesOf(keys)]));
}
function lineOf(origin) {
  if (origin?.kind === "instruction") return origin.instruction.line;
  return origin?.kind === "base-image" ? origin.from?.line ?? null : null;
}
function shippedLines({ path, text }, { buildSteps }) {
  if (buildSteps === null) return () => false;
  const { stages } = (0, import_shared_2.parseDockerfile)(text, path);
  const ranges = stages.map((stage, index) => ({
    label: (0, import_shared_2.stageLabel)(stage),
    first: stage.from.line,
    end: stages[index + 1]?.from.line ?? Infinity
  })).filter(({ label }) => buildSteps.chain.includes(label));
  return (line2) => ranges.some(({ first, end }) => line2 >= first && line2 < end);
}
// src/report/break-down.ts
function breakDownReport({ candidate, baseline, dockerfile }) {
  const before = baseline?.ledger ?? null;
  return {
    ...breakDown(before, candidate.ledger),
    dockerfile: dockerfile && listDockerfileOf(dockerfile, candidate.ledger, before)
  };
}
// src/gate/doubted-record.ts
function whyDoubted({ made, sides, comparison, verdict }) {
  const { baseline, candidate } = made;
  if (baseline?.record === void 0) return void 0;
  const own = [sides.baseline?.base, sides.candidate.base].flatMap((base) => base?.digest ?? []);
  const moved = findMoved(fetchedBy(baseline), fetchedBy(candidate), new Set(own));
  if (moved !== void 0) return `\`${moved}\`, which the build uses, moved since it was recorded`;
  const isRepeated = comparison.layerCauses?.candidate.some((layer) => layer.isRepeated) === true;
  if (verdict.conclusion !== "failure" || !isRepeated) return void 0;
  return "the check would fail, and what the build fetches may have changed since it was recorded";
}
function fetchedBy({ starts = [], provenance }) {
  const found = /* @__PURE__ */ new Map();
  const add = (name, digest) => {
    if (digest !== null) found.set(name, (found.get(name) ?? /* @__PURE__ */ new Set()).add(digest));
  };
  for (const { name, digest } of starts) add((0, import_shared_2.completeName)(name), digest);
  for (const { uri, digest } of provenance?.materials ?? []) add(uri, digest);
  return found;
}
var MAX_NAME_CHARACTERS2 = 200;
function findMoved(before, after, own) {
  for (const [name, digests] of after) {
    const known = before.get(name);
    if (known === void 0) continue;
    const isOfBoth = (digest) => digests.has(digest) && known.has(digest);
    if ([...digests, ...known].every((digest) => isOfBoth(digest) || own.has(digest))) continue;
    return (0, import_shared_3.shorten)((0, import_shared_3.visible)(name), MAX_NAME_CHARACTERS2).replaceAll("`", "'");
  }
  return void 0;
}
// src/gate/recording.ts
async function recordAndNotify({ request, commit }, { made, sides }, ports) {
  const baseline = made.baseline && sides.baseline && toReadSide(made.baseline, sides.baseline);
  const candidate = toReadSide(made.candidate, sides.candidate);
  await ports.recordImages(request, { baseline, candidate }, "commit" in commit ? commit.commit : null);
  return movedBase({ made, sides });
}
function toReadSide(side, { image }) {
  return { side, image };
}
var DIGITS = "sha256:".length + 12;
function movedBase({ made, sides }) {
  const record = made.baseline?.record;
  const [before, after] = [toKnown(sides.baseline?.base), toKnown(sides.candidate.base)];
  if (record === void 0 || before === null || after === null) return [];
  if (before.digest === after.digest || (0, import_shared_2.completeName)(before.name) !== (0, import_shared_2.completeName)(after.name)) return [];
  const name = after.name.replaceAll("`", "'").slice(0, 200);
  const moved = `the base image \`${name}\` moved since the baseline was recorded at commit ${record.commit.slice(0, 12)}`;
  const message = `${moved}: it was ${shown(before)} and is ${shown(after)} now. What differs in it is not counted as introduced`;
  return [{ code: "base-image-moved", message }];
}
function toKnown(base) {
  const { name = null, digest = null } = base ?? {};
  return name === null || digest === null ? null : { name, digest };
}
function shown({ digest }) {
  return `\`${digest.slice(0, DIGITS)}\``;
}
// src/report/unchanged-report.ts
var UNKNOWN = { baseline: null, candidate: null, delta: null, percent: null };
function toUnchangedReport(unchanged, notices) {
  return {
    schemaVersion: 1,
    tool: { name: "final-stage", version: unchanged.version },
    mode: "check",
    name: unchanged.name,
    candidate: null,
    baseline: null,
    size: { content: UNKNOWN, rootfs: UNKNOWN, hidden: UNKNOWN, transfer: UNKNOWN, pull: null },
    causes: null,
    findings: [],
    ledger: { byInstruction: [], byOwner: [], byClass: [], byDirectory: [] },
    places: [],
    requested: null,
    composedFiles: [],
    budgets: [],
    verdict: { conclusion: "success", violations: [], allowed: [], proposed: [] },
    trend: [],
    fixes: [],
    notices: (0, import_shared_2.sortNotices)([toNotice(unchanged), ...notices])
  };
}
function toNotice({ commit, hasAbsoluteBudget: hasAbsoluteBudget2 }) {
  const unjudged = hasAbsoluteBudget2 ? ", and no budget of the size itself was judged" : "";
  return {
    code: "unchanged",
    message: `nothing that the image is built from differs from commit ${commit.slice(0, 12)}: neither the Dockerfile nor an ignore file nor any file that the builder would be sent; so nothing was built${unjudged}`
  };
}
// src/gate/unchanged.ts
async function findUnchanged({ request, commit, policies }, ports) {
  const why = "none" in commit ? commit.none : whyRequested(request) ?? whyJudged(policies) ?? await ports.whyChanged(request, commit.commit);
  if (why === void 0 && "commit" in commit)
    return toUnchangedReport(
      {
        version: ports.version,
        name: policies.reportName,
        commit: commit.commit,
        hasAbsoluteBudget: hasAbsoluteBudget(policies.judging)
      },
      policies.notices
    );
  ports.explain(`nothing is skipped although \`skip-when-unchanged\` is set: ${why ?? ""}`);
  return void 0;
}
function whyRequested(request) {
  if (request.mode !== "check") return "no image is built";
  const { image, baseline, event } = request;
  if (image !== void 0)
    return "`image` names an image that is already built, and nothing says from which files";
  if (baseline.kind !== "git") return "the baseline is not the image of a commit";
  return event.kind === "other" ? `the event \`${event.name}\` is about no change` : void 0;
}
function whyJudged({ judging, proposed }) {
  if (judging.failOn === "any") return "`fail-on: any` also judges what was there before";
  return proposed === null ? void 0 : "the change proposes another policy, whose effect is reported";
}
function hasAbsoluteBudget({ budgets }) {
  return budgets.some(({ max }) => max !== void 0);
}
// src/report/why-text.ts
var MAX_WIDTH = 160;
var MAX_NAMES = 8;
var MAX_LINKS = 30;
var LABEL = 16;
function renderWhyJson({ answer, notices, ...report }) {
  return `${JSON.stringify({ ...report, ...answer, notices }, null, 2)}
`;
}
function renderWhyText({ answer: { file, packages, packagesOmitted } }) {
  const blocks = [
    ...file === null ? [] : [fileBlock(file, packages.length === 0)],
    ...packages.map(packageBlock),
    ...packagesOmitted === 0 ? [] : [[`\u2026 and ${(0, import_shared_2.counted)(packagesOmitted, "more package")}`]]
  ];
  return (0, import_shared_3.withoutCommands)(`${blocks.map((lines) => lines.map(toLine).join("\n")).join("\n\n")}
`);
}
function toLine(text) {
  return (0, import_shared_3.shorten)((0, import_shared_3.visible)((0, import_shared_3.shorten)(text, MAX_WIDTH)), MAX_WIDTH);
}
function line(label, text) {
  return text === "" ? [] : [`  ${label.padEnd(LABEL)}${text}`];
}
function fileBlock({ path, leadsTo: leadsTo2, versions, versionsOmitted, type }, isUnowned) {
  const title = leadsTo2 === null || leadsTo2 === path ? path : `${path} \u2192 ${leadsTo2}`;
  return [
    title,
    ...versions.flatMap(({ layer, visibility, bytes }) => [
      ...line(layerName(layer), `${visibilityOf(visibility)}, ${(0, import_shared_2.renderBytes)(bytes)}, ${layer.diffID}`),
      ...line("", renderInstruction(layer.instruction))
    ]),
    ...versionsOmitted === 0 ? [] : line("", `\u2026 and ${(0, import_shared_2.counted)(versionsOmitted, "more layer")}`),
    ...leadsTo2 === null ? line("container", "finds nothing here") : [],
    ...isUnowned ? line("package", type === "directory" ? "none owns a file in it" : "none owns it") : []
  ];
}
function visibilityOf(visibility) {
  return visibility === "visible" ? visibility : `${visibility} by a later layer`;
}
function layerName({ ordinal }) {
  return `layer ${ordinal}`;
}
function renderInstruction(instruction) {
  return instruction === null ? "" : `${(0, import_shared_2.placeOf)(instruction)} ${instruction.text}`;
}
function packageBlock(pkg) {
  const { purl, installed, layer, because } = pkg;
  return [
    `${(0, import_shared_2.packageName)(purl)}  ${purl}`,
    ...installed ? [] : line("state", "not in the finished image: a later layer removed or replaced it"),
    ...line("why", because === null ? unexplained(pkg) : reasonOf(because, pkg)),
    ...layer === null ? [] : line("layer", `${layer.ordinal}, ${layer.diffID}`),
    ...line("instruction", layer === null ? "" : renderInstruction(layer.instruction) || "unknown"),
    ...line("needed by", names(pkg.neededBy, pkg.neededByOmitted) || "no installed package"),
    ...line("recommended by", names(pkg.recommendedBy, pkg.recommendedByOmitted)),
    ...line("only for it", names(pkg.onlyFor, pkg.onlyForOmitted)),
    ...line("size", sizeOf(pkg)),
    ...line("files", pkg.places.join(", "))
  ];
}
function reasonOf(because, { requested }) {
  if (because.filter(({ kind }) => kind !== "instruction").length > 1)
    return (0, import_shared_2.renderReason)(because, MAX_LINKS);
  const [first] = because;
  const place = first?.kind === "instruction" ? `, ${(0, import_shared_2.placeOf)(first.instruction)}` : "";
  const asked = requested === true ? "asked for by name" : "no other package of its layer needs it";
  return `${asked}${place}`;
}
function unexplained({ layer, requested }) {
  if (layer === null) return "unknown: no layer has its own entry in a database";
  return requested === false ? "unknown: nobody asked for it by name, and nothing that somebody asked for leads to it" : "unknown";
}
function names(purls, omitted) {
  const shown2 = purls.slice(0, MAX_NAMES).map(import_shared_2.packageName);
  const more = purls.length - shown2.length + omitted;
  return [...shown2, ...more > 0 ? [`${more} more`] : []].join(", ");
}
function sizeOf({ bytes, bytesWithIt, onlyFor, onlyForOmitted }) {
  const count = onlyFor.length + onlyForOmitted;
  if (count === 0) return (0, import_shared_2.renderBytes)(bytes);
  return `${(0, import_shared_2.renderBytes)(bytes)}; ${(0, import_shared_2.renderBytes)(bytesWithIt)} with the ${(0, import_shared_2.counted)(count, "package")} that only it needs`;
}
// src/gate/why.ts
function explainChange({ baseline, candidate }) {
  return {
    places: comparePlaces(baseline && baseline.ledger, candidate.ledger),
    requested: baseline && compareRequests(baseline.ledger, candidate.ledger)
  };
}
async function runWhy({ request, query }, ports) {
  const made = { candidate: await ports.makeCandidate(request), baseline: null };
  const { image, ledger } = (await (0, import_shared_2.readSides)(made, ports)).candidate;
  const answer = answerWhy(ledger, query);
  if (answer === null) throw notFound(query, image.reference, nearestTo(ledger, query));
  const { os, architecture, variant } = image.platform;
  return {
    schemaVersion: 1,
    tool: { name: "final-stage", version: ports.version },
    image: {
      reference: image.reference,
      imageID: image.imageID,
      platform: [os, architecture, ...variant === void 0 ? [] : [variant]].join("/")
    },
    query,
    answer,
    notices: (0, import_shared_2.noticesOf)({ candidate: { image, ledger }, baseline: null })
  };
}
var MAX_SHOWN = 200;
function notFound(query, reference, near) {
  const kind = query.startsWith("/") ? "path" : "package";
  const shown2 = (name) => `\`${(0, import_shared_3.shorten)((0, import_shared_3.visible)(name), MAX_SHOWN)}\``;
  const names2 = near.map(shown2).join(", ");
  return new import_shared_3.GateError("bad-input", `\`${reference}\` has no ${kind} ${shown2(query)}`, {
    hint: near.length > 0 ? `Did you mean ${names2}?` : "Give a path that starts with `/`, or the name, `name@version` or package URL of a package."
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  breakDownReport,
  explainChange,
  findUnchanged,
  recordAndNotify,
  renderWhyJson,
  renderWhyText,
  runWhy,
  whyDoubted,
  withReasons
});
