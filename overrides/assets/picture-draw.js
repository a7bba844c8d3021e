// How the picture of time looks on a canvas: colours of the page, bars by how well a date is known, signs, curves between events.

const HATCH = 4; // pixels from one stroke of the hatching to the next
const SOFT = 5; // steps in which an end fades

/** The page's colours and faces, as they are now; those of the system where the reader has chosen them. */
export function paletteOf(host) {
  const style = getComputedStyle(host);
  const forced = matchMedia("(forced-colors: active)").matches;
  const colour = (name, system) => (forced ? system : style.getPropertyValue(name).trim() || system);
  const palette = {
    ink: colour("--ink", "CanvasText"), soft: colour("--ink-2", "CanvasText"), rule: colour("--rule", "GrayText"), paper: colour("--paper", "Canvas"),
    sheet: colour("--sheet", "Canvas"), accent: colour("--accent", "LinkText"), denies: colour("--denies", "CanvasText"), plans: colour("--plans", "CanvasText"),
    sans: style.getPropertyValue("--sans").trim() || "sans-serif", serif: style.getPropertyValue("--serif").trim() || "serif",
  };
  const tile = new OffscreenCanvas(HATCH * 2, 1); // twice as fine, for dense screens
  const pen = tile.getContext("2d");
  pen.fillStyle = palette.ink;
  pen.fillRect(0, 0, 2, 1);
  pen.globalAlpha = 0.4;
  pen.fillRect(2, 0, 1, 1);
  palette.tile = tile;
  return palette;
}

/** The hatching as a fill, shifted so that it moves along with the bars. */
export function hatching(pen, palette, shift) {
  palette.hatch ||= pen.createPattern(palette.tile, "repeat");
  palette.hatch.setTransform(new DOMMatrix([0.5, 0, 0, 1, shift % HATCH, 0]));
  return palette.hatch;
}

export const LOOK = { day: 0, within: 1, doubt: 2, planned: 3, cancelled: 4 };

/** A bar of a look; the fill or stroke of that look is set (`begin`). `before`, `after`: which of its ends fade. */
export function bar(pen, look, x, y, width, height, before, after) {
  if (before || after) return fading(pen, look, x, y, width, height, before, after);
  solid(pen, look, x, y, width, height);
}

function solid(pen, look, x, y, width, height) {
  if (look === LOOK.day) return pen.fillRect(x, y, width, height);
  if (look === LOOK.within) {
    pen.fillRect(x, y + 0.5, width, height - 1);
    return;
  }
  pen.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1);
  if (look === LOOK.cancelled) pen.fillRect(x - 2, y + height / 2 - 0.5, width + 4, 1);
}

function fading(pen, look, x, y, width, height, before, after) {
  const reach = Math.min(36, width * 0.45), part = reach / SOFT;
  const left = before ? x + reach : x, right = after ? x + width - reach : x + width;
  solid(pen, look, left, y, Math.max(0, right - left), height);
  for (let step = 0; step < SOFT; step++) {
    pen.globalAlpha = (SOFT - step) / (SOFT + 1);
    if (before) pen.fillRect(left - (step + 1) * part, y + 0.5, part, height - 1);
    if (after) pen.fillRect(right + step * part, y + 0.5, part, height - 1);
  }
  pen.globalAlpha = 1;
}

/** Sets fill and stroke for bars of a look. */
export function begin(pen, palette, look, hatch) {
  pen.setLineDash(look === LOOK.planned ? [4, 2] : look === LOOK.doubt ? [1.5, 1.5] : []);
  pen.lineWidth = 1;
  pen.strokeStyle = look === LOOK.planned ? palette.plans : look === LOOK.cancelled ? palette.soft : palette.ink;
  pen.fillStyle = look === LOOK.within ? hatch : look === LOOK.planned ? palette.plans : look === LOOK.cancelled ? palette.soft : palette.ink;
}

/** The sign that accounts differ (≠), 8 pixels wide. */
export function differs(pen, x, y) {
  pen.beginPath();
  pen.moveTo(x, y - 1.5); pen.lineTo(x + 8, y - 1.5);
  pen.moveTo(x, y + 1.5); pen.lineTo(x + 8, y + 1.5);
  pen.moveTo(x + 6, y - 4); pen.lineTo(x + 2, y + 4);
  pen.stroke();
}

/** The sign of a denial (⊘), 8 pixels wide. */
export function denied(pen, x, y) {
  pen.beginPath();
  pen.arc(x + 4, y, 3.6, 0, 2 * Math.PI);
  pen.moveTo(x + 6.5, y - 2.5); pen.lineTo(x + 1.5, y + 2.5);
  pen.stroke();
}

/** A curve from one bar to another; gives its middle. */
export function curve(pen, x, y, otherX, otherY) {
  const across = otherX - x, down = otherY - y;
  let one, two;
  if (Math.abs(across) < 40) { // to the left of both
    const bend = 16 + Math.abs(down) / 10;
    [one, two] = [[x - bend, y], [otherX - bend, otherY]];
  } else if (Math.abs(down) < 12) { // over what lies between
    const bend = Math.min(40, 10 + Math.abs(across) / 12);
    [one, two] = [[x + across / 4, y - bend], [otherX - across / 4, otherY - bend]];
  } else [one, two] = [[x + across / 2, y], [otherX - across / 2, otherY]];
  pen.beginPath();
  pen.moveTo(x, y);
  pen.bezierCurveTo(...one, ...two, otherX, otherY);
  pen.stroke();
  return [(x + 3 * one[0] + 3 * two[0] + otherX) / 8, (y + 3 * one[1] + 3 * two[1] + otherY) / 8];
}
