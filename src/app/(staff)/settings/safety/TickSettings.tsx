'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { TickSetup } from '#features/clean-technique/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { SelectField, TextField } from '#ui/kit/Field.tsx'
import { ApiNotice, NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useSave } from '../../keeping/use-save.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import classes from './safety.module.css'

const MOMENTS = ['before', 'during', 'after'] as const
const EMPTY = { en: '', de: '', moment: 'before' as (typeof MOMENTS)[number], source: '' }

/** What is ticked at each visit: in the clinic's own few words. */
export const TickSettings = () => {
  const t = useTranslations('safety.clean')
  const trpc = useTRPC()
  const { locale } = usePlace()
  const setup = useQuery(trpc.cleanTechnique.setup.queryOptions())
  const [draft, setDraft] = useState(EMPTY)
  const saving = useSave(trpc.cleanTechnique.save.mutationOptions(), () => setDraft(EMPTY))
  const add = (event: FormEvent) => {
    event.preventDefault()
    const { en, de, moment, source } = draft
    saving.send({ existing: null, label: { en, de }, moment, source, active: true })
  }
  const turn = ({ id, version, label, moment, source, active }: TickSetup) =>
    saving.send({ existing: { id, version }, label, moment, source, active: !active })
  return (
    <section className={classes.section} aria-labelledby="safety-ticks">
      <h2 id="safety-ticks">{t('setupTitle')}</h2>
      {setup.data === undefined ? <NotYet query={setup} rows={5} /> : null}
      <ul className={classes.rows}>
        {setup.data?.ticks.map((tick) => (
          <li key={tick.id} className={classes.tick}>
            <span>
              {tick.label[locale]} · {t(`moment.${tick.moment}`)}
              {tick.active ? null : ` · ${t('givenUp')}`}
            </span>
            <Button kind="quiet" busy={saving.busy} onClick={() => turn(tick)}>
              {t(tick.active ? 'retire' : 'restore', { label: tick.label[locale] })}
            </Button>
          </li>
        ))}
      </ul>
      <form className={classes.form} onSubmit={add}>
        <TextField
          label={t('en')}
          value={draft.en}
          maxLength={120}
          required
          onChange={({ currentTarget }) => setDraft({ ...draft, en: currentTarget.value })}
        />
        <TextField
          label={t('de')}
          value={draft.de}
          maxLength={120}
          required
          onChange={({ currentTarget }) => setDraft({ ...draft, de: currentTarget.value })}
        />
        <SelectField
          label={t('when')}
          value={draft.moment}
          required
          onChange={({ currentTarget }) =>
            setDraft({ ...draft, moment: MOMENTS.find((one) => one === currentTarget.value) ?? 'before' })
          }
        >
          {MOMENTS.map((moment) => (
            <option key={moment} value={moment}>
              {t(`moment.${moment}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('source')}
          value={draft.source}
          maxLength={500}
          required
          onChange={({ currentTarget }) => setDraft({ ...draft, source: currentTarget.value })}
        />
        {saving.error === null ? null : <ApiNotice error={saving.error} />}
        <div>
          <Button type="submit" busy={saving.busy}>
            {t('add')}
          </Button>
        </div>
      </form>
    </section>
  )
}
