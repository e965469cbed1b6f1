/** What a colour says (UI.md 2): harm, late, only here, settled, chosen; plain says nothing. */
export type Tone = 'plain' | 'accent' | 'caution' | 'alarm' | 'good' | 'hold';
