// What the pages take care of for whoever works in them: what was typed is not lost, what concerns everybody is asked first, what is not there yet is said plainly.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Office, example, factsUntil, missing } from './office.mjs'

const day = '2025-10-28'
let office, li, zhang, ask
if (missing) console.log('跳过 / skipped: ' + missing)
const it = (name, body) => test(name, { skip: missing || false }, body)
const given = (name, body) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(body) })
const kept = (page) =>
  page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }).filter((k) => k.startsWith('jicheng.draft.')))

before(async () => {
  if (missing) return
  const seed = join(mkdtempSync(join(tmpdir(), 'jicheng-care-')), '公布数.csv')
  factsUntil('2025-10-10', seed)
  office = await Office.open({ seed })
  await office.staff({
    li: { name: '李慧', roles: ['bureau'] },
    zhang: { name: '张区长', roles: ['leader'] },
    shang: { name: '商务局', roles: ['department'], offices: ['区商务局'] },
  })
  li = await office.person()
  zhang = await office.person()
  ask = await office.session('li', office.passwords.li)
})
after(async () => {
  if (!office) return
  assert.deepEqual(await office.close(), { code: 0, signal: null })
})

it('before there is a plan every page says who does what next, and offers no second try', async () => {
  await office.enter(li, 'li', '/')
  await office.enter(zhang, 'zhang', '/')
  for (const path of ['/', '/tasks', '/projects', '/agenda', '/reports/monthly']) {
    for (const [page, next] of [
      [li, '请把本年的计划报告放到“报送”里'],
      [zhang, '要由发展改革部门先放入计划报告'],
    ]) {
      await page.goto(office.address + path)
      const main = page.locator('main')
      await main.getByText(next).first().waitFor()
      const said = await main.innerText()
      assert.ok(!/编号：|再试一次|：\s*$/m.test(said), path + ' says: ' + said)
    }
  }
})

it('the first plan of the year is taken at once; one of an earlier year is a question with both names', async () => {
  await li.goto(office.address + '/uploads?asof=' + day)
  const choose = li.locator('input[type=file]').first()
  await choose.setInputFiles(given('计划报告.txt', readFileSync(join(example, '计划报告.txt'))))
  await li.locator('section.came').getByRole('button', { name: '作为在执行的计划' }).click()
  await li.getByRole('heading', { name: '岚湖区 2025年计划执行' }).waitFor()
  await li.goto(office.address + '/uploads?asof=' + day)
  await choose.setInputFiles(given('上年计划报告.txt', readFileSync(join(example, '上年计划报告.txt'))))
  await li.locator('section.came').getByRole('button', { name: '作为在执行的计划' }).click()
  const asked = li.getByRole('dialog', { name: '作为在执行的计划' })
  await asked.getByText('这是2024年的计划，比现在在执行的2025年早').waitFor()
  const said = await asked.innerText()
  assert.ok(/现在在执行的\s+岚湖区 2025年　计划报告\.txt/.test(said) && /要换成\s+岚湖区 2024年　上年计划报告\.txt/.test(said), said)
  await asked.getByRole('button', { name: '不换' }).click()
  assert.equal((await ask('GET', '/plan')).plan_year, 2025)
})

it('a round is told after it as it was shown before it', async () => {
  await li.goto(office.address + '/orders?asof=' + day)
  await li.getByRole('button', { name: '办今天的一轮' }).click()
  const shown = Number(/将有 (\d+) 件动静/.exec(await li.locator('.rehearsal h2').innerText())[1])
  assert.ok(shown > 0)
  await li.getByRole('button', { name: '就这样办' }).click()
  await li.getByRole('heading', { name: `${day} 的一轮：${shown} 件有动静` }).waitFor()
})

