/** The text of `log360-server --help`. */
export const HELP = `log360-server: a reference backend for ManageEngine Log360's REST API

Usage
  log360-server start   [--data DIR] [--port N] [--empty] [--json] [options]
  log360-server import  --data DIR FILE...
  log360-server import  --url URL --token TOKEN FILE...
  log360-server token   create|list|regenerate|revoke ...
  log360-server profile list|create|change|import|enable|disable|delete ...
  log360-server delivery list|resend --token TOKEN
  log360-server demo    attack [ssh-brute-force|new-local-admin|web-scan] --token TOKEN
  log360-server help

"start --help", "token --help", "profile --help", "delivery --help" and "demo --help" list what these commands take.

import
  --format FORMAT       auto, json, windows, syslog or access   (auto, line by line)
  --host NAME           host of lines that name none            (unknown)
  --year N              year of syslog lines, which carry none  (inferred)
  FILE                  a log file, plain or gzip
`;
