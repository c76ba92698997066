'use client'

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { parseScan } from '#domain/lot/gs1.ts'
import { localDateOf } from '#domain/time/zone.ts'
import type { ScannedLot } from '#features/lot/schema.ts'
import {
  ANOTHER,
  type FoundBoxFaults,
  type FoundBoxForm,
  faultsOf,
  formOf,
  foundBoxOf,
  productOf,
} from '#ui/clinic/needling/found-box.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, SelectField, TextField } from '#ui/kit/Field.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { useProducts } from './use-products.ts'

/** The head of the form, where whoever opened it is taken. */
export const FOUND_TITLE_ID = 'found-box'

/** Asks what can be read of a box whose needles are in already, filled in from its label where that could be read. */
export const FoundBox = ({ raw }: { raw: string | null }) => {
  const t = useTranslations('practitioner.visit.found')
  const { data, nowMs, found } = useVisit()
  const { zone } = usePlace()
  const api = useTRPCClient()
  const form = useRef<HTMLFormElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const { products, complete, failed } = useProducts()
  const [label] = useState(() => (raw === null ? null : parseScan(raw, { today: localDateOf(nowMs, zone) })))
  const [typed, setTyped] = useState(() => formOf(label))
  const [faults, setFaults] = useState<FoundBoxFaults>({})
  const entry = useEntry((input: Parameters<typeof api.lot.alreadyIn.mutate>[0]) => api.lot.alreadyIn.mutate(input))
  const box = { ...typed, product: typed.product || (complete ? productOf(label, products) : '') }
  const change = (changed: Partial<FoundBoxForm>) => {
    setTyped({ ...typed, ...changed })
    setFaults(Object.fromEntries(Object.entries(faults).filter(([field]) => !(field in changed))))
  }
  useEffect(() => {
    title.current?.focus()
  }, [])
  const close = (saved: ScannedLot | null) => {
    if (saved !== null) found.finish(saved)
    return saved
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = faultsOf(box)
    setFaults(wrong)
    // after the sentences have been drawn
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
    if (Object.keys(wrong).length > 0) return
    close(await entry.send({ encounterId: encounterIdOf(data), ...foundBoxOf(box), raw }))
  }
  const again = async () => close(await entry.again())
  const need = (field: keyof FoundBoxFaults) => {
    const fault = faults[field]
    return fault === undefined ? undefined : t(`need.${fault}`)
  }
  return (
    <form
      ref={form}
      className={classes.found}
      onSubmit={(event) => void save(event)}
      noValidate
      aria-labelledby={FOUND_TITLE_ID}
    >
      <h3 id={FOUND_TITLE_ID} ref={title} tabIndex={-1}>
        {t('title')}
      </h3>
      <p className={classes.hint}>{t('hint')}</p>
      <fieldset className={classes.foundFields} disabled={entry.unsent}>
        <SelectField
          label={t('product')}
          hint={failed ? t('notListed') : undefined}
          error={need('product')}
          value={box.product}
          required
          onChange={(event) => change({ product: event.currentTarget.value })}
        >
          <option value="">{t('choose')}</option>
          {products.map(({ productId, name, diameterMm, lengthMm }) => (
            <option key={productId} value={productId}>
              {t('choice', { name, diameter: diameterMm.toFixed(2), length: lengthMm })}
            </option>
          ))}
          <option value={ANOTHER}>{t('another')}</option>
        </SelectField>
        {box.product === ANOTHER ? <OtherNeedle box={box} change={change} need={need} /> : null}
        <KnownOrNot
          unknown={box.lotUnknown}
          unknownLabel={t('lotUnknown')}
          onUnknown={(lotUnknown) => change({ lotUnknown, lotNumber: box.lotNumber })}
        >
          <TextField
            label={t('lot')}
            error={need('lotNumber')}
            value={box.lotUnknown ? '' : box.lotNumber}
            disabled={box.lotUnknown}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
            onChange={(event) => change({ lotNumber: event.currentTarget.value })}
          />
        </KnownOrNot>
        <KnownOrNot
          unknown={box.expiryUnknown}
          unknownLabel={t('expiryUnknown')}
          onUnknown={(expiryUnknown) => change({ expiryUnknown, expiryDate: box.expiryDate })}
        >
          <TextField
            type="date"
            label={t('expiry')}
            error={need('expiryDate')}
            value={box.expiryUnknown ? '' : box.expiryDate}
            disabled={box.expiryUnknown}
            min="1900-01-01"
            max="2200-12-31"
            required
            onChange={(event) => change({ expiryDate: event.currentTarget.value })}
          />
        </KnownOrNot>
      </fieldset>
      <EntryNotice entry={{ ...entry, again }} />
      <div className={classes.bigActions}>
        <Button type="submit" kind="primary" busy={entry.saving} disabled={entry.unsent}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={() => found.finish(null)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

interface OtherNeedleProps {
  box: FoundBoxForm
  change: (changed: Partial<FoundBoxForm>) => void
  need: (field: keyof FoundBoxFaults) => string | undefined
}

/** A needle that is on no list: its name and size as they stand on the box. */
const OtherNeedle = ({ box, change, need }: OtherNeedleProps) => {
  const t = useTranslations('practitioner.visit.found')
  return (
    <>
      <TextField
        label={t('name')}
        error={need('name')}
        value={box.name}
        maxLength={100}
        autoComplete="off"
        required
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {(['diameter', 'length'] as const).map((field) => (
        <TextField
          key={field}
          label={t(field)}
          hint={t(`${field}Hint`)}
          error={need(field)}
          value={box[field]}
          inputMode="decimal"
          maxLength={8}
          autoComplete="off"
          required
          onChange={(event) => change({ [field]: event.currentTarget.value })}
        />
      ))}
    </>
  )
}

interface KnownOrNotProps {
  unknown: boolean
  unknownLabel: string
  onUnknown: (unknown: boolean) => void
  children: ReactNode
}

/** A field, or that nobody can say. */
const KnownOrNot = ({ unknown, unknownLabel, onUnknown, children }: KnownOrNotProps) => (
  <div className={classes.knownOrNot}>
    {children}
    <CheckField label={unknownLabel} checked={unknown} onChange={(event) => onUnknown(event.currentTarget.checked)} />
  </div>
)
