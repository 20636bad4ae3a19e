/** Retention: removes events by age and by size; what others may use of it. */

/** Removes what is beyond the limits, in slices that batches and searches hardly notice. */
export { type Removal, Retention, type RetentionOptions } from './retention';
