
(function () {
  'use strict';
  const $ = (s) => document.querySelector(s);
  const all = (s) => Array.from(document.querySelectorAll(s));
  all('.themes, .buttons, .tools').forEach((e) => { e.hidden = false; });

  const params = () => new URLSearchParams(location.hash.slice(1));
  function remember(name, value) {
    const p = params();
    if (value) { p.set(name, value); } else { p.delete(name); }
    history.replaceState(null, '', '#' + p.toString());
  }

  function theme(name) { document.documentElement.setAttribute('data-theme', name); }
  if (params().get('theme')) { theme(params().get('theme') === 'dark' ? 'dark' : 'light'); }
  all('[data-theme]').forEach((b) => b.addEventListener && b !== document.documentElement
    && b.addEventListener('click', () => { theme(b.dataset.theme); remember('theme', b.dataset.theme); }));

  function unfold() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === 'DETAILS') { target.open = true; target.scrollIntoView(); }
  }
  addEventListener('hashchange', unfold);
  unfold();

  const data = $('#record');
  if (!data) { return; }
  const record = JSON.parse(data.textContent);
  const rows = all('#steps tbody tr[id]');
  const aside = $('#at');
  let at = 0;

  function visible(row) { return row.offsetParent !== null; }
  function make(tag, text, cls) {
    const e = document.createElement(tag);
    e.textContent = text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
    if (cls) { e.className = cls; }
    return e;
  }

  // The value of every cell after step n, and which step made it so.
  function state(n) {
    const cells = new Map();
    for (const s of record.steps.slice(0, n)) {
      if (s.cell) {
        const old = cells.get(s.cell);
        if (s.before !== s.after) {
          cells.set(s.cell, { was: s.before, value: s.after, by: s.n });
        } else if (!old) {
          cells.set(s.cell, { was: '', value: s.after, by: 0 });
        }
      }
    }
    return cells;
  }

  function show(n) {
    const s = record.steps[n - 1];
    const lane = record.lanes[s.lane];
    aside.hidden = false;
    aside.textContent = '';
    aside.append(make('h2', 'Step ' + n + ' of ' + record.steps.length + ', ' + lane.name));
    const row = document.getElementById('s' + n);
    const here = row.querySelector('td.here').cloneNode(true);
    const changed = here.querySelector('.state');
    if (changed) { changed.remove(); }
    aside.append(make('p', here.textContent));
    if (changed) { aside.append(make('div', changed.textContent, 'state')); }
    if (s.stack.length) {
      aside.append(make('h3', 'where'));
      s.stack.forEach((i, depth) => {
        const f = record.functions[i];
        const last = depth === s.stack.length - 1;
        const p = make('div', '\u00a0'.repeat(2 * depth) + f.name + '()');
        aside.append(p);
        if (last) {
          aside.append(make('small', [f.file, f.commit && f.commit.replace(/^([0-9a-f]{12})[0-9a-f]*/, '$1'),
            'model: ' + f.method + (s.line ? ', ' + f.source + ':' + s.line : '')].filter(Boolean).join(' · ')));
        }
      });
    }
    const before = s.happensAfter.map((b) => 'step ' + b + ' (' + record.lanes[record.steps[b - 1].lane].name + ')');
    if (before.length) {
      aside.append(make('h3', 'comes in any order after'));
      aside.append(make('div', before.join(', ')));
    }
    const can = s.enabled.map((t) => (record.lanes.find((l) => l.thread === t) || { name: 'thread ' + t }).name);
    if (can.length) {
      aside.append(make('h3', 'could run here'));
      aside.append(make('div', can.join(', ')));
    }
    const cells = Array.from(state(n).entries()).sort((a, b) => b[1].by - a[1].by);
    if (cells.length) {
      aside.append(make('h3', 'state after it, latest change first'));
      const table = document.createElement('table');
      for (const [cell, v] of cells.slice(0, 24)) {
        const tr = document.createElement('tr');
        if (v.by === n) { tr.className = 'new'; }
        const why = make('td', '', 'was');
        if (v.by) {
          const from = make('a', 'step ' + v.by);
          from.href = '#s' + v.by;
          from.title = 'the step that wrote it';
          why.append(from);
        }
        tr.append(make('td', cell), make('td', v.value), why);
        table.append(tr);
      }
      aside.append(table);
    }
  }

  function go(n, scroll) {
    if (n < 1 || n > rows.length) { return; }
    at = n;
    rows.forEach((r) => { r.classList.remove('focus'); r.removeAttribute('tabindex'); });
    const row = rows[n - 1];
    if (!visible(row)) { row.classList.add('opened'); row.classList.remove('filtered'); }
    row.classList.add('focus');
    row.tabIndex = 0;
    show(n);
    remember('s', n);
    if (scroll) { row.focus({ preventScroll: true }); row.scrollIntoView({ block: 'nearest' }); }
  }

  function move(direction, wanted) {
    for (let n = at + direction; n >= 1 && n <= rows.length; n += direction) {
      if (visible(rows[n - 1]) && wanted(rows[n - 1])) { go(n, true); return; }
    }
  }

  function fold() { $('#all').checked = !$('#all').checked; }
  function copy(what) {
    const text = document.getElementById(what).textContent;
    const done = (words) => { $('#copied').textContent = words; };
    const select = () => {
      const e = document.getElementById(what);
      const details = e.closest('details');
      if (details) { details.open = true; }
      getSelection().selectAllChildren(e);
      done('selected: copy it with your keys');
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(() => done('copied'), select);
    } else {
      select();
    }
  }
  function compare() {
    const e = $('#differs') || $('#compare');
    if (e) { e.focus({ preventScroll: true }); e.scrollIntoView({ block: 'center' }); }
  }
  const yes = () => true;
  const switches = (r) => r.classList.contains('switch');
  function mark() {
    const from = at;
    const marked = (r) => r.classList.contains('mark');
    move(1, marked);
    if (at === from) { at = 0; move(1, marked); }
  }
  const keys = {
    j: ['next step', () => move(1, yes)], ArrowDown: ['next step', () => move(1, yes)],
    k: ['previous step', () => move(-1, yes)], ArrowUp: ['previous step', () => move(-1, yes)],
    J: ['next switch', () => move(1, switches)], K: ['previous switch', () => move(-1, switches)],
    m: ['next mark', mark],
    g: ['first step', () => { at = 0; move(1, yes); }],
    G: ['last step', () => { at = rows.length + 1; move(-1, yes); }],
    f: ['fold or show every step', fold], '/': ['filter', () => $('#filter').focus()],
    d: ['where the nearest passing run differs', compare],
    c: ['copy the replay line', () => copy('replay')],
    t: ['copy the test', () => copy('test')], x: ['copy as text', () => copy('text')],
    '?': ['these keys', help]
  };
  function help() {
    let d = $('dialog');
    if (!d) {
      d = document.createElement('dialog');
      d.append(make('h2', 'Keys'));
      const list = document.createElement('dl');
      Object.entries(keys).forEach(([k, v]) => list.append(make('dt', k), make('dd', v[0])));
      const close = make('button', 'close');
      close.addEventListener('click', () => d.close());
      d.append(list, close);
      document.body.append(d);
    }
    d.showModal();
  }
  document.addEventListener('keydown', (e) => {
    const typing = e.target.tagName === 'INPUT' && e.target.type === 'search';
    if (e.ctrlKey || e.metaKey || e.altKey || typing || $('dialog[open]')) {
      if (e.key === 'Escape' && e.target.blur) { e.target.blur(); }
      return;
    }
    const key = keys[e.key];
    const inTable = e.target.closest && e.target.closest('#steps');
    if (key && (inTable || !e.key.startsWith('Arrow'))) {
      e.preventDefault();
      key[1]();
    }
  });
  document.addEventListener('click', (e) => {
    const a = e.target.closest && e.target.closest('a[href^="#s"]');
    if (a && /^#s\d+$/.test(a.getAttribute('href'))) { e.preventDefault(); go(Number(a.getAttribute('href').slice(2)), true); }
  });
  rows.forEach((r, i) => r.addEventListener('click', () => go(i + 1, false)));
  all('tr.gap').forEach((g) => g.addEventListener('click', () => {
    let r = g.previousElementSibling;
    while (r && r.classList.contains('more')) { r.classList.add('opened'); r = r.previousElementSibling; }
    g.classList.add('filtered');
  }));
  all('[data-copy]').forEach((b) => b.addEventListener('click', () => copy(b.dataset.copy)));
  $('#filter').addEventListener('input', (e) => {
    const wanted = e.target.value.trim().toLowerCase();
    rows.forEach((r) => {
      const hit = !wanted || r.textContent.toLowerCase().includes(wanted);
      r.classList.toggle('filtered', !hit);
      r.classList.toggle('opened', Boolean(wanted) && hit);
    });
  });
  const start = Number(params().get('s'));
  const marks = all('#steps tr.mark');
  if (start) { go(start, true); } else if (marks.length) { go(Number(marks[marks.length - 1].id.slice(1)), false); }
  addEventListener('hashchange', () => { const n = Number(params().get('s')); if (n && n !== at) { go(n, true); } });
}());
