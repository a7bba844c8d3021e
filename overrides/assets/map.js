// The map of a selection: each place as large as it has events among those chosen, on land cut when the site was built. Zoom and pan by buttons, keys,
// drag, wheel with Ctrl, and two fingers. generator/data/maps.py says what `land` holds. Everything that comes from data is put in the page as text.

import { element as html, svg } from "./element.js";

const CLOSEST = 0.25; // kilometres a pixel
const STEP = 1.6; // of the zoom buttons
const LARGEST = 16; // radius in pixels of the place with most events
const FINGER = 12; // radius in pixels of what a finger hits of a place, where no other is near
const LEAST_AREA = 9; // pixels from which on an area has an outline

/** Shows the map in `host`. `selected`: for each event of `data` whether it is chosen, null for all; `onPlace` is called with the id of a place that the
 *  reader picks. Gives `update`, which takes either anew. */
export function map(host, data, land, state) {
  if (!land) {
    host.textContent = "";
    return { update() {} };
  }
  const shown = new Shown(host, data, land);
  shown.update(state);
  return { update: (next) => shown.update(next) };
}

class Shown {
  constructor(host, data, land) {
    Object.assign(this, { data, land, words: land.words, onPlace: () => {}, moved: false });
    this.places = placesOf(data, land);
    this.build(host);
    this.listen();
  }

  build(host) {
    const { land, words } = this;
    const half = svg("path", { class: "l", transform: "scale(.5)", d: land.land });
    const [left, top, width, height] = land.near.box;
    this.ground = svg(
      "g", { "aria-hidden": "true" },
      svg("path", { class: "s", d: land.globe || `M0 0h${land.width}v${land.height}h${-land.width}z` }), half,
      svg("path", { class: "s", d: `M${left} ${top}h${width}v${height}h${-width}z` }),
      svg("path", { class: "l", transform: `translate(${left} ${top}) scale(${land.near.unit})`, d: land.near.land }),
    );
    this.scale = svg("g", { "aria-hidden": "true" }, svg("path", { class: "k" }), svg("text", { class: "k-n" }));
    this.marks = svg("g");
    this.picture = svg("svg", { role: "group", "aria-label": words.label }, this.ground, this.scale, this.marks);
    const tools = html("p", { class: "map-tools" });
    for (const [name, act] of [["in", () => this.zoom(STEP)], ["out", () => this.zoom(1 / STEP)], ["all", () => this.fit()]]) {
      const button = html("button", { type: "button" }, words[name]);
      button.addEventListener("click", act);
      tools.append(button);
    }
    this.note = html("p", { class: "note", role: "status" });
    this.stage = html("div", { class: "map map-stage" }, tools, this.note, this.picture);
    host.replaceChildren(this.stage);
  }

  update({ selected, onPlace }) {
    if (onPlace) this.onPlace = onPlace;
    if (selected !== undefined) this.count(selected);
    this.order();
    if (!this.view) this.resize();
    else if (this.chosen.length && !this.chosen.some((place) => this.isSeen(place))) this.fit();
    else this.draw();
  }

  /** How many of the chosen events are at each place, and how many at none that is on the map. */
  count(selected) {
    const { data, places } = this;
    let unplaced = 0, all = 0;
    for (const place of places) place && (place.count = 0);
    for (let event = 0; event < data.n; event++) {
      if (selected && !selected[event]) continue;
      all++;
      const at = data.places[event].filter((index) => places[index]);
      for (const index of at) places[index].count++;
      if (!at.length) unplaced++;
    }
    const told = all && unplaced === all ? this.words.none : unplaced ? filled(this.words, "unplaced", unplaced) : "";
    if (this.note.textContent !== told) this.note.textContent = told;
  }

  /** Places with events as buttons, those with most first. */
  order() {
    this.chosen = this.places.filter((place) => place && place.count).sort((one, other) => other.count - one.count || one.name.localeCompare(other.name));
    const most = Math.max(1, ...this.chosen.map((place) => place.count));
    for (const place of this.chosen) {
      place.r = Math.max(4, LARGEST * Math.sqrt(place.count / most));
      place.element ||= this.mark(place);
      place.element.setAttribute("aria-label", filled(this.words, "events", place.count, place.name));
      place.text.textContent = `${place.name} ${place.count.toLocaleString("en")}`;
      place.wide = 0;
    }
    const focused = document.activeElement;
    this.marks.replaceChildren(...this.chosen.map((place) => place.element));
    if (this.marks.contains(focused)) focused.focus({ preventScroll: true });
  }

