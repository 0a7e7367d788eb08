// The server's answers, typed by the contract (docs/reference/openapi.json → contract.ts, made by `npm run contract`).
import { reactive } from 'vue'
import type { components } from './contract'

type Schemas = components['schemas']
export type Of<K extends keyof Schemas> = Schemas[K]
export type Session = Of<'Session'>

/** What went wrong, in the server's words: what, where, what to do. */
export class Fault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly what: string,
    readonly where = '',
    readonly remedy = '',
    readonly requestId = '',
  ) {
    super(what)
  }
}

/** Who is asking; filled before the first page is drawn. `can` is the list of what the server will allow. */
export const session = reactive({ now: null as Session | null })
export const can = (what: string) => session.now?.can.includes(what) ?? false

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const all: Record<string, string> = { Accept: 'application/json', ...headers }
  if (method !== 'GET' && session.now?.csrf) all['X-Jicheng-CSRF'] = session.now.csrf
  let payload: BodyInit | undefined
  if (body instanceof Blob) {
    payload = body
    all['Content-Type'] = 'application/octet-stream'
  } else if (body !== undefined) {
    payload = JSON.stringify(body)
    all['Content-Type'] = 'application/json'
  }
  let answer: Response
  try {
    answer = await fetch('/api/v1' + path, { method, headers: all, body: payload, credentials: 'same-origin' })
  } catch {
    throw new Fault(0, 'net.unreachable', '连不上计成的服务', '', '看服务是否还在运行，网络是否通；页面上的内容没有丢')
  }
  if (answer.ok) return answer
  let told: Of<'Error'> | null = null
  try {
    told = await answer.json()
  } catch {
    // not JSON: a proxy in between
  }
  if (answer.status === 401 && session.now?.logged_in) {
    session.now.logged_in = false
    window.dispatchEvent(new CustomEvent('jicheng:logged-out'))
  }
  throw new Fault(
    answer.status,
    told?.error.code ?? 'http.' + answer.status,
    told?.error.what ?? `服务答复 ${answer.status}`,
    told?.error.where ?? '',
    told?.error.remedy ?? '',
    told?.request_id ?? '',
  )
}

/** What was asked for before the page that shows it is there; each answer is used once. */
const early = new Map<string, Promise<unknown>>()

/** Asks now for what the first page will ask in a moment. Nobody waits for it here: a refusal is told when the page asks. */
export function askEarly(path: string): void {
  const answer = send('GET', path).then((told) => told.json())
  answer.catch(() => early.delete(path))
  early.set(path, answer)
}

export const get = async <T>(path: string): Promise<T> => {
  const asked = early.get(path)
  early.delete(path)
  if (asked) {
    const told = await asked.catch(() => undefined)
    if (told !== undefined) return told as T
  }
  return (await send('GET', path)).json()
}
export const write = async <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> =>
  (await send(method, path, body)).json()

/** A file as it is, its name in a header (percent-encoded UTF-8). */
export const sendFile = async <T>(path: string, file: Blob, name: string): Promise<T> =>
  (await send('POST', path, file, { 'X-File-Name': encodeURIComponent(name) })).json()

/** Asks for a file and hands it to the browser as a download. */
export async function download(method: 'GET' | 'POST', path: string, fallback: string, body?: unknown, fileName?: string): Promise<void> {
  const headers: Record<string, string> = { Accept: '*/*' }
  if (fileName) headers['X-File-Name'] = encodeURIComponent(fileName)
  const answer = await send(method, path, body, headers)
  const told = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('Content-Disposition') ?? '')
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = told ? decodeURIComponent(told[1]) : fallback
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

export async function whoAmI(): Promise<Session> {
  session.now = await get<Session>('/session')
  return session.now
}

/** `?a=1&b=2`, without what is empty. */
export function query(parts: Record<string, string | number | boolean | null | undefined>): string {
  const kept = Object.entries(parts).filter(([, v]) => v !== null && v !== undefined && v !== '' && v !== false)
  return kept.length ? '?' + kept.map(([k, v]) => k + '=' + encodeURIComponent(String(v))).join('&') : ''
}
