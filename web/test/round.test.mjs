// The office's round, from files to a signed paper, in a real browser: what issue, page and person see is what must hold.
// Pictures of every page are written to JICHENG_PICTURES when that is set (docs/reference/pictures/office is made so).
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createRequire } from 'node:module'
import { Office, example, factsUntil, missing, months, root, signedOn } from './office.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const day = '2025-11-30'
const pictures = process.env.JICHENG_PICTURES
let office, folder, li, zhang
if (missing) console.log('跳过 / skipped: ' + missing)

const look = async (page, name, options = {}) => {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, name + '.png'), ...options })
}
/** No serious fault of accessibility on what is shown. */
async function accessible(page, name) {
  const faults = await page.evaluate(async (source) => {
    if (!window.axe) (0, eval)(source)
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 160)).join(' | '))
  }, axe)
  assert.deepEqual(faults, [], name)
}
/** A file under the name that an office would give it. */
const given = (name, path) => ({ name, mimeType: 'application/octet-stream', buffer: readFileSync(path) })
const settled = (page) => page.waitForTimeout(700) // never idle: the stream of live changes stays open

before(async () => {
  if (missing) return
  folder = mkdtempSync(join(tmpdir(), 'jicheng-round-'))
  months(join(folder, '材料'))
  factsUntil('2025-10-10', join(folder, '公布数.csv'))
  office = await Office.open({ seed: join(folder, '公布数.csv') })
  await office.staff({
    li: { name: '李慧', roles: ['bureau'] },
    gong: { name: '工信局', roles: ['department'], offices: ['区工业和信息化局'] },
    zhang: { name: '张区长', roles: ['leader'] },
  })
  // axe is evaluated in the page, which the content security policy forbids to scripts: only these browsers pass over it.
  li = await office.person({ bypassCSP: true })
  zhang = await office.person()
})
after(async () => {
  if (!office) return
  const end = await office.close()
  assert.deepEqual(end, { code: 0, signal: null }, 'SIGTERM ends the server in good order')
})
const it = (name, body) => test(name, { skip: missing || false }, body)

it('the check is open without a login and follows the text', async () => {
  const page = await office.person()
  await page.goto(office.address + '/check')
  const draft = page.getByRole('textbox', { name: '草稿' })
  await draft.fill('2024年全区地区生产总值增长9.9%。')
  await page.getByText('读到 1 个数').waitFor()
  await draft.fill('2024年全区地区生产总值增长9.9%，一般公共预算收入增长3%。')
  await page.getByText('读到 2 个数').waitFor()
  await page.goto(office.address + '/')
  await page.waitForURL((u) => u.pathname === '/login') // the rest asks who it is
  await page.context().close()
})

it('a sheet of projects before there is a plan asks once whose it is, and is taken with the answer', async () => {
  await office.enter(li, 'li', '/uploads?asof=' + day)
  const rows =
    '序号,项目名称,责任单位,总投资（万元）,2025年计划投资（万元）,1-10月累计完成投资（万元）,形象进度\n1,东山厂房,县工业和信息化局,20000,8000,1500,基础\n'
  const sheet = { name: '项目.csv', mimeType: 'text/csv', buffer: Buffer.from('2025年重点项目进度表（1-10月）\n' + rows) }
  await li.locator('input[type=file]').setInputFiles(sheet)
  const ask = li.locator('section.ask')
  await ask.getByText('项目表没有写明是哪个地区的').waitFor()
  await ask.getByLabel(/^地区名/).fill('清河县')
  await ask.getByRole('button', { name: '答', exact: true }).click()
  await ask.waitFor({ state: 'detached' })
  await li.goto(office.address + '/ledger')
  await li.locator('table.list td', { hasText: '清河县' }).first().waitFor()
})

it('a plan report dropped in with other files becomes the plan in force, and the chosen day stays', async () => {
  await li.goto(office.address + '/uploads?asof=' + day)
  await li
    .locator('input[type=file]')
    .setInputFiles([
      given('计划报告.txt', join(example, '计划报告.txt')),
      given('专题会议纪要.txt', join(root, 'tests/policy/minutes.txt')),
    ])
  const came = li.locator('section.came')
  await came.getByRole('link', { name: '看任务，列入计划' }).waitFor()
  await came.getByRole('button', { name: '作为在执行的计划' }).click()
  await li.getByRole('heading', { name: '岚湖区 2025年计划执行' }).waitFor()
  assert.equal(new URL(li.url()).searchParams.get('asof'), day)
})

