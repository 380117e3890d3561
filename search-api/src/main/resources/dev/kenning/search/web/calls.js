'use strict';

// Who calls a method and what it calls, below its result. Nothing is asked before it is unfolded.
// Whatever comes from an index enters the document as text.
const Calls = (() => {
  const OUTSIDE_SHOWN = 12;

  function el(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  /** A panel for the method of this id; it asks at once. */
  function panel(id) {
    return el('div', 'calls', list(id, 'callers', 'Called by'), list(id, 'callees', 'Calls'));
  }

  function list(id, direction, title) {
    const count = el('span', 'count');
    const entries = el('ul', '');
    const notes = el('div', 'notes');
    const box = el('section', direction, el('h3', '', title, ' ', count), entries, notes);
    box.setAttribute('aria-label', title);
    more(id, direction, 0, { count, entries, notes, box });
    return box;
  }

  async function more(id, direction, offset, parts) {
    parts.box.setAttribute('aria-busy', 'true');
    try {
      const answer = await Server.calls(id, direction, offset);
      parts.count.textContent = answer.total.toLocaleString('en');
      const added = answer[direction].map(direction === 'callers' ? caller : callee);
      parts.entries.append(...added);
      parts.notes.replaceChildren(...notes(answer));
      if (answer.next_offset !== undefined) {
        const left = answer.total - answer.next_offset;
        parts.notes.prepend(button(left.toLocaleString('en') + ' more', () => more(id, direction, answer.next_offset, parts)));
      }
      if (offset && added.length) {
        added[0].tabIndex = -1; // the button that was pressed is gone: go on where it led
        added[0].focus();
      }
    } catch (problem) {
      parts.notes.replaceChildren(
        el('p', 'warn', (problem.title || 'Something broke') + (problem.detail ? ': ' + problem.detail : '')),
        button('Try again', () => more(id, direction, offset, parts)));
    } finally {
      parts.box.removeAttribute('aria-busy');
    }
  }

  /** Asks once: what it brings replaces it. */
  function button(text, action) {
    const node = el('button', 'quiet', text);
    node.type = 'button';
    node.addEventListener('click', () => {
      node.disabled = true;
      action();
    });
    return node;
  }

  function caller(call) {
    return entry(call, sure(call, call.candidates), method(call.method, call.lines));
  }

  function callee(call) {
    const targets = call.targets.map(target => method(target, []));
    if (call.more) targets.push(el('span', 'more', 'and ' + call.more + ' more'));
    return entry(call, sure(call, call.targets.length + call.more), ...targets, el('span', 'where', lines(call.lines)));
  }

  function entry(call, sure, ...children) {
    return el('li', call.certainty, sure, el('div', '', ...children));
  }

  /** `exact`, or `one of 3`: which of them runs is decided when it runs, or by types that are not known. */
  function sure(call, candidates) {
    const exact = call.certainty === 'exact';
    const mark = el('span', 'sure', exact ? 'exact' : candidates > 1 ? 'one of ' + candidates : call.certainty.replace('_', ' '));
    mark.title = exact ? 'This call reaches this method and no other' : 'This call reaches one of so many methods; which one cannot be told from the source';
    return mark;
  }

  function method(named, at) {
    const place = named.repository + '/' + named.path + ':' + named.start_line;
    const name = el('span', 'name', shortened(named.symbol));
    name.title = named.symbol + '\n' + place;
    return el('span', 'target', name, ' ', el('span', 'where', named.path.split('/').pop() + (at.length ? ' ' + lines(at) : ':' + named.start_line)),
      named.test ? el('span', 'where', ' · test') : '');
  }

  /** `a.b.Type.method(Other)` without its package: `Type.method(Other)`. */
  function shortened(symbol) {
    return symbol.replace(/^(?:[\p{Ll}_$][\p{L}\p{N}_$]*\.)+(?=\p{Lu})/u, '');
  }

  function lines(at) {
    return (at.length === 1 ? 'line ' : 'lines ') + at.join(', ');
  }

  function notes(answer) {
    const told = [];
    if (!answer.total) told.push(el('p', '', answer.callers ? 'Nothing that is indexed calls it.' : 'It calls nothing that is indexed.'));
    if (answer.outside && answer.outside.length) {
      const names = answer.outside.map(one => one.name);
      const rest = names.length - OUTSIDE_SHOWN;
      told.push(el('p', 'outside', 'Not indexed: ' + names.slice(0, OUTSIDE_SHOWN).map(shortened).join(', ') + (rest > 0 ? ' and ' + rest + ' more' : '')));
    }
    if (answer.through && answer.through.length) told.push(el('p', '', 'May also be called through ' + answer.through.map(shortened).join(', ')));
    for (const reason of answer.incomplete || []) told.push(el('p', 'warn', 'Incomplete: ' + reason));
    return told;
  }

  return { panel };
})();
