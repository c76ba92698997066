'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { RoomSetup } from '#features/room/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import classes from '../../keeping/keeping.module.css'
import { ListStates, Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { RoomPanel } from './RoomPanel.tsx'

/** The rooms, each with the places that one patient at a time can have. */
export const RoomsScreen = ({ mayEdit }: { mayEdit: boolean }) => {
  const t = useTranslations('premises.rooms')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows(trpc.room.setup.pathKey(), (page, signal) => api.room.setup.query(page, { signal }))
  const rooms = list.data?.pages.flatMap((page) => page.rooms) ?? []
  const locations = list.data?.pages[0]?.locations ?? []
  const panel = usePanel()
  const [saved, setSaved] = useState<string | null>(null)
  const open = rooms.find(({ id }) => id === panel.open) ?? null
  return (
    <SettingsFrame
      title={t('title')}
      intro={t('intro')}
      aside={
        mayEdit && locations.length > 0 ? (
          <Button kind="primary" aria-expanded={panel.open === 'new'} onClick={panel.opener('new')}>
            {t('new')}
          </Button>
        ) : undefined
      }
      panel={
        panel.open === 'new' || open !== null ? (
          <RoomPanel
            key={panel.open}
            room={open}
            locations={locations}
            mayEdit={mayEdit}
            onClose={panel.close}
            onSaved={(name) => {
              panel.close()
              setSaved(name)
            }}
          />
        ) : null
      }
    >
      {saved === null ? null : <Told key={saved}>{t('saved', { name: saved })}</Told>}
      <ListStates list={list} count={rooms.length} empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}>
        <RoomTable rooms={rooms} panel={panel} />
      </ListStates>
    </SettingsFrame>
  )
}

const RoomTable = ({ rooms, panel }: { rooms: readonly RoomSetup[]; panel: ReturnType<typeof usePanel> }) => {
  const t = useTranslations('premises.rooms')
  const state = useTranslations('settings.edit')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.kind')}</th>
          <th scope="col">{t('column.places')}</th>
          <th scope="col">{t('column.accessible')}</th>
        </tr>
      </thead>
      <tbody>
        {rooms.map(({ id, name, kind, places, accessible, active }) => (
          <tr key={id} data-off={!active}>
            <th scope="row">
              <button
                type="button"
                className={edit.opener}
                aria-expanded={panel.open === id}
                onClick={panel.opener(id)}
              >
                <bdi>{name}</bdi>
              </button>
              {active ? null : <span className={edit.quiet}>{state('retired')}</span>}
            </th>
            <td data-label={t('column.kind')}>{t(kind)}</td>
            <td data-label={t('column.places')}>
              {places.map((place) => (place.active ? place.label : t('off', { name: place.label }))).join(', ')}
            </td>
            <td data-label={t('column.accessible')}>{t(accessible ? 'yes' : 'no')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