it('the tasks of a policy file are looked at, put into the plan with owners and days, and taken out again', async () => {
  const listed = async () => (await li.locator('section[aria-label="把任务列入计划"] tbody tr').all()).length
  await li.goto(office.address + '/uploads?asof=' + day)
  await li.locator('input[type=file]').setInputFiles(given('若干措施.txt', join(root, 'tests/policy/measures-2025.txt')))
  await li.getByRole('heading', { name: '把任务列入计划' }).waitFor()
  const all = await listed()
  assert.ok(all >= 5, all + ' tasks were read')
  const rows = li.locator('section[aria-label="把任务列入计划"] tbody tr')
  const first = (await rows.nth(0).locator('td').nth(1).innerText()).split('\n').at(-1)
  await rows
    .nth(0)
    .getByLabel(/^责任单位/)
    .fill('区商务局')
  await rows.nth(0).getByLabel(/^期限/).fill('2025-12-05')
  await rows.nth(1).getByRole('checkbox').uncheck()
  await look(li, 'listing')
  await accessible(li, 'listing')
  await li.getByRole('button', { name: `把 ${all - 1} 项任务列入计划` }).click()
  await li.getByText(`已把 ${all - 1} 项任务列入2025年计划。`).waitFor()
  await li.getByRole('status').getByRole('link', { name: '任务', exact: true }).click()
  await li.getByLabel('来源').selectOption({ index: 2 })
  await li.getByText(`${all - 1} / `).waitFor()
  const own = li.locator('tbody tr', { hasText: first.slice(0, 12) })
  await own.getByText('区商务局').waitFor()
  await own.getByText('2025年12月5日前').waitFor()
  await look(li, 'tasks-listed')
  await accessible(li, 'tasks-listed')
  // A day that is none is refused in words, and nothing changes; with none chosen all are out again.
  await li.goBack()
  await rows.nth(0).getByLabel(/^期限/).fill('尽快吧')
  await li.getByRole('button', { name: /照这样改/ }).click()
  await li.getByText('“尽快吧”不是期限').waitFor()
  await li.getByLabel('全选').check()
  await li.getByLabel('全选').uncheck()
  await li.getByRole('button', { name: '全部撤出计划' }).click()
  await li.getByText('已全部撤出计划。').waitFor()
  await li.goto(office.address + '/tasks?asof=' + day)
  await li.locator('tbody tr').first().waitFor()
  assert.equal(await li.getByLabel('来源').count(), 0)
})

let before_verdicts
const verdicts = async (page) =>
  Object.fromEntries(
    await page
      .locator('section[aria-label="目标"] tr.can')
      .evaluateAll((rows) =>
        rows.map((r) => [
          r.querySelector('.name').textContent,
          r.querySelector('.tag').textContent + ' ' + r.querySelector('.right').textContent,
        ]),
      ),
  )

it('the month’s files change the verdicts on a second browser without a reload', async () => {
  await office.enter(zhang, 'zhang', '/?asof=' + day)
  await zhang.locator('section[aria-label="目标"] tr.can').first().waitFor()
  before_verdicts = await verdicts(zhang)
  await li.goto(office.address + '/uploads?asof=' + day)
  const month = join(folder, '材料/2025-10')
  await li.locator('input[type=file]').setInputFiles(readdirSync(month).map((f) => join(month, f)))
  await li.getByRole('status').filter({ hasText: '正在读' }).waitFor({ state: 'detached', timeout: 60_000 })
  await zhang.waitForFunction(
    (was) => {
      const rows = [...document.querySelectorAll('section[aria-label="目标"] tr.can')]
      return rows.some(
        (r) =>
          was[r.querySelector('.name').textContent] !== r.querySelector('.tag').textContent + ' ' + r.querySelector('.right').textContent,
      )
    },
    before_verdicts,
    { timeout: 15_000 },
  )
  // Every file of the drop says what came of it.
  const told = await li.locator('section.came li').allTextContents()
  assert.equal(told.length, readdirSync(month).length)
  assert.ok(told.filter((t) => t.includes('新记')).length >= 2, told.join('\n'))
  assert.ok(told.filter((t) => t.includes('没有收下')).length <= 1, told.join('\n'))
  await settled(li)
  await look(li, 'uploads')
  await accessible(li, 'uploads')
})

