// The picture of time: all events on a canvas, from centuries to hours, and a link laid over the one that the reader is at.
// picture-layout.js says where things stand, picture-paint.js paints them, with the bars and signs of picture-draw.js; here is what there is on the
// page and what the reader does. Titles are fetched for what is shown.

import { load, SHAPE, FLAG } from "./columns.js";
import { day, isoDay } from "./days.js";
import { element } from "./element.js";
import { timesOf, reachOf, fullest, lanesOf } from "./picture-layout.js";
import { Painted } from "./picture-paint.js";
import { paletteOf, LOOK } from "./picture-draw.js";

const SHORTEST = 0.25; // of a day: nearer than that nothing can be seen
const BY = ["actors", "types", "places"];
const STATUS_LOOK = [null, LOOK.planned, LOOK.cancelled];

/** Draws events into `host`, which has a height of its own. Options, here and for the `update` that this gives: `selected` (which events, 1 for
 *  each; null: all), `from` and `to` (days as "2025-12-06" that the reader has chosen, empty: none), `onRange(from, to)` (told when the reader
 *  moves the view, empty for all of the time), `lanes` ("actors", "types" or "places"). */
export function picture(host, data, options = {}) {
  const drawn = new Picture(host, data, wordsFor(host));
  drawn.update(options);
  return { update: (more) => drawn.update(more) };
}

