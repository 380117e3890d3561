'use strict';

// Colours Java without any library. A method is cut into tokens by one sticky pattern; each token
// becomes a span that holds it as text. What is not recognised stays plain, so nothing is lost.
const JavaHighlight = (() => {
  const KEYWORDS = new Set(('abstract assert break case catch class continue default do else enum extends final finally for '
    + 'if implements import instanceof interface native new non-sealed package permits private protected public record '
    + 'return sealed static strictfp super switch synchronized this throw throws transient try var volatile when while yield '
    + 'true false null').split(' '));
  const PRIMITIVES = new Set('boolean byte char double float int long short void'.split(' '));

  const TOKEN = new RegExp([
    '(?<comment>/\\*[\\s\\S]*?(?:\\*/|$)|//[^\\n]*)',
    '(?<string>"""[\\s\\S]*?(?:"""|$)|"(?:\\\\.|[^"\\\\\\n])*"?|\'(?:\\\\.|[^\'\\\\\\n])*\'?)',
    '(?<annotation>@(?!interface\\b)[\\p{L}_$][\\p{L}\\p{N}_$.]*)',
    '(?<number>\\b(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|\\d[\\d_]*(?:\\.[\\d_]*)?(?:[eE][+-]?\\d+)?)[lLfFdD]?)',
    '(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)',
    '(?<other>\\s+|[^\\s\\p{L}\\p{N}_$"\'@/]+|.)',
  ].join('|'), 'uy');

  function kindOfWord(word, code, end, name) {
    if (KEYWORDS.has(word)) return 'keyword';
    if (PRIMITIVES.has(word)) return 'primitive';
    const called = /^\s*\(/.test(code.slice(end, end + 24));
    if (called && word === name) return 'name';
    if (called && !/^[A-Z]/.test(word)) return 'call';
    if (/^[A-Z][A-Z0-9_]+$/.test(word)) return 'constant';
    if (/^[A-Z]/.test(word)) return 'type';
    return '';
  }

  function* tokens(code, name) {
    TOKEN.lastIndex = 0;
    for (let match; TOKEN.lastIndex < code.length && (match = TOKEN.exec(code));) {
      const groups = match.groups;
      const text = match[0];
      if (groups.word !== undefined) yield [kindOfWord(text, code, TOKEN.lastIndex, name), text];
      else if (groups.comment !== undefined) yield ['comment', text];
      else if (groups.string !== undefined) yield ['string', text];
      else if (groups.annotation !== undefined) yield ['annotation', text];
      else if (groups.number !== undefined) yield ['number', text];
      else yield ['', text];
    }
  }

  // Lines share the indentation of the declaration they stand in; the first one often lost it when
  // it was cut out of its file.
  function withoutIndent(code) {
    const lines = code.replace(/\r\n?/g, '\n').replace(/\t/g, '    ').split('\n');
    const depths = lines.slice(1).filter(line => line.trim()).map(line => line.match(/^ */)[0].length);
    const depth = depths.length ? Math.min(...depths) : 0;
    return lines.map((line, i) => line.slice(i ? depth : Math.min(depth, line.match(/^ */)[0].length))).join('\n');
  }

  /** A pre element with one span per line, numbered from `firstLine`. */
  function render(code, firstLine, name) {
    const pre = document.createElement('pre');
    pre.className = 'code';
    let line;
    let number = firstLine;
    const newLine = () => {
      line = document.createElement('span');
      line.className = 'line';
      line.dataset.number = String(number++);
      pre.append(line);
    };
    newLine();
    for (const [kind, text] of tokens(withoutIndent(code), name)) {
      text.split('\n').forEach((piece, i) => {
        if (i) newLine();
        if (!piece) return;
        if (!kind) return line.append(piece);
        const span = document.createElement('span');
        span.className = 'j-' + kind;
        span.textContent = piece;
        line.append(span);
      });
    }
    return pre;
  }

  return { render };
})();
