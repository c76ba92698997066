'use client'

// the frame around it stays
export { ErrorCard as default } from '../../ErrorCard.tsx'