function wordsFor(host) {
  const held = host.closest("[data-words]")?.dataset.words || document.querySelector("[data-drawn]")?.dataset.drawn || "{}";
  const words = JSON.parse(held);
  const say = (key, values = {}) => (words[key] || "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  return { ...words, say, events: (n) => say(n === 1 ? "one" : "many", { n: n.toLocaleString("en") }) };
}

let pictures = 0;

class Picture extends Painted {
  constructor(host, data, words) {
    super();
    this.host = host;
    this.data = data;
    this.words = words;
    this.base = new URL(host.closest("[data-base]")?.dataset.base || ".", document.baseURI).href;
    this.times = timesOf(data);
    this.inOrder = Int32Array.from({ length: data.n }, (_, event) => event).sort((a, b) => this.times.start[a] - this.times.start[b] || a - b);
    const { n } = data;
    this.look = Uint8Array.from({ length: n }, (_, event) => STATUS_LOOK[data.status[event]]
      ?? (data.flags[event] & FLAG.uncertain ? LOOK.doubt : data.shape[event] === SHAPE.within ? LOOK.within : LOOK.day));
    this.isDenied = new Uint8Array(n);
    for (const [, event] of data.denials) this.isDenied[event] = 1;
    this.lane = new Int16Array(n);
    this.rows = { full: new Uint8Array(n), bare: new Uint8Array(n) };
    this.next = { full: new Float64Array(n), bare: new Float64Array(n) };
    this.seen = new Int32Array(n); // events with a bar in view
    this.left = new Float32Array(n);
    this.wide = new Float32Array(n);
    this.middle = new Float32Array(n);
    this.titles = new Array(n);
    this.titleWidths = new Float32Array(n);
    this.cuts = new Array(n);
    this.wanted = new Set();
    this.widths = new Map();
    this.by = BY[0];
    this.from = 0;
    this.to = 1;
    this.current = -1;
    this.hovered = -1;
    this.packed = "";
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.make();
  }

  // --- What there is on the page ---

  make() {
    const { words, host } = this;
    host.classList.add("drawn-host");
    this.canvas = element("canvas", { "aria-hidden": "true" });
    this.pen = this.canvas.getContext("2d");
    const all = `${this.base}events/`; // until the event's own address is known
    this.link = element("a", { class: "drawn-current", draggable: "false", href: all });
    this.over = element("a", { class: "drawn-over", draggable: "false", href: all, tabindex: "-1", "aria-hidden": "true" });
    this.leads = new Map(); // link → the event it leads to
    this.card = element("div", { class: "drawn-card", hidden: "" });
    this.stage = element("div", { class: "drawn-stage", role: "group", "aria-label": words.label || "" }, this.canvas, this.over, this.link, this.card);
    this.overview = element("canvas", { "aria-hidden": "true" });
    this.overviewPen = this.overview.getContext("2d");
    this.brush = element("div", { class: "drawn-brush", role: "slider", tabindex: "0", "aria-label": words.overview || "", "aria-valuemin": "0", "aria-valuemax": "100" });
    this.strip = element("div", { class: "drawn-overview" }, this.overview, this.brush);
    this.status = element("p", { class: "vh", role: "status" });
    this.empty = element("p", { class: "empty", hidden: "" }, words.none || "");
    host.replaceChildren(element("div", { class: "drawn" }, this.tools(), this.stage, this.strip, this.status, this.empty));
    this.palette = paletteOf(host);
    this.listen();
    new ResizeObserver(() => this.resized()).observe(this.stage);
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"]) {
      matchMedia(query).addEventListener("change", () => { this.palette = paletteOf(host); if (this.plot) this.paint(); });
    }
    document.fonts?.ready.then(() => { this.titleWidths.fill(0); this.widths.clear(); this.draw(); });
  }

  tools() {
    const { words } = this;
    const name = `lanes-${pictures++}`;
    const radios = BY.map((by) => {
      const radio = element("input", { type: "radio", name, value: by });
      radio.checked = by === this.by;
      radio.addEventListener("change", () => this.divide(by));
      return element("label", {}, radio, words[by] || by);
    });
    this.radios = radios.map((label) => label.firstChild);
    const toggle = element("input", { type: "checkbox" });
    toggle.addEventListener("change", () => { this.connected = toggle.checked; this.draw(); });
    const button = (text, label, act) => {
      const made = element("button", { type: "button", ...(label ? { "aria-label": label, title: label } : {}) }, text);
      made.addEventListener("click", act);
      return made;
    };
    return element("div", { class: "drawn-tools" },
      element("fieldset", { class: "drawn-lanes" }, element("legend", {}, words.lanes || ""), ...radios),
      element("label", { class: "drawn-links" }, toggle, words.connections || ""),
      element("span", { class: "drawn-zoom" },
        button("−", words.farther, () => this.zoom(2)), button("+", words.nearer, () => this.zoom(0.5)),
        (this.toFullest = button(words.fullest || "", "", () => this.go(...this.fullest, true))), button(words.whole || "", "", () => this.go(...this.whole, true))));
  }

  update({ selected, from, to, onRange, lanes } = {}) {
    if (onRange !== undefined) this.onRange = onRange;
    const first = !this.events;
    let changed = first || (selected !== undefined && !alike(selected, this.selected));
    if (changed) {
      this.selected = selected;
      this.events = selected ? this.inOrder.filter((event) => selected[event]) : this.inOrder;
      this.inTime = Int32Array.from(this.events).sort();
      this.place = new Map(Array.from(this.inTime, (event, at) => [event, at]));
      this.measure();
    }
    if (lanes && lanes !== this.by) for (const radio of this.radios) if (radio.value === lanes) { radio.checked = true; this.by = lanes; changed = true; }
    if (changed) this.divide(this.by);
    if (from !== undefined || to !== undefined || first) this.chosen(from || "", to || "", first);
    if (!this.place.has(this.current)) this.settle();
    this.draw();
  }

  /** Finds how far the events reach and where they crowd. */
  measure() {
    const [from, to] = reachOf(this.times, this.events);
    const pad = Math.max(0.25, (to - from) * 0.02);
    this.whole = [from - pad, to + pad];
    const crowd = fullest(this.times, this.events);
    this.fullest = crowd ? [crowd[0] - (crowd[1] - crowd[0]) * 0.06, crowd[1] + (crowd[1] - crowd[0]) * 0.28] : this.whole;
    this.toFullest.hidden = !crowd;
    this.empty.hidden = this.events.length > 0;
  }

  chosen(from, to, first) {
    const known = `${from}/${to}`;
    if (!first && known === this.told) return;
    this.told = known;
    if (!from && !to) return this.go(...(first ? this.fullest : this.whole));
    const start = from ? day(from) : this.whole[0], end = to ? day(to, true) + 1 : this.whole[1];
    this.go(Math.min(start, end - SHORTEST), end);
  }

  divide(by) {
    this.by = by;
    this.lanes = lanesOf(this.data, this.events, by, this.words);
    // An event stands in one lane, but names several actors and places: of these a lane's number would say less than it seems to.
    for (const lane of this.lanes) lane.count = by === "types" ? this.words.events(lane.events.length) : "";
    this.lanes.forEach((lane, at) => { for (const event of lane.events) this.lane[event] = at; });
    this.packed = "";
    this.tops = null;
    this.draw();
  }

  // --- The view ---

  get perDay() { return this.plot / (this.to - this.from); }
  x(time) { return this.margin + (time - this.from) * this.perDay; }
  time(x) { return this.from + (x - this.margin) / this.perDay; }

  /** Shows a stretch of time; `told`: the reader asked for it. */
  go(from, to, told = false) {
    const [first, last] = this.whole;
    const span = Math.min(last - first, Math.max(SHORTEST, to - from));
    const beyond = 0.3 * span * (1 - span / (last - first)); // some room past the first and the last event, where not all is in view
    const middle = Math.min(last - span / 2 + beyond, Math.max(first + span / 2 - beyond, (from + to) / 2));
    const goal = [middle - span / 2, middle + span / 2];
    if (told) this.tell(goal);
    if (this.calm.matches || !this.plot || !told) { this.goal = null; [this.from, this.to] = goal; return this.draw(); }
    this.goal = { begun: performance.now(), was: [this.from, this.to], goal };
    this.draw();
  }

  /** Changes the view at once, as a finger or wheel does. */
  set(from, to) {
    const calm = this.calm;
    this.calm = { matches: true };
    this.go(from, to, true);
    this.calm = calm;
  }

  zoom(factor, at = (this.from + this.to) / 2, now = false) {
    const [from, to] = this.goal ? this.goal.goal : [this.from, this.to];
    const span = Math.max(SHORTEST, (to - from) * factor);
    const ratio = (at - from) / (to - from);
    this[now ? "set" : "go"](at - ratio * span, at + (1 - ratio) * span, true);
  }

  pan(days, now = true) {
    const [from, to] = this.goal ? this.goal.goal : [this.from, this.to];
    this[now ? "set" : "go"](from + days, to + days, true);
  }

  tell([from, to]) {
    if (!this.onRange) return;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const all = from <= this.whole[0] + 1e-6 && to >= this.whole[1] - 1e-6;
      const ends = all ? ["", ""] : [isoDay(Math.floor(from)), isoDay(Math.ceil(to) - 1)];
      this.told = ends.join("/");
      this.onRange(...ends);
    }, 350);
  }

  // --- The event the reader is at ---

  isFocused() { return document.activeElement === this.link; }

  lead(link, event, title) {
    link.href = this.href(title);
    this.leads.set(link, event);
  }

  href(title) { return `${this.base}events/${encodeURIComponent(title[0])}/`; }

  /** Chooses an event to begin at: the first that lies in view. */
  settle() {
    const { start, end } = this.times;
    const at = this.inTime.findIndex((event) => start[event] >= this.from && end[event] <= this.to);
    this.choose(this.inTime[Math.max(0, at)] ?? -1);
  }

  async choose(event, speak = false) {
    this.current = event;
    this.link.hidden = event < 0;
    if (event < 0) return;
    if (speak) this.reveal(event);
    this.draw();
    const title = await this.title(event).catch(() => null);
    if (!title || this.current !== event) return;
    this.lead(this.link, event, title);
    const name = this.words.say("current", {
      when: title[2], title: title[1], lane: this.lanes[this.lane[event]].name, n: (this.place.get(event) + 1).toLocaleString("en"), all: this.inTime.length.toLocaleString("en"),
    });
    this.link.setAttribute("aria-label", name);
    if (speak) { this.status.textContent = name; this.show(event); }
  }

  /** Moves the view so far that an event is in it. */
  reveal(event) {
    const { start, end } = this.times;
    const [from, to] = this.goal ? this.goal.goal : [this.from, this.to], span = to - from;
    const middle = Math.min(end[event], Math.max(start[event], (from + to) / 2));
    if (start[event] >= from && Math.min(end[event], start[event] + span / 2) <= to) return;
    if (start[event] < from && end[event] > to) return;
    this.go(middle - span / 2, middle + span / 2, true);
  }

  /** Lays the links over their bars. */
  lay() {
    for (const [link, event] of [[this.link, this.current], [this.over, this.hovered]]) {
      const shown = event >= 0 && this.place.has(event);
      link.hidden = !shown;
      if (!shown) continue;
      const [x, y, width] = this.rect(event);
      const left = Math.max(this.margin, Math.min(this.width - 8, x)), right = Math.min(this.width, Math.max(left + 8, x + width));
      link.style.transform = `translate(${left - 2}px, ${y - 7}px)`;
      link.style.width = `${right - left + 4}px`;
    }
    if (this.carded >= 0) this.setCard();
  }

  // --- The card ---

  /** Shows what an event is, beside its bar. `held`: until the reader taps elsewhere, with a link to it. */
  async show(event, held = false) {
    this.carded = event;
    const title = await this.title(event).catch(() => null);
    if (!title || this.carded !== event) return;
    const { data, words } = this;
    const { names } = data;
    const sign = (kind, text) => element("span", { class: `stance stance-${kind}` }, text);
    const line = (name, ...parts) => element("p", { class: name }, ...parts);
    const who = [...data.actors[event]].sort((a, b) => (b === data.actors[event][data.lead[event]]) - (a === data.actors[event][data.lead[event]]));
    const parts = [line("drawn-when", title[2])];
    const link = element("a", { href: this.href(title), ...(held ? {} : { tabindex: "-1" }) }, title[1]);
    parts.push(line("drawn-title", held ? link : title[1]));
    if (who.length) parts.push(line("drawn-who", who.slice(0, 5).map((actor) => names.actors[actor][1]).join(", ") + (who.length > 5 ? " …" : "")));
    const stances = names.stances.filter((_, bit) => (data.stances[event] >> bit) & 1).map(([key, text]) => sign(key, text));
    if (data.status[event]) stances.unshift(sign(data.status[event] === 1 ? "plans" : "says", names.statuses[data.status[event]]));
    if (data.differs[event]) stances.push(sign("differs", words.differs));
    if (this.isDenied[event]) stances.push(sign("denies", words.denied));
    if (stances.length) parts.push(line("drawn-stances", ...stances));
    const related = data.relations.filter(([one, other]) => one === event || other === event).slice(0, 3);
    const others = await Promise.all(related.map(([one, other]) => this.title(one === event ? other : one).catch(() => null)));
    if (this.carded !== event) return;
    related.forEach(([one, , relation], at) => {
      const back = one !== event;
      const word = back ? words.back[relation] : names.relations[relation];
      if (others[at]) parts.push(line("drawn-relation", `${word} `, element("span", {}, others[at][1])));
    });
    if (held) parts.push(line("drawn-open", element("a", { href: this.href(title) }, words.open)));
    this.card.replaceChildren(...parts);
    this.card.classList.toggle("held", held);
    this.card.toggleAttribute("aria-hidden", false);
    if (!held) this.card.setAttribute("aria-hidden", "true");
    this.card.hidden = false;
    this.setCard();
    this.draw();
  }

  hide() {
    this.carded = -1;
    this.card.hidden = true;
  }

  setCard() {
    if (this.card.hidden) return;
    const [x, y, width] = this.rect(this.carded);
    const { offsetWidth, offsetHeight } = this.card;
    const left = Math.max(0, Math.min(this.width - offsetWidth, Math.max(this.margin, x) + Math.min(12, width / 2)));
    const top = y + 12 + offsetHeight <= this.height ? y + 12 : Math.max(0, y - 12 - offsetHeight);
    this.card.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  // --- What the reader does ---

  /** The event whose bar is nearest to a point, within reach of a pointer or finger; -1: none. */
  hit(x, y, reach) {
    let found = -1, least = reach;
    for (let at = 0; at < this.inView; at++) {
      const event = this.seen[at];
      if (this.modes[this.lane[event]] === "columns") continue;
      const across = Math.max(0, this.left[event] - x, x - this.left[event] - this.wide[event]);
      const away = Math.max(Math.abs(this.middle[event] - y), across);
      if (away < least || (away === least && found >= 0 && this.wide[event] < this.wide[found])) { least = away; found = event; }
    }
    return found;
  }

  point(pointer) {
    const box = this.stage.getBoundingClientRect();
    return [pointer.clientX - box.left, pointer.clientY - box.top];
  }

  hover(event) {
    if (event === this.hovered) return;
    this.hovered = event;
    this.stage.classList.toggle("on-event", event >= 0);
    if (event < 0) {
      if (this.isFocused()) this.show(this.current); else this.hide();
    } else {
      this.title(event).then((title) => { if (this.hovered === event) this.lead(this.over, event, title); }, () => {});
      this.show(event);
    }
    this.draw();
  }

  listen() {
    const { stage, link, brush, strip } = this;
    link.addEventListener("keydown", (key) => this.pressed(key));
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) { this.reveal(this.current); this.show(this.current); } });
    link.addEventListener("blur", () => { if (this.carded === this.current && !this.card.classList.contains("held")) this.hide(); this.draw(); });
    stage.addEventListener("wheel", (wheel) => this.wheeled(wheel), { passive: false });
    this.fingers = new Map();
    stage.addEventListener("pointerdown", (pointer) => this.down(pointer));
    stage.addEventListener("pointermove", (pointer) => this.move(pointer));
    for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, (pointer) => this.up(pointer));
    stage.addEventListener("pointerleave", (pointer) => { if (pointer.pointerType === "mouse" && !this.fingers.size) this.hover(-1); });
    stage.addEventListener("click", (click) => this.clicked(click));
    stage.addEventListener("dblclick", (click) => { if (this.hovered < 0 && click.target === this.canvas) this.zoom(0.5, this.time(this.point(click)[0])); });
    brush.addEventListener("keydown", (key) => this.brushed(key));
    this.dragStrip(strip, brush);
  }

  pressed(key) {
    if (key.ctrlKey || key.metaKey || key.altKey) return;
    const { inTime } = this, at = this.place.get(this.current);
    const to = {
      ArrowRight: () => inTime[Math.min(inTime.length - 1, at + 1)], ArrowLeft: () => inTime[Math.max(0, at - 1)],
      Home: () => inTime[0], End: () => inTime[inTime.length - 1], ArrowDown: () => this.across(1), ArrowUp: () => this.across(-1),
    }[key.key];
    if (to) {
      key.preventDefault();
      this.choose(to(), true);
    } else if (["+", "=", "-", "−", "_"].includes(key.key)) {
      key.preventDefault();
      const { start, end } = this.times;
      this.zoom("+=".includes(key.key) ? 0.5 : 2, Math.min(this.to, Math.max(this.from, (start[this.current] + end[this.current]) / 2)));
    } else if (key.key === "Escape") this.hide();
    else if (key.key === "Enter" && this.leads.get(this.link) !== this.current) key.preventDefault();
  }

  /** The event of the next lane, up or down, that is nearest in time. */
  across(step) {
    const { start, end } = this.times;
    const lane = this.lanes[this.lane[this.current] + step];
    if (!lane) return this.current;
    const middle = (start[this.current] + end[this.current]) / 2;
    let best = lane.events[0];
    for (const event of lane.events) if (Math.abs((start[event] + end[event]) / 2 - middle) < Math.abs((start[best] + end[best]) / 2 - middle)) best = event;
    return best;
  }

  wheeled(wheel) {
    const [x] = this.point(wheel);
    const unit = wheel.deltaMode ? 20 : 1;
    if (wheel.ctrlKey || wheel.metaKey) {
      wheel.preventDefault();
      this.zoom(Math.exp(Math.max(-60, Math.min(60, wheel.deltaY * unit)) / 120), this.time(Math.max(this.margin, x)), true);
    } else if (Math.abs(wheel.deltaX) > Math.abs(wheel.deltaY) || wheel.shiftKey) {
      wheel.preventDefault();
      this.pan(((wheel.deltaX || wheel.deltaY) * unit) / this.perDay);
    }
  }

  down(pointer) {
    if (pointer.button > 0 || pointer.target.closest(".drawn-card")) return;
    this.fingers.set(pointer.pointerId, this.point(pointer));
    this.moved = this.fingers.size > 1;
    this.hold = this.gripOf();
  }

  /** What the fingers hold: the times beneath them. */
  gripOf() {
    return [...this.fingers.values()].map(([x]) => this.time(x));
  }

  move(pointer) {
    const [x, y] = this.point(pointer);
    const held = this.fingers.get(pointer.pointerId);
    if (!held) {
      if (pointer.pointerType === "mouse" && !pointer.target.closest(".drawn-card")) this.hover(this.hit(x, y, 9));
      return;
    }
    if (!this.moved && Math.hypot(x - held[0], y - held[1]) < 5) return;
    if (!this.moved) { this.moved = true; this.hover(-1); this.hide(); this.hold = this.gripOf(); stageCapture(this.stage, pointer.pointerId); }
    this.fingers.set(pointer.pointerId, [x, y]);
    const xs = [...this.fingers.values()].map(([at]) => at);
    const [one, two] = this.hold;
    if (xs.length > 1 && Math.abs(xs[0] - xs[1]) > 10 && one !== two) {
      const perDay = Math.abs((xs[1] - xs[0]) / (two - one));
      const from = (one + two) / 2 - ((xs[0] + xs[1]) / 2 - this.margin) / perDay;
      this.set(from, from + this.plot / perDay);
    } else if (xs.length === 1) this.pan(one - this.time(x));
  }

  up(pointer) {
    if (!this.fingers.delete(pointer.pointerId)) return;
    this.hold = this.gripOf();
    if (pointer.type === "pointercancel" || this.fingers.size) return;
    this.finger = pointer.pointerType !== "mouse";
    this.dragged = this.moved;
    setTimeout(() => { this.dragged = false; }, 0);
  }

  /** A click opens, but a first tap shows the card; neither does what ends a drag. */
  clicked(click) {
    if (click.target.closest(".drawn-card")) return;
    if (this.dragged) { click.preventDefault(); return; }
    if (click.detail === 0) return; // the keyboard's
    const [x, y] = this.point(click);
    const touch = click.pointerType ? click.pointerType !== "mouse" : this.finger;
    const event = this.hit(x, y, touch ? 18 : 9);
    if (event < 0) {
      click.preventDefault();
      const lane = this.laneTop.findIndex((top, at) => y >= top && y < top + this.tops[at]);
      if (lane >= 0 && this.modes[lane] === "columns" && x > this.margin) this.zoom(0.25, this.time(x));
      this.hide();
      return this.draw();
    }
    if (touch) {
      const again = this.carded === event && !this.card.hidden;
      if (!again) { click.preventDefault(); this.choose(event); this.show(event, true); return; }
    }
    if (this.leads.get(click.target) === event) return; // the link does it
    click.preventDefault();
    this.title(event).then((title) => location.assign(this.href(title)));
  }

  // --- The strip below as a control ---

  brushed(key) {
    const span = this.to - this.from;
    const act = {
      ArrowLeft: () => this.pan(-span / 8, false), ArrowRight: () => this.pan(span / 8, false), ArrowDown: () => this.pan(-span / 8, false), ArrowUp: () => this.pan(span / 8, false),
      PageDown: () => this.pan(-span, false), PageUp: () => this.pan(span, false), Home: () => this.go(this.whole[0], this.whole[0] + span, true),
      End: () => this.go(this.whole[1] - span, this.whole[1], true), "+": () => this.zoom(0.5), "=": () => this.zoom(0.5), "-": () => this.zoom(2),
    }[key.key];
    if (!act || key.ctrlKey || key.metaKey || key.altKey) return;
    key.preventDefault();
    act();
  }

  dragStrip(strip, brush) {
    let grip = null;
    const time = (pointer) => {
      const box = strip.getBoundingClientRect();
      return this.whole[0] + ((pointer.clientX - box.left - this.margin) / this.plot) * (this.whole[1] - this.whole[0]);
    };
    strip.addEventListener("pointerdown", (pointer) => {
      if (pointer.button > 0) return;
      const at = time(pointer), span = this.to - this.from;
      const box = brush.getBoundingClientRect();
      const edge = box.width > 30 && Math.abs(pointer.clientX - box.left) < 8 ? "from" : box.width > 30 && Math.abs(pointer.clientX - box.right) < 8 ? "to" : "";
      if (pointer.target !== brush) this.go(at - span / 2, at + span / 2, true);
      grip = { edge, at: at - this.from, span };
      stageCapture(strip, pointer.pointerId);
    });
    strip.addEventListener("pointermove", (pointer) => {
      if (!grip || !strip.hasPointerCapture(pointer.pointerId)) return;
      const at = time(pointer);
      if (grip.edge === "from") this.set(Math.min(at, this.to - SHORTEST), this.to);
      else if (grip.edge === "to") this.set(this.from, Math.max(at, this.from + SHORTEST));
      else this.set(at - grip.at, at - grip.at + grip.span);
    });
    for (const name of ["pointerup", "pointercancel"]) strip.addEventListener(name, () => { grip = null; });
  }
}

