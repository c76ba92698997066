'use client'

import { useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { BodyArea } from '#domain/body/area.ts'
import { VisuallyHidden } from '../../kit/VisuallyHidden.tsx'
import { BodyMapArea } from './BodyMapArea.tsx'
import classes from './body-map.module.css'
import { type BodyView, bodyShapes, sideAt, silhouette, VIEW_BOX } from './body-shapes.ts'
import { type Direction, shapeTowards } from './map-walk.ts'

interface BodyMapViewProps {
  view: BodyView
  known: ReadonlyMap<string, BodyArea>
  selectedIds: readonly string[]
  isWithin: (areaId: string) => boolean
  isResting: (areaId: string) => boolean
  isHeld: (areaId: string) => boolean
  isRisky: (areaId: string) => boolean
  lineOf: (areaId: string) => string
  onPoint: (areaId: string | null) => void
  onToggle: ((areaId: string) => void) | undefined
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** The side words stand beside the legs, where the drawing leaves room. */
const SIDE_WORD = { x: 138, y: 690 } as const

/** One side of the body. One stop of the Tab key; the arrows walk over the body, Enter or Space takes an area. */
export const BodyMapView = (props: BodyMapViewProps) => {
  const { view, selectedIds, onPoint, onToggle } = props
  const t = useTranslations('body')
  const clipId = useId()
  const hatchId = useId()
  const heldId = useId()
  const nodes = useRef(new Map<string, SVGGElement>())
  const [stopId, setStopId] = useState<string | null>(null)
  const [ringId, setRingId] = useState<string | null>(null)
  const shapes = bodyShapes[view].filter(({ areaId }) => props.known.has(areaId))
  const firstStop = shapes.find(({ areaId }) => selectedIds.includes(areaId)) ?? shapes[0]
  const tabStop = stopId ?? firstStop?.areaId
  const ring = shapes.find(({ areaId }) => areaId === ringId)

  const walk = (fromId: string, key: string): boolean => {
    const direction = directions[key]
    if (direction === undefined) return false
    nodes.current.get(shapeTowards(shapes, fromId, direction)?.areaId ?? fromId)?.focus()
    return true
  }

  return (
    <figure className={classes.view} data-view={view}>
      <figcaption className={classes.caption}>
        <span className={classes.side}>{t(sideAt(view, 'viewer-left'))}</span>
        <strong>{view === 'front' ? t('frontView') : t('backView')}</strong>
        <span className={classes.side}>{t(sideAt(view, 'viewer-right'))}</span>
        <VisuallyHidden>{view === 'front' ? t('frontViewHelp') : t('backViewHelp')}</VisuallyHidden>
      </figcaption>
      <svg
        className={classes.drawing}
        viewBox={`${VIEW_BOX.x} ${VIEW_BOX.y} ${VIEW_BOX.width} ${VIEW_BOX.height}`}
        role="presentation"
      >
        <defs>
          <clipPath id={clipId}>
            {silhouette.map((path) => (
              <path key={path} d={path} />
            ))}
          </clipPath>
          <pattern id={hatchId} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className={classes.hatchLine} d="M1 0v8" />
          </pattern>
          <pattern id={heldId} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className={classes.heldLine} d="M1 0v9M0 1h9" />
          </pattern>
        </defs>
        <Skin />
        <g className={classes.sideWords}>
          <text x={-SIDE_WORD.x} y={SIDE_WORD.y}>
            {t(sideAt(view, 'viewer-left'))}
          </text>
          <text x={SIDE_WORD.x} y={SIDE_WORD.y}>
            {t(sideAt(view, 'viewer-right'))}
          </text>
        </g>
        <g clipPath={`url(#${clipId})`}>
          {shapes.map((shape) => (
            <BodyMapArea
              key={shape.areaId}
              shape={shape}
              name={props.lineOf(shape.areaId)}
              chosen={selectedIds.includes(shape.areaId)}
              within={props.isWithin(shape.areaId)}
              resting={props.isResting(shape.areaId)}
              held={props.isHeld(shape.areaId)}
              risky={props.isRisky(shape.areaId)}
              hatchId={props.isHeld(shape.areaId) ? heldId : hatchId}
              tabStop={shape.areaId === tabStop}
              keep={(node) => {
                if (node) nodes.current.set(shape.areaId, node)
                else nodes.current.delete(shape.areaId)
              }}
              onPress={onToggle && (() => onToggle(shape.areaId))}
              onArrow={(key) => walk(shape.areaId, key)}
              onFocused={(visibly) => {
                setStopId(shape.areaId)
                setRingId(visibly ? shape.areaId : null)
                onPoint(shape.areaId)
              }}
              onBlurred={() => {
                setRingId(null)
                onPoint(null)
              }}
              onPoint={(over) => onPoint(over ? shape.areaId : null)}
            />
          ))}
        </g>
        {ring ? <path className={classes.ring} d={ring.path} /> : null}
      </svg>
    </figure>
  )
}

const Skin = () => (
  <g>
    {silhouette.map((path) => (
      <path key={path} className={classes.edge} d={path} />
    ))}
    {silhouette.map((path) => (
      <path key={path} className={classes.skin} d={path} />
    ))}
  </g>
)
