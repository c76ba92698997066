import deBody from './de/body.json' with { type: 'json' }
import deCommon from './de/common.json' with { type: 'json' }
import deKit from './de/kit.json' with { type: 'json' }
import enBody from './en/body.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enKit from './en/kit.json' with { type: 'json' }
import type { Locale } from './locale.ts'

// One file per namespace and language. The file's name is the namespace: en/kit.json holds `kit.*`.
const en = { body: enBody, common: enCommon, kit: enKit }

export type Messages = typeof en
export type Namespace = keyof Messages

const de: Messages = { body: deBody, common: deCommon, kit: deKit }

const catalogues: Readonly<Record<Locale, Messages>> = { en, de }

export const messagesFor = (locale: Locale): Messages => catalogues[locale]

/** Only the namespaces that a page needs, so that a telephone does not load the staff's words. */
export const someMessages = <N extends Namespace>(locale: Locale, namespaces: readonly N[]): Pick<Messages, N> => {
  const all = messagesFor(locale)
  return Object.fromEntries(namespaces.map((namespace) => [namespace, all[namespace]])) as Pick<Messages, N>
}
