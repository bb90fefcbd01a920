'use strict';
const TEXTS = {
  en: {
    systems: 'External systems', accounting: 'Accounting', piles: 'What waits, and what it is worth', next: 'What to do next',
    system: 'system', document: 'document', transport: 'connection', state: 'state', pending: 'pending', lastRead: 'last read',
    read: 'read', delivered: 'delivered', rejected: 'rejected', deadLettered: 'dead-lettered', held: 'held', filtered: 'filtered',
    superseded: 'superseded', inFlight: 'in flight', documents: 'documents', money: 'money at risk', tonnes: 'tonnes at risk',
    running: 'running', paused: 'held', waiting: 'waiting', trouble: 'in trouble', closed: 'Nothing is lost: everything read is accounted for.',
    open: 'The accounting does not close.', simulated: 'SIMULATED', none: 'nothing waits', away: 'the node does not answer',
    'dead-lettered': 'dead-lettered', 'in-doubt': 'in doubt', since: 'running since', all: 'all',
    sum: 'Counts are documents: read = delivered + rejected + dead-lettered + held + filtered + superseded + in flight.',
    doRejected: '{0} documents are rejected, their content is wrong. See why, dearest first, correct and send again:',
    doDead: '{0} documents are right and could not be delivered. When their target answers again:',
    doHeld: '{0} documents are held, for a master that is missing or a predecessor. They go on by themselves when it is there.',
    doTrouble: '{0} is in trouble. Ask it what is wrong:', doRelease: '{0} is held. When the reason is gone:',
    doOpen: 'Ask every component its health question:', doNothing: 'Nothing needs a person. What happened to an order, message by message:'
  },
  zh: {
    systems: '外部系统', accounting: '对账', piles: '待处理单据及其价值', next: '下一步',
    system: '系统', document: '单据', transport: '连接', state: '状态', pending: '待处理', lastRead: '最近读取',
    read: '读取', delivered: '已送达', rejected: '已拒绝', deadLettered: '死信', held: '等待', filtered: '已过滤',
    superseded: '被取代', inFlight: '途中', documents: '份数', money: '风险金额', tonnes: '风险吨数',
    running: '运行', paused: '暂停', waiting: '等待目标系统', trouble: '有故障', closed: '没有丢失：读取的单据均有去向。',
    open: '账不平。', simulated: '模拟 SIMULATED', none: '没有待处理单据', away: '节点没有应答',
    'dead-lettered': '死信', 'in-doubt': '存疑', since: '启动于', all: '合计',
    sum: '以单据计：读取 = 已送达 + 已拒绝 + 死信 + 等待 + 已过滤 + 被取代 + 途中。',
    doRejected: '{0} 份单据内容有误被拒绝。按价值查看原因，更正后重发：',
    doDead: '{0} 份单据内容正确但未能送达。目标恢复后：',
    doHeld: '{0} 份单据在等待缺失的主数据或前一版本，条件具备后自动继续。',
    doTrouble: '{0} 有故障。查询原因：', doRelease: '{0} 已暂停。原因消除后：',
    doOpen: '询问每个组件的健康状况：', doNothing: '无需人工处理。查看某个订单的全过程：'
  }
};
const COUNTS = ['read', 'delivered', 'rejected', 'deadLettered', 'held', 'filtered', 'superseded', 'inFlight'];
let language = localStorage.getItem('pipemill.language') || (navigator.language.startsWith('zh') ? 'zh' : 'en');
let shown = null;
const t = (key, value) => (TEXTS[language][key] || key).replace('{0}', value);
const number = value => Number(value).toLocaleString(language);
const at = value => value ? new Date(value).toLocaleString(language, {dateStyle: 'short', timeStyle: 'medium'}) : '';
const count = value => ({text: number(value), kind: value ? '' : 'zero'});
const money = byCurrency => ({lines: Object.entries(byCurrency).map(([currency, amount]) =>
  `${Number(amount).toLocaleString(language, {minimumFractionDigits: 2, maximumFractionDigits: 2})} ${currency}`)});

function element(tag, text, kind) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** A value is a text, or {text, kind of cell, mark before it, badge behind it}, or {lines}. */
function cell(value, heading) {
  const content = typeof value === 'object' ? value : {text: value};
  const td = element('td', content.lines || content.mark ? '' : content.text, [heading.number ? 'number' : '', content.kind || ''].join(' ').trim());
  td.dataset.label = t(heading.text);
  if (content.mark) td.append(element('span', content.text, content.mark));
  if (content.lines) {
    const all = element('span', '');
    all.append(...content.lines.map(line => element('span', line, 'more')));
    if (content.lines.length) td.append(all);
  }
  if (content.badge) td.append(' ', element('span', content.badge, 'badge'));
  return td;
}