it('the round of the day issues orders, and a department answers its own with a Word file', async () => {
  await li.goto(office.address + '/orders?asof=' + day)
  // What the round would do is looked at first; nothing is issued by looking.
  await li.getByRole('button', { name: '办今天的一轮' }).click()
  await li.getByRole('region', { name: '还没有办' }).locator('tbody tr').first().waitFor()
  await look(li, 'orders-rehearsal')
  await accessible(li, 'orders-rehearsal')
  await li.getByRole('button', { name: '先不办' }).click()
  assert.equal(await li.locator('table.list tbody tr').count(), 0, 'looking issues nothing')
  await li.getByRole('button', { name: '办今天的一轮' }).click()
  await li.getByRole('button', { name: '就这样办' }).click()
  await li.getByText(/的一轮：/).waitFor()
  await li.locator('table.list tbody tr').first().waitFor()
  const all = await li.locator('table.list tbody tr').count()
  assert.ok(all >= 2, 'orders for the targets at risk')
  await look(li, 'orders')
  await accessible(li, 'orders')

  const gong = await office.person()
  await office.enter(gong, 'gong', '/orders') // acting is always today's
  await gong.locator('table.list tbody tr').first().waitFor()
  const own = await gong.locator('table.list tbody tr').count()
  assert.ok(own >= 1 && own < all, 'a department sees its own orders and no others')
  await gong.locator('table.list tbody tr button').first().click()
  const accept = gong.getByRole('button', { name: '签收' })
  if (await accept.count()) {
    await accept.click()
    await accept.waitFor({ state: 'detached' }) // else the answer's form is opened and drawn anew
  }
  await gong.getByRole('button', { name: '反馈' }).first().click()
  const march = join(folder, '材料/2025-03')
  const old = join(
    march,
    readdirSync(march).find((f) => f.includes('工信局督办回复')),
  )
  const attach = gong.locator('form input[type=file]')
  // What was signed before the order is no answer to it.
  await attach.setInputFiles(old)
  await gong.getByText('附：').waitFor()
  await gong.locator('form button.first').click()
  await gong.getByText(/落款是2025年4月22日，早于这项督办的下达日/).waitFor()
  await attach.setInputFiles(signedOn(old, '2025年4月22日', '2025年12月3日', join(folder, '工信局督办回复.docx')))
  await gong.getByText('附：工信局督办回复.docx').waitFor()
  await gong.locator('form button.first').click()
  await gong.getByText('已反馈待核实').first().waitFor()
  await gong.getByText('反馈已到，待核实').first().waitFor() // and it is late no more
  await gong.context().close()
})

it('an order for a number ends by itself when the released figure meets it', async () => {
  // Everything published by February of the year after, by which time the industry has met its target or missed it.
  const later = '2026-02-10'
  factsUntil(later, join(folder, '全年公布数.csv'))
  await li.goto(office.address + '/uploads?asof=' + later)
  await li.locator('input[type=file]').setInputFiles(join(folder, '全年公布数.csv'))
  await li.getByRole('status').filter({ hasText: '新记' }).waitFor({ timeout: 60_000 })
  await li.goto(office.address + '/orders')
  await li.getByRole('button', { name: '办今天的一轮' }).click()
  await li.getByRole('button', { name: '就这样办' }).click()
  await li.getByText(/的一轮：/).waitFor()
  await li.getByRole('button', { name: /^销号/ }).click()
  await li.getByText('按公布数销号').first().waitFor()
})

it('the monthly paper is previewed, downloaded as Word, and its figures hold', async () => {
  await li.goto(office.address + '/reports/monthly?asof=' + day)
  await li.locator('article.paper h2').waitFor()
  await look(li, 'reports')
  await accessible(li, 'reports')
  const waiting = li.waitForEvent('download')
  await li.getByRole('button', { name: '下载 DOCX' }).click()
  const file = await (await waiting).path()
  assert.equal(readFileSync(file).subarray(0, 2).toString(), 'PK')
  // Held against the published figures by the check itself.
  await li.goto(office.address + '/check?asof=' + day)
  await li
    .locator('input[type=file]')
    .setInputFiles({ name: '月度反馈.docx', mimeType: 'application/octet-stream', buffer: readFileSync(file) })
  await li.getByText(/^读到 \d+ 个数/).waitFor({ timeout: 30_000 })
  // The paper quotes the slips of the plan report, which the check rightly finds again; nothing that it says of published figures may disagree with them.
  const said = await li.locator('.findings li').allTextContents()
  assert.deepEqual(
    said.filter((s) => s.includes('差错') && s.includes('公布')),
    [],
  )
  await look(li, 'check')
  await accessible(li, 'check')
})

