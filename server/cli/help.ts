/** The text of `log360-server --help`. */
export const HELP = `log360-server: a reference backend for ManageEngine Log360's REST API

Usage
  log360-server start   [--data DIR] [--port N] [--empty] [--json] [options]
  log360-server import  --data DIR FILE...
  log360-server import  --url URL [--token-file FILE] FILE...
  log360-server import  --dry-run [--data DIR] FILE...
  log360-server parse   [--data DIR] [options] < LINES
  log360-server token   create|list|regenerate|revoke ...
  log360-server profile list|create|change|import|enable|disable|delete ...
  log360-server delivery list|resend [--token-file FILE]
  log360-server verify  --url URL
  log360-server migrate --from DIR|--to DIR --opensearch URLS --postgres URL
  log360-server demo    attack [ssh-brute-force|new-local-admin|web-scan] [--token-file FILE]
  log360-server help

"start --help", "token --help", "profile --help", "delivery --help", "verify --help", "demo --help" and
"migrate --help" list what these commands take.

import and parse
  --format FORMAT       auto, json, windows, syslog or access   (auto, line by line)
  --host NAME           host of lines that name none            (import: the name of the file)
  --year N              year of the first line without a year   (inferred)
  --tz ZONE             zone of times that carry none           (that of the log source, or UTC)
                        an offset (+02:00) or a name (Europe/Berlin)
  --date-order ORDER    dmy or mdy: how 20/11/2026 is read      (not at all)

import
  --token-file FILE     holds the token of --url; without it LOG360_TOKEN does
  --dry-run             shows the first events as they would be stored, and stores nothing; it knows
                        the zones of log sources only from --data DIR, which is left as it is
  FILE                  a log file: text in UTF-8 or UTF-16, plain, gzip, or a zip archive of them

parse reads lines from standard input and prints the event of each and why it was read so; like
--dry-run it takes the zones of log sources from --data DIR, beside a running server too.
`;
