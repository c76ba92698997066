/**
 * The body of the demo clinic as text, so that a clinician can read it in one sitting and change it line by line.
 * Demo policy, not approved. Columns are named in the first line; names stand as inside a sentence, without the side.
 */

/** Regions: what a caller can name. A region marked `paired` exists left and right; its parent may be midline. */
export const regionTable = `
id         | parent     | sides  | view  | plain en              | plain de                 | clinical en           | clinical de
head       |            | middle | both  | head                  | Kopf                     | head                  | Kopf
face       | head       | paired | front | side of the face      | Gesichtshälfte           | face                  | Gesicht
neck       |            | middle | both  | neck                  | Hals und Nacken          | neck                  | Hals und Nacken
neck       | neck       | paired | both  | side of the neck      | Halsseite                | side of the neck      | Hals und Nacken
shoulder   |            | paired | both  | shoulder              | Schulter                 | shoulder              | Schulter
upper-back |            | middle | back  | upper back            | oberer Rücken            | upper back            | BWS-Region
upper-back | upper-back | paired | back  | side of the upper back | oberer Rücken           | upper back            | BWS-Region
chest      |            | middle | front | chest                 | Brustkorb                | chest                 | Thorax
chest      | chest      | paired | front | side of the chest     | Brustkorbhälfte          | chest                 | Thorax
abdomen    |            | middle | front | belly                 | Bauch                    | abdomen               | Abdomen
abdomen    | abdomen    | paired | front | side of the belly     | Bauchseite               | abdomen               | Abdomen
low-back   |            | middle | back  | lower back            | unterer Rücken           | low back              | LWS-Region
low-back   | low-back   | paired | back  | side of the lower back | unterer Rücken          | low back              | LWS-Region
upper-arm  |            | paired | both  | upper arm             | Oberarm                  | upper arm             | Oberarm
forearm    |            | paired | both  | forearm               | Unterarm                 | forearm               | Unterarm
hand       |            | paired | both  | hand                  | Hand                     | hand                  | Hand
hip        |            | paired | both  | hip and buttock       | Hüfte und Gesäß          | hip                   | Hüfte
thigh      |            | paired | both  | thigh                 | Oberschenkel             | thigh                 | Oberschenkel
calf       |            | paired | both  | lower leg             | Unterschenkel            | lower leg             | Unterschenkel
foot       |            | paired | both  | foot                  | Fuß                      | foot                  | Fuß
`

