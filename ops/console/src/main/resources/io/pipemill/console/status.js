'use strict';
const TEXTS = {
  en: {
    systems: 'External systems', accounting: 'Accounting', piles: 'What waits, and what it is worth',
    system: 'system', document: 'document', transport: 'connection', state: 'state', pending: 'pending', lastRead: 'last read',
    read: 'read', delivered: 'delivered', rejected: 'rejected', deadLettered: 'dead-lettered', held: 'held', filtered: 'filtered',
    superseded: 'superseded', inFlight: 'in flight', documents: 'documents', money: 'money at risk', tonnes: 'tonnes at risk',
    running: 'running', paused: 'paused', trouble: 'in trouble', closed: 'Nothing is lost: everything read is accounted for.',
    open: 'The accounting does not close.', simulated: 'SIMULATED', none: 'nothing waits', away: 'the node does not answer',
    'dead-lettered': 'dead-lettered', 'in-doubt': 'in doubt', since: 'running since'
  },
  zh: {
    systems: '外部系统', accounting: '对账', piles: '待处理单据及其价值',
    system: '系统', document: '单据', transport: '连接', state: '状态', pending: '待处理', lastRead: '最近读取',
    read: '读取', delivered: '已送达', rejected: '已拒绝', deadLettered: '死信', held: '等待', filtered: '已过滤',
    superseded: '被取代', inFlight: '途中', documents: '份数', money: '风险金额', tonnes: '风险吨数',
    running: '运行', paused: '等待目标系统', trouble: '有故障', closed: '没有丢失：读取的单据均有去向。',
    open: '账不平。', simulated: '模拟', none: '没有待处理单据', away: '节点没有应答',
    'dead-lettered': '死信', 'in-doubt': '存疑', since: '启动于'
  }
};
let language = localStorage.getItem('pipemill.language') || (navigator.language.startsWith('zh') ? 'zh' : 'en');
let shown = null;
const t = key => TEXTS[language][key] || key;
const number = value => Number(value).toLocaleString(language);
const at = value => value ? new Date(value).toLocaleString(language) : '';

function cell(tag, content, kind) {
  const element = document.createElement(tag);
  element.textContent = content;
  if (kind) element.className = kind;
  return element;
}

function fill(id, headings, rows, empty) {
  const table = document.getElementById(id);
  table.replaceChildren();
  if (rows.length === 0 && empty) {
    const row = table.insertRow();
    row.append(cell('td', empty));
    return;
  }
  const head = table.createTHead().insertRow();
  headings.forEach(h => head.append(cell('th', t(h.text), h.number ? 'number' : '')));
  const body = table.createTBody();
  rows.forEach(values => {
    const row = body.insertRow();
    values.forEach((value, i) => {
      const td = cell('td', typeof value === 'object' ? value.text : value, headings[i].number ? 'number' : '');
      if (typeof value === 'object' && value.kind) td.className = value.kind;
      if (typeof value === 'object' && value.simulated) {
        td.append(' ');
        td.append(cell('span', t('simulated'), 'simulated'));
      }
      row.append(td);
    });
  });
}

function show(status) {
  shown = status;
  document.documentElement.lang = language;
  document.getElementById('en').setAttribute('aria-pressed', String(language === 'en'));
  document.getElementById('zh').setAttribute('aria-pressed', String(language === 'zh'));
  document.querySelectorAll('[data-text]').forEach(e => { e.textContent = t(e.dataset.text); });
  document.getElementById('node').textContent = `${status.node} · ${t('since')} ${at(status.started)}`;
  const simulated = document.getElementById('simulated');
  simulated.hidden = status.simulated.length === 0;
  simulated.textContent = `${t('simulated')}: ${status.simulated.join(', ')}`;
  const closed = document.getElementById('closed');
  closed.textContent = t(status.accounting.closed ? 'closed' : 'open');
  closed.className = status.accounting.closed ? 'good' : 'bad';
  document.getElementById('problems').replaceChildren(...status.problems.map(p => cell('li', p, 'bad')));
  fill('systems',
    [{text: 'system'}, {text: 'transport'}, {text: 'state'}, {text: 'pending', number: true}, {text: 'lastRead'}],
    status.systems.map(s => [
      {text: `${s.name[language] || s.id} (${s.id})`, simulated: s.simulated}, s.transport,
      {text: t(s.state) + (s.reason ? ': ' + s.reason : ''), kind: s.state === 'running' ? 'good' : 'bad'},
      s.threshold > 0 ? `${number(s.pending)} / ${number(s.threshold)}` : number(s.pending), at(s.lastRead)]));
  const counts = ['read', 'delivered', 'rejected', 'deadLettered', 'held', 'filtered', 'superseded', 'inFlight'];
  fill('accounting',
    [{text: 'system'}, {text: 'document'}, ...counts.map(c => ({text: c, number: true}))],
    status.accounting.systems.map(r => [r.system, r.document, ...counts.map(c => number(r[c]))]));
  fill('piles',
    [{text: 'state'}, {text: 'system'}, {text: 'document'}, {text: 'documents', number: true}, {text: 'money', number: true}, {text: 'tonnes', number: true}],
    status.piles.map(p => [
      t(p.state), p.system, p.document, number(p.documents),
      Object.entries(p.money).map(([currency, amount]) => `${number(amount)} ${currency}`).join(' + '), number(p.tonnes)]),
    t('none'));
}

async function refresh() {
  try {
    const answer = await fetch('/api/v1/status', {headers: {Accept: 'application/json'}});
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch (error) {
    const closed = document.getElementById('closed');
    closed.textContent = `${t('away')} (${error.message})`;
    closed.className = 'bad';
  }
  setTimeout(refresh, 3000);
}

for (const id of ['en', 'zh']) {
  document.getElementById(id).addEventListener('click', () => {
    language = id;
    localStorage.setItem('pipemill.language', id);
    if (shown) show(shown);
  });
}
refresh();
