'use client'

import { useTranslations } from 'use-intl/react'
import type { Fits } from '#domain/aftercare/plan.ts'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { riskKeys } from '#ui/clinic/body-map/area-words.ts'
import { ManyField } from '../../../keeping/fields.tsx'
import classes from '../policies.module.css'
import { useAftercareNames } from '../use-aftercare-words.ts'
import { AreasField, TechniquesField } from './NeedlingFields.tsx'

type Asked = ContentOf<'aftercare-plan'>['fits']

interface FitsFieldsProps {
  value: Asked
  onChange: (value: Asked) => void
}

const ZONES = Object.keys(riskKeys) as Fits['riskZones'][number][]

/** Of which visits something is: nothing chosen, every visit with needles. */
export const FitsFields = ({ value, onChange }: FitsFieldsProps) => {
  const t = useTranslations('policy.aftercare')
  const body = useTranslations('body')
  const names = useAftercareNames()
  const set = (change: Partial<Asked>) => onChange({ ...value, ...change })
  return (
    <div className={classes.stack}>
      <TechniquesField
        label={t('techniques')}
        value={value.techniques}
        onChange={(techniques) => set({ techniques })}
      />
      <ManyField
        label={t('riskZones')}
        empty={null}
        choices={ZONES.map((one) => ({ value: one, label: body(riskKeys[one]) }))}
        value={value.riskZones}
        onChange={(chosen) => set({ riskZones: ZONES.filter((one) => chosen.includes(one)) })}
      />
      <ManyField
        label={t('flags')}
        empty={null}
        choices={names.flags.map((one) => ({ value: one, label: names.flag(one) }))}
        value={value.flags}
        onChange={(chosen) => set({ flags: [...chosen] })}
      />
      <ManyField
        label={t('services')}
        empty={null}
        choices={names.services.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.serviceIds}
        onChange={(chosen) => set({ serviceIds: [...chosen] })}
      />
      <AreasField hint={t('areasHint')} value={value.areaIds} onChange={(areaIds) => set({ areaIds })} />
    </div>
  )
}
