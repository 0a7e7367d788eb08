// What others changed: one stream of server-sent events for the whole page.
import { onUnmounted, reactive } from 'vue'

type What = 'facts' | 'orders' | 'plan' | 'questions' | 'uploads' | 'reports' | 'settings'
type Listener = (what: What) => void

export const live = reactive({ connected: false })
const listeners = new Set<Listener>()
let source: EventSource | null = null

export function connect(): void {
  source?.close()
  source = new EventSource('/api/v1/live')
  source.onopen = () => (live.connected = true)
  source.onerror = () => (live.connected = false) // the browser tries again by itself
  source.addEventListener('changed', (event) => {
    const what = JSON.parse((event as MessageEvent<string>).data).what as What
    for (const listener of listeners) listener(what)
  })
}

export function disconnect(): void {
  source?.close()
  source = null
  live.connected = false
}

/** Calls `again` soon after something of `what` changed; several changes close together count once. */
export function whenChanged(what: What[], again: () => void): void {
  let timer = 0
  const listener: Listener = (changed) => {
    if (!what.includes(changed)) return
    clearTimeout(timer)
    timer = window.setTimeout(again, 250)
  }
  listeners.add(listener)
  onUnmounted(() => {
    listeners.delete(listener)
    clearTimeout(timer)
  })
}
