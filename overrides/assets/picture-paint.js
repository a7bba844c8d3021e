// How the picture of time is painted: lanes and their rows, dates, bars and titles, curves, and the strip of all of the time. The state that this
// paints is picture.js's.

import { FLAG } from "./columns.js";
import { pack, share, dateOf, dayOf, unitFor, ticks, MOST_ROWS } from "./picture-layout.js";
import { hatching, begin, bar, differs, denied, curve, LOOK } from "./picture-draw.js";

const AXIS = 46, OVERVIEW = 34; // pixels
const PITCH = { full: [14, 7], bare: [9, 7] }; // of a row with titles or without; the second where a long bar goes from edge to edge
const LONG = 4; // days
const PAD = 9; // of a lane
const COLUMNS = 64; // of a lane that counts
const THICK = 6; // of a bar
const BESIDE = 120; // kept free after a bar for its title
const LEAST = 6; // of the shortest bar
const MOST_CURVES = 400;

/** A picture as far as it is painted. */
export class Painted {
  // --- Sizes ---

  resized() {
    const { clientWidth, clientHeight } = this.stage;
    if (!clientWidth || !clientHeight) return;
    this.ratio = Math.min(3, devicePixelRatio || 1);
    this.width = clientWidth;
    this.height = clientHeight;
    for (const [canvas, height] of [[this.canvas, clientHeight], [this.overview, OVERVIEW]]) {
      canvas.width = Math.round(clientWidth * this.ratio);
      canvas.height = Math.round(height * this.ratio);
      canvas.style.width = `${clientWidth}px`;
      canvas.style.height = `${height}px`;
    }
    this.margin = clientWidth > 620 ? Math.min(150, clientWidth * 0.125) : 0;
    this.head = this.margin ? 0 : 18; // of a lane, for its name
    this.plot = clientWidth - this.margin;
    this.tops = null;
    this.overviewKey = "";
    this.paint();
  }

  draw() {
    if (!this.asked) this.asked = requestAnimationFrame((now) => { this.asked = 0; if (this.plot) this.paint(now); });
  }

  /** Puts the bars into rows for a scale near the present one, so that they keep their rows while the view moves. */
  arrange() {
    const level = Math.floor(Math.log2(this.perDay) * 2);
    const key = `${level} ${this.by}`;
    if (key === this.packed) return;
    this.packed = key;
    const perDay = 2 ** (level / 2);
    for (const { events } of this.lanes) {
      pack(events, this.times, LEAST / perDay, 3 / perDay, BESIDE / perDay, this.rows.full, this.next.full);
      pack(events, this.times, LEAST / perDay, 3 / perDay, 0, this.rows.bare, this.next.bare);
    }
  }

  /** Finds what is in view, and how high lanes are. True while they are still on their way there. */
  settleLanes() {
    const { start, end } = this.times;
    const { lanes, from, to } = this;
    const used = { full: this.lanesRows("full"), bare: this.lanesRows("bare") };
    const lost = new Uint8Array(lanes.length);
    let seen = 0;
    for (const event of this.events) {
      if (start[event] > to) break;
      if (end[event] < from && start[event] < from) continue;
      this.seen[seen++] = event;
      const lane = this.lane[event];
      if (this.rows.bare[event] === MOST_ROWS) { lost[lane] = 1; continue; }
      const across = this.isAcross(event) ? 1 : 2;
      for (const mode of ["full", "bare"]) {
        const at = lane * (MOST_ROWS + 1) + this.rows[mode][event];
        if (used[mode][at] < across) used[mode][at] = across;
      }
    }
    this.inView = seen;
    const height = (mode, lane) => {
      const first = lane * (MOST_ROWS + 1);
      if (lost[lane] || (mode === "full" && used.full[first + MOST_ROWS])) return Infinity;
      let sum = this.head + PAD;
      for (let row = 0; row < MOST_ROWS; row++) sum += used[mode][first + row] ? PITCH[mode][2 - used[mode][first + row]] : 0;
      return sum;
    };
    const room = this.height - AXIS - 1;
    const least = Math.min(this.head ? 30 : 38, room / Math.max(1, lanes.length));
    const heights = share(room, lanes.map((_, lane) => ({ full: height("full", lane), bare: height("bare", lane) })), least, COLUMNS);
    const modes = heights.map(([, mode]) => mode);
    const rest = this.calm.matches || !this.tops || this.tops.length !== lanes.length; // nothing to move from
    if (rest) this.tops = Float32Array.from(heights, ([one]) => one);
    let moving = false;
    const toward = (values, at, goal, jump) => {
      const step = goal - values[at];
      if (jump || Math.abs(step) < 0.6) values[at] = goal;
      else { values[at] += step * 0.35; moving = true; }
    };
    let y = AXIS;
    this.laneTop = heights.map(([goal], lane) => {
      toward(this.tops, lane, goal, false);
      const jump = rest || !this.modes || this.modes[lane] !== modes[lane] || this.rowsOf !== this.packed;
      const first = lane * (MOST_ROWS + 1), mode = modes[lane];
      let middle = this.head + (this.head ? 2 : 5);
      for (let row = 0; row < MOST_ROWS && mode !== "columns"; row++) {
        const kind = used[mode][first + row];
        toward(this.pitch, first + row, kind ? PITCH[mode][2 - kind] : 0, jump);
        this.rowMiddle[first + row] = middle + this.pitch[first + row] / 2;
        middle += this.pitch[first + row];
      }
      y += this.tops[lane];
      return y - this.tops[lane];
    });
    this.modes = modes;
    this.rowsOf = this.packed;
    return moving;
  }

