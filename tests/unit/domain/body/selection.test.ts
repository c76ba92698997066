import { describe, expect, it } from 'vitest'
import { bodyAreas } from '../../../../prisma/seed/body-areas.ts'
import { toggleArea } from '../../../../src/domain/body/selection.ts'

const pressed = (chosen: readonly string[], areaId: string) => toggleArea(chosen, areaId, bodyAreas)

describe('choosing areas', () => {
  it('takes an area and gives it up again', () => {
    expect(pressed([], 'soleus.left')).toEqual(['soleus.left'])
    expect(pressed(['soleus.left', 'rhomboids.left'], 'soleus.left')).toEqual(['rhomboids.left'])
  })

  it('replaces the muscles of a shoulder when the whole shoulder is chosen, but not those of the other side', () => {
    const chosen = ['supraspinatus.right', 'supraspinatus.left', 'soleus.right']
    expect(pressed(chosen, 'shoulder.right')).toEqual(['supraspinatus.left', 'soleus.right', 'shoulder.right'])
  })

  it('replaces a region, and a region of that region, when one of its muscles is named', () => {
    expect(pressed(['shoulder.right'], 'supraspinatus.right')).toEqual(['supraspinatus.right'])
    expect(pressed(['neck'], 'splenius.left')).toEqual(['splenius.left'])
  })

  it('replaces the smaller regions when the larger one is chosen', () => {
    expect(pressed(['neck.left', 'splenius.right'], 'neck')).toEqual(['neck'])
  })
})
