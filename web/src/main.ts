import './style.css'
import { createApp } from 'vue'
import App from './App.vue'
import { askEarly, session, whoAmI } from './api'
import { overviewOf } from './asof'
import { router } from './router'
import { remembered, speak } from './words'

/** Drawn once, when it is known who asks and the first page is there: a frame drawn before it would be laid out twice. */
async function start() {
  if (location.pathname === '/') askEarly(overviewOf(new URLSearchParams(location.search).get('asof')))
  // What is wrong with the session the pages themselves say.
  await Promise.all([speak(remembered()), whoAmI().catch(() => undefined)])
  // Back from the identity provider, which always leads to the first page.
  const wanted = sessionStorage.getItem('jicheng.to')
  if (session.now?.logged_in && wanted) {
    sessionStorage.removeItem('jicheng.to')
    if (location.pathname === '/') history.replaceState(history.state, '', wanted)
  }
  const app = createApp(App).use(router)
  await router.isReady().catch(() => undefined)
  app.mount('#app')
}
void start()