  mark(place) {
    place.area = svg("ellipse", { class: "a" });
    place.hit = svg("circle", { class: "t" });
    place.dot = svg("circle", { class: "d" });
    place.text = svg("text", { "aria-hidden": "true" });
    const element = svg("g", { role: "button", tabindex: "0" }, place.area, place.hit, place.dot, place.text);
    const pick = () => this.onPlace(place.id);
    element.addEventListener("click", () => this.dragged || pick());
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      pick();
    });
    element.addEventListener("focus", () => {
      if (!this.isSeen(place)) this.look(place.x, place.y, this.view.k);
    });
    return element;
  }

  // --- What is seen: `k` pixels of the screen for one of the map, whose point `x`, `y` is in the middle ---

  resize() {
    const width = this.stage.clientWidth;
    if (!width) return;
    const [left, top, wide, high] = this.land.view;
    this.width = width;
    this.height = Math.round(Math.max(300, Math.min(width * 0.75, (width * high) / wide, window.innerHeight * 0.75)));
    this.picture.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    this.picture.setAttribute("width", this.width);
    this.picture.setAttribute("height", this.height);
    // All of the world may be seen at once, with nothing round it; of a part of it no more than there is.
    this.least = Math[this.land.globe ? "min" : "max"](this.width / this.land.width, this.height / this.land.height);
    this.most = Math.max(this.land.km / CLOSEST, this.least);
    if (this.view) return this.look(this.view.x, this.view.y, this.view.k);
    const first = { x: left + wide / 2, y: top + high / 2, k: Math.min(this.width / wide, this.height / high) };
    this.look(first.x, first.y, first.k);
    if (this.chosen.length && !this.chosen.some((place) => this.isSeen(place))) this.fit();
  }

  look(x, y, k) {
    k = Math.max(this.least, Math.min(this.most, k));
    const within = (middle, half, whole) => (2 * half > whole ? whole / 2 : Math.max(half, Math.min(whole - half, middle)));
    this.view = { x: within(x, this.width / 2 / k, this.land.width), y: within(y, this.height / 2 / k, this.land.height), k };
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      this.draw();
    });
  }

  /** Closer by a factor, so that the point of the screen stays where it is (its middle, if none is given). */
  zoom(by, px = this.width / 2, py = this.height / 2) {
    const { x, y, k } = this.view;
    const next = Math.max(this.least, Math.min(this.most, k * by));
    const dx = px - this.width / 2, dy = py - this.height / 2;
    this.look(x + dx / k - dx / next, y + dy / k - dy / next, next);
  }

  pan(dx, dy) {
    this.look(this.view.x - dx / this.view.k, this.view.y - dy / this.view.k, this.view.k);
  }

  /** All places with chosen events. */
  fit() {
    const boxes = (this.chosen.length ? this.chosen : this.places.filter(Boolean)).map((place) => [
      place.x - place.across, place.y - place.up, place.x + place.across, place.y + place.up,
    ]);
    const [left, top] = [0, 1].map((at) => Math.min(...boxes.map((box) => box[at])));
    const [right, bottom] = [2, 3].map((at) => Math.max(...boxes.map((box) => box[at])));
    const k = 0.8 * Math.min(this.width / Math.max(right - left, 400 / this.land.km), this.height / Math.max(bottom - top, 250 / this.land.km));
    this.look((left + right) / 2, (top + bottom) / 2, k);
  }

  at(place) {
    const { x, y, k } = this.view;
    return [this.width / 2 + (place.x - x) * k, this.height / 2 + (place.y - y) * k];
  }

  isSeen(place) {
    const [x, y] = this.at(place);
    return x > 0 && y > 0 && x < this.width && y < this.height;
  }

  draw() {
    if (!this.view) return;
    const { x, y, k } = this.view;
    this.ground.setAttribute("transform", `translate(${this.width / 2 - x * k} ${this.height / 2 - y * k}) scale(${k})`);
    this.drawScale();
    const seen = [];
    for (const place of this.chosen) {
      const [px, py] = this.at(place);
      const across = place.across * k, up = place.up * k;
      const outlined = Math.max(across, up) >= LEAST_AREA && across < 3 * this.width;
      place.element.setAttribute("transform", `translate(${px.toFixed(1)} ${py.toFixed(1)})`);
      place.dot.setAttribute("r", place.r.toFixed(1));
      place.dot.classList.toggle("h", outlined);
      place.area.setAttribute("rx", outlined ? across.toFixed(1) : 0);
      place.area.setAttribute("ry", outlined ? up.toFixed(1) : 0);
      if (px > -place.r && py > -place.r && px < this.width + place.r && py < this.height + place.r) seen.push([place, px, py]);
      else place.text.setAttribute("visibility", "hidden");
    }
    for (const [place, px, py] of seen) {
      const near = Math.min(...seen.map(([other, x, y]) => (other === place ? Infinity : Math.hypot(x - px, y - py))));
      place.hit.setAttribute("r", Math.max(place.r, Math.min(FINGER, near / 2)).toFixed(1));
    }
    this.name(seen);
  }

  /** A line of so many kilometres; none on a map of all the world, where it would hold in one place only. */
  drawScale() {
    const [line, text] = this.scale.children;
    if (this.land.globe && this.view.k < 8 * this.least) {
      line.setAttribute("d", "M0 0");
      text.textContent = "";
      return;
    }
    const pixels = this.view.k / this.land.km;
    const km = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].findLast((step) => step * pixels <= Math.max(60, this.width / 5)) || 1;
    line.setAttribute("d", `M10 ${this.height - 14}v4h${(km * pixels).toFixed(1)}v-4`);
    text.setAttribute("x", 16 + km * pixels);
    text.setAttribute("y", this.height - 9);
    text.textContent = this.words.km.replace("{n}", km.toLocaleString("en"));
  }

  /** Names beside their places, those with most events first, where they cover no other name and no larger place. */
  name(seen) {
    const taken = [[0, this.height - 26, Math.max(60, this.width / 5) + 70, this.height]];
    const dots = seen.map(([place, x, y]) => [x - place.r, y - place.r, x + place.r, y + place.r, place]);
    for (const [place, x, y] of seen) {
      place.wide ||= place.text.getComputedTextLength() + 2;
      const wide = place.wide, r = place.r + 4;
      const beside = [[r, -7], [-r - wide, -7]], above = [[-wide / 2, -r - 13], [-wide / 2, r - 1]];
      const askew = [[r - 4, -r - 10], [r - 4, r - 4], [4 - r - wide, -r - 10], [4 - r - wide, r - 4]];
      const spot = [...beside, ...above, ...askew].find(([dx, dy]) => {
        const box = [x + dx, y + dy, x + dx + wide, y + dy + 14];
        if (box[0] < 2 || box[1] < 2 || box[2] > this.width - 2 || box[3] > this.height - 2) return false;
        if (taken.some((other) => overlap(box, other)) || dots.some((dot) => dot[4] !== place && overlap(box, dot))) return false;
        taken.push(box);
        return true;
      });
      place.text.setAttribute("visibility", spot ? "visible" : "hidden");
      if (spot) {
        place.text.setAttribute("x", spot[0].toFixed(1));
        place.text.setAttribute("y", (spot[1] + 11).toFixed(1));
      }
    }
  }

  // --- What readers do ---

  listen() {
    const pointers = new Map();
    const spot = (event) => {
      const box = this.picture.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    this.picture.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      if (!pointers.size) this.dragged = false;
      pointers.set(event.pointerId, spot(event));
    });
    this.picture.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = spot(event);
      if (!this.dragged && Math.hypot(now[0] - before[0], now[1] - before[1]) < 4) return;
      this.dragged = true;
      if (!this.picture.hasPointerCapture(event.pointerId)) this.picture.setPointerCapture(event.pointerId);
      const others = [...pointers].filter(([id]) => id !== event.pointerId);
      pointers.set(event.pointerId, now);
      if (!others.length) return this.pan(now[0] - before[0], now[1] - before[1]);
      const [, still] = others[0];
      const apart = (one) => Math.max(10, Math.hypot(one[0] - still[0], one[1] - still[1]));
      this.zoom(apart(now) / apart(before), (now[0] + still[0]) / 2, (now[1] + still[1]) / 2);
    });
    for (const end of ["pointerup", "pointercancel"]) this.picture.addEventListener(end, (event) => pointers.delete(event.pointerId));
    // A drag that ends on a place is no choice of it; the click that follows is over before this is.
    this.picture.addEventListener("pointerup", () => setTimeout(() => (this.dragged = false)));
    this.picture.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 200), ...spot(event));
    }, { passive: false });
    this.stage.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const far = 60;
      const act = {
        "+": () => this.zoom(STEP), "=": () => this.zoom(STEP), "-": () => this.zoom(1 / STEP), 0: () => this.fit(),
        ArrowLeft: () => this.pan(far, 0), ArrowRight: () => this.pan(-far, 0), ArrowUp: () => this.pan(0, far), ArrowDown: () => this.pan(0, -far),
      }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
    new ResizeObserver(() => {
      if (this.stage.clientWidth && this.stage.clientWidth !== this.width) this.resize();
    }).observe(this.stage);
  }
}

/** By their index in `data.names.places`; null where the map has no such place. */
function placesOf(data, land) {
  return data.names.places.map(([id]) => {
    const held = Object.hasOwn(land.places, id) && land.places[id];
    return held ? { id, x: held[0], y: held[1], across: held[2], up: held[3], name: held[4], count: 0 } : null;
  });
}

function filled(words, key, number, name = "") {
  const text = words[number === 1 ? `${key}One` : `${key}Many`];
  return text.replaceAll(/\{(n|name)\}/g, (_, hole) => (hole === "n" ? number.toLocaleString("en") : name));
}

function overlap(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
