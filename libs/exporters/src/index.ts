// Results for people.
export { planText, type PlanTextOptions } from './plan-text.js';
export { planSentences } from './plan-sentences.js';
export { explanationText } from './explanation-text.js';
export { profilesText, profileText } from './profile-text.js';

// Results for other programs and places.
export { planMarkdown } from './plan-markdown.js';
export { planCsv } from './plan-csv.js';

// Text that fits a terminal.
export { countText } from './figures.js';
export { PLAIN_STYLE, type Style, type Tone } from './text-table.js';
export { wrapped } from './wrapped-text.js';
