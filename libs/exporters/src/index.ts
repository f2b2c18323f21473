// Results for people.
export { planSentences, planText, type PlanTextOptions } from './plan-text.js';
export { explanationText } from './explanation-text.js';
export { profilesText, profileText } from './profile-text.js';

// Results for other programs and places.
export { planMarkdown } from './plan-markdown.js';
export { planCsv } from './plan-csv.js';

// Text that fits a terminal.
export {
  PLAIN_STYLE,
  textTable,
  wrapped,
  type Cell,
  type Column,
  type Style,
  type Tone,
} from './text-table.js';