it('a half-written answer outlives loading anew, closing, going back and the end of the session; sent, it is gone', async () => {
  const order = (await ask('GET', '/orders?asof=' + day)).orders.find((o) => o.can.includes('reply') && o.can.includes('escalate'))
  const open = () => li.goto(`${office.address}/orders/${order.id}?asof=${day}`)
  const words = '已组织召开专题调度会，逐企业核实订单，10月30日前报送明细。'
  const field = () => li.getByLabel('办了什么')
  await open()
  await li.getByRole('button', { name: '反馈', exact: true }).click()
  await field().fill(words)
  await li.reload()
  await li.getByText('这是上次没有送出的').waitFor()
  assert.equal(await field().inputValue(), words)
  // Escape, and a click beside the panel, ask first.
  await field().fill(words + '附件另送。')
  await li.keyboard.press('Escape')
  await li.getByText('写了的还没有送出。').waitFor()
  await li.getByRole('button', { name: '接着写' }).click()
  await li.getByText('写了的还没有送出。').waitFor({ state: 'detached' })
  await li.mouse.click(20, 500)
  await li.getByRole('button', { name: '关上，草稿留着' }).click()
  await li.getByRole('dialog').waitFor({ state: 'detached' })
  await li.locator('table.list').getByRole('button', { name: order.shown, exact: true }).click()
  assert.equal(await field().inputValue(), words + '附件另送。')
  await li.goBack()
  await li.goForward()
  assert.equal(await field().inputValue(), words + '附件另送。')
  // The session ends: the log-in says why and leads back to the same form.
  await li.context().clearCookies()
  await li.getByRole('dialog').getByRole('button', { name: '反馈', exact: true }).last().click()
  await li.getByText('登录已经到期').waitFor()
  await li.getByLabel('登录名').fill('li')
  await li.getByLabel('密码').fill(office.passwords.li)
  await li.getByRole('button', { name: '登录', exact: true }).click()
  await li.waitForURL((u) => u.pathname === '/orders/' + order.id)
  assert.equal(await field().inputValue(), words + '附件另送。')
  await li.getByRole('dialog').getByRole('button', { name: '反馈', exact: true }).last().click()
  await li.locator('.history').getByText('附件另送。').first().waitFor()
  assert.deepEqual(await kept(li), [])
})

it('a form on an order that somebody else has moved meanwhile says so, and the text stays', async () => {
  const order = (await ask('GET', '/orders?asof=' + day)).orders.find((o) => o.can.includes('return'))
  await li.goto(`${office.address}/orders/${order.id}?asof=${day}`)
  await li.getByRole('button', { name: '退回', exact: true }).click()
  await li.getByLabel('理由').fill('没有写明完成时间。')
  await ask('POST', `/orders/${order.id}/return?asof=${day}`, { reason: '没有附清单。' })
  await li.getByText('这件事刚有了变化：现在是“已退回”').waitFor()
  assert.equal(await li.getByLabel('理由').inputValue(), '没有写明完成时间。')
  await li.keyboard.press('Escape')
  await li.getByRole('button', { name: '不要了' }).first().click()
  assert.deepEqual(await kept(li), [])
})

it('a draft in the check is there after a look at another page; logging out asks, and leaves nothing behind', async () => {
  await li.goto(office.address + '/check?asof=' + day)
  await li.getByRole('textbox', { name: '草稿' }).fill('2024年全区地区生产总值增长9.9%。')
  await li.getByText('读到 1 个数').waitFor()
  await li.getByRole('link', { name: '任务', exact: true }).click()
  await li.waitForURL((u) => u.pathname === '/tasks')
  await li.goBack()
  assert.equal(await li.getByRole('textbox', { name: '草稿' }).inputValue(), '2024年全区地区生产总值增长9.9%。')
  await li.getByText('读到 1 个数').waitFor()
  assert.equal((await kept(li)).length, 1)
  li.once('dialog', (d) => {
    assert.match(d.message(), /没有送出/)
    void d.accept()
  })
  await li.getByRole('button', { name: '退出' }).click()
  await li.waitForURL((u) => u.pathname === '/login')
  assert.deepEqual(await kept(li), [])
})

it('a wrong file is taken back by whoever sent it: kept, marked, and on no agenda', async () => {
  const shang = await office.person()
  await office.enter(shang, 'shang', '/uploads?asof=' + day)
  await shang.locator('input[type=file]').first().setInputFiles(given('照片.png', 'no picture at all'))
  await shang.getByRole('button', { name: '撤回这份文件' }).click()
  const panel = shang.getByRole('dialog')
  await panel.getByLabel('为什么撤回').fill('发错了文件')
  const unread = async () => JSON.stringify((await ask('GET', '/agenda?asof=' + day)).sections)
  assert.ok((await unread()).includes('照片.png'))
  await panel.getByRole('button', { name: '撤回这份文件' }).click()
  await shang.getByText(/^已撤回（商务局，.*发错了文件/).waitFor()
  await shang.locator('table.list tr', { hasText: '照片.png' }).getByText('已撤回', { exact: true }).waitFor()
  assert.ok(!(await unread()).includes('照片.png'))
  await shang.context().close()
})

it('the check of the ledger shows a value for each area, and a long name is cut off at the field', async () => {
  await office.enter(li, 'li', '/ledger')
  await li.getByRole('button', { name: '查有没有被动过' }).click()
  await li.getByText(/条记录全部对得上/).waitFor()
  const roots = await li.locator('dd.root').allInnerTexts()
  assert.ok(roots.length >= 2 && roots.every((r) => /^[0-9a-f]{64}$/.test(r) && !/^0+$/.test(r)), roots.join())
  const said = await li.locator('main').innerText()
  assert.ok(!/jicheng (import|checkpoint|questions|backup|verify)/.test(said), said)
  assert.deepEqual(office.mistakes, [])
})
