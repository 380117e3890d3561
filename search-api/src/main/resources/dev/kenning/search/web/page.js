'use strict';

// The page: reads the form, asks the server, shows the answer. The address always says what is
// shown, so that it can be shared. Whatever comes from an index enters the document as text.
(() => {
  const $ = id => document.getElementById(id);
  const form = $('ask');
  const results = $('results');
  const summary = $('summary');
  const FOLDED_LINES = 14;
  const FIELDS = ['repository', 'path', 'package', 'kind', 'fact', 'tests', 'limit'];
  const DEFAULTS = { mode: 'hybrid', tests: 'exclude', limit: '10' };
  const EXAMPLES = [
    'retry an HTTP request with growing pauses',
    'parse a duration like 1h30m into milliseconds',
    'copy a stream without closing it',
    'difference between two dates in working days',
    'read the last lines of a large file',
    'escape text so that it can stand in XML',
  ];
  let underWay = null;

  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === undefined || value === null || value === false) continue;
      if (key === 'class') node.className = value;
      else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? '' : value);
    }
    node.append(...present(children));
    return node;
  }

  function present(children) {
    return children.filter(child => child !== null && child !== undefined && child !== '');
  }

  // --- What is asked, and the address that says so ---------------------------------------------

  function asked() {
    const data = new FormData(form);
    const question = { q: String(data.get('q') || '').trim(), mode: data.get('mode') || DEFAULTS.mode };
    for (const field of FIELDS) question[field] = String(data.get(field) || '').trim();
    return question;
  }

  function addressOf(question) {
    const parameters = new URLSearchParams();
    for (const [key, value] of Object.entries(question)) {
      if (value && value !== DEFAULTS[key]) parameters.set(key, value);
    }
    const text = parameters.toString();
    return text ? '/?' + text : '/';
  }

  function fromAddress() {
    const parameters = new URLSearchParams(location.search);
    const question = { q: parameters.get('q') || '', mode: parameters.get('mode') || DEFAULTS.mode };
    for (const field of FIELDS) question[field] = parameters.get(field) || DEFAULTS[field] || '';
    if (parameters.get('similar')) question.similar = parameters.get('similar');
    return question;
  }

  function fillForm(question) {
    form.elements.q.value = question.q;
    for (const radio of form.elements.mode) radio.checked = radio.value === question.mode;
    for (const field of FIELDS) {
      const control = form.elements[field];
      if (control.tagName === 'SELECT' && question[field]
          && ![...control.options].some(option => option.value === question[field])) {
        control.append(el('option', { value: question[field] }, question[field]));
      }
      control.value = question[field];
      control.closest('.field').classList.toggle('set', (question[field] || '') !== (DEFAULTS[field] || ''));
    }
  }

  function filterOf(question) {
    const filter = { tests: question.tests || DEFAULTS.tests };
    const list = text => text.split(',').map(part => part.trim()).filter(Boolean);
    if (question.repository) filter.repositories = [question.repository];
    if (question.path) filter.paths = list(question.path);
    if (question.package) filter.packages = list(question.package);
    if (question.kind) filter.kinds = [question.kind];
    if (question.fact) filter.facts = list(question.fact);
    return filter;
  }

  // --- Asking -----------------------------------------------------------------------------------

  async function ask(question) {
    if (underWay) underWay.abort();
    fillForm(question);
    document.title = question.q ? question.q + ' · Kenning' : 'Kenning';
    if (!question.q && !question.similar) return showStart();
    underWay = new AbortController();
    const mine = underWay;
    document.body.classList.add('asking');
    try {
      const body = { limit: Number(question.limit) || 10, filter: filterOf(question), include: ['code', 'facts', 'explain'] };
      const answer = question.similar
        ? await Server.call('POST', '/v1/similar', { id: question.similar, ...body }, mine.signal)
        : await Server.call('POST', '/v1/search', { query: question.q, mode: question.mode, ...body }, mine.signal);
      showAnswer(answer, question);
    } catch (problem) {
      if (problem.name !== 'AbortError') showProblem(problem);
    } finally {
      if (mine === underWay) document.body.classList.remove('asking');
    }
  }

  // --- The key, where the server wants one -----------------------------------------------------

  function wantKey(status) {
    const known = Server.key() !== '';
    $('refused').textContent = !known ? '' : status === 401 ? 'The key does not count here.' : 'The key does not allow this.';
    $('unlock').hidden = false;
    $('key').focus();
  }

  Server.whenRefused(wantKey);
  $('unlock').addEventListener('submit', event => {
    event.preventDefault();
    Server.keepKey($('key').value.trim());
    $('key').value = '';
    $('unlock').hidden = true;
    showState();
    ask(fromAddress());
  });

  function go(question) {
    history.pushState(null, '', addressOf(question));
    ask(question);
  }

  // --- Showing ----------------------------------------------------------------------------------

  function showStart() {
    results.replaceChildren();
    summary.hidden = true;
    $('start').hidden = false;
  }

  function showProblem(problem) {
    $('start').hidden = true;
    results.replaceChildren();
    summary.hidden = false;
    summary.replaceChildren(el('div', { class: 'problem', role: 'alert' },
      el('strong', {}, problem.title || 'Something broke'),
      el('p', {}, problem.errors ? '' : problem.detail || ''),
      problem.errors && el('ul', {}, ...problem.errors.map(error =>
        el('li', {}, el('code', {}, error.pointer || 'the request'), ' expected ', error.expected)))));
  }

  function showAnswer(answer, question) {
    $('start').hidden = true;
    summary.hidden = false;
    const count = answer.results.length;
    summary.replaceChildren(...present([
      el('p', { class: 'count' },
        el('strong', {}, count === 0 ? 'No method' : count === 1 ? '1 method' : count + ' methods'),
        question.similar ? ' like the chosen one' : '',
        ' in ', milliseconds(answer.timing_ms.total)),
      timing(answer.timing_ms),
      answer.pending ? el('p', { class: 'note' }, answer.pending + ' changed files are not visible yet') : null,
      answer.probably_absent ? el('p', { class: 'note warn' }, 'Probably nothing here does this: these are the nearest') : null,
      ...answer.degraded.map(reason => el('p', { class: 'note warn' }, 'Degraded — ' + reason)),
      count === 0 ? el('p', { class: 'note' }, 'Try fewer filters, or other words.') : null]));
    results.replaceChildren(...answer.results.map((result, i) => card(result, i)));
    window.scrollTo({ top: 0 });
  }

  function milliseconds(time) {
    return (time < 10 ? time.toFixed(1) : Math.round(time)) + ' ms';
  }

  function timing(times) {
    const stages = Object.entries(times).filter(([stage, time]) => stage !== 'total' && time > 0);
    const sum = stages.reduce((total, [, time]) => total + time, 0) || 1;
    const bar = el('span', { class: 'timing', role: 'img',
      'aria-label': stages.map(([stage, time]) => stage + ' ' + milliseconds(time)).join(', ') });
    for (const [stage, time] of stages) {
      const part = el('span', { class: 't-' + stage, title: stage + ' ' + milliseconds(time) });
      part.style.flexGrow = String(Math.max(time / sum, 0.01));
      bar.append(part);
    }
    const legend = el('span', { class: 'legend' },
      ...stages.filter(([, time]) => time / sum > 0.03)
        .map(([stage, time]) => el('span', { class: 't-' + stage }, stage + ' ' + milliseconds(time))));
    return el('div', { class: 'times' }, bar, legend);
  }

  function card(result, index) {
    const place = result.path + ':' + result.start_line + '–' + result.end_line;
    const simpleType = result.type.split('.').pop();
    const packageName = result.type.slice(0, Math.max(0, result.type.length - simpleType.length - 1));
    const node = el('li', { class: 'result', tabindex: '-1', 'data-id': result.id },
      el('div', { class: 'head' },
        el('span', { class: 'rank', 'aria-hidden': true }, String(index + 1)),
        heading(result, simpleType),
        score(result)),
      el('div', { class: 'place' }, el('span', { class: 'repository' }, result.repository), el('span', { class: 'path' }, place),
        packageName ? el('span', { class: 'package' }, packageName) : null,
        badge(result),
        el('span', { class: 'tools' },
          el('button', { type: 'button', class: 'quiet', title: 'Methods that do what this one does (s)',
            onclick: () => similar(result) }, 'Similar'),
          el('button', { type: 'button', class: 'quiet', 'data-does': 'calls', 'aria-expanded': 'false', title: 'Who calls it, and what it calls (w)',
            onclick: () => toggleCalls(node) }, 'Calls'),
          el('button', { type: 'button', class: 'quiet', 'data-does': 'copy', title: 'Copy path and line (c)',
            onclick: event => copy(result.path + ':' + result.start_line, event.currentTarget) }, 'Copy place'))),
      result.doc ? documentation(result.doc) : null,
      result.siblings ? siblings(result.siblings) : null,
      chips(result),
      result.code ? code(result) : null);
    return node;
  }

  /** `Http.send(Request request): Response`, with the telling part set off from the rest. */
  function heading(result, simpleType) {
    const at = result.signature.indexOf(result.method + '(');
    if (result.kind === 'initializer' || at < 0) {
      return el('h2', {}, el('span', { class: 'owner' }, simpleType + ' '), el('span', { class: 'method' }, result.kind));
    }
    const before = result.signature.slice(0, at).replace(/^<.*>\s+(?=\S)/, '').trim();
    const [parameters, thrown] = result.signature.slice(at + result.method.length).split(/\s+throws\s+/);
    const constructor = result.kind === 'constructor';
    return el('h2', {},
      el('span', { class: 'owner' }, constructor ? 'new ' : simpleType + '.'),
      el('span', { class: 'method' }, result.method),
      el('span', { class: 'shape' }, parameters, before ? ': ' + before : '', thrown ? ' throws ' + thrown : ''));
  }

  function badge(result) {
    const titles = {
      verified: 'The lines shown are the lines in the file now',
      reanchored: 'The file has changed since it was indexed; this is what it says now',
      stale: 'The file has changed since it was indexed, and the method was not found in it again',
      gone: 'The file is not there any more',
      unverified: 'Whether the file has changed could not be told',
    };
    return el('span', { class: 'badge ' + result.freshness, title: titles[result.freshness] },
      result.freshness, result.test ? ' · test' : '');
  }

  function score(result) {
    if (result.score === undefined) return null;
    const parts = result.explain ? result.explain.parts : [];
    const bar = el('span', { class: 'bar' });
    for (const part of parts.filter(one => one.amount > 0)) {
      const piece = el('span', { class: 'p-' + part.name });
      piece.style.width = Math.min(100, part.amount * 100) + '%';
      bar.append(piece);
    }
    return el('details', { class: 'score' },
      el('summary', { title: 'Why it stands here' }, bar, el('span', { class: 'number' }, result.score.toFixed(2))),
      why(result));
  }

  function why(result) {
    const { semantic, lexical, parts } = result.explain || { parts: [] };
    const rows = parts.map(part => el('tr', { class: 'p-' + part.name },
      el('th', {}, part.name), el('td', {}, (part.amount >= 0 ? '+' : '−') + Math.abs(part.amount).toFixed(3)),
      el('td', {}, part.name === 'semantic' && semantic ? 'cosine ' + semantic.score.toFixed(3) + ', place ' + semantic.rank
        : part.name === 'lexical' && lexical ? 'BM25 ' + lexical.score.toFixed(1) + ', place ' + lexical.rank
        : part.name === 'lexical' ? 'no word matched' : 'set back')));
    const terms = lexical && lexical.terms.length
      ? el('p', { class: 'terms' }, 'Words: ', ...lexical.terms.map(term => el('mark', {}, term))) : null;
    const above = result.explain && result.explain.above_next
      ? el('p', { class: 'terms' }, 'Above the next by ' + result.explain.above_next.by.toFixed(3) + ': ' + result.explain.above_next.because) : null;
    const sure = result.relevance === undefined ? null
      : el('p', { class: 'terms' }, 'Does what was asked with a probability of ' + Math.round(100 * result.relevance) + ' %');
    return el('div', { class: 'why' },
      el('table', {}, el('tbody', {}, ...rows,
        el('tr', { class: 'sum' }, el('th', {}, 'score'), el('td', {}, result.score.toFixed(3)), el('td', {})))), ...present([terms, above, sure]));
  }

  /** The overloads and copies that a result stands for, each with its place as a title. */
  function siblings(others) {
    return el('p', { class: 'doc siblings' }, 'Also ', ...others.flatMap((other, i) => [i ? ', ' : '',
      el('span', { title: other.repository + '/' + other.path + ':' + other.start_line }, other.symbol)]));
  }

  function documentation(doc) {
    const text = doc.replace(/\{@(?:code|link|linkplain|literal|value)\s+([^}]*)\}/g, '$1').replace(/<[^>]+>/g, ' ')
      .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
    const first = text.split(/\n\s*\n|\n\s*@/)[0].replace(/\s+/g, ' ').trim();
    if (!first || first.startsWith('@')) return null;
    return el('p', { class: 'doc' }, first.length > 420 ? first.slice(0, 420).replace(/\s\S*$/, '') + ' …' : first);
  }

  // Calls and fields are left out: the code shows them.
  const PLAIN = /^(calls|creates|reads|writes|complexity|size):/;

  /** What the method does: each fact filters by itself when it is clicked, and says its lines. */
  function chips(result) {
    const facts = (result.facts || []).filter(fact => !PLAIN.test(fact.fact));
    if (!facts.length) return null;
    return el('ul', { class: 'facts' }, ...facts.map(fact => {
      const lines = (fact.lines.length === 1 ? 'line ' : 'lines ') + fact.lines.join(', ');
      const title = lines + (fact.resolution === 'by_name' ? ', told by a name alone' : '')
        + (fact.deferred ? ', in a lambda' : '') + ': only methods with this fact';
      return el('li', {}, el('button', { type: 'button', title,
        class: 'fact ' + fact.resolution + (fact.deferred ? ' deferred' : ''),
        onclick: () => go({ ...asked(), fact: fact.fact }) }, short(fact.fact)));
    }));
  }

  /** `throws:java.io.IOException` as people say it: `throws IOException`. */
  function short(fact) {
    const colon = fact.indexOf(':');
    return colon < 0 ? fact : fact.slice(0, colon) + ' ' + fact.slice(colon + 1).split('.').pop();
  }

  function code(result) {
    const pre = JavaHighlight.render(result.code, result.start_line, result.method);
    const count = pre.children.length;
    const box = el('div', { class: 'box' }, pre);
    if (count > FOLDED_LINES + 4) {
      box.classList.add('folded');
      box.append(el('button', { type: 'button', class: 'unfold', 'aria-expanded': 'false', onclick: () => toggle(box, count) },
        'Show all ' + count + ' lines'));
    }
    return box;
  }

  function toggle(box, count) {
    const button = box.querySelector('.unfold');
    if (!button) return;
    const folded = box.classList.toggle('folded');
    button.setAttribute('aria-expanded', String(!folded));
    button.textContent = folded ? 'Show all ' + (count || box.firstChild.children.length) + ' lines' : 'Fold';
  }

  function toggleCalls(node) {
    const shown = node.querySelector('.calls');
    if (shown) shown.remove(); else node.append(Calls.panel(node.dataset.id));
    node.querySelector('[data-does=calls]').setAttribute('aria-expanded', String(!shown));
  }

  function similar(result) {
    go({ ...asked(), q: '', similar: result.id });
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      const label = button && button.textContent;
      if (button) {
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = label; }, 1200);
      }
    } catch {
      // A browser that does not let pages write the clipboard: the path is on the page anyway.
    }
  }

  // --- The state of the index, and the start ----------------------------------------------------

  async function showState() {
    try {
      const status = await Server.call('GET', '/v1/status');
      const many = (count, noun) => count.toLocaleString('en') + ' ' + noun + (count === 1 ? '' : 's');
      $('state').replaceChildren(
        many(status.methods, 'method'), ' · ',
        status.repositories.length === 1 ? status.repositories[0].name : many(status.repositories.length, 'repository').replace('repositorys', 'repositories'),
        ' · ', el('span', { title: status.fingerprint }, status.model.split('@')[0]),
        status.pending ? ' · ' + status.pending + ' pending' : '');
      const select = form.elements.repository;
      const chosen = select.value;
      select.replaceChildren(el('option', { value: '' }, 'All'),
        ...status.repositories.map(one => el('option', { value: one.name }, one.name)));
      fillForm({ ...asked(), repository: chosen });
      $('repositories').replaceChildren(...(status.repositories.length ? [el('table', { class: 'repositories' },
        el('tbody', {}, ...status.repositories.slice(0, 30).map(one => el('tr', {},
          el('th', {}, el('button', { type: 'button', class: 'link', onclick: () => {
            form.elements.repository.value = one.name;
            fillForm(asked());
            $('query').focus();
          } }, one.name)),
          el('td', { class: 'figure' }, one.methods.toLocaleString('en')),
          el('td', { class: 'root' }, one.root || 'sent by callers')))))]
        : [el('p', { class: 'note' }, 'Nothing is indexed yet: kenning index PATH')]));
    } catch (problem) {
      $('state').textContent = problem.title || '';
    }
  }

  function showExamples() {
    $('examples').replaceChildren(...EXAMPLES.map(text =>
      el('li', {}, el('button', { type: 'button', onclick: () => go({ ...asked(), q: text }) }, text))));
  }

  // --- Keys and events --------------------------------------------------------------------------

  function move(step) {
    const cards = [...results.children];
    if (!cards.length) return;
    const at = cards.indexOf(document.activeElement.closest ? document.activeElement.closest('.result') : null);
    const next = cards[Math.max(0, Math.min(cards.length - 1, at < 0 ? 0 : at + step))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'radio';
    if (typing) {
      if (event.key === 'Escape' || (event.key === 'ArrowDown' && event.target.id === 'query')) {
        event.preventDefault();
        event.target.blur();
        if (event.key === 'ArrowDown') move(1);
      }
      return;
    }
    const current = event.target.closest ? event.target.closest('.result') : null;
    const onCard = current && event.target === current;
    if (event.key === '/') { event.preventDefault(); $('query').focus(); $('query').select(); }
    else if (event.key === 'j') move(1);
    else if (event.key === 'k') move(-1);
    else if (event.key === 'Enter' && onCard && current.querySelector('.box')) toggle(current.querySelector('.box'));
    else if (event.key === 's' && current) similar({ id: current.dataset.id });
    else if (event.key === 'w' && current) toggleCalls(current);
    else if (event.key === 'c' && current) current.querySelector('[data-does=copy]').click();
    else return;
  });

  form.addEventListener('submit', event => {
    event.preventDefault();
    go(asked());
  });
  form.addEventListener('change', event => {
    if (event.target.id === 'query') return;
    const question = asked();
    const shown = fromAddress();
    if (shown.similar && !question.q) question.similar = shown.similar;
    if (question.q || question.similar) go(question); else fillForm(question);
  });
  window.addEventListener('popstate', () => ask(fromAddress()));
  document.addEventListener('click', event => {
    for (const open of document.querySelectorAll('details.score[open]')) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  const THEME = 'kenning.theme';
  function theme(name) {
    if (name) document.documentElement.dataset.theme = name;
    const dark = name ? name === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    $('theme').textContent = dark ? 'Light' : 'Dark';
    return dark;
  }
  try { theme(localStorage.getItem(THEME)); } catch { theme(null); }
  $('theme').addEventListener('click', () => {
    const name = theme(document.documentElement.dataset.theme) ? 'light' : 'dark';
    theme(name);
    try { localStorage.setItem(THEME, name); } catch { /* a browser that keeps nothing */ }
  });

  showExamples();
  showState();
  ask(fromAddress());
})();
