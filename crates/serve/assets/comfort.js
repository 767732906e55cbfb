// Comfort only: every page works without it.
"use strict";

// A mark and the entry of its statement light up together, and lead to each other.
const marks = document.querySelectorAll("[data-s]");
const partners = new Map();
for (const mark of marks) {
  for (const id of mark.dataset.s.split(" ")) {
    if (!partners.has(id)) partners.set(id, [document.getElementById(id)].filter(Boolean));
    partners.get(id).push(mark);
  }
}
const light = (ids, on) => {
  for (const id of ids) for (const part of partners.get(id) ?? []) part.classList.toggle("lit", on);
};
const show = (target) => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
};
for (const mark of marks) {
  const ids = mark.dataset.s.split(" ");
  mark.addEventListener("mouseover", (event) => { event.stopPropagation(); light(ids, true); });
  mark.addEventListener("mouseout", () => light(ids, false));
  mark.addEventListener("click", (event) => {
    if (event.target.closest("a") || !getSelection().isCollapsed) return;
    event.stopPropagation();
    const entry = document.getElementById(ids[0]);
    if (entry) show(entry);
  });
}
for (const [id, parts] of partners) {
  const entry = document.getElementById(id);
  if (!entry) continue;
  const mark = parts.find((part) => part !== entry);
  for (const event of ["mouseenter", "focusin"]) entry.addEventListener(event, () => light([id], true));
  for (const event of ["mouseleave", "focusout"]) entry.addEventListener(event, () => light([id], false));
  entry.addEventListener("click", (event) => {
    if (mark && !event.target.closest("a, button") && getSelection().isCollapsed) show(mark);
  });
}

// The slider hides what is less certain, at once.
for (const slider of document.querySelectorAll("[data-hides]")) {
  const form = slider.form;
  const [output] = slider.labels.length ? form.getElementsByTagName("output") : [];
  const told = form.querySelector(".hides");
  const entries = [...document.querySelectorAll("[data-c]")];
  const certain = new Map(entries.map((entry) => [entry.id, Number(entry.dataset.c)]));
  const before = Number(slider.value);
  const apply = () => {
    const least = Number(slider.value);
    if (output) output.textContent = least + "%";
    let hidden = 0;
    for (const entry of entries) {
      const off = certain.get(entry.id) < least;
      entry.classList.toggle("off", off);
      hidden += off;
    }
    for (const mark of marks) {
      mark.classList.toggle("off", mark.dataset.s.split(" ").every((id) => certain.get(id) < least));
    }
    told.textContent = hidden ? `${hidden} of ${entries.length} hidden` : "";
  };
  // What the server left out comes back only with a new page.
  slider.addEventListener("input", apply);
  slider.addEventListener("change", () => { if (Number(slider.value) < before) form.requestSubmit(); });
  for (const button of slider.parentElement.querySelectorAll("button")) button.hidden = true;
}

// Citations are copied instead of shown on a page of their own.
const copied = (button, text) => navigator.clipboard.writeText(text).then(
  () => {
    const before = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = before; }, 1500);
  },
  () => {},
);
if (navigator.clipboard) {
  for (const link of document.querySelectorAll("a[data-cite]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy as citation";
    button.addEventListener("click", () => copied(button, link.dataset.cite));
    link.replaceWith(button);
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copied(button, document.getElementById(button.dataset.copy).textContent));
  }
}

// A file dropped on the reading form is read.
for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const over = (on) => form.classList.toggle("over", on);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
