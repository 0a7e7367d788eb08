// The day everything is looked at: one for all pages, kept in the address (?asof=), empty for today.
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { session } from './api'

export function useAsof() {
  const route = useRoute()
  const router = useRouter()
  return computed<string>({
    get: () => (typeof route.query.asof === 'string' ? route.query.asof : ''),
    set: (day) => void router.replace({ query: { ...route.query, asof: day && day !== session.now?.today ? day : undefined } }),
  })
}