  /** Whether a long bar goes from edge to edge, so that it needs no room for a title. */
  isAcross(event) {
    const { start, end } = this.times;
    return start[event] < this.from && end[event] > this.to && end[event] - start[event] > LONG;
  }

  /** For each row of each lane nothing yet, to be filled in. */
  lanesRows(mode) {
    const size = this.lanes.length * (MOST_ROWS + 1);
    this.used ||= {};
    if (this.used[mode]?.length !== size) {
      this.used[mode] = new Uint8Array(size);
      this.pitch = new Float32Array(size);
      this.rowMiddle = new Float32Array(size);
    }
    return this.used[mode].fill(0);
  }

  // --- Painting ---

  paint(now = performance.now()) {
    if (this.goal) {
      const { begun, was, goal } = this.goal;
      const part = Math.min(1, Math.max(0, (now - begun) / 240)), eased = 1 - (1 - part) ** 3;
      const spans = [was[1] - was[0], goal[1] - goal[0]];
      const span = spans[0] * (spans[1] / spans[0]) ** eased; // zooming is multiplying
      const weight = spans[0] === spans[1] ? eased : (spans[0] - span) / (spans[0] - spans[1]);
      this.from = was[0] + (goal[0] - was[0]) * weight;
      this.to = this.from + span;
      if (part === 1) { [this.from, this.to] = goal; this.goal = null; }
    }
    this.arrange();
    const moving = this.settleLanes() || Boolean(this.goal);
    const { pen, palette, ratio } = this;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    this.paintGrid();
    pen.save();
    pen.beginPath();
    pen.rect(this.margin, AXIS, this.plot, this.height - AXIS);
    pen.clip();
    this.paintColumns();
    this.paintBars();
    this.paintTitles();
    this.paintConnections();
    pen.restore();
    this.paintOverview();
    pen.font = `400 11.5px ${palette.sans}`;
    this.lay();
    if (moving) this.draw();
    else this.fetchTitles();
  }

