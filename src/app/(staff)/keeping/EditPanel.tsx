'use client'

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiNotice } from '../../providers/ApiProblem.tsx'
import { Affected } from './Affected.tsx'
import classes from './edit.module.css'
import type { Saving } from './use-save.ts'

interface EditPanelProps {
  title: string
  /** What the button says it does; null where these eyes only read. */
  action: string | null
  saving: Pick<
    Saving,
    'busy' | 'error' | 'affected' | 'affectedCount' | 'lookOn' | 'lookError' | 'isStale' | 'isAtFields'
  >
  onSave: (affectedSeen: number | null) => void
  onClose: () => void
  /** Takes what somebody else has saved meanwhile in place of what was typed. */
  onTakeTheirs?: () => void
  children: ReactNode
  /** Further actions, beside the first. */
  more?: ReactNode
}

/** What is wrong with a field: the field itself, or what is said below a group of them. */
const AT_FIELD = '[aria-invalid="true"], [data-fault="true"]'

/** A form beside its list. What was typed stays until it is saved or closed; Escape closes. */
export const EditPanel = ({ title, action, saving, onSave, onClose, onTakeTheirs, children, more }: EditPanelProps) => {
  const t = useTranslations('settings.edit')
  const form = useRef<HTMLFormElement>(null)
  const problem = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input:enabled, select:enabled, textarea:enabled')
    ;(first ?? form.current?.querySelector('h2'))?.focus()
  }, [])
  const { error, affected } = saving
  useEffect(() => {
    // affected visits take the focus themselves
    if (error === null || affected !== null) return
    const atField = form.current?.querySelector<HTMLElement>(AT_FIELD)
    ;(atField ?? problem.current)?.focus()
  }, [error, affected])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(null)
    // what cannot be sent as it is stands at its field: there one goes on
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(AT_FIELD)?.focus())
  }
  return (
    <form
      ref={form}
      className={classes.panel}
      onSubmit={submit}
      noValidate
      aria-label={title}
      onKeyDown={({ key }) => (key === 'Escape' ? onClose() : undefined)}
    >
      <div className={classes.head}>
        <h2 tabIndex={-1}>{title}</h2>
        <Button kind="quiet" onClick={onClose} aria-label={t('close')} aria-keyshortcuts="Escape">
          <Icon name="close" />
        </Button>
      </div>
      <fieldset className={classes.fields} disabled={action === null}>
        {children}
      </fieldset>
      <div ref={problem} tabIndex={-1} className={classes.problem}>
        {saving.affected !== null ? (
          <Affected saving={saving} onSave={onSave} />
        ) : error === null || saving.isAtFields ? null : (
          <ApiNotice error={error} />
        )}
        {saving.isStale && onTakeTheirs ? (
          <Notice tone="info" title={t('stale')}>
            <Button onClick={onTakeTheirs}>{t('takeTheirs')}</Button>
          </Notice>
        ) : null}
      </div>
      <div className={classes.actions}>
        {action === null || saving.affected !== null ? null : (
          <Button type="submit" kind="primary" busy={saving.busy}>
            {action}
          </Button>
        )}
        <Button kind="quiet" onClick={onClose}>
          {t(action === null ? 'close' : 'leave')}
        </Button>
        {more}
      </div>
    </form>
  )
}
