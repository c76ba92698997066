import type { ReactNode } from 'react'
import { CONTENT_ID } from '../content-id.ts'
import { Mark } from '../Mark.tsx'
import { ClearOfBars } from './ClearOfBars.tsx'
import { SkipLink } from './SkipLink.tsx'
import classes from './shell.module.css'

interface PatientShellProps {
  /** The clinic's own name: a patient comes to a clinic, not to a product. */
  clinicName: string
  homeHref: string
  tools?: ReactNode
  /** How to reach the clinic, and what to do in an emergency. */
  foot?: ReactNode
  children: ReactNode
}

/** The roomy frame of the patients' pages: one column, one question a screen, no script needed to read it. */
export const PatientShell = ({ clinicName, homeHref, tools, foot, children }: PatientShellProps) => (
  <div className={classes.patient} data-audience="patient">
    <SkipLink />
    <ClearOfBars />
    <header className={classes.patientHead}>
      <div className={classes.measure}>
        <a className={classes.brand} href={homeHref}>
          <Mark className={classes.brandMark} />
          <bdi>{clinicName}</bdi>
        </a>
        {tools}
      </div>
    </header>
    <main id={CONTENT_ID} className={classes.patientMain} tabIndex={-1}>
      {children}
    </main>
    {foot ? (
      <footer className={classes.patientFoot}>
        <div className={classes.measure}>{foot}</div>
      </footer>
    ) : null}
  </div>
)
