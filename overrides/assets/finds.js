// The index, and what it finds: words → pages, best first. generator/search/index.py says what the files in search-index/ hold:
// entry.json first, then the few files that hold the words asked for. Files are kept for the next words.

import { numbers } from "./columns.js";
import { inOrder, nameTerm, stem, terms, unspaced, words } from "./terms.js";

const MOST_FILES = 3; // files read for all words that begin alike
const PHRASE = /["“”„«「『]([^"“”„«»「」『』]+)["“”»」』]/g;

const long = (word) => word.length > 2 || unspaced(word);

/** How well a term of a page answers a word: the word itself, one of its stem, one that begins so; 0 not at all. */
export function likeness(term, word) {
  if (term === word) return 1;
  if (!long(word)) return 0;
  if (stem(term) === stem(word)) return 0.6;
  return term.startsWith(word) ? 0.3 : 0;
}

/** What a reader asks for: words that must all stand in a page (units), and phrases that must stand there as they are. */
export function understood(q) {
  const units = words(q).map(({ parts, whole }) => ({
    parts: parts.filter((part, at) => !(unspaced(part) && [...part].length === 1 && unspaced(parts[at - 1] || ""))), whole,
  })).filter(({ parts }) => parts.length);
  const phrases = [...q.normalize("NFKC").matchAll(PHRASE)].map(([, phrase]) => inOrder(phrase)).filter((phrase) => phrase.trim());
  const sought = units.flatMap(({ parts, whole }) => (whole ? [...parts, whole] : parts));
  return { q, units, phrases, sought };
}

/** Whether a term stands before another in the index, whose order is that of code points. */
function before(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) return (a >= 0xd800) !== (b >= 0xd800) || a < 0xd800 ? a < b : one.codePointAt(at) < other.codePointAt(at);
  }
  return one.length < other.length;
}

/** Pages and what a term counts there, as [number, 1 to 128]. */
function decoded(text) {
  let page = 0;
  return numbers(text).map((code) => [(page += code >> 3), 1 << (code & 7)]);
}

function gather(pages, held, weigh) {
  for (const [term, text] of held) {
    const factor = weigh(term);
    if (factor) for (const [page, value] of decoded(text)) pages.set(page, Math.max(pages.get(page) || 0, factor * value));
  }
}

const hashes = (text) => text.match(/.{8}/g) || [];

/** The index of the site whose root is `root`. Throws what `fetch` throws, and an error where a file is not there. */
export class Index {
  #root;
  #entry;
  #files = new Map();

  /** Pages by number: how many, and of what kind each is. */
  pages;
  kinds;

