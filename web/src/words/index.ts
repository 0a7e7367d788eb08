// What the pages say, in Chinese first; the other language is loaded when asked for.
import { reactive } from 'vue'
import zh from './zh'

export type Words = typeof zh
export type Language = 'zh' | 'en'

const state = reactive({ language: 'zh' as Language, words: zh as Words })

export const language = () => state.language
/** The words in the chosen language; reactive. */
export const w = (): Words => state.words
/** The Chinese or the English of a pair that the server gives. */
export const either = (chinese: string, english: string | undefined) => (state.language === 'en' && english ? english : chinese)

export async function speak(chosen: Language): Promise<void> {
  state.words = chosen === 'en' ? (await import('./en')).default : zh
  state.language = chosen
  document.documentElement.lang = chosen === 'en' ? 'en' : 'zh-CN'
  try {
    localStorage.setItem('jicheng.language', chosen)
  } catch {
    // a browser that keeps nothing still shows the pages
  }
}

export function remembered(): Language {
  try {
    return localStorage.getItem('jicheng.language') === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

/** The word for a name of the contract; a name this page does not know yet is shown as it is. */
export const named = (words: Record<string, string>, name: string): string => words[name] ?? name