  paintGrid() {
    const { pen, palette } = this;
    pen.fillStyle = palette.sheet;
    pen.fillRect(this.margin, AXIS, this.plot, this.height - AXIS);
    const unit = unitFor(this.perDay);
    const at = ticks(this.from, this.to, unit);
    pen.fillStyle = palette.rule;
    for (const time of at) if (time >= this.from) pen.fillRect(Math.round(this.x(time)), 22, 1, this.height - 22);
    if (unit[0] === "hour") {
      pen.fillStyle = palette.soft;
      for (const time of at) if (time >= this.from && Number.isInteger(time)) pen.fillRect(Math.round(this.x(time)), 22, 1, this.height - 22);
    }
    this.paintDates(unit, at);
    pen.textAlign = "left";
    this.lanes.forEach((lane, index) => {
      const top = this.laneTop[index];
      pen.fillStyle = index ? palette.rule : palette.soft;
      pen.fillRect(0, Math.round(top), this.width, 1);
      const { count } = lane;
      pen.fillStyle = palette.ink;
      pen.font = `600 12px ${palette.sans}`;
      const lines = this.margin && this.tops[index] > 52 ? this.wrapped(lane.name, this.margin - 8) : [this.fit(lane.name, (this.margin || this.width - 90) - 8)];
      lines.forEach((line, at) => pen.fillText(line, 0, top + 15 + at * 14));
      pen.font = `400 11.5px ${palette.sans}`;
      pen.fillStyle = palette.soft;
      if (this.margin) pen.fillText(this.fit(count, this.margin - 8), 0, top + 16 + lines.length * 14);
      else { pen.textAlign = "right"; pen.fillText(count, this.width, top + 15); pen.textAlign = "left"; }
    });
    pen.fillStyle = palette.soft;
    pen.fillRect(0, this.height - 1, this.width, 1);
  }

  /** How wide a short text is in the face that is set, measured once. */
  widthOf(text) {
    const key = `${this.pen.font} ${text}`;
    let wide = this.widths.get(key);
    if (wide === undefined) this.widths.set(key, (wide = this.pen.measureText(text).width));
    return wide;
  }

  /** As much of a text as there is room for, in the face that is set. */
  fit(text, room) {
    let shown = text;
    for (let letters = text.length; letters > 1 && this.widthOf(shown) > room; letters--) shown = `${text.slice(0, letters - 1).trimEnd()}…`;
    return shown;
  }

  /** The same in at most two lines. */
  wrapped(text, room) {
    if (this.widthOf(text) <= room) return [text];
    const words = text.split(" ");
    let first = words.length;
    while (first > 1 && this.widthOf(words.slice(0, first).join(" ")) > room) first--;
    return first < words.length ? [this.fit(words.slice(0, first).join(" "), room), this.fit(words.slice(first).join(" "), room)] : [this.fit(text, room)];
  }

  /** Two lines of dates: what the ticks are, and above it what they are within, each said once and kept in view. */
  paintDates([unit, step, days], at) {
    const { pen, palette, words } = this;
    const room = days * this.perDay;
    let said = "", free = -Infinity;
    for (let index = 0; index < at.length; index++) {
      const time = at[index];
      const [year, month, day] = dateOf(time + 1e-6);
      const x = this.x(time), kept = Math.max(x, this.margin) + (x < this.margin ? 0 : 4);
      const above = unit === "hour" ? `${words.weekdays[weekdayOf(time)]} ${day} ${words.months[month - 1]} ${year}`
        : unit === "day" ? `${words.months[month - 1]} ${yearName(year)}` : unit === "month" ? yearName(year) : "";
      if (above !== said && above) {
        pen.font = `400 11.5px ${palette.sans}`;
        pen.fillStyle = palette.soft;
        const wide = this.widthOf(above);
        const next = this.endOfAbove(at, index, unit);
        if (kept >= free && kept + wide <= Math.min(next, this.width)) { pen.fillText(above, kept, 13); free = kept + wide + 8; said = above; }
        else if (x >= this.margin) said = above;
      }
      if (x < this.margin - 1) continue;
      pen.fillStyle = palette.ink;
      if (unit === "day" && step === 1) {
        pen.font = `400 ${room < 30 ? 15 : 19}px ${palette.serif}`;
        if (x + 4 + this.widthOf(day) > this.width) continue;
        pen.fillText(day, x + 4, 36);
        const wide = this.widthOf(day);
        pen.font = `400 11.5px ${palette.sans}`;
        pen.fillStyle = palette.soft;
        if (room > 52 && x + 38 + wide < this.width) pen.fillText(words.weekdays[weekdayOf(time)], x + wide + 8, 36);
        continue;
      }
      pen.font = `400 11.5px ${palette.sans}`;
      const text = unit === "hour" ? (Number.isInteger(time) ? "" : `${String(Math.round((time - Math.floor(time + 1e-6)) * 24)).padStart(2, "0")}:00`)
        : unit === "day" ? `${day} ${words.months[month - 1]}` : unit === "month" ? words.months[month - 1] : yearName(year);
      if (x + 4 + this.widthOf(text) <= Math.min(this.width, x + Math.max(room, 20))) pen.fillText(text, x + 4, 36);
    }
  }

