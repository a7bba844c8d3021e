// Loaded when a reader opens the block that says how to cite a page. Adds the forms for programs, the day on which the page was read, and
// buttons to copy each form and to share the page. Without this the block says APA, Chicago and the address, and leads to files with
// the rest (generator/pages/cite.py makes all of these).

const block = document.querySelector(".cite-page");
const [copy, copied, share, retrieved, accessed] = block.dataset.words.split("; ");
const address = document.querySelector("link[rel=canonical]")?.href ?? "";
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
const told = Object.assign(document.createElement("span"), { className: "vh", role: "status" });

const iso = (day) => day.map((part) => String(part).padStart(2, "0")).join("-");
const said = (property) => document.querySelector(`meta[property="${property}"]`)?.content ?? "";

/** What the page says of itself: its name among programs, title, site ("" for the page that is the site), the day of its record. */
function cited() {
  const linked = JSON.parse(document.querySelector("script[type='application/ld+json']").textContent);
  const root = new URL(document.querySelector(".brand").href).pathname;
  const path = decodeURI(location.pathname).slice(root.length).replace(/\/$/, "");
  const day = (linked.dateModified ?? linked.datePublished)?.split("-").map(Number);
  return { key: path.replaceAll("/", "-") || "index", title: said("og:title"), site: path && said("og:site_name"), day };
}

const LATEX = {
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "%": "\\%", "#": "\\#", "_": "\\_",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
};

function latex(text) {
  return text.replace(/[\\{}$&%#_~^]/g, (mark) => LATEX[mark]);
}

function bibtex({ key, title, site, day }) {
  const fields = [
    site && ["author", `{${latex(site)}}`], ["title", `{${latex(title)}}`], day && ["date", iso(day)],
    address && ["url", address], ["urldate", iso(today)],
  ];
  return `@online{${key},\n${fields.filter(Boolean).map(([name, value]) => `  ${name} = {${value}},\n`).join("")}}`;
}

function csl({ key, title, site, day }) {
  return JSON.stringify([{
    id: key, type: "webpage", title, ...(site && { author: [{ literal: site }] }), ...(day && { issued: { "date-parts": [day] } }),
    ...(address && { URL: address }), accessed: { "date-parts": [today] },
  }]);
}

/** Say in a form for people when the page was read, before its address. */
function addDay(form, words) {
  const text = form.lastChild;
  const at = address ? text.data?.lastIndexOf(address) ?? -1 : -1;
  if (at < 0) return;
  const day = now.toLocaleDateString("en-US", { dateStyle: "long" });
  text.data = `${text.data.slice(0, at)}${words.replace("(date)", day)} ${text.data.slice(at)}`;
}

function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Put a text on the clipboard, and say so in the button and aloud. */
async function put(text, button) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return; // the browser forbids it: the text stands there to be marked
  }
  button.textContent = told.textContent = copied;
  setTimeout(() => { button.textContent = words; told.textContent = ""; }, 2500);
}

async function shareOrCopy({ currentTarget: button }) {
  const url = address || location.href.split("#")[0];
  if (!navigator.share) return put(url, button);
  try {
    await navigator.share({ title: document.title, url });
  } catch { /* the reader thought better of it */ }
}

const list = block.querySelector("dl");
const [chicago, apa] = [...list.querySelectorAll("dd")].reverse();
const page = cited();
if (!page.day) { // both guides ask for the day of reading only where there is no other
  addDay(apa, retrieved);
  addDay(chicago, accessed);
}
for (const [name, text] of [["BibTeX", bibtex(page)], ["CSL-JSON", csl(page)]]) {
  list.append(made("div", {}, made("dt", { textContent: name }), made("dd", { className: "code", textContent: text })));
}
for (const row of list.children) {
  const [name, form] = row.children;
  const button = made("button", { type: "button", textContent: copy, onclick: () => put(form.textContent, button) });
  button.setAttribute("aria-label", `${copy} ${name.textContent}`);
  row.append(made("dd", { className: "act" }, button));
}
block.querySelector("p").replaceWith(made("button", { type: "button", className: "share", textContent: share, onclick: shareOrCopy }), told);
