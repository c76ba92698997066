import Link from 'next/link'
import { statusLooks } from '#ui/clinic/status-look.ts'
import { requestWords } from '../../request.ts'
import { type OwnVisit, whenWords } from './own-visit.ts'
import classes from './pages.module.css'

interface VisitCardProps {
  visit: OwnVisit
  href: string
  /** Says for whom it is: who acts for several people needs to know. */
  named: boolean
  nowMs: number
}

export const VisitCard = async ({ visit, href, named, nowMs }: VisitCardProps) => {
  const t = await requestWords()
  const { status, cancellation, startIso, timeZone, serviceName, practitionerName, patientName } = visit
  const declined = cancellation !== null && cancellation.declined !== null
  return (
    <Link className={classes.card} href={href} prefetch={false}>
      {named ? (
        <span className={classes.cardWho}>
          <bdi>{patientName}</bdi>
        </span>
      ) : null}
      <span className={classes.cardMain}>{await whenWords(startIso, timeZone, nowMs)}</span>
      <span className={classes.cardMore}>
        {serviceName} {t('portal.with', { practitioner: practitionerName })}
      </span>
      {status === 'booked' ? null : (
        <span className={classes.cardState}>
          {declined ? t('portal.visit.declined') : t(`visit.status.${statusLooks[status].key}`)}
        </span>
      )}
    </Link>
  )
}
