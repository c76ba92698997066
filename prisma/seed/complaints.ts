import type { Technique } from '#domain/recovery/technique.ts'

/** The techniques that the demo clinic offers; each puts needles in. */
export type NeedlingTechnique = Extract<
  Technique,
  'deep-dry-needling' | 'superficial-dry-needling' | 'body-acupuncture' | 'electro-needling'
>

/** What somebody is treated for: where each technique goes. */
export interface Complaint {
  readonly areas: Readonly<Record<NeedlingTechnique, readonly string[]>>
  /** How the desk would write it down when the caller cannot name a muscle. */
  readonly region: string
  readonly note: string
}

const complaint = (
  region: string,
  note: string,
  deep: readonly string[],
  superficial: readonly string[],
  acupuncture: readonly string[],
): Complaint => ({
  region,
  note,
  areas: {
    'deep-dry-needling': deep,
    'superficial-dry-needling': superficial,
    'body-acupuncture': acupuncture,
    'electro-needling': deep.slice(0, 1),
  },
})

const distant = ['tibialis-anterior.left', 'wrist-flexors.right']

export const complaints: readonly Complaint[] = [
  complaint(
    'low-back.left',
    'Low back, worse on sitting.',
    ['lumbar-multifidus.left', 'gluteus-medius.left'],
    ['lumbar-paraspinals.left'],
    [...distant, 'sacrum'],
  ),
  complaint(
    'hip.right',
    'Deep buttock pain after running.',
    ['piriformis.right', 'gluteus-minimus.right'],
    ['gluteus-medius.right'],
    ['gluteus-medius.right', ...distant],
  ),
  complaint(
    'shoulder.right',
    'Shoulder stiff when reaching up.',
    ['infraspinatus.right', 'teres-minor.right'],
    ['middle-deltoid.right'],
    ['middle-deltoid.right', ...distant],
  ),
  complaint(
    'calf.left',
    'Calf cramps at night.',
    ['soleus.left', 'gastrocnemius-lateral.left'],
    ['gastrocnemius-medial.left'],
    ['soleus.left', 'plantar-foot.left'],
  ),
  complaint(
    'forearm.right',
    'Outer elbow, many hours at the keyboard.',
    ['wrist-extensors.right', 'supinator.right'],
    ['brachioradialis.right'],
    ['wrist-extensors.right', 'dorsal-interossei.right'],
  ),
  complaint(
    'thigh.left',
    'Front of the thigh, football.',
    ['rectus-femoris.left', 'vastus-lateralis.left'],
    ['vastus-medialis.left'],
    ['rectus-femoris.left', ...distant],
  ),
  complaint(
    'neck',
    'Headache from the neck.',
    ['splenius.right', 'suboccipitals.right'],
    ['splenius.right'],
    ['scalp', 'dorsal-interossei.left'],
  ),
  complaint(
    'upper-back.right',
    'Between the shoulder blades, desk work.',
    ['rhomboids.right', 'middle-trapezius.right'],
    ['lower-trapezius.right'],
    ['thoracic-paraspinals.right', ...distant],
  ),
]

/** Remarks a practitioner leaves behind. */
export const remarks: readonly string[] = [
  'Twitch response on the second needle, eased after.',
  'Tender to touch, range better at the end.',
  'Slept well after the last visit. Same areas.',
  'Fewer needles than last time, as asked.',
]
