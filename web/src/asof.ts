// The day everything is looked at: one for all pages, kept in the address (?asof=), empty for today.
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { query, session } from './api'

export function useAsof() {
  const route = useRoute()
  const router = useRouter()
  return computed<string>({
    get: () => (typeof route.query.asof === 'string' ? route.query.asof : ''),
    set: (day) => void router.replace({ query: { ...route.query, asof: day && day !== session.now?.today ? day : undefined } }),
  })
}

/** Where the leader's page asks for what it shows on a day; no day is today. */
export const overviewOf = (day: string | null) => '/overview' + query({ asof: day })