/** Leaves: what is needled, rests and is recorded. `warn mm` is empty where no source gives a ground for a number. */
export const muscleTable = `
id                    | region     | sides  | view  | risk zones                | warn mm | plain en                      | plain de                          | clinical en             | clinical de
scalp                 | head       | middle | both  |                           |    | scalp                              | Kopfhaut                          | scalp                   | Kopfhaut
ear                   | head       | paired | both  |                           |    | ear                                | Ohr                               | auricle                 | Ohrmuschel
frontalis             | face       | paired | front | orbital                   |    | forehead                           | Stirn                             | frontalis               | Frontalis
temporalis            | face       | paired | front | vascular                  |    | temple                             | Schläfe                           | temporalis              | Temporalis
masseter              | face       | paired | front | vascular,neural           |    | jaw muscle                         | Kaumuskel                         | masseter                | Masseter
lateral-pterygoid     | face       | paired | front | vascular,neural           |    | deep jaw muscle                    | tiefer Kaumuskel                  | lateral pterygoid       | Pterygoideus lateralis
suboccipitals         | neck       | paired | back  | vascular,neural           |    | base of the skull                  | Muskeln unter dem Hinterkopf      | suboccipitals           | subokzipitale Muskeln
splenius              | neck       | paired | back  | vascular                  |    | back of the neck                   | Nacken außen                      | splenius                | Splenius
cervical-multifidus   | neck       | paired | back  | neural                    |    | deep neck beside the spine         | tiefer Nacken neben der Wirbelsäule | cervical multifidus   | Multifidus der HWS
sternocleidomastoid   | neck       | paired | front | vascular,neural           |    | front neck muscle                  | vorderer Halsmuskel               | sternocleidomastoid     | Sternocleidomastoideus
scalenes              | neck       | paired | front | pleural,vascular,neural   |    | muscles above the collarbone       | Muskeln über dem Schlüsselbein    | scalenes                | Scaleni
upper-trapezius       | shoulder   | paired | both  | pleural                   | 10 | top of the shoulder                | Schulter-Nacken-Muskel            | upper trapezius         | oberer Trapezius
supraspinatus         | shoulder   | paired | back  | pleural                   | 10 | muscle on top of the shoulder blade | Muskel oben auf dem Schulterblatt | supraspinatus          | Supraspinatus
infraspinatus         | shoulder   | paired | back  | pleural                   | 10 | muscle on the shoulder blade       | Muskel auf dem Schulterblatt      | infraspinatus           | Infraspinatus
teres-minor           | shoulder   | paired | back  |                           |    | outer edge of the shoulder blade   | äußerer Rand des Schulterblatts   | teres minor             | Teres minor
teres-major           | shoulder   | paired | back  |                           |    | lower edge of the shoulder blade   | unterer Rand des Schulterblatts   | teres major             | Teres major
subscapularis         | shoulder   | paired | front | pleural,neural            | 10 | muscle under the shoulder blade    | Muskel unter dem Schulterblatt    | subscapularis           | Subscapularis
anterior-deltoid      | shoulder   | paired | front |                           |    | front of the shoulder              | vordere Schulter                  | anterior deltoid        | vorderer Deltoideus
middle-deltoid        | shoulder   | paired | front |                           |    | side of the shoulder               | seitliche Schulter                | middle deltoid          | mittlerer Deltoideus
posterior-deltoid     | shoulder   | paired | back  |                           |    | back of the shoulder               | hintere Schulter                  | posterior deltoid       | hinterer Deltoideus
levator-scapulae      | upper-back | paired | back  | pleural                   | 10 | corner of neck and shoulder blade  | Winkel von Nacken und Schulterblatt | levator scapulae      | Levator scapulae
middle-trapezius      | upper-back | paired | back  | pleural                   | 10 | middle of the upper back           | mittlerer Rückenmuskel            | middle trapezius        | mittlerer Trapezius
lower-trapezius       | upper-back | paired | back  | pleural                   | 10 | below the shoulder blade           | unter dem Schulterblatt           | lower trapezius         | unterer Trapezius
rhomboids             | upper-back | paired | back  | pleural                   | 10 | between spine and shoulder blade   | zwischen Wirbelsäule und Schulterblatt | rhomboids          | Rhomboidei
thoracic-paraspinals  | upper-back | paired | back  | pleural                   | 10 | beside the upper spine             | neben der Brustwirbelsäule        | thoracic paraspinals    | Rückenstrecker der BWS
thoracic-multifidus   | upper-back | paired | back  | pleural                   | 10 | deep beside the upper spine        | tief neben der Brustwirbelsäule   | thoracic multifidus     | Multifidus der BWS
latissimus-dorsi      | upper-back | paired | back  | pleural                   | 10 | side of the back                   | seitlicher Rücken                 | latissimus dorsi        | Latissimus dorsi
breastbone            | chest      | middle | front | pleural,vascular          | 10 | breastbone                         | Brustbein                         | sternum                 | Sternum
pectoralis-major      | chest      | paired | front | pleural                   | 10 | chest muscle                       | Brustmuskel                       | pectoralis major        | Pectoralis major
pectoralis-minor      | chest      | paired | front | pleural,vascular,neural   | 10 | deep chest muscle                  | tiefer Brustmuskel                | pectoralis minor        | Pectoralis minor
serratus-anterior     | chest      | paired | front | pleural,neural            | 10 | side of the ribs                   | seitliche Rippen                  | serratus anterior       | Serratus anterior
intercostals          | chest      | paired | front | pleural,vascular          | 10 | between the ribs                   | zwischen den Rippen               | intercostals            | Interkostalmuskeln
rectus-abdominis      | abdomen    | paired | front | abdominal                 |    | front belly muscle                 | gerader Bauchmuskel               | rectus abdominis        | Rectus abdominis
abdominal-obliques    | abdomen    | paired | front | abdominal                 |    | side belly muscle                  | schräger Bauchmuskel              | abdominal obliques      | Obliquus abdominis
lumbar-paraspinals    | low-back   | paired | back  | abdominal                 |    | beside the lower spine             | neben der Lendenwirbelsäule       | lumbar paraspinals      | Rückenstrecker der LWS
lumbar-multifidus     | low-back   | paired | back  | neural                    |    | deep beside the lower spine        | tief neben der Lendenwirbelsäule  | lumbar multifidus       | Multifidus der LWS
quadratus-lumborum    | low-back   | paired | back  | abdominal,pleural         |    | flank                              | Flanke                            | quadratus lumborum      | Quadratus lumborum
sacrum                | low-back   | middle | back  | neural                    |    | bottom of the spine                | Kreuzbein                         | sacral region           | Sakralregion
biceps-brachii        | upper-arm  | paired | front | vascular,neural           |    | front of the upper arm             | vorderer Oberarm                  | biceps brachii          | Biceps brachii
brachialis            | upper-arm  | paired | front | vascular,neural           |    | lower front of the upper arm       | vorderer Oberarm über der Ellenbeuge | brachialis           | Brachialis
triceps-brachii       | upper-arm  | paired | back  | neural                    |    | back of the upper arm              | hinterer Oberarm                  | triceps brachii         | Triceps brachii
brachioradialis       | forearm    | paired | front | neural                    |    | thumb side of the forearm          | Daumenseite des Unterarms         | brachioradialis         | Brachioradialis
pronator-teres        | forearm    | paired | front | neural,vascular           |    | inner elbow                        | innerer Ellenbogen                | pronator teres          | Pronator teres
wrist-flexors         | forearm    | paired | front | neural,vascular           |    | inner side of the forearm          | Innenseite des Unterarms          | wrist flexors           | Handbeuger
wrist-extensors       | forearm    | paired | back  |                           |    | outer side of the forearm          | Außenseite des Unterarms          | wrist extensors         | Handstrecker
finger-extensors      | forearm    | paired | back  |                           |    | back of the forearm                | Rückseite des Unterarms           | finger extensors        | Fingerstrecker
supinator             | forearm    | paired | back  | neural                    |    | deep outer elbow                   | tiefer äußerer Ellenbogen         | supinator               | Supinator
thenar                | hand       | paired | front | neural                    |    | ball of the thumb                  | Daumenballen                      | thenar muscles          | Thenarmuskeln
hypothenar            | hand       | paired | front | neural                    |    | ball of the little finger          | Kleinfingerballen                 | hypothenar muscles      | Hypothenarmuskeln
dorsal-interossei     | hand       | paired | back  |                           |    | back of the hand                   | Handrücken                        | dorsal interossei       | Interossei dorsales
gluteus-maximus       | hip        | paired | back  | neural                    |    | buttock                            | Gesäß                             | gluteus maximus         | Gluteus maximus
gluteus-medius        | hip        | paired | back  |                           |    | upper outer buttock                | oberes äußeres Gesäß              | gluteus medius          | Gluteus medius
gluteus-minimus       | hip        | paired | back  |                           |    | side of the hip                    | seitliche Hüfte                   | gluteus minimus         | Gluteus minimus
piriformis            | hip        | paired | back  | neural                    |    | deep buttock                       | tiefes Gesäß                      | piriformis              | Piriformis
tensor-fasciae-latae  | hip        | paired | front |                           |    | front side of the hip              | vordere seitliche Hüfte           | tensor fasciae latae    | Tensor fasciae latae
iliopsoas             | hip        | paired | front | abdominal,vascular,neural |    | groin                              | Leiste                            | iliopsoas               | Iliopsoas
rectus-femoris        | thigh      | paired | front |                           |    | front of the thigh                 | vorderer Oberschenkel             | rectus femoris          | Rectus femoris
vastus-lateralis      | thigh      | paired | front |                           |    | outer thigh                        | äußerer Oberschenkel              | vastus lateralis        | Vastus lateralis
vastus-medialis       | thigh      | paired | front |                           |    | inner thigh above the knee         | innerer Oberschenkel über dem Knie | vastus medialis        | Vastus medialis
adductors             | thigh      | paired | front | vascular,neural           |    | inner thigh                        | innerer Oberschenkel              | adductors               | Adduktoren
biceps-femoris        | thigh      | paired | back  | neural                    |    | outer back of the thigh            | hinterer äußerer Oberschenkel     | biceps femoris          | Biceps femoris
medial-hamstrings     | thigh      | paired | back  | neural                    |    | inner back of the thigh            | hinterer innerer Oberschenkel     | medial hamstrings       | mediale Ischiokruralmuskeln
popliteus             | calf       | paired | back  | vascular,neural           |    | back of the knee                   | Kniekehle                         | popliteus               | Popliteus
gastrocnemius-medial  | calf       | paired | back  | vascular                  |    | inner calf                         | innere Wade                       | medial gastrocnemius    | medialer Gastrocnemius
gastrocnemius-lateral | calf       | paired | back  | neural                    |    | outer calf                         | äußere Wade                       | lateral gastrocnemius   | lateraler Gastrocnemius
soleus                | calf       | paired | back  | vascular,neural           |    | lower calf                         | untere Wade                       | soleus                  | Soleus
tibialis-posterior    | calf       | paired | front | vascular,neural           |    | deep inner lower leg               | tiefer innerer Unterschenkel      | tibialis posterior      | Tibialis posterior
tibialis-anterior     | calf       | paired | front | vascular,neural           |    | shin muscle                        | Schienbeinmuskel                  | tibialis anterior       | Tibialis anterior
peroneals             | calf       | paired | front | neural                    |    | outer lower leg                    | äußerer Unterschenkel             | fibularis muscles       | Fibularismuskeln
foot-dorsum           | foot       | paired | front | vascular                  |    | top of the foot                    | Fußrücken                         | toe extensors           | Zehenstrecker
plantar-foot          | foot       | paired | back  | neural                    |    | sole of the foot                   | Fußsohle                          | plantar foot muscles    | plantare Fußmuskeln
`

