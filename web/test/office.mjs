// An office for the tests: a server on a free port over a ledger of its own, its people, and browsers that must stay on this machine.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..')
export const example = join(root, 'examples/lanhu-2025')
export const program = resolve(process.env.JICHENG ?? join(root, 'build/dev/jicheng'))
const browser = process.env.CHROMIUM ?? '/usr/bin/chromium'
/** Why the round cannot be gone here; empty: it can. */
export const missing = !existsSync(browser) ? `没有浏览器 ${browser}` : !existsSync(program) ? `没有程序 ${program}` : ''

/** The months of the invented district as they come in: 材料/2025-01 … */
export function months(folder) {
  execFileSync('python3', ['-B', join(example, 'make_months.py'), folder], { stdio: 'ignore' })
}

/** Rows of the example's figures that were out on `day`, as a file. */
export function factsUntil(day, file) {
  const [head, ...rows] = readFileSync(join(example, 'facts.csv'), 'utf8').trimEnd().split('\n')
  const column = head.split(',').indexOf('published')
  const cells = (row) => row.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((c) => c.replace(/,$/, ''))
  writeFileSync(file, [head, ...rows.filter((r) => cells(r)[column] <= day)].join('\n') + '\n')
}

/** A letter of the months once more, signed on another day. */
export function signedOn(letter, was, is, file) {
  const change = `import sys, zipfile
a, was, now, b = sys.argv[1:]
with zipfile.ZipFile(a) as old, zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as new:
    for n in old.namelist():
        data = old.read(n)
        if n == "word/document.xml":
            assert was in data.decode(), was
            data = data.decode().replace(was, now).encode()
        new.writestr(n, data)`
  execFileSync('python3', ['-c', change, letter, was, is, file])
  return file
}

export class Office {
  static async open({ seed } = {}) {
    const office = new Office()
    office.folder = mkdtempSync(join(tmpdir(), 'jicheng-office-'))
    office.data = join(office.folder, '台账')
    if (seed) execFileSync(program, ['import', seed, '--data', office.data], { stdio: 'ignore' })
    office.server = spawn(program, ['serve', '--data', office.data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    office.server.stderr.on('data', (d) => (office.log = (office.log ?? '') + d))
    await new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error('服务没有起来：' + said + office.log)), 20_000)
      office.server.stdout.on('data', (d) => {
        said += d
        if (/http:\/\/\S+/.test(said) && /口令：\S+/.test(said)) {
          clearTimeout(late)
          done()
        }
      })
    })
    office.address = /http:\/\/[\d.:]+/.exec(said)[0]
    office.oneTime = /口令：(\S+)/.exec(said)[1]
    office.browser = await chromium.launch({
      executablePath: browser,
      args: ['--no-sandbox', '--lang=zh-CN'],
    })
    office.outside = [] // requests that left for another host
    office.mistakes = [] // what the pages' scripts threw
    return office
  }

  /** A browser of somebody's own. */
  async person(options = {}) {
    const context = await this.browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
      ...options,
    })
    const page = await context.newPage()
    page.on('request', (r) => !r.url().startsWith(this.address) && !/^(blob|data):/.test(r.url()) && this.outside.push(r.url()))
    page.on('pageerror', (e) => this.mistakes.push(e.message))
    page.on('console', (m) => m.type() === 'error' && !/status of (401|403|404|409|422)/.test(m.text()) && this.mistakes.push(m.text()))
    return page
  }

  /** Asks the API with a session of its own: for what is only set up, not looked at. */
  async session(login, password) {
    const cookie = { value: '' }
    const csrf = { value: '' }
    const call = async (method, path, body) => {
      const answer = await fetch(this.address + '/api/v1' + path, {
        method,
        headers: { 'Content-Type': 'application/json', Cookie: cookie.value, 'X-Jicheng-CSRF': csrf.value, Origin: this.address },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const set = answer.headers.get('set-cookie')
      if (set) cookie.value = set.split(';')[0]
      const told = await answer.json()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told)}`)
      if (told.csrf) csrf.value = told.csrf
      return told
    }
    await call('POST', '/session', { login, password })
    return Object.assign(call, { cookie, csrf })
  }

  /** Makes the three administrators and the people of `wanted` (login → rights); everybody's password is changed from the one-time one. */
  async staff(wanted) {
    const passwords = {}
    const settle = async (login, oneTime) => {
      passwords[login] = `雨后 ${Object.keys(passwords).length} 条石板路-青苔与灯`
      const call = await this.session(login, oneTime)
      await call('POST', '/session/password', { old: oneTime, new: passwords[login] })
      return call
    }
    const admin = await settle('admin', this.oneTime)
    const make = async (login, name, more = {}) => (await admin('POST', '/admin/users', { login, name, ...more })).password
    const safe = await make('anquan', '安全管理员')
    const audit = await make('shenji', '审计管理员')
    await admin('PUT', '/admin/users/anquan/rights', { roles: ['security_admin'] })
    await admin('PUT', '/admin/users/shenji/rights', { roles: ['audit_admin'] })
    const security = await settle('anquan', safe)
    await settle('shenji', audit)
    for (const [login, { name, ...rights }] of Object.entries(wanted)) {
      const oneTime = await make(login, name)
      await security('PUT', `/admin/users/${login}/rights`, rights)
      await settle(login, oneTime)
    }
    this.passwords = passwords
  }

  async enter(page, login, to = '/') {
    await page.goto(this.address + '/login?to=' + encodeURIComponent(to))
    await page.getByLabel('登录名').fill(login)
    await page.getByLabel('密码').fill(this.passwords[login])
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL((u) => u.pathname !== '/login')
    await page.waitForTimeout(700)
  }

  async close() {
    await this.browser?.close()
    const gone = new Promise((done) => this.server.once('exit', (code, signal) => done({ code, signal })))
    this.server.kill('SIGTERM')
    const end = await gone
    rmSync(this.folder, { recursive: true, force: true })
    return end
  }
}