function stageCapture(target, pointer) {
  try { target.setPointerCapture(pointer); } catch { /* it has been lifted already */ }
}

/** Whether two selections hold the same events. */
function alike(one, other) {
  return one === other || Boolean(one && other && one.length === other.length && one.every((value, at) => value === other[at]));
}

// --- The home page: takes the place of what was drawn at build time ---

const FEW = 2000; // events that are fetched unasked

async function start(figure) {
  const stage = figure.querySelector(".picture-stage") || figure;
  try {
    const data = await load(figure.dataset.base || ".");
    while (stage.contains(document.activeElement)) await new Promise((resolve) => stage.addEventListener("focusout", () => setTimeout(resolve), { once: true }));
    stage.style.height = `${stage.getBoundingClientRect().height}px`;
    const host = element("div");
    stage.replaceChildren(host);
    picture(host, data);
    figure.dataset.ready = "yes";
  } catch (fault) {
    console.warn(fault); // what was drawn at build time stays
  }
}

/** Once the reader comes near, so that what stands above is there first. */
const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) { near.unobserve(target); start(target); }
}, { rootMargin: "200px" });

for (const figure of document.querySelectorAll("[data-picture]")) {
  if (Number(figure.dataset.picture || 0) <= FEW) near.observe(figure);
  else for (const name of ["pointerenter", "focusin", "touchstart"]) figure.addEventListener(name, () => start(figure), { once: true, passive: true });
}
