'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { paperFor } from '#domain/encounter/consent-parts.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { riskKeys } from '#ui/clinic/body-map/area-words.ts'
import { ConsentPaper } from '#ui/clinic/ConsentPaper.tsx'
import { SelectField } from '#ui/kit/Field.tsx'
import { languageName } from '#words/language-name.ts'
import { locales } from '#words/locale.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import classes from './policies.module.css'

/** The paper as the patient will read it, with every risk that a place can bring. */
export const ConsentPreview = ({ parts }: { parts: ContentOf<'consent'>['parts'] }) => {
  const t = useTranslations('policy.consent')
  const name = useTranslations('technique.name')
  const place = usePlace()
  const [technique, setTechnique] = useState<string>(NEEDLING_TECHNIQUES[0])
  const [locale, setLocale] = useState(place.locale)
  const paper = paperFor(parts, technique, Object.keys(riskKeys))
  return (
    <details className={classes.preview}>
      <summary>{t('preview')}</summary>
      <div className={classes.pair}>
        <SelectField
          label={t('previewTechnique')}
          required
          value={technique}
          onChange={({ currentTarget }) => setTechnique(currentTarget.value)}
        >
          {NEEDLING_TECHNIQUES.map((one) => (
            <option key={one} value={one}>
              {name(one)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('previewLanguage')}
          required
          value={locale}
          onChange={({ currentTarget }) => setLocale(locales.find((one) => one === currentTarget.value) ?? locale)}
        >
          {locales.map((one) => (
            <option key={one} value={one}>
              {languageName(one, place.locale)}
            </option>
          ))}
        </SelectField>
      </div>
      {/* as it reads once it is approved, for nobody reads it before */}
      <ConsentPaper parts={paper.map((part) => ({ ...part, source: '', approvedBy: '' }))} locale={locale} />
      <ConsentFoot parts={paper} locale={locale} />
    </details>
  )
}

const ConsentFoot = ({ parts, locale }: { parts: ContentOf<'consent'>['parts']; locale: 'en' | 'de' }) => (
  <div lang={locale}>
    {parts
      .filter(({ part }) => part === 'agree' || part === 'assent')
      .map(({ part, words }) => (
        <p key={part} className={classes.foot}>
          {words[locale]}
        </p>
      ))}
  </div>
)
