'use client'

import { type ComponentProps, type ComponentType, Fragment, type ReactNode, useState } from 'react'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import type { KeepingFrame } from './KeepingFrame.tsx'
import { ListStates, Told } from './ListStates.tsx'
import { usePanel } from './use-panel.ts'

type Word = 'title' | 'intro' | 'new' | 'empty' | 'emptyHint'

interface KeptListProps<Row> {
  Frame: ComponentType<Omit<ComponentProps<typeof KeepingFrame>, 'backTo'>>
  say: (word: Word) => string
  saidWhenSaved: (name: string) => string
  list: ComponentProps<typeof ListStates>['list']
  rows: readonly Row[]
  mayAdd: boolean
  /** The form of one of them, or of a new one. */
  formOf: (row: Row | null, done: { onClose: () => void; onSaved: (name: string) => void }) => ReactNode
  /** The rows, each with what opens it. */
  children: (panel: ReturnType<typeof usePanel>) => ReactNode
}

/** Things that are kept in a list: one is opened beside it or added, and what was saved is told above it. */
export const KeptList = <Row extends { readonly id: string }>(props: KeptListProps<Row>) => {
  const { Frame, say, saidWhenSaved, list, rows, mayAdd, formOf, children } = props
  const panel = usePanel()
  const [saved, setSaved] = useState<string | null>(null)
  const open = rows.find(({ id }) => id === panel.open) ?? null
  const onSaved = (name: string) => {
    panel.close()
    setSaved(name)
  }
  return (
    <Frame
      title={say('title')}
      intro={say('intro')}
      aside={
        mayAdd ? (
          <Button kind="primary" aria-expanded={panel.open === 'new'} onClick={panel.opener('new')}>
            {say('new')}
          </Button>
        ) : undefined
      }
      panel={
        panel.open === 'new' || open !== null ? (
          <Fragment key={panel.open}>{formOf(open, { onClose: panel.close, onSaved })}</Fragment>
        ) : null
      }
    >
      {saved === null ? null : <Told key={saved}>{saidWhenSaved(saved)}</Told>}
      <ListStates
        list={list}
        count={rows.length}
        empty={<EmptyState title={say('empty')}>{say('emptyHint')}</EmptyState>}
      >
        {children(panel)}
      </ListStates>
    </Frame>
  )
}
