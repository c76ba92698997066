'use client'

import { useLayoutEffect } from 'react'
import { keepEntriesOf } from '../../providers/kept-entries.ts'

/** Ties what is not sent yet to whoever is signed in: it is theirs, and nobody else's finds it. */
export const EntriesOf = ({ owner }: { owner: string }) => {
  useLayoutEffect(() => keepEntriesOf(owner), [owner])
  return null
}
