import './style.css'
import { createApp } from 'vue'
import App from './App.vue'
import { askEarly, whoAmI } from './api'
import { overviewOf } from './asof'
import { router } from './router'
import { remembered, speak } from './words'

/** Drawn once, when it is known who asks and the first page is there: a frame drawn before it would be laid out twice. */
async function start() {
  if (location.pathname === '/') askEarly(overviewOf(new URLSearchParams(location.search).get('asof')))
  // What is wrong with the session the pages themselves say.
  await Promise.all([speak(remembered()), whoAmI().catch(() => undefined)])
  const app = createApp(App).use(router)
  await router.isReady().catch(() => undefined)
  app.mount('#app')
}
void start()
