// Asking the server for what a page shows: the answer, or the fault, or that it is still on its way.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { Fault } from './api'

export interface Loaded<T> {
  value: ShallowRef<T | null>
  fault: Ref<Fault | null>
  busy: Ref<boolean>
  load: () => Promise<void>
}

/** `ask` may be called again at any time; only the newest answer is kept, and an old one stays shown until then. */
export function useLoaded<T>(ask: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T | null>(null)
  const fault = ref<Fault | null>(null) as Ref<Fault | null>
  const busy = ref(false)
  let turn = 0
  async function load(): Promise<void> {
    const mine = ++turn
    busy.value = true
    try {
      const answer = await ask()
      if (mine !== turn) return
      value.value = answer
      fault.value = null
    } catch (error) {
      if (mine !== turn) return
      fault.value = asFault(error)
    } finally {
      if (mine === turn) busy.value = false
    }
  }
  return { value, fault, busy, load }
}

export const asFault = (error: unknown): Fault =>
  error instanceof Fault ? error : new Fault(0, 'page.mistake', error instanceof Error ? error.message : String(error))
