/** What people come for, by specialty of the clinic: kinds of visit and reasons as a desk writes them. */
export interface VisitWords {
  readonly types: readonly string[];
  readonly reasons: readonly string[];
  /** Who comes: bounds of age, and sex where only one does. */
  readonly ages: readonly [youngest: number, oldest: number];
  readonly sex?: 'female' | 'male';
}

const ADULTS = [18, 99] as const;

export const VISITS: Readonly<Record<string, VisitWords>> = {
  Respiratory: {
    types: ['Follow-up', 'New patient', 'Spirometry review'],
    reasons: [
      'Asthma review',
      'COPD review',
      'Cough for 8 weeks',
      'Breathless on stairs',
      'Sleep study result',
      'After pneumonia',
    ],
    ages: ADULTS,
  },
  Medicine: {
    types: ['Follow-up', 'New patient', 'Result'],
    reasons: [
      'Blood pressure review',
      'Tired and losing weight',
      'After discharge from ward 3',
      'Anaemia',
      'Medication review',
      'Dizzy spells',
      'Swollen joints',
    ],
    ages: ADULTS,
  },
  Cardiology: {
    types: ['Follow-up', 'New patient', 'Echo and review'],
    reasons: [
      'Palpitations',
      'Heart failure review',
      'After stent',
      'Chest pain on walking',
      'Atrial fibrillation',
      'Pacemaker check',
    ],
    ages: [35, 99],
  },
  Diabetes: {
    types: ['Annual review', 'Follow-up', 'New patient'],
    reasons: [
      'Type 2 diabetes',
      'Starting insulin',
      'Hypos at night',
      'Thyroid result',
      'Pump review',
    ],
    ages: [16, 99],
  },
  'General surgery': {
    types: ['New patient', 'After operation', 'Pre-assessment'],
    reasons: [
      'Hernia',
      'Gallstones',
      'Wound check',
      'Lump on the back',
      'Before knee operation',
      'Piles',
    ],
    ages: ADULTS,
  },
  'Urgent care': {
    types: ['Walk-in', 'Urgent'],
    reasons: [
      'Cut hand',
      'Fever',
      'Twisted ankle',
      'Earache',
      'Rash',
      'Back pain',
      'Painful urination',
      'Foreign body in eye',
    ],
    ages: [1, 99],
  },
  'Wound care': {
    types: ['Dressing', 'First dressing', 'Doppler'],
    reasons: [
      'Leg ulcer',
      'Stitches out',
      'Burn on forearm',
      'Surgical wound',
      'Compression bandage',
    ],
    ages: [16, 99],
  },
  'Blood tests': {
    types: ['Blood test'],
    reasons: [
      'Fasting bloods',
      'INR',
      'Kidney function',
      'Full blood count',
      'Thyroid',
      'Before clinic',
    ],
    ages: [12, 99],
  },
  'Women’s health': {
    types: ['New patient', 'Follow-up', 'Procedure'],
    reasons: [
      'Heavy periods',
      'Fertility',
      'Smear result',
      'Menopause',
      'Pelvic pain',
      'Coil change',
    ],
    ages: [16, 75],
    sex: 'female',
  },
  Children: {
    types: ['New patient', 'Follow-up'],
    reasons: [
      'Asthma',
      'Not gaining weight',
      'Headaches',
      'Eczema',
      'Bed-wetting',
      'Heart murmur',
      'Constipation',
      'Growth check',
    ],
    ages: [0, 16],
  },
  Antenatal: {
    types: ['Check', 'Scan review'],
    reasons: [
      '16 weeks',
      '20 week scan',
      '28 weeks',
      '34 weeks',
      '38 weeks',
      'Blood pressure check',
    ],
    ages: [19, 42],
    sex: 'female',
  },
  Physiotherapy: {
    types: ['First session', 'Session'],
    reasons: [
      'Frozen shoulder',
      'Low back pain',
      'After hip replacement',
      'Knee',
      'Neck and arm pain',
      'Balance class',
    ],
    ages: [14, 99],
  },
  Dietetics: {
    types: ['New patient', 'Follow-up'],
    reasons: [
      'Coeliac disease',
      'Weight before operation',
      'Diabetes',
      'Food allergy',
      'Tube feeding review',
    ],
    ages: [4, 90],
  },
  'Vaccinations and dressings': {
    types: ['Vaccination', 'Dressing', 'Stitches out'],
    reasons: ['Flu', 'Travel', 'Tetanus', 'Child, 1 year', 'Surgical wound', 'Shingles'],
    ages: [1, 99],
  },
};

type Cause = readonly [youngest: number, reason: string];
/** Why somebody lies in a ward, from which age on, and for how many days. */
export const STAYS: Readonly<
  Record<
    'surgery' | 'maternity' | 'medicine' | 'children',
    { readonly causes: readonly Cause[]; readonly days: readonly [least: number, most: number] }
  >
> = {
  surgery: {
    causes: [
      [18, 'Hernia repair'],
      [30, 'Gallbladder removed'],
      [58, 'Hip replacement'],
      [55, 'Knee replacement'],
      [18, 'Appendicitis'],
      [45, 'Bowel resection'],
      [18, 'Abscess drained'],
      [72, 'Fractured hip'],
      [18, 'Wound infection'],
    ],
    days: [1, 7],
  },
  maternity: {
    causes: [
      [18, 'Labour and birth'],
      [18, 'Caesarean birth'],
      [18, 'Raised blood pressure in pregnancy'],
      [18, 'Induction of labour'],
      [18, 'Reduced movements'],
    ],
    days: [1, 4],
  },
  medicine: {
    causes: [
      [18, 'Pneumonia'],
      [55, 'COPD exacerbation'],
      [60, 'Heart failure'],
      [68, 'Urinary infection and confusion'],
      [60, 'Stroke rehabilitation'],
      [70, 'Fall at home'],
      [40, 'Diabetic foot infection'],
      [30, 'Gastrointestinal bleed'],
      [18, 'Cellulitis'],
      [40, 'Chest pain'],
      [18, 'Asthma attack'],
    ],
    days: [2, 14],
  },
  children: {
    causes: [
      [0, 'Bronchiolitis'],
      [3, 'Asthma attack'],
      [0, 'Gastroenteritis'],
      [1, 'Croup'],
      [4, 'Tonsils removed'],
      [0, 'Fever under investigation'],
      [3, 'Broken arm'],
    ],
    days: [1, 3],
  },
};

export const CANCEL_REASONS = [
  'Patient unwell',
  'Patient asked',
  'Clinician away',
  'No longer needed',
  'Transport did not come',
] as const;