function fill(id, headings, rows, empty, foot) {
  const table = document.getElementById(id);
  table.replaceChildren();
  if (rows.length === 0) {
    table.insertRow().append(element('td', empty || ''));
    return;
  }
  const head = table.createTHead().insertRow();
  headings.forEach(h => head.append(element('th', t(h.text), h.number ? 'number' : '')));
  const body = table.createTBody();
  rows.forEach(values => body.insertRow().append(...values.map((value, i) => cell(value, headings[i]))));
  if (foot) table.createTFoot().insertRow().append(...foot.map((value, i) => cell(value, headings[i])));
}

/** What a person can do about what the page shows, with the command for it. */
function next(status, sums) {
  const todo = [];
  if (!status.accounting.closed) todo.push([t('doOpen'), 'pipemill doctor']);
  status.systems.forEach(s => {
    if (s.state === 'trouble') todo.push([t('doTrouble', s.id), `pipemill systems check ${s.id}`]);
    if (s.state === 'held') todo.push([t('doRelease', s.id), `pipemill systems release ${s.id}`]);
  });
  if (sums.rejected) todo.push([t('doRejected', number(sums.rejected)), 'pipemill rejected list']);
  if (sums.deadLettered) todo.push([t('doDead', number(sums.deadLettered)), 'pipemill dead-letters replay --all --dry-run']);
  if (sums.held) todo.push([t('doHeld', number(sums.held)), '']);
  if (todo.length === 0) todo.push([t('doNothing'), 'pipemill documents timeline KEY']);
  document.getElementById('next').replaceChildren(...todo.map(([text, command]) => {
    const item = element('li', text + ' ');
    if (command) item.append(element('code', command));
    return item;
  }));
}

function show(status) {
  shown = status;
  document.documentElement.lang = language;
  ['en', 'zh'].forEach(id => document.getElementById(id).setAttribute('aria-pressed', String(language === id)));
  document.querySelectorAll('[data-text]').forEach(e => { e.textContent = t(e.dataset.text); });
  document.getElementById('node').textContent = `${status.node} · ${t('since')} ${at(status.started)}`;
  const simulated = document.getElementById('simulated');
  simulated.hidden = status.simulated.length === 0;
  simulated.textContent = `${t('simulated')}: ${status.simulated.join(', ')}`;
  const closed = document.getElementById('closed');
  closed.textContent = t(status.accounting.closed ? 'closed' : 'open');
  closed.className = 'verdict ' + (status.accounting.closed ? 'good' : 'bad');
  document.getElementById('problems').replaceChildren(...status.problems.map(p => element('li', p, 'bad')));
  const sums = Object.fromEntries(COUNTS.map(c => [c, status.accounting.systems.reduce((sum, r) => sum + r[c], 0)]));
  document.getElementById('totals').replaceChildren(...COUNTS.filter(c => sums[c] || ['read', 'delivered', 'inFlight'].includes(c)).map(c => {
    const item = element('li', t(c));
    item.prepend(element('b', number(sums[c])));
    return item;
  }));
  next(status, sums);
  fill('piles',
    [{text: 'system'}, {text: 'document'}, {text: 'state'}, {text: 'documents', number: true}, {text: 'money', number: true}, {text: 'tonnes', number: true}],
    status.piles.map(p => [p.system, p.document, t(p.state), number(p.documents), money(p.money), count(p.tonnes)]),
    t('none'));
  fill('systems',
    [{text: 'system'}, {text: 'transport'}, {text: 'state'}, {text: 'pending', number: true}, {text: 'lastRead'}],
    status.systems.map(s => [
      {text: `${s.name[language] || s.id} (${s.id})`, badge: s.simulated ? t('simulated') : ''}, s.transport,
      {text: t(s.state === 'held' ? 'paused' : s.state) + (s.reason ? ': ' + s.reason : ''), mark: s.state === 'running' ? 'good' : 'bad'},
      s.threshold > 0 ? `${number(s.pending)} / ${number(s.threshold)}` : count(s.pending), at(s.lastRead)]));
  fill('accounting',
    [{text: 'system'}, {text: 'document'}, ...COUNTS.map(c => ({text: c, number: true}))],
    status.accounting.systems.map(r => [r.system, r.document, ...COUNTS.map(c => count(r[c]))]), t('none'),
    [t('all'), '', ...COUNTS.map(c => count(sums[c]))]);
}

async function refresh() {
  try {
    // the page's own address may carry a log-in, which fetch refuses
    const answer = await fetch(location.origin + '/api/v1/status', {headers: {Accept: 'application/json'}});
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch (error) {
    const closed = document.getElementById('closed');
    closed.textContent = `${t('away')} (${error.message})`;
    closed.className = 'verdict bad';
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
