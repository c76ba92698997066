'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { WithholdReason } from '#domain/aftercare/sending.ts'
import type { Notice } from '#features/visit-notice/schema.ts'
import { Icon, type IconName } from '#ui/kit/Icon.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { MoreRows } from '../../MoreRows.tsx'
import { useDesk } from '../desk-context.ts'
import classes from '../panel.module.css'

const PAGE = 10

/** What the patient was told of a visit, and will be: that it went out or why not, never what it says of a treatment. */
export const VisitMessages = ({ visitId }: { visitId: string }) => {
  const t = useTranslations('sent')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useInfiniteQuery({
    queryKey: [...trpc.visitNotice.ofVisit.pathKey(), visitId],
    queryFn: ({ pageParam, signal }) =>
      api.visitNotice.ofVisit.query({ appointmentId: visitId, cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? []
  return (
    <section className={classes.section} aria-label={t('title')}>
      <p className={classes.question}>{t('title')}</p>
      {list.error && notices.length === 0 ? <ApiNotice error={list.error} /> : null}
      {list.isSuccess && notices.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      {notices.length === 0 ? null : (
        <ul className={classes.messages}>
          {notices.map((notice) => (
            <OneMessage key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
      <MoreRows list={list} />
    </section>
  )
}

type Standing = 'due' | 'sending' | 'sent' | 'delivered' | 'unknown' | 'failed' | 'withheld'

const ICONS: Readonly<Record<Standing, IconName>> = {
  due: 'clock',
  sending: 'clock',
  sent: 'check',
  delivered: 'check',
  unknown: 'alert',
  failed: 'alert',
  withheld: 'slash',
}

/** What can stand in the way of a message, as a person says it. */
const WHY = [
  ...(['erased', 'entered-in-error', 'cancelled', 'not-cancelled', 'noshow', 'not-missed', 'too-late'] as const),
  ...(['nothing-needled', 'moved', 'nothing-changed', 'nothing-to-sign', 'too-many', 'wrong-person'] as const),
  ...(['stopped', 'not-agreed', 'landline', 'no-address', 'later-visit'] as const),
] satisfies readonly WithholdReason[]

/** What came back later weighs more than that it went out. */
const standingOf = ({ status, delivery }: Notice): Standing => {
  if (status !== 'sent') return status
  if (delivery === 'undelivered' || delivery === 'bounced') return 'failed'
  return delivery === 'delivered' ? 'delivered' : 'sent'
}

const OneMessage = ({ notice }: { notice: Notice }) => {
  const t = useTranslations('sent')
  const { time, nowMs } = useDesk()
  const standing = standingOf(notice)
  const at = (iso: string) => formatDateTime(Date.parse(iso), time, { nowMs })
  const way = t(`channel.${notice.channel}`)
  const values = {
    due: { when: at(notice.dueIso) },
    sent: { when: at(notice.sentIso ?? notice.dueIso), way },
    why: { why: t(`why.${WHY.find((known) => known === notice.reason) ?? 'other'}`) },
  }
  return (
    <li data-state={standing}>
      <Icon name={ICONS[standing]} size={16} />
      <span>
        <strong>{t(`kind.${notice.kind}`)}</strong>{' '}
        <span className={classes.quiet}>
          {standing === 'due' ? t('state.due', values.due) : null}
          {standing === 'sending' ? t('state.sending') : null}
          {standing === 'sent' || standing === 'delivered' ? t(`state.${standing}`, values.sent) : null}
          {standing === 'unknown' || standing === 'failed' ? t(`state.${standing}`, { way }) : null}
          {standing === 'withheld' ? t('state.withheld', values.why) : null}
        </span>
      </span>
    </li>
  )
}
