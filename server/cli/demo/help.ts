/** The help of `log360-server demo`. */

import { DEMO_ATTACKS } from '../../demo';

export const DEMO_HELP = `Usage:
  log360-server demo attack [NAME]

Sends the events of an attack, as of now, to a running server, so that it raises alerts and incidents:
${[...DEMO_ATTACKS].map(([name, { what }]) => `  ${name.padEnd(16)} ${what}`).join('\n')}
Without a name it is the first one.

  --url URL          Address of the server (default: http://127.0.0.1:8095)
  --token-file FILE  File with a token of the scopes ingest.WRITE and alerts.READ (or the token itself in LOG360_TOKEN)
  --json             Answer as JSON
`;
