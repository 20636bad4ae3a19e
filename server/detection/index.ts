/** Detection: alert profiles, Sigma rules, and the alerts that events raise; what others may use of it. */

/** Names who and what is involved in an alert, from the fields of its document. */
export { type Actors, actorsOf } from './alert-actors';

/** Decides where the events of one group complete a rule: thresholds and ordered steps within a window, by event time. */
export {
	findCompletions,
	type MatchReader,
	needsMemory,
	slotOf,
	type StepMatch,
	type WindowRule,
} from './detector';

/** A filter of alerts as one query over their documents. */
export { alertQuery } from './alert-query';

/** An alert's document: the event that raised it with the alert's own fields, as searches hand it out. */
export {
	ALERT_FIELDS,
	type AlertDocument,
	alertDocument,
	isAlertField,
	revisedDocument,
} from './document';

/** Hands raised alerts to one consumer: in order, in batches, each at least once. */
export type { AlertConsumer } from './feed';

/** The group of an event under a rule: the values of the fields in which its events must agree. */
export { describeGroup } from './group-key';

/** Decides what a raised alert becomes: by the rule of its profile, or by the one for profiles that have none. */
export { type Placement, placementOf, type ProfileIncidentRule } from './incident-rule';

/** Matches of one batch that are decided together: those of one profile and group. */
export { clusterOf, type MatchCluster } from './match-cluster';

/** Finds which profiles events match: the stateless half of alert evaluation, made for many profiles and many events. */
export { ProfileMatcher } from './matcher';

/** An alert that is about to be stored, whatever stores it. */
export { MAX_EVIDENCE, type NewAlert } from './new-alert';

/** What becomes of the stored profiles when they change: decided here, whichever engine keeps them. */
export { draftOf, ProfileBook, storedProfile } from './profile-book';

/** The JSON form of an alert profile, as the administrator API takes it and profile files hold it. */
export {
	newProfileBody,
	profileChangeBody,
	readProfile,
	readProfileChange,
} from './profile-schema';

/** An alert profile: what raises alerts, how severe they are, and who is told. */
export {
	ALERT_SEVERITIES,
	ALERT_STATUSES,
	type AlertProfile,
	type AlertSeverity,
	type ProfileDraft,
	type ProfileSet,
	profileType,
} from './profile';

/** What incidents need to know of alerts: the shape of a raised one. */
export type { RaisedAlert } from './raised-alert';

/** What a revision changes of an alert, and the lines of its history that say so. */
export { type AlertState, revise } from './revision';

/** Alerts for the rest of the server: search, status, profiles, and news of raised alerts for incidents and workflows. */
export { AlertService, alertSource, UnknownAlertError, UnknownProfileError } from './service';

/** Turns files of Sigma rules into stored profiles: translated one by one, stored all at once. */
export { type ImportedProfile, importProfiles, type RuleFile } from './sigma/import-profiles';

/** Translates Sigma rules: each becomes an alert profile, or a list of what kept it from becoming one. */
export type { Unsupported } from './sigma/import';

/** Placeholders (`%Servers%`) of Sigma rules and the values that a person gives for them. */
export { type Placeholders, readPlaceholders } from './sigma/placeholders';

/** Files of Sigma rules in a zip archive, such as the one that a public repository of rules hands out. */
export { isRulePath, RULE_ARCHIVE_LIMITS, rulesOfArchive } from './sigma/rule-archive';

/** Counts what became of the rules of an import, by reason. */
export { summarize, summaryLines } from './sigma/summary';

/** An event that matched a step of a profile's rule: how often it counts, and for how long it is remembered. */
export { LATE_MATCHES, LATE_MS, weightOf } from './step-match';

/** The interface of stored alerts and profiles: what every adapter offers. */
export type {
	Alert,
	AlertChange,
	AlertFilter,
	AlertRevision,
	AlertSearchRequest,
	AlertStore,
	ImportedDraft,
	RevisedAlerts,
} from './store';
