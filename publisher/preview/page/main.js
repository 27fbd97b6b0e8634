// main.js: what the page hears from the server, and what a reader does.

import { Pages, element } from "./pages.js";

const by = (id) => document.getElementById(id);
const ZOOMS = ["fit", "0.75", "1", "1.5", "2"];
const state = { pages: [], changes: [], outline: [], found: [], edition: 0, ebook: { edition: 0, documents: [] }, document: "" };
const pages = new Pages(by("view"), by("spreads"), (number) => {
  if (document.activeElement !== by("page")) by("page").value = number;
});

// --- what is told ---------------------------------------------------------------------------------------------------

const hears = {
  state(values) {
    hears.pages(values);
    hears.ebook(values);
    hears.found(values);
    hears.status(values);
  },
  pages(values) {
    Object.assign(state, { pages: values.pages, outline: values.outline, edition: values.edition });
    by("of").textContent = `of ${values.pages.length}`;
    pages.lay(values.pages);
    outline();
    if (!by("panel-notes").hidden) loadNotes();
    hears.changes(values, true);
  },
  changes(values, isFirst = false) {
    if (values.edition !== state.edition) return;
    state.changes = values.changes;
    pages.flag(values.changes);
    const edited = edits();
    by("next-change").disabled = !edited.length;
    by("next-change").textContent = edited.length ? `Changed: ${ranges(edited)}` : "No changes";
    if (isFirst && by("follow").checked && edited.length && !edited.includes(pages.current())) pages.go(edited[0]);
  },
  status({ status }) {
    by("status").dataset.phase = status.phase;
    by("status").textContent = `${status.saved.length ? `${status.saved.join(", ")}: ` : ""}${status.says}`;
  },
  found({ found }) {
    state.found = found;
    const button = document.querySelector('[data-panel="found"]');
    button.textContent = found.length ? `Findings (${found.length})` : "Findings";
    by("found-says").textContent = found.length ? "" : "Nothing was found.";
    by("found").replaceChildren(...found.map(finding));
  },
  ebook({ ebook }) {
    const isNewer = ebook.edition !== state.ebook.edition;
    state.ebook = ebook;
    by("show-ebook").disabled = !ebook.documents.length;
    if (!isNewer || by("ebook").hidden) return;
    outline();
    showDocument(state.document);
  },
};

const source = new EventSource("events");
for (const kind of Object.keys(hears)) source.addEventListener(kind, (event) => hears[kind](JSON.parse(event.data)));
source.addEventListener("error", () => hears.status({ status: { phase: "failed", says: "The preview has ended", saved: [] } }));

// --- lists ----------------------------------------------------------------------------------------------------------

function list(id, entries, empty) {
  by(id).replaceChildren(...(entries.length ? entries : [element("li", "empty", empty)]));
}

/** List what the edition that is shown holds. */
function outline() {
  const isPrint = by("ebook").hidden;
  const print = state.outline.map((heading) => entry(heading.title, heading.page, heading.level));
  list("outline", isPrint ? print : state.ebook.documents.map(documentEntry), "There is no outline.");
}

function documentEntry({ title, path }) {
  const item = document.createElement("li");
  const button = element("button", "", title);
  button.type = "button";
  button.addEventListener("click", () => showDocument(path));
  item.append(button);
  return item;
}

function entry(title, page, level = 0) {
  const item = document.createElement("li");
  const button = element("button");
  button.type = "button";
  button.append(element("span", "", title), element("span", "where", `p. ${page}`));
  button.style.paddingLeft = `${0.6 + level}rem`;
  button.addEventListener("click", () => {
    show("print");
    pages.go(page, true);
  });
  item.append(button);
  return item;
}

function finding(item) {
  const shown = document.createElement("li");
  shown.dataset.severity = item.severity;
  if (item.file) {
    const link = element("a", "", `${item.file}:${item.line}:${item.column}`);
    link.href = item.address;
    shown.append(link);
  }
  shown.append(element("p", "", `${item.severity}: ${item.message}`));
  if (item.hint) shown.append(element("p", "hint", item.hint));
  return shown;
}

async function loadNotes() {
  const answer = await fetch("notes");
  if (!answer.ok) return;
  const notes = await answer.json();
  list("notes", notes.map((note) => entry(`${note.label}. ${cut(note.text)}`, note.page)), "There are no notes.");
}

function cut(text) {
  return text.length > 140 ? `${text.slice(0, text.lastIndexOf(" ", 140))} …` : text;
}

