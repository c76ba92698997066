'use client'

import { useTranslations } from 'use-intl/react'
import type { RoomSetup } from '#features/room/schema.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import { KeptList } from '../../keeping/KeptList.tsx'
import classes from '../../keeping/keeping.module.css'
import type { usePanel } from '../../keeping/use-panel.ts'
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
  return (
    <KeptList
      Frame={SettingsFrame}
      say={(word) => t(word)}
      saidWhenSaved={(name) => t('saved', { name })}
      list={list}
      rows={rooms}
      mayAdd={mayEdit && locations.length > 0}
      formOf={(room, done) => <RoomPanel room={room} locations={locations} mayEdit={mayEdit} {...done} />}
    >
      {(panel) => <RoomTable rooms={rooms} panel={panel} />}
    </KeptList>
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
