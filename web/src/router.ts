import { createRouter, createWebHistory, type RouteLocationNormalizedLoaded, type RouteLocationRaw } from 'vue-router'
import { can, session } from './api'
import Overview from './pages/Overview.vue'

/** One page of the office: where it is, what a person must be able to do to see it (contract: x-can). */
export interface Page {
  name: 'overview' | 'check' | 'indicators' | 'uploads' | 'tasks' | 'projects' | 'orders' | 'agenda' | 'reports' | 'ledger' | 'admin'
  path: string
  can: string[]
  group: 'look' | 'work' | 'keep'
}

export const pages: Page[] = [
  { name: 'overview', path: '/', can: ['see_targets'], group: 'look' },
  { name: 'check', path: '/check', can: ['check'], group: 'look' },
  { name: 'indicators', path: '/indicators', can: ['see_targets'], group: 'look' },
  { name: 'uploads', path: '/uploads', can: ['upload'], group: 'work' },
  { name: 'tasks', path: '/tasks', can: ['see_work'], group: 'work' },
  { name: 'projects', path: '/projects', can: ['see_work'], group: 'work' },
  { name: 'orders', path: '/orders', can: ['see_work'], group: 'work' },
  { name: 'agenda', path: '/agenda', can: ['see_work'], group: 'work' },
  { name: 'reports', path: '/reports', can: ['see_reports'], group: 'work' },
  { name: 'ledger', path: '/ledger', can: ['see_ledger'], group: 'keep' },
  { name: 'admin', path: '/admin', can: ['see_settings', 'see_users', 'see_audit'], group: 'keep' },
]

export const maySee = (page: Page) => page.can.some(can)

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'overview', component: Overview }, // comes with the frame: the page most people begin on
    { path: '/check', name: 'check', component: () => import('./pages/Check.vue') },
    { path: '/indicators/:name?', name: 'indicators', component: () => import('./pages/Indicators.vue') },
    { path: '/uploads/:id?', name: 'uploads', component: () => import('./pages/Uploads.vue') },
    { path: '/tasks', name: 'tasks', component: () => import('./pages/Tasks.vue') },
    { path: '/projects', name: 'projects', component: () => import('./pages/Projects.vue') },
    { path: '/orders/:id?', name: 'orders', component: () => import('./pages/Orders.vue') },
    { path: '/agenda', name: 'agenda', component: () => import('./pages/Agenda.vue') },
    { path: '/reports/:kind?', name: 'reports', component: () => import('./pages/Reports.vue') },
    { path: '/ledger', name: 'ledger', component: () => import('./pages/Ledger.vue') },
    { path: '/admin/:part?', name: 'admin', component: () => import('./pages/Admin.vue') },
    { path: '/login', name: 'login', component: () => import('./pages/Login.vue') },
    { path: '/me', name: 'me', component: () => import('./pages/Me.vue') },
    { path: '/:rest(.*)*', name: 'nothing', component: () => import('./pages/Nothing.vue') },
  ],
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
})

/** The day that is looked at stands in the address of every link too, so that a page opened beside this one, or sent on, shows the same day. */
const plainly = router.resolve
router.resolve = ((to: RouteLocationRaw, from?: RouteLocationNormalizedLoaded) => {
  const found = plainly(to, from)
  const day = router.currentRoute.value.query.asof
  if (typeof day !== 'string' || found.query.asof !== undefined || found.name === 'login') return found
  return plainly({ path: found.path, hash: found.hash, query: { ...found.query, asof: day } })
}) as typeof router.resolve

/** The day that is looked at goes along from page to page; on one page the field itself sets it. */
router.beforeEach((to, from) => {
  const day = from.query.asof
  if (typeof day !== 'string' || to.query.asof !== undefined || to.path === from.path || to.name === 'login') return true
  return { path: to.path, hash: to.hash, query: { ...to.query, asof: day } }
})

router.beforeEach((to) => {
  if (to.name === 'login' || to.name === 'me') return true
  if (session.now?.logged_in && session.now.must_change_password) return { name: 'me' }
  const page = pages.find((p) => p.name === to.name)
  if (!page || !session.now || maySee(page)) return true
  const first = pages.find(maySee)
  // Stand-alone, nobody logged in: the check stays open, everything else asks who it is.
  if (!session.now.logged_in) return { name: 'login', query: { to: to.fullPath } }
  return first && first.name !== page.name ? { name: first.name } : true
})
