// What a reader types → the terms of the index. The same as generator/search/tokens.py, which says what a term is.

const LONGEST = 40;
const WORD = /[\p{L}\p{N}]+(?:['.,-][\p{L}\p{N}]+)*/gu;
const PART = /[\p{L}\p{N}]+/gu;
const UNSPACED = "\\u0e00-\\u0eff\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
const PIECE = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");

const joints = (text) => text.replace(/[‘’ʼ＇]/g, "'").replace(/[‐‑‒–−－]/g, "-").replace(/．/g, ".").replace(/，/g, ",");
const cut = (term) => (term.length > LONGEST ? [...term].slice(0, LONGEST).join("") : term);

export function folded(text) {
  return joints(joints(text).normalize("NFKD").replace(/[\p{M}\u00ad]/gu, "")).toLowerCase().replace(/ς/g, "σ").replace(/ß/g, "ss");
}

export const unspaced = (term) => HAS_UNSPACED.test(term);

/** The words of a text, each as { parts, whole }: the parts all stand in a page that holds it, or else the whole does. */
export function words(text) {
  return (folded(text).match(WORD) || []).map((word) => {
    const parts = partsOf(word);
    const whole = parts.length < 2 || HAS_UNSPACED.test(word) ? "" : cut(parts.join(""));
    return { parts: parts.flatMap(pairs).map(cut), whole };
  });
}

/** All terms of a text, as the index holds them. */
export const terms = (text) => words(text).flatMap(({ parts, whole }) => (whole ? [...parts, whole] : parts));

function partsOf(word) {
  return (word.replace(/'s$/, "").match(PART) || []).flatMap((part) => part.match(PIECE));
}

function pairs(part) {
  if (!HAS_UNSPACED.test(part)) return [part];
  const characters = [...part];
  return characters.map((character, at) => character + (characters[at + 1] || ""));
}

/** The term that stands for a name as a whole. */
export function nameTerm(name) {
  return "=" + cut((folded(name).match(WORD) || []).flatMap(partsOf).join("_"));
}

/** A text as its parts in order, each between spaces, so that a phrase can be looked for in it. */
export function inOrder(text) {
  const parts = (folded(text).match(WORD) || []).flatMap(partsOf);
  return ` ${parts.map((part) => (HAS_UNSPACED.test(part) ? [...part].join(" ") : part)).join(" ")} `;
}

/** What words of one English stem share: ships and ship, closed and closing. Light: plurals, -ed, -ing. */
export function stem(term) {
  if (!/^[a-z]{4,}$/.test(term)) return term;
  let found = term.replace(/(?:ies|ied)$/, "y").replace(/(ss|sh|ch|x|z)es$/, "$1").replace(/([^su])s$/, "$1");
  const bare = found.replace(/(?:ing|ed)$/, "");
  if (bare !== found && bare.length > 2 && /[aeiouy]/.test(bare)) found = bare.replace(/([^aeiouls])\1$/, "$1");
  return found.length > 3 ? found.replace(/e$/, "").replace(/y$/, "i") : found;
}
