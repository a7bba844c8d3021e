// A page that is found, and the places in it that hold the words asked for. The page itself is fetched and read, never run: its title,
// kind and date stand in its head. Nothing of it is put in a page as HTML, only as text.

import { answering } from "./finds.js";
import { inOrder, unspaced } from "./terms.js";

const PARTS = 2;    // places shown of a page
const AROUND = 170; // characters shown of a place

// Parts of pages that repeat what stands elsewhere, or say where it stands: words are not shown from there.
const LEFT_OUT = "h1, nav, svg, .picture, .map, .cite-page, .rail, .related, .matrix-scroll, .switch, .differences-short, .questions, .told, .status, figcaption, .claim-rel, "
  + ".claim-home, .facts summary, .events small, .rests, .address, .hash, a.cite, script, style, template, noscript";
const BLOCKS = "p, li, dd, dt, td, th, blockquote, h2, h3, pre";
const RUN = /[\p{L}\p{N}\p{M}]+(?:['’.,‐‑-][\p{L}\p{N}\p{M}]+)*/gu;

const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();

/** The page at a URL: { url, title, kind, when, description, article }; of one that cannot be had, only `title`. */
export async function opened(url, title) {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    const held = new DOMParser().parseFromString(await answer.text(), "text/html");
    const head = (selector) => held.querySelector(selector)?.getAttribute("content") || "";
    return {
      url, title: head('meta[property="og:title"]') || title, kind: head("meta[name=kind]"), when: head("meta[name=when]"),
      description: head("meta[name=description]"), article: ownWords(held.querySelector("article.page")),
    };
  } catch (fault) {
    console.warn(fault);
    return { url, title, kind: "", when: "", description: "", article: null };
  }
}

/** An article without the parts that are left out; of a table of accounts the questions stay. */
function ownWords(article) {
  for (const question of article?.querySelectorAll("tr[id] > th[scope=row]") || []) {
    const said = document.createElement("p");
    said.id = question.parentElement.id;
    said.textContent = textOf(question);
    question.closest(".matrix-scroll")?.before(said);
  }
  for (const part of article?.querySelectorAll(LEFT_OUT) || []) part.remove();
  return article;
}

/** Whether a page holds all phrases, word for word. */
export function holds({ article, title }, phrases) {
  if (!phrases.length) return true;
  const pieces = [title];
  const texts = document.createTreeWalker(article || document.createElement("p"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) pieces.push(texts.currentNode.data);
  const text = inOrder(pieces.join(" "));
  return phrases.every((phrase) => text.includes(phrase));
}

/** The places of a page that hold most of the words, in reading order: { id, text, marks, language, who, line, heading }. */
export function places(article, asked) {
  if (!article) return [];
  const match = matcher(asked);
  const blocks = [...article.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS)).map((block, order) => {
    const text = textOf(block);
    const marks = match(text);
    const phrase = asked.phrases.some((one) => inOrder(text).includes(one));
    const aside = block.matches("h2, h3, .workings *, .inferred *");
    return { block, order, text, marks, worth: (phrase ? 100 : 0) + new Set(marks.map((mark) => mark.word)).size - (aside ? 0.5 : 0) };
  }).filter(({ marks }) => marks.length).sort((one, other) => other.worth - one.worth || one.order - other.order);
  const found = [];
  for (const one of blocks) {
    if (found.length === PARTS) break;
    const place = { ...one, language: one.block.closest("article [lang]")?.lang || "", ...anchor(one.block, article, match) };
    if (!found.some(({ id, text }) => id === place.id || text === place.text)) found.push(place);
  }
  return found.sort((one, other) => one.order - other.order);
}

/** The id nearest to a block: the passage in it, the claim it belongs to, or else the heading above; and what stands there: who says
 *  it, the line of a document, or the heading. */
function anchor(block, article, match) {
  const inside = [...block.querySelectorAll("mark[id]")];
  const passage = inside.find((mark) => match(textOf(mark)).length) || inside[0];
  const around = block.closest("article.page [id]");
  const above = [...article.querySelectorAll("h2[id], h3[id]")].filter((heading) => block.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING).pop();
  const who = [...(around?.querySelectorAll(".claim-head > :is(.who, .stance)") || [])].map(textOf).join(" ");
  const line = block.closest(".passage")?.querySelector(".line");
  return { id: (passage || around || above)?.id || "", who, line: line ? textOf(line) : "", heading: above ? textOf(above) : "" };
}

/** A function from a text to the stretches of it that are words asked for: { start, end, word }. */
function matcher({ q, sought }) {
  const literal = sought.some(unspaced) ? q.match(RUN).filter(unspaced) : [];
  const wordIn = answering(sought);
  return (text) => {
    const marks = [];
    for (const { 0: run, index: start } of text.matchAll(RUN)) {
      const word = wordIn(run);
      if (word) marks.push({ start, end: start + run.length, word });
      else for (const one of literal) {
        const at = run.indexOf(one);
        if (at >= 0) marks.push({ start: start + at, end: start + at + one.length, word: one });
      }
    }
    return marks;
  };
}

/** The words round the marks, as texts and, marked, `mark` elements. */
export function excerpt({ text, marks }) {
  const start = densest(marks);
  let from = text.length <= AROUND ? 0 : Math.max(0, Math.round(start - AROUND / 3));
  from = from && text.indexOf(" ", from) + 1 <= start ? text.indexOf(" ", from) + 1 || from : from;
  let until = Math.min(text.length, from + AROUND);
  if (until < text.length && text.lastIndexOf(" ", until) > start) until = text.lastIndexOf(" ", until);
  const shown = [from ? "… " : ""];
  let at = from;
  for (const one of marks.filter((mark) => mark.start >= from && mark.end <= until)) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(one.start, one.end);
    shown.push(text.slice(at, one.start), mark);
    at = one.end;
  }
  return [...shown, text.slice(at, until), until < text.length ? " …" : ""];
}

/** Where the stretch begins that holds most different words. */
function densest(marks) {
  const within = ({ start }) => new Set(marks.filter((one) => one.start >= start && one.start < start + AROUND / 2).map((one) => one.word)).size;
  return marks.reduce((best, mark) => (within(mark) > within(best) ? mark : best)).start;
}
