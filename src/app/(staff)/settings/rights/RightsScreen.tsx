'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CheckField } from '#ui/kit/Field.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import { Told } from '../../keeping/ListStates.tsx'
import { useSave } from '../../keeping/use-save.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { type Privacy, PrivacyForm } from './PrivacyForm.tsx'

interface RightsProps {
  deskMayOverride: boolean
  asksDepthAndAngle: boolean
  privacy: Privacy
}

/** What a clinic may widen. A switch is saved when it is thrown, and thrown back as easily. */
export const RightsScreen = ({ deskMayOverride, asksDepthAndAngle, privacy }: RightsProps) => {
  const t = useTranslations('settings.rights')
  const trpc = useTRPC()
  const [saved, setSaved] = useState<boolean | null>(null)
  const saving = useSave(trpc.clinic.allowOverride.mutationOptions(), (now) => setSaved(now.deskMayOverride))
  const [thrown, setThrown] = useState(deskMayOverride)
  // what could not be saved is thrown back
  const allowed = saving.error === null ? thrown : (saved ?? deskMayOverride)
  return (
    <SettingsFrame title={t('title')} intro={t('intro')}>
      <div className={edit.switch}>
        <CheckField
          label={t('desk')}
          checked={allowed}
          aria-busy={saving.busy}
          aria-describedby="desk-override-hint"
          onChange={({ currentTarget }) => {
            setThrown(currentTarget.checked)
            saving.send({ allowed: currentTarget.checked })
          }}
        />
        <p id="desk-override-hint" className={edit.quiet}>
          {t('deskHint')}
        </p>
      </div>
      {saving.error === null ? null : <ApiNotice error={saving.error} />}
      {saved === null ? null : <Told key={String(saved)}>{t(saved ? 'on' : 'off')}</Told>}
      <AskedDetail asksDepthAndAngle={asksDepthAndAngle} />
      <PrivacyForm privacy={privacy} />
    </SettingsFrame>
  )
}

/** Whether depth and angle are asked for of every needling. */
const AskedDetail = ({ asksDepthAndAngle }: { asksDepthAndAngle: boolean }) => {
  const t = useTranslations('needling.settings')
  const trpc = useTRPC()
  const [saved, setSaved] = useState<boolean | null>(null)
  const saving = useSave(trpc.clinic.askDetail.mutationOptions(), (now) => setSaved(now.asksDepthAndAngle))
  const [thrown, setThrown] = useState(asksDepthAndAngle)
  const asked = saving.error === null ? thrown : (saved ?? asksDepthAndAngle)
  return (
    <>
      <h2>{t('title')}</h2>
      <div className={edit.switch}>
        <CheckField
          label={t('depthAndAngle')}
          checked={asked}
          aria-busy={saving.busy}
          aria-describedby="ask-detail-hint"
          onChange={({ currentTarget }) => {
            setThrown(currentTarget.checked)
            saving.send({ asked: currentTarget.checked })
          }}
        />
        <p id="ask-detail-hint" className={edit.quiet}>
          {t('hint')}
        </p>
      </div>
      {saving.error === null ? null : <ApiNotice error={saving.error} />}
      {saved === null ? null : <Told key={String(saved)}>{t(saved ? 'on' : 'off')}</Told>}
    </>
  )
}
