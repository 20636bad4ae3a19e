/** The help of `log360-server profile`. */

export const PROFILE_HELP = `Usage:
  log360-server profile list
  log360-server profile create FILE.json
  log360-server profile change ID FILE.json
  log360-server profile import [--unsupported disable|refuse] [--placeholders FILE] [--all] PATH...
  log360-server profile enable ID...
  log360-server profile disable ID...
  log360-server profile delete ID...

Alert profiles of a data folder on which no server runs (a running server has them in its console):
  --data DIR   Folder of the data (default: ./log360-data; environment: LOG360_DATA)
  --json       Answer as JSON

create takes a profile as JSON, for instance
  {"name": "Ten failures", "severity": "trouble",
   "rule": {"steps": [{"query": "RESULT = failure", "count": 10}], "within": 300000, "by": ["USERNAME"]}}
change takes what is to be different, for instance how its alerts become incidents:
  {"incidentRule": {"groupBy": ["actor.user"], "severity": "critical", "assignee": "ann", "within": 86400000}}
import takes Sigma rules: files, folders with all below them, zip archives. A rule with something that has no counterpart
here is not imported, and the reason is told. Importing a rule again (by its id) brings its profile up to date and leaves
alone what people have set.
  --unsupported disable|refuse   Rules for events that nothing here writes: import them switched off (the default), or not
  --placeholders FILE            Values of %placeholders%, as YAML or JSON: {"Servers": ["srv-*", "db1"]}
  --all                          Tell of each rule, not only of those that were not imported
`;