it('the annual report stands in its outline, its figures tell their source, and it goes out as Word', async () => {
  await li.goto(office.address + '/reports/annual?asof=2026-02-10')
  await li.locator('article.paper h2').waitFor({ timeout: 30_000 })
  await li.locator('.run.figure').first().click()
  await li.getByText('来源', { exact: true }).waitFor()
  await look(li, 'annual')
  await accessible(li, 'annual')
  await li.locator('.run.blank').first().click()
  await li.getByText('谁有这个数').waitFor()
  const waiting = li.waitForEvent('download')
  await li.getByRole('button', { name: '下载 DOCX' }).click()
  assert.equal(
    readFileSync(await (await waiting).path())
      .subarray(0, 2)
      .toString(),
    'PK',
  )
})

it('every page is whole, accessible and fits a phone', async () => {
  const at = {
    overview: '/',
    indicators: '/indicators/' + encodeURIComponent('社会消费品零售总额'),
    tasks: '/tasks',
    projects: '/projects',
    agenda: '/agenda',
    annual: '/reports/annual',
    ledger: '/ledger',
    settings: '/admin/settings',
    names: '/admin/names',
    offices: '/admin/offices',
    me: '/me',
  }
  for (const [name, path] of Object.entries(at)) {
    await li.goto(office.address + path + '?asof=' + day)
    await settled(li)
    assert.equal(
      await li.locator('[role=alert]').count(),
      0,
      name + ' shows a fault: ' + (await li.locator('[role=alert]').allTextContents()),
    )
    if (name === 'overview') {
      await li.locator('.name').first().click()
      await li.locator('.chart svg').waitFor()
    }
    await look(li, name)
    await accessible(li, name)
    await li.setViewportSize({ width: 360, height: 740 })
    await li.waitForTimeout(150)
    const over = await li.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(over <= 1, `${name} is ${over} pixels wider than a phone`)
    await look(li, name + '-phone')
    await li.setViewportSize({ width: 1366, height: 768 })
  }
})

it('the chips of the overview count what its list shows, with the headline targets alone and with all', async () => {
  await li.goto(office.address + '/?asof=' + day)
  await li.locator('section[aria-label="目标"] tr.can').first().waitFor()
  const counted = async () => {
    const chips = await li.locator('.filters button.tag:visible strong').allTextContents()
    return chips.reduce((sum, n) => sum + Number(n), 0)
  }
  const listed = () => li.locator('section[aria-label="目标"] tr.can').count()
  const few = await listed()
  assert.equal(await counted(), few)
  await li.getByLabel('只看主要目标').uncheck()
  await li.waitForFunction((n) => document.querySelectorAll('section[aria-label="目标"] tr.can').length > n, few)
  assert.equal(await counted(), await listed())
})

it('the chosen day stands in the address of every link between pages, and stays when a page is loaded anew', async () => {
  for (const path of ['/', '/uploads', '/tasks', '/agenda', '/reports/monthly', '/ledger']) {
    await li.goto(office.address + path + '?asof=' + day)
    await settled(li)
    const addresses = await li.locator('a[href^="/"]:not([href^="/api/"])').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    assert.ok(addresses.length > 10, path)
    assert.deepEqual(
      addresses.filter((a) => !a.includes('asof=' + day)),
      [],
      path,
    )
  }
  await li.goto(office.address + '/?asof=' + day)
  await li.getByRole('link', { name: '任务', exact: true }).click()
  await li.waitForURL((u) => u.pathname === '/tasks')
  await li.reload()
  assert.equal(await li.getByLabel('截至').inputValue(), day)
})