  /** Where the next different upper date begins. */
  endOfAbove(at, index, unit) {
    const [year, month, day] = dateOf(at[index] + 1e-6);
    const next = unit === "hour" ? dayOf(year, month, day) + 1 : unit === "day" ? dayOf(year + Math.floor(month / 12), month % 12 + 1, 1) : dayOf(year + 1, 1, 1);
    return this.x(next) - 6;
  }

  /** Lanes with more than fits: columns that count. */
  paintColumns() {
    this.columns = null;
    if (!this.modes.includes("columns")) return;
    const { pen, palette, times: { start } } = this;
    const days = Math.max(1, Math.ceil(5 / this.perDay)), wide = days * this.perDay;
    const zero = Math.floor(this.from / days), parts = Math.ceil(this.to / days) - zero + 1;
    const counts = this.lanes.map(() => new Uint32Array(parts));
    for (let at = 0; at < this.inView; at++) {
      const event = this.seen[at], lane = this.lane[event];
      if (this.modes[lane] !== "columns") continue;
      const part = Math.floor(start[event] / days) - zero;
      if (part >= 0 && part < parts) counts[lane][part]++;
    }
    this.columns = { days, zero, wide, counts };
    this.lanes.forEach((_, lane) => {
      if (this.modes[lane] !== "columns") return;
      const most = counts[lane].reduce((a, b) => Math.max(a, b), 1);
      const bottom = this.laneTop[lane] + this.tops[lane] - 1, tall = this.tops[lane] - this.head - 16;
      pen.fillStyle = palette.ink;
      for (let part = 0; part < parts; part++) {
        const count = counts[lane][part];
        if (!count) continue;
        const x = this.x((zero + part) * days), height = Math.max(2, (count / most) * tall);
        pen.fillRect(x, bottom - height, Math.max(1, wide - 1), height);
      }
      if (wide < 26) return;
      pen.font = `400 11.5px ${palette.sans}`;
      pen.fillStyle = palette.soft;
      for (let part = 0; part < parts; part++) {
        const count = counts[lane][part];
        if (count) pen.fillText(count, this.x((zero + part) * days) + 1, bottom - Math.max(2, (count / most) * tall) - 4);
      }
    });
  }

  /** Where an event's bar stands, [x, y, width]; of one in a lane of columns its column. */
  rect(event) {
    const { times: { start, end } } = this;
    const lane = this.lane[event], mode = this.modes[lane];
    const x = this.x(start[event]);
    if (mode === "columns") {
      const days = this.columns?.days || 1;
      const bottom = this.laneTop[lane] + this.tops[lane];
      return [this.x(Math.floor(start[event] / days) * days), bottom - 10, Math.max(LEAST, days * this.perDay - 1)];
    }
    return [x, this.laneTop[lane] + this.rowMiddle[lane * (MOST_ROWS + 1) + this.rows[mode][event]], Math.max(LEAST, (end[event] - start[event]) * this.perDay)];
  }

  paintBars() {
    const { pen, palette, data } = this;
    const hatch = hatching(pen, palette, -this.from * this.perDay);
    const beyond = this.width + 60;
    for (let look = 0; look <= LOOK.cancelled; look++) {
      let set = false;
      for (let at = 0; at < this.inView; at++) {
        const event = this.seen[at];
        if (this.look[event] !== look) continue;
        const lane = this.lane[event], mode = this.modes[lane];
        if (mode === "columns") continue;
        if (!set) { begin(pen, palette, look, hatch); set = true; }
        const [x, y, width] = this.rect(event);
        this.left[event] = x;
        this.wide[event] = width;
        this.middle[event] = y;
        const about = data.flags[event] & FLAG.approximate;
        const before = about || data.flags[event] & FLAG.noStart, after = about || data.flags[event] & FLAG.noEnd;
        const shown = Math.max(-60, x - (data.flags[event] & FLAG.noStart && !about ? 36 : 0));
        bar(pen, look, shown, y - THICK / 2, Math.min(beyond, x + width + (data.flags[event] & FLAG.noEnd && !about ? 36 : 0)) - shown, THICK, before, after);
        if (look === LOOK.within && !about) {
          pen.fillStyle = palette.ink;
          if (!before) pen.fillRect(x, y - 4, 1.5, 8);
          if (!after) pen.fillRect(x + width - 1.5, y - 4, 1.5, 8);
          pen.fillStyle = hatch;
        }
      }
    }
    pen.setLineDash([]);
  }

