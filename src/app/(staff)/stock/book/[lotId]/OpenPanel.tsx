'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '../../../../providers/trpc.ts'
import { EditPanel } from '../../../keeping/EditPanel.tsx'
import { SelectField } from '../../../keeping/fields.tsx'
import { useSave } from '../../../keeping/use-save.ts'
import { usePlaceName } from '../../use-place-name.ts'
import type { DeedProps } from './DeedPanel.tsx'

/** Opens a box of the lot in a room. */
export const OpenPanel = ({ book: { lot }, onClose, onSaved }: DeedProps) => {
  const t = useTranslations('needles.book')
  const trpc = useTRPC()
  const nameOf = usePlaceName()
  const rooms = useQuery(trpc.stock.places.queryOptions()).data?.places.filter(({ kind }) => kind === 'room') ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const room = rooms.find(({ id }) => id === chosen) ?? rooms[0]
  const saving = useSave(trpc.stock.open.mutationOptions(), ({ needles }) =>
    onSaved(t('opened', { room: room === undefined ? '' : nameOf(room), needles })),
  )
  return (
    <EditPanel
      title={t('deed.open')}
      action={t('open.action')}
      saving={saving}
      onClose={onClose}
      onSave={() => (room === undefined ? undefined : saving.send({ lotId: lot.id, placeId: room.id }))}
    >
      <p>{t('open.what')}</p>
      <SelectField
        label={t('open.room')}
        value={room?.id ?? ''}
        onChange={setChosen}
        choices={rooms.map((place) => ({ value: place.id, label: nameOf(place) }))}
      />
    </EditPanel>
  )
}
