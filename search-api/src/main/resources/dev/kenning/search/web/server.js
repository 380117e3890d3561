'use strict';

// What the page sends to its server, and with which key. All requests of the page go through here.
const Server = (() => {
  const KEY = 'kenning.key';
  let untoldKey = ''; // for browsers that keep nothing
  let refused = () => {};

  /** The key, where the server wants one: in this tab's memory, never in the address. */
  function key() {
    try { return sessionStorage.getItem(KEY) || untoldKey; } catch { return untoldKey; }
  }

  function keepKey(text) {
    untoldKey = text;
    try {
      if (text) sessionStorage.setItem(KEY, text); else sessionStorage.removeItem(KEY);
    } catch { /* it is kept above, until the page is left */ }
  }

  function headers(body) {
    const sayable = key().replace(/[^\x21-\x7e]/g, '?'); // what no header can carry is no key: the server says so
    return { ...(body && { 'Content-Type': 'application/json' }), ...(sayable && { Authorization: 'Bearer ' + sayable }) };
  }

  /** The answer, or throws a problem document: `title`, `detail` and perhaps `errors`. */
  async function call(method, path, body, signal) {
    let response;
    try {
      response = await fetch(path, { method, signal, headers: headers(body), body: body && JSON.stringify(body) });
    } catch (failure) {
      if (failure.name === 'AbortError') throw failure;
      throw { title: 'The server does not answer', detail: 'Is it still running?' };
    }
    const value = await response.json().catch(() => ({ title: 'Not understood', detail: 'Status ' + response.status }));
    if (response.status === 401 || response.status === 403) refused(response.status);
    if (!response.ok) throw value;
    return value;
  }

  /** A page of who calls a method (`callers`) or what it calls (`callees`). */
  function calls(id, direction, offset) {
    return call('GET', '/v1/methods/' + encodeURIComponent(id) + '/' + direction + '?limit=10&offset=' + offset);
  }

  return { key, keepKey, call, calls, whenRefused: action => { refused = action; } };
})();