  paintTitles() {
    const { pen, palette, data } = this;
    pen.font = `400 11.5px ${palette.sans}`;
    pen.lineJoin = "round";
    this.wanted.clear();
    for (let at = 0; at < this.inView; at++) {
      const event = this.seen[at], mode = this.modes[this.lane[event]];
      if (mode === "columns") continue;
      const y = this.middle[event], right = this.left[event] + this.wide[event];
      let x = Math.max(right, this.margin) + 5;
      let room = Math.min(this.x(this.next[mode][event]), this.width) - x - 4;
      const inside = room < 60 && right > this.width - 60 && this.width - Math.max(this.left[event], this.margin) > 110;
      if (this.isAcross(event)) continue;
      if (inside) { x = Math.max(this.left[event], this.margin) + 8; room = this.width - x - 12; }
      if (mode === "bare" && !inside && room < 12) continue;
      pen.lineWidth = 1.4;
      pen.strokeStyle = palette.denies;
      const signs = data.differs[event] + this.isDenied[event];
      if (signs && inside) { pen.fillStyle = palette.sheet; pen.fillRect(x - 4, y - 6, data.differs[event] && this.isDenied[event] ? 26 : 15, 12); }
      if (data.differs[event] && room > 12) { differs(pen, x, y); x += 12; room -= 12; }
      if (this.isDenied[event] && room > 12) { denied(pen, x, y); x += 12; room -= 12; }
      if (mode !== "full" || room < 44) continue;
      const title = this.titles[event];
      if (!title) { this.wanted.add(event); continue; }
      const shown = this.titled(event, title[1], room);
      if (!shown) continue;
      if (inside) {
        pen.fillStyle = palette.sheet;
        pen.fillRect(x - 4, y - 6, Math.min(room, this.titleWidths[event]) + 8, 12);
      } else {
        pen.strokeStyle = palette.sheet;
        pen.lineWidth = 3;
        pen.strokeText(shown, x, y + 4);
      }
      pen.fillStyle = palette.ink;
      pen.fillText(shown, x, y + 4);
    }
  }

  /** As much of a title as there is room for; found anew only when that has changed. */
  titled(event, title, room) {
    const wide = (this.titleWidths[event] ||= this.pen.measureText(title).width);
    if (wide <= room) return title;
    const letters = Math.floor((title.length * (room - 8)) / wide);
    if (letters < 6) return "";
    const cut = this.cuts[event];
    if (cut && cut[0] === letters) return cut[1];
    const words = title.slice(0, letters), end = words.lastIndexOf(" ");
    const text = `${words.slice(0, end > letters * 0.6 ? end : letters).replace(/[\s,;:–-]+$/, "")}…`;
    this.cuts[event] = [letters, text];
    return text;
  }

  fetchTitles() {
    if (!this.wanted.size) return;
    clearTimeout(this.fetching);
    const wanted = [...this.wanted];
    this.fetching = setTimeout(() => Promise.all(wanted.map((event) => this.title(event))).then(() => this.draw(), () => {}), 40);
  }

  async title(event) {
    return (this.titles[event] ||= await this.data.titles(event));
  }

  /** The curves of an event to those it is connected with, or of all in view. */
  paintConnections() {
    const at = this.hovered >= 0 ? this.hovered : this.isFocused() ? this.current : -1;
    if (at < 0 && !this.connected) return;
    const { data } = this;
    const inside = (event) => this.place.has(event);
    const shown = (event) => this.times.end[event] > this.from && this.times.start[event] < this.to;
    let left = MOST_CURVES;
    for (const [list, denying] of [[data.relations, false], [data.denials, true]]) {
      for (const [event, other] of list) {
        const here = event === at || other === at;
        if (event === other || !inside(event) || !inside(other) || !(here || (this.connected && (shown(event) || shown(other)) && left-- > 0))) continue;
        this.connect(event, other, denying, here);
      }
    }
  }

