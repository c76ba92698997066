'use client'

import { useTranslations } from 'use-intl/react'
import classes from './body-map.module.css'

interface SwatchProps {
  state: 'available' | 'chosen' | 'resting' | 'held' | 'risk'
}

const Swatch = ({ state }: SwatchProps) => (
  <svg viewBox="0 0 18 18" aria-hidden="true" focusable="false">
    <g
      className={classes.area}
      data-chosen={state === 'chosen'}
      data-resting={state === 'resting'}
      data-held={state === 'held'}
    >
      <rect className={classes.muscle} x="1" y="1" width="16" height="16" rx="4" />
      {state === 'chosen' ? <path className={classes.mark} d="M5 9.5l3 3 5-6" /> : null}
      {state === 'resting' ? <path className={classes.hatchLine} d="M4 10l6-6M4 16l12-12M10 16l6-6" /> : null}
      {state === 'held' ? (
        <path className={classes.heldLine} d="M4 10l6-6M4 16l12-12M10 16l6-6M4 4l12 12M4 10l6 6M10 4l6 6" />
      ) : null}
      {state === 'risk' ? <rect className={classes.risk} x="3.5" y="3.5" width="11" height="11" rx="3" /> : null}
    </g>
  </svg>
)

interface BodyMapLegendProps {
  resting: boolean
  held: boolean
  risk: boolean
}

/** What the looks mean, in words; only what this map shows. */
export const BodyMapLegend = ({ resting, held, risk }: BodyMapLegendProps) => {
  const t = useTranslations('body')
  return (
    <ul className={classes.legend}>
      <li>
        <Swatch state="available" />
        {t('keyAvailable')}
      </li>
      <li>
        <Swatch state="chosen" />
        {t('keyChosen')}
      </li>
      {resting ? (
        <li>
          <Swatch state="resting" />
          {t('keyResting')}
        </li>
      ) : null}
      {held ? (
        <li>
          <Swatch state="held" />
          {t('keyHeld')}
        </li>
      ) : null}
      {risk ? (
        <li>
          <Swatch state="risk" />
          {t('keyRisk')}
        </li>
      ) : null}
    </ul>
  )
}
