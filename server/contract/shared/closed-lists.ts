/** The closed lists of the API, severities, statuses and kinds, free of any library: threads read them too. */

/** Severities of alerts and incidents, as V2 spells them. */
export const SEVERITIES = ['critical', 'trouble', 'attention'] as const;
/** Statuses of alerts and incidents, as V2 spells them. */
export const STATUSES = ['open', 'in_progress', 'closed'] as const;
/** Kinds of alert profiles, as V1 spells them (observed). */
export const PROFILE_TYPES = ['Predefined', 'Custom', 'Correlation'] as const;
/** States of alert profiles, as V1 spells them (observed). */
export const PROFILE_STATES = ['Enabled', 'Disabled'] as const;

export type Severity = (typeof SEVERITIES)[number];
export type Status = (typeof STATUSES)[number];