it('every page can be gone through by keyboard: each stop is seen, named and not covered', async () => {
  const paths = ['/', '/check', '/indicators/' + encodeURIComponent('社会消费品零售总额'), '/uploads', '/tasks', '/projects', '/orders']
  for (const path of [...paths, '/agenda', '/reports/monthly', '/ledger', '/admin/settings', '/me']) {
    await li.goto(office.address + path + '?asof=' + day)
    await settled(li)
    await li.locator('nav.side a').first().waitFor()
    const faults = []
    let stops = 0
    for (; stops < 30; ++stops) {
      await li.keyboard.press('Tab')
      const fault = await li.evaluate(() => {
        const e = document.activeElement
        if (!e || e === document.body) return null
        const ringed = (one) => one && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) > 0
        const box = e.getBoundingClientRect()
        const name = e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText
        const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2)
        const wrong = [
          ringed(e) || ringed(e.closest('.sheet')) ? '' : 'no ring',
          name?.trim() ? '' : 'no name',
          box.top < innerHeight && box.bottom > 0 ? '' : 'out of sight',
          !top || e.contains(top) || top.contains(e) ? '' : 'covered',
        ].filter(Boolean)
        return wrong.length ? wrong.join(', ') + ': ' + e.outerHTML.slice(0, 100) : ''
      })
      if (fault === null) break
      if (fault) faults.push(fault)
    }
    assert.ok(stops > 10, path)
    assert.deepEqual(faults, [], path)
  }
})

it('on paper tables stay tables, a list is whole, and the weekly meeting is one page', async () => {
  await li.goto(office.address + '/tasks?asof=' + day)
  await li.locator('tbody tr').first().waitFor()
  const said = Number(/\d+/.exec(await li.locator('.head .muted').innerText())[0])
  const pages = async () =>
    (await li.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } }))
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g).length
  await li.evaluate(() =>
    window.addEventListener('beforeprint', () => queueMicrotask(() => (window.printed = document.querySelectorAll('tbody tr').length))),
  )
  await pages()
  assert.equal(await li.evaluate(() => window.printed), said)
  await li.emulateMedia({ media: 'print' })
  await li.setViewportSize({ width: 680, height: 1000 }) // A4 between its margins
  assert.ok(await li.locator('table.list thead').isVisible(), 'the head of the table')
  await li.emulateMedia({ media: null })
  await li.setViewportSize({ width: 1366, height: 768 })
  await li.goto(office.address + '/agenda?asof=' + day)
  await li.locator('.agenda li').first().waitFor()
  assert.equal(await pages(), 1)
  // The overview is one page, whatever the list on the screen shows.
  for (const all of [false, true]) {
    await li.goto(office.address + '/?asof=' + day)
    await li.locator('tr.can').first().waitFor()
    if (all) await li.getByLabel('只看主要目标').uncheck()
    assert.equal(await pages(), 1, all ? 'with all targets' : 'with the main targets')
  }
  await li.emulateMedia({ media: 'print' })
  await li.setViewportSize({ width: 680, height: 1009 })
  const paper = await li.locator('main').innerText()
  for (const said of ['还不能判断的主要目标', '其他目标', '督办和核对', '以来的变化']) assert.ok(paper.includes(said), said + ': ' + paper)
  const smallest = await li
    .locator('main :is(td, p, span):visible')
    .evaluateAll((all) => Math.min(...all.filter((e) => e.innerText.trim()).map((e) => parseFloat(getComputedStyle(e).fontSize))))
  assert.ok(smallest >= 10, 'type of ' + smallest + ' pixels is too small to read') // 7.5 points
  await li.emulateMedia({ media: null })
  await li.setViewportSize({ width: 1366, height: 768 })
})

it('in English nothing is left untranslated on the frame', async () => {
  await li.goto(office.address + '/?asof=' + day)
  await li.getByRole('button', { name: 'English' }).click()
  await li.getByRole('link', { name: 'Weekly meeting' }).waitFor()
  const frame = await li.locator('nav.side').innerText()
  assert.doesNotMatch(frame.replace('中文', ''), /[\u4e00-\u9fff]/)
  await look(li, 'overview-en')
  // What the program says of a target or a project is English; names and what documents say stay.
  await li.goto(office.address + '/?asof=' + day)
  await li.locator('tr.can').first().waitFor()
  await li.locator('tr.can .name').first().click()
  await li.locator('.story .pairs').waitFor()
  const reasons = await li.locator('.why, .story .pairs dd, .story li').allTextContents()
  assert.ok(reasons.length > 5)
  await li.goto(office.address + '/projects?asof=' + day)
  await li.locator('table.list tbody tr').first().waitFor()
  reasons.push(...(await li.locator('table.list .muted.small').allTextContents()))
  assert.deepEqual(
    reasons.filter((t) => /比目标|预计|达标可能|时序|完成年度计划|为中心|不作/.test(t)),
    [],
  )
  for (const path of ['/reports/monthly', '/indicators/' + encodeURIComponent('社会消费品零售总额'), '/orders', '/projects']) {
    await li.goto(office.address + path + '?asof=' + day)
    await settled(li)
    const said = await li.locator('main :is(h1, .list th, button.tag, a.button, label):visible').allTextContents()
    assert.ok(said.length > 3, path)
    assert.deepEqual(
      said.filter((t) => /[\u4e00-\u9fff]/.test(t)),
      [],
      path,
    )
  }
  await li.getByRole('button', { name: '中文' }).click()
})

