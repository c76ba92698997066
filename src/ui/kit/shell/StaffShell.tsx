import type { ReactNode } from 'react'
import { CONTENT_ID } from '../content-id.ts'
import { Mark } from '../Mark.tsx'
import { ClearOfBars } from './ClearOfBars.tsx'
import { SkipLink } from './SkipLink.tsx'
import classes from './shell.module.css'

interface StaffShellProps {
  product: string
  homeHref: string
  /** Where one is signed in; shown beside the product's name. */
  place?: ReactNode
  /** Links; the present one carries `aria-current="page"`. */
  nav?: ReactNode
  navLabel: string
  /** Search, live sign, person: the end of the head. */
  tools?: ReactNode
  children: ReactNode
}

/** The dense frame of the staff's screens: one head, no side bar, everything else is the day. */
export const StaffShell = ({ product, homeHref, place, nav, navLabel, tools, children }: StaffShellProps) => (
  <div className={classes.staff} data-audience="staff">
    <SkipLink />
    <ClearOfBars />
    <header className={classes.staffHead}>
      <a className={classes.brand} href={homeHref}>
        <Mark className={classes.brandMark} />
        <span>{product}</span>
        {place ? <span className={classes.place}>{place}</span> : null}
      </a>
      {nav ? (
        <nav className={classes.nav} aria-label={navLabel}>
          {nav}
        </nav>
      ) : null}
      <div className={classes.tools}>{tools}</div>
    </header>
    <main id={CONTENT_ID} className={classes.staffMain} tabIndex={-1}>
      {children}
    </main>
  </div>
)

interface WithPanelProps {
  children: ReactNode
  /** Beside the work on a wide screen, below it on a narrow one; never over it. */
  panel: ReactNode | null
  panelLabel: string
}

export const WithPanel = ({ children, panel, panelLabel }: WithPanelProps) => (
  <div className={classes.withPanel} data-open={panel !== null}>
    <div className={classes.work}>{children}</div>
    {panel === null ? null : (
      <aside className={classes.panel} aria-label={panelLabel}>
        {panel}
      </aside>
    )}
  </div>
)
