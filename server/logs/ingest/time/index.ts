/** Times as logs write them: readers of every form, and time zones. */
export { type DateOrder, type FoundTime, type TimeOptions, type WrittenTime } from './parts';
export { readTime, readTimeAt, whyNoTime, type TimeMissing } from './read';
export { readIsoAt, readIsoTime } from './iso';
export { instantOf, parseZone, zoneText, type Zone } from './zones';
export { YearClock } from './year-clock';