  static async open(root) {
    const index = new Index();
    index.#root = root;
    const entry = await (await index.#get("entry.json", { cache: "no-cache" })).json();
    index.#entry = { first: entry.first, terms: hashes(entry.terms), addresses: hashes(entry.addresses), dates: entry.dates };
    index.pages = entry.pages;
    index.kinds = entry.kinds.flatMap(([kind, number]) => Array(number).fill(kind));
    return index;
  }

  async #get(name, options) {
    const answer = await fetch(new URL(`search-index/${name}`, this.#root), options);
    if (!answer.ok) throw new Error(`${answer.status} ${name}`);
    return answer;
  }

  #file(name, hash) {
    const path = `${name}-${hash}.json`;
    if (!this.#files.has(path)) {
      this.#files.set(path, this.#get(path).then((answer) => answer.json()).catch((fault) => { this.#files.delete(path); throw fault; }));
    }
    return this.#files.get(path);
  }

  /** The address of a page, from the site's root. */
  async address(page) {
    return (await this.#file("addresses", this.#entry.addresses[page >> 6]))[page & 63];
  }

  /** The day of each page, or null. */
  async dates() {
    let day = 0;
    return (await this.#file("dates", this.#entry.dates)).map((step) => (step === null ? null : (day += step)));
  }

  /** The terms that begin so, each with its pages as text; of very many, those in the first files. The term itself is in the first. */
  async #beginning(start, most) {
    const { first, terms: names } = this.#entry;
    let at = first.findIndex((term) => before(start, term));
    at = Math.max(0, (at < 0 ? first.length : at) - 1);
    const held = [];
    for (let number = at; number < names.length && held.length < most; number++) {
      if (number > at && !first[number].startsWith(start)) break;
      held.push(this.#file("terms", names[number]));
    }
    return (await Promise.all(held)).flatMap((file) => Object.entries(file).filter(([term]) => term.startsWith(start)));
  }

  /** Pages that hold a term just as it is, as [number, what it counts there]. */
  async pagesOf(term) {
    const held = (await this.#beginning(term, 1)).find(([name]) => name === term);
    return held ? decoded(held[1]) : [];
  }

  /** The pages of a word: number → what it counts there; and whether they only have words that begin a little alike. */
  async #lookUp(word) {
    const common = [...word].findIndex((character, at) => stem(word)[at] !== character);
    const starts = [this.#beginning(word, long(word) ? MOST_FILES : 1)];
    if (common > 2) starts.push(this.#beginning(word.slice(0, common), MOST_FILES));
    const near = (await Promise.all(starts)).flat();
    const pages = new Map();
    gather(pages, near, (term) => likeness(term, word));
    if (pages.size || unspaced(word)) return { pages, similar: false };
    const shortest = Math.max(3, Math.ceil(word.length * 0.6));
    const alike = word.length > shortest ? await this.#beginning(word.slice(0, shortest), MOST_FILES) : [];
    for (let length = word.length - 1; length >= shortest && !pages.size; length--) {
      gather(pages, alike, (term) => (term.startsWith(word.slice(0, length)) ? 0.3 : 0));
    }
    return { pages, similar: true };
  }

  /** Pages that hold all words, or as many as they do where none holds all, as number → score; and what is to be said of that: nothing,
   *  "some" or "similar". A page whose name is what was typed stands before all others. */
  async find({ q, units }) {
    if (!units.length) return { scores: new Map(), word: "" };
    const [named, ...answers] = await Promise.all([this.pagesOf(nameTerm(q)), ...units.map((unit) => this.#answer(unit))]);
    const scores = new Map();
    for (const [page, score] of answers[0].scores) {
      const others = answers.slice(1).map((one) => one.scores.get(page));
      if (others.every(Boolean)) scores.set(page, others.reduce((sum, one) => sum + one, score));
    }
    const add = (page, score) => scores.set(page, (scores.get(page) || 0) + score);
    for (const [page, value] of named) add(page, 1e6 * value);
    const known = scores.size ? [] : answers.filter((one) => one.scores.size && one.scores.size < this.pages / 2 && !one.similar);
    for (const one of known) for (const [page, score] of one.scores) add(page, 1e3 + score);
    const similar = scores.size && !named.length && answers.some((one) => one.similar);
    return { scores, word: known.length ? "some" : similar ? "similar" : "" };
  }


  async #answer({ parts, whole }) {
    const one = both(await Promise.all(parts.map((part) => this.#lookUp(part))));
    if (whole) for (const [page, value] of (await this.#lookUp(whole)).pages) one.pages.set(page, Math.max(one.pages.get(page) || 0, value));
    const rarity = Math.log(1 + this.pages / (one.pages.size || 1));
    return { scores: new Map([...one.pages].map(([page, value]) => [page, value * rarity])), similar: one.similar };
  }
}

/** Pages that hold all parts of a word. */
function both(answers) {
  const [first, ...rest] = answers;
  const pages = new Map([...first.pages].filter(([page]) => rest.every((one) => one.pages.has(page))));
  for (const [page, value] of pages) pages.set(page, rest.reduce((sum, one) => sum + one.pages.get(page), value) / answers.length);
  return { pages, similar: answers.some((one) => one.similar) };
}

/** A function from a text to whether a term of it answers a word asked for, and which. */
export function answering(sought) {
  const known = new Map();
  const spaced = sought.filter((word) => !unspaced(word));
  return (run) => {
    if (!known.has(run)) known.set(run, spaced.find((word) => terms(run).some((term) => likeness(term, word))) || "");
    return known.get(run);
  };
}