it('the administrators are kept apart', async () => {
  const page = await office.person()
  await office.enter(page, 'admin', '/admin/users')
  await page.getByRole('button', { name: '新建账户' }).waitFor()
  assert.equal(await page.getByRole('button', { name: '授权' }).count(), 0, 'the system administrator grants no rights')
  assert.equal(await page.getByRole('link', { name: '总览' }).count(), 0, 'nor sees the office’s figures')
  await look(page, 'users')
  await page.context().close()
})

it('the first view loads no more script than it needs', async () => {
  const page = await office.person()
  await office.enter(page, 'zhang', '/')
  await page.goto(office.address + '/?asof=' + day)
  await page.locator('section[aria-label="目标"] tr.can').first().waitFor()
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((r) => r.name.endsWith('.js'))
      .reduce((sum, r) => sum + r.encodedBodySize, 0),
  )
  assert.ok(bytes > 20_000 && bytes <= 300_000, bytes + ' bytes of compressed script')
  await page.context().close()
})

it('a row of the office’s own in the names table is added, holds, and is taken back', async () => {
  await li.goto(office.address + '/admin/names')
  await li.getByRole('button', { name: '加一行' }).click()
  await li.getByLabel('指标', { exact: true }).fill('低空经济产值')
  await li.getByLabel('别的叫法，用顿号分开').fill('低空经济、GDP')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('同时是').waitFor() // GDP is another's
  await li.getByLabel('别的叫法，用顿号分开').fill('低空经济')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('已保存').waitFor()
  await li.getByLabel('只看自己的').check()
  assert.equal(await li.locator('table.list tbody tr').count(), 1)
  await li.getByRole('button', { name: '改 低空经济产值' }).click()
  await look(li, 'names-edit')
  await accessible(li, 'names-edit')
  // Another hand changes the same row meanwhile: a second click does not undo that unseen.
  const other = await li.context().newPage()
  await other.goto(office.address + '/admin/names')
  await other.getByRole('button', { name: '改 低空经济产值' }).click()
  await other.getByLabel('单位', { exact: true }).fill('万元')
  await other.getByRole('button', { name: '保存' }).click()
  await other.getByText('已保存').waitFor()
  await li.getByLabel('单位', { exact: true }).fill('亿元')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('别人刚改了这一行').waitFor()
  assert.equal(await li.getByLabel('单位', { exact: true }).inputValue(), '万元')
  // Of another row it is no matter: what was entered stays, and is saved at the next click.
  await other.getByRole('button', { name: '加一行' }).click()
  await other.getByLabel('指标', { exact: true }).fill('会展经济规模')
  await other.getByRole('button', { name: '保存' }).click()
  await other.getByText('已保存').waitFor()
  await li.getByLabel('单位', { exact: true }).fill('亿元')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('又有人改过').waitFor()
  assert.equal(await li.getByLabel('单位', { exact: true }).inputValue(), '亿元')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('已保存').waitFor()
  await other.locator('tr', { hasText: '低空经济产值' }).getByText('亿元').waitFor() // both pages have come to know it
  await other.getByRole('button', { name: '改 会展经济规模' }).click()
  await other.getByRole('button', { name: '去掉这一行' }).click()
  await li.waitForFunction(() => document.querySelectorAll('table.list tbody tr').length === 1)
  await other.close()
  await li.getByRole('button', { name: '改 低空经济产值' }).click()
  await li.getByRole('button', { name: '去掉这一行' }).click()
  await li.waitForFunction(() => !document.querySelector('table.list tbody tr'))
})

