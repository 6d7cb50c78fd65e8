// The colours a state or a message may have, by the names of tokens.css.
/** muted: plain; lotus: the app's own; leaf: received, done; amber: waiting; sky: in review; red: needs a person. */
export type Tone = 'muted' | 'lotus' | 'leaf' | 'amber' | 'sky' | 'red';
