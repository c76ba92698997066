'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { fillIn } from '#domain/aftercare/text.ts'
import type { Preview } from '#features/aftercare-plan/schema.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { SelectField } from '#ui/kit/Field.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { languageName } from '#words/language-name.ts'
import { type Locale, locales } from '#words/locale.ts'
import { formatDateTime } from '#words/time.ts'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import classes from './policies.module.css'

/** A version as the patient of a real visit would get it: as a mail, as a text message and on paper. */
export const AftercarePreview = ({ versionId }: { versionId: string }) => {
  const t = useTranslations('policy.aftercare.try')
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [messageId, setMessageId] = useState<string | null>(null)
  const [locale, setLocale] = useState<Locale | null>(null)
  const shown = useQuery({
    ...trpc.aftercarePlan.preview.queryOptions({ versionId, messageId: messageId ?? '', locale }),
    enabled: messageId !== null,
  })
  return (
    <details className={classes.preview} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('preview')}</summary>
      {open ? (
        <div className={classes.pair}>
          <WhichVisit value={messageId} onChange={setMessageId} />
          <WhichLanguage value={locale} onChange={setLocale} />
        </div>
      ) : null}
      {messageId === null ? null : shown.data === undefined ? (
        <NotYet query={shown} rows={6} />
      ) : (
        <AsRead preview={shown.data} versionId={versionId} />
      )}
    </details>
  )
}

const WhichVisit = ({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) => {
  const t = useTranslations('policy.aftercare.try')
  const trpc = useTRPC()
  const { locale } = usePlace()
  const list = useQuery(trpc.aftercarePlan.visits.queryOptions({}))
  if (list.data === undefined) return <NotYet query={list} rows={2} />
  if (list.data.visits.length === 0) return <p>{t('noVisit')}</p>
  return (
    <SelectField
      label={t('visit')}
      required
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : currentTarget.value)}
    >
      <option value="">{t('chooseVisit')}</option>
      {list.data.visits.map(({ messageId, patientName: name, startsAt, timeZone: zone, chestWarning }) => {
        const day = formatDateTime(Date.parse(startsAt), { locale, zone })
        return (
          <option key={messageId} value={messageId}>
            {t(chestWarning ? 'nearLung' : 'elsewhere', { name, day })}
          </option>
        )
      })}
    </SelectField>
  )
}

const WhichLanguage = ({ value, onChange }: { value: Locale | null; onChange: (locale: Locale | null) => void }) => {
  const t = useTranslations('policy.aftercare.try')
  const { locale } = usePlace()
  return (
    <SelectField
      label={t('language')}
      required
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(locales.find((one) => one === currentTarget.value) ?? null)}
    >
      <option value="">{t('ownLanguage')}</option>
      {locales.map((one) => (
        <option key={one} value={one}>
          {languageName(one, locale)}
        </option>
      ))}
    </SelectField>
  )
}

const AsRead = ({ preview, versionId }: { preview: Preview; versionId: string }) => {
  const t = useTranslations('policy.aftercare.try')
  const { text, locale, messageId } = preview
  const paper = `/api/leaflet/preview/${versionId}?message=${messageId}&language=${locale}`
  return (
    <>
      <h3>{t('asMail')}</h3>
      <div className={classes.mail} lang={locale}>
        <p className={classes.quiet}>{t('subjectIs', { subject: text.subject })}</p>
        {[text.greeting, text.intro, text.treated]
          .filter((one) => one !== '')
          .map((one) => (
            <p key={one}>
              <bdi>{one}</bdi>
            </p>
          ))}
        {text.sections.map(({ key, heading, text: words, urgent }) => (
          <div key={key} data-urgent={urgent}>
            <h4>
              {urgent ? <Icon name="alert" size={16} /> : null}
              {heading}
            </h4>
            <p>{words}</p>
          </div>
        ))}
        <p>{text.closing}</p>
        {text.demoNote === '' ? null : <p className={classes.quiet}>{text.demoNote}</p>}
      </div>
      <h3>{t('asSms')}</h3>
      <p className={classes.sms} lang={locale}>
        {fillIn(text.sms, { link: new URL(`/c/${preview.clinic.slug}/aftercare/${messageId}`, location.href).href })}
      </p>
      <h3>{t('onPaper')}</h3>
      <div>
        <LinkButton href={paper} target="_blank" rel="noreferrer">
          {t('openPaper')}
        </LinkButton>
      </div>
    </>
  )
}