it('two people at the offices table do not undo one another unseen', async () => {
  await li.goto(office.address + '/admin/offices')
  const other = await li.context().newPage()
  await other.goto(office.address + '/admin/offices')
  const field = (page) => page.getByLabel(/^区县/)
  for (const page of [li, other]) await page.getByRole('button', { name: '改 商务', exact: true }).click()
  await li.getByText('读作：区商务局').first().waitFor() // the blank {} is said in words
  await look(li, 'offices-edit')
  await accessible(li, 'offices-edit')
  await field(other).fill('{}商务和投资促进局')
  await other.getByRole('button', { name: '保存' }).click()
  await other.getByText('已保存').waitFor()
  await field(li).fill('{}商务和粮食局')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('别人刚改了这一行').waitFor()
  assert.equal(await field(li).inputValue(), '{}商务和投资促进局', 'theirs is shown, and is not overwritten by a second click')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('已保存').waitFor()
  await li.locator('tbody tr', { hasText: '区商务和投资促进局' }).waitFor()
  // Of another row it is no matter: what was entered stays, and is saved at the next click.
  await li.getByRole('button', { name: '改 教育', exact: true }).click()
  await other.getByRole('button', { name: '改 商务', exact: true }).click()
  await other.getByRole('button', { name: '恢复自带的' }).click()
  await other.getByText('已保存').waitFor()
  await field(li).fill('{}教育体育局')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('又有人改过').waitFor()
  assert.equal(await field(li).inputValue(), '{}教育体育局')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('已保存').waitFor()
  await li.locator('tbody tr', { hasText: '区教育体育局' }).waitFor()
  await li.getByRole('button', { name: '改 教育', exact: true }).click()
  await li.getByRole('button', { name: '恢复自带的' }).click()
  await li.locator('tbody tr', { hasText: '区教育局' }).waitFor()
  await other.close()
})

it('no page shows a code of the contract where a word belongs', async () => {
  const document = JSON.parse(readFileSync(join(root, 'docs/reference/openapi.json'), 'utf8'))
  const codes = new Set()
  const gather = (v) => {
    if (Array.isArray(v)) return v.forEach(gather)
    if (v === null || typeof v !== 'object') return
    if (Array.isArray(v.enum)) v.enum.filter((e) => typeof e === 'string' && /^[a-z_]+$/.test(e)).forEach((e) => codes.add(e))
    Object.values(v).forEach(gather)
  }
  gather(document.components.schemas)
  for (const format of ['docx', 'xlsx', 'pdf', 'json']) codes.delete(format)
  assert.ok(codes.size > 50, codes.size + ' codes')
  const paths = [
    '/',
    '/indicators',
    '/indicators/' + encodeURIComponent('社会消费品零售总额'),
    '/uploads',
    '/tasks',
    '/projects',
    '/orders',
  ]
  paths.push(
    '/agenda',
    '/reports/monthly',
    '/reports/annual',
    '/ledger',
    '/admin/settings',
    '/admin/names',
    '/admin/offices',
    '/admin/calendar',
    '/me',
  )
  const raw = []
  const gatherFrom = async (page, name) => {
    await settled(page)
    // A sample of a file's form is in the form's own words.
    await page.evaluate(() => document.querySelectorAll('pre[data-format]').forEach((sample) => sample.remove()))
    const text = await page.evaluate(
      () => document.body.innerText + ' ' + [...document.querySelectorAll('option')].map((o) => o.textContent).join(' '),
    )
    for (const word of text.match(/[a-z][a-z_]*[a-z]/g) ?? [])
      if (codes.has(word) || /^[a-z]+_[a-z_]+$/.test(word)) raw.push(name + ': ' + word)
    if (/unsaid|undefined|\[object|NaN|\{\}/.test(text))
      raw.push(name + ': ' + /.{0,20}(unsaid|undefined|\[object|NaN|\{\}).{0,20}/.exec(text)[0])
  }
  for (const path of paths) {
    await li.goto(office.address + path + '?asof=' + day)
    await gatherFrom(li, path)
  }
  const uploads = (await (await office.session('li', office.passwords.li))('GET', '/uploads')).uploads
  for (const u of uploads) {
    if (u.name.endsWith('.csv')) continue // its cells are shown as they stand, and a table of facts has the format's own words
    await li.goto(office.address + '/uploads/' + u.id + '?asof=' + day)
    await gatherFrom(li, u.name)
  }
  const page = await office.person()
  await office.enter(page, 'shenji', '/admin/audit')
  await gatherFrom(page, '/admin/audit')
  await page.context().close()
  assert.deepEqual([...new Set(raw)], [])
})

it('no page asks anything of another machine, and no script failed', () => {
  assert.deepEqual(office.outside, [])
  assert.deepEqual(office.mistakes, [])
})