/** Each pair stands once; the other direction and the other side follow. A midline area touches both sides. */
export const neighbourTable = `
scalp: frontalis temporalis suboccipitals
ear: temporalis masseter
frontalis: temporalis
temporalis: masseter lateral-pterygoid
masseter: lateral-pterygoid sternocleidomastoid
suboccipitals: splenius cervical-multifidus upper-trapezius
splenius: cervical-multifidus upper-trapezius levator-scapulae sternocleidomastoid
cervical-multifidus: levator-scapulae thoracic-multifidus
sternocleidomastoid: scalenes upper-trapezius
scalenes: levator-scapulae pectoralis-minor upper-trapezius
upper-trapezius: levator-scapulae supraspinatus middle-trapezius
supraspinatus: infraspinatus middle-deltoid middle-trapezius levator-scapulae
infraspinatus: teres-minor posterior-deltoid rhomboids middle-trapezius
teres-minor: teres-major posterior-deltoid triceps-brachii
teres-major: latissimus-dorsi subscapularis
subscapularis: serratus-anterior pectoralis-minor latissimus-dorsi
anterior-deltoid: middle-deltoid pectoralis-major biceps-brachii
middle-deltoid: posterior-deltoid
posterior-deltoid: triceps-brachii
levator-scapulae: rhomboids
middle-trapezius: lower-trapezius rhomboids thoracic-paraspinals
lower-trapezius: rhomboids thoracic-paraspinals latissimus-dorsi
rhomboids: thoracic-paraspinals
thoracic-paraspinals: thoracic-multifidus lumbar-paraspinals latissimus-dorsi
thoracic-multifidus: lumbar-multifidus
latissimus-dorsi: serratus-anterior quadratus-lumborum
breastbone: pectoralis-major intercostals rectus-abdominis
pectoralis-major: pectoralis-minor intercostals
pectoralis-minor: intercostals
serratus-anterior: intercostals abdominal-obliques
intercostals: rectus-abdominis abdominal-obliques
rectus-abdominis: abdominal-obliques
abdominal-obliques: quadratus-lumborum iliopsoas
lumbar-paraspinals: lumbar-multifidus quadratus-lumborum
lumbar-multifidus: sacrum
quadratus-lumborum: gluteus-medius iliopsoas
sacrum: gluteus-maximus piriformis
biceps-brachii: brachialis
brachialis: brachioradialis triceps-brachii pronator-teres
brachioradialis: wrist-extensors supinator pronator-teres
pronator-teres: wrist-flexors
wrist-flexors: thenar hypothenar
wrist-extensors: finger-extensors supinator
finger-extensors: dorsal-interossei supinator
thenar: hypothenar dorsal-interossei
gluteus-maximus: gluteus-medius piriformis biceps-femoris medial-hamstrings
gluteus-medius: gluteus-minimus piriformis tensor-fasciae-latae
gluteus-minimus: tensor-fasciae-latae piriformis
tensor-fasciae-latae: iliopsoas rectus-femoris vastus-lateralis
iliopsoas: rectus-femoris adductors
rectus-femoris: vastus-lateralis vastus-medialis
vastus-lateralis: biceps-femoris
vastus-medialis: adductors
adductors: medial-hamstrings
biceps-femoris: medial-hamstrings popliteus
medial-hamstrings: popliteus
popliteus: gastrocnemius-medial gastrocnemius-lateral
gastrocnemius-medial: gastrocnemius-lateral soleus
gastrocnemius-lateral: soleus peroneals
soleus: tibialis-posterior peroneals plantar-foot
tibialis-posterior: tibialis-anterior
tibialis-anterior: peroneals foot-dorsum
foot-dorsum: plantar-foot
`