  connect(event, other, denying, strong) {
    const { pen, palette } = this;
    const [x, y, width] = this.rect(event), [otherX, otherY, otherWidth] = this.rect(other);
    const inside = (value) => Math.min(this.width + 20, Math.max(this.margin - 20, value));
    pen.globalAlpha = strong ? 1 : 0.45;
    pen.strokeStyle = denying ? palette.denies : palette.accent;
    pen.lineWidth = strong ? 1.6 : 1;
    pen.setLineDash(denying ? [5, 3] : []);
    const [middleX, middleY] = curve(pen, inside(x + Math.min(width / 2, 12)), y, inside(otherX + Math.min(otherWidth / 2, 12)), otherY);
    pen.setLineDash([]);
    if (denying && strong) { pen.lineWidth = 1.4; denied(pen, middleX - 4, middleY); }
    pen.globalAlpha = 1;
  }

  // --- The whole of the time below ---

  paintOverview() {
    const { overviewPen: pen, palette, ratio } = this;
    const [from, to] = this.whole, plot = this.plot, perDay = plot / (to - from);
    const key = `${this.width} ${ratio} ${palette.ink} ${this.events.length} ${from} ${to}`;
    if (this.overviewKey !== key || this.overviewOf !== this.events) {
      this.overviewKey = key;
      this.overviewOf = this.events;
      const counts = new Uint32Array(Math.ceil(plot / 3) + 1);
      for (const event of this.events) {
        const part = Math.floor(((this.times.start[event] - from) * perDay) / 3);
        if (part >= 0 && part < counts.length) counts[part]++;
      }
      const most = counts.reduce((a, b) => Math.max(a, b), 1);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, this.width, OVERVIEW);
      pen.fillStyle = palette.soft;
      counts.forEach((count, at) => {
        const height = count ? Math.max(2, Math.sqrt(count / most) * (OVERVIEW - 16)) : 0;
        if (count) pen.fillRect(this.margin + at * 3, OVERVIEW - 14 - height, 2.2, height);
      });
      pen.fillStyle = palette.rule;
      pen.fillRect(this.margin, OVERVIEW - 14, plot, 1);
      pen.font = `400 11px ${palette.sans}`;
      pen.fillStyle = palette.soft;
      pen.textAlign = "left";
      pen.fillText(this.monthOf(from), this.margin, OVERVIEW - 2);
      pen.textAlign = "right";
      pen.fillText(this.monthOf(to), this.width, OVERVIEW - 2);
    }
    const left = Math.max(0, Math.min(1, (this.from - from) / (to - from))), right = Math.max(0, Math.min(1, (this.to - from) / (to - from)));
    const wide = Math.max(14, (right - left) * plot);
    this.brush.style.transform = `translateX(${this.margin + Math.min(left * plot, plot - wide)}px)`;
    this.brush.style.width = `${wide}px`;
    const days = `${Math.floor(this.from)} ${Math.floor(this.to - 1e-6)}`;
    if (days === this.daysTold) return;
    this.daysTold = days;
    this.brush.setAttribute("aria-valuetext", this.words.say("shown", { from: this.dayWords(this.from), to: this.dayWords(this.to - 1e-6) }));
    this.brush.setAttribute("aria-valuenow", Math.round(((left + right) / 2) * 100));
  }

  monthOf(time) {
    const [year, month] = dateOf(time);
    return `${this.words.months[month - 1]} ${yearName(year)}`;
  }

  dayWords(time) {
    const [year, month, day] = dateOf(time);
    return `${day} ${this.words.months[month - 1]} ${yearName(year)}`;
  }
}

const weekdayOf = (time) => (((Math.floor(time + 1e-6) + 3) % 7) + 7) % 7;

const yearName = (year) => (year > 0 ? String(year) : `${1 - year} BCE`);
