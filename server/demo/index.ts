/** Demo data: events, incidents and tokens to try things out on; what others may use of it. */

/** The events of one attack that has just happened, for trying out what alerts start. */
export { attackEvents } from './attack-events';

/** Stores the events of a demo attack among the server's logs, and tells which alerts they raised. */
export { attackQuery, demoAttacks, raiseAttack } from './raise';

/** The attacks of the demo data, each a script of events for searches, alerts and incidents to find. */
export { DEMO_ATTACKS } from './attacks';

/** Keeps the demo data fresh: a day of events at the first start, and what was missed since at every later one. */
export { fillWithDemoData } from './fill';

/** Generates realistic log events from a seed: the demo data and the corpus of tests and benchmarks. */
export { generateEvents } from './generator';

/** A few incidents, two connected ticketing tools and their tickets, so that every call has something to work on. */
export { demoIncidents } from './incidents';

/** Writes events in the server's own form: one JSON object a line, `TIME` first. */
export { eventToNdjson } from './ndjson';

/** A small seeded random number generator (mulberry32), so that demo data is the same on every machine. */
export { Prng } from './prng';

/** The two tokens for trying things out: a V2 one of all scopes but `admin`, and a legacy V1 one; both end after a month. */
export { demoTokens, revokeDemoTokens } from './tokens';
