import './style.css'
import { createApp } from 'vue'
import App from './App.vue'
import { whoAmI } from './api'
import { router } from './router'
import { remembered, speak } from './words'

async function start() {
  await speak(remembered())
  await whoAmI().catch(() => undefined) // the pages themselves say what is wrong
  createApp(App).use(router).mount('#app')
}
void start()