async function search() {
  const words = by("words").value.trim();
  if (!words) return;
  const answer = await fetch(`find?words=${encodeURIComponent(words)}`);
  const found = answer.ok ? await answer.json() : [];
  by("search-says").textContent = found.length ? `On ${found.length} ${found.length === 1 ? "page" : "pages"}` : "Nothing was found.";
  by("search-found").replaceChildren(...found.map((place) => entry(place.line, place.page)));
}

// --- what a reader does ----------------------------------------------------------------------------------------------

function edits() {
  return state.changes.filter((change) => change.kind !== "moved").map((change) => change.page);
}

function ranges(numbers) {
  const shown = numbers.slice(0, 6).join(", ");
  return numbers.length > 6 ? `${shown} and ${numbers.length - 6} more` : shown;
}

function nextChange() {
  const edited = edits();
  const here = pages.current();
  if (edited.length) {
    show("print");
    pages.go(edited.find((page) => page > here) ?? edited[0], true);
  }
}

function show(edition) {
  const isPrint = edition === "print";
  by("show-print").setAttribute("aria-pressed", isPrint);
  by("show-ebook").setAttribute("aria-pressed", !isPrint);
  by("spreads").hidden = !isPrint;
  by("ebook").hidden = isPrint;
  outline();
  if (!isPrint) showDocument(state.document);
}

/** Turn pages, or go to another document of the e-book. */
function turn(step) {
  if (by("ebook").hidden) {
    pages.turn(step);
    return;
  }
  const documents = state.ebook.documents;
  const at = documents.findIndex((document) => document.path === state.document);
  const next = documents[at + step];
  if (next) showDocument(next.path);
}

/** Show a document of the e-book; one that was shown before, at the place where it was read. */
function showDocument(path) {
  const frame = by("ebook");
  const known = state.ebook.documents.some((document) => document.path === path);
  const wanted = known ? path : state.ebook.documents[0]?.path;
  if (!wanted) return;
  const place = wanted === state.document ? (frame.contentWindow?.scrollY ?? 0) : 0;
  state.document = wanted;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, place), { once: true });
  frame.src = `ebook/${wanted.split("/").map(encodeURIComponent).join("/")}?edition=${state.ebook.edition}`;
}

function open(name) {
  // What is hidden must not keep the focus.
  if (by("panel").contains(document.activeElement)) document.querySelector('[aria-expanded="true"]')?.focus();
  for (const button of document.querySelectorAll("[data-panel]")) {
    const isIt = button.dataset.panel === name;
    button.setAttribute("aria-expanded", isIt);
    by(`panel-${button.dataset.panel}`).hidden = !isIt;
  }
  by("panel").hidden = !name;
  if (name === "notes") loadNotes();
  if (name === "search") by("words").focus();
}

function toggle(name) {
  open(by(`panel-${name}`).hidden ? name : "");
}

function zoom(step) {
  const at = ZOOMS.indexOf(by("zoom").value);
  by("zoom").value = step ? ZOOMS[Math.min(Math.max(at + step, 0), ZOOMS.length - 1)] : "fit";
  pages.size(by("zoom").value);
}

const keys = {
  ArrowLeft: () => turn(-1),
  ArrowRight: () => turn(1),
  Home: () => pages.go(1),
  End: () => pages.go(state.pages.length),
  g: () => by("page").select(),
  c: nextChange,
  "/": () => open("search"),
  o: () => toggle("outline"),
  n: () => toggle("notes"),
  f: () => toggle("found"),
  e: () => show(by("ebook").hidden && state.ebook.documents.length ? "ebook" : "print"),
  "+": () => zoom(1),
  "-": () => zoom(-1),
  0: () => zoom(0),
  "?": () => toggle("keys"),
  Escape: () => open(""),
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || (isTyping && event.key !== "Escape")) return;
  const does = keys[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
});
by("go").addEventListener("submit", (event) => {
  event.preventDefault();
  const number = Number.parseInt(by("page").value, 10);
  if (number) pages.go(number, true);
});
by("search").addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
by("previous").addEventListener("click", () => turn(-1));
by("next").addEventListener("click", () => turn(1));
by("next-change").addEventListener("click", nextChange);
by("zoom").addEventListener("change", () => pages.size(by("zoom").value));
by("show-print").addEventListener("click", () => show("print"));
by("show-ebook").addEventListener("click", () => show("ebook"));
for (const button of document.querySelectorAll("[data-panel]")) {
  button.addEventListener("click", () => toggle(button.dataset.panel));
}
