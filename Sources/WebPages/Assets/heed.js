"use strict";
// Every page works without this. It keeps what somebody writes, shows what a form would change, and says when time runs out.
// It asks nothing of any other place, and leaves nothing behind in the browser.
(() => {
  const every = (what, within = document) => [...within.querySelectorAll(what)];
  const one = (what, within = document) => within.querySelector(what);
  const made = (name, words, attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = words;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const clock = (at = Date.now()) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  // --- who is signed in, and until when ---

  const reader = (page) => one(".leave span", page)?.textContent;
  const isIn = Boolean(reader(document));
  const minute = 60_000;
  const idle = Number(document.body.dataset.idleMinutes) * minute;
  // The server notes a visit at most once a minute: the earlier end is the safe one.
  const whole = Math.max(idle - minute, minute / 2);
  let heard = Date.now();
  let typed = 0;

  // One tab that is used keeps all of them signed in.
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("heed") : null;
  if (tabs) tabs.onmessage = () => hear(false);
  function hear(tell = true) {
    heard = Date.now();
    if (tell) tabs?.postMessage("heard");
    one("#idle")?.close();
  }

  const ask = (place, body, more = {}) =>
    fetch(place, { method: body ? "POST" : "GET", body, signal: AbortSignal.timeout(15_000), ...more });

  // "in", "out" or "lost".
  async function stay() {
    try {
      const answer = await ask("/stay");
      if (answer.redirected) return "out";
      if (answer.ok) hear();
      return answer.ok ? "in" : "lost";
    } catch { return "lost"; }
  }

  function warn() {
    if (one("#idle")?.open) return;
    one("#idle")?.remove();
    const box = made("dialog", "", { id: "idle", "aria-labelledby": "idle-title", "aria-describedby": "idle-words" });
    const words = made("p", "", { id: "idle-words" });
    const button = made("button", "Stay signed in", { type: "button", autofocus: "" });
    words.textContent = `Nothing has been asked for in a while. At ${clock(heard + whole)} you will be signed out. ` +
      (forms.length ? "What you have written is kept." : "");
    const go = async () => {
      const how = await stay();
      if (how === "out") over(box, words);
      else if (how === "lost") words.textContent = "The service cannot be reached. Keep this page open and try again.";
    };
    button.addEventListener("click", go);
    box.addEventListener("cancel", (event) => { event.preventDefault(); go(); });
    box.append(made("h2", "Are you still there?", { id: "idle-title" }), words, button);
    document.body.append(box);
    box.showModal();
  }

  function over(box, words) {
    box.querySelector("h2").textContent = "You have been signed out";
    words.textContent = "Sign in again as the same person to go on." + (forms.length ? " What you have written is kept." : "");
    box.querySelector("button").replaceWith(
      made("a", "Sign in", { href: "/sign-in?then=" + encodeURIComponent(location.pathname + location.search), class: "button", autofocus: "" }));
    one("a", box).focus();
  }

  function tick() {
    const left = heard + whole - Date.now();
    if (left <= 0) {
      warn();
      over(one("#idle"), one("#idle-words"));
      clearInterval(ticking);
    } else if (left <= Math.min(2 * minute, whole / 2)) {
      // Somebody who is writing is not away.
      if (Date.now() - typed < minute) stay(); else warn();
    }
  }
  const ticking = isIn && idle ? setInterval(tick, 5_000) : 0;
  addEventListener("keydown", () => { typed = Date.now(); });

  // --- what is written is kept ---

  const forms = every("form[data-draft]").map((form) => ({ form, saved: "", wait: 0, busy: null }));
  const written = (form) => new URLSearchParams(new FormData(form));

  // Read out once; the time beside it may change in silence.
  function say(state, words, isTrouble, time = "") {
    state.line.classList.toggle("loud", Boolean(isTrouble));
    if (state.said.textContent !== words) state.said.textContent = words;
    state.time.textContent = time;
  }

  // A form was sent from a page of an earlier sign-in: the same reader may go on with it, nobody else.
  async function renew(form) {
    const answer = await ask("/help");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = one("[name=form-token]", page)?.value;
    if (!token || reader(page) !== reader(document)) return false;
    for (const field of every("[name=form-token]")) field.value = token;
    return true;
  }

  // "kept", "away" (kept, behind the sign-in), "out" (not kept) or "lost".
  async function send(state, isLast) {
    const body = written(state.form);
    if (body.toString() === state.saved) return "kept";
    const answer = await ask("/drafts", body, { keepalive: Boolean(isLast) });
    if (answer.redirected) return answer.url.includes("kept=1") ? "away" : "out";
    if (answer.status === 403 && await renew(state.form)) return send(state);
    if (!answer.ok) return answer.status === 403 ? "out" : "lost";
    state.saved = body.toString();
    hear();
    return "kept";
  }

  function keep(state) {
    clearTimeout(state.wait);
    state.wait = 0;
    return state.busy ??= send(state).catch(() => "lost").then((how) => {
      state.busy = null;
      if (how === "kept") say(state, "Kept as a draft. Nothing has been entered yet.", false, ` Last kept at ${clock()}.`);
      else if (how === "away") say(state, "You have been signed out. What you wrote is kept: sign in again as the same person.", true);
      else if (how === "out") say(state, "You have been signed out, and what you wrote since is only on this page. Keep it open, sign in again in another window as the same person, then go on here.", true);
      else {
        say(state, "The connection is lost: what you wrote since is only on this page. Keep it open; it tries again by itself.", true);
        state.wait ||= setTimeout(() => keep(state), 5_000);
      }
      return how;
    });
  }

  for (const state of forms) {
    const { form } = state;
    state.saved = written(form).toString();
    state.line = made("p", "", { class: "draft-state" });
    state.said = made("span", "", { role: "status" });
    state.time = made("span", "");
    state.line.append(state.said, state.time);
    form.append(state.line);
    const changed = () => { state.wait ||= setTimeout(() => keep(state), 2_500); };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", async (event) => {
      if (state.isSent) return;
      event.preventDefault();
      await state.busy;
      const before = written(form).toString();
      // Unchanged since it was kept: only see whether there is anybody to send it to.
      const how = before === state.saved ? ({ in: "kept", out: "away", lost: "lost" })[await stay()] : await keep(state);
      if (how === "kept" || how === "away") {
        state.isSent = true;
        form.requestSubmit(event.submitter ?? undefined);
      } else {
        say(state, how === "lost"
          ? "Not sent: the service cannot be reached. Nothing is lost while this page stays open. Try again in a moment."
          : "Not sent: you have been signed out. Keep this page open, sign in again in another window as the same person, then send it from here.", true);
        state.line.scrollIntoView({ block: "nearest" });
      }
    });
    addEventListener("pagehide", () => { if (state.wait && !state.isSent) send(state, true).catch(() => {}); });
    addEventListener("online", () => { if (state.wait) keep(state); });
  }

  // --- a form is sent once, however often the button is pressed ---

  for (const form of every("form[method=post]")) {
    let last = 0;
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (Date.now() - last < 3_000) event.preventDefault();
      last = Date.now();
    });
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const state of forms) state.isSent = false;
  });

  // --- what a form would change ---

  for (const form of every("form[data-preview]")) {
    const place = one("[data-preview-here]");
    if (!place) continue;
    // Below what is being filled in, so that nothing moves under somebody's hands.
    form.after(place);
    place.setAttribute("aria-live", "polite");
    let wait = 0;
    let asked = null;
    let last = written(form).toString();
    const show = async () => {
      const body = written(form);
      if (body.toString() === last) return;
      last = body.toString();
      asked?.abort();
      asked = new AbortController();
      place.setAttribute("aria-busy", "true");
      try {
        const answer = await ask(form.dataset.preview, body, { signal: asked.signal });
        if (answer.redirected || ![200, 422].includes(answer.status)) throw new Error();
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        // What is still missing is no fault while somebody is writing.
        if (one(".problems", page)) place.textContent = "What this would change is shown here as soon as there is enough to tell.";
        else place.replaceChildren(...page.body.childNodes);
        for (const part of every("[role=status], [role=alert]", place)) part.removeAttribute("role");
        hear();
      } catch (error) {
        if (error.name === "AbortError") return;
        place.textContent = "What this would change cannot be shown at this moment. It can still be entered.";
      }
      place.removeAttribute("aria-busy");
    };
    // When a field is done with, not at every letter: each time, the case is read, and that is entered.
    form.addEventListener("change", () => { clearTimeout(wait); wait = setTimeout(show, 700); });
  }

  // --- only the fields of what was chosen; without this script all of them stand there ---

  for (const form of every("form")) {
    const choices = every("[data-reveals]", form);
    if (!choices.length) continue;
    const chosen = (choice) => choice.tagName === "OPTION" ? choice.selected : choice.checked;
    const show = () => {
      const open = new Set(choices.filter(chosen).flatMap((choice) => choice.dataset.reveals.split(" ")));
      for (const id of choices.flatMap((choice) => choice.dataset.reveals.split(" "))) {
        const fields = document.getElementById(id);
        if (fields) fields.hidden = !open.has(id);
      }
    };
    form.addEventListener("change", show);
    show();
  }

  // What is wrong with a form is read first.
  one(".problems")?.focus();
})();
