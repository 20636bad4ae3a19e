/** The help of `log360-server verify`. */

export const VERIFY_HELP = `Usage:
  log360-server verify --url URL [options], with the token in LOG360_TOKEN

Asks a real Log360 or EventLog Analyzer what each reading operation answers, and compares that with the contract that the
nodes and this server are made from. It only reads: it creates, starts and changes nothing. The report names fields and
types, and holds neither the address nor a token nor any value, so that it can be attached to an issue.

  --url URL          Address of the server, e.g. https://log360.example.com:8095
  --token-file FILE  File with the V2 token (or the token itself in LOG360_TOKEN); scopes that it lacks are reported as refused
  --insecure         Take any certificate, self-signed ones too
  --json             The report as JSON

With a V1 token in LOG360_V1_TOKEN, API V1 is asked too.

The exit code is 0 when every answer is as in the contract or in a form that the nodes read too, 1 when one is not.
`;
