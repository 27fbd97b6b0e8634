// pages.js: spreads of pages. Only those in sight are drawn, at the screen's density; a page that is drawn anew stays
// where it is until its new picture is there.

const SVG = "http://www.w3.org/2000/svg";
const GAP = 40;
const STEP = 100;

export class Pages {
  constructor(view, spreads, changed) {
    this.view = view;
    this.spreads = spreads;
    this.changed = changed;
    this.pages = [];
    this.shown = [];
    this.zoom = "fit";
    this.sight = new IntersectionObserver((entries) => this.seen(entries), { root: view, rootMargin: "600px 0px" });
    new ResizeObserver(() => this.resize()).observe(view);
    view.addEventListener("scroll", () => this.changed(this.current()), { passive: true });
  }

  /** Lay out an edition. Pages keep their elements, and the view its place. */
  lay(pages) {
    this.pages = pages;
    while (this.shown.length > pages.length) {
      const gone = this.shown.pop();
      this.sight.unobserve(gone);
      const spread = gone.parentElement;
      gone.remove();
      if (!spread.children.length) spread.remove();
    }
    while (this.shown.length < pages.length) this.shown.push(this.blank(this.shown.length + 1));
    this.spreads.querySelector(".empty")?.remove();
    if (!pages.length) this.spreads.append(element("p", "empty", "There are no pages yet."));
    pages.forEach((page, at) => {
      const shown = this.shown[at];
      shown.style.aspectRatio = `${page.width} / ${page.height}`;
      if (shown.dataset.near) this.draw(at + 1);
    });
    this.resize();
  }

  /** Say which pages are not what they were. */
  flag(changes) {
    const by = new Map(changes.map((change) => [change.page, change]));
    this.shown.forEach((shown, at) => {
      const change = by.get(at + 1);
      const says = change ? { changed: "changed", new: "new", moved: `was ${change.before}` }[change.kind] : "";
      shown.querySelector(".flag").textContent = says;
      shown.querySelector(".flag").hidden = !says;
      shown.setAttribute("aria-label", `Page ${at + 1}${says ? `, ${says}` : ""}`);
      const marks = shown.querySelector(".marks");
      marks.replaceChildren(...(change?.regions ?? []).map(([left, top, width, height]) => {
        const mark = document.createElement("span");
        Object.assign(mark.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
        return mark;
      }));
    });
  }

  /** Give the page that lies in the middle of the view, from 1. */
  current() {
    const middle = this.view.getBoundingClientRect();
    const line = middle.top + middle.height / 3;
    const at = this.shown.findIndex((page) => page.getBoundingClientRect().bottom > line);
    return at < 0 ? this.shown.length : at + 1;
  }

  go(number, focus = false) {
    const page = this.shown[Math.min(Math.max(number, 1), this.shown.length) - 1];
    page?.scrollIntoView({ block: "start" });
    if (focus) page?.focus({ preventScroll: true });
  }

  /** Go as many spreads further, or back. */
  turn(by) {
    const spread = this.shown[this.current() - 1]?.parentElement;
    let to = spread;
    for (let n = Math.abs(by); n && to; n--) to = by > 0 ? to.nextElementSibling : to.previousElementSibling;
    (to ?? spread)?.scrollIntoView({ block: "start" });
  }

  size(zoom) {
    const at = this.current();
    this.zoom = zoom;
    this.resize();
    this.go(at);
  }

  blank(number) {
    const page = element("article", number % 2 ? "page recto" : "page verso");
    page.dataset.number = number;
    page.tabIndex = -1;
    const image = document.createElement("img");
    image.alt = "";
    const words = document.createElementNS(SVG, "svg");
    // Its lines are text like any other, no picture.
    words.setAttribute("role", "none");
    const flag = element("span", "flag");
    flag.hidden = true;
    flag.setAttribute("aria-hidden", "true");
    page.append(element("h2", "folio", `Page ${number}`), image, element("div", "marks"), words, flag);
    page.setAttribute("aria-label", `Page ${number}`);
    let spread = this.spreads.lastElementChild;
    // A recto stands beside the verso before it; the first page stands alone.
    if (number % 2 === 0 || number === 1 || !spread) {
      spread = element("div", "spread");
      this.spreads.append(spread);
    }
    spread.append(page);
    this.sight.observe(page);
    return page;
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) target.dataset.near = "yes";
      else delete target.dataset.near;
      if (isIntersecting) this.draw(Number(target.dataset.number));
    }
  }

  async draw(number) {
    const shown = this.shown[number - 1];
    const page = this.pages[number - 1];
    if (!page) return;
    const width = Math.ceil((shown.clientWidth * devicePixelRatio) / STEP) * STEP;
    const wanted = `${page.mark} ${width}`;
    if (shown.dataset.wanted === wanted || !width) return;
    shown.dataset.wanted = wanted;
    const image = new Image();
    image.alt = "";
    image.src = `page/${number}.png?width=${width}&mark=${page.mark}`;
    // Both are asked for at once; the words are put in with the picture that they belong to.
    const words = shown.dataset.mark === page.mark ? null : this.words(number, page);
    try {
      await image.decode();
    } catch {
      // A newer edition is on its way, or the server is gone.
      if (shown.dataset.wanted === wanted) delete shown.dataset.wanted;
      return;
    }
    if (shown.dataset.wanted !== wanted) return;
    shown.querySelector("img").replaceWith(image);
    const lines = await words;
    if (!lines || shown.dataset.wanted !== wanted) return;
    this.write(shown, page, lines);
    shown.dataset.mark = page.mark;
  }

  /** Give the lines of a page with their places; none if there is a newer edition, or the server is gone. */
  async words(number, page) {
    try {
      const answer = await fetch(`page/${number}.json`);
      if (!answer.ok) return null;
      const { mark, lines } = await answer.json();
      return mark === page.mark ? lines : null;
    } catch {
      return null;
    }
  }

  /** Put the words of a page over its picture, to be selected, found and read aloud. */
  write(shown, page, lines) {
    const svg = shown.querySelector("svg");
    svg.setAttribute("viewBox", `0 0 ${page.width} ${page.height}`);
    svg.replaceChildren(...lines.map(([words, left, baseline, width, size]) => {
      const text = document.createElementNS(SVG, "text");
      text.textContent = `${words} `;
      const places = { x: left, y: baseline, "font-size": size, textLength: Math.max(width, 1), lengthAdjust: "spacingAndGlyphs" };
      for (const [name, value] of Object.entries(places)) text.setAttribute(name, value);
      return text;
    }));
  }

  resize() {
    const first = this.pages[0];
    if (!first) return;
    const room = this.view.clientWidth - GAP;
    const single = room < 720;
    this.spreads.classList.toggle("single", single);
    const whole = (this.view.clientHeight - GAP) * (first.width / first.height);
    const fit = Math.min(single ? room : room / 2, Math.max(whole, 380));
    const width = this.zoom === "fit" ? fit : first.width * (96 / 72) * Number(this.zoom);
    document.documentElement.style.setProperty("--page-width", `${Math.floor(width)}px`);
    for (const page of this.shown) if (page.dataset.near) this.draw(Number(page.dataset.number));
  }
}

export function element(name, kind = "", text = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}
