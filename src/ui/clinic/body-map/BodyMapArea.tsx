'use client'

import type { SVGProps } from 'react'
import classes from './body-map.module.css'
import type { AreaShape } from './body-shapes.ts'

interface BodyMapAreaProps {
  shape: AreaShape
  /** The full name with the side, and whatever else is to be said of it. */
  name: string
  chosen: boolean
  /** Lies in a chosen region. */
  within: boolean
  resting: boolean
  /** Somebody put it on hold; said before that it rests. */
  held: boolean
  risky: boolean
  hatchId: string
  tabStop: boolean
  keep: (node: SVGGElement | null) => void
  onPress: (() => void) | undefined
  onArrow: (key: string) => boolean
  onFocused: (visibly: boolean) => void
  onBlurred: () => void
  onPoint: (over: boolean) => void
}

/** No HTML control has the outline of a muscle, so the shape itself plays the box to tick. */
const checkboxProps = (props: BodyMapAreaProps): SVGProps<SVGGElement> => ({
  role: 'checkbox',
  'aria-label': props.name,
  'aria-checked': props.chosen,
  'aria-disabled': props.onPress === undefined || undefined,
  tabIndex: props.tabStop ? 0 : -1,
  onClick: props.onPress,
  onKeyDown: (event) => {
    const pressed = event.key === 'Enter' || event.key === ' '
    if (pressed) props.onPress?.()
    if (pressed || props.onArrow(event.key)) event.preventDefault()
  },
  onFocus: (event) => props.onFocused(event.currentTarget.matches(':focus-visible')),
  onBlur: () => props.onBlurred(),
  onMouseEnter: () => props.onPoint(true),
  onMouseLeave: () => props.onPoint(false),
})

/** One place on the drawn body that can be chosen. Its state shows as fill, hatch and mark, and is said in the name. */
export const BodyMapArea = (props: BodyMapAreaProps) => {
  const { shape, chosen, resting, held, risky, within, hatchId } = props
  const { x, y } = shape.centre
  return (
    <g
      {...checkboxProps(props)}
      ref={props.keep}
      className={classes.area}
      data-area={shape.areaId}
      data-chosen={chosen}
      data-within={within}
      data-resting={resting}
      data-held={held}
    >
      <path className={classes.muscle} d={shape.path} />
      {resting || held ? <path className={classes.hatch} d={shape.path} fill={`url(#${hatchId})`} /> : null}
      {risky ? <path className={classes.risk} d={shape.innerPath} /> : null}
      {chosen ? <path className={classes.mark} d={`M${x - 7} ${y}l5 5 9-10`} /> : null}
    </g>
  )
}
