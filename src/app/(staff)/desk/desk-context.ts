import { createContext, type Dispatch, useContext } from 'react'
import { useLocale } from 'use-intl/react'
import { isLocale } from '#words/locale.ts'
import type { TimeContext } from '#words/time.ts'
import type { DeskEvent } from './desk-state.ts'

/** Something that was done, said once where everybody looks. */
export interface News {
  readonly words: string
  /** How it is taken back; left out where it cannot be. */
  readonly undo?: () => void
}

interface DeskShared {
  readonly zone: string
  readonly nowMs: number
  /** The clinic's clock at this very moment; `nowMs` moves a few times a minute. */
  readonly clock: () => number
  /** 'YYYY-MM-DD' */
  readonly today: string
  /** Whether a single lot opens for this person, or only the list of all. */
  readonly mayTraceLots: boolean
  readonly dispatch: Dispatch<DeskEvent>
  readonly tell: (news: News | null) => void
  /** One step back, the focus with it. */
  readonly back: () => void
}

const Context = createContext<DeskShared | null>(null)

export const DeskContext = Context.Provider

/** What every part of the desk knows: where and when it is, and how to change what is shown. */
export const useDesk = (): DeskShared & { readonly time: TimeContext } => {
  const shared = useContext(Context)
  const language = useLocale()
  if (shared === null) throw new Error('A part of the desk stands outside it')
  return { ...shared, time: { locale: isLocale(language) ? language : 'en', zone: shared.zone } }
}

export const newId = (): string => crypto.randomUUID()
