'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { SelectField } from '../../keeping/fields.tsx'
import { useSave } from '../../keeping/use-save.ts'

/** Gives a practitioner a bag for home visits: a place of its own in the book. */
export const BagPanel = ({ onClose, onSaved }: { onClose: () => void; onSaved: (placeId: string) => void }) => {
  const t = useTranslations('needles.place')
  const trpc = useTRPC()
  const people = useQuery(trpc.clinic.setting.queryOptions()).data?.practitioners ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const practitionerId = chosen ?? people[0]?.id ?? ''
  const saving = useSave(trpc.stock.addBag.mutationOptions(), ({ placeId }) => onSaved(placeId))
  return (
    <EditPanel
      title={t('addBag')}
      action={t('addBag')}
      saving={saving}
      onClose={onClose}
      onSave={() => saving.send({ practitionerId })}
    >
      <SelectField
        label={t('carriedBy')}
        value={practitionerId}
        onChange={setChosen}
        choices={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </EditPanel>
  )
}
