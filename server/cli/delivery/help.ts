/** The help of `log360-server delivery`. */

export const DELIVERY_HELP = `Usage:
  log360-server delivery list
  log360-server delivery resend

Messages to ticketing tools and webhooks that a running server could not deliver: list shows the newest 100 of them,
resend has all of them sent again, the oldest first.

  --connection ID    Only those of this connection
  --url URL          Address of the server (default: http://127.0.0.1:8095)
  --token-file FILE  File with a token of the scope admin (or the token itself in LOG360_TOKEN)
  --json             Answer as JSON
`;
