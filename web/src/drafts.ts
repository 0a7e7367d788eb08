// What somebody typed and has not sent yet: kept in this browser, for this person and this thing, until it is sent, thrown away or its writer logs out.
// Nobody else's is ever shown, and what one person left is erased when another logs in.
import { onScopeDispose } from 'vue'
import { session } from './api'

const prefix = 'jicheng.draft.'
const shelves = () => [localStorage, sessionStorage]
/** The person of this page; stays known when the session has run out, until somebody logs in. */
let writer = ''
const mine = (key: string) => {
  if (session.now?.logged_in) writer = session.now.login ?? ''
  return prefix + encodeURIComponent(writer) + '/' + key
}
/** What nobody is logged in for ends with the tab. */
const shelf = () => (writer ? localStorage : sessionStorage)

/** Empty: nothing is kept. A full or forbidden store keeps nothing, and the page works all the same. */
export function keepDraft(key: string, text: string): void {
  try {
    const name = mine(key)
    if (text) shelf().setItem(name, text)
    else shelf().removeItem(name)
  } catch {
    // no room, or storing is switched off
  }
}
export function draft(key: string): string {
  try {
    const name = mine(key)
    return shelf().getItem(name) ?? ''
  } catch {
    return ''
  }
}

function erase(which: (name: string) => boolean): void {
  try {
    for (const store of shelves())
      for (const name of Object.keys(store)) if (name.startsWith(prefix) && which(name.slice(prefix.length))) store.removeItem(name)
  } catch {
    // nothing is stored then
  }
}
export const anyDraft = (): boolean => {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(prefix))
  } catch {
    return false
  }
}
/** Logged out: nothing stays for whoever sits down next. */
export function forgetDrafts(): void {
  erase(() => true)
  writer = ''
}
/** Somebody logged in: what others left on this machine goes. */
export function onlyDraftsOf(login: string): void {
  erase((name) => !name.startsWith(encodeURIComponent(login) + '/') && !name.startsWith('/'))
  writer = login
}

/** The browser asks before the page is closed or loaded anew while `typed` says that something would have to be typed again. */
export function askBeforeLeaving(typed: () => boolean): void {
  const ask = (event: BeforeUnloadEvent) => typed() && event.preventDefault()
  window.addEventListener('beforeunload', ask)
  onScopeDispose(() => window.removeEventListener('beforeunload', ask))
}
