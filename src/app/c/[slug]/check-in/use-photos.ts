import { useRef, useState } from 'react'
import { LONGEST_EDGE_PX, MOST_BYTES, MOST_OF_AN_ANSWER } from '#domain/aftercare/photo.ts'
import { type ShrunkPicture, shrinkPicture } from '#ui/kit/shrink-picture.ts'
import { signInAgain } from '../sign-in-again.ts'

/** Even from a train a small picture has gone by then. */
const GIVE_UP_MS = 120_000

export interface ChosenPhoto extends ShrunkPicture {
  readonly id: number
  readonly state: 'ready' | 'sending' | 'sent' | 'failed'
  /** Why it was not taken, as the clinic says it; null: it did not get there. */
  readonly problem: string | null
}

/** Whose answer the photos join, as the form of the answer said it. */
export type SentWith = Readonly<Record<string, string>> & { readonly clinic: string }

export interface LeftOut {
  /** The browser cannot open these. */
  readonly names: readonly string[]
  /** And these were more than can come with one answer. */
  readonly tooMany: number
}

type Sent = { readonly ok: true } | { readonly ok: false; readonly problem: string | null }

const sendOne = async (sentWith: SentWith, { jpeg }: ChosenPhoto): Promise<Sent> => {
  const body = new FormData()
  for (const [name, value] of Object.entries(sentWith)) body.append(name, value)
  body.append('photo', jpeg, 'photo.jpg')
  try {
    const signal = AbortSignal.timeout(GIVE_UP_MS)
    const answer = await fetch('/api/check-in/photo', { method: 'POST', body, signal })
    if (answer.ok) return { ok: true }
    if (answer.status === 401) signInAgain(sentWith.clinic)
    const { sentence } = (await answer.json().catch(() => ({}))) as { sentence?: string }
    return { ok: false, problem: sentence ?? null }
  } catch {
    return { ok: false, problem: null }
  }
}

/** Photos chosen for an answer that is with the clinic already: looked at, taken away again, and sent one after the other. */
export const usePhotos = (sentWith: SentWith, already: number) => {
  const lastId = useRef(0)
  const [photos, setPhotos] = useState<readonly ChosenPhoto[]>([])
  const [opening, setOpening] = useState(false)
  const [sending, setSending] = useState(false)
  const [leftOut, setLeftOut] = useState<LeftOut>({ names: [], tooMany: 0 })
  const room = MOST_OF_AN_ANSWER - already - photos.length
  const change = (id: number, to: Partial<ChosenPhoto>) =>
    setPhotos((all) => all.map((one) => (one.id === id ? { ...one, ...to } : one)))

  const choose = async (files: readonly File[]): Promise<void> => {
    const taken = files.slice(0, room)
    setOpening(true)
    const names: string[] = []
    // one at a time: a large picture takes much of a small telephone
    for (const file of taken) {
      const shrunk = await shrinkPicture(file, { edgePx: LONGEST_EDGE_PX, mostBytes: MOST_BYTES })
      if (shrunk === null) names.push(file.name)
      else {
        const chosen: ChosenPhoto = { ...shrunk, id: ++lastId.current, state: 'ready', problem: null }
        setPhotos((all) => [...all, chosen])
      }
    }
    setLeftOut({ names, tooMany: files.length - taken.length })
    setOpening(false)
  }

  const send = async (): Promise<void> => {
    setSending(true)
    setLeftOut({ names: [], tooMany: 0 })
    for (const photo of photos) {
      if (photo.state === 'sent') continue
      change(photo.id, { state: 'sending', problem: null })
      const sent = await sendOne(sentWith, photo)
      change(photo.id, sent.ok ? { state: 'sent' } : { state: 'failed', problem: sent.problem })
    }
    setSending(false)
  }

  const remove = (id: number) => setPhotos((all) => all.filter((one) => one.id !== id))
  return { photos, room, opening, sending, leftOut, choose, send, remove }
}
